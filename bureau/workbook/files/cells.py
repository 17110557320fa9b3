"""What a spreadsheet is to the rest of this room: sheets of cells with their Excel addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, NamedTuple

from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Text

MOST_FILLED: Final = 250_000
"""Cells of one file that hold something: people and lists of 5,000 a side fit."""
CellValue = str | int | float | bool | datetime | time


class Problem(NamedTuple):
    """Why a cell cannot be read as it stands; it counts only where the cell is needed."""

    kind: str
    expected: Text


class Cell(NamedTuple):
    """One cell that is not empty.

    ``shown`` is what a person sees in it; ``value`` is what the file says. Text is in NFC and
    trimmed; a real Excel date is a datetime without zone, a clock time a time.
    """

    value: CellValue
    shown: str
    problem: Problem | None = None


class Row(NamedTuple):
    """One line of a sheet; the number is the one that Excel shows, columns count from 1."""

    number: int
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet without empty lines, in order; ``notices`` count where it is used."""

    file: str
    name: str
    rows: tuple[Row, ...]
    from_csv: bool = False
    notices: tuple[Text, ...] = ()


class Opened(NamedTuple):
    """A file opened: its sheets, what to tell about it, and what is wrong with it."""

    sheets: tuple[PlainSheet, ...] = ()
    notices: tuple[Text, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """``B7``, as Excel shows it."""
    return f"{column_letters(column)}{row}"


def refused(
    file: str,
    kind: str,
    read: str,
    expected: Text,
    cell: str = "",
    sheet: str = "",
    suggestion: str = "",
) -> Opened:
    """A file that is not opened, with the reason."""
    return Opened(mistakes=(Mistake(file, sheet, cell, read[:80], expected, suggestion, kind),))
