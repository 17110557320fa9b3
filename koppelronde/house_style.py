"""How every paper of the house looks: one ink, one accent, one soft tint, hairlines, a footer.

A :class:`Paper` collects what stands on its pages and turns it into PDF at the end, when the
number of pages is known. All text goes through :meth:`Paper.write`, which shrinks, aligns and
replaces letters that the fonts lack; nobody else draws text. The moment of making is that of the
plan, and nothing is compressed by the machine's own zlib: the same plan gives the same bytes.

Coordinates are points from the left and bottom edge of the sheet, as in PDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, Literal, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A3, A4, A5, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from koppelronde.glyphs import (
    SMALLEST,
    fitted,
    font_name,
    printable,
    shortened,
    text_width,
    wrapped,
)
from koppelronde.language import Lang, Text
from koppelronde.times import AMSTERDAM, clock, short_date

__all__ = ["A3", "A4", "A5", "landscape", "mm"]

INK: Final = Color(0.09, 0.13, 0.19)
MUTED: Final = Color(0.36, 0.41, 0.46)
"""The same ink, thinner: labels and dashes. 5.6 : 1 on white."""
ACCENT: Final = Color(0.0, 0.37, 0.42)
TINT: Final = Color(0.898, 0.945, 0.945)
ZEBRA: Final = Color(0.965, 0.98, 0.98)
RULE: Final = Color(0.72, 0.77, 0.79)
WHITE: Final = Color(1, 1, 1)
GHOST: Final = Color(0.09, 0.13, 0.19, alpha=0.09)
"""The watermark: see-through, so that it crosses shaded rows and hides no text."""

MARGIN: Final = 18 * mm
HAIRLINE: Final = 0.4
NAME_SIZE: Final = 20.0
TITLE_SIZE: Final = 15.0
HEAD_SIZE: Final = 11.0
BODY: Final = 9.5
SMALL: Final = SMALLEST
LEADING: Final = 1.28
"""Line height as a multiple of the size."""

Align = Literal["left", "centre", "right"]
TRIAL: Final = Text("PROEF", "TRIAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a document says about itself: in its properties and at the foot of each page.

    ``short_hash`` names the result that the paper shows. ``version`` is that of the plan; None
    where the hash alone says which result it is. ``watermark`` is printed across every page.
    """

    title: Text
    ronde: str
    version: int | None
    made_at: datetime
    short_hash: str = ""
    watermark: Text | None = None

    def footer(self, lang: Lang) -> str:
        """``Herfst 2026 · planversie 3 · gemaakt do 10-12-2026 13:05 · a1b2c3d4``."""
        made = self.made_at.astimezone(AMSTERDAM)
        plan = Text(f"planversie {self.version}", f"plan version {self.version}").say(lang)
        parts = [
            self.ronde,
            "" if self.version is None else plan,
            Text("gemaakt ", "made ").say(lang)
            + f"{short_date(made.date()).say(lang)} {clock(made)}",
            self.short_hash,
        ]
        return " · ".join(part for part in parts if part)


class _Words(NamedTuple):
    x: float
    y: float
    text: str
    size: float
    font: str
    colour: Color


class _Shape(NamedTuple):
    kind: Literal["line", "box", "dash", "disc"]
    x: float
    y: float
    width: float
    height: float
    fill: Color | None
    stroke: Color | None
    thickness: float


