"""The table of the house: shaded header, zebra, hairlines, rows as high as their text.

The header comes back on every page; a row is never split over two pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from koppelronde.domain.language import Text
from koppelronde.press.glyphs import SMALLEST, fitted, text_width
from koppelronde.press.house_style import (
    ACCENT,
    BODY,
    INK,
    LEADING,
    MUTED,
    RULE,
    TINT,
    ZEBRA,
    Align,
)
from koppelronde.press.page import Paper

TICK: Final = "\ue000tick"
"""As a cell: a box to tick. (A private character: nobody can be called this.)"""
PAD: Final = 1.6 * mm


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` of the free width after the ``fixed`` points of others; one of both is 0."""

    title: Text
    share: float = 0.0
    fixed: float = 0.0
    align: Align = "left"
    bold: bool = False
    lines_max: int = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells; with ``span`` the first cell takes the whole width (a break)."""

    cells: tuple[str, ...]
    span: bool = False
    strong: bool = False
    pale: bool = False


def natural_width(title: str, cells: Iterable[str], size: float, bold: bool = False) -> float:
    """The width at which a column needs no shrinking."""
    widest = max((text_width(cell, size, bold) for cell in cells), default=0.0)
    return max(widest, text_width(title, size, True)) + 2 * PAD + 1


def fit_columns(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Row], size: float, rest: float = 0.0
) -> list[Column]:
    """Columns as wide as their text, each at most its own ``fixed``; the widest give way first.

    A column with a ``share`` gets what is left, ``rest`` points at the least.
    """
    cells = [row.cells for row in rows if not row.span]
    widths = [
        min(column.fixed, natural_width(column.title.say(paper.lang),
            [row[at] if row[at] != TICK else "" for row in cells], size, column.bold))
        if column.fixed else 0.0
        for at, column in enumerate(columns)
    ]  # fmt: skip
    while sum(widths) > paper.width - rest and max(widths) > 12 * mm:
        widths[widths.index(max(widths))] -= 2
    return [replace(column, fixed=width) for column, width in zip(columns, widths, strict=True)]


def column_widths(columns: Sequence[Column], width: float) -> tuple[float, ...]:
    """Points per column."""
    free = width - sum(column.fixed for column in columns)
    shares = sum(column.share for column in columns) or 1
    return tuple(column.fixed or free * column.share / shares for column in columns)


def row_height(
    columns: Sequence[Column], widths: Sequence[float], row: Row, size: float, least: float,
    air: float = PAD,
) -> float:  # fmt: skip
    """How high a row must be for all its text, with that much ``air`` above and below together."""
    if row.span:
        fits, lines = fitted(row.cells[0], sum(widths) - 2 * PAD, size, True, SMALLEST, 2)
        return max(least, len(lines) * fits * LEADING + air)
    tallest = least
    for column, width, cell in zip(columns, widths, row.cells, strict=True):
        if cell == TICK or not cell:
            continue
        bold = column.bold or row.strong
        fits, lines = fitted(cell, width - 2 * PAD, size, bold, SMALLEST, column.lines_max)
        tallest = max(tallest, len(lines) * fits * LEADING + air)
    return tallest


def fitting_height(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Row], size: float, air: float,
    lowest: float, highest: float,
) -> float:  # fmt: skip
    """The least row height with which a table fills the rest of the page without leaving it.

    ``lowest`` where it does not fit on the page in any case.
    """
    widths = column_widths(columns, paper.width)
    natural = [row_height(columns, widths, row, size, 0.0, air) for row in rows]
    free = _free(paper)
    height = highest
    while height > lowest and sum(max(height, least) for least in natural) > free:
        height -= 0.1 * mm
    return max(height, lowest)


def fits_page(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Row], size: float, air: float,
    lowest: float,
) -> bool:  # fmt: skip
    """Whether a table with rows of at least ``lowest`` fits on the rest of the page."""
    widths = column_widths(columns, paper.width)
    heights = (row_height(columns, widths, row, size, lowest, air) for row in rows)
    return sum(heights) <= _free(paper)


def _free(paper: Paper) -> float:
    """The height for rows under a header at the cursor."""
    return paper.y - paper.bottom - 6.2 * mm - 0.5


def draw_table(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Row], *, size: float = BODY,
    least_height: float = 6.2 * mm, zebra: bool = True, left: float | None = None,
    width: float | None = None, air: float = PAD, overleaf: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """A table at the cursor, over as many pages as it takes.

    ``overleaf`` draws what must stand at the top of each next page, above the header.
    """
    left = paper.left if left is None else left
    widths = column_widths(columns, paper.width if width is None else width)
    header = Row(tuple(column.title.say(paper.lang) for column in columns), strong=True)
    head_height = row_height(columns, widths, header, size, 6.2 * mm)

    def head() -> None:
        paper.box(left, paper.y - head_height, sum(widths), head_height, fill=TINT)
        _cells(paper, columns, widths, header, left, head_height, size, header=True)
        paper.y -= head_height

    paper.need(head_height + least_height)
    head()
    shaded = False
    for row in rows:
        height = row_height(columns, widths, row, size, least_height, air)
        if paper.y - height < paper.bottom - 0.01:
            paper.new_page()
            if overleaf is not None:
                overleaf()
            head()
            shaded = False
        if row.span:
            paper.box(left, paper.y - height, sum(widths), height, fill=TINT)
        elif zebra and shaded:
            paper.box(left, paper.y - height, sum(widths), height, fill=ZEBRA)
        _cells(paper, columns, widths, row, left, height, size)
        paper.y -= height
        paper.line(left, paper.y, left + sum(widths), paper.y)
        shaded = not shaded and not row.span


def _cells(
    paper: Paper, columns: Sequence[Column], widths: Sequence[float], row: Row, left: float,
    height: float, size: float, header: bool = False,
) -> None:  # fmt: skip
    if row.span:
        _in_cell(paper, row.cells[0], left, sum(widths), height, size, True, "left", 2, "ink")
        return
    x = left
    for column, width, cell in zip(columns, widths, row.cells, strict=True):
        if cell == TICK:
            side = min(10.0, height - 4)
            middle = x + (width - side) / 2 if column.align == "centre" else x + PAD
            paper.tick_box(middle, paper.y - height / 2 - side / 2, side)
        elif cell:
            ink = "accent" if header else "muted" if row.pale else "ink"
            bold = header or column.bold or row.strong
            _in_cell(paper, cell, x, width, height, size, bold, column.align,
                     column.lines_max, ink)  # fmt: skip
        x += width


def _in_cell(
    paper: Paper, text: str, x: float, width: float, height: float, size: float, bold: bool,
    align: Align, lines_max: int, ink: str,
) -> None:  # fmt: skip
    size, lines = fitted(text, width - 2 * PAD, size, bold, SMALLEST, lines_max)
    at = {"left": x + PAD, "centre": x + width / 2, "right": x + width - PAD}[align]
    colour = {"ink": INK, "accent": ACCENT, "muted": MUTED}[ink]
    y = paper.y - height / 2 + (len(lines) * size * LEADING) / 2 - size * 0.98
    for line in lines:
        paper.write(at, y, line, size=size, bold=bold, colour=colour, align=align)
        y -= size * LEADING


def rule(paper: Paper) -> None:
    """A hairline over the full width at the cursor."""
    paper.line(paper.left, paper.y, paper.right, paper.y, colour=RULE)
