"""Voorkeurslijst: one list, ranked by drag, touch, keys, buttons, and without any script.

The form holds the order itself, the revision that it was made from, and one button per move. A
script moves the rows at once and saves by itself; without one the same buttons post and the page
comes back. What was saved meanwhile elsewhere is never overwritten: the page asks.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.handing_in import PHASES
from bureau.actions.ranking import MOVES, Order, Ranking, move_to, ranking_of, save_order
from bureau.inbox.drafts import DraftChanged
from bureau.inbox.records import Part
from koppelronde.domain.times import AMSTERDAM, clock
from portal.desk import desk
from portal.people.ranking_rows import ROUTES, page_of
from portal.people.ranking_words import SAYS
from portal.rights import Act, who
from portal.site.errors import state
from portal.visitor import person_of, visitor_of


@who(Act.OWN)
def ranking(request: HttpRequest, part: Part) -> HttpResponse:
    """The list as it stands."""
    asked = _asked(request, part)
    if asked.window.before(desk().now()):
        return state(request, 200, SAYS.title[part], SAYS.not_yet, SAYS.opens(asked.window))
    return render(request, "people/ranking.html", page_of(request, asked))


@who(Act.OWN, post=True)
def move(request: HttpRequest, part: Part) -> HttpResponse:
    """One button of the form, without a script: the moved list is kept and shown again."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse(ROUTES[part]))
    asked = _asked(request, part)
    order, touched = _moved(request, asked)
    try:
        _save(request, asked, order)
    except DraftChanged as changed:
        return _other_order(request, asked, order, changed)
    if "nakijken" in request.POST:
        return HttpResponseRedirect(reverse(ROUTES[part] + "_check"))
    row = f"#rij-{touched}" if touched else ""
    return HttpResponseRedirect(reverse(ROUTES[part]) + row)


@who(Act.OWN, post=True)
def autosave(request: HttpRequest, part: Part) -> HttpResponse:
    """What the script keeps: 409 with the other order where somebody saved meanwhile."""
    asked = _asked(request, part)
    sent = _json(request)
    if sent is None:
        return JsonResponse({"says": "?"}, status=400)
    order = _order(sent.get("groups"))
    try:
        kept = save_order(
            desk().inbox, desk().the_round(), asked, order,
            expect=_number(sent.get("revision")), by=visitor_of(request).name,
        )  # fmt: skip
    except DraftChanged as changed:
        return JsonResponse(_clash(asked, changed), status=409)
    saved = kept.draft.saved_at
    at = "" if saved is None else clock(saved.astimezone(AMSTERDAM))
    return JsonResponse({"revision": kept.draft.revision, "at": at})


def _asked(request: HttpRequest, part: Part) -> Ranking:
    asked = own_ranking(request, part)
    if request.method == "POST":
        asked_is_open(asked)
    return asked


def own_ranking(request: HttpRequest, part: Part) -> Ranking:
    """The visitor's own list; 404 where this procedure does not ask them for that part."""
    ronde, code = desk().the_round(), person_of(request).code
    before = part is Part.LIST_BEFORE
    if (before and code not in ronde.aios_by_code) or not ronde.procedure.has(PHASES[part]):
        raise Http404
    return ranking_of(desk().inbox, ronde, code, part)


def asked_is_open(asked: Ranking) -> None:
    """OutOfOrder where nothing can be typed (any more)."""
    from koppelronde.domain.errors import OutOfOrder

    if not asked.may_change(desk().now()):
        raise OutOfOrder(SAYS.closed, SAYS.closed_remedy)


def _save(request: HttpRequest, asked: Ranking, order: Order) -> Ranking:
    expect = _number(request.POST.get("revisie"))
    if order == asked.order and expect == asked.draft.revision:
        return asked
    name = visitor_of(request).name
    return save_order(desk().inbox, desk().the_round(), asked, order, expect=expect, by=name)


def _moved(request: HttpRequest, asked: Ranking) -> tuple[Order, str]:
    """The order in the form after the selects and the button, and whose row was touched."""
    order = order_in(request.POST.get("orde"), asked)
    place = {code: n for n, group in enumerate(order, 1) for code in group}
    touched = ""
    for code, now in place.items():
        wanted = _number(request.POST.get(f"plaats-{code}"), now)
        if wanted != now:
            order, touched = move_to(order, code, wanted), code
    for name, make in MOVES.items():
        code = request.POST.get(name, "")
        if code in asked.people:
            order, touched = make(order, code), code
    return order, touched


def order_in(text: str | None, asked: Ranking) -> Order:
    """The order that the form carries: groups between spaces, who shares a place between plus."""
    if text is None:
        return asked.order
    return tuple(tuple(group.split("+")) for group in text.split())


def _other_order(
    request: HttpRequest, asked: Ranking, mine: Order, changed: DraftChanged
) -> HttpResponse:
    """Both orders side by side; nothing was overwritten and nothing typed is lost."""
    from bureau.actions.ranking import order_of
    from portal.people.ranking_rows import in_words, order_text

    ronde = desk().the_round()
    context = {
        "says": SAYS, "asked": asked, "other": changed.other, "mine_text": order_text(mine),
        "mine": in_words(ronde, mine), "theirs": in_words(ronde, order_of(changed.other.content)),
        "move": reverse(ROUTES[asked.part] + "_move"), "back": reverse(ROUTES[asked.part]),
    }  # fmt: skip
    return render(request, "people/ranking_two.html", context, status=409)


def _clash(asked: Ranking, changed: DraftChanged) -> dict[str, Any]:
    from bureau.actions.ranking import order_of

    other = changed.other
    return {
        "revision": other.revision,
        "by": other.saved_by,
        "groups": [list(group) for group in order_of(other.content)],
    }


def _json(request: HttpRequest) -> dict[str, Any] | None:
    try:
        sent = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        return None
    return sent if isinstance(sent, dict) else None


def _order(groups: Any) -> Order:
    if not isinstance(groups, list):
        return ()
    return tuple(tuple(str(code) for code in group) for group in groups if isinstance(group, list))


def _number(value: Any, otherwise: int = 0) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
