"""A drawing as SVG inside a page: colours are classes of the page's style sheet."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Final

from koppelronde.press.drawing import Box, Dot, Drawing, Item, Line, Role

_TURNING: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of the text after them: they would reorder what others wrote."""


def literal(text: str) -> str:
    """Text that a page shows exactly, on one line; never markup."""
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace() or unicodedata.category(letter) == "Cc":
            kept.append(" ")
        elif letter not in _TURNING:
            kept.append("\ufffd" if unicodedata.category(letter) == "Cs" else letter)
    return escape("".join(kept))


def number(value: float) -> str:
    """A length with at most two decimals; never ``-0``."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def svg(drawing: Drawing, says: str) -> str:
    """The drawing with ``says`` for who cannot see it."""
    width, height = number(drawing.width), number(drawing.height)
    inside = "\n".join(_item(item) for item in drawing.items)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt" role="img" '
        f'aria-label="{literal(says)}">\n{inside}\n</svg>'
    )


def _item(item: Item) -> str:
    if isinstance(item, Box):
        return (
            f'<rect x="{number(item.x)}" y="{number(item.y)}" width="{number(item.width)}" '
            f'height="{number(item.height)}"{_paint(item.fill, item.line, item.thickness)}/>'
        )
    if isinstance(item, Line):
        dashes = ' stroke-dasharray="3 3"' if item.dashed else ""
        return (
            f'<line x1="{number(item.x1)}" y1="{number(item.y1)}" x2="{number(item.x2)}" '
            f'y2="{number(item.y2)}"{_paint(None, item.role, item.thickness)}{dashes}/>'
        )
    if isinstance(item, Dot):
        return (
            f'<circle cx="{number(item.x)}" cy="{number(item.y)}" r="{number(item.radius)}"'
            f"{_paint(item.fill, item.line, item.thickness)}/>"
        )
    x, y = number(item.x), number(item.y)
    anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
    turn = f' transform="rotate(-90 {x} {y})"' if item.upright else ""
    weight = ' font-weight="700"' if item.bold else ""
    return (
        f'<text x="{x}" y="{y}" class="f-{item.role}" font-size="{number(item.size)}"'
        f"{anchor}{weight}{turn}>{literal(item.text)}</text>"
    )


def _paint(fill: Role | None, line: Role | None, thickness: float) -> str:
    classes = [f"f-{fill}" if fill else "f-none", *([f"l-{line}"] if line else [])]
    width = f' stroke-width="{number(thickness)}"' if line else ""
    return f' class="{" ".join(classes)}"{width}'
