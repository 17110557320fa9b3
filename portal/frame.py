"""The frame of every page: round, whose turn, who you are, menu, help of the own team."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404

from koppelronde.domain.errors import KoppelError
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.deadlines import Deadline, deadlines
from portal.accounts.texts import ACTIVATE, SECURITY
from portal.desk import desk
from portal.menu import FOOT, ROLE_NAMES, MenuLine, pages_for
from portal.visitor import Visitor, visitor_of
from portal.words import WORDS


def frame(request: HttpRequest) -> dict[str, Any]:
    """What ``portal/base.html`` shows; also when the database is in trouble."""
    visitor = visitor_of(request)
    ronde = _round()
    return {
        "visitor": visitor,
        "lang": visitor.lang,
        "words": WORDS,
        "activate": ACTIVATE,
        "security": SECURITY,
        "foot": FOOT,
        "other_lang": "en" if visitor.lang == "nl" else "nl",
        "ronde": ronde,
        "turn": None if ronde is None else whose_turn(ronde, _today()),
        "role_name": _role_name(visitor),
        "menu": pages_for(visitor, ronde) if visitor.factor else (),
        "here": _here(request),
        "help": None if ronde is None else ronde.settings.contact,
        "institute": "" if ronde is None else ronde.settings.institute,
        "demo": desk().site.demo,
    }


def whose_turn(ronde: Koppelronde, today: date) -> Deadline | None:
    """The first deadline that is not past."""
    return next((d for d in deadlines(ronde.procedure, ronde.settings) if d.day >= today), None)


def _today() -> date:
    return desk().now().astimezone(AMSTERDAM).date()


def _round() -> Koppelronde | None:
    try:
        return desk().ronde()
    except KoppelError:
        return None


def _role_name(visitor: Visitor) -> Any:
    return next((name for role, name in ROLE_NAMES if role in visitor.roles), None)


def _here(request: HttpRequest) -> str:
    """The menu line of this page: its own, or the nearest above it."""
    path = request.path
    while path and path != "/":
        try:
            name = resolve(path).url_name
        except Resolver404:
            name = None
        if name is not None and any(line.route == name for line in MenuLine.all()):
            return str(reverse(name)) if path == request.path else path
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return "/"
