"""Who visits and in which language; sessions that were idle or lasted too long end here."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from bureau.inbox.accounts import account_record
from bureau.inbox.records import Participant
from koppelronde.domain.language import DEFAULT_LANG, LANGS, Lang
from portal.accounts.factors import has_factor
from portal.desk import desk
from portal.site.settings import ABSOLUTE_SECONDS
from portal.visitor import Visitor

IDLE_PARTICIPANT: Final = 2 * 3600
IDLE_STAFF: Final = 30 * 60
_NOTED_EACH: Final = 300
"""A visit is written into the session at most this often, so that reading a page saves nothing."""
LANGUAGE_KEY: Final = "language"
BEGUN, SEEN = "begun", "seen"


class WhoVisits:
    """Puts ``visitor`` on the request and speaks their language, never the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        visitor = _visitor(request)
        request.visitor = visitor
        with translation.override(visitor.lang):
            request.LANGUAGE_CODE = visitor.lang
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", visitor.lang)
        return response


def idle_seconds(visitor: Visitor) -> int:
    """After so long without a page a session ends."""
    return IDLE_STAFF if visitor.staff else IDLE_PARTICIPANT


def _visitor(request: HttpRequest) -> Visitor:
    chosen = request.session.get(LANGUAGE_KEY)
    lang: Lang = next((each for each in LANGS if each == chosen), DEFAULT_LANG)
    user: Any = request.user
    if not user.is_authenticated:
        return Visitor(lang=lang)
    account = account_record(user)
    visitor = Visitor(
        account=account,
        person=_person(account.participants),
        factor=desk().site.trusts_the_screen or has_factor(user),
        lang=account.lang or lang,
    )
    if _is_over(request, idle_seconds(visitor)):
        logout(request)
        return Visitor(lang=visitor.lang)
    return visitor


def _person(participants: tuple[Participant, ...]) -> Participant | None:
    """Whom they are in the current round, as long as that person is in it."""
    if not participants:
        return None
    ronde = desk().ronde()
    if ronde is None:
        return None
    mine = next((p for p in participants if p.ronde == ronde.name), None)
    return mine if mine is not None and ronde.person(mine.code) is not None else None


def _is_over(request: HttpRequest, idle: int) -> bool:
    now = int(time.time())
    begun = request.session.setdefault(BEGUN, now)
    seen = request.session.get(SEEN, now)
    if now - begun > ABSOLUTE_SECONDS or now - seen > idle:
        return True
    if SEEN not in request.session or now - seen > _NOTED_EACH:
        request.session[SEEN] = now
    return False
