"""Rows without data: summaries, explanations under the header, the header of a second table."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bureau.workbook.files.cells import Row
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns_choices import LAYOUTS

_UNIT: Final = re.compile(
    r"\(.*\)|code|tekst|getal|datum|graden|min(uten)?|uren?|km|dagen|ja ?/ ?nee|j/n|verplicht"
    r"|optioneel"
    r"|dd-mm-jjjj|dd-mm-yyyy|(?:1 of 3)|1234 ?ab|06-x+|@|text|number|date|mandatory|optional",
    re.IGNORECASE,
)


def only_units(row: Row) -> bool:
    """Whether a row only says how to fill in the columns: (code), graden, dd-mm-jjjj."""
    return all(_UNIT.fullmatch(cell.shown) for cell in row.cells.values())


@cache
def _known_headings() -> frozenset[str]:
    return frozenset(form for layout in LAYOUTS.values() for form in layout.keys_by_form())


def known_headings_in(row: Row) -> int:
    """How many cells hold the name of a column, where that is most of the row."""
    hits = sum(folded(cell.shown) in _known_headings() for cell in row.cells.values())
    return hits if 3 * hits >= 2 * len(row.cells) else 0


SUMMARY: Final = re.compile(
    r"(?:sub)?totaal|aantal|gemiddelde?|gem\.|som\b"
    r"|laatst (?:bijgewerkt|gewijzigd)|bron:|stand:|toelichting",
    re.IGNORECASE,
)
