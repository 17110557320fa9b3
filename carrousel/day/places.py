"""Where a couple can sit on the day, and what an afternoon looks like person by person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from carrousel.afternoon.guests import Pair
from koppelronde.domain.outcomes.outcome_carrousel import Meeting, PlaceChange, Timetable, Told
from koppelronde.domain.people import Side


def home_table(now: Timetable, pair: Pair) -> int:
    """The mover's own table when that one has a fixed place, else the stayer's; 0 is any."""
    home = dict(now.home)
    mover, stayer = pair if now.mover is Side.AIOS else (pair[1], pair[0])
    return home.get(mover) or home.get(stayer, 0)


def table_for(now: Timetable, pair: Pair, turn: int, others: Iterable[Meeting]) -> int:
    """Their table if it is free then, any free one where nobody owns it; 0 if there is none."""
    taken = {m.table for m in others if m.turn == turn}
    table = home_table(now, pair)
    if table:
        return 0 if table in taken else table
    return any_table(now, taken)


def any_table(now: Timetable, taken: Iterable[int]) -> int:
    """The first table not taken, one without an owner before others; 0 if there is none."""
    owned, used = {table for _, table in now.home}, set(taken)
    free = [table.number for table in now.tables if table.number not in used]
    return min(free, key=lambda number: (number in owned, free.index(number)), default=0)


def at_once(now: Timetable, free_tables: int) -> int:
    """At most so many meetings in one turn."""
    return min(free_tables or len(now.tables), len(now.tables))


def places(meetings: Iterable[Meeting]) -> dict[tuple[str, int], tuple[str, int]]:
    """With whom and where everybody is in every turn."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for meeting in meetings:
        found[meeting.aios, meeting.turn] = (meeting.hao, meeting.table)
        found[meeting.hao, meeting.turn] = (meeting.aios, meeting.table)
    return found


def changed_places(
    before: Timetable,
    after: Sequence[Meeting],
    away: Mapping[str, frozenset[int]],
    now_turn: int,
) -> int:
    """Places with a conversation that is taken away or moved, of people who are there."""
    new = places(after)
    return sum(
        1
        for (code, turn), place in places(before.meetings).items()
        if turn >= now_turn and turn not in away[code] and new.get((code, turn)) != place
    )


def whom_to_tell(
    before: Timetable,
    after: Timetable,
    away: Mapping[str, frozenset[int]],
    now_turn: int,
) -> tuple[Told, ...]:
    """Everybody whose coming turns look different, except in turns in which they are away.

    What is caught up after the last turn belongs to it.
    """
    old = places((*before.meetings, *before.catch_up))
    new = places((*after.meetings, *after.catch_up))
    changes: dict[str, list[PlaceChange]] = {}
    for code, turn in sorted(old.keys() | new.keys()):
        was, becomes = old.get((code, turn), ("", 0)), new.get((code, turn), ("", 0))
        if turn >= now_turn and was != becomes and turn not in away[code]:
            changes.setdefault(code, []).append(PlaceChange(turn, *was, *becomes))
    return tuple(Told(code, tuple(mine)) for code, mine in sorted(changes.items()))
