"""Pictures on paper: bars, columns side by side, a heat map. Numbers always stand beside shades,
so that a black-and-white copy still says everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from koppelronde.press.glyphs import SMALLEST, text_width
from koppelronde.press.house_style import ACCENT, HAIRLINE, INK, MUTED, RULE, SMALL, TINT, WHITE
from koppelronde.press.page import Paper

SHADES: Final = (
    WHITE,
    Color(0.90, 0.945, 0.95),
    Color(0.73, 0.86, 0.87),
    Color(0.42, 0.67, 0.70),
    Color(0.0, 0.37, 0.42),
)
"""From nothing to most; the last takes white text."""


class Bar(NamedTuple):
    """One horizontal bar; ``shown`` is the text behind it (default the value)."""

    label: str
    value: float
    shown: str = ""
    strong: bool = False


def bar_chart(paper: Paper, bars: Sequence[Bar], *, limit: float | None = None) -> None:
    """Horizontal bars at the cursor, longest value over the width; ``limit`` draws a line there.

    Values are zero or more.
    """
    height = 6 * mm
    labels = min(max((text_width(b.label, SMALL, b.strong) for b in bars), default=0) + 3 * mm,
                 paper.width * 0.42)  # fmt: skip
    longest = max([bar.value for bar in bars] + [limit or 0, 1e-9])
    room = paper.width - labels - 18 * mm
    for bar in bars:
        paper.need(height)
        y = paper.y - height
        paper.write(paper.left, y + 1.8 * mm, bar.label, size=SMALL, width=labels - 2 * mm,
                    bold=bar.strong)  # fmt: skip
        long = room * bar.value / longest
        paper.box(paper.left + labels, y + 1 * mm, long, height - 2 * mm,
                  fill=ACCENT if bar.strong else SHADES[3])  # fmt: skip
        paper.write(paper.left + labels + long + 1.5 * mm, y + 1.8 * mm,
                    bar.shown or f"{bar.value:g}", size=SMALL)  # fmt: skip
        if limit is not None:
            x = paper.left + labels + room * limit / longest
            paper.line(x, y, x, y + height, colour=INK, thickness=0.8, dashed=True)
        paper.y -= height
    paper.y -= 3 * mm


class Series(NamedTuple):
    """One kind of column: its name in the legend and a value per group."""

    label: str
    values: tuple[float, ...]


def column_chart(
    paper: Paper, groups: Sequence[str], series: Sequence[Series], *, height: float = 55 * mm,
    apart: int | None = None,
) -> None:  # fmt: skip
    """Columns side by side per group, at the cursor; values stand on top.

    ``apart`` is the index of the first group that stands apart (5 and further) behind a line.
    """
    paper.need(height + 16 * mm)
    top, base = paper.y - 8 * mm, paper.y - height
    most = max([value for one in series for value in one.values] + [1e-9])
    colours = (ACCENT, SHADES[2], SHADES[3], INK)
    x = paper.left
    for index, one in enumerate(series):
        paper.box(x, paper.y - 3.4 * mm, 3 * mm, 3 * mm, fill=colours[index % 4], stroke=RULE)
        paper.write(x + 4.5 * mm, paper.y - 3 * mm, one.label, size=SMALL)
        x += text_width(one.label, SMALL) + 12 * mm
    step = paper.width / max(len(groups), 1)
    each = min(14 * mm, step * 0.8 / max(len(series), 1))
    for at, group in enumerate(groups):
        centre = paper.left + step * (at + 0.5)
        start = centre - each * len(series) / 2
        for index, one in enumerate(series):
            tall = (top - base - 5 * mm) * one.values[at] / most
            paper.box(start + index * each + 0.6, base, each - 1.2, tall, fill=colours[index % 4])
            if one.values[at]:
                paper.write(start + (index + 0.5) * each, base + tall + 1.2 * mm,
                            f"{one.values[at]:g}", size=SMALL, align="centre")  # fmt: skip
        paper.write(centre, base - 4.5 * mm, group, size=SMALL, align="centre",
                    width=step - 2, colour=MUTED)  # fmt: skip
        if apart == at and at:
            edge = paper.left + step * at
            paper.line(edge, base - 5 * mm, edge, top, colour=INK, dashed=True)
    paper.line(paper.left, base, paper.right, base, colour=INK, thickness=0.6)
    paper.y = base - 9 * mm


MOST_IN_A_MAP: Final = 150
"""People on one side for whom a map of all couples is still a picture, on some 25 pages."""


def heat_map(
    paper: Paper, rows: Sequence[str], columns: Sequence[str],
    shade: Callable[[int, int], int], shown: Callable[[int, int], str], *,
    outlined: frozenset[tuple[int, int]] = frozenset(),
) -> None:  # fmt: skip
    """A grid of shaded cells that fills the rest of the page; labels are short (codes).

    ``shade`` gives 0 to 4. Over more pages where a cell would fall under 4.2 mm: first the rows
    are cut, then the columns, each page with its own labels.
    """
    label = max((text_width(row, SMALL) for row in rows), default=0) + 3 * mm
    least_width = max(6.5 * mm, max((text_width(c, SMALLEST) for c in columns), default=0) + 3)
    across = max(1, int((paper.width - label) // least_width))
    down = max(1, int((paper.y - paper.bottom - 7 * mm) // (4.2 * mm)))
    sheets_across = -(-len(columns) // across) or 1
    across = -(-len(columns) // sheets_across) or 1
    first = True
    begin = 0
    while begin < len(rows):
        if not first:
            down = max(1, int((paper.top - paper.bottom - 7 * mm) // (4.2 * mm)))
        for sheet in range(sheets_across):
            if not first:
                paper.new_page()
            first = False
            _heat_sheet(paper, rows, columns, shade, shown, outlined, label,
                        range(begin, min(begin + down, len(rows))),
                        range(sheet * across, min((sheet + 1) * across, len(columns))))  # fmt: skip
        begin += down


def _heat_sheet(
    paper: Paper, rows: Sequence[str], columns: Sequence[str],
    shade: Callable[[int, int], int], shown: Callable[[int, int], str],
    outlined: frozenset[tuple[int, int]], label: float, down: range, across: range,
) -> None:  # fmt: skip
    width = min(12 * mm, (paper.width - label) / max(len(across), 1))
    height = min(8 * mm, (paper.y - paper.bottom - 7 * mm) / max(len(down), 1))
    top = paper.y - 5 * mm
    for at, column in enumerate(across):
        paper.write(paper.left + label + (at + 0.5) * width, top + 1.5 * mm, columns[column],
                    size=SMALL, align="centre", colour=MUTED)  # fmt: skip
    for line, row in enumerate(down):
        y = top - (line + 1) * height
        paper.write(paper.left, y + height / 2 - SMALL * 0.36, rows[row], size=SMALL)
        for at, column in enumerate(across):
            x, level = paper.left + label + at * width, max(0, min(4, shade(row, column)))
            paper.box(x, y, width, height, fill=SHADES[level], stroke=TINT, thickness=HAIRLINE)
            text = shown(row, column)
            if text:
                paper.write(x + width / 2, y + height / 2 - SMALL * 0.36, text, size=SMALL,
                            align="centre", colour=WHITE if level == 4 else INK)  # fmt: skip
    for row, column in sorted(outlined):
        if row in down and column in across:
            x = paper.left + label + (column - across.start) * width
            y = top - (row - down.start + 1) * height
            paper.box(x + 0.8, y + 0.8, width - 1.6, height - 1.6, stroke=INK, thickness=1.6)
    paper.y = top - len(down) * height - 4 * mm
