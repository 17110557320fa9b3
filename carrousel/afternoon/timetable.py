"""From a grid of numbers to the Timetable of the afternoon: codes, tables, times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from carrousel.afternoon.guests import Guests, Pair
from carrousel.afternoon.schedule_grid import IDLE, Grid
from carrousel.afternoon.seating import Seats
from carrousel.afternoon.turns import Day
from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome import Couple, Stage
from koppelronde.domain.outcomes.outcome_carrousel import CarrouselGroup, Meeting, Timetable
from koppelronde.domain.people import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What each way of planning answers: so many turns, who meets whom where, how good it is."""

    turns: int
    seats: Seats
    meetings: tuple[Meeting, ...]
    stages: tuple[Stage, ...]
    findings: tuple[Finding, ...] = ()
    groups: tuple[CarrouselGroup, ...] = ()


def pair_of(mover: str, stayer: str, mover_side: Side) -> Pair:
    """The two codes as (AIOS, HAO)."""
    return (mover, stayer) if mover_side is Side.AIOS else (stayer, mover)


def meetings_of(
    grid: Grid, movers: Sequence[str], seats: Seats, side: Side, first_turn: int = 1
) -> list[Meeting]:
    """The grid's meetings with codes and tables; its first row is turn ``first_turn``.

    Where nobody owns a table people stay where one of them just was, if that table is free.
    """
    meetings: list[Meeting] = []
    last: dict[str, int] = {}
    order = sorted(
        (t.number in seats.home.values(), at, t.number) for at, t in enumerate(seats.tables)
    )
    for turn, row in enumerate(grid.rows, first_turn):
        pairs = [(movers[i], seats.stayers[j]) for i, j in enumerate(row) if j != IDLE]
        tables = {pair: seats.at(*pair) for pair in pairs}
        left = [table for *_, table in order if table not in tables.values()]
        for pair in sorted(pairs, key=lambda pair: not {last.get(code) for code in pair} & {*left}):
            if not tables[pair]:
                near = [last[code] for code in pair[::-1] if last.get(code) in left]
                tables[pair] = near[0] if near else left[0]
                left.remove(tables[pair])
        for pair in pairs:
            last |= dict.fromkeys(pair, tables[pair])
            meetings.append(Meeting(turn, tables[pair], *pair_of(*pair, side)))
    return meetings


def timetable_of(
    planned: Planned, guests: Guests, side: Side, day: Day, *, version: int, made_at: datetime
) -> Timetable:
    """The record that is stored and printed; missed are the allowed couples without a meeting."""
    return Timetable(
        version=version,
        made_at=made_at,
        mover=side,
        turns=day.turns,
        breaks=day.breaks,
        tables=planned.seats.tables,
        home=tuple(sorted(planned.seats.home.items())),
        meetings=tuple(sorted(planned.meetings)),
        missed=missed_by(guests, planned.meetings),
        stages=planned.stages,
        findings=(*guests.findings, *planned.findings),
        groups=planned.groups,
    )


def missed_by(guests: Guests, meetings: Sequence[Meeting]) -> tuple[Couple, ...]:
    """The allowed couples without a meeting, in order of code."""
    met = {(meeting.aios, meeting.hao) for meeting in meetings}
    gone = met | guests.vetoed | guests.ineligible
    return tuple(
        Couple(aios, hao) for aios in guests.aios for hao in guests.haos if (aios, hao) not in gone
    )
