"""Which sheet is this, and where is its header? Decided by the headings.

The sheet's name only breaks a tie between kinds whose headings are alike, and a name that says
the opposite of the headings is refused: that is how lists get read in the wrong direction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePath
from typing import Final

from bureau.workbook.files.cells import PlainSheet, Row
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import (
    LIST_KINDS,
    Kind,
    SheetLayout,
    heading_forms,
    series_number,
)
from bureau.workbook.layout.columns_choices import LAYOUTS

HEADER_WITHIN: Final = 30
"""Header rows are looked for in so many of the first lines that are not empty."""


PEOPLE_KINDS: Final = (Kind.AIOS, Kind.HAO, Kind.PRAKTIJKEN)


class Shape(StrEnum):
    """How a sheet is laid out."""

    TABLE = "table"
    """A column per fact."""
    WIDE = "wide"
    """One owner a line, the choices in columns 1, 2, 3 …"""
    MATRIX = "matrix"
    """One owner a line, the others as headings, numbers in the middle."""


@dataclass(frozen=True, slots=True)
class Found:
    """A header row and what its columns are. ``series`` gives the rank of each wide column."""

    sheet: PlainSheet
    kinds: tuple[Kind, ...]
    shape: Shape
    header: Row
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    series: Mapping[int, int] = field(default_factory=dict)
    score: int = 0
    ordered: bool = False
    """Wide, with the whole list in one cell: ``H01, H02, H03``."""

    @property
    def lines(self) -> tuple[Row, ...]:
        """The rows below the header."""
        return tuple(row for row in self.sheet.rows if row.number > self.header.number)

    @property
    def above(self) -> tuple[Row, ...]:
        """The title rows above the header."""
        return tuple(row for row in self.sheet.rows if row.number < self.header.number)


def find_header(sheet: PlainSheet) -> Found | None:
    """The best header of the sheet with all kinds it fits equally well; None if there is none."""
    best = _best_header(sheet)
    if best is None or best.shape is not Shape.TABLE or not set(best.kinds) & set(PEOPLE_KINDS):
        return best
    return replace(best, kinds=_people_meant(best))


def _people_meant(found: Found) -> tuple[Kind, ...]:
    """Which sheets of people or practices these headings fit equally well.

    All three have a code, a name and an address, so it is how many headings each can read that
    counts. One heading of another sheet (*Adres*) proves nothing beside one of this (*Werkdagen*).
    """
    row = found.header
    fits = {
        kind: sum(len(columns) for columns in matched(LAYOUTS[kind], row).values())
        for kind in PEOPLE_KINDS
        if enough_columns(kind, set(matched(LAYOUTS[kind], row)))
    }
    most = max(fits.values())
    return tuple(kind for kind, count in fits.items() if count == most)


def read_as(found: Found, kind: Kind) -> Found:
    """The same header with the columns of this kind of sheet alone."""
    if found.shape is not Shape.TABLE or found.kinds == (kind,):
        return found
    return replace(found, kinds=(kind,), columns=matched(LAYOUTS[kind], found.header))


def _best_header(sheet: PlainSheet) -> Found | None:
    best: Found | None = None
    rows = sheet.rows[:HEADER_WITHIN]
    for row in (*rows, *_in_two_rows(rows)):
        for found in _readings(sheet, row):
            if best is None or found.score > best.score:
                best = found
            elif (found.score, found.header, found.shape) == (
                best.score,
                best.header,
                best.shape,
            ) and not set(found.kinds) & set(best.kinds):
                best = Found(
                    sheet,
                    (*best.kinds, *found.kinds),
                    found.shape,
                    row,
                    {**found.columns, **best.columns},
                    best.series,
                    best.score,
                    best.ordered,
                )
    return best


def _in_two_rows(rows: tuple[Row, ...]) -> list[Row]:
    """Headings spread over two rows, ``Contact`` above ``E-mail | Telefoon``, put together.

    Only where every cell of the lower row is the name of a column itself.
    """
    known = {form for layout in LAYOUTS.values() for form in layout.keys_by_form()}
    return [
        Row(lower.number, dict(sorted({**upper.cells, **lower.cells}.items())))
        for upper, lower in pairwise(rows)
        if lower.number == upper.number + 1
        and all(folded(cell.shown) in known for cell in lower.cells.values())
    ]


def _readings(sheet: PlainSheet, row: Row) -> list[Found]:
    readings = []
    series = {
        column: number
        for column, cell in row.cells.items()
        if (number := series_number(cell.shown)) is not None
    }
    for kind, layout in LAYOUTS.items():
        columns = matched(layout, row)
        if layout.series is not None and 1 in series.values():
            owner = _owner_of(kind, columns, row)
            if owner:
                readings.append(
                    Found(sheet, (kind,), Shape.WIDE, row, owner, series, 2 + 2 * len(series))
                )
        ordered = _order_column(sheet, row) if layout.series is not None and not series else 0
        if ordered:
            owner = _owner_of(kind, columns, row)
            if owner:
                one = {ordered: 1}
                readings.append(
                    Found(sheet, (kind,), Shape.WIDE, row, owner, one, _ORDERED, ordered=True)
                )
        if enough_columns(kind, set(columns)):
            score = sum(3 if layout.column(key).tells else 1 for key in columns)
            score += _NAMED * (folded(sheet.name) in {folded(n) for n in (kind, *layout.names)})
            readings.append(Found(sheet, (kind,), Shape.TABLE, row, columns, {}, score))
    return readings


def _owner_of(
    kind: Kind, columns: Mapping[str, tuple[int, ...]], row: Row
) -> dict[str, tuple[int, ...]]:
    """The column that says whose wide list a line holds; empty where none can be that."""
    owners = [key for key in ("aios", "hao", "praktijk") if key in columns]
    if len(owners) == 1 and owners[0] in _OWNERS[kind]:
        return {owners[0]: columns[owners[0]]}
    if owners:
        return {}
    people = matched(LAYOUTS[Kind.AIOS], row)  # then the sheet's name or the codes say whose
    plain = people.get("code") or people.get("full_name") or people.get("emails")
    return {"code": plain} if plain is not None else {}


_IN_ORDER: Final = re.compile(
    "volgorde|rangschik|voorkeurslijst|ranglijst|rangorde|^voorkeuren$|^ranking$|^bezoekwensen$|^wensen$"
)
_SEVERAL: Final = re.compile(r"[^\s;,>][;,>\n]\s*[^\s;,>]")


def _order_column(sheet: PlainSheet, row: Row) -> int:
    """The one column whose cells hold a whole list in order; 0 where there is none."""
    found = [
        column
        for column, cell in row.cells.items()
        if _IN_ORDER.search(folded(cell.shown))
        and any(
            _SEVERAL.search(line.cells[column].shown)
            for line in sheet.rows
            if line.number > row.number and column in line.cells
        )
    ]
    return found[0] if len(found) == 1 else 0


_ORDERED: Final = 8
"""More than two headings that tell another sheet: such cells are nothing else."""
_NAMED: Final = 5
"""What a sheet that is called like its kind is worth: more than one heading that tells another."""
_OWNERS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.VOORKEUREN_VOORAF: ("aios",),
    Kind.VOORKEUREN_AIOS: ("aios",),
    Kind.VOORKEUREN_HAO: ("hao",),
    Kind.BEZOEKWENSEN: ("aios", "praktijk", "hao"),
}


def matched(layout: SheetLayout, row: Row) -> dict[str, tuple[int, ...]]:
    """The columns of a layout that the headings of this row name."""
    keys = layout.keys_by_form()
    columns: dict[str, tuple[int, ...]] = {}
    for number, cell in row.cells.items():
        key = next((keys[form] for form in heading_forms(cell.shown) if form in keys), None)
        if key is not None:
            columns[key] = (*columns.get(key, ()), number)
    return columns


def enough_columns(kind: Kind, keys: set[str]) -> bool:
    """Whether the columns of these keys are enough to be that sheet."""
    couple = "aios" in keys and "hao" in keys
    visit = "aios" in keys and bool(keys & {"praktijk", "hao"})
    match kind:
        case Kind.RONDE:
            return {"label", "value"} <= keys
        case Kind.AIOS | Kind.HAO | Kind.PRAKTIJKEN:
            return "code" in keys and len(keys) >= 2
        case Kind.BEZOEKWENSEN:
            return visit and (bool(keys & {"rank", "must"}) or {"praktijk", "points"} <= keys)
        case Kind.BEZOEKUITKOMSTEN:
            return visit and "status" in keys
        case Kind.VETOS:
            return couple and "ground" in keys
        case Kind.REISTIJDEN:
            return "minutes" in keys and (visit or {"from", "to"} <= keys)
        case Kind.CARROUSELWENSEN:
            return couple and "wish" in keys
        case Kind.AANWEZIGHEID:
            return "code" in keys and bool(keys & {"begin", "end", "away", "table", "online"})
        case Kind.TAFELS:
            return "number" in keys and len(keys) >= 2
        case _:
            return couple and bool(keys & {"rank", "mark"})


_LIST_WORDS: Final = ("voorkeur", "ranglijst", "rangorde", "keuzelijst", "volgorde", "ranking")


def named_kinds(sheet: PlainSheet) -> tuple[Kind, ...]:
    """What the sheet's name says, else what the file's name says; longest name first."""
    for name in (folded(sheet.name), folded(PurePath(sheet.file).stem)):
        hits = sorted(
            (-len(folded(word)), kind)
            for kind, layout in LAYOUTS.items()
            for word in (kind.value, *layout.names)
            if folded(word) in name
        )
        if hits and not (
            hits[0][1] in (Kind.AIOS, Kind.HAO) and any(w in name for w in _LIST_WORDS)
        ):
            return tuple(kind for length, kind in hits if length == hits[0][0])
        if any(word in name for word in _LIST_WORDS):
            if "hao" in name or "opleider" in name:
                return (Kind.VOORKEUREN_HAO,)
            if "aios" in name:
                return (Kind.VOORKEUREN_AIOS,)
            return LIST_KINDS
    return ()
