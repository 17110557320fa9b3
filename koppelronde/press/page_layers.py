"""What stands on a page, in layers, and how a layer becomes PDF.

Coordinates are points from the left and bottom edge of the sheet, as in PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from koppelronde.press.glyphs import font_name, printable, text_width
from koppelronde.press.house_style import GHOST


class Words(NamedTuple):
    """One line of text, by its base line."""

    x: float
    y: float
    text: str
    size: float
    font: str
    colour: Color


class Shape(NamedTuple):
    """A line, a rectangle or a circle, by its lower left corner."""

    kind: Literal["line", "box", "dash", "disc"]
    x: float
    y: float
    width: float
    height: float
    fill: Color | None
    stroke: Color | None
    thickness: float


class Phone(NamedTuple):
    """Where a number can be tapped."""

    x: float
    y: float
    width: float
    height: float
    number: str


@dataclass(slots=True)
class Layer:
    """Things drawn under one turn of the sheet; (a, b, c, d, e, f) as in PDF."""

    turn: tuple[float, float, float, float, float, float] | None = None
    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A sheet and its layers; pages of one part are numbered together."""

    size: tuple[float, float]
    footer: bool
    layers: list[Layer]
    part: int


def draw_watermark(canvas: Canvas, size: tuple[float, float], text: str) -> None:
    """A word across the whole sheet, over everything."""
    width, height = size
    diagonal = (width**2 + height**2) ** 0.5
    points = 0.62 * diagonal / max(text_width(text, 1, True), 1)
    canvas.saveState()
    canvas.setFillColor(GHOST)
    canvas.translate(width / 2, height / 2)
    canvas.transform(
        width / diagonal, height / diagonal, -height / diagonal, width / diagonal, 0, 0
    )
    canvas.setFont(font_name(True), points)
    canvas.drawCentredString(0, -points * 0.36, printable(text))
    canvas.restoreState()


def draw(canvas: Canvas, layer: Layer) -> None:
    """Fills first, then lines, then text and links."""
    if not layer.shapes and not layer.words:
        return
    if layer.turn is not None:
        canvas.saveState()
        canvas.transform(*layer.turn)
    # fills first, so that no hairline disappears under the next row
    for shape in sorted(layer.shapes, key=lambda shape: shape.fill is None):
        if shape.stroke is not None:
            canvas.setStrokeColor(shape.stroke)
            canvas.setLineWidth(shape.thickness)
        if shape.kind in ("box", "disc"):
            if shape.fill is not None:
                canvas.setFillColor(shape.fill)
            draw = canvas.rect if shape.kind == "box" else canvas.ellipse
            far_x = shape.width + (shape.x if shape.kind == "disc" else 0)
            far_y = shape.height + (shape.y if shape.kind == "disc" else 0)
            draw(
                shape.x, shape.y, far_x, far_y,
                stroke=int(shape.stroke is not None), fill=int(shape.fill is not None),
            )  # fmt: skip
            continue
        if shape.kind == "dash":
            canvas.setDash([3, 3])
        canvas.line(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        if shape.kind == "dash":
            canvas.setDash([])
    if layer.words:
        text = canvas.beginText()
        font, size, colour = "", 0.0, None
        for words in layer.words:
            if words.font != font or words.size != size:
                font, size = words.font, words.size
                text.setFont(font, size)
            if words.colour is not colour:
                colour = words.colour
                text.setFillColor(colour)
            text.setTextOrigin(words.x, words.y)
            text.textOut(words.text)
        canvas.drawText(text)
    for phone in layer.phones:
        corners = (phone.x, phone.y, phone.x + phone.width, phone.y + phone.height)
        canvas.linkURL(f"tel:{phone.number}", corners, relative=1)
    if layer.turn is not None:
        canvas.restoreState()
