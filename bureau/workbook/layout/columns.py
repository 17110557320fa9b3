"""The sheets of a round and their columns, declared once: reading, template and export use this.

A heading is recognised whatever its case, accents, spaces and punctuation, under its own name or
one of its synonyms; a remark between brackets does not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from bureau.workbook.files.characters import folded
from koppelronde.domain.language import Text


class Kind(StrEnum):
    """What a sheet holds; the value is its title in the template."""

    RONDE = "Ronde"
    AIOS = "AIOS"
    HAO = "HAO"
    PRAKTIJKEN = "Praktijken"
    BEZOEKWENSEN = "Bezoekwensen"
    BEZOEKUITKOMSTEN = "Bezoekuitkomsten"
    VOORKEUREN_VOORAF = "Voorkeuren vooraf"
    VOORKEUREN_AIOS = "Voorkeuren AIOS"
    VOORKEUREN_HAO = "Voorkeuren HAO"
    VETOS = "Veto's"
    REISTIJDEN = "Reistijden"
    CARROUSELWENSEN = "Carrouselwensen"
    AANWEZIGHEID = "Aanwezigheid"
    TAFELS = "Tafels"


LIST_KINDS: Final = (Kind.VOORKEUREN_VOORAF, Kind.VOORKEUREN_AIOS, Kind.VOORKEUREN_HAO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, what it means in plain words, an example, other names for it.

    ``tells`` marks a heading that by itself tells which sheet this is. ``several`` may stand in
    more than one column (Telefoon and Mobiel). ``choices`` names a list of the hidden sheet.
    """

    key: str
    header: str
    says: Text
    example: str = ""
    names: tuple[str, ...] = ()
    needed: bool = False
    tells: bool = False
    several: bool = False
    as_text: bool = False
    choices: str = ""
    width: float = 14


@lru_cache(maxsize=20_000)
def heading_forms(heading: str) -> tuple[str, ...]:
    """What a heading is compared by: all of it, and without what stands between brackets."""
    bare = re.sub(r"\([^)]*\)", "", heading)
    return tuple(dict.fromkeys(form for form in (folded(heading), folded(bare)) if form))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """A sheet: its columns, the other names it goes by, and what it is for.

    ``series`` says what the numbered columns 1, 2, 3 … of the wide form hold, if it has one.
    """

    kind: Kind
    says: Text
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    series: Text | None = None
    series_width: int = 8

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    def keys_by_form(self) -> Mapping[str, str]:
        """The key of the column that each form of a heading means; earlier columns first."""
        return _keys_by_form(self.columns)


@cache
def _keys_by_form(columns: tuple[Column, ...]) -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for column in columns:
        for name in (column.header, *column.names):
            for form in heading_forms(name):
                keys.setdefault(form, column.key)
    return keys


_SERIES: Final = re.compile(
    r"(?:voorkeur|keus|keuze|rang|rangnr|plaats|plek|nr|nummer|wens|prio|prioriteit|optie|top|choice"
    r"|rank|#)?\s*(?:nr)?[.:]?\s*0?([1-9][0-9]{0,2})\s*"
    r"(?:e|ste|de|st|nd|rd|th)?\s*[.:)]?\s*(?:keus|keuze|voorkeur|plaats|rang|wens|choice)?"
)
_ORDINALS: Final[Mapping[str, int]] = {
    word: number
    for number, word in enumerate(
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende".split(), 1
    )
}


def series_number(heading: str) -> int | None:
    """``1``, ``1e``, ``1e keus``, ``Voorkeur 1``, ``eerste keus`` → 1; else None."""
    plain = " ".join(re.sub(r"\([^)]*\)", "", heading).casefold().split())
    words = plain.split()
    if words and words[0] in _ORDINALS and words[1:] in ([], ["keus"], ["keuze"], ["voorkeur"]):
        return _ORDINALS[words[0]]
    found = _SERIES.fullmatch(re.sub(r"\.0$", "", plain))
    return int(found[1]) if found else None


FREE_TEXT: Final = re.compile(
    "opmerking|toelichting|profiel|motivatie|notitie|bijzonderhe|commentaar|tekst|remark|notes|"
    "profile|overmij|introductie|watzoek|uitleg|reactie|omschrijving|bio"
)
NOT_KEPT: Final = re.compile(
    "bsn|burgerservice|geboorte|nationaliteit|geslacht|gender|foto|geloof|religie|leeftijd|big"
)
EXAMPLE_ROW: Final = re.compile(r"(?:voorbeeld|bijv\b|bv\b|example|vb\b|\(vb\))", re.IGNORECASE)
"""How the first cell of an example row begins."""
