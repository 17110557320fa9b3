"""Bekendmaken: both teams sign; a team alone where the procedure has one person for both."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.kept import load_documents, newest_result
from bureau.actions.outcome.opening_mail import post_result_ready
from bureau.actions.outcome.own_result import opening, set_opening
from bureau.actions.outcome.results import Doubtful, announce, check_announceable
from bureau.inbox.settings import remember, remembered
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.findings import Finding
from koppelronde.domain.times import AMSTERDAM
from portal.desk import desk
from portal.office.acting import by_of, expected
from portal.office.office_words import SAYS
from portal.rights import Act, who
from portal.visitor import Role, account_of, visitor_of

TEAMS = (Role.A_TEAM, Role.O_TEAM)


@who(Act.ANNOUNCE, post=True)
def announcing(request: HttpRequest) -> HttpResponse:
    """What stands in the way, who signed, and the button."""
    if request.method == "POST":
        _sign(request)
        return HttpResponseRedirect(reverse("announce"))
    ronde = desk().the_round()
    blocked, doubts = _in_the_way(request)
    kept = newest_result(desk().store, ronde)
    context = {
        "says": SAYS, "blocked": blocked, "doubts": doubts, "version": ronde.version,
        "signed": _signed(), "mine": _my_team(request), "kept": kept,
        "announced": load_documents(desk().store, ronde).announced,
        "opens": opening(desk().inbox, ronde.name),
    }  # fmt: skip
    return render(request, "office/announce.html", context)


def _in_the_way(request: HttpRequest) -> tuple[OutOfOrder | None, tuple[Finding, ...]]:
    try:
        check_announceable(desk().store, by_of(request))
    except Doubtful as doubtful:
        return None, doubtful.findings
    except OutOfOrder as blocked:
        return blocked, ()
    return None, ()


def _mark() -> str:
    kept = newest_result(desk().store, desk().the_round())
    return "" if kept is None else kept.matching.result_hash


def _signed() -> dict[str, str]:
    """Who signed for which team, for the result as it is now: a new result is signed anew."""
    found = remembered(desk().inbox, f"signed {_mark()[:48]}")
    return found if isinstance(found, dict) else {}


def _my_team(request: HttpRequest) -> Role | None:
    return next((team for team in TEAMS if team in visitor_of(request).roles), None)


def _set_hour(request: HttpRequest) -> None:
    """From when people may read it; empty leaves it as it is, else at once."""
    text = request.POST.get("opent", "").strip()
    if not text:
        return
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
    except ValueError:
        raise WrongUse(SAYS.no_moment) from None
    set_opening(desk().inbox, desk().the_round().name, moment)


def _sign(request: HttpRequest) -> None:
    """Write down this team's name; with both names (or both roles in one) the result is public."""
    despite = request.POST.get("waarom", "").strip()
    check_announceable(desk().store, by_of(request), despite=despite)
    mine = _my_team(request)
    signed = dict(_signed())
    if mine is not None:
        signed[mine.value] = account_of(request).name
    _set_hour(request)
    both = set(TEAMS) <= visitor_of(request).roles
    others = [name for team, name in signed.items() if mine is None or team != mine.value]
    if both or others:
        announce(
            desk().store, by_of(request), and_by="" if both else others[0], despite=despite,
            expect_version=expected(request),
        )  # fmt: skip
        ronde = desk().the_round()
        hour = opening(desk().inbox, ronde.name)
        post_result_ready(desk().inbox, ronde, mark=_mark(), opens=hour)
    else:
        remember(desk().inbox, f"signed {_mark()[:48]}", signed)
