"""The letters of the house: which ones the fonts have, how wide a text is, where it breaks.

Everything that is put on paper passes through :func:`printable` here. Nothing is ever read as
markup, so there is nothing to escape: a name like ``<b>`` is three letters and two brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.joining import joined

REGULAR: Final = "KoppelSans"
BOLD: Final = "KoppelSans-Bold"
SMALLEST: Final = 8.5
"""Points; nothing on any paper is smaller."""

_FILES: Final = {REGULAR: "DejaVuSansCondensed.ttf", BOLD: "DejaVuSansCondensed-Bold.ttf"}
_RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^A-Za-z0-9\u00c0-\u058f]*[{_RIGHT_TO_LEFT}])?" + "+")
_BREAKS = re.compile(r"(?<=[\s\-/@.,;])(?<!\d-)(?=\S)")
"""Where a line may end: not within a date or a telephone number."""


@cache
def _font(name: str) -> TTFont:
    data = resources.files("koppelronde") / "press" / "fonts" / _FILES[name]
    with resources.as_file(data) as path:
        font = TTFont(name, str(path))
    registerFont(font)
    return font


def font_name(bold: bool) -> str:
    """The registered name of a font, registering it first where needed."""
    name = BOLD if bold else REGULAR
    _font(name)
    return name


def _has(letter: str) -> bool:
    # Beyond U+FFFF reportlab writes a text layer that no reader understands.
    return ord(letter) < 0x10000 and ord(letter) in _font(REGULAR).face.charToGlyph


def _plain(text: str) -> str:
    """One line in NFC without invisible characters; line ends and tabs become spaces."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter.isspace():
            letters.append(" ")
        elif kind != "Cf":  # marks of direction and zero width show nothing
            letters.append(letter)
    return "".join(letters)


def missing_letters(text: str) -> str:
    """The letters of a text that cannot be printed, each once, in order of appearance."""
    return "".join(dict.fromkeys(letter for letter in _plain(text) if not _has(letter)))


def _stand_in(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base and base != letter and _has(base) else "?"


def _seen_order(run: re.Match[str]) -> str:
    """Hebrew and Arabic are drawn as they are seen: from the right.

    A mark has no width and is drawn where its letter begins, so it goes before its letter.
    """
    clusters: list[str] = []
    for letter in run.group():
        if clusters and unicodedata.combining(letter):
            clusters[-1] = letter + clusters[-1]
        else:
            clusters.append(letter)
    return "".join(reversed(clusters))


@lru_cache(maxsize=65536)
def printable(text: str) -> str:
    """What is drawn for a text: the same letters, or a stand-in where the fonts lack one.

    A missing letter becomes its base letter, else ``?``; never an empty box. Who has one is said
    by :func:`unprintable`.
    """
    plain = _plain(text)
    if plain.isascii() and plain.isprintable():
        return plain
    drawn = "".join(letter if _has(letter) else _stand_in(letter) for letter in plain)
    return _RUN.sub(_seen_order, joined(drawn, _has))


@lru_cache(maxsize=65536)
def width_at_1(text: str, bold: bool) -> float:
    """The width of a printable text at 1 point."""
    return float(_font(BOLD if bold else REGULAR).stringWidth(text, 1))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in points of a text as it will be drawn."""
    return width_at_1(printable(text), bold) * size


@lru_cache(maxsize=16384)
def wrapped(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """A text in lines no wider than ``width``; a word that is too long is cut. Loses nothing."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(_plain(text).strip(), width, size, bold):
        if line and text_width((line + piece).rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip())


def _pieces(text: str, width: float, size: float, bold: bool) -> Iterable[str]:
    for piece in _BREAKS.split(text):
        while text_width(piece.rstrip(), size, bold) > width and len(piece) > 1:
            cut = len(piece) - 1
            while cut > 1 and text_width(piece[:cut], size, bold) > width:
                cut -= 1
            yield piece[:cut]
            piece = piece[cut:]
        yield piece


@lru_cache(maxsize=16384)
def fitted(
    text: str, width: float, size: float, bold: bool = False, smallest: float = SMALLEST,
    lines_max: int = 1,
) -> tuple[float, tuple[str, ...]]:  # fmt: skip
    """Size and lines for a text: first shrink, down to ``smallest``, then wrap.

    At the smallest size as many lines come back as it takes: the caller makes room.
    """
    at_1 = text_width(text, 1, bold)
    if at_1 * size <= width:
        return size, (_plain(text),)
    if at_1 * smallest <= width:
        return int(width / at_1 * 10) / 10, (_plain(text),)
    step = size
    while step > smallest:
        lines = wrapped(text, width, step, bold)
        if len(lines) <= lines_max:
            return step, lines
        step -= 0.5
    return smallest, wrapped(text, width, smallest, bold)


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits before a "…"."""
    if text_width(text, size, bold) <= width:
        return text
    plain = _plain(text)
    while plain and text_width(plain + "…", size, bold) > width:
        plain = plain[:-1]
    return plain.rstrip() + "…"


def unprintable(ronde: Koppelronde) -> tuple[Finding, ...]:
    """Who or what has a letter that the fonts lack in a text that goes on paper, sorted by code.

    The round's own texts (its name, the institute, the location, the contact, the rooms) come
    first, under the name of the round.
    """
    settings = ronde.settings
    general = (
        ronde.name, settings.institute, settings.carrousel_location, settings.contact.name,
        settings.contact.phone, settings.contact.email, *(t.room for t in settings.tables),
    )  # fmt: skip
    fields: list[tuple[str, str, tuple[str, ...]]] = [
        (p.code, p.name, (p.home.address, p.home.postcode, p.home.town)) for p in ronde.aios
    ]
    fields += [(p.code, p.name, ()) for p in ronde.haos]
    fields += [
        (p.code, p.name, (p.place.address, p.place.postcode, p.place.town, p.phone))
        for p in ronde.praktijken
    ]
    found = []
    if missing_letters(" ".join(general)):
        found.append(_unprintable((), printable(ronde.name), " ".join(general)))
    for code, name, rest in sorted(fields):
        if missing_letters(" ".join((name, *rest))):
            found.append(_unprintable((code,), f"{name} ({code})", " ".join((name, *rest))))
    return tuple(found)


def _unprintable(who: tuple[str, ...], named: str, text: str) -> Finding:
    shown = " ".join(f"U+{ord(letter):04X}" for letter in missing_letters(text))
    return Finding(
        "letter_not_in_font",
        who,
        Text(
            f"{named}: deze tekens kan het papier niet tonen: {shown}. "
            "Geef een schrijfwijze met Europese letters.",
            f"{named}: paper cannot show these characters: {shown}. "
            "Please give a spelling in European letters.",
        ),
        Weight.NOTICE,
    )
