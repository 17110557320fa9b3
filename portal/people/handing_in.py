"""Nakijken, inleveren, bewijs: the list in words, the receipt, and every version of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.handing_in import hand_in_part
from bureau.actions.ranking import Ranking, content_of, order_of, ranking_of
from bureau.actions.receipts import HAND_IN_PARTS, post_receipt, receipt_paper, stands_in_seal
from bureau.inbox.hand_ins import counting, hand_ins_of
from bureau.inbox.looks import looks_at
from bureau.inbox.records import HandInRecord, Part
from koppelronde.domain.acting import By
from portal.desk import desk
from portal.people.ranking import asked_is_open, own_ranking
from portal.people.ranking_rows import ROUTES, in_words, left_until, new_key, rest_said
from portal.people.ranking_words import SAYS
from portal.rights import Act, who
from portal.templatetags.portal import page_language
from portal.visitor import account_of, person_of


@who(Act.OWN, post=True)
def check(request: HttpRequest, part: Part) -> HttpResponse:
    """The list in words; handing it in is a tick and a button."""
    ronde = desk().the_round()
    asked = own_ranking(request, part)
    asked_is_open(asked)
    untold = request.method == "POST" and "klopt" not in request.POST
    if request.method == "POST" and not untold:
        return _hand_in(request, asked)
    words = in_words(ronde, asked.order)
    context = {
        "says": SAYS, "asked": asked, "title": SAYS.title[part], "words_of": words,
        "first": words[0] if words else None, "last": words[-1] if words else None,
        "rest_says": rest_said(ronde, asked), "key": new_key(), "untold": untold,
        "rest": [ronde.name_of(code) for code in asked.rest],
        "left": left_until(asked.window.closes, desk().now()), "back": reverse(ROUTES[part]),
    }  # fmt: skip
    return render(request, "people/ranking_check.html", context, status=400 if untold else 200)


def _hand_in(request: HttpRequest, asked: Ranking) -> HttpResponse:
    ronde, account = desk().the_round(), account_of(request)
    if str(asked.draft.revision) != request.POST.get("revisie"):
        return HttpResponseRedirect(reverse(ROUTES[asked.part] + "_check"))
    by = By(account.name, desk().now(), "portaal")
    receipt = hand_in_part(
        desk().inbox, ronde, by, code=asked.code, part=asked.part, content=content_of(asked.order),
        key=request.POST.get("sleutel", ""), received_at=by.at, account=account.id,
        reason=request.POST.get("reden", "")[:1000],
    )  # fmt: skip
    post_receipt(desk().inbox, ronde, receipt, account, page_language())
    return HttpResponseRedirect(reverse("receipt", args=[receipt.id]))


@who(Act.OWN)
def receipt(request: HttpRequest, hand_in: UUID) -> HttpResponse:
    """One version as it was received, and whether it is the one in the sealed input."""
    one, versions = _mine(request, hand_in)
    ronde = desk().the_round()
    order = order_of(one.content)
    counts = counting(versions).get((one.code, one.part))
    asked = ranking_of(desk().inbox, ronde, one.code, one.part)
    context = {
        "says": SAYS, "one": one, "title": SAYS.title[one.part],
        "words_of": in_words(ronde, order), "counts": counts is not None and counts.id == one.id,
        "in_seal": stands_in_seal(ronde, one), "sealed": ronde.sealed,
        "earlier": [other for other in reversed(versions) if other.number < one.number],
        "rest": [code for code in asked.people if all(code not in group for group in order)],
        "left": left_until(asked.window.closes, desk().now()), "account": account_of(request),
        "looks": looks_at(desk().inbox, ronde.name, one.code), "again": reverse(ROUTES[one.part]),
        "open": asked.may_change(desk().now()),
    }  # fmt: skip
    return render(request, "people/receipt.html", context)


@who(Act.OWN)
def receipt_pdf(request: HttpRequest, hand_in: UUID) -> HttpResponse:
    """The receipt on paper."""
    one, _versions = _mine(request, hand_in)
    paper = receipt_paper(desk().the_round(), one, page_language())
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="bewijs-{one.number}.pdf"'
    return response


@who(Act.OWN)
def proof(request: HttpRequest) -> HttpResponse:
    """The receipt of the newest hand-in, or that there is none."""
    ronde, code = desk().the_round(), person_of(request).code
    for part in HAND_IN_PARTS:
        versions = hand_ins_of(desk().inbox, ronde.name, code, part)
        if versions:
            return HttpResponseRedirect(reverse("receipt", args=[versions[-1].id]))
    return render(request, "people/proof.html", {"says": SAYS})


def _mine(request: HttpRequest, hand_in: UUID) -> tuple[HandInRecord, tuple[HandInRecord, ...]]:
    """That hand-in and its versions; what belongs to somebody else is not there."""
    ronde, code = desk().the_round(), person_of(request).code
    for part in HAND_IN_PARTS:
        versions = hand_ins_of(desk().inbox, ronde.name, code, part)
        for one in versions:
            if one.id == hand_in:
                return one, versions
    raise Http404
