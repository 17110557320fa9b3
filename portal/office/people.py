"""Accounts of one's own side: invite a chosen few, and help who lost the second factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.participants import accounts_by_code, make_accounts, side_of
from bureau.inbox.accounts import account as account_of_id
from bureau.inbox.invitations import last_invitation
from bureau.inbox.records import AccountRecord, InvitationState
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.ronde import Koppelronde
from portal.accounts.activation import send_invitation
from portal.accounts.factors import accounts_with_factor, reset_factor
from portal.desk import desk
from portal.rights import Act, reaches, theirs_or_404, who
from portal.visitor import account_of, visitor_of


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Accounts", "Accounts")
    what: Text = Text(
        "Wie van uw kant kan inloggen, en wie nog niet.",
        "Who of your side can log in, and who cannot yet.",
    )
    name: Text = Text("Naam", "Name")
    state: Text = Text("Account", "Account")
    choose: Text = Text("Kies", "Choose")
    invite: Text = Text("Stuur de gekozen mensen een uitnodiging", "Invite the chosen people")
    invited: Text = Text("uitgenodigd", "invited")
    no_address: Text = Text("geen mailadres", "no address")
    nothing: Text = Text("nog niet uitgenodigd", "not invited yet")
    expired: Text = Text("uitnodiging verlopen", "invitation expired")
    entered: Text = Text("geactiveerd, nog zonder inlogmanier", "activated, no way to log in yet")
    ready: Text = Text("actief", "active")
    reset: Text = Text("Inlogmanier weghalen", "Remove the way of logging in")
    reset_what: Text = Text(
        "Doe dit alleen nadat u terugbelde op het nummer uit de ronde. De passkey, de app en de "
        "herstelcodes gaan weg en alle sessies eindigen. Er gaat een mail naar het bekende adres.",
        "Do this only after you called back on the number of the round. The passkey, the app and "
        "the recovery codes go, and all sessions end. A mail goes to the known address.",
    )
    number: Text = Text("Bel terug op", "Call back on")
    reason: Text = Text("Reden", "Reason")
    called: Text = Text("Ik heb teruggebeld op dit nummer", "I called back on this number")
    wrong: Text = Text(
        "Vul een reden in, en bevestig dat u terugbelde.",
        "Give a reason, and confirm that you called back.",
    )
    back: Text = Text("Terug", "Back")


SAYS: Final = _Says()


@dataclass(frozen=True, slots=True)
class Line:
    """One person with how far their account is; ``mark`` is the class of the state."""

    person: Aios | Hao
    account: AccountRecord | None
    says: Text
    mark: str


@who(Act.KEEP_ACCOUNT)
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody of one's own side."""
    context = {"says": SAYS, "lines": _lines(request, desk().the_round())}
    return render(request, "office/accounts.html", context)


@who(Act.KEEP_ACCOUNT, post=True)
def invite(request: HttpRequest) -> HttpResponse:
    """Send the chosen people a fresh invitation; a wrong one stops before any mail is written."""
    if request.method == "POST":
        ronde = desk().the_round()
        chosen = request.POST.getlist("code")
        for code in chosen:
            theirs_or_404(request, Act.KEEP_ACCOUNT, _side_or_404(ronde, code), code)
        found = [account for code in chosen for account in make_accounts(desk().inbox, ronde, code)]
        for account in found:
            send_invitation(account, account_of(request).name)
    return HttpResponseRedirect(reverse("accounts"))


@who(Act.KEEP_ACCOUNT, post=True)
def reset(request: HttpRequest, account: UUID) -> HttpResponse:
    """Take a lost factor away, after calling back."""
    ronde = desk().the_round()
    person = _person_or_404(request, ronde, account)
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason and request.POST.get("called"):
        reset_factor(desk().inbox, account, by=account_of(request).id, reason=reason)
        return HttpResponseRedirect(reverse("accounts"))
    context = {
        "says": SAYS, "person": person, "reason": reason, "wrong": request.method == "POST",
    }  # fmt: skip
    return render(request, "office/reset_factor.html", context)


def _person_or_404(request: HttpRequest, ronde: Koppelronde, account: UUID) -> Aios | Hao:
    try:
        who_is_it = account_of_id(desk().inbox, account).in_round(ronde.name)
    except WrongUse:
        raise Http404 from None
    person = None if who_is_it is None else ronde.person(who_is_it.code)
    if who_is_it is None or person is None:
        raise Http404
    theirs_or_404(request, Act.KEEP_ACCOUNT, who_is_it.side, who_is_it.code)
    return person


def _side_or_404(ronde: Koppelronde, code: str) -> Side:
    try:
        return side_of(ronde, code)
    except WrongUse:
        raise Http404 from None


def _lines(request: HttpRequest, ronde: Koppelronde) -> list[Line]:
    visitor, ready = visitor_of(request), accounts_with_factor()
    known = accounts_by_code(desk().inbox, ronde)
    people: list[Aios | Hao] = []
    if reaches(visitor, Act.KEEP_ACCOUNT, Side.AIOS, ""):
        people += ronde.aios
    if reaches(visitor, Act.KEEP_ACCOUNT, Side.HAO, ""):
        people += ronde.haos
    return [
        _line(person, account, ready)
        for person in sorted(people, key=lambda p: p.alphabetical)
        for account in known.get(person.code, (None,))
    ]


def _line(person: Aios | Hao, account: AccountRecord | None, ready: frozenset[UUID]) -> Line:
    if account is None:
        missing = SAYS.nothing if person.emails else SAYS.no_address
        return Line(person, None, missing, "" if person.emails else "bad")
    if account.id in ready:
        return Line(person, account, SAYS.ready, "done")
    if account.activated_at is not None:
        return Line(person, account, SAYS.entered, "half")
    last = last_invitation(desk().inbox, account.id)
    if last is None:
        return Line(person, account, SAYS.nothing, "")
    expired = last.state is InvitationState.EXPIRED
    return Line(
        person, account, SAYS.expired if expired else SAYS.invited, "bad" if expired else "wait"
    )
