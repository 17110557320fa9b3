"""Tables: who stays at which one, and in what order they are walked past.

Somebody with a table of their own in the sheet (video from a fixed place, a table that a
wheelchair can reach) keeps it; the others take the remaining tables in walking order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.ronde import Presence


@dataclass(frozen=True, slots=True)
class Seats:
    """``home`` gives everybody's own table; ``stayers`` are in walking order of their tables.

    With ``free`` above 0 nobody owns a table but who has a fixed place: at most so many meet at
    the same time, wherever there is room.
    """

    tables: tuple[Table, ...]
    stayers: tuple[str, ...]
    home: Mapping[str, int]
    rooms: tuple[str, ...]
    free: int = 0
    fixed: frozenset[str] = frozenset()
    """Who may not be given another table."""

    @property
    def at_once(self) -> int:
        """At most so many meetings in one turn."""
        return self.free or len(self.tables)

    def at(self, mover: str, stayer: str) -> int:
        """The table of a conversation: the mover's when that one cannot move; 0 is any table."""
        return self.home.get(mover) or self.home.get(stayer, 0)


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
    per_room: Mapping[str, int] | None = None,
) -> Seats | None:
    """Give everybody who stays seated a table; without tables in the round they are made up.

    ``per_room`` asks for so many stayers in each of these rooms; None when the fixed tables do
    not leave that, or when there are too few tables. Raises NoPlanExists when a fixed table does
    not exist.
    """
    rooted = _rooted(movers, presences)
    asked = sum(bool(presences[code].table) for code in rooted)
    tables = list(given) or list(plain_tables(len(stayers) + asked))
    home, free = _fixed_places(tables, bool(given), stayers, rooted, presences)
    rest = [code for code in stayers if code not in home]
    # As few rooms as hold everybody; tables meant for somebody special are the last others get.
    near = fewest_rooms(given, stayers, presences)
    free.sort(key=lambda t: (t.fixed or t.online, t.room not in near))
    chosen = free[: len(rest)]
    if per_room is not None:
        room_of = {table.number: table.room for table in tables}
        chosen = []
        for room, wanted in per_room.items():
            taken = sum(1 for code in stayers if code in home and room_of[home[code]] == room)
            inside = [table for table in free if table.room == room]
            if taken > wanted or len(inside) < wanted - taken:
                return None
            chosen += inside[: wanted - taken]
    if len(chosen) < len(rest):
        return None
    for code, table in zip(rest, walking_order(chosen), strict=True):
        home[code] = table.number
    if not given:
        tables = [table for table in tables if table.number in home.values()]
    return _seats(tables, stayers, home, presences)


def fewest_rooms(
    given: Sequence[Table], stayers: Sequence[str], presences: Mapping[str, Presence]
) -> tuple[str, ...]:
    """Rooms that hold all who stay seated, in order: those of fixed places, then the largest."""
    room = {table.number: table.room for table in given}
    size = Counter(room.values())
    asked = {presences[code].table for code in stayers if code in presences}
    chosen = {room[table] for table in asked if table in room}
    for name, _ in sorted(size.items(), key=lambda item: (-item[1], item[0])):
        if sum(size[each] for each in chosen) >= len(stayers):
            break
        chosen.add(name)
    return tuple(sorted(chosen))


def seat_freely(
    given: Sequence[Table],
    stayers: Sequence[str],
    movers: Sequence[str],
    presences: Mapping[str, Presence],
    at_once: int,
) -> Seats:
    """Nobody owns a table but who has a fixed place; at most ``at_once`` meet at a time.

    Others use a fixed place only while its owner has no meeting and no other table is free.
    Raises NoPlanExists when a fixed table does not exist.
    """
    fixed, rooted = _rooted(stayers, presences), _rooted(movers, presences)
    asked = sum(bool(presences[code].table) for code in (*fixed, *rooted))
    tables = list(given) or list(plain_tables(at_once + asked))
    home, free = _fixed_places(tables, bool(given), fixed, rooted, presences)
    if not given:
        used = {*home.values(), *(table.number for table in free[:at_once])}
        tables = [table for table in tables if table.number in used]
    return replace(_seats(tables, stayers, home, presences), free=min(at_once, len(tables)))


def _seats(
    tables: Sequence[Table],
    stayers: Sequence[str],
    home: Mapping[str, int],
    presences: Mapping[str, Presence],
) -> Seats:
    walk = walking_order(tables)
    order = {table.number: at for at, table in enumerate(walk)}
    place = {code: order[home[code]] if code in home else 0 for code in stayers}
    return Seats(
        walk,
        tuple(sorted(stayers, key=lambda code: (place[code], code))),
        home,
        tuple(dict.fromkeys(table.room for table in walk)),
        fixed=frozenset(_rooted(list(home), presences)),
    )


def _rooted(people: Sequence[str], presences: Mapping[str, Presence]) -> list[str]:
    """Who has a fixed place: by video, or a table of their own."""
    return [code for code in people if code in presences and has_fixed_place(presences[code])]


def _fixed_places(
    tables: list[Table],
    given: bool,
    stayers: Sequence[str],
    rooted: Sequence[str],
    presences: Mapping[str, Presence],
) -> tuple[dict[str, int], list[Table]]:
    """Who has a fixed place and where, and the tables that are left, in walking order.

    A made-up table is added to ``tables`` where a number is asked for that is not among them, and
    where nobody put down one for video.
    """
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
    return home, free


def tables_for_stayers(
    given: Sequence[Table], movers: Sequence[str], presences: Mapping[str, Presence]
) -> int:
    """How many of the tables are left when who walks but has a fixed place received one."""
    taken = {presences[code].table for code in _rooted(movers, presences)} - {0}
    video = sum(not presences[code].table for code in _rooted(movers, presences))
    left = [table for table in given if table.number not in taken]
    return len(left) - min(video, sum(table.online for table in left))


def has_fixed_place(presence: Presence) -> bool:
    """Whether others come to them: a table of their own, or by video."""
    return bool(presence.table or presence.online)


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
