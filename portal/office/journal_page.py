"""Logboek en terugnemen: who did what by which door, and the last change taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.keeping import copies, read_journal, undo
from bureau.actions.outcome.report import write_report
from portal.desk import desk
from portal.office.acting import as_download, by_of, in_groups
from portal.office.office_words import SAYS
from portal.rights import Act, who
from portal.templatetags.portal import page_language

NEWEST = 200


@who(Act.RUN, post=True)
def journal(request: HttpRequest) -> HttpResponse:
    """The newest entries first, the copies, and the way back."""
    if request.method == "POST":
        undone = undo(desk().store, by_of(request), reason=request.POST.get("reden", ""))
        lang = page_language()
        said = f"{SAYS.undone.say(lang)}: {undone.entry.what.say(lang)}."
        gone = ", ".join(what.say(lang) for what in undone.sent_since)
        messages.info(request, f"{said} {SAYS.left.say(lang)} {gone}" if gone else said)
        return HttpResponseRedirect(reverse("journal"))
    read = read_journal(desk().store, by_of(request))
    context = {
        "says": SAYS, "entries": tuple(reversed(read.entries))[:NEWEST],
        "head": in_groups(read.head[:16]), "copies": copies(desk().store, by_of(request)),
    }  # fmt: skip
    return render(request, "office/journal.html", context)


@who(Act.RUN)
def report(request: HttpRequest) -> HttpResponse:
    """The report of the round; without people where that is asked."""
    made = write_report(
        desk().store, by_of(request), lang=page_language(), anonymous="zonder" in request.GET
    )
    return as_download(made.papers)
