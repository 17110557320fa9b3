"""Postcodes and phone numbers as people write them."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import latin_look
from bureau.workbook.values.single import Unreadable, read_text
from koppelronde.domain.language import Text

_PHONE: Final = re.compile(
    r"\+?[0-9(][0-9 ()./\-]*(?:\s*(?:tst|toestel|ext)\.?\s*[0-9]{1,5})?", re.IGNORECASE
)


def read_postcode(cell: Cell) -> str:
    """``6211 AB``; a Belgian or German postcode in digits."""
    text = latin_look(read_text(cell)).upper()
    dutch = re.fullmatch(r"(?:NL-?\s?)?([1-9][0-9]{3})[\s.-]*([A-Z])\s?([A-Z])", text)
    if dutch:
        return f"{dutch[1]} {dutch[2]}{dutch[3]}"
    foreign = re.fullmatch(r"(?:(B|D|L|BE|DE|LU)[- ]?)?([0-9]{4,5})", text)
    if foreign:
        return f"{foreign[1]}-{foreign[2]}" if foreign[1] else foreign[2]
    raise Unreadable(
        "postcode", Text("een postcode, bijvoorbeeld 6211 AB", "a postcode, such as 6211 AB")
    )


_NOT_PHONE: Final = re.compile(
    r"\((?!0\))[^()0-9]*\)|\b(?:tel|telefoon|mobiel|mob|t|m)[.:]\s?", re.IGNORECASE
)


_BETWEEN: Final = re.compile(r"[;,|\n/]|\ben\b|\bof\b|&|(?<=[0-9)])\s+(?=(?:\+|0)[0-9])")
"""What stands between two numbers; a space only where the next one begins as a number does."""


def read_phones(cell: Cell, most: int = 2) -> tuple[str, ...]:
    """One number, or several of doctors who train together, as people write them.

    A number that Excel stripped of its leading zero gets it back.
    """
    expected = Text(
        "een telefoonnummer, bijvoorbeeld 06-12345678 of +31 43 3612345",
        "a phone number, such as 06-12345678 or +31 43 3612345",
    )
    if isinstance(cell.value, bool | float | datetime | time):
        raise Unreadable("phone", expected)
    plain = re.sub(r"[\u2012-\u2015]", "-", cell.shown)
    plain = _NOT_PHONE.sub("", plain)
    whole = " ".join(plain.split())
    pieces = [whole] if _good_phone(whole) else _BETWEEN.split(plain)
    phones = [_with_zero(" ".join(piece.split())) for piece in pieces if piece.strip()]
    if not phones or len(phones) > most or not all(_good_phone(phone) for phone in phones):
        raise Unreadable("phone", expected)
    return tuple(dict.fromkeys(phones))


def _with_zero(phone: str) -> str:
    """The number with the 0 or + that a spreadsheet took off, as it does with every number."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 9 and re.match(r"[1-9]", phone):
        return "0" + phone
    if len(phone) == 11 and digits == phone and digits.startswith(("31", "32", "49")):
        return "+" + phone
    return phone


def _good_phone(text: str) -> bool:
    digits = re.sub(r"(?i)(tst|toestel|ext).*|\D", "", text)
    return bool(_PHONE.fullmatch(text)) and 8 <= len(digits) <= 14
