"""The day as turns: when every conversation begins and ends, and when there is a break.

Arithmetic only. All moments are aware datetimes in Europe/Amsterdam; lengths are real minutes,
so a day on which the clock changes still has turns of the length that was asked.
Source: procedure Maastricht, fase 1 ("elke 8 minuten een gesprek").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import Break, Turn
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, later, local_moment, minutes_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """From when until when, and how the time is cut.

    A fixed break of ``break_minutes`` begins exactly at each of ``breaks_at``; with
    ``break_after_turns`` above 0 there is also one after so many turns without a break.
    """

    begin: datetime
    end: datetime
    turn_minutes: int
    changeover_minutes: int = 0
    breaks_at: tuple[datetime, ...] = ()
    break_after_turns: int = 0
    break_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """The turns in order, numbered from 1, and the breaks between them."""

    turns: tuple[Turn, ...]
    breaks: tuple[Break, ...]


def hours_of(ronde: Koppelronde) -> Hours:
    """The hours that the sheet "Ronde" gives; without an end the day ends at midnight.

    Breaks at fixed times replace the procedure's break after so many turns, unless the round
    itself asks for both. Raises OutOfOrder when the date or the begin is not known yet, or when
    the times cannot be on one day.
    """
    settings = ronde.settings
    day, begin = settings.carrousel_date, settings.carrousel_begin
    if day is None:
        raise _fill_in("Carrousel datum", "bijvoorbeeld 10-12-2026", "for example 10-12-2026")
    if begin is None:
        raise _fill_in("Carrousel begin", "bijvoorbeeld 13:00", "for example 13:00")
    try:
        first = local_moment(day, begin)
        last = (
            local_moment(day + timedelta(days=1), time(0))
            if settings.carrousel_end is None
            else local_moment(day, settings.carrousel_end)
        )
        breaks_at = tuple(local_moment(day, at) for at in sorted(settings.breaks_at))
    except ValueError as error:
        raise _fill_in(
            "Carrousel begin",
            "in die nacht gaat de klok vooruit en bestaat deze tijd niet",
            "the clock goes forward in that night and this time does not exist",
        ) from error
    if not _after(last, first):
        raise _fill_in(
            "Carrousel eind", "het einde ligt na het begin", "the end comes after the begin"
        )
    own_rhythm = "break_after_turns" in settings.numbers
    return Hours(
        begin=first,
        end=last,
        turn_minutes=ronde.number("turn_minutes"),
        changeover_minutes=ronde.number("changeover_minutes"),
        breaks_at=breaks_at,
        break_after_turns=(ronde.number("break_after_turns") if own_rhythm or not breaks_at else 0),
        break_minutes=ronde.number("break_minutes"),
    )


def _fill_in(cell: str, nl: str, en: str) -> OutOfOrder:
    return OutOfOrder(
        Text("De carrousel kan nog niet worden gepland.", "The carousel cannot be planned yet."),
        Text(
            f"Vul '{cell}' in op blad Ronde ({nl}) en importeer het opnieuw.",
            f"Fill in '{cell}' on sheet Ronde ({en}) and import it again.",
        ),
    )


def _after(one: datetime, other: datetime) -> bool:
    """Python compares two moments of one zone by the wall clock, which goes back in October."""
    return one.timestamp() > other.timestamp()


def lay_out(hours: Hours, wanted: int | None = None) -> Day:
    """The first ``wanted`` turns of the day, fewer when no more fit before the end.

    ``wanted`` None: as many as fit. No turn runs into a break that begins at a fixed time, and
    no break stands after the last turn.
    """
    turns: list[Turn] = []
    breaks: list[Break] = []
    fixed = [at for at in hours.breaks_at if not _after(hours.begin, at)]
    free_from, since_break = hours.begin, 0
    while wanted is None or len(turns) < wanted:
        begin = free_from
        if turns and (not breaks or breaks[-1].after_turn != len(turns)):
            begin = later(begin, hours.changeover_minutes)
        if fixed and _after(later(begin, hours.turn_minutes), fixed[0]):
            start = max(fixed.pop(0), free_from, key=datetime.timestamp)
            free_from, since_break = later(start, hours.break_minutes), 0
            breaks.append(Break(len(turns), start, free_from))
            continue
        if hours.break_after_turns and since_break == hours.break_after_turns:
            end = later(free_from, hours.break_minutes)
            breaks.append(Break(len(turns), free_from, end))
            free_from, since_break = end, 0
            continue
        free_from = later(begin, hours.turn_minutes)
        if _after(free_from, hours.end):
            break
        turns.append(Turn(len(turns) + 1, begin, free_from))
        since_break += 1
    inside = tuple(pause for pause in breaks if pause.after_turn < len(turns))
    return Day(tuple(turns), inside)


def extra_turns(
    after: tuple[Turn, ...], number: int, turn_minutes: int, changeover_minutes: int
) -> tuple[Turn, ...]:
    """So many turns directly after the last one, for who missed each other; past the end too."""
    turns: list[Turn] = []
    last = after[-1]
    for extra in range(1, number + 1):
        begin = later(turns[-1].end if turns else last.end, changeover_minutes)
        turns.append(Turn(last.number + extra, begin, later(begin, turn_minutes)))
    return tuple(turns)


def touched_turns(
    turns: tuple[Turn, ...], begin: datetime | None, end: datetime | None
) -> tuple[int, int] | None:
    """First and last turn that overlap a stretch of time (None = open), or None when none does.

    Somebody who leaves at 14:24 still makes the turn that ends at 14:24; somebody who comes at
    13:40 makes the turn that begins at 13:40.
    """
    hit = [
        turn.number
        for turn in turns
        if (begin is None or _after(turn.end, begin)) and (end is None or _after(end, turn.begin))
    ]
    return (hit[0], hit[-1]) if hit else None


def running_at(turns: tuple[Turn, ...], moment: datetime) -> int:
    """The first turn that has not begun at that moment; one past the last when all have."""
    return next((turn.number for turn in turns if not _after(moment, turn.begin)), len(turns) + 1)


def on_the_day(hours: Hours, at: time) -> datetime:
    """A time of the carrousel's own day."""
    return local_moment(hours.begin.astimezone(AMSTERDAM).date(), at)


def minutes_used(day: Day) -> int:
    """Real minutes from the first bell to the last."""
    return minutes_between(day.turns[0].begin, day.turns[-1].end) if day.turns else 0
