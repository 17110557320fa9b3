"""Turning an invitation into an account: a page with a button; only the button uses the link.

Mail scanners open links, some of them with scripts. Looking changes nothing, and nothing presses
the button by itself.
"""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.inbox import invitations
from bureau.inbox.records import AccountRecord, InvitationRecord, InvitationState
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.times import AMSTERDAM, long_date
from portal.accounts.factors import know_address
from portal.accounts.mails import tell
from portal.accounts.texts import ACTIVATE
from portal.desk import desk
from portal.rights import anybody_posts
from portal.site.errors import missing

RENEWALS_AN_HOUR: Final = 3
CODES_AN_HOUR: Final = 200
"""Guesses of the typed code, from everywhere together: one in 10^11 is right."""


def send_invitation(account: AccountRecord, by: str) -> InvitationRecord:
    """Invite somebody by mail; the link of an earlier mail stops working."""
    invited = invitations.invite(desk().inbox, account.id, by=by)
    until = invited.invitation.expires_at.astimezone(AMSTERDAM).date()
    tell(
        desk().inbox, account, "invitation",
        link=link_of(invited.token), code=invited.code, until=long_date(until),
        page=desk().site.public + reverse("activate_by_code"),
    )  # fmt: skip
    return invited.invitation


def link_of(token: str) -> str:
    """The whole address of an invitation."""
    return f"{desk().site.public}{reverse('activate', args=[token])}"


@anybody_posts
def activate(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the mail."""
    found = invitations.by_token(desk().inbox, token)
    if found is None:
        return missing(request)
    if found.state is not InvitationState.OPEN:
        return _no_longer(request, found)
    if request.method == "POST":
        return enter(request, invitations.use_token(desk().inbox, token))
    return render(request, "portal/activate.html", {"says": ACTIVATE, "invitation": found})


@anybody_posts
def activate_by_code(request: HttpRequest) -> HttpResponse:
    """The same with the code of the mail, for who cannot click the link."""
    context = {"says": ACTIVATE, "wrong": False}
    if request.method == "POST":
        cache.add("activation-codes", 0, 3600)
        if cache.incr("activation-codes") <= CODES_AN_HOUR:
            code = request.POST.get("code", "")
            try:
                return enter(request, invitations.use_code(desk().inbox, code))
            except OutOfOrder:
                context["wrong"] = True
        context["wrong"] = True
    return render(request, "portal/activate_by_code.html", context)


def _may_renew(found: InvitationRecord) -> bool:
    """A few times an hour for one person; whoever presses on sees the same page."""
    key = f"renewed-{found.account.id}"
    cache.add(key, 0, 3600)
    return int(cache.incr(key)) <= RENEWALS_AN_HOUR


def _no_longer(request: HttpRequest, found: InvitationRecord) -> HttpResponse:
    """410; one that is over its term can be asked for again: it goes to the known address."""
    renewed = request.method == "POST" and found.state is InvitationState.EXPIRED
    if renewed and _may_renew(found):
        send_invitation(found.account, found.account.name)
    context = {
        "says": ACTIVATE, "renewed": renewed, "invitation": found,
        "expired": found.state is InvitationState.EXPIRED,
        "replaced": found.state is InvitationState.REPLACED,
    }  # fmt: skip
    return render(request, "portal/invitation_over.html", context, status=200 if renewed else 410)


def enter(request: HttpRequest, account: AccountRecord) -> HttpResponse:
    """Log in, with nothing open but setting up the second factor."""
    from bureau.inbox.models import Account

    user = Account.objects.get(id=account.id)
    know_address(user)
    get_adapter(request).login(request, user)
    record_authentication(request, user, method="code", email=account.email, reauthenticated=True)
    return HttpResponseRedirect(reverse("factor"))
