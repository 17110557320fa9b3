"""Who is in which group or wave, and at which tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from carrousel.afternoon.grouping import Grouping, divide, sizes
from carrousel.afternoon.guests import Guests
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.wishes import by_index, worth_of
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import drawing_order
from koppelronde.domain.outcome_carrousel import Table
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True)
class Part:
    """One group: who is in it, at which tables, in which wave (from 0)."""

    guests: Guests
    tables: tuple[Table, ...]
    wave: int


def in_shifts(guests: Guests, side: Side, tables: tuple[Table, ...], number: int) -> list[Part]:
    """Everybody who moves meets one shift of the others after another."""
    stayers = guests.of(side.other)
    parts, begin = [], 0
    for wave, size in enumerate(sizes(len(stayers), number)):
        here = stayers[begin : begin + size]
        begin += size
        parts.append(Part(_only(guests, {*guests.of(side), *here}), tables, wave))
    return parts


def divided(
    ronde: Koppelronde, guests: Guests, tables: tuple[Table, ...], groups: int
) -> list[Part]:
    """Both sides divided; as many groups beside one another as there are tables for."""
    side, seed = ronde.mover, seed_of(ronde)
    movers = drawing_order(seed, guests.of(side))
    stayers = drawing_order(seed, guests.of(side.other))
    mover_at = {code: i for i, code in enumerate(movers)}
    stayer_at = {code: j for j, code in enumerate(stayers)}
    forbidden = frozenset(
        (mover_at[pair[0]], stayer_at[pair[1]])
        if side is Side.AIOS
        else (mover_at[pair[1]], stayer_at[pair[0]])
        for pair in guests.vetoed | guests.ineligible
    )
    worth = by_index(worth_of(ronde), movers, stayers, side)
    grouping: Grouping = divide(movers, stayers, groups, worth, forbidden, seed)
    parts = []
    free, wave = list(tables), 0
    for group in range(groups):
        seated = [stayers[j] for j in grouping.members(grouping.stayers, group)]
        if len(seated) > len(tables):
            raise too_few_tables(len(seated), len(tables))
        codes = {*seated, *(movers[i] for i in grouping.members(grouping.movers, group))}
        mine = _tables_for(seated, codes, free, guests)
        if mine is None:
            free, wave = list(tables), wave + 1
            mine = _tables_for(seated, codes, free, guests)
        if mine is None:
            raise too_few_tables(len(seated), len(tables))
        free = [table for table in free if table not in mine]
        parts.append(Part(_only(guests, codes), tuple(mine), wave))
    return parts


def _tables_for(
    seated: Sequence[str], codes: Collection[str], free: Sequence[Table], guests: Guests
) -> list[Table] | None:
    """The tables of a group: their own first, then in walking order, special ones last.

    A table that somebody of another group has for their own is left to them. None when there
    are too few.
    """
    wished = {code: p.table for code, p in guests.presences.items() if p.table}
    own = {table for code, table in wished.items() if code in codes}
    theirs = set(wished.values()) - own
    mine = [table for table in free if table.number in own]
    others = [table for table in free if table.number not in own | theirs]
    others.sort(key=lambda table: table.fixed or table.online)
    lacking = len([code for code in seated if code not in wished])
    if len(mine) < len(own) or len(others) < lacking:
        return None
    return [*mine, *others[:lacking]]


def _only(guests: Guests, codes: set[str]) -> Guests:
    return replace(
        guests,
        aios=tuple(code for code in guests.aios if code in codes),
        haos=tuple(code for code in guests.haos if code in codes),
        vetoed=frozenset(p for p in guests.vetoed if p[0] in codes and p[1] in codes),
        ineligible=frozenset(p for p in guests.ineligible if p[0] in codes and p[1] in codes),
        presences={code: p for code, p in guests.presences.items() if code in codes},
        findings=(),
    )


def too_few_tables(needed: int, there: int) -> NoPlanExists:
    return NoPlanExists(
        Text("Er zijn te weinig tafels voor deze groepen.", "There are too few tables."),
        (
            Text(
                f"Een groep heeft {needed} tafels nodig en er zijn er {there}.",
                f"A group needs {needed} tables and there are {there}.",
            ),
        ),
        (
            Text("Zet meer tafels neer.", "Put down more tables."),
            Text("Maak de groepen kleiner.", "Make the groups smaller."),
        ),
    )
