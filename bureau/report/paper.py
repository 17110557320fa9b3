"""The report as PDF, in the house style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bureau.report.content import Block, Figures, Paragraph, Picture, Report, Section, Table
from koppelronde.domain.language import Text, same
from koppelronde.press.drawing import Room
from koppelronde.press.drawing_paper import place
from koppelronde.press.glyphs import wrapped
from koppelronde.press.house_style import (
    A4,
    BODY,
    HEAD_SIZE,
    INK,
    LEADING,
    MUTED,
    SMALL,
    TINT,
    TRIAL,
    Imprint,
    landscape,
    mm,
)
from koppelronde.press.page import Paper
from koppelronde.press.table import Column, Row, draw_table

_HEADING: Final = 13 * LEADING + 5
"""Points that the heading of a section takes."""


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
    elif paper.y < paper.top:
        paper.y -= 4 * mm
    paper.need(min(_HEADING + _kept(paper, section.blocks, _HEADING), paper.top - paper.bottom))
    paper.heading(same(section.title), size=13)
    for at, block in enumerate(section.blocks):
        if at and isinstance(block, Paragraph) and block.small:
            paper.need(min(_kept(paper, section.blocks[at:], 0.0), paper.top - paper.bottom))
        _block(paper, block)


def _kept(paper: Paper, blocks: Sequence[Block], above: float) -> float:
    """How high the first blocks are that must stay together: texts and what they are about."""
    height = 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            size = SMALL if block.small else BODY
            lines = wrapped(block.says, paper.width, size, False)
            height += len(lines) * size * LEADING + size * 0.5
        elif isinstance(block, Picture):
            return height + _picture_height(paper, block, above + height)
        elif isinstance(block, Table):
            return height + 9 * mm + 6 * mm * min(len(block.rows), 6)
        else:
            return height + 30 * mm
    return height


def _picture_height(paper: Paper, block: Picture, above: float) -> float:
    below = 2 * mm if block.key is None else block.key.height + 4 * mm
    free = paper.top - paper.bottom - above - below
    drawings = block.draw(Room(paper.width, free))
    return (drawings[0].height if drawings else 0.0) + below


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
        else Column(same(head), fixed=each, align="right", lines_max=3,
                    bold=at == block.strong_column)
        for at, head in enumerate(block.headers)
    ]  # fmt: skip
    rows = [Row(cells, strong=at == block.strong) for at, cells in enumerate(block.rows)]
    draw_table(paper, columns, rows, size=9, least_height=5.6 * mm)
    paper.y -= 5 * mm


def _picture(paper: Paper, block: Picture) -> None:
    """In what is left of this page, unless a new page saves a sheet or shows it larger."""
    below = 2 * mm if block.key is None else block.key.height + 4 * mm
    left, page = paper.y - paper.bottom - below, paper.top - paper.bottom - below
    here, fresh = block.draw(Room(paper.width, left)), block.draw(Room(paper.width, page))
    if not fresh:
        return
    fits = bool(here) and here[0].height <= left
    if not (fits and len(here) <= len(fresh) and here[0].height > 0.7 * fresh[0].height):
        paper.new_page()
        here = fresh
    for drawing in here:
        place(paper, drawing)
    if block.key is not None:
        paper.y -= 1.5 * mm
        place(paper, block.key)
    paper.y -= 4 * mm
