"""The very first account: made with a link that stands on the screen of the server, once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.inbox.accounts import account as account_of_id
from bureau.inbox.accounts import anybody_with, make_account
from bureau.inbox.handle import Inbox
from bureau.inbox.invitations import FIRST_TERM
from bureau.inbox.records import StaffRole
from portal.accounts.activation import enter
from portal.accounts.texts import FIRST
from portal.desk import Desk, desk
from portal.rights import anybody_posts

_SETTING: Final = "first link"
_ALONE: Final = "alone link"


def first_link(where: Desk) -> str:
    """A link for the first coordinator; an earlier one stops working."""
    from bureau.inbox.settings import remember

    token = secrets.token_urlsafe(32)
    until = (where.now() + FIRST_TERM).isoformat()
    remember(where.inbox, _SETTING, {"hash": _hash(token), "until": until})
    return f"{where.site.public}{reverse('first', args=[token])}"


def alone_link(where: Desk, name: str) -> str:
    """A link for the one user of this computer, who gets every role; it works once."""
    from bureau.inbox.settings import remember

    account = make_account(where.inbox, email="bureau@localhost", name=name, roles=tuple(StaffRole))
    token = secrets.token_urlsafe(32)
    until = (where.now() + FIRST_TERM).isoformat()
    remember(
        where.inbox, _ALONE, {"hash": _hash(token), "until": until, "account": str(account.id)}
    )
    return f"{where.site.public}{reverse('alone', args=[token])}"


@anybody_posts
def alone(request: HttpRequest, token: str) -> HttpResponse:
    """The one user of this computer presses a button; a link that was read is no way in."""
    from bureau.inbox.settings import remember, remembered

    inbox = desk().inbox
    if not desk().site.alone or not _valid(inbox, token, desk().now(), _ALONE):
        raise Http404
    if request.method == "POST":
        kept = remembered(inbox, _ALONE)
        remember(inbox, _ALONE, {})
        return enter(request, account_of_id(inbox, UUID(kept["account"])))
    return render(request, "portal/alone.html", {"says": FIRST})


@anybody_posts
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Name and address of the first coordinator, who gets every role."""
    inbox = desk().inbox
    if not _valid(inbox, token, desk().now()) or anybody_with(inbox, StaffRole.BEHEER):
        raise Http404
    name, email = request.POST.get("name", "").strip(), request.POST.get("email", "").strip()
    if request.method == "POST" and name and _is_address(email):
        return enter(request, make_account(inbox, email=email, name=name, roles=tuple(StaffRole)))
    context = {"says": FIRST, "name": name, "email": email, "wrong": request.method == "POST"}
    return render(request, "portal/first.html", context)


def _valid(inbox: Inbox, token: str, now: datetime, setting: str = _SETTING) -> bool:
    from bureau.inbox.settings import remembered

    kept = remembered(inbox, setting) or {"hash": "", "until": now.isoformat()}
    same = secrets.compare_digest(kept["hash"], _hash(token))
    return same and datetime.fromisoformat(kept["until"]) > now


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
