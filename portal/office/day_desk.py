"""Dagbalie: who is there, late or absent, a table that broke; and at once who must be told what."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.kept import known_person, timetable_of
from bureau.actions.meeting.day import (
    Adjusted,
    make_new_cards,
    move_from_table,
    report_absent,
    report_late,
)
from koppelronde.domain.errors import KoppelError, WrongUse
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.times import AMSTERDAM
from portal.desk import desk
from portal.office.acting import as_download, by_of, expected
from portal.office.afternoon_words import SAYS
from portal.office.day_desk_shown import figures, people_here, soon, turn_now
from portal.office.day_notes import DayNotes
from portal.rights import Act, who
from portal.templatetags.portal import page_language


@who(Act.RUN)
def day_desk(request: HttpRequest) -> HttpResponse:
    """The clock, who must be told what, everybody with buttons, and what comes next."""
    ronde, timetable = desk().the_round(), timetable_of(desk().store)
    notes = DayNotes.of(ronde)
    now, wanted = desk().now(), request.GET.get("naam", "").strip()
    people = people_here(ronde, timetable, notes.here())
    context = {
        "says": SAYS, "version": ronde.version, "timetable": timetable, "now": now,
        "going": turn_now(timetable, now), "soon": soon(timetable, now), "wanted": wanted,
        "people": [p for p in people if wanted.casefold() in f"{p.name} {p.code}".casefold()],
        "figures": figures(people), "tell": notes.to_tell(), "told": notes.was_told(),
        "since": _since(now, timetable), "ronde": ronde,
    }  # fmt: skip
    return render(request, "office/day_desk.html", context)


@who(Act.RUN, post=True)
def record(request: HttpRequest) -> HttpResponse:
    """Somebody is there, late, absent, or their table broke."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("day_desk"))
    as_data = request.headers.get("Accept", "").startswith("application/json")
    ronde = desk().the_round()
    code, notes = known_person(ronde, request.POST.get("wie", "")), DayNotes.of(ronde)
    what = request.POST.get("wat", "er")
    if what == "er":
        notes.is_here(code, by_of(request))
        return JsonResponse({"tick": code}) if as_data else _back()
    try:
        adjusted = _adjusted(request, code, what)
    except KoppelError as refused:
        if not as_data:
            raise
        said = {"says": refused.says.say(page_language()), "version": desk().the_round().version}
        return JsonResponse(said, status=409)
    notes.is_not_here(code)
    notes.tell(adjusted)
    return JsonResponse({"version": desk().the_round().version}) if as_data else _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("day_desk"))


def _adjusted(request: HttpRequest, code: str, what: str) -> Adjusted:
    """The repair that this form asks for."""
    store, by, version = desk().store, by_of(request), expected(request)
    at = _time(request, "tijd")
    if at is None:
        raise WrongUse(SAYS.bad_time)
    if what == "laat":
        timetable = timetable_of(store)
        today = by.at.astimezone(AMSTERDAM)
        now = today.time() if today.date() == timetable.turns[0].begin.date() else None
        return report_late(store, by, code=code, until=at, now=now, expect_version=version)
    if what == "tafel":
        table = request.POST.get("tafel", "")
        number = int(table) if table.isdecimal() and len(table) < 4 else 0
        return move_from_table(store, by, code=code, since=at, table=number, expect_version=version)
    return report_absent(
        store, by, code=code, since=at, until=_time(request, "terug"), expect_version=version
    )


def _time(request: HttpRequest, field: str) -> time | None:
    text = request.POST.get(field, "").strip().replace(".", ":")
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(SAYS.bad_time) from None


def _since(now: datetime, timetable: Timetable) -> str:
    """The time that stands in the fields: now on the day itself, else the first bell."""
    local = now.astimezone(AMSTERDAM)
    first = timetable.turns[0].begin
    return f"{local if local.date() == first.date() else first:%H:%M}"


@who(Act.RUN, post=True)
def told(request: HttpRequest) -> HttpResponse:
    """One was told, or everybody."""
    if request.method == "POST":
        notes = DayNotes.of(desk().the_round())
        notes.mark_told(request.POST.getlist("gezegd"), by_of(request))
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"told": request.POST.getlist("gezegd")})
    return _back()


@who(Act.RUN)
def cards(request: HttpRequest) -> HttpResponse:
    """New cards for whoever has something to hear, a new wall chart, a new bell page."""
    notes = DayNotes.of(desk().the_round())
    touched: dict[str, Any] = {line.code: line for line in (*notes.to_tell(), *notes.was_told())}
    asked = request.GET.getlist("wie") or touched
    made = make_new_cards(desk().store, by_of(request), who=set(asked), lang=page_language())
    return as_download(made)
