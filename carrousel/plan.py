"""One entry to the carrousel: from a round to the timetable of the afternoon."""

from __future__ import annotations

from datetime import datetime

from carrousel.full import full_round
from carrousel.groups import grouped_round
from carrousel.guests import Guests, guests_of
from carrousel.presence import limited, present_round, turns_wanted
from carrousel.progress import Tell, nobody_listens
from carrousel.some import sides_of, some_round
from carrousel.timetable import Planned, timetable_of
from carrousel.turns import Hours, hours_of, lay_out
from koppelronde.errors import NoPlanExists
from koppelronde.language import Text
from koppelronde.outcome import Timetable
from koppelronde.ronde import Koppelronde
from koppelronde.times import clock


def plan_carrousel(
    ronde: Koppelronde, *, version: int, made_at: datetime, progress: Tell = nobody_listens
) -> Timetable:
    """The carrousel of this round, by the way that its data ask for.

    Everybody meets everybody when the turns and tables allow it, else a choice by the ordered
    goals of :mod:`carrousel.selection`; people's hours and shared tables by
    :mod:`carrousel.presence`. Raises OutOfOrder when the day is not known yet, NoPlanExists with
    its reason when there is no plan.
    """
    hours = hours_of(ronde)
    guests = guests_of(ronde)
    _somebody_on_both_sides(guests)
    planned = _planned(ronde, guests, hours, _turns_available(ronde, hours), progress)
    return timetable_of(
        planned,
        guests,
        ronde.procedure.mover,
        lay_out(hours, planned.turns),
        version=version,
        made_at=made_at,
    )


def _planned(
    ronde: Koppelronde, guests: Guests, hours: Hours, available: int, progress: Tell
) -> Planned:
    sides = sides_of(ronde, guests)
    if sides is None or ronde.number("group_size"):
        return grouped_round(ronde, guests, hours, available, progress)
    if limited(guests):
        wanted = turns_wanted(ronde, guests, sides, lay_out(hours, available).turns)
        turns = lay_out(hours, wanted).turns
        return present_round(ronde, guests, sides, turns, progress)
    if not ronde.number("meetings_each"):
        full = full_round(ronde, guests, available)
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
                    "Zet 'Carrousel einde' later op blad Ronde, of maak de gesprekken korter.",
                    "Set 'Carrousel einde' later on sheet Ronde, or make the turns shorter.",
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
