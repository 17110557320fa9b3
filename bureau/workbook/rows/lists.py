"""The sheets with lists, wide, long or as a matrix, and the guard on their direction.

A rank taken for a mark turns a list upside down: the commonest disaster of all. So a sheet that
says ranks and looks like marks, or the other way round, is refused with the evidence.
"""

from __future__ import annotations

import re
from typing import Final

from bureau.workbook.files.cells import address
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.list_shapes import (
    Pile,
    doubled_owner,
    long_lists,
    matrix_lists,
    wide_lists,
)
from bureau.workbook.layout.recognising import Found, Shape
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.scale_guard import scale_guard
from bureau.workbook.rows.withdrawn import WITHDRAWN, take_away
from koppelronde.domain.language import Text
from koppelronde.domain.lists import Scale, Voorkeurslijst
from koppelronde.domain.people import Side

_MARKS: Final = re.compile(r"\bcijfers?\b|rapportcijfer|\bpunten\b|\bscores?\b", re.IGNORECASE)


def read_lists(
    desk: Desk, kind: Kind, found: Found, draft: Draft, seen: dict[tuple[Kind, str], str]
) -> None:
    """Read one sheet of lists into the draft. ``seen`` holds the owners met in other sheets."""
    side = Side.HAO if kind is Kind.VOORKEUREN_HAO else Side.AIOS
    own, other = (Who.HAO, Who.AIOS) if side is Side.HAO else (Who.AIOS, Who.HAO)
    marks = _says_marks(found)
    refused = marks and side is Side.AIOS
    if refused:
        desk.wrong(
            found.sheet,
            _scale_cell(found),
            "cijfers",
            Text(
                "rangen (1 = eerste keus); alleen opleiders geven soms cijfers",
                "ranks (1 = first choice); only trainers sometimes give marks",
            ),
            "marks_not_allowed",
        )
        marks = False
    if found.shape is Shape.WIDE:
        piles = wide_lists(desk, kind, found, draft, own, other)
    elif found.shape is Shape.MATRIX:
        piles = matrix_lists(desk, kind, found, draft, own, other)
    else:
        number = "mark" if marks or "rank" not in found.columns else "rank"
        piles = long_lists(desk, kind, found, draft, own, other, number)
    partners = len(draft.aios if side is Side.HAO else draft.haos)
    if found.shape is Shape.WIDE:
        _first_choices(piles)
    elif not refused:
        # a number that could not be read says nothing about the others
        listed = {
            code: tuple(pile.entries)
            for code, pile in piles.items()
            if pile.entries and not any(line.marred for line in pile.lines)
        }
        scale_guard(desk, found, listed, marks, partners, _scale_cell(found))
    scale = Scale.MARKS if marks else Scale.RANKS
    for owner in sorted(piles):
        _keep(desk, kind, found, draft, side, scale, owner, piles[owner], seen)
    _say_direction(desk, kind, found, draft, scale, sorted(piles))


def _says_marks(found: Found) -> bool:
    if found.shape is Shape.WIDE:
        return False
    if found.shape is Shape.TABLE and "mark" in found.columns:
        return True
    above = " ".join(cell.shown for row in found.above for cell in row.cells.values())
    corner = next(iter(found.header.cells.values())).shown
    return bool(
        _MARKS.search(f"{found.sheet.name.replace('-', ' ').replace('_', ' ')} {above} {corner}")
    )


def _scale_cell(found: Found) -> str:
    columns = found.columns.get("rank") or found.columns.get("mark")
    if columns is None:
        columns = (min(found.series or found.header.cells),)
    return address(found.header.number, columns[0])


def _first_choices(piles: dict[str, Pile]) -> None:
    """A wide list without anybody in column 1 has been shifted, or its first choice got lost."""
    for pile in piles.values():
        if pile.entries and all(entry.number != 1 for entry in pile.entries):
            first = min(pile.entries, key=lambda entry: entry.number)
            column = min(first.line.found.series, key=lambda c: first.line.found.series[c])
            if not first.line.marred:
                first.line.wrong(column, "", Text("een eerste keus", "a first choice"), "no_first")


def _keep(
    desk: Desk,
    kind: Kind,
    found: Found,
    draft: Draft,
    side: Side,
    scale: Scale,
    owner: str,
    pile: Pile,
    seen: dict[tuple[Kind, str], str],
) -> None:
    tally = desk.tally(kind)
    if (kind, owner) in seen and seen[kind, owner] != found.sheet.file + found.sheet.name:
        key = next(iter(found.columns))
        where = pile.lines[0] if pile.lines else pile.entries[0].line
        doubled_owner(where, key, owner, "een ander blad")
    marred = any(line.marred for line in pile.lines)
    sign = -1 if scale is Scale.MARKS else 1
    entries = tuple(
        sorted(((e.partner, e.number) for e in pile.entries), key=lambda e: (sign * e[1], e[0]))
    )
    old = draft.lists[kind].get(owner)
    new = Voorkeurslijst(owner, side, entries, scale)
    if marred:
        tally.refused += sum(line.marred for line in pile.lines)
        tally.stored += sum(not line.marred for line in pile.lines)
        return
    if pile.withdrawn:
        _withdraw(kind, draft, owner, pile)
        return
    if not entries:
        tally.ignored += len(pile.lines)
        stays = Text("; de eerdere lijst blijft", "; the earlier list stays")
        why = Text("geen voorkeuren ingevuld", "no choices filled in")
        for line in pile.lines:
            desk.skip(found.sheet, address(line.row.number, 1), owner, why + stays if old else why)
        desk.empty_lists.setdefault(kind, []).append(owner)
        return
    seen[kind, owner] = found.sheet.file + found.sheet.name
    draft.touch(kind, owner)
    if old == new:
        tally.unchanged += len(pile.lines)
    else:
        tally.stored += len(pile.lines)
    draft.lists[kind][owner] = new


def _withdraw(kind: Kind, draft: Draft, owner: str, pile: Pile) -> None:
    """The list that was handed in before does not count any more."""
    first, *others = pile.lines
    if pile.entries:
        first.wrong_at(
            next(iter(first.found.columns)),
            Text(
                f"een lijst, of alleen het woord {WITHDRAWN}; van {owner} staat hier allebei",
                f"a list, or the word {WITHDRAWN} alone; of {owner} this has both",
            ),
            "withdrawn_and_listed",
        )
        first.desk.tally(kind).refused += len(pile.lines)
        return
    take_away(first, kind, owner, known=draft.lists[kind].pop(owner, None) is not None)
    first.desk.tally(kind).ignored += len(others)
    draft.touch(kind, owner)


def _say_direction(
    desk: Desk, kind: Kind, found: Found, draft: Draft, scale: Scale, owners: list[str]
) -> None:
    """In words, from the first list of the sheet: who comes first and who last."""
    for owner in owners:
        lijst = draft.lists[kind].get(owner)
        if lijst is None or not lijst.entries:
            continue
        best, last = lijst.entries[0], lijst.entries[-1]
        if scale is Scale.MARKS:
            says = Text(
                f"10 = beste: {owner} → {best[0]} ({best[1]}), laagste {last[0]} ({last[1]})",
                f"10 = best: {owner} → {best[0]} ({best[1]}), lowest {last[0]} ({last[1]})",
            )
        else:
            says = Text(
                f"1 = eerste keus: {owner} → {best[0]}, laatste keus {last[0]} ({last[1]})",
                f"1 = first choice: {owner} → {best[0]}, last choice {last[0]} ({last[1]})",
            )
        desk.direction.append(Text(f"{kind.value}: {says.nl}", f"{kind.value}: {says.en}"))
        return
