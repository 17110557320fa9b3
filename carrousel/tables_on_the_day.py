"""A table breaks, or two people exchange places: who sits where from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koppelronde.outcome import DayEvent, DayEventKind, Meeting, Table, Timetable
from koppelronde.people import Side
from koppelronde.ronde import Koppelronde

Home = tuple[tuple[str, int], ...]


def moved_tables(
    ronde: Koppelronde,
    timetable: Timetable,
    meetings: Sequence[Meeting],
    events: Sequence[DayEvent],
    now_turn: int,
) -> tuple[tuple[Table, ...], Home, list[Meeting]]:
    """Tables, everybody's own table and the meetings, after every new exchange of tables.

    Without a table in the event a spare one is taken: in the same room if there is one, else
    the first, else a table that is put down extra; never one that somebody had to leave earlier
    that day. Somebody who sits at the table asked for gets the other one in exchange.
    """
    left = _left_earlier(timetable)
    tables, home, moved = list(timetable.tables), dict(timetable.home), list(meetings)
    for event in events:
        if event.kind is not DayEventKind.SWAP_TABLE or event in timetable.events:
            continue
        old = home.get(event.who, 0)
        new = event.table or _spare(ronde, tables, home, old, left | {old})
        if new == old:
            continue
        if new not in {table.number for table in tables}:
            tables.append(_table(ronde, new))
        partners = [code for code, table in home.items() if table == new]
        home[event.who] = new
        left.add(old)
        for code in partners:
            home[code] = old
        begin = max(event.first, now_turn)
        concerned = {event.who: new} | dict.fromkeys(partners, old)
        moved = [_moved(m, concerned, home, timetable.mover, begin) for m in moved]
    return tuple(sorted(tables)), tuple(sorted(home.items())), moved


def _moved(
    meeting: Meeting, concerned: dict[str, int], home: dict[str, int], mover: Side, begin: int
) -> Meeting:
    walks, sits = meeting.aios, meeting.hao
    if mover is not Side.AIOS:
        walks, sits = sits, walks
    host = walks if walks in home else sits
    if meeting.turn < begin or host not in concerned:
        return meeting
    return replace(meeting, table=concerned[host])


def _left_earlier(timetable: Timetable) -> set[int]:
    """The tables that people sat at until they had to move to another one."""
    home = dict(timetable.home)
    moved = {event.who for event in timetable.events if event.kind is DayEventKind.SWAP_TABLE}
    return {
        meeting.table
        for meeting in timetable.meetings
        for who in (meeting.aios, meeting.hao)
        if who in moved and meeting.table != home.get(who)
    }


def _spare(
    ronde: Koppelronde, tables: Sequence[Table], home: dict[str, int], old: int, left: set[int]
) -> int:
    room = next((table.room for table in tables if table.number == old), "")
    every = {table.number: table for table in (*ronde.settings.tables, *tables)}
    free = [t for t in every.values() if t.number not in home.values() and t.number not in left]
    free.sort(key=lambda t: (t.room != room, t.room, t.position, t.number))
    return free[0].number if free else max(every) + 1


def _table(ronde: Koppelronde, number: int) -> Table:
    known = {table.number: table for table in ronde.settings.tables}
    return known.get(number, Table(number, position=number))
