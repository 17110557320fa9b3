"""A fixed number of meetings for every AIOS: whether it fits, and what would make it fit."""

from __future__ import annotations

from carrousel.afternoon.guests import Guests
from carrousel.afternoon.turns import hours_of, lay_out
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text, count
from koppelronde.domain.ronde import Koppelronde


def turns_for(ronde: Koppelronde, each: int, guests: Guests) -> int:
    """The fewest turns in which every AIOS can have so many, with everybody there all the time."""
    at_once = min(len(guests.haos), ronde.number("free_tables") or len(guests.haos))
    return max(each, -(-each * len(guests.aios) // at_once))


def must_fit(ronde: Koppelronde, guests: Guests, turns: int) -> None:
    """It needs that many turns, and HAOs with room for them. Raises NoPlanExists."""
    each = ronde.number("meetings_each")
    if not each:
        return
    needed = turns_for(ronde, each, guests)
    if each <= len(guests.haos) and needed <= turns:
        return
    if each > len(guests.haos):
        reason = Text(
            f"Er zijn {len(guests.haos)} HAO's, te weinig voor {each} gesprekken per aios.",
            f"There are {len(guests.haos)} trainers, too few for {each} meetings per trainee.",
        )
        meetings = count(len(guests.haos), Text("gesprek", "meeting"),
                         Text("gesprekken", "meetings"))  # fmt: skip
        remedies: tuple[Text, ...] = (
            Text(f"Vraag hoogstens {meetings.nl} per aios.",
                 f"Ask at most {meetings.en} per trainee."),
        )  # fmt: skip
    else:
        free = ronde.number("free_tables")
        at_once = min(len(guests.haos), free or len(guests.haos))
        tables = (
            Text(f" aan {free} vrije tafels", f" at {free} free tables") if free else Text("", "")
        )
        reason = Text(
            f"{len(guests.aios)} aios × {each} gesprekken bij {len(guests.haos)} HAO's{tables.nl} "
            f"vragen {needed} gespreksrondes; er passen er {turns}.",
            f"{len(guests.aios)} trainees × {each} meetings with {len(guests.haos)} trainers"
            f"{tables.en} need {needed} turns; {turns} fit.",
        )
        remedies = _turns_needed(ronde, needed, min(turns, turns * at_once // len(guests.aios)))
    raise NoPlanExists(
        Text(
            f"{each} gesprekken per aios zijn niet mogelijk.",
            f"{each} meetings per trainee are not possible.",
        ),
        (reason,),
        remedies,
    )


def _turns_needed(ronde: Koppelronde, needed: int, possible: int) -> tuple[Text, ...]:
    """What gives so many turns: the number on sheet Ronde, the hours, or both; or asking less."""
    most, fits = ronde.number("turns_max"), len(lay_out(hours_of(ronde)).turns)
    remedies = []
    if most and most < needed:
        remedies.append(
            Text(f"Zet 'Aantal rondes' op blad Ronde op {needed}.",
                 f"Set 'Aantal rondes' on sheet Ronde to {needed}.")
        )  # fmt: skip
    if fits < needed:
        remedies.append(
            Text(f"Zet 'Carrousel eind' later, zodat er {needed} rondes passen (nu {fits}).",
                 f"Set 'Carrousel eind' later, so that {needed} turns fit ({fits} now).")
        )  # fmt: skip
    if len(remedies) > 1:
        remedies = [remedies[0] + Text(" En: ", " And: ") + remedies[1]]
    if possible:
        meetings = count(possible, Text("gesprek", "meeting"), Text("gesprekken", "meetings"))
        remedies.append(
            Text(f"Vraag hoogstens {meetings.nl} per aios.",
                 f"Ask at most {meetings.en} per trainee.")
        )  # fmt: skip
    return tuple(remedies)
