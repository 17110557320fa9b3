"""A line of the sheet Ronde, and how its own cells are read: times of breaks, words of choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import LONGEST_SERIES, folded
from bureau.workbook.values.dates import read_periods, read_time
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import OnTheDay, Pauses
from koppelronde.domain.times import Period


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the sheet Ronde; the first name is the one in the template."""

    names: tuple[str, ...]
    read: Callable[[Cell], Any]
    example: str
    says: Text


def read_times(cell: Cell) -> tuple[time, ...]:
    """``14:30; 15:45``, in order."""
    if not isinstance(cell.value, str):
        return (read_time(cell),)
    pieces = [
        p
        for p in cell.value.replace("\n", ";").replace(" en ", ";").replace(",", ";").split(";")
        if p.strip()
    ]
    return tuple(sorted({read_time(Cell(piece.strip(), piece.strip())) for piece in pieces}))


def read_series(cell: Cell) -> tuple[Period, ...]:
    """Days and periods, as many as one cell may hold."""
    if len(cell.shown) > LONGEST_SERIES:
        raise Unreadable(
            "too_long",
            Text(f"hoogstens {LONGEST_SERIES} tekens", f"at most {LONGEST_SERIES} characters"),
        )
    return read_periods(cell)


PAUSE_WORDS: Final[Mapping[StrEnum, tuple[str, ...]]] = {
    Pauses.SPREAD: ("verspreid", "spread", "gespreid"),
    Pauses.COMPACT: ("aaneengesloten", "compact", "aansluitend"),
}
DAY_WORDS: Final[Mapping[StrEnum, tuple[str, ...]]] = {
    OnTheDay.FEWEST_CHANGES: ("minste wijzigingen", "fewest changes", "minste veranderingen"),
    OnTheDay.MOST_TALKS: ("meeste gesprekken", "most talks", "most meetings"),
}


def word_reader(words: Mapping[StrEnum, tuple[str, ...]], kind: str) -> Callable[[Cell], StrEnum]:
    """A reader of one of these words; the first of each is the one in the template."""
    meant = {folded(word): value for value, names in words.items() for word in names}
    said = " / ".join(names[0] for names in words.values())

    def read(cell: Cell) -> StrEnum:
        value = meant.get(folded(cell.shown))
        if value is None:
            raise Unreadable(kind, Text(said.replace(" / ", " of "), f"one of: {said}"))
        return value

    return read