class _Phone(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    number: str


@dataclass(slots=True)
class _Layer:
    """Things drawn under one turn of the sheet; (a, b, c, d, e, f) as in PDF."""

    turn: tuple[float, float, float, float, float, float] | None = None
    shapes: list[_Shape] = field(default_factory=list)
    words: list[_Words] = field(default_factory=list)
    phones: list[_Phone] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    size: tuple[float, float]
    footer: bool
    layers: list[_Layer]
    part: int


class Paper:
    """One document under construction. ``y`` is where the next flowing thing begins.

    ``top``, ``bottom``, ``left`` and ``right`` bound the free area of the current page.
    """

    def __init__(
        self, imprint: Imprint, lang: Lang, size: tuple[float, float] = A4,
        margin: float = MARGIN, footer: bool = True,
    ) -> None:  # fmt: skip
        self.imprint = imprint
        self.lang: Lang = lang
        self.size = size
        self.margin = margin
        self._footer = footer
        self._pages: list[_Page] = []
        self._layer = _Layer()
        self._part = 0
        self.y = 0.0

    # ── the page ─────────────────────────────────────────────────────────────────────────────

    @property
    def left(self) -> float:
        return self.margin

    @property
    def right(self) -> float:
        return self.size[0] - self.margin

    @property
    def top(self) -> float:
        return self.size[1] - self.margin

    @property
    def bottom(self) -> float:
        return self.margin + (6 * mm if self._footer else 0)

    @property
    def width(self) -> float:
        return self.right - self.left

    def new_part(self) -> None:
        """Begin what one person takes along: a new page, numbered from 1 again."""
        self._part += 1
        self.new_page()

    def new_page(self) -> None:
        """Begin the next page; a document without parts needs no :meth:`new_part`."""
        self._layer = _Layer()
        self._pages.append(_Page(self.size, self._footer, [self._layer], self._part))
        self.y = self.top

    def need(self, height: float) -> bool:
        """Begin a new page when less than ``height`` is left; whether that was done."""
        if self.y - height >= self.bottom:
            return False
        self.new_page()
        return True

    @contextmanager
    def turned(self, a: float, b: float, c: float, d: float, e: float, f: float) -> Iterator[None]:
        """Draw what follows under a PDF matrix: ``(-1, 0, 0, -1, w, h)`` is upside down."""
        page, before = self._pages[-1], self._layer
        self._layer = _Layer((a, b, c, d, e, f))
        page.layers.append(self._layer)
        yield
        self._layer = _Layer(before.turn)
        page.layers.append(self._layer)

    # ── text ─────────────────────────────────────────────────────────────────────────────────

    def write(
        self, x: float, y: float, text: str, *, size: float = BODY, bold: bool = False,
        colour: Color = INK, align: Align = "left", width: float | None = None,
    ) -> None:  # fmt: skip
        """One line of text with its base line at ``y``: the one way to put text on paper.

        With ``width`` it shrinks to fit, down to the smallest size of the house, and then ends
        in "…"; use :meth:`write_lines` where nothing may be lost.
        """
        if width is not None:
            at_1 = text_width(text, 1, bold)
            if at_1 * size > width:
                size = max(SMALLEST, int(width / at_1 * 10) / 10)
                text = shortened(text, width, size, bold)
        drawn = printable(text)
        if align != "left":
            wide = text_width(text, size, bold)
            x -= wide if align == "right" else wide / 2
        self._layer.words.append(_Words(x, y, drawn, size, font_name(bold), colour))

    def write_lines(
        self, x: float, top: float, text: str, width: float, *, size: float = BODY,
        bold: bool = False, colour: Color = INK, align: Align = "left", lines_max: int = 1,
    ) -> float:  # fmt: skip
        """A text that shrinks and then wraps, hanging from ``top``; where it ends.

        ``lines_max`` lines are made before the text shrinks; at the smallest size it takes as
        many as it needs, so nothing is lost.
        """
        size, lines = fitted(text, width, size, bold, SMALLEST, lines_max)
        for line in lines:
            self.write(x, top - size, line, size=size, bold=bold, colour=colour, align=align)
            top -= size * LEADING
        return top

    def heading(self, text: Text, size: float = TITLE_SIZE) -> None:
        """A title at the cursor."""
        self.need(size * 4)
        self.y = self.write_lines(
            self.left, self.y, text.say(self.lang), self.width, size=size, bold=True, lines_max=2
        )
        self.y -= size * 0.35

    def paragraph(
        self, text: Text, *, size: float = BODY, bold: bool = False, colour: Color = INK
    ) -> None:
        """Running text at the cursor, over the full width and as many pages as it takes."""
        for line in wrapped(text.say(self.lang), self.width, size, bold):
            self.need(size * LEADING)
            self.write(self.left, self.y - size, line, size=size, bold=bold, colour=colour)
            self.y -= size * LEADING
        self.y -= size * 0.5

    # ── shapes ───────────────────────────────────────────────────────────────────────────────

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, colour: Color = RULE,
        thickness: float = HAIRLINE, dashed: bool = False,
    ) -> None:  # fmt: skip
        """A hairline from one point to another."""
        kind: Literal["line", "dash"] = "dash" if dashed else "line"
        self._layer.shapes.append(_Shape(kind, x1, y1, x2 - x1, y2 - y1, None, colour, thickness))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Color | None = None,
        stroke: Color | None = None, thickness: float = HAIRLINE,
    ) -> None:  # fmt: skip
        """A rectangle with its lower left corner at (x, y), under all text."""
        self._layer.shapes.append(_Shape("box", x, y, width, height, fill, stroke, thickness))

    def disc(
        self, x: float, y: float, radius: float, *, fill: Color | None = None,
        stroke: Color | None = None, thickness: float = HAIRLINE,
    ) -> None:  # fmt: skip
        """A circle around (x, y), under all text."""
        across = 2 * radius
        self._layer.shapes.append(
            _Shape("disc", x - radius, y - radius, across, across, fill, stroke, thickness)
        )

    def tick_box(self, x: float, y: float, side: float = 10.0) -> None:
        """A square to tick with a pen."""
        self.box(x, y, side, side, fill=WHITE, stroke=INK, thickness=0.8)

    def phone(self, x: float, y: float, number: str, *, size: float = HEAD_SIZE) -> None:
        """A telephone number that can be tapped: the only kind of link on any paper.

        Only its digits and a leading + go into the link, whatever stands in the text.
        """
        self.write(x, y, number, size=size, bold=True, colour=ACCENT)
        bare = number.strip()
        digits = "".join(letter for letter in bare if letter in "0123456789")
        if len(digits) >= 3:
            wide = text_width(number, size, True)
            called = ("+" if bare.startswith("+") else "") + digits
            self._layer.phones.append(_Phone(x, y - size * 0.3, wide, size * 1.2, called))

    # ── to PDF ───────────────────────────────────────────────────────────────────────────────

    def pdf(self) -> bytes:
        """The document; the same calls give the same bytes everywhere."""
        out = BytesIO()
        canvas = Canvas(
            out, pagesize=self.size, pageCompression=0, invariant=1,
            initialFontName=font_name(False),  # type: ignore[arg-type]  # the stub says float
            initialFontSize=BODY,
            lang="nl-NL" if self.lang == "nl" else "en-GB",
        )  # fmt: skip
        made = self.imprint.made_at.astimezone(UTC)
        canvas.setDateFormatter(lambda *_now: f"D:{made:%Y%m%d%H%M%S}Z")
        canvas.setTitle(printable(self.imprint.title.say(self.lang)))
        canvas.setSubject(printable(self.imprint.footer(self.lang)))
        canvas.setAuthor("")
        canvas.setCreator("koppelcarrousel")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        for page, foot in zip(self._pages, self._feet(), strict=True):
            canvas.setPageSize(page.size)
            for layer in (*page.layers, foot):
                _draw(canvas, layer)
            if self.imprint.watermark is not None:
                _watermark(canvas, page.size, self.imprint.watermark.say(self.lang))
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _feet(self) -> list[_Layer]:
        """The footer of each page, now that the number of pages of each part is known."""
        total = Counter(page.part for page in self._pages)
        number: Counter[int] = Counter()
        feet = []
        for page in self._pages:
            number[page.part] += 1
            feet.append(
                self._foot(page.size, number[page.part], total[page.part])
                if page.footer
                else _Layer()
            )
        return feet

    def _foot(self, size: tuple[float, float], number: int, total: int) -> _Layer:
        before, self._layer = self._layer, _Layer()
        y, right = self.margin - 1 * mm, size[0] - self.margin
        page_of = Text(f"pagina {number} van {total}", f"page {number} of {total}").say(self.lang)
        room = right - self.left - text_width(page_of, SMALL) - 6 * mm
        lines = wrapped(self.imprint.footer(self.lang), room, SMALL)[:2]
        self.line(self.left, y + SMALL + 2 * mm, right, y + SMALL + 2 * mm)
        for row, line in enumerate(lines):
            self.write(self.left, y - row * SMALL * LEADING, line, size=SMALL, colour=MUTED)
        self.write(right, y, page_of, size=SMALL, colour=MUTED, align="right")
        layer, self._layer = self._layer, before
        return layer

    def two_up(self) -> Paper:
        """The same pages, two on a sheet of twice the width, with cut marks between them."""
        width, height = self.size
        sheets = Paper(self.imprint, self.lang, (2 * width, height), self.margin, footer=False)
        for at, (page, foot) in enumerate(zip(self._pages, self._feet(), strict=True)):
            if at % 2 == 0:
                sheets.new_page()
                for y in (0.0, height - 6 * mm):
                    sheets.line(width, y, width, y + 6 * mm, colour=INK)
            for layer in (*page.layers, foot):
                a, b, c, d, e, f = layer.turn or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
                moved = (a, b, c, d, e + (at % 2) * width, f)
                sheets._pages[-1].layers.append(
                    _Layer(moved, layer.shapes, layer.words, layer.phones)
                )
        return sheets


def _watermark(canvas: Canvas, size: tuple[float, float], text: str) -> None:
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


def _draw(canvas: Canvas, layer: _Layer) -> None:
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
