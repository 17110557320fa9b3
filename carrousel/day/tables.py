"""A table breaks, or two people exchange places: who sits where from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import (
    DayEvent,
    DayEventKind,
    Meeting,
    Table,
    Timetable,
)
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

Home = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Tables, everybody's own table, the meetings and the events, after every new exchange."""

    tables: tuple[Table, ...]
    home: Home
    meetings: list[Meeting]
    events: tuple[DayEvent, ...]
    findings: tuple[Finding, ...]


def moved_tables(
    ronde: Koppelronde,
    timetable: Timetable,
    meetings: Sequence[Meeting],
    events: Sequence[DayEvent],
    now_turn: int,
) -> Moved:
    """What these events do to the tables; of other events nothing is done.

    Without a table in the event a spare one is taken: in the same room if there is one, else
    the first, else a table that is put down extra, which is said; never one that somebody had to
    leave earlier that day. Somebody who sits at the table asked for gets the other one in exchange.
    """
    left = {event.left for event in timetable.events}
    tables, home, moved = list(timetable.tables), dict(timetable.home), list(meetings)
    done: list[DayEvent] = []
    findings: list[Finding] = []
    for event in events:
        if event.kind is not DayEventKind.SWAP_TABLE:
            done.append(event)
            continue
        old = home.get(event.who, 0)
        new = event.table or _spare(ronde, tables, home, old, left | {old})
        partners = [code for code, table in home.items() if table == new and new != old]
        gone = 0 if partners or new == old else old
        done.append(replace(event, left=gone))
        if new == old:
            continue
        if new not in {table.number for table in tables}:
            tables.append(_table(ronde, new))
            if new not in {table.number for table in ronde.settings.tables}:
                findings.append(_put_down(event.who, new))
        home[event.who] = new
        left.add(gone)
        for code in partners:
            home[code] = old
        begin = max(event.first, now_turn)
        concerned = {event.who: new} | dict.fromkeys(partners, old)
        moved = [_moved(m, concerned, home, timetable.mover, begin) for m in moved]
    return Moved(
        tuple(sorted(tables)), tuple(sorted(home.items())), moved, tuple(done), tuple(findings)
    )


def _put_down(who: str, number: int) -> Finding:
    return Finding(
        "carrousel_extra_table",
        (who,),
        Text(
            f"Er is geen tafel {number}: zet een extra tafel neer voor {who}.",
            f"There is no table {number}: put down an extra one for {who}.",
        ),
        Weight.NOTICE,
    )


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
