"""Going through a recognised sheet line by line, collecting everything that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from bureau.workbook.files.cells import Cell, Row, address
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import EXAMPLE_ROW, Kind
from bureau.workbook.layout.no_data import SUMMARY, known_headings_in, only_units
from bureau.workbook.layout.recognising import Found
from bureau.workbook.layout.report_columns import report_columns
from bureau.workbook.rows.desk import Desk, Ignored
from bureau.workbook.rows.directory import UNKNOWN
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text

T = TypeVar("T")
_BLANK: Final = frozenset(
    "-|--|–|—|?|??|n.v.t.|n.v.t|nvt|onbekend|nog onbekend|n.n.b.|nnb|volgt|nog niet bekend"
    "|niet bekend|unknown|n/a".split("|")
)
"""How people say that a cell is empty; where something is needed the cell then is empty."""
_BLANK_MEANS: Final = frozenset(
    "large_hds had_large_hds fixed online absences minutes rank mark label".split()
)
"""Columns whose reader knows itself what a dash or question mark means."""
EMPTY: Final = Cell("", "")
_OF_DATES: Final = frozenset("date date_range date_missing period time time_range".split())
_MADE_A_DATE: Final = Text(
    "; Excel heeft hier een datum van gemaakt, maak de cel op als Tekst",
    "; Excel made a date of this, format the cell as Text",
)


@dataclass(slots=True)
class Line:
    """One row of a recognised table; cells by the keys of their columns."""

    desk: Desk
    found: Found
    row: Row
    marred: bool = False

    def has(self, key: str) -> bool:
        """Whether the sheet has that column at all."""
        return key in self.found.columns

    def cells(self, key: str) -> list[tuple[int, Cell]]:
        """The filled cells under that heading; a dash or question mark is no value, said aloud."""
        filled = []
        for column in self.found.columns.get(key, ()):
            cell = self.row.cells.get(column)
            if cell is None:
                continue
            if key not in _BLANK_MEANS and cell.shown.casefold() in _BLANK:
                note = Ignored(
                    self.found.sheet.file,
                    self.found.sheet.name,
                    address(self.row.number, column),
                    cell.shown,
                    Text("telt als niet ingevuld", "counts as not filled in"),
                )
                if note not in self.desk.ignored[-40:]:
                    self.desk.ignored.append(note)
                continue
            filled.append((column, cell))
        return filled

    def shown(self, key: str) -> str:
        """What stands there, empty where nothing does."""
        return " ".join(cell.shown for _, cell in self.cells(key))

    def get(self, key: str, reader: Callable[[Cell], T], default: T) -> T:
        """The value under that heading; a mistake is noted and gives the default."""
        value = default
        for column, cell in self.cells(key):
            value = self.read(column, cell, reader, default)
        return value

    def read(
        self, column: int, cell: Cell, reader: Callable[[Cell], T], default: T, whole: str = ""
    ) -> T:
        """The value of one cell; a mistake is noted and gives the default.

        ``whole`` is what the cell holds where ``cell`` is only a piece of it.
        """
        if cell.problem is not None:
            self.wrong(column, cell.shown, cell.problem.expected, cell.problem.kind)
            return default
        try:
            return reader(cell)
        except Unreadable as bad:
            expected, suggestion = bad.expected, bad.suggestion
            if isinstance(cell.value, datetime) and not suggestion and bad.kind not in _OF_DATES:
                suggestion = f"{cell.value.day}-{cell.value.month}"
                if "Excel" not in expected.nl:
                    expected += _MADE_A_DATE
            if whole and whole != cell.shown:
                expected += Text(f"; dat is '{cell.shown}' niet", f"; '{cell.shown}' is not")
            self.wrong(column, whole or cell.shown, expected, bad.kind, suggestion)
            if bad.kind in UNKNOWN:
                self.desk.unknown[self.desk.mistakes[-1]] = cell.shown
            return default

    def wrong(
        self, column: int, read: str, expected: Text, kind: str, suggestion: str = ""
    ) -> None:
        """A mistake in this line."""
        self.marred = True
        self.desk.wrong(
            self.found.sheet, address(self.row.number, column), read, expected, kind, suggestion
        )

    def wrong_at(self, key: str, expected: Text, kind: str, suggestion: str = "") -> None:
        """A mistake under that heading, in the first column of that name."""
        columns = self.found.columns.get(key, (1,))
        written = [self.row.cells[c].shown for c in columns if c in self.row.cells]
        self.wrong(columns[0], " ".join(written), expected, kind, suggestion)

    def place(self) -> str:
        """``AIOS regel 7``, for sentences."""
        return f"{self.found.sheet.name} {address(self.row.number, 1)}"


_ONE_TABLE: Final = Text(
    "één tabel per blad; hier begint een tweede. Zet die op een eigen blad",
    "one table a sheet; here a second one begins. Put that on a sheet of its own",
)


def lines(desk: Desk, found: Found, kind: Kind, key: str) -> Iterator[Line]:
    """The lines of a table that hold data; example, repeated header and summary are skipped aloud.

    ``key`` is the column that says whom the line is about. Every line yielded or skipped is
    counted as read.
    """
    tally = desk.tally(kind)
    desk.notices += found.sheet.notices
    report_columns(desk, found, kind)
    if any(
        known_headings_in(row) >= 4 and row.number < found.header.number - 1 for row in found.above
    ):  # what stands between would pass for titles
        column, cell = next(iter(found.header.cells.items()))
        place = address(found.header.number, column)
        desk.wrong(found.sheet, place, cell.shown, _ONE_TABLE, "second_table")
        return
    here = (found.sheet.file, found.sheet.name)
    desk.headings[here] = {c: cell.shown for c, cell in found.header.cells.items()}
    owner = found.columns[key][0]
    known = {column for columns in found.columns.values() for column in columns} | set(found.series)
    header = {column: folded(cell.shown) for column, cell in found.header.cells.items()}
    for row in found.lines:
        if not known & row.cells.keys():
            if found.sheet.from_csv or any(column in header for column in row.cells):
                _lost(desk, found, row)
            continue
        tally.read += 1
        line = Line(desk, found, row)
        first = row.cells.get(owner)
        label = next(iter(row.cells.values())).shown
        why = None
        if EXAMPLE_ROW.match(first.shown if first else label):
            why = Text("voorbeeldregel", "example line")
        elif {c: folded(cell.shown) for c, cell in row.cells.items()} == header:
            why = Text("herhaalde kopregel", "repeated header")
        elif row is found.lines[0] and only_units(row):
            why = Text(
                "uitleg onder de kop, geen gegevens", "explanation below the header, no data"
            )
        elif kind is not Kind.RONDE and known_headings_in(row) >= 4:
            line.wrong(min(row.cells), label, _ONE_TABLE, "second_table")
            tally.refused += 1
            return
        elif kind is not Kind.RONDE and (
            SUMMARY.match(label)
            or (
                len(row.cells) == 1
                and first is not None
                and len(known) > 2
                and not re.search(r"\d", first.shown)
                and " " in first.shown
            )
        ):
            why = Text("losse regel, geen gegevens", "a loose line, no data")
        if why is not None:
            desk.skip(found.sheet, address(row.number, min(row.cells)), label, why)
            tally.ignored += 1
            continue
        if first is None or (kind is not Kind.RONDE and first.shown.casefold() in _BLANK):
            line.wrong(
                owner,
                first.shown if first else "",
                Text(
                    "hier moet iets staan: over wie gaat deze regel?",
                    "this may not be empty: whom is this line about?",
                ),
                "empty",
            )
            tally.refused += 1
            continue
        _strays(desk, found, row, header)
        desk.lines[here] = desk.lines.get(here, 0) + 1
        yield line


def _lost(desk: Desk, found: Found, row: Row) -> None:
    column, cell = next(iter(row.cells.items()))
    desk.skip(
        found.sheet,
        address(row.number, column),
        cell.shown,
        Text("staat buiten de bekende kolommen", "stands outside the known columns"),
    )


def _strays(desk: Desk, found: Found, row: Row, header: dict[int, str]) -> None:
    """Values to the right of the last heading: in a CSV the line has been split wrongly."""
    if not found.sheet.from_csv:
        return
    for column, cell in row.cells.items():
        if column not in header:
            desk.wrong(
                found.sheet,
                address(row.number, column),
                cell.shown,
                Text(
                    "geen cel voorbij de laatste kop: staat er een scheidingsteken te veel?",
                    "no cell beyond the last heading: is there a delimiter too many?",
                ),
                "too_many_fields",
            )
            return
