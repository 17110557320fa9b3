"""The very first account: made with a link that stands on the screen of the server, once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.inbox.accounts import anybody_with, make_account
from bureau.inbox.handle import Inbox
from bureau.inbox.invitations import FIRST_TERM
from bureau.inbox.records import StaffRole
from portal.accounts.activation import enter
from portal.accounts.texts import FIRST
from portal.desk import Desk, desk
from portal.rights import anybody_posts

_SETTING: Final = "first link"


def first_link(where: Desk) -> str:
    """A link for the first coordinator; an earlier one stops working."""
    from bureau.inbox.settings import remember

    token = secrets.token_urlsafe(32)
    until = (where.now() + FIRST_TERM).isoformat()
    remember(where.inbox, _SETTING, {"hash": _hash(token), "until": until})
    return f"{where.site.public}{reverse('first', args=[token])}"


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


def _valid(inbox: Inbox, token: str, now: datetime) -> bool:
    from bureau.inbox.settings import remembered

    kept = remembered(inbox, _SETTING) or {"hash": "", "until": now.isoformat()}
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
