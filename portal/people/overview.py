"""Overzicht: the one next step, and the round as a line of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koppelronde.domain.language import Text
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.deadlines import Deadline, deadlines
from portal.desk import desk
from portal.rights import Act, who
from portal.visitor import person_of


@dataclass(frozen=True, slots=True)
class _Says:
    hello: Text = Text("Dag", "Hello")
    round: Text = Text("De ronde", "The round")
    next: Text = Text("Je volgende stap", "Your next step")
    now: Text = Text("Nu", "Now")
    until: Text = Text("Dit kan tot en met", "This can be done until")
    over: Text = Text("Deze ronde is klaar", "This round is over")


SAYS: Final = _Says()


@dataclass(frozen=True, slots=True)
class Stop:
    """One deadline on the line; ``state`` is done, now or empty."""

    deadline: Deadline
    state: str


@who(Act.OWN)
def overview(request: HttpRequest) -> HttpResponse:
    """What to do now."""
    ronde = desk().the_round()
    person = ronde.person(person_of(request).code)
    stops = line_of(
        deadlines(ronde.procedure, ronde.settings), desk().now().astimezone(AMSTERDAM).date()
    )
    context = {
        "says": SAYS,
        "person": person,
        "stops": stops,
        "now": next((stop.deadline for stop in stops if stop.state == "now"), None),
    }
    return render(request, "people/overview.html", context)


def line_of(dates: tuple[Deadline, ...], today: date) -> tuple[Stop, ...]:
    """The deadlines as stops: what is past is done, the first one ahead is now."""
    ahead = next((d for d in dates if d.day >= today), None)
    return tuple(Stop(d, "now" if d is ahead else "done" if d.day < today else "") for d in dates)
