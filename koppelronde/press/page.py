"""One document under construction, from the first page to PDF.

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
from datetime import UTC
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.phones import dialled
from koppelronde.press.glyphs import (
    SMALLEST,
    fitted,
    font_name,
    printable,
    shortened,
    text_width,
    wrapped,
)
from koppelronde.press.house_style import (
    A4,
    ACCENT,
    BODY,
    HAIRLINE,
    HEAD_SIZE,
    INK,
    LEADING,
    MARGIN,
    MUTED,
    RULE,
    SMALL,
    TITLE_SIZE,
    WHITE,
    Align,
    Imprint,
    mm,
)
from koppelronde.press.page_layers import Layer, Page, Phone, Shape, Words, draw, draw_watermark


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
        self._pages: list[Page] = []
        self._layer = Layer()
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
        self._layer = Layer()
        self._pages.append(Page(self.size, self._footer, [self._layer], self._part))
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
        self._layer = Layer((a, b, c, d, e, f))
        page.layers.append(self._layer)
        yield
        self._layer = Layer(before.turn)
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
        self._layer.words.append(Words(x, y, drawn, size, font_name(bold), colour))

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
        self._layer.shapes.append(Shape(kind, x1, y1, x2 - x1, y2 - y1, None, colour, thickness))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Color | None = None,
        stroke: Color | None = None, thickness: float = HAIRLINE,
    ) -> None:  # fmt: skip
        """A rectangle with its lower left corner at (x, y), under all text."""
        self._layer.shapes.append(Shape("box", x, y, width, height, fill, stroke, thickness))

    def disc(
        self, x: float, y: float, radius: float, *, fill: Color | None = None,
        stroke: Color | None = None, thickness: float = HAIRLINE,
    ) -> None:  # fmt: skip
        """A circle around (x, y), under all text."""
        across = 2 * radius
        self._layer.shapes.append(
            Shape("disc", x - radius, y - radius, across, across, fill, stroke, thickness)
        )

    def tick_box(self, x: float, y: float, side: float = 10.0) -> None:
        """A square to tick with a pen."""
        self.box(x, y, side, side, fill=WHITE, stroke=INK, thickness=0.8)

    def phone(self, x: float, y: float, number: str, *, size: float = HEAD_SIZE) -> None:
        """A telephone number that can be tapped: the only kind of link on any paper.

        What is dialled (:func:`~koppelronde.domain.phones.dialled`) goes into the link, whatever
        stands in the text.
        """
        self.write(x, y, number, size=size, bold=True, colour=ACCENT)
        called = dialled(number)
        if len(called) >= 3:
            wide = text_width(number, size, True)
            self._layer.phones.append(Phone(x, y - size * 0.3, wide, size * 1.2, called))

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
                draw(canvas, layer)
            if self.imprint.watermark is not None:
                draw_watermark(canvas, page.size, self.imprint.watermark.say(self.lang))
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _feet(self) -> list[Layer]:
        """The footer of each page, now that the number of pages of each part is known."""
        total = Counter(page.part for page in self._pages)
        number: Counter[int] = Counter()
        feet = []
        for page in self._pages:
            number[page.part] += 1
            feet.append(
                self._foot(page.size, number[page.part], total[page.part])
                if page.footer
                else Layer()
            )
        return feet

    def _foot(self, size: tuple[float, float], number: int, total: int) -> Layer:
        before, self._layer = self._layer, Layer()
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
                    Layer(moved, layer.shapes, layer.words, layer.phones)
                )
        return sheets
