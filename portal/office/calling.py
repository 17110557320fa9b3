"""Bellijst: who, number, why, script; the answer recorded on the spot, who moves seen before."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.outcome.call_desk import DeskCall, desk_calls, moves_said
from bureau.actions.outcome.call_listing import CallsListed, call_list, call_papers
from bureau.actions.outcome.calls import preview_call, record_call
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.domain.people import Side
from portal.desk import desk
from portal.office.acting import as_download, by_of, expected
from portal.office.office_words import SAYS
from portal.rights import Act, reaches, theirs_or_404, who
from portal.templatetags.portal import page_language
from portal.visitor import visitor_of


@who(Act.RECORD_CALL)
def calls(request: HttpRequest) -> HttpResponse:
    """The most urgent call that is still open."""
    listed, mine = _mine(request)
    if not mine:
        return render(request, "office/calls_none.html", {"says": SAYS})
    number = next((c.number for c in mine if c.call in listed.calls.open), mine[0].number)
    return HttpResponseRedirect(reverse("call", args=[number]))


@who(Act.RECORD_CALL, post=True)
def call(request: HttpRequest, number: int) -> HttpResponse:
    """One call: everything on one page, and the answer."""
    listed, mine = _mine(request)
    chosen = _chosen(request, mine, number)
    outcome = _outcome(request)
    if request.method == "POST" and outcome is not None and "proef" not in request.POST:
        record_call(
            desk().store, by_of(request), code=chosen.call.who, outcome=outcome,
            partner=chosen.call.partner or "", note=request.POST.get("reden", "")[:2000],
            expect_version=expected(request),
        )  # fmt: skip
        return HttpResponseRedirect(reverse("calls"))
    context = _page(request, listed, mine, chosen, outcome)
    return render(request, "office/calls.html", context)


@who(Act.RECORD_CALL)
def paper(request: HttpRequest) -> HttpResponse:
    """The call list on paper, one page a call."""
    listed = call_list(desk().store, by_of(request))
    return as_download(call_papers(listed, by_of(request), lang=page_language()))


def _mine(request: HttpRequest) -> tuple[CallsListed, tuple[DeskCall, ...]]:
    """The calls that this visitor may make: a team calls its own people."""
    listed = call_list(desk().store, by_of(request))
    visitor = visitor_of(request)
    found = [
        one for one in desk_calls(listed, page_language())
        if reaches(visitor, Act.RECORD_CALL, one.call.side, "")
    ]  # fmt: skip
    return listed, tuple(found)


def _chosen(request: HttpRequest, mine: tuple[DeskCall, ...], number: int) -> DeskCall:
    """The call of that number; a form names the person, since the list moves while one calls."""
    code = request.POST.get("wie", "")
    chosen = next((c for c in mine if (c.call.who == code if code else c.number == number)), None)
    if chosen is None:
        raise Http404
    theirs_or_404(request, Act.RECORD_CALL, Side(chosen.call.side), chosen.call.who)
    return chosen


def _outcome(request: HttpRequest) -> CallOutcome | None:
    said = request.POST.get("antwoord", "")
    return CallOutcome(said) if said in set(CallOutcome) else None


def _page(
    request: HttpRequest,
    listed: CallsListed,
    mine: tuple[DeskCall, ...],
    chosen: DeskCall,
    outcome: CallOutcome | None,
) -> dict[str, Any]:
    seen = None
    if outcome is not None:
        seen = preview_call(
            desk().store, by_of(request), code=chosen.call.who, outcome=outcome,
            partner=chosen.call.partner or "",
        )  # fmt: skip
    moves = None if seen is None else moves_said(listed.ronde, seen.moves)
    return {
        "says": SAYS, "chosen": chosen, "mine": mine, "moves": moves, "outcome": outcome,
        "note": request.POST.get("reden", chosen.call.note), "version": listed.ronde.version,
        "done": sum(c.call not in listed.calls.open for c in mine),
    }  # fmt: skip
