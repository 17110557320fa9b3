"""Koppelen: a trial or the real matching, goal by goal, and why (not) for anybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.kept import load_documents, newest_result
from bureau.actions.kept_records import KeptResult
from bureau.actions.outcome.explaining import ask_what_if, explain_person
from bureau.actions.outcome.matching import compare_orders, match
from bureau.actions.outcome.results import overview, result_papers
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.windows import window
from portal.desk import desk
from portal.office.acting import as_download, by_of, expected
from portal.office.office_words import SAYS
from portal.rights import Act, who
from portal.templatetags.portal import page_language


@who(Act.RUN, post=True)
def matching(request: HttpRequest) -> HttpResponse:
    """The newest result, and the two buttons."""
    if request.method == "POST":
        trial = "proef" in request.POST
        match(desk().store, by_of(request), trial=trial, expect_version=expected(request),
              lang=page_language())  # fmt: skip
        return HttpResponseRedirect(reverse("match"))
    ronde = desk().the_round()
    kept = newest_result(desk().store, ronde)
    context = {
        "says": SAYS, "kept": kept, "version": ronde.version, "people": _people(ronde),
        "ready": ronde.sealed is not None and bool(ronde.sealed.seed),
        "shown": None if kept is None else _shown(ronde, kept),
        "documents": load_documents(desk().store, ronde),
    }  # fmt: skip
    return render(request, "office/match.html", context)


def sums_only(ronde: Koppelronde) -> bool:
    """Before the deadline of the lists nobody sees couples: the list is not closed yet."""
    return ronde.sealed is None and not window(ronde, PhaseKind.LISTS).over(desk().now())


def _shown(ronde: Koppelronde, kept: KeptResult) -> dict[str, Any]:
    made, top = kept.matching, ronde.number("top_ranks")
    ranks = [couple.worse_rank for couple in made.couples]
    within = sum(rank is not None and rank <= top for rank in ranks)
    said = SAYS.within
    hidden = sums_only(ronde)
    rows = () if hidden else made.couples
    return {
        "placed": len(made.couples), "unplaced": len(made.unplaced), "within": within,
        "within_says": Text(said.nl.format(top), said.en.format(top)),
        "to_call": sum(rank is None or rank > top for rank in ranks), "hidden": hidden,
        "couples": [(ronde.name_of(c.aios), ronde.name_of(c.hao), c) for c in rows],
        "left": () if hidden else [ronde.name_of(code) for code in made.unplaced],
    }  # fmt: skip


def _people(ronde: Koppelronde) -> list[tuple[str, str]]:
    return sorted((ronde.name_of(p.code), p.code) for p in (*ronde.aios, *ronde.haos))


@who(Act.RUN)
def why(request: HttpRequest) -> HttpResponse:
    """Why somebody has this partner; with a second person why not those two."""
    ronde = desk().the_round()
    if sums_only(ronde):
        raise WrongUse(SAYS.sums_only)
    code, other = request.GET.get("wie", ""), request.GET.get("met", "")
    sentences: tuple[Text, ...] = ()
    if code and other:
        aios, hao = (code, other) if code in ronde.aios_by_code else (other, code)
        sentences = ask_what_if(desk().store, by_of(request), aios=aios, hao=hao).sentences
    elif code:
        sentences = explain_person(desk().store, by_of(request), code=code, full=True).sentences
    context = {"says": SAYS, "people": _people(ronde), "code": code, "other": other,
               "sentences": sentences}  # fmt: skip
    return render(request, "office/why.html", context)


@who(Act.RUN)
def papers(request: HttpRequest) -> HttpResponse:
    """The overview, the letters and the workbook of the result."""
    if sums_only(desk().the_round()):
        raise WrongUse(SAYS.sums_only)
    made = overview(desk().store, by_of(request))
    return as_download(result_papers(made, by_of(request), lang=page_language()))


@who(Act.RUN)
def comparison(request: HttpRequest) -> HttpResponse:
    """Several orders of goals side by side, as a paper and a sheet."""
    if sums_only(desk().the_round()):
        raise WrongUse(SAYS.sums_only)
    return as_download(compare_orders(desk().store, by_of(request), lang=page_language()).papers)


@who(Act.RUN)
def proof_file(request: HttpRequest) -> HttpResponse:
    """The file that proves the result, for anybody with the verifier."""
    from portal.office.acting import download

    ronde = desk().the_round()
    kept = newest_result(desk().store, ronde)
    if kept is None or not kept.file or sums_only(ronde):
        raise WrongUse(SAYS.sums_only)
    return download(f"uitslag-{kept.matching.result_hash[:8]}.json", kept.file.encode())
