"""One entry to the carrousel: from a round to the timetable of the afternoon."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Final

from carrousel.afternoon.chosen_couples import some_round
from carrousel.afternoon.everybody_meets import full_round
from carrousel.afternoon.groups import grouped_round
from carrousel.afternoon.guests import Guests, guests_of
from carrousel.afternoon.presence.presence import limited, present_round
from carrousel.afternoon.sides import nobody_may_talk, sides_of
from carrousel.afternoon.timetable import Planned, timetable_of
from carrousel.afternoon.turns import Day, Hours, hours_of, lay_out, minutes_used
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import clock
from koppelronde.progress import Tell, nobody_listens

LONG_MINUTES: Final = 5 * 60
LATE: Final = time(22)
"""A day longer or later than this is said aloud where the round gives no end."""


def plan_carrousel(
    ronde: Koppelronde, *, version: int, made_at: datetime, progress: Tell = nobody_listens
) -> Timetable:
    """The carrousel of this round, by the way that its data ask for.

    Everybody meets everybody when the turns and tables allow it, else a choice by the ordered
    goals of :mod:`carrousel.afternoon.selection`; people's hours and shared tables by
    :mod:`carrousel.afternoon.presence.presence`. Raises OutOfOrder when the day is not known yet,
    NoPlanExists with its reason when there is no plan.
    """
    hours = hours_of(ronde)
    guests = guests_of(ronde)
    _somebody_on_both_sides(guests)
    planned = _planned(ronde, guests, hours, _turns_available(ronde, hours), progress)
    if not planned.meetings:
        raise nobody_may_talk()
    day = lay_out(hours, planned.turns)
    made = timetable_of(planned, guests, ronde.mover, day, version=version, made_at=made_at)
    return replace(made, findings=(*made.findings, *_long_day(ronde, day)))


def _long_day(ronde: Koppelronde, day: Day) -> tuple[Finding, ...]:
    """A notice where nobody said when the day ends and it became long or late."""
    if ronde.settings.carrousel_end is not None or not day.turns:
        return ()
    begin, end = day.turns[0].begin, day.turns[-1].end
    late = end.date() > begin.date() or end.time() > LATE
    if minutes_used(day) <= LONG_MINUTES and not late:
        return ()
    return (
        Finding(
            "carrousel_long_day",
            (),
            Text(
                f"De carrousel duurt van {clock(begin)} tot {clock(end)}. Korter? Geef "
                "'Carrousel eind' of 'Aantal rondes' op blad Ronde.",
                f"The carousel lasts from {clock(begin)} to {clock(end)}. Shorter? Give "
                "'Carrousel eind' or 'Aantal rondes' on sheet Ronde.",
            ),
            Weight.NOTICE,
        ),
    )


def _planned(
    ronde: Koppelronde, guests: Guests, hours: Hours, available: int, progress: Tell
) -> Planned:
    sides = sides_of(ronde, guests)
    if sides is None or ronde.number("group_size"):
        return grouped_round(ronde, guests, hours, available, progress)
    if limited(guests):
        turns = lay_out(hours, available).turns
        return present_round(ronde, guests, sides, turns, progress)
    if not ronde.number("meetings_each"):
        full = full_round(ronde, guests, sides, available)
        if full is not None:
            return full
    return some_round(ronde, guests, sides, available)


def _turns_available(ronde: Koppelronde, hours: Hours) -> int:
    fits = len(lay_out(hours).turns)
    if not fits:
        begin, end = clock(hours.begin), clock(hours.end)
        raise NoPlanExists(
            Text("Er past geen enkel gesprek.", "Not one conversation fits."),
            (
                Text(
                    f"Tussen {begin} en {end} is geen {hours.turn_minutes} minuten vrij.",
                    f"Between {begin} and {end} there are no {hours.turn_minutes} minutes free.",
                ),
            ),
            (
                Text(
                    "Zet 'Carrousel eind' later op blad Ronde, of maak de gesprekken korter.",
                    "Set 'Carrousel eind' later on sheet Ronde, or make the turns shorter.",
                ),
            ),
        )
    most = ronde.number("turns_max")
    return min(fits, most) if most else fits


def _somebody_on_both_sides(guests: Guests) -> None:
    for people, nl, en in ((guests.aios, "aios", "trainees"), (guests.haos, "HAO's", "trainers")):
        if not people:
            raise NoPlanExists(
                Text(f"Er doen geen {nl} mee aan de carrousel.", f"No {en} take part."),
                (),
                (Text("Importeer eerst de deelnemers.", "Import the participants first."),),
            )
