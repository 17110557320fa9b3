"""Inlezen: workbooks read as a whole or not at all; what they would change is seen before."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.intake import (
    Understood,
    export_round,
    keep_understood,
    marked_copies,
    understand_files,
)
from koppelronde.domain.errors import InputMistakes
from koppelronde.domain.language import Text
from portal.desk import desk
from portal.office.acting import as_download, by_of, download, expected
from portal.office.intake_words import SAYS
from portal.rights import Act, who
from portal.step_words import words_of
from portal.templatetags.portal import page_language
from portal.visitor import account_of

MOST_BYTES, KEPT_SECONDS = 5 * 1024 * 1024, 3600
Files = list[tuple[str, bytes]]


@who(Act.RUN, post=True)
def intake(request: HttpRequest) -> HttpResponse:
    """Choose files; they are read and shown, and nothing is stored yet."""
    if request.method != "POST":
        return render(request, "office/intake.html", {"says": SAYS})
    files, wrong = _files(request)
    if wrong is not None:
        return render(request, "office/intake.html", {"says": SAYS, "wrong": wrong}, status=400)
    ticket = _keep(request, files)
    try:
        understood = understand_files(desk().store, by_of(request), files=files)
    except InputMistakes as error:
        context = {"says": SAYS, "mistakes": error.mistakes, "ticket": ticket,
                   "names": [name for name, _ in files]}  # fmt: skip
        return render(request, "office/intake.html", context, status=400)
    return render(request, "office/intake_preview.html", _preview(understood, ticket))


@who(Act.RUN, post=True)
def keep(request: HttpRequest, ticket: str) -> HttpResponse:
    """Store what was shown; 409 where somebody saved since."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("intake"))
    files = _kept(request, ticket)
    understood = understand_files(
        desk().store, by_of(request), files=files, expect_version=expected(request)
    )
    keep_understood(desk().store, by_of(request), understood=understood)
    cache.delete(_key(request, ticket))
    return render(request, "office/intake_done.html", _preview(understood, ""))


@who(Act.RUN)
def marked(request: HttpRequest, ticket: str) -> HttpResponse:
    """The workbook with every wrong cell red and commented."""
    files = _kept(request, ticket)
    try:
        understand_files(desk().store, by_of(request), files=files)
    except InputMistakes as error:
        lang = page_language()
        made = marked_copies(
            files, error.mistakes, lang=lang, words=lambda step: words_of(step, lang)
        )
        for name, content in made.items():
            return download(SAYS.marked_name.say(lang) + "-" + _plain(name), content)
    raise Http404


@who(Act.RUN)
def export(request: HttpRequest) -> HttpResponse:
    """Everything of the round as one workbook that can be read again."""
    return as_download(export_round(desk().store, by_of(request), lang=page_language()))


def _preview(understood: Understood, ticket: str) -> dict[str, Any]:
    made = understood.intake
    return {
        "says": SAYS, "intake": made, "ticket": ticket, "names": understood.names,
        "version": understood.before.version, "refused": understood.refused,
        "changed": understood.changed, "counts": [count.says() for count in made.read],
    }  # fmt: skip


def _files(request: HttpRequest) -> tuple[Files, Text | None]:
    """The chosen files, or what is wrong with the choice."""
    sent = request.FILES.getlist("bestanden")
    if not sent:
        return [], SAYS.no_file
    large = [one.name for one in sent if (one.size or 0) > MOST_BYTES]
    if large:
        return [], SAYS.too_large + Text(f" {large[0]}", f" {large[0]}")
    return [(_plain(one.name or ""), one.read()) for one in sent], None


def _plain(name: str) -> str:
    """The bare name of a file, without a way and without signs that a header would trip over."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in bare if c.isprintable() and c not in '";')[:120] or "bestand.xlsx"


def _key(request: HttpRequest, ticket: str) -> str:
    return f"intake-{account_of(request).id}-{ticket}"


def _keep(request: HttpRequest, files: Files) -> str:
    ticket = secrets.token_urlsafe(24)
    cache.set(_key(request, ticket), files, KEPT_SECONDS)
    return ticket


def _kept(request: HttpRequest, ticket: str) -> Files:
    """The files of that ticket, of this visitor alone; 404 once their hour is over."""
    files = cache.get(_key(request, ticket))
    if files is None:
        raise Http404
    return list(files)
