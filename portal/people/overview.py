"""Overzicht: the one next step, what is still missing, and the round as a line of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from koppelronde.domain.language import Text
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.deadlines import Deadline, deadlines
from portal.desk import desk
from portal.people.own import me
from portal.people.todo import Todo, next_of, time_left, todos
from portal.rights import Act, who


@dataclass(frozen=True, slots=True)
class _Says:
    hello: Text = Text("Dag", "Hello")
    round: Text = Text("De ronde", "The round")
    next: Text = Text("Je volgende stap", "Your next step")
    nothing: Text = Text("Je hoeft nu niets te doen", "There is nothing to do now")
    then: Text = Text("Hierna komt:", "Next comes:")
    until: Text = Text("Dit kan tot en met", "This can be done until the end of")
    still: Text = Text("Nog", "Still")
    missing: Text = Text("Wat er nog van jou mist", "What is still missing from you")
    all_there: Text = Text("Er mist niets van jou.", "Nothing is missing from you.")
    fine: Text = Text("In orde:", "Fine:")
    over: Text = Text("Deze ronde is klaar", "This round is over")
    agenda: Text = Text("In je agenda", "In your calendar")
    agenda_what: Text = Text(
        "Neem de data van deze ronde, je carrousel en je bezoeken op in je eigen agenda. Wijzigt "
        "er iets, dan wijzigt je agenda mee.",
        "Take the dates of this round, your carousel and your visits into your own calendar. If "
        "something changes, your calendar changes too.",
    )
    to_agenda: Text = Text("Agenda instellen", "Set up the calendar")
    year: Text = Text("leerjaar", "year")
    week: Text = Text("Nederlandse tijd", "Dutch time")


SAYS: Final = _Says()


@dataclass(frozen=True, slots=True)
class Stop:
    """One deadline on the line; ``state`` is done, now or empty."""

    deadline: Deadline
    state: str


@who(Act.OWN)
def overview(request: HttpRequest) -> HttpResponse:
    """What to do now."""
    mine, found = me(request), todos(me(request))
    today = desk().now().astimezone(AMSTERDAM).date()
    stops = line_of(deadlines(mine.ronde.procedure, mine.ronde.settings), today)
    first = next_of(found)
    context = {
        "says": SAYS, "person": mine.person, "mine": mine, "stops": stops, "first": first,
        "first_address": address(first), "left": None if first is None else time_left(first.closes),
        "missing": [(todo, address(todo)) for todo in found if todo.state != "done"],
        "fine": [todo.title for todo in found if todo.state == "done"],
        "ahead": next((stop.deadline for stop in stops if stop.state == "now"), None),
    }  # fmt: skip
    return render(request, "people/overview.html", context)


def address(todo: Todo | None) -> str:
    """Where it is done; empty where this portal has no such page."""
    try:
        return "" if todo is None else reverse(todo.route)
    except NoReverseMatch:
        return ""


def line_of(dates: tuple[Deadline, ...], today: date) -> tuple[Stop, ...]:
    """The deadlines as stops: what is past is done, the first one ahead is now."""
    ahead = next((d for d in dates if d.day >= today), None)
    return tuple(Stop(d, "now" if d is ahead else "done" if d.day < today else "") for d in dates)
