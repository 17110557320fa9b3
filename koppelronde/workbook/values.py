"""Single values as people write them: yes and no, whole numbers, years, contact data, places.

Every reader takes a cell and returns the value, or raises :class:`Unreadable` with what would be
right. Digits are ASCII only: Python's own ``int`` takes ``٣`` and ``1_000``.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Final

from koppelronde.language import Text
from koppelronde.workbook.cells import Cell
from koppelronde.workbook.characters import LONGEST_TEXT, folded, latin_look, misread
from koppelronde.workbook.columns import series_number


class Unreadable(Exception):
    """This cell does not hold what its column asks for."""

    def __init__(self, kind: str, expected: Text, suggestion: str = "") -> None:
        super().__init__(kind)
        self.kind, self.expected, self.suggestion = kind, expected, suggestion


_YES: Final = frozenset("ja j yes y waar true 1 x wel v ✓ ✔ ☑ ok".split())
_NO: Final = frozenset("nee n no onwaar false 0 niet geen neen - ✗ ✘ ☐".split())
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_SEVERAL: Final = re.compile(r"[;,\n]| en | and | & | / |\s+of\s+")
_PHONE: Final = re.compile(
    r"\+?[0-9(][0-9 ()./\-]*(?:\s*(?:tst|toestel|ext)\.?\s*[0-9]{1,5})?", re.IGNORECASE
)


def read_text(cell: Cell) -> str:
    """One line of text."""
    if isinstance(cell.value, datetime | time):
        raise Unreadable(
            "date_for_text",
            Text(
                "tekst; Excel heeft hier een datum van gemaakt. Maak de cel op als Tekst",
                "text; Excel made a date of this. Format the cell as Text",
            ),
        )
    text = " ".join(cell.shown.split())
    if misread(text):
        raise Unreadable(
            "misread_letters",
            Text(
                "gewone letters; hier zijn letters met accenten verminkt. Sla het bestand op "
                "als Excel-werkmap of als CSV UTF-8",
                "ordinary letters; accented letters got mangled here. Save the file as an Excel "
                "workbook or as CSV UTF-8",
            ),
            misread(text),
        )
    if len(text) > LONGEST_TEXT:
        raise Unreadable(
            "too_long",
            Text(
                f"hoogstens {LONGEST_TEXT} tekens (er staan er {len(text)})",
                f"at most {LONGEST_TEXT} characters (there are {len(text)})",
            ),
        )
    return text


def read_yes_no(cell: Cell) -> bool:
    """ja, nee, j, n, x, waar, true, 1, 0."""
    word = cell.shown.strip().rstrip(".!").casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    near = re.match(r"(ja|nee)(?![a-z]{2})", word)
    raise Unreadable("yes_no", Text("ja of nee", "ja (yes) or nee (no)"), near[1] if near else "")


def read_whole(cell: Cell, lowest: int, highest: int) -> int:
    """A whole number in ASCII digits; Excel's 1.0 counts as 1."""
    expected = Text(
        f"een heel getal van {lowest} tot en met {highest}",
        f"a whole number from {lowest} to {highest}",
    )
    if isinstance(cell.value, bool | datetime | time):
        raise Unreadable("whole_number", expected)
    found = re.fullmatch(r"(-?[0-9]{1,9})(?:[.,]0+)?", cell.shown.strip())
    if not found:
        raise Unreadable("whole_number", expected, _digits(cell.shown))
    number = int(found[1])
    if not lowest <= number <= highest:
        raise Unreadable("number_range", expected)
    return number


def _digits(shown: str) -> str:
    found = re.match(r"\s*([0-9]{1,6})(?![0-9.,:/-])", shown)
    return found[1] if found else ""


def read_number(cell: Cell) -> Decimal:
    """A rank or mark: digits with a decimal comma or point; ``1e`` and ``1e keus`` are 1."""
    spoken = series_number(cell.shown) if isinstance(cell.value, str) else None
    if spoken is not None:
        return Decimal(spoken)
    found = re.fullmatch(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)", cell.shown.strip())
    if isinstance(cell.value, bool | datetime | time) or not found:
        raise Unreadable("number", Text("een getal", "a number"))
    return Decimal(found[1].replace(",", "."))


def read_years(cell: Cell) -> frozenset[int]:
    """``1,3``, ``1 en 3``, ``beide``, ``eerste en derde jaar``; Excel's number 1.3 is 1 and 3."""
    expected = Text("opleidingsjaren, bijvoorbeeld 1 of 1,3", "training years, such as 1 or 1,3")
    if isinstance(cell.value, datetime):
        days = f"{cell.value.day},{cell.value.month}"
        raise Unreadable(
            "date_for_years",
            expected
            + Text("; Excel heeft hier een datum van gemaakt", "; Excel made a date of it"),
            days if days in ("1,3", "1,2", "2,3") else "",
        )
    text = cell.shown.casefold()
    if folded(text) in ("beide", "alle", "allebei", "both", "all", "allejaren", "beidejaren"):
        return frozenset({1, 3})
    text = re.sub(r"\bj(?:aar|r)?(?=[1-3])", "", text)
    for word, digit in (("eerste", "1"), ("tweede", "2"), ("derde", "3")):
        text = re.sub(rf"\b{word}\b", digit, text)
    text = re.sub(r"\b(jaars|jaar|jr|year)\b\.?|(?<=[0-9])\s?(?:e|ste|de)\b", " ", text)
    text = re.sub(r"(?<=[0-9])(?:e|ste|de)?-?jaars?\b", " ", text)
    years = re.split(r"\s*(?:[,;./+&]|\ben\b|\bof\b|\band\b|\s)\s*", text.strip(" .,;-"))
    if not all(re.fullmatch("[1-3]", year) for year in years if year) or not any(years):
        digits = re.findall(r"[123]", text)
        both = len(digits) == 2 and digits[0] != digits[1]
        raise Unreadable("years", expected, ",".join(digits) if both else "")
    return frozenset(int(year) for year in years if year)


def read_coordinate(cell: Cell, lowest: int, highest: int, noun: Text) -> float:
    """Degrees, with a decimal point or comma, inside Europe."""
    expected = noun + Text(
        f" in graden tussen {lowest} en {highest}, bijvoorbeeld {_EXAMPLE[lowest]}",
        f" in degrees between {lowest} and {highest}, such as {_EXAMPLE[lowest]}",
    )
    text = cell.shown.strip().rstrip("°").strip().replace(",", ".")
    if isinstance(cell.value, bool | datetime | time) or not re.fullmatch(
        r"-?[0-9]{1,9}(?:\.[0-9]{1,15})?", text
    ):
        raise Unreadable("coordinate", expected)
    degrees = float(text)
    if not lowest <= degrees <= highest:
        # Excel in Dutch takes the point of 50.90561 for thousands
        moved = re.fullmatch(
            r"([0-9]{2})([0-9]{4,6})" if lowest > 0 else r"([0-9])([0-9]{4,6})", text
        )
        raise Unreadable("coordinate_range", expected, f"{moved[1]}.{moved[2]}" if moved else "")
    return degrees


_EXAMPLE: Final = {34: "50.85", -25: "5.69"}


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
