"""A picture as plain shapes and words, drawn once and put both on a web page and on paper.

Lengths are points; x runs to the right and y **down** from the top left corner. A colour is a
role, so that a page can be light or dark and paper keeps to the colours of the house.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from koppelronde.press.glyphs import SMALLEST, text_width

Role = Literal["ink", "muted", "accent", "rule", "sheet", "s0", "s1", "s2", "s3", "s4", "on4"]
"""``s0`` to ``s4`` run from nothing to most; ``on4`` is the colour of text on ``s4``."""
Anchor = Literal["start", "middle", "end"]
SHADES: Final[tuple[Role, ...]] = ("s0", "s1", "s2", "s3", "s4")
HAIRLINE: Final = 0.4


class Box(NamedTuple):
    """A rectangle; (x, y) is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Role | None = None
    line: Role | None = None
    thickness: float = HAIRLINE


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role = "rule"
    thickness: float = HAIRLINE
    dashed: bool = False


class Dot(NamedTuple):
    """A small circle."""

    x: float
    y: float
    radius: float
    fill: Role | None = None
    line: Role | None = None
    thickness: float = 0.8


class Words(NamedTuple):
    """One line of text on its base line; ``upright`` text runs from below to above."""

    x: float
    y: float
    text: str
    size: float = SMALLEST
    role: Role = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    upright: bool = False


Item = Box | Line | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """``items`` in the order in which they cover one another."""

    width: float
    height: float
    items: tuple[Item, ...]


class Room(NamedTuple):
    """How wide and how high a drawing may be; what does not fit becomes more drawings."""

    width: float
    height: float


class Key(NamedTuple):
    """One entry of a legend."""

    says: str
    fill: Role | None = None
    line: Role | None = None
    shape: Literal["box", "dot", "line", "dash"] = "box"


def legend(keys: tuple[Key, ...], width: float) -> Drawing:
    """Samples with their meaning, in as many lines as needed."""
    items: list[Item] = []
    x, y = 0.0, 0.0
    for key in keys:
        wide = 16 + text_width(key.says, SMALLEST) + 14
        if x and x + wide > width:
            x, y = 0.0, y + 14
        if key.shape == "box":
            items.append(Box(x, y + 2, 10, 9, key.fill, key.line or "rule", 0.8))
        elif key.shape == "dot":
            items.append(Dot(x + 5, y + 6.5, 3.2, key.fill, key.line))
        else:
            items.append(Line(x, y + 6.5, x + 11, y + 6.5, key.line or "ink", 1.0,
                              key.shape == "dash"))  # fmt: skip
        items.append(Words(x + 15, y + 9.5, key.says, role="muted"))
        x += wide
    return Drawing(width, y + 14, tuple(items))


def shortened(text: str, width: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than that at the smallest size."""
    if text_width(text, SMALLEST, bold) <= width:
        return text
    keep = len(text)
    while keep > 1 and text_width(text[:keep] + "…", SMALLEST, bold) > width:
        keep -= 1
    return text[:keep].rstrip() + "…"
