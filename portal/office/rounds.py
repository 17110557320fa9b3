"""Ronde: the first page of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bureau.actions.participants import accounts_by_code
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.deadlines import deadlines
from portal.accounts.factors import accounts_with_factor
from portal.desk import desk
from portal.people.overview import line_of
from portal.rights import Act, reaches, who
from portal.visitor import Visitor, visitor_of


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Ronde", "Round")
    none: Text = Text("Er is nog geen ronde", "There is no round yet")
    how_far: Text = Text("Hoever is iedereen?", "How far is everybody?")
    aios: Text = Text("Aios", "Trainees")
    haos: Text = Text("Opleiders", "Trainers")
    active: Text = Text("account actief", "account active")
    of: Text = Text("van", "of")


SAYS: Final = _Says()


@dataclass(frozen=True, slots=True)
class Bar:
    """So many of so many; ``side`` is the heading above it."""

    side: Text
    says: Text
    done: int
    total: int


@who(Act.SEE_PROGRESS)
def round_page(request: HttpRequest) -> HttpResponse:
    """Where the round stands."""
    ronde = desk().ronde()
    if ronde is None:
        return render(request, "office/round.html", {"says": SAYS})
    today = desk().now().astimezone(AMSTERDAM).date()
    context = {
        "says": SAYS,
        "stops": line_of(deadlines(ronde.procedure, ronde.settings), today),
        "bars": _bars(ronde, visitor_of(request)),
    }
    return render(request, "office/round.html", context)


def _bars(ronde: Koppelronde, visitor: Visitor) -> tuple[Bar, ...]:
    ready, known = accounts_with_factor(), accounts_by_code(desk().inbox, ronde)
    found = []
    for side, people, name in (
        (Side.AIOS, ronde.aios, SAYS.aios),
        (Side.HAO, ronde.haos, SAYS.haos),
    ):
        if reaches(visitor, Act.SEE_PROGRESS, side, ""):
            done = sum(any(a.id in ready for a in known.get(p.code, ())) for p in people)
            found.append(Bar(name, SAYS.active, done, len(people)))
    return tuple(found)
