"""Kandidaten: whom to invite, and who interviews whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.kept import INVITED, SHORTLIST, newest
from bureau.actions.kept_records import Invited
from bureau.actions.meeting.candidates import assign_interviews, invite_haos, propose_invitations
from bureau.actions.order import phase_needed
from koppelronde.domain.outcomes.outcome import Shortlist
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from portal.desk import desk
from portal.office.acting import by_of, expected
from portal.office.visits_words import SAYS
from portal.rights import Act, who


@who(Act.RUN, post=True)
def candidates(request: HttpRequest) -> HttpResponse:
    """The proposal with its reasons, what was recorded, and the interviews."""
    store, by = desk().store, by_of(request)
    if request.method == "POST":
        if "verdeel" in request.POST:
            assign_interviews(store, by, expect_version=expected(request))
        else:
            also = tuple(request.POST.getlist("ook"))
            invite_haos(store, by, also=also, expect_version=expected(request))
        return HttpResponseRedirect(reverse("candidates"))
    ronde = desk().the_round()
    phase_needed(store, ronde, PhaseKind.SHORTLIST)
    context = {
        "says": SAYS, "version": ronde.version, "selection": _selection(request, ronde),
        "recorded": newest(store, SHORTLIST, Invited, INVITED),
        "shortlist": newest(store, SHORTLIST, Shortlist), "met": _interviews(ronde),
    }  # fmt: skip
    return render(request, "office/candidates.html", context)


def _selection(request: HttpRequest, ronde: Koppelronde) -> dict[str, Any] | None:
    """The proposal with names; none where this procedure invites everybody."""
    if not ronde.procedure.has(PhaseKind.SELECT):
        return None
    found = propose_invitations(desk().store, by_of(request)).selection
    return {
        "invited": [(ronde.name_of(p.hao), p) for p in found.invited],
        "passed": [(ronde.name_of(p.hao), p) for p in found.passed_over],
        "findings": found.findings,
    }


def _interviews(ronde: Koppelronde) -> list[tuple[str, list[str]]]:
    made = newest(desk().store, SHORTLIST, Shortlist)
    haos: dict[str, list[str]] = {}
    for couple in () if made is None else made.interviews:
        haos.setdefault(couple.aios, []).append(ronde.name_of(couple.hao))
    return sorted((ronde.name_of(aios), sorted(mine)) for aios, mine in haos.items())
