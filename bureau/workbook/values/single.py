"""Single values as people write them: yes and no, whole numbers, years, contact data, places.

Every reader takes a cell and returns the value, or raises :class:`Unreadable` with what would be
right. Digits are ASCII only: Python's own ``int`` takes ``٣`` and ``1_000``.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import (
    LONGEST_SERIES,
    LONGEST_TEXT,
    folded,
    lost_letters,
    misread,
)
from bureau.workbook.layout.columns import series_number
from koppelronde.domain.language import Text


class Unreadable(Exception):
    """This cell does not hold what its column asks for."""

    def __init__(self, kind: str, expected: Text, suggestion: str = "") -> None:
        super().__init__(kind)
        self.kind, self.expected, self.suggestion = kind, expected, suggestion


_YES: Final = frozenset("ja j yes y waar true 1 x wel v ✓ ✔ ☑ ok".split())
_NO: Final = frozenset("nee n no onwaar false 0 niet geen neen - ✗ ✘ ☐".split())


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
    lost = lost_letters(text)
    if lost:
        raise Unreadable(
            "lost_letters",
            Text(
                f"gewone letters; in '{lost}' is een letter met een accent verloren gegaan. Typ "
                "het opnieuw, of haal het uit het oorspronkelijke bestand",
                f"ordinary letters; in '{lost}' an accented letter got lost. Type it again, or "
                "take it from the original file",
            ),
        )
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
    found = re.fullmatch(r"([0-9]{1,6}(?:[.,][0-9]{1,15})?)", cell.shown.strip())
    if isinstance(cell.value, bool | datetime | time) or not found:
        raise Unreadable("number", Text("een getal", "a number"))
    return round(Decimal(found[1].replace(",", ".")), 6).normalize()


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
    given = [int(year) for year in years if year]
    if len(set(given)) < len(given):
        year = next(year for year in given if given.count(year) > 1)
        twice = Text(f"; {year} staat er meer dan eens", f"; {year} is there twice")
        raise Unreadable("years", expected + twice)
    return frozenset(given)


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


def bounded(reader: Any) -> Any:
    """The same reader for a cell that holds several values, which may not go on for ever."""

    def within(cell: Cell) -> Any:
        if len(cell.shown) > LONGEST_SERIES:
            raise Unreadable(
                "too_long",
                Text(f"hoogstens {LONGEST_SERIES} tekens", f"at most {LONGEST_SERIES} characters"),
            )
        return reader(cell)

    return within
