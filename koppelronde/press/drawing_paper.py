"""A drawing on paper, in the colours of the house."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color

from koppelronde.press.drawing import Anchor, Box, Dot, Drawing, Item, Line, Role, Words
from koppelronde.press.house_style import ACCENT, INK, MUTED, RULE, WHITE, Align
from koppelronde.press.page import Paper

SHADES: Final = (
    WHITE,
    Color(0.90, 0.945, 0.95),
    Color(0.73, 0.86, 0.87),
    Color(0.42, 0.67, 0.70),
    Color(0.0, 0.37, 0.42),
)
"""From nothing to most; the last takes white text."""

_COLOURS: Final[dict[Role, Color]] = {
    "ink": INK, "muted": MUTED, "accent": ACCENT, "rule": RULE, "sheet": WHITE, "on4": WHITE,
    "s0": SHADES[0], "s1": SHADES[1], "s2": SHADES[2], "s3": SHADES[3], "s4": SHADES[4],
}  # fmt: skip
_ALIGN: Final[dict[Anchor, Align]] = {"start": "left", "middle": "centre", "end": "right"}


def place(paper: Paper, drawing: Drawing) -> None:
    """Put the drawing at the cursor, against the left margin, on a new page where it must."""
    paper.need(drawing.height)
    at = (paper.left, paper.y)
    for run in _runs([item for item in drawing.items if not _is_upright(item)]):
        with paper.turned(1, 0, 0, 1, *at):
            for item in run:
                _draw(paper, item)
    upright = [item for item in drawing.items if isinstance(item, Words) and item.upright]
    if upright:
        with paper.turned(0, 1, -1, 0, *at):
            for words in upright:
                paper.write(-words.y, -words.x, words.text, size=words.size, bold=words.bold,
                            colour=_COLOURS[words.role], align=_ALIGN[words.anchor])  # fmt: skip
    paper.y -= drawing.height


def _is_upright(item: Item) -> bool:
    return isinstance(item, Words) and item.upright


def _runs(items: list[Item]) -> list[list[Item]]:
    """Items in groups: a sheet draws fills before lines, so a fill over a line begins a group."""
    runs: list[list[Item]] = [[]]
    lined = False
    for item in items:
        filled = not isinstance(item, Line | Words) and item.fill is not None
        if filled and lined:
            runs.append([])
            lined = False
        lined = lined or isinstance(item, Line)
        runs[-1].append(item)
    return runs


def _draw(paper: Paper, item: Item) -> None:
    if isinstance(item, Words):
        paper.write(item.x, -item.y, item.text, size=item.size, bold=item.bold,
                    colour=_COLOURS[item.role], align=_ALIGN[item.anchor])  # fmt: skip
        return
    if isinstance(item, Line):
        paper.line(item.x1, -item.y1, item.x2, -item.y2, colour=_COLOURS[item.role],
                   thickness=item.thickness, dashed=item.dashed)  # fmt: skip
        return
    fill = _COLOURS[item.fill] if item.fill else None
    line = _COLOURS[item.line] if item.line else None
    if isinstance(item, Box):
        paper.box(item.x, -item.y - item.height, item.width, item.height, fill=fill, stroke=line,
                  thickness=item.thickness)  # fmt: skip
    elif isinstance(item, Dot):
        paper.disc(item.x, -item.y, item.radius, fill=fill, stroke=line,
                   thickness=item.thickness)  # fmt: skip
