"""Lists in three shapes, wide, long and as a matrix: the same numbers come out of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bureau.workbook.files.cells import Cell, address
from bureau.workbook.files.characters import same_letters
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.rows.scale_guard import Entry
from bureau.workbook.rows.withdrawn import says_withdrawn, withdraws
from bureau.workbook.values.single import read_number
from koppelronde.domain.language import Text

_TIE: Final = re.compile(r"[/;\n&+=]|(?<!\d),|,(?!\d)|\ben\b")


NOTHING: Final = frozenset("-|–|—|n.v.t.|nvt|geen|geen voorkeur|niemand|leeg|x x".split("|"))


_IN_ORDER: Final = re.compile(r"[,;\n>]")


_REMARK: Final = Text(
    "een code; een opmerking hoort in kolom Opmerking (die wordt niet bewaard)",
    "a code; a remark belongs in a column Opmerking (which is not kept)",
)


def _is_remark(text: str) -> bool:
    """Whether this is a sentence, and no code or name: words of everyday language."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(words) > 2 and len(_EVERYDAY & set(words)) > 1


_EVERYDAY: Final = frozenset(
    "graag niet wel geen ook nog als dan maar want omdat bellen belt mail mailen op om met voor "
    "na bij ik wij hij zij heeft heb wil wilt kan kunnen mag is was zijn ben liever "
    "liefst eerst later samen overleg misschien alleen dit dat deze die wie nooit altijd prima "
    "voorkeur afgesproken nader the not with please call only if and but have would".split()
)


@dataclass(slots=True)
class Pile:
    """What one owner's lines said."""

    lines: list[Line] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    withdrawn: bool = False


def wide_lists(
    desk: Desk, kind: Kind, found: Found, draft: Draft, own: Who, other: Who
) -> dict[str, Pile]:
    piles: dict[str, Pile] = {}
    key = next(iter(found.columns))
    for line in lines(desk, found, kind, key):
        owner = line.get(key, lambda cell: draft.directory.find(cell.shown, own), "")
        pile = piles.setdefault(owner, Pile()) if owner else Pile()
        first = pile.lines[0].place() if pile.lines else ""
        pile.lines.append(line)
        if first:  # its choices would each be said to be doubled too
            doubled_owner(line, key, owner, first)
            pile = Pile()
        for column, number in sorted(found.series.items(), key=lambda item: item[1]):
            cell = line.row.cells.get(column)
            if cell is None or cell.shown.casefold() in NOTHING:
                continue
            if says_withdrawn(cell.shown):
                pile.withdrawn = True
                continue
            if found.ordered:
                for rank, partner in in_order(line, column, cell, draft, other):
                    _put(pile, line, column, partner, Decimal(rank))
                continue
            partners = choices(line, column, cell, draft, other)
            alone = len(found.series.keys() & line.row.cells.keys()) == 1
            if alone and number == 1 and len(partners) > 1 and _IN_ORDER.search(cell.shown):
                line.wrong(
                    column,
                    cell.shown,
                    Text(
                        "één naam per kolom: is dit een volgorde? Zet elke keus in een eigen "
                        "kolom; een gedeelde plaats schrijft u als H03 / H07",
                        "one name a column: is this an order? Put each choice in a column of its "
                        "own; a shared place is written H03 / H07",
                    ),
                    "order_in_cell",
                )
                continue
            for partner in partners:
                _put(pile, line, column, partner, Decimal(number))
        if not owner:
            desk.tally(kind).refused += 1
    return piles


def in_order(
    line: Line, column: int, cell: Cell, draft: Draft, who: Who
) -> Iterator[tuple[int, str]]:
    """Rank and code of a whole list in one cell: ``H01, H02 / H03; H04``."""
    rank = 1
    for piece in pieces_in_order(cell.shown):
        text = re.sub(r"^\s*[0-9]{1,3}[.):]\s*", "", piece).strip()
        if not text:
            continue
        codes = choices(line, column, Cell(text, text, cell.problem), draft, who)
        yield from ((rank, code) for code in codes)
        rank += max(1, len(codes))


def pieces_in_order(text: str) -> list[str]:
    """What a cell with a whole list names, first choice first; a comma may belong to a name."""
    strong = re.split(r"[;>\n]", text)
    return strong if len(strong) > 1 else text.split(",")


def choices(line: Line, column: int, cell: Cell, draft: Draft, who: Who) -> list[str]:
    """Who stands in a cell: one, or several on the same place (``H03 / H07``)."""

    if cell.problem is not None:
        line.read(column, cell, str, "")
        return []
    if _is_remark(cell.shown) and not draft.directory.knows(cell.shown, who):
        line.wrong(column, cell.shown, _REMARK, "remark_in_list")
        return []

    def one(text: str) -> str:
        def find(piece: Cell) -> str:
            return draft.directory.find(piece.shown, who)

        value = cell.value if text == cell.shown else text
        return line.read(column, Cell(value, text, cell.problem), find, "", cell.shown)

    pieces = [p.strip() for p in _TIE.split(cell.shown) if p.strip()]
    if len(pieces) < 2 or draft.directory.knows(cell.shown, who):
        code = one(cell.shown)
        return [code] if code else []
    return [code for piece in pieces if (code := one(piece))]


def long_lists(
    desk: Desk, kind: Kind, found: Found, draft: Draft, own: Who, other: Who, number_key: str
) -> dict[str, Pile]:
    piles: dict[str, Pile] = {}
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
        if owner and (withdraws(line, column_key) or withdraws(line, keys[other])):
            pile = piles.setdefault(owner, Pile())
            pile.lines.append(line)
            pile.withdrawn = True
            continue
        if not line.cells(keys[other]):
            line.wrong_at(keys[other], Text("een code", "a code"), "empty")
        partner = line.get(keys[other], lambda cell: draft.directory.find(cell.shown, other), "")
        if not line.cells(column_key):
            line.wrong_at(column_key, Text("een getal", "a number"), "empty")
        number = line.get(column_key, read_number, Decimal(-1))
        if not owner:
            desk.tally(kind).refused += 1
            continue
        pile = piles.setdefault(owner, Pile())
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


def matrix_lists(
    desk: Desk, kind: Kind, found: Found, draft: Draft, own: Who, other: Who
) -> dict[str, Pile]:
    """Owners down and partners across, or the other way round where the codes say so."""
    piles: dict[str, Pile] = {}
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
            doubled_owner(line, key, code, found.sheet.name)
        rows |= {code} if code else set()
        for column, head in heads.items():
            cell = line.row.cells.get(column)
            if cell is None or cell.shown.casefold() in NOTHING:
                continue
            number = line.read(column, cell, read_number, Decimal(-1))
            if number >= 0 and code:
                owner, partner = (code, head) if down is own else (head, code)
                _put(piles.setdefault(owner, Pile()), line, column, partner, number)
        # a line of the matrix belongs to its own owner only when owners go down
        if code and down is own:
            piles.setdefault(code, Pile()).lines.append(line)
        else:
            tally = desk.tally(kind)
            tally.refused += line.marred
            tally.stored += not line.marred
    return piles


def doubled_owner(line: Line, key: str, owner: str, where: str) -> None:
    line.wrong_at(
        key,
        Text(
            f"één lijst van {owner}; er staat er ook een in {where}",
            f"one list of {owner}; there is another in {where}",
        ),
        "doubled_list",
    )


def _put(
    pile: Pile, line: Line, column: int, partner: str, number: Decimal, partner_column: int = 0
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
