"""Going through a recognised sheet line by line, collecting everything that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeVar

from koppelronde.errors import Mistake
from koppelronde.language import Text
from koppelronde.workbook.cells import Cell, PlainSheet, Row, address
from koppelronde.workbook.characters import FORMULA_ERROR, folded
from koppelronde.workbook.columns import EXAMPLE_ROW, FREE_TEXT, NOT_KEPT, Kind
from koppelronde.workbook.columns_choices import LAYOUTS
from koppelronde.workbook.recognising import Found, Shape
from koppelronde.workbook.values import Unreadable

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
MOST_MISTAKES: Final = 500
EMPTY: Final = Cell("", "")
_SUMMARY: Final = re.compile(
    r"(?:sub)?totaal|aantal|gemiddelde?|gem\.|som\b"
    r"|laatst (?:bijgewerkt|gewijzigd)|bron:|stand:|toelichting",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Ignored:
    """Something that was not read, and why; ``cell`` is empty for a whole sheet."""

    file: str
    sheet: str
    cell: str
    what: str
    why: Text


@dataclass(slots=True)
class Tally:
    """Lines of one kind; read = stored + unchanged + refused + ignored."""

    read: int = 0
    stored: int = 0
    unchanged: int = 0
    refused: int = 0
    ignored: int = 0


@dataclass(slots=True)
class Desk:
    """Where readers leave what they found, over all files."""

    mistakes: list[Mistake] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)
    direction: list[Text] = field(default_factory=list)
    tallies: dict[Kind, Tally] = field(default_factory=dict)

    def tally(self, kind: Kind) -> Tally:
        """The count for that kind of sheet."""
        return self.tallies.setdefault(kind, Tally())

    def wrong(
        self,
        sheet: PlainSheet,
        cell: str,
        read: str,
        expected: Text,
        kind: str,
        suggestion: str = "",
    ) -> None:
        """A mistake at a place of a sheet."""
        shown = " ".join(read.split())
        self.mistakes.append(
            Mistake(
                sheet.file,
                sheet.name,
                cell,
                shown if len(shown) <= 80 else shown[:79] + "…",
                expected,
                suggestion,
                kind,
            )
        )

    def skip(self, sheet: PlainSheet, cell: str, what: str, why: Text) -> None:
        """Something ignored aloud."""
        self.ignored.append(Ignored(sheet.file, sheet.name, cell, what[:80], why))


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
            expected = bad.expected
            if whole and whole != cell.shown:
                expected += Text(f"; dat is '{cell.shown}' niet", f"; '{cell.shown}' is not")
            self.wrong(column, whole or cell.shown, expected, bad.kind, bad.suggestion)
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
        self.wrong(columns[0], self.shown(key), expected, kind, suggestion)

    def place(self) -> str:
        """``AIOS regel 7``, for sentences."""
        return f"{self.found.sheet.name} {address(self.row.number, 1)}"


def lines(desk: Desk, found: Found, kind: Kind, key: str) -> Iterator[Line]:
    """The lines of a table that hold data; example, repeated header and summary are skipped aloud.

    ``key`` is the column that says whom the line is about. Every line yielded or skipped is
    counted as read.
    """
    tally = desk.tally(kind)
    desk.notices += found.sheet.notices
    report_columns(desk, found, kind)
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
        elif row is found.lines[0] and _units(row):
            why = Text(
                "uitleg onder de kop, geen gegevens", "explanation below the header, no data"
            )
        elif kind is not Kind.RONDE and _headings(row) >= 4:
            line.wrong(
                min(row.cells),
                label,
                Text(
                    "één tabel per blad; hier begint een tweede. Zet die op een eigen blad",
                    "one table a sheet; here a second one begins. Put that on a sheet of its own",
                ),
                "second_table",
            )
            tally.refused += 1
            return
        elif _SUMMARY.match(label) or (
            len(row.cells) == 1
            and first is not None
            and len(known) > 2
            and kind is not Kind.RONDE
            and not re.search(r"\d", first.shown)
            and " " in first.shown
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
        yield line


_UNIT: Final = re.compile(
    r"\(.*\)|code|tekst|getal|datum|graden|min(uten)?|uren?|km|dagen|ja ?/ ?nee|j/n|verplicht|optioneel"
    r"|dd-mm-jjjj|dd-mm-yyyy|(?:1 of 3)|1234 ?ab|06-x+|@|text|number|date|mandatory|optional",
    re.IGNORECASE,
)


def _units(row: Row) -> bool:
    """Whether a row only says how to fill in the columns: (code), graden, dd-mm-jjjj."""
    return all(_UNIT.fullmatch(cell.shown) for cell in row.cells.values())


@cache
def _known_headings() -> frozenset[str]:
    return frozenset(form for layout in LAYOUTS.values() for form in layout.keys_by_form())


def _headings(row: Row) -> int:
    """How many cells hold the name of a column, where that is most of the row."""
    hits = sum(folded(cell.shown) in _known_headings() for cell in row.cells.values())
    return hits if 3 * hits >= 2 * len(row.cells) else 0


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


def report_columns(desk: Desk, found: Found, kind: Kind) -> None:
    """Say which columns are not read, and refuse two columns for one fact."""
    layout = LAYOUTS[kind]
    sheet, row = found.sheet, found.header
    used = {column for columns in found.columns.values() for column in columns} | set(found.series)
    for key, columns in found.columns.items():
        if len(columns) > 1 and not layout.column(key).several:
            desk.wrong(
                sheet,
                address(row.number, columns[1]),
                row.cells[columns[1]].shown,
                Text(
                    f"één kolom '{layout.column(key).header}'; dit is de tweede",
                    f"one column '{layout.column(key).header}'; this is the second",
                ),
                "doubled_column",
            )
    numbers: dict[int, int] = {}
    for column, number in found.series.items():
        if number in numbers:
            desk.wrong(
                sheet,
                address(row.number, column),
                row.cells[column].shown,
                Text(f"één kolom voor keus {number}", f"one column for choice {number}"),
                "doubled_column",
            )
        numbers[number] = column
    if found.shape is Shape.MATRIX:
        _matrix_headings(desk, found, used)
    for column, cell in row.cells.items():
        if column in used or found.shape is Shape.MATRIX:
            continue
        if cell.problem is FORMULA_ERROR:
            desk.wrong(
                sheet,
                address(row.number, column),
                cell.shown,
                cell.problem.expected,
                cell.problem.kind,
            )
            continue
        plain = folded(cell.shown)
        why = Text("onbekende kolom", "unknown column")
        if FREE_TEXT.search(plain):
            why = Text("vrije tekst wordt nooit bewaard", "free text is never kept")
        elif NOT_KEPT.search(plain):
            why = Text(
                "dit gegeven is niet nodig en wordt niet bewaard",
                "this is not needed and is not kept",
            )
        desk.skip(sheet, address(row.number, column), cell.shown, why)
    loose = sorted(
        {column for line in found.lines for column in line.cells} - set(row.cells) - used
    )
    if loose and found.shape is not Shape.TABLE and min(found.series) < loose[0]:
        first = next(line for line in found.lines if loose[0] in line.cells)
        desk.wrong(
            sheet,
            address(row.number, loose[0]),
            first.cells[loose[0]].shown,
            Text(
                "een kop boven deze kolom; zonder kop tellen de voorkeuren eronder niet mee",
                "a heading above this column; without one the choices below it do not count",
            ),
            "heading_missing",
        )
    elif loose and not sheet.from_csv:
        desk.skip(
            sheet,
            address(row.number, loose[0]),
            "",
            Text("kolom zonder kop", "column without a heading"),
        )


def _matrix_headings(desk: Desk, found: Found, used: set[int]) -> None:
    """A heading that names nobody would take a whole column of numbers with it."""
    for column, cell in found.header.cells.items():
        if column in used:
            continue
        if _SUMMARY.match(cell.shown) or _ASIDE.match(folded(cell.shown)):
            why = Text("geen kolom van een persoon", "not a person's column")
            desk.skip(found.sheet, address(found.header.number, column), cell.shown, why)
        elif any(column in line.cells for line in found.lines):
            desk.wrong(
                found.sheet,
                address(found.header.number, column),
                cell.shown,
                Text(
                    "een bekende code boven deze kolom, of een kop als 'Naam' of 'Totaal'",
                    "a known code above this column, or a heading such as 'Naam' or 'Totaal'",
                ),
                "unknown_heading",
            )


_ASIDE: Final = re.compile(
    "naam|volledigenaam|voornaam|achternaam|gem|max|min|opmerking|toelichting|check|controle|jaar"
)
