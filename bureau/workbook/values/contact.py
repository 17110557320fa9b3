"""How to reach somebody: postcodes, e-mail addresses and phone numbers as people write them."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import latin_look
from bureau.workbook.values.single import Unreadable, read_text
from koppelronde.domain.language import Text

_EMAIL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)


_SEVERAL: Final = re.compile(r"[;,\n]| en | and | & | / |\s+of\s+")


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


def read_emails(cell: Cell, most: int = 2) -> tuple[str, ...]:
    """One address, or several of doctors who train together, in the order written."""
    expected = Text(
        "een e-mailadres, bijvoorbeeld naam@praktijk.nl",
        "an e-mail address, such as naam@praktijk.nl",
    )
    found: list[str] = []
    pieces = _SEVERAL.split(re.sub(r"mailto:|[\"']", "", cell.shown))
    for piece in pieces:
        inner = re.search(r"<([^<>]*)>", piece)
        words = [inner[1]] if inner else piece.split()
        for word in words:
            address = word.strip()
            if not _EMAIL.fullmatch(address) or ".." in address or address.startswith("."):
                plain = latin_look(address)
                good = plain != address and _EMAIL.fullmatch(plain)
                better = plain.rstrip(".,;:)").replace("(at)", "@").replace("[at]", "@")
                good_now = better != address and _EMAIL.fullmatch(better)
                raise Unreadable(
                    "look_alike" if good else "email", expected, better if good_now else ""
                )
            local, _, domain = address.rpartition("@")
            address = f"{local}@{domain.lower()}"
            if address not in found:
                found.append(address)
    if not found:
        raise Unreadable("email", expected)
    if len(found) > most:
        raise Unreadable("email", Text(f"hoogstens {most} adressen", f"at most {most} addresses"))
    return tuple(found)


_NOT_PHONE: Final = re.compile(
    r"\((?!0\))[^()0-9]*\)|\b(?:tel|telefoon|mobiel|mob|t|m)[.:]\s?", re.IGNORECASE
)


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
    pieces = [whole] if _good_phone(whole) else re.split(r"[;,|\n/]|\ben\b|\bof\b|&", plain)
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
