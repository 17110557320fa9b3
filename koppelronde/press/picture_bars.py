"""Bars: columns side by side for ranks, lying bars with a cap for visits, panels to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from koppelronde.press.drawing import Box, Drawing, Item, Line, Role, Room, Words, shortened
from koppelronde.press.glyphs import SMALLEST, text_width, wrapped

ROW: Final = 14.0


class Series(NamedTuple):
    """One kind of column: its colour and a value per group."""

    fill: Role
    values: tuple[int, ...]


def columns_picture(
    groups: Sequence[str], series: Sequence[Series], width: float, *, height: float = 150.0,
    apart: int | None = None,
) -> Drawing:  # fmt: skip
    """Columns side by side per group with their number on top.

    ``apart`` is the index of the first group behind a dashed line.
    """
    base, top = height - 18.0, 16.0
    most = max([value for one in series for value in one.values] + [1])
    step = width / max(len(groups), 1)
    each = min(34.0, step * 0.8 / max(len(series), 1))
    items: list[Item] = []
    for at, group in enumerate(groups):
        middle = step * (at + 0.5)
        start = middle - each * len(series) / 2
        for index, one in enumerate(series):
            value = one.values[at]
            tall = (base - top) * value / most
            x = start + index * each
            if value:
                items.append(Box(x + 0.8, base - tall, each - 1.6, tall, one.fill))
            items.append(Words(x + each / 2, base - tall - 3, str(value), anchor="middle",
                               role="ink" if value else "muted"))  # fmt: skip
        items.append(Words(middle, base + 12, shortened(group, step - 2), role="muted",
                           anchor="middle"))  # fmt: skip
    if apart is not None and 0 < apart < len(groups):
        items.append(Line(step * apart, 4, step * apart, height - 2, "ink", 0.8, True))
    items.append(Line(0, base, width, base, "ink", 0.6))
    return Drawing(width, height, tuple(items))


class Bar(NamedTuple):
    """A lying bar of up to two pieces; ``cap`` is where a mark stands; ``shown`` its number."""

    label: str
    value: float
    shown: str
    more: float = 0.0
    cap: float | None = None
    strong: bool = False


def bars_sheets(
    bars: Sequence[Bar], room: Room, *, fill: Role = "accent", columns: int = 1
) -> tuple[Drawing, ...]:
    """Bars under one another, in ``columns`` columns, in as many drawings as the room takes."""
    if not bars:
        return ()
    per_column = -(-len(bars) // columns)
    if room.height:
        per_column = min(per_column, max(1, int(room.height // ROW)))
    gap = 18.0
    width = (room.width - gap * (columns - 1)) / columns
    label = max(text_width(bar.label, SMALLEST, bar.strong) for bar in bars) + 8
    label = min(label, width * (0.46 if columns == 1 else 0.62))
    shown = max(text_width(bar.shown, SMALLEST, bar.strong) for bar in bars) + 8
    longest = max(max(bar.value + bar.more, bar.cap or 0) for bar in bars) or 1.0
    scale = (width - label - shown) / longest
    sheets = []
    for begin in range(0, len(bars), per_column * columns):
        here = bars[begin : begin + per_column * columns]
        items: list[Item] = []
        for at, bar in enumerate(here):
            x = (at // per_column) * (width + gap)
            items += _bar(bar, x, (at % per_column) * ROW, label, scale, fill)
        sheets.append(Drawing(room.width, min(len(here), per_column) * ROW + 2, tuple(items)))
    return tuple(sheets)


def _bar(bar: Bar, x: float, y: float, label: float, scale: float, fill: Role) -> list[Item]:
    base = y + ROW / 2 + SMALLEST * 0.36
    items: list[Item] = [
        Words(x, base, shortened(bar.label, label - 6, bar.strong), bold=bar.strong)
    ]
    start, end = x + label, x + label + scale * (bar.value + bar.more)
    if bar.more:
        items.append(Box(start + scale * bar.value, y + 2.5, scale * bar.more, ROW - 5, "s2"))
    if bar.value:
        items.append(Box(start, y + 2.5, scale * bar.value, ROW - 5, fill))
    items.append(Line(start, y, start, y + ROW, "rule", 0.6))
    if bar.cap is not None:
        at = start + scale * bar.cap
        items.append(Line(at, y + 0.5, at, y + ROW - 0.5, "ink", 1.2))
        end = max(end, at)
    items.append(Words(end + 4, base, bar.shown, bold=bar.strong))
    return items


class Panel(NamedTuple):
    """One measure of several alternatives: values and how they are written."""

    title: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]


def panels_picture(
    labels: Sequence[str], panels: Sequence[Panel], width: float, *, strong: int = 0
) -> Drawing:
    """Small bar charts side by side, one per measure, with the same rows."""
    label = min(max(text_width(one, SMALLEST, True) for one in labels) + 8, width * 0.3)
    gap = 12.0
    each = (width - label) / max(len(panels), 1) - gap
    items: list[Item] = []
    head = 30.0
    for row, one in enumerate(labels):
        base = head + row * ROW + ROW / 2 + SMALLEST * 0.36
        items.append(Words(0, base, shortened(one, label - 6, row == strong), bold=row == strong))
    for at, panel in enumerate(panels):
        x = label + at * (each + gap)
        title = wrapped(panel.title, each + gap - 4, SMALLEST)[:2]
        for line, words in enumerate(title):
            items.append(Words(x, head - 6 - 11 * (len(title) - 1 - line), words, role="muted"))
        number = max(text_width(shown, SMALLEST, True) for shown in panel.shown) + 6
        longest = max([value or 0 for value in panel.values] + [0]) or 1.0
        for row, (value, shown) in enumerate(zip(panel.values, panel.shown, strict=True)):
            y = head + row * ROW
            long = (each - number) * (value or 0) / longest
            if long:
                items.append(Box(x, y + 2.5, long, ROW - 5, "accent" if row == strong else "s2"))
            items.append(Words(x + long + 3, y + ROW / 2 + SMALLEST * 0.36, shown,
                               bold=row == strong))  # fmt: skip
        items.append(Line(x, head, x, head + len(labels) * ROW, "rule", 0.6))
    return Drawing(width, head + len(labels) * ROW + 2, tuple(items))
