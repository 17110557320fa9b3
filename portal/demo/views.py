"""One page from which everything can be seen: who to be, which day it is, what was mailed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final
from uuid import UUID

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.playing_on import play_on, to_play
from bureau.inbox.accounts import accounts
from bureau.inbox.outbox import mails
from bureau.inbox.records import AccountRecord
from koppelronde.domain.acting import By
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import local_moment
from koppelronde.procedure.deadlines import deadlines
from portal.demo.clock import DemoClock
from portal.desk import desk
from portal.menu import ROLE_NAMES
from portal.rights import anybody, anybody_posts


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Rondkijken in het portaal", "Looking around the portal")
    what: Text = Text(
        "Iedereen hier is verzonnen. Word iemand met één klik, kies een dag, en lees de mails.",
        "Everybody here is invented. Become somebody with one click, choose a day, read the mails.",
    )
    office: Text = Text("Het bureau", "The office")
    aios: Text = Text("Aios", "Trainees")
    haos: Text = Text("Opleiders", "Trainers")
    be: Text = Text("Word", "Become")
    play: Text = Text("Speel de ronde verder", "Play the round on")
    play_what: Text = Text(
        "Wat er nu aan de beurt is, doet iedereen in één keer. Wat je zelf al inleverde, blijft.",
        "Everybody does at once what is due now. What you handed in yourself stays.",
    )
    play_go: Text = Text("Speel verder:", "Play on:")
    played: Text = Text("Deze ronde is uitgespeeld.", "This round is played to its end.")
    day: Text = Text("Welke dag is het?", "Which day is it?")
    now: Text = Text("Het is nu", "It is now")
    round: Text = Text("Welke ronde?", "Which round?")
    post: Text = Text("Verstuurde mails", "Mails that were sent")
    no_post: Text = Text("Er is nog niets gemaild.", "Nothing was mailed yet.")
    to: Text = Text("aan", "to")
    back: Text = Text("Terug naar de demo", "Back to the demo")
    all_roles: Text = Text("alle rollen", "all roles")


SAYS: Final = _Says()


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to become; ``says`` is their role or practice."""

    account: AccountRecord
    says: tuple[Text, ...]


@anybody
def demo(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    ronde, known = desk().the_round(), accounts(desk().inbox)
    context = {
        "says": SAYS,
        "office": [_office(one) for one in known if one.roles],
        "aios": _people(ronde, known, Side.AIOS),
        "haos": _people(ronde, known, Side.HAO),
        "moment": desk().now(),
        "days": deadlines(ronde.procedure, ronde.settings),
        "rounds": desk().store.rounds(),
        "phase": to_play(desk().store, By("Els Vermeer", desk().now(), "portaal")),
    }
    return render(request, "demo/demo.html", context)


@anybody_posts
def become(request: HttpRequest, account: UUID) -> HttpResponse:
    """Log in as that invented person."""
    from bureau.inbox.models import Account

    user = Account.objects.filter(id=account).first()
    if user is None or request.method != "POST":
        raise Http404
    logout(request)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return HttpResponseRedirect(reverse("home"))


@anybody_posts
def choose_day(request: HttpRequest) -> HttpResponse:
    """Let it be ten in the morning of that day."""
    clock = desk().inbox.clock
    if request.method == "POST" and isinstance(clock, DemoClock):
        try:
            day = date.fromisoformat(request.POST.get("day", ""))
        except ValueError:
            raise Http404 from None
        clock.set_to(local_moment(day, time(10)))
    return HttpResponseRedirect(reverse("demo"))


@anybody_posts
def play(request: HttpRequest) -> HttpResponse:
    """Go to the day of the phase at hand, and do what everybody else would have done."""
    where, by = desk(), By("Els Vermeer", desk().now(), "portaal")
    phase = to_play(where.store, by) if request.method == "POST" else None
    if phase is not None:
        clock = where.inbox.clock
        if phase.deadline is not None and isinstance(clock, DemoClock):
            clock.set_to(max(by.at, local_moment(phase.deadline, time(10))))
        play_on(where.store, where.inbox, replace(by, at=where.now()))
    return HttpResponseRedirect(reverse("demo"))


@anybody_posts
def choose_round(request: HttpRequest) -> HttpResponse:
    """Go on with the round of another procedure."""
    name = request.POST.get("round", "")
    if request.method == "POST":
        if name not in {summary.name for summary in desk().store.rounds()}:
            raise Http404
        desk().store.set_current(name)
    return HttpResponseRedirect(reverse("demo"))


@anybody
def post(request: HttpRequest) -> HttpResponse:
    """Every mail, newest first; nothing leaves this computer."""
    return render(request, "demo/post.html", {"says": SAYS, "mails": mails(desk().inbox)})


def _office(account: AccountRecord) -> Persona:
    names = tuple(name for role, name in ROLE_NAMES if role.value in account.roles)
    return Persona(account, names if len(names) < 3 else (SAYS.all_roles,))


def _people(ronde: Koppelronde, known: tuple[AccountRecord, ...], side: Side) -> list[Persona]:
    found = []
    for account in known:
        who = account.in_round(ronde.name)
        if who is not None and who.side is side and ronde.person(who.code) is not None:
            found.append(Persona(account, ()))
    return found
