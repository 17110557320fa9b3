"""The text of a PDF of the house, read back from its bytes: what stands on it, not what was meant.

It reads only what :mod:`koppelronde.press.page` writes: an uncompressed file with a plain table
of objects (ISO 32000, 7.5.4) and fonts that map their codes to Unicode (9.10.3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_FONT: Final = re.compile(rb"/(F\d+\+\d+) (\d+) 0 R")
_LETTER: Final = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>")
_SHOWN: Final = re.compile(rb"/(F\d+\+\d+) [\d.]+ Tf|\(((?:[^\\()]|\\.)*)\) Tj", re.S)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_PLAIN: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@lru_cache(maxsize=512)
def pdf_text(pdf: bytes) -> str:
    """Everything that is written on the pages, in drawing order, a line for each stretch.

    Raises ValueError for a file that is not one of ours.
    """
    objects = _objects(pdf)
    fonts = {
        name.decode(): _letters(objects, int(number))
        for content in objects.values()
        for name, number in _FONT.findall(content)
    }
    kids = next((o for o in objects.values() if b"/Type /Pages" in o), b"")
    pages = re.search(rb"/Kids \[(.*?)\]", kids, re.S)
    if pages is None or not fonts:
        raise ValueError("no pages or no fonts")
    lines: list[str] = []
    for page in re.findall(rb"(\d+) 0 R", pages[1]):
        at = re.search(rb"/Contents (\d+) 0 R", objects[int(page)])
        if at is not None:
            lines += _lines(objects[int(at[1])], fonts)
    return "\n".join(lines)


def _objects(pdf: bytes) -> dict[int, bytes]:
    """Every object by number: its dictionary and its stream."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    if start is None or pdf[int(start[1]) : int(start[1]) + 4] != b"xref":
        raise ValueError("no table of objects")
    entries = re.findall(rb"(\d{10}) \d{5} ([nf])", pdf[int(start[1]) :])
    found = {}
    for number, (offset, use) in enumerate(entries):
        if use == b"n":
            found[number] = _object(pdf, int(offset))
    return found


def _object(pdf: bytes, begin: int) -> bytes:
    end = pdf.find(b"endobj", begin)
    stream = pdf.find(b"stream\n", begin, end)
    if stream < 0:
        return pdf[begin:end]
    head = pdf[begin:stream]
    length = re.search(rb"/Length (\d+)", head)
    if length is None or b"/Filter" in head:
        raise ValueError("a stream of unknown length or a compressed one")
    return head + pdf[stream + 7 : stream + 7 + int(length[1])]


def _letters(objects: Mapping[int, bytes], font: int) -> Mapping[int, str]:
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if table is None:
        raise ValueError("a font without letters")
    pairs = _LETTER.findall(objects[int(table[1])])
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}


def _lines(content: bytes, fonts: Mapping[str, Mapping[int, str]]) -> list[str]:
    lines = []
    letters: Mapping[int, str] = {}
    for font, shown in _SHOWN.findall(content):
        if font:
            letters = fonts[font.decode()]
        else:
            lines.append("".join(letters.get(code, "\ufffd") for code in _bytes(shown)))
    return lines


def _bytes(shown: bytes) -> bytes:
    def plain(escape: re.Match[bytes]) -> bytes:
        mark = escape[1]
        return bytes([int(mark, 8) & 255]) if mark[:1].isdigit() else _PLAIN.get(mark, mark)

    return _ESCAPE.sub(plain, shown)
