"""The report as PDF, in the house style."""

from __future__ import annotations

from typing import Final

from koppelronde.house_style import (
    A4,
    BODY,
    HEAD_SIZE,
    INK,
    MUTED,
    SMALL,
    TINT,
    TRIAL,
    Imprint,
    Paper,
    landscape,
    mm,
)
from koppelronde.language import Text, same
from koppelronde.paper_table import Column, Row, draw_table
from koppelronde.report.content import Block, Figures, Paragraph, Picture, Report, Section, Table
from koppelronde.report.drawing import Room
from koppelronde.report.drawing_paper import place

_LEAST_PICTURE: Final = 60 * mm
"""A picture that can be cut begins on a new page when less than this is left."""


def report_pdf(report: Report) -> bytes:
    """The same report gives the same bytes."""
    imprint = Imprint(
        title=Text(f"{report.title.nl} – {report.ronde}", f"{report.title.en} – {report.ronde}"),
        ronde=report.ronde,
        version=report.version,
        made_at=report.made_at,
        short_hash=report.short_hash,
        watermark=TRIAL if report.trial else None,
    )
    paper = Paper(imprint, report.lang)
    paper.new_page()
    paper.heading(report.title, size=20)
    paper.paragraph(same(report.subtitle), size=HEAD_SIZE, colour=MUTED)
    paper.y -= 3 * mm
    for section in report.sections:
        _section(paper, section)
    return paper.pdf()


def _section(paper: Paper, section: Section) -> None:
    wide = any(isinstance(block, Picture) and block.wide for block in section.blocks)
    size = landscape(A4) if wide else A4
    if size != paper.size:
        paper.size = size
        paper.new_page()
    else:
        paper.y -= 4 * mm
        paper.need(_height_to_keep(section))
    paper.heading(same(section.title), size=13)
    for block in section.blocks:
        _block(paper, block)
    if wide:
        paper.size = A4
        paper.y = 0.0  # what follows begins a sheet that stands upright


def _height_to_keep(section: Section) -> float:
    """A heading stays with what comes after it."""
    pictures = any(isinstance(block, Picture) for block in section.blocks[:2])
    rows = [len(block.rows) for block in section.blocks[:1] if isinstance(block, Table)]
    return 100 * mm if pictures else min(90 * mm, 24 * mm + 7 * mm * sum(rows))


def _block(paper: Paper, block: Block) -> None:
    if isinstance(block, Paragraph):
        size, colour = (SMALL, MUTED) if block.small else (BODY, INK)
        paper.paragraph(same(block.says), size=size, colour=colour)
    elif isinstance(block, Figures):
        _figures(paper, block)
    elif isinstance(block, Table):
        _table(paper, block)
    else:
        _picture(paper, block)


def _figures(paper: Paper, block: Figures) -> None:
    gap, high = 4 * mm, 25 * mm
    number = max(len(block.figures), 1)
    width = (paper.width - gap * (number - 1)) / number
    paper.need(high)
    for at, figure in enumerate(block.figures):
        x = paper.left + at * (width + gap)
        paper.box(x, paper.y - high, width, high, fill=TINT)
        paper.write(x + 3 * mm, paper.y - 9 * mm, figure.number, size=14, bold=True,
                    width=width - 6 * mm)  # fmt: skip
        paper.write_lines(x + 3 * mm, paper.y - 12 * mm, figure.says, width - 6 * mm, size=SMALL,
                          colour=MUTED, lines_max=3)  # fmt: skip
    paper.y -= high + 5 * mm


def _table(paper: Paper, block: Table) -> None:
    numbers = len(block.headers) - block.left
    each = min(48 * mm, paper.width * (0.72 if numbers > 3 else 0.6) / max(numbers, 1))
    columns = [
        Column(same(head), share=1, lines_max=3)
        if at < block.left
        else Column(same(head), fixed=each, align="right", lines_max=3)
        for at, head in enumerate(block.headers)
    ]
    rows = [Row(cells, strong=at == block.strong) for at, cells in enumerate(block.rows)]
    draw_table(paper, columns, rows, size=9, least_height=5.6 * mm)
    paper.y -= 5 * mm


def _picture(paper: Paper, block: Picture) -> None:
    below = 0.0 if block.key is None else block.key.height + 2 * mm
    left = paper.y - paper.bottom - below - 2 * mm
    page = paper.top - paper.bottom - below - 2 * mm
    here = block.draw(Room(paper.width, left)) if left >= _LEAST_PICTURE else ()
    # on a page of its own it may take fewer sheets
    fresh = block.draw(Room(paper.width, page))
    drawings = here if here and len(here) <= len(fresh) else fresh
    drawings = drawings if drawings is here or left >= page - 1 else fresh
    if drawings is fresh and fresh and fresh[0].height + below > paper.y - paper.bottom:
        paper.new_page()
    for drawing in drawings:
        place(paper, drawing)
    if block.key is not None:
        paper.y -= 1.5 * mm
        place(paper, block.key)
    paper.y -= 4 * mm
