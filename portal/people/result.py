"""Uitslag: with whom, how to reach them, why, and what to do first; opens at the announced hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.outcome.own_result import OwnResult, announced_result, opening, own_result
from bureau.actions.telling_team import LONGEST, Told, tell_team, told_team
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.deadlines import deadlines
from portal.desk import desk
from portal.people.each_other.sheets import together, travel
from portal.people.own import Me, me
from portal.people.result_words import SAYS
from portal.rights import Act, who


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody to work with for a year."""

    person: Aios | Hao
    rank: int | None
    place: Any
    week: Any
    minutes: Any


@who(Act.OWN, post=True)
def result(request: HttpRequest) -> HttpResponse:
    """The result; before its hour one page that is the same for everybody."""
    mine, wrong, typed = me(request), None, ""
    found = _kept(mine)
    if found is None:
        return render(request, "people/result_closed.html", closed_context(mine.ronde))
    if request.method == "POST":
        typed = request.POST.get("text", "")
        try:
            tell_team(
                desk().inbox, mine.ronde, about=Told.OBJECTION, code=mine.code,
                account=mine.account.id, text=typed,
            )  # fmt: skip
            return HttpResponseRedirect(reverse("result") + "#klopt-niet")
        except WrongUse as error:
            wrong = error.says
    context = {
        "says": SAYS, "mine": mine, "result": found, "partners": _partners(mine, found),
        "start": mine.ronde.settings.start_date, "topics": mine.ronde.procedure.conversation,
        "before": _call_before(mine.ronde), "wrong": wrong, "typed": typed, "longest": LONGEST,
        "told": told_team(desk().inbox, about=Told.OBJECTION, account=mine.account.id),
        "top": mine.ronde.number("top_ranks"),
    }  # fmt: skip
    return render(request, "people/result.html", context, status=400 if wrong else 200)


def result_is_open(ronde: Koppelronde) -> bool:
    """Whether everybody may read it now."""
    return announced_result(desk().store, desk().inbox, ronde, desk().now()) is not None


def closed_context(ronde: Koppelronde) -> dict[str, Any]:
    """What may be said before: the hour where it is set, else the day of the round."""
    days = deadlines(ronde.procedure, ronde.settings)
    day = next((d.day for d in days if d.kind is PhaseKind.RESULTS), None)
    return {"says": SAYS, "hour": opening(desk().inbox, ronde.name), "day": day}


def _kept(mine: Me) -> OwnResult | None:
    """Explaining solves again, so it is remembered per result and person."""
    kept = announced_result(desk().store, desk().inbox, mine.ronde, desk().now())
    if kept is None:
        return None
    key = f"why-{kept.matching.result_hash}-{mine.ronde.version}-{mine.account.id}"
    known = cache.get(key)
    if isinstance(known, OwnResult):
        return known
    found = own_result(desk().store, desk().inbox, mine.ronde, mine.by, code=mine.code)
    cache.set(key, found, 3600)
    return found


def _partners(mine: Me, found: OwnResult) -> list[Partner]:
    partners = []
    for code, rank in found.partners:
        person = mine.ronde.person(code)
        if person is None:
            continue
        place = (
            mine.ronde.praktijk_by_code.get(person.praktijk) if isinstance(person, Hao) else None
        )
        partners.append(
            Partner(person=person, rank=rank, place=place, week=together(mine, person),
                    minutes=travel(mine, person))
        )  # fmt: skip
    return partners


def _call_before(ronde: Koppelronde) -> Any:
    """Two weeks after the result, and before the first day."""
    day = next((d.day for d in deadlines(ronde.procedure, ronde.settings)
                if d.kind is PhaseKind.RESULTS), None)  # fmt: skip
    start = ronde.settings.start_date
    if day is None:
        return start
    two_weeks = day + timedelta(days=14)
    return two_weeks if start is None else min(two_weeks, start)
