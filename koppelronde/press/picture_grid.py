"""A grid of small shaded cells with a text in each: the heat map and the carrousel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from koppelronde.press.drawing import SHADES, Box, Drawing, Item, Role, Room, Words
from koppelronde.press.glyphs import SMALLEST, text_width

MOST_IN_A_MAP: Final = 150
"""People on one side for whom a map of all couples is still a picture, on some 25 pages."""
LEAST_HEIGHT: Final = 11.0
MOST_WIDTH: Final = 32.0
MOST_HEIGHT: Final = 18.0


class Cell(NamedTuple):
    """``level`` 0 to 4 is how dark it is."""

    text: str
    level: int = 0
    outlined: bool = False


EMPTY: Final = Cell("")


def grid_sheets(
    rows: Sequence[str], columns: Sequence[str], cell: Callable[[int, int], Cell], room: Room
) -> tuple[Drawing, ...]:
    """The grid in as few drawings as the room takes; every one has its own labels.

    Column labels stand upright where they are wider than their cells need to be.
    """
    if not rows or not columns:
        return ()
    every = [[cell(r, c) for c in range(len(columns))] for r in range(len(rows))]
    label = max(text_width(row, SMALLEST) for row in rows) + 6
    least = max(text_width(one.text, SMALLEST) for line in every for one in line) + 4
    least = max(least, 12.0)
    heading = max(text_width(column, SMALLEST) for column in columns)
    upright = heading + 3 > max(least, min(MOST_WIDTH, (room.width - label) / len(columns)))
    head = heading + 6 if upright else 14.0
    across = max(1, int((room.width - label) // least))
    free = room.height - head - 3
    down = max(1, int(free // LEAST_HEIGHT)) if room.height else len(rows)
    across = -(-len(columns) // -(-len(columns) // across))
    down = -(-len(rows) // -(-len(rows) // down))
    width = min(MOST_WIDTH, (room.width - label) / across)
    height = max(LEAST_HEIGHT, min(MOST_HEIGHT, width * 0.8))
    if room.height:
        height = max(LEAST_HEIGHT, min(height, free / down))
    return tuple(
        _sheet(rows, columns, every, range(top, min(top + down, len(rows))),
               range(left, min(left + across, len(columns))), (label, head, width, height), upright)
        for top in range(0, len(rows), down)
        for left in range(0, len(columns), across)
    )  # fmt: skip


def _sheet(
    rows: Sequence[str], columns: Sequence[str], every: Sequence[Sequence[Cell]], down: range,
    across: range, sizes: tuple[float, float, float, float], upright: bool,
) -> Drawing:  # fmt: skip
    label, head, width, height = sizes
    items: list[Item] = []
    marks: list[Item] = []
    for at, column in enumerate(across):
        middle = label + (at + 0.5) * width
        if upright:
            items.append(Words(middle + SMALLEST * 0.36, head - 4, columns[column], role="muted",
                               upright=True))  # fmt: skip
        else:
            items.append(Words(middle, head - 4, columns[column], role="muted", anchor="middle"))
    for line, row in enumerate(down):
        y = head + line * height
        base = y + height / 2 + SMALLEST * 0.36
        items.append(Words(label - 4, base, rows[row], role="muted", anchor="end"))
        for at, column in enumerate(across):
            one, x = every[row][column], label + at * width
            items.append(Box(x, y, width, height, SHADES[one.level], "rule"))
            ink: Role = "on4" if one.level == 4 else "ink"
            if one.text:
                marks.append(Words(x + width / 2, base, one.text, role=ink, anchor="middle",
                                   bold=one.outlined))  # fmt: skip
            if one.outlined:
                marks += [
                    Box(x + 0.6, y + 0.6, width - 1.2, height - 1.2, None, "sheet", 3.0),
                    Box(x + 0.6, y + 0.6, width - 1.2, height - 1.2, None, "ink", 1.6),
                ]
    high = head + len(down) * height
    return Drawing(label + len(across) * width + 1, high + 2, (*items, *marks))
