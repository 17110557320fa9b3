"""From a grid of numbers to the Timetable of the afternoon: codes, tables, times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from carrousel.grid import Grid
from carrousel.guests import Guests, Pair
from carrousel.seating import Seats
from carrousel.turns import Day
from koppelronde.findings import Finding
from koppelronde.language import Text
from koppelronde.outcome import Couple, Meeting, Stage, Timetable
from koppelronde.people import Side


def pair_of(mover: str, stayer: str, mover_side: Side) -> Pair:
    """The two codes as (AIOS, HAO)."""
    return (mover, stayer) if mover_side is Side.AIOS else (stayer, mover)


def meetings_of(
    grid: Grid, movers: Sequence[str], seats: Seats, side: Side, first_turn: int = 1
) -> list[Meeting]:
    """The grid's meetings with codes and tables; its first row is turn ``first_turn``."""
    return [
        Meeting(
            cell.turn + first_turn,
            seats.at(movers[cell.mover], seats.stayers[cell.stayer]),
            *pair_of(movers[cell.mover], seats.stayers[cell.stayer], side),
        )
        for cell in grid.cells()
    ]


def timetable_of(
    *,
    version: int,
    made_at: datetime,
    side: Side,
    day: Day,
    seats: Seats,
    meetings: Iterable[Meeting],
    guests: Guests,
    stages: Sequence[Stage],
    findings: Sequence[Finding] = (),
) -> Timetable:
    """The record that is stored and printed; missed are the allowed couples without a meeting."""
    ordered = tuple(sorted(meetings))
    met = {(meeting.aios, meeting.hao) for meeting in ordered}
    not_allowed = guests.vetoed | guests.ineligible
    missed = tuple(
        Couple(aios, hao)
        for aios in guests.aios
        for hao in guests.haos
        if (aios, hao) not in met and (aios, hao) not in not_allowed
    )
    return Timetable(
        version=version,
        made_at=made_at,
        mover=side,
        turns=day.turns,
        breaks=day.breaks,
        tables=seats.tables,
        home=tuple(sorted(seats.home.items())),
        meetings=ordered,
        missed=missed,
        stages=tuple(stages),
        findings=(*guests.findings, *findings),
    )


def stage(
    name: str, nl: str, en: str, unit: str, value: int, bound: int, *, most: bool, proven: bool
) -> Stage:
    """One goal as it was reached; a goal that reaches its bound is proven by that alone."""
    return Stage(
        name=name,
        says=Text(nl, en),
        unit=unit,
        value=value,
        bound=value if proven else bound,
        proven=proven or value == bound,
        most=most,
    )
