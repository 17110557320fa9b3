"""The sheets with lists, wide, long or as a matrix, and the guard on their direction.

A rank taken for a mark turns a list upside down: the commonest disaster of all. So a sheet that
says ranks and looks like marks, or the other way round, is refused with the evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from koppelronde.language import Text
from koppelronde.lists import Scale, Voorkeurslijst
from koppelronde.people import Side
from koppelronde.workbook.cells import Cell, address
from koppelronde.workbook.characters import same_letters
from koppelronde.workbook.columns import Kind
from koppelronde.workbook.directory import Who
from koppelronde.workbook.draft import Draft
from koppelronde.workbook.reading import Desk, Line, lines
from koppelronde.workbook.recognising import Found, Shape
from koppelronde.workbook.scale_guard import Entry, scale_guard
from koppelronde.workbook.values import read_number

_MARKS: Final = re.compile(r"\bcijfers?\b|rapportcijfer|\bpunten\b|\bscores?\b", re.IGNORECASE)
_TIE: Final = re.compile(r"[/;\n&+=]|(?<!\d),|,(?!\d)|\ben\b")
_NOTHING: Final = frozenset(("-", "–", "n.v.t.", "nvt", "geen", "x x"))


@dataclass(slots=True)
class _Pile:
    """What one owner's lines said."""

    lines: list[Line] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def read_lists(
    desk: Desk, kind: Kind, found: Found, draft: Draft, seen: dict[tuple[Kind, str], str]
) -> None:
    """Read one sheet of lists into the draft. ``seen`` holds the owners met in other sheets."""
    side = Side.HAO if kind is Kind.VOORKEUREN_HAO else Side.AIOS
    own, other = (Who.HAO, Who.AIOS) if side is Side.HAO else (Who.AIOS, Who.HAO)
    marks = _says_marks(found)
    if marks and side is Side.AIOS:
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
        piles = _wide(desk, kind, found, draft, own, other)
    elif found.shape is Shape.MATRIX:
        piles = _matrix(desk, kind, found, draft, own, other)
    else:
        piles = _long(desk, kind, found, draft, own, other, "mark" if marks else "rank")
    partners = len(draft.aios if side is Side.HAO else draft.haos)
    if found.shape is not Shape.WIDE:
        listed = {code: tuple(pile.entries) for code, pile in piles.items() if pile.entries}
        scale_guard(desk, found, listed, marks, partners, _scale_cell(found))
    else:
        _first_choices(piles)
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


def _wide(
    desk: Desk, kind: Kind, found: Found, draft: Draft, own: Who, other: Who
) -> dict[str, _Pile]:
    piles: dict[str, _Pile] = {}
    key = next(iter(found.columns))
    for line in lines(desk, found, kind, key):
        owner = line.get(key, lambda cell: draft.directory.find(cell.shown, own), "")
        pile = piles.setdefault(owner, _Pile()) if owner else _Pile()
        if pile.lines:
            _doubled_owner(line, key, owner, pile.lines[0].place())
        pile.lines.append(line)
        for column, number in sorted(found.series.items(), key=lambda item: item[1]):
            cell = line.row.cells.get(column)
            if cell is None or cell.shown.casefold() in _NOTHING:
                continue
            for partner in choices(line, column, cell, draft, other):
                _put(pile, line, column, partner, Decimal(number))
        if not owner:
            desk.tally(kind).refused += 1
    return piles


def choices(line: Line, column: int, cell: Cell, draft: Draft, who: Who) -> list[str]:
    """Who stands in a cell: one, or several on the same place (``H03 / H07``)."""

    if cell.problem is not None:
        line.read(column, cell, str, "")
        return []

    def one(text: str) -> str:
        def find(piece: Cell) -> str:
            return draft.directory.find(piece.shown, who)

        return line.read(column, Cell(text, text, cell.problem), find, "", cell.shown)

    pieces = [p.strip() for p in _TIE.split(cell.shown) if p.strip()]
    if len(pieces) < 2 or draft.directory.knows(cell.shown, who):
        code = one(cell.shown)
        return [code] if code else []
    return [code for piece in pieces if (code := one(piece))]


