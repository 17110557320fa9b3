"""A calendar to subscribe to behind a secret address, and the page that gives it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.meeting.own_calendar import own_feed
from bureau.inbox.feeds import account_of_feed, feed_secret
from koppelronde.domain.acting import By
from koppelronde.domain.language import DEFAULT_LANG, Text
from portal.desk import desk
from portal.people.own import VIA, me
from portal.rights import Act, anybody, who


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("In je agenda", "In your calendar")
    what: Text = Text(
        "De data van de ronde, je carrousel en je bezoeken in je eigen agenda. Wijzigt er iets, "
        "dan wijzigt je agenda mee; hoe snel bepaalt je agendaprogramma.",
        "The dates of the round, your carousel and your visits in your own calendar. If something "
        "changes your calendar changes too; how soon depends on your calendar program.",
    )
    subscribe: Text = Text("Abonneren", "Subscribe")
    phone: Text = Text("iPhone, Mac en de meeste programma's: kies Abonneren.",
                       "iPhone, Mac and most programs: choose Subscribe.")  # fmt: skip
    google: Text = Text("Google: Andere agenda's, Via URL; plak het adres.",
                        "Google: Other calendars, From URL; paste the address.")  # fmt: skip
    outlook: Text = Text("Outlook: Agenda toevoegen, Abonneren via internet; plak het adres.",
                         "Outlook: Add calendar, From web; paste the address.")  # fmt: skip
    address: Text = Text("Het adres", "The address")
    yours: Text = Text(
        "Het adres is alleen van jou. Wie het heeft ziet je afspraken, nooit je lijst.",
        "The address is yours alone. Whoever has it sees your appointments, never your list.",
    )
    renew: Text = Text("Maak een nieuw adres", "Make a new address")
    renew_what: Text = Text("Het oude werkt dan niet meer.", "The old one stops working.")
    file: Text = Text("Eénmalig als bestand", "Once, as a file")


SAYS: Final = _Says()


@who(Act.OWN, post=True)
def agenda(request: HttpRequest) -> HttpResponse:
    """The address, and a new one."""
    mine = me(request)
    if request.method == "POST":
        feed_secret(desk().inbox, mine.account.id, renew=True)
        return HttpResponseRedirect(reverse("agenda"))
    path = reverse("feed", args=[feed_secret(desk().inbox, mine.account.id)])
    address = desk().site.public.rstrip("/") + path
    context = {
        "says": SAYS, "address": address, "path": path,
        "webcal": "webcal://" + address.partition("://")[2],
    }  # fmt: skip
    return render(request, "people/agenda.html", context)


@anybody
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself; whoever has the address needs no account."""
    account = account_of_feed(desk().inbox, secret)
    ronde = desk().ronde()
    who_it_is = None if account is None or ronde is None else account.in_round(ronde.name)
    if account is None or ronde is None or who_it_is is None or not ronde.person(who_it_is.code):
        raise Http404
    by = By(account.name, desk().now(), VIA)
    lang = account.lang or DEFAULT_LANG
    content = own_feed(desk().store, desk().inbox, ronde, by, code=who_it_is.code, lang=lang)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="koppelronde.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response
