"""Lijsten nakijken, sluiten en loten: what will hurt, and the small ceremony of the seal."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.outcome.lists import check_lists
from bureau.actions.outcome.sealing import break_seal, draw, seal
from koppelronde.domain.lottery_draw import THROWS, Drawing, DrawWay
from portal.desk import desk
from portal.office.acting import by_of, expected, in_groups
from portal.office.office_words import SAYS
from portal.rights import Act, who


@who(Act.RUN)
def lists(request: HttpRequest) -> HttpResponse:
    """The findings about the lists, the gravest first."""
    checked = check_lists(desk().store, by_of(request))
    return render(request, "office/lists.html", {"says": SAYS, "findings": checked.findings})


@who(Act.RUN, post=True)
def closing(request: HttpRequest) -> HttpResponse:
    """Close, read the mark aloud, draw; or open again with a reason."""
    acts = {"sluiten": _close, "loten": _draw, "heropenen": _reopen}
    for name, act in acts.items():
        if request.method == "POST" and name in request.POST:
            act(request)
            return HttpResponseRedirect(reverse("seal"))
    sealed = desk().the_round().sealed
    context = {
        "says": SAYS, "sealed": sealed, "throws": THROWS, "version": desk().the_round().version,
        "mark": "" if sealed is None else in_groups(sealed.input_hash),
    }  # fmt: skip
    return render(request, "office/seal.html", context)


def _close(request: HttpRequest) -> None:
    seal(
        desk().store, by_of(request), drawing=_drawing(request), watched=_names(request),
        expect_version=expected(request),
    )  # fmt: skip


def _draw(request: HttpRequest) -> None:
    drawn = "" if request.POST.get("loten") == "programma" else request.POST.get("worpen", "")
    draw(
        desk().store, by_of(request), drawn=drawn, watched=_names(request),
        expect_version=expected(request),
    )  # fmt: skip


def _reopen(request: HttpRequest) -> None:
    break_seal(desk().store, by_of(request), reason=request.POST.get("reden", ""))


def _drawing(request: HttpRequest) -> Drawing:
    way = request.POST.get("wijze", DrawWay.DICE.value)
    chosen = DrawWay(way) if way in set(DrawWay) else DrawWay.DICE
    try:
        day = date.fromisoformat(request.POST.get("dag", ""))
    except ValueError:
        day = None
    return Drawing(way=chosen, source=request.POST.get("bron", "").strip(), day=day)


def _names(request: HttpRequest) -> tuple[str, ...]:
    return tuple(request.POST.get("meekijkers", "").splitlines())
