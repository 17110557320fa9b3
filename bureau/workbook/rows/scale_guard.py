"""Ranks or marks? The evidence in the numbers against what the sheet says they are.

Ranks: whole, from 1, every list has a 1, none higher than there are people to rank.
Marks: from 1 to 10; lists that run 1, 2, 3 … look like ranks.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from bureau.workbook.files.cells import address
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.reading import Line
from koppelronde.domain.language import Text


class Entry(NamedTuple):
    """A number given to somebody, with its place."""

    partner: str
    number: Decimal
    line: Line
    column: int

    @property
    def place(self) -> str:
        """``B7``."""
        return address(self.line.row.number, self.column)


Lists = Mapping[str, tuple[Entry, ...]]


def scale_guard(
    desk: Desk, found: Found, lists: Lists, marks: bool, partners: int, cell: str
) -> None:
    """Refuse a sheet that looks like the other kind; else the single numbers that cannot be."""
    if not lists:
        return
    if marks:
        _guard_marks(desk, found, lists, cell)
    else:
        _guard_ranks(desk, found, lists, partners, cell)


def _guard_ranks(desk: Desk, found: Found, lists: Lists, partners: int, cell: str) -> None:
    odd = {
        owner: [e for e in entries if e.number != int(e.number) or not 1 <= e.number <= partners]
        for owner, entries in lists.items()
    }
    no_first = [o for o, entries in lists.items() if all(e.number != 1 for e in entries)]
    suspect = {owner for owner, found_odd in odd.items() if found_odd} | set(no_first)
    if 2 * len(suspect) >= len(lists):
        numbers = [e.number for entries in lists.values() for e in entries]
        highest = _shown(max(numbers))
        clues_nl, clues_en = [f"hoogste waarde {highest}"], [f"highest value {highest}"]
        if min(numbers) < 1:
            lowest = _shown(min(numbers))
            clues_nl.append(f"laagste waarde {lowest}")
            clues_en.append(f"lowest value {lowest}")
        if 1 not in numbers:
            clues_nl.append("geen 1")
            clues_en.append("no 1")
        elif no_first:
            clues_nl.append(f"{len(no_first)} van de {len(lists)} lijsten zonder 1")
            clues_en.append(f"{len(no_first)} of {len(lists)} lists without a 1")
        if any(n != int(n) for n in numbers):
            clues_nl.append("met decimalen")
            clues_en.append("with decimals")
        desk.wrong(
            found.sheet,
            cell,
            ", ".join(clues_nl),
            Text(
                f"rangen, 1 = eerste keus. {', '.join(clues_nl)}: zijn dit cijfers? "
                "Noem de kolom dan 'Cijfer', of zet 'cijfers' in de naam van het blad",
                f"ranks, 1 = first choice. {', '.join(clues_en)}: are these marks? "
                "Then call the column 'Cijfer', or put 'cijfers' in the name of the sheet",
            ),
            "looks_like_marks",
        )
        for entries in lists.values():
            for entry in entries:
                entry.line.marred = True
        return
    for owner in sorted(suspect):
        for entry in odd[owner]:
            entry.line.wrong(
                entry.column,
                _shown(entry.number),
                Text(
                    f"een rang: een heel getal van 1 tot en met {partners}",
                    f"a rank: a whole number from 1 to {partners}",
                ),
                "rank",
            )
        if owner in no_first and not odd[owner]:
            first = min(lists[owner], key=lambda e: e.number)
            first.line.wrong(
                first.column,
                _shown(first.number),
                Text(
                    f"een eerste keus (1) op de lijst van {owner}",
                    f"a first choice (1) on the list of {owner}",
                ),
                "no_first",
            )


def _guard_marks(desk: Desk, found: Found, lists: Lists, cell: str) -> None:
    ranklike = [
        owner
        for owner, entries in lists.items()
        if len(entries) > 1
        and sorted(e.number for e in entries) == [Decimal(n) for n in range(1, len(entries) + 1)]
    ]
    if ranklike and 2 * len(ranklike) >= sum(len(entries) > 1 for entries in lists.values()):
        highest = _shown(max(e.number for entries in lists.values() for e in entries))
        desk.wrong(
            found.sheet,
            cell,
            f"hoogste waarde {highest}",
            Text(
                f"cijfers, 10 = beste. {len(ranklike)} van de {len(lists)} lijsten lopen "
                f"1, 2, 3 …, hoogste waarde {highest}: zijn dit rangen?",
                f"marks, 10 = best. {len(ranklike)} of {len(lists)} lists run 1, 2, 3 …, "
                f"highest value {highest}: are these ranks?",
            ),
            "looks_like_ranks",
        )
        for entries in lists.values():
            for entry in entries:
                entry.line.marred = True
        return
    for _, entries in sorted(lists.items()):
        for entry in entries:
            if not 1 <= entry.number <= 10:
                entry.line.wrong(
                    entry.column,
                    _shown(entry.number),
                    Text("een cijfer van 1 tot en met 10", "a mark from 1 to 10"),
                    "mark",
                )


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}"
