"""Carrousel: plan it, see the plan by turn and by person, fetch its papers, open the bell."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape

from bureau.actions.kept import TIMETABLE, newest
from bureau.actions.meeting.afternoon import (
    lost_by_planning_again,
    make_afternoon_papers,
    make_bell_page,
    plan_afternoon,
)
from bureau.actions.meeting.looking import kind_of_paper, open_book
from bureau.actions.order import people_first, phase_needed
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from portal.desk import desk
from portal.office.acting import as_download, by_of, expected
from portal.office.afternoon_words import KINDS, SAYS, WALKER
from portal.rights import Act, who
from portal.templatetags.portal import page_language


@who(Act.RUN, post=True)
def afternoon(request: HttpRequest) -> HttpResponse:
    """The choices, the button, and the plan as it stands."""
    if request.method == "POST":
        plan_afternoon(
            desk().store, by_of(request), afresh="toch" in request.POST,
            expect_version=expected(request),
        )  # fmt: skip
        return HttpResponseRedirect(reverse("afternoon"))
    ronde = desk().the_round()
    phase_needed(desk().store, ronde, PhaseKind.CARROUSEL)
    people_first(ronde)
    timetable = newest(desk().store, TIMETABLE, Timetable)
    context = {
        "says": SAYS, "version": ronde.version, "settings": ronde.settings, "timetable": timetable,
        "walks": WALKER[ronde.mover], "numbers": _numbers(ronde),
        "tables": len(ronde.settings.tables if timetable is None else timetable.tables),
        "kinds": KINDS.items(),
        "lost": lost_by_planning_again(desk().store, by_of(request)),
        "shown": None if timetable is None else _shown(request, ronde, timetable),
    }  # fmt: skip
    return render(request, "office/afternoon.html", context)


def _numbers(ronde: Koppelronde) -> dict[str, int]:
    names = ("turn_minutes", "changeover_minutes", "break_after_turns", "break_minutes",
             "group_size", "meetings_each")  # fmt: skip
    return {name: ronde.number(name) for name in names}


def _shown(request: HttpRequest, ronde: Koppelronde, timetable: Timetable) -> dict[str, Any]:
    """One turn or one person of the plan, as asked."""
    book = open_book(ronde, timetable)
    code, asked = request.GET.get("wie", ""), request.GET.get("ronde", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    if number not in book.turn:
        number = 1
    rows = sorted(m for m in (*timetable.meetings, *timetable.catch_up) if m.turn == number)
    person = code if code in book.people else ""
    return {
        "book": book, "turn": book.turn[number], "turns": tuple(book.turn.values()),
        "rows": [(book.short_table(m.table), ronde.name_of(m.aios), ronde.name_of(m.hao))
                 for m in rows],
        "person": person, "people": sorted((ronde.name_of(c), c) for c in book.people),
        "day": [] if not person else [
            (part, book.short_table(part.table) if part.table else "",
             ronde.name_of(part.partner) if part.partner else "")
            for part in book.day_of(person)
        ],
    }  # fmt: skip


@who(Act.RUN, post=True)
def papers(request: HttpRequest) -> HttpResponse:
    """Every paper and the calendars as a zip, or one kind; by a form: what goes out is kept."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("afternoon"))
    only = kind_of_paper(request.POST.get("soort", ""))
    made = make_afternoon_papers(desk().store, by_of(request), only=only, lang=page_language())
    return as_download(made)


@who(Act.RUN)
def bell(request: HttpRequest) -> HttpResponse:
    """The bell: as a file to take along, or open here, where it follows every repair."""
    made = make_bell_page(desk().store, by_of(request), lang=page_language())
    if "bestand" in request.GET:
        return as_download(made)
    ((_, page),) = made.files.items()
    return _opened(page.decode(), made.about.version)


@who(Act.RUN)
def plan_version(request: HttpRequest) -> HttpResponse:
    """Which timetable is in force; the open bell asks this."""
    timetable = newest(desk().store, TIMETABLE, Timetable)
    return JsonResponse({"version": "" if timetable is None else str(timetable.version)})


_INLINE: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_OWN_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""The file's own policy lets nothing in from a server; the header here names what may."""


def _opened(page: str, version: str) -> HttpResponse:
    """The page under a policy that lets in its own script and style by their hash, and ours."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    follow = (
        f'<script src="{escape(static("portal/bell.js"))}" data-version="{escape(version)}" '
        f'data-ask="{escape(reverse("plan_version"))}"></script>'
    )
    response = HttpResponse(_OWN_POLICY.sub("", page).replace("</body>", follow + "</body>"))
    response["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' {' '.join(hashes['script'])}; "
        f"style-src {' '.join(hashes['style'])}; img-src data:; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response
