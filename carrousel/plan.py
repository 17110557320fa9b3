"""One entry to the carrousel: from a round to the timetable of the afternoon."""

from __future__ import annotations

from datetime import datetime

from carrousel.full import full_round
from carrousel.guests import Guests, guests_of
from carrousel.some import sides_of, some_round
from carrousel.timetable import timetable_of
from carrousel.turns import Hours, hours_of, lay_out
from koppelronde.errors import NoPlanExists
from koppelronde.language import Text
from koppelronde.outcome import Timetable
from koppelronde.ronde import Koppelronde
from koppelronde.times import clock


def plan_carrousel(ronde: Koppelronde, *, version: int, made_at: datetime) -> Timetable:
    """The carrousel of this round."""
    hours = hours_of(ronde)
    guests = guests_of(ronde)
    _somebody_on_both_sides(guests)
    fits = _turns_available(ronde, hours)
    planned = None
    if not ronde.number("meetings_each"):
        planned = full_round(ronde, guests, fits)
    if planned is None:
        sides = sides_of(ronde, guests)
        assert sides is not None
        planned = some_round(ronde, guests, sides, fits)
    day = lay_out(hours, planned.turns)
    return timetable_of(
        planned, guests, ronde.procedure.mover, day, version=version, made_at=made_at
    )


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
