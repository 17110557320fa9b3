"""Tables: who stays at which one, and in what order they are walked past.

Somebody with a table of their own in the sheet (video from a fixed place, a table that a
wheelchair can reach) keeps it; the others take the remaining tables in walking order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcome_carrousel import Table
from koppelronde.domain.ronde import Presence


@dataclass(frozen=True, slots=True)
class Seats:
    """``home`` gives everybody's own table; ``stayers`` are in walking order of their tables."""

    tables: tuple[Table, ...]
    stayers: tuple[str, ...]
    home: Mapping[str, int]
    rooms: tuple[str, ...]

    def room_of(self, table: int) -> str:
        """The room of a table."""
        return next(t.room for t in self.tables if t.number == table)

    def at(self, mover: str, stayer: str) -> int:
        """The table of a conversation: the mover's when that one cannot move either."""
        return self.home.get(mover, self.home[stayer])


def walking_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Room by room, inside a room by position."""
    return tuple(sorted(tables, key=lambda t: (t.room, t.position, t.number)))


def plain_tables(number: int, after: int = 0) -> tuple[Table, ...]:
    """Tables 1, 2, 3 … in one room without a name."""
    return tuple(Table(n, position=n) for n in range(after + 1, after + number + 1))


def seat_stayers(
    given: Sequence[Table],
    stayers: Sequence[str],
    movers: Sequence[str],
    presences: Mapping[str, Presence],
    per_room: Sequence[int] = (),
) -> Seats | None:
    """Give everybody who stays seated a table; without tables in the round they are made up.

    ``per_room`` asks for so many stayers in each room, in order of the rooms; None when the
    fixed tables do not leave that. Raises NoPlanExists when a fixed table does not exist.
    """
    rooted = [code for code in movers if _wants_place(presences.get(code))]
    tables = list(given) or list(plain_tables(len(stayers)))
    known = {table.number for table in tables}
    home: dict[str, int] = {}
    for code in (*stayers, *rooted):
        wish = presences.get(code)
        if wish is None or not wish.table:
            continue
        if wish.table not in known:
            if given:
                raise _no_table(code, wish.table)
            tables.append(Table(wish.table, position=wish.table, fixed=True, online=wish.online))
            known.add(wish.table)
        home[code] = wish.table
    _nobody_in_the_way(rooted, home)
    free = [table for table in walking_order(tables) if table.number not in home.values()]
    for code in (*stayers, *rooted):
        presence = presences.get(code)
        if code in home or presence is None or not presence.online:
            continue
        table = next((t for t in free if t.online), None)
        if table is None:
            table = Table(max(known) + 1, position=max(known) + 1, online=True)
            tables.append(table)
            known.add(table.number)
        else:
            free.remove(table)
        home[code] = table.number
    if not given:
        tables, free = _only_needed(tables, free, home, sum(code not in home for code in stayers))
    # Tables meant for somebody special are the last that others get.
    free.sort(key=lambda t: t.fixed or t.online)
    rest = [code for code in stayers if code not in home]
    rooms = tuple(dict.fromkeys(table.room for table in walking_order(tables)))
    if per_room:
        room_of = {table.number: table.room for table in tables}
        chosen: list[Table] = []
        for room, wanted in zip(rooms, per_room, strict=True):
            taken = sum(1 for code in stayers if code in home and room_of[home[code]] == room)
            inside = [table for table in free if table.room == room]
            if taken > wanted or len(inside) < wanted - taken:
                return None
            chosen += inside[: wanted - taken]
    else:
        chosen = free[: len(rest)]
    if len(chosen) < len(rest):
        return None
    for code, table in zip(rest, walking_order(chosen), strict=True):
        home[code] = table.number
    order = {table.number: at for at, table in enumerate(walking_order(tables))}
    return Seats(
        walking_order(tables),
        tuple(sorted(stayers, key=lambda code: (order[home[code]], code))),
        home,
        rooms,
    )


def _wants_place(presence: Presence | None) -> bool:
    return presence is not None and bool(presence.table or presence.online)


def _only_needed(
    tables: list[Table], free: list[Table], home: Mapping[str, int], needed: int
) -> tuple[list[Table], list[Table]]:
    """Made-up tables that nobody uses are left out."""
    keep = free[:needed]
    used = set(home.values()) | {table.number for table in keep}
    return [table for table in tables if table.number in used], keep


def _no_table(code: str, number: int) -> NoPlanExists:
    return NoPlanExists(
        Text(f"Tafel {number} bestaat niet.", f"There is no table {number}."),
        (
            Text(
                f"{code} heeft tafel {number} als vaste plaats, maar die staat niet bij de tafels.",
                f"{code} has table {number} as a fixed place, but it is not among the tables.",
            ),
        ),
        (
            Text(
                f"Voeg tafel {number} toe, of geef {code} een andere.",
                f"Add table {number}, or give {code} another.",
            ),
        ),
    )


def _nobody_in_the_way(rooted: Sequence[str], home: Mapping[str, int]) -> None:
    """Somebody who walks but has a fixed place receives there, so it is theirs."""
    for code in rooted:
        others = [who for who, table in home.items() if who != code and table == home.get(code)]
        if others:
            both = listed(sorted([code, *others]))
            raise NoPlanExists(
                Text("Twee mensen hebben dezelfde tafel.", "Two people have the same table."),
                (
                    Text(
                        f"{both.nl} hebben allebei tafel {home[code]} als vaste plaats.",
                        f"{both.en} all have table {home[code]} as their fixed place.",
                    ),
                ),
                (Text(f"Geef {code} een eigen tafel.", f"Give {code} a table of their own."),),
            )
