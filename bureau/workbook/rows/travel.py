"""The sheet Reistijden: minutes one way, as a table or as a matrix."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bureau.workbook.files.cells import Cell, address
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found, Shape
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.values.single import read_whole
from koppelronde.domain.language import Text

_SORTS: Final = {"aios": Who.AIOS, "praktijk": Who.PRAKTIJK, "hao": Who.HAO}


def read_travel(desk: Desk, found: Found, draft: Draft) -> None:
    """Given minutes, one way; an empty cell is unknown and never zero."""
    tally = desk.tally(Kind.REISTIJDEN)
    seen: dict[tuple[str, str], str] = {}
    if found.shape is Shape.MATRIX:
        _travel_matrix(desk, found, draft)
        return
    first = "aios" if "aios" in found.columns else "from"
    second = next(key for key in ("praktijk", "hao", "to") if key in found.columns)
    for line in lines(desk, found, Kind.REISTIJDEN, first):
        start = line.get(first, lambda cell: _anybody(cell, draft, _SORTS.get(first)), "")
        end = line.get(second, lambda cell: _anybody(cell, draft, _SORTS.get(second)), "")
        if not line.cells(second):
            line.wrong_at(second, Text("een code", "a code"), "empty")
        minutes = line.get("minutes", read_minutes, None)
        if (start, end) in seen and not line.marred:
            line.wrong_at(
                first,
                Text(
                    f"elk paar één keer; dit staat ook in {seen[start, end]}",
                    f"each pair once; this is also in {seen[start, end]}",
                ),
                "doubled_pair",
            )
        if line.marred:
            tally.refused += 1
        elif minutes is None and draft.travel.pop((start, end), None) is not None:
            tally.stored += 1
        elif minutes is None:
            tally.ignored += 1
            desk.skip(
                found.sheet,
                address(line.row.number, 1),
                f"{start} {end}",
                Text("geen minuten: reistijd onbekend", "no minutes: travel unknown"),
            )
        else:
            seen[start, end] = line.place()
            tally.unchanged += draft.travel.get((start, end)) == minutes
            tally.stored += draft.travel.get((start, end)) != minutes
            draft.travel[start, end] = minutes


def _travel_matrix(desk: Desk, found: Found, draft: Draft) -> None:
    header = Line(desk, found, found.header)
    key = next(iter(found.columns))
    ends = {
        column: header.read(
            column, found.header.cells[column], lambda cell: _anybody(cell, draft, None), ""
        )
        for column in found.series
    }
    tally = desk.tally(Kind.REISTIJDEN)
    for line in lines(desk, found, Kind.REISTIJDEN, key):
        start = line.get(key, lambda cell: _anybody(cell, draft, None), "")
        before = dict(draft.travel)
        for column, end in ends.items():
            cell = line.row.cells.get(column)
            if cell is not None and start and end and cell.shown not in ("-", "–", "?"):
                minutes = line.read(column, cell, read_minutes, None)
                if minutes is not None:
                    draft.travel[start, end] = minutes
            elif start and end:
                draft.travel.pop((start, end), None)
        tally.refused += line.marred
        tally.unchanged += not line.marred and before == draft.travel
        tally.stored += not line.marred and before != draft.travel


_HOURS: Final = re.compile(
    r"([0-9]{1,2})\s?(?::|u(?:ur)?\.?)\s?(?:en )?([0-5]?[0-9])?\s?(?:min(?:uten)?\.?)?"
)


def read_minutes(cell: Cell) -> int | None:
    """Whole minutes of one way, also as ``1u10`` or a time of 01:10; ``?`` is unknown."""
    if cell.shown.strip() in ("?", "onbekend", "-"):
        return None
    hours = _HOURS.fullmatch(cell.shown.casefold()) if not isinstance(cell.value, float) else None
    if hours:
        total = str(int(hours[1]) * 60 + int(hours[2] or 0))
        return read_whole(Cell(total, total), 1, 600)
    plain = cell.shown.casefold().replace("minuten", "").replace("min", "").strip(" .")
    found = re.fullmatch(r"([0-9]{1,4})[.,]([0-9]{1,15})", plain)
    if found:  # a calculation: to the nearest whole minute
        nearest = Decimal(f"{found[1]}.{found[2]}").quantize(Decimal(1), ROUND_HALF_UP)
        plain = str(nearest)
    return read_whole(Cell(plain, plain), 1, 600)


def _anybody(cell: Cell, draft: Draft, who: Who | None) -> str:
    if who is not None:
        return draft.directory.find(cell.shown, who)
    for sort in Who:
        if draft.directory.knows(cell.shown, sort):
            return draft.directory.find(cell.shown, sort)
    return draft.directory.find(cell.shown, Who.PRAKTIJK)