def _long(
    desk: Desk, kind: Kind, found: Found, draft: Draft, own: Who, other: Who, number_key: str
) -> dict[str, _Pile]:
    piles: dict[str, _Pile] = {}
    keys = {Who.AIOS: "aios", Who.HAO: "hao"}
    if "rank" in found.columns and "mark" in found.columns:
        desk.wrong(
            found.sheet,
            address(found.header.number, found.columns["mark"][0]),
            "",
            Text("rangen of cijfers, niet allebei", "ranks or marks, not both"),
            "doubled_column",
        )
    column_key = number_key if number_key in found.columns else "rank"
    for line in lines(desk, found, kind, keys[own]):
        owner = line.get(keys[own], lambda cell: draft.directory.find(cell.shown, own), "")
        if not line.cells(keys[other]):
            line.wrong_at(keys[other], Text("een code", "a code"), "empty")
        partner = line.get(keys[other], lambda cell: draft.directory.find(cell.shown, other), "")
        if not line.cells(column_key):
            line.wrong_at(column_key, Text("een getal", "a number"), "empty")
        number = line.get(column_key, read_number, Decimal(-1))
        if not owner:
            desk.tally(kind).refused += 1
            continue
        pile = piles.setdefault(owner, _Pile())
        pile.lines.append(line)
        if partner and number >= 0:
            _put(
                pile,
                line,
                found.columns[column_key][0],
                partner,
                number,
                found.columns[keys[other]][0],
            )
    return piles


def _matrix(
    desk: Desk, kind: Kind, found: Found, draft: Draft, own: Who, other: Who
) -> dict[str, _Pile]:
    """Owners down and partners across, or the other way round where the codes say so."""
    piles: dict[str, _Pile] = {}
    key = next(iter(found.columns))
    down = own if own.name.lower() == key else other
    across = other if down is own else own
    heads: dict[int, str] = {}
    header = Line(desk, found, found.header)
    for column in sorted(found.series):
        heading = found.header.cells[column]
        code = header.read(column, heading, lambda c: draft.directory.find(c.shown, across), "")
        if code in heads.values():
            header.wrong(
                column,
                heading.shown,
                Text("elke code één keer", "each code once"),
                "doubled_column",
            )
        elif code:
            heads[column] = code
    rows: set[str] = set()
    for line in lines(desk, found, kind, key):
        code = line.get(key, lambda cell: draft.directory.find(cell.shown, down), "")
        if code in rows:
            _doubled_owner(line, key, code, found.sheet.name)
        rows |= {code} if code else set()
        for column, head in heads.items():
            cell = line.row.cells.get(column)
            if cell is None or cell.shown.casefold() in _NOTHING:
                continue
            number = line.read(column, cell, read_number, Decimal(-1))
            if number >= 0 and code:
                owner, partner = (code, head) if down is own else (head, code)
                _put(piles.setdefault(owner, _Pile()), line, column, partner, number)
        # a line of the matrix belongs to its own owner only when owners go down
        if code and down is own:
            piles.setdefault(code, _Pile()).lines.append(line)
        else:
            tally = desk.tally(kind)
            tally.refused += line.marred
            tally.stored += not line.marred
    return piles


def _doubled_owner(line: Line, key: str, owner: str, where: str) -> None:
    line.wrong_at(
        key,
        Text(
            f"één lijst van {owner}; er staat er ook een in {where}",
            f"one list of {owner}; there is another in {where}",
        ),
        "doubled_list",
    )


def _put(
    pile: _Pile, line: Line, column: int, partner: str, number: Decimal, partner_column: int = 0
) -> None:
    for entry in pile.entries:
        if same_letters(entry.partner) == same_letters(partner):
            at = partner_column or column
            line.wrong(
                at,
                line.row.cells[at].shown,
                Text(
                    f"iedereen één keer; {partner} staat al op deze lijst ({entry.place})",
                    f"everybody once; {partner} already is on this list ({entry.place})",
                ),
                "doubled_choice",
            )
            return
    pile.entries.append(Entry(partner, number, line, column))


def _first_choices(piles: dict[str, _Pile]) -> None:
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
    pile: _Pile,
    seen: dict[tuple[Kind, str], str],
) -> None:
    tally = desk.tally(kind)
    if (kind, owner) in seen and seen[kind, owner] != found.sheet.file + found.sheet.name:
        key = next(iter(found.columns))
        where = pile.lines[0] if pile.lines else pile.entries[0].line
        _doubled_owner(where, key, owner, "een ander blad")
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
    if not entries:
        tally.ignored += len(pile.lines)
        stays = Text("; de eerdere lijst blijft", "; the earlier list stays")
        why = Text("geen voorkeuren ingevuld", "no choices filled in")
        for line in pile.lines:
            desk.skip(found.sheet, address(line.row.number, 1), owner, why + stays if old else why)
        return
    seen[kind, owner] = found.sheet.file + found.sheet.name
    draft.touch(kind, owner)
    if old == new:
        tally.unchanged += len(pile.lines)
    else:
        tally.stored += len(pile.lines)
    draft.lists[kind][owner] = new


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
