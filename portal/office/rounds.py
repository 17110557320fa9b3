"""Ronde: the first page of the office; where it stands, who has not yet, and the one next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from bureau.actions.participants import accounts_by_code, side_of
from bureau.actions.status import Status, Waiting, look_at_status
from bureau.inbox.outbox import post_mail
from koppelronde.domain.language import DEFAULT_LANG, Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Step
from koppelronde.domain.times import AMSTERDAM
from portal.accounts.factors import accounts_with_factor
from portal.desk import desk
from portal.office.acting import by_of
from portal.office.round_words import SAYS
from portal.people.reminder import REMINDER
from portal.rights import Act, may, reaches, theirs_or_404, who
from portal.step_words import PAGES, route_of
from portal.visitor import Visitor, visitor_of


@dataclass(frozen=True, slots=True)
class Bar:
    """So many of so many; ``side`` is the heading above it."""

    side: Text
    says: Text
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody from whom something is awaited, with how to reach them."""

    waiting: Waiting
    name: str
    side: Side
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    days_late: int


@who(Act.SEE_PROGRESS)
def round_page(request: HttpRequest) -> HttpResponse:
    """Where the round stands."""
    if desk().ronde() is None:
        return render(request, "office/round.html", {"says": SAYS})
    status = look_at_status(desk().store, by_of(request))
    visitor = visitor_of(request)
    context = {
        "says": SAYS, "status": status, "bars": _bars(status.ronde, visitor),
        "awaited": _awaited(request, status), "next": _next(status, visitor),
        "kinds": {one.kind: _title(status, one) for one in status.waiting},
        "chosen": request.GET.get("fase", ""), "may_mail": may(visitor, Act.WRITE_TO),
    }  # fmt: skip
    return render(request, "office/round.html", context)


@who(Act.WRITE_TO, post=True)
def remind(request: HttpRequest) -> HttpResponse:
    """A short reminder to the chosen people of one's own side, by the outbox."""
    if request.method == "POST":
        ronde = desk().the_round()
        chosen = request.POST.getlist("code")
        for code in chosen:
            theirs_or_404(request, Act.WRITE_TO, side_of(ronde, code), code)
        sent = sum(_remind(ronde, code) for code in chosen)
        messages.info(request, SAYS.reminded.say(visitor_of(request).lang).format(sent))
    return HttpResponseRedirect(reverse("round"))


def _remind(ronde: Koppelronde, code: str) -> int:
    person = ronde.person(code)
    if person is None:
        return 0
    chosen = [one.lang for one in accounts_by_code(desk().inbox, ronde).get(code, ()) if one.lang]
    lang = chosen[0] if chosen else DEFAULT_LANG
    for address in person.emails:
        subject = REMINDER.subject.say(lang).format(round=ronde.name)
        body = REMINDER.body.say(lang).format(name=person.name, round=ronde.name)
        post_mail(desk().inbox, kind="reminder", address=address, subject=subject, body=body)
    return len(person.emails)


def _next(status: Status, visitor: Visitor) -> dict[str, Any] | None:
    """The one next step: its phase, and the page where it is done where this visitor may."""
    step = None if status.now is None else status.now.next_step
    if status.now is None or step is None:
        return None
    return {"phase": status.now, "title": _words(step), "address": _address(step, visitor)}


def _words(step: Step) -> Text:
    route = route_of(step)
    return PAGES[route][0] if route else Text(step.do.value, step.do.value)


def _address(step: Step, visitor: Visitor) -> str:
    if not may(visitor, Act.RUN):
        return ""
    try:
        return reverse(route_of(step)) if route_of(step) else ""
    except NoReverseMatch:
        return ""


def _title(status: Status, one: Waiting) -> Text:
    return next((p.title for p in status.phases if p.kind is one.kind), Text("", ""))


def _awaited(request: HttpRequest, status: Status) -> list[Awaited]:
    """Everybody of the visitor's own side, who is latest first; of one phase where it is asked."""
    wanted, visitor = request.GET.get("fase", ""), visitor_of(request)
    found = []
    for one in status.waiting:
        person = status.ronde.person(one.code)
        if person is None or (wanted and one.kind.value != wanted):
            continue
        side = side_of(status.ronde, one.code)
        if reaches(visitor, Act.SEE_PROGRESS, side, one.code):
            found.append(
                Awaited(one, person.name, side, tuple(person.phones), tuple(person.emails),
                        one.days_late(_today()))
            )  # fmt: skip
    return sorted(found, key=lambda a: (-a.days_late, a.name, a.waiting.kind.value))


def _today() -> date:
    return desk().now().astimezone(AMSTERDAM).date()


def _bars(ronde: Koppelronde, visitor: Visitor) -> tuple[Bar, ...]:
    ready, known = accounts_with_factor(), accounts_by_code(desk().inbox, ronde)
    handed = {owner for owner, lijst in ronde.list_of.items() if lijst.entries}
    found = []
    for side, people, name in (
        (Side.AIOS, ronde.aios, SAYS.aios),
        (Side.HAO, ronde.haos, SAYS.haos),
    ):
        if reaches(visitor, Act.SEE_PROGRESS, side, ""):
            done = sum(any(a.id in ready for a in known.get(p.code, ())) for p in people)
            found.append(Bar(name, SAYS.active, done, len(people)))
            lists = sum(p.code in handed for p in people)
            found.append(Bar(name, SAYS.lists, lists, len(people)))
    return tuple(found)
