"""Bezoeken: plan, see how they stand, record what happens, plan again after seeing what moves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from bureau.actions.meeting.looking import visit_files
from bureau.actions.meeting.visit_changes import (
    VisitChanged,
    agree_visit,
    cancel_visit,
    mark_no_show,
    mark_visit_done,
)
from bureau.actions.meeting.visit_jobs import PLAN_VISITS
from bureau.actions.meeting.visits import VisitsNow, look_at_visits, shortage_of
from bureau.inbox.records import TaskRecord, TaskState
from bureau.inbox.tasks import ask_task, ask_to_stop, tasks
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text, joined
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from portal.desk import desk
from portal.office.acting import as_download, by_of, expected
from portal.office.visits_words import SAYS, STATES
from portal.rights import Act, who
from portal.templatetags.portal import page_language
from portal.visitor import account_of

SETTLE = {"geweest": mark_visit_done, "niet": mark_no_show, "vervalt": cancel_visit}
BUSY = (TaskState.WAITING, TaskState.RUNNING)


@who(Act.RUN)
def visits(request: HttpRequest) -> HttpResponse:
    """Where everybody stands, the work that is going on, and every form."""
    now = look_at_visits(desk().store, by_of(request))
    found, calendar = now.state, now.calendar
    task, wanted = _newest_task(), request.GET.get("wie", "")
    shortage = None if calendar is None else shortage_of(calendar)
    context = {
        "says": SAYS, "version": now.ronde.version, "now": now, "task": task,
        "busy": task is not None and task.state in BUSY, "moves": _moves(task),
        "reasons": () if shortage is None else shortage.reasons, "wanted": wanted,
        "aios": [(now.ronde.name_of(a.aios), a) for a in found.aios],
        "practices": [(now.ronde.name_of(p.praktijk), p) for p in found.praktijken],
        "rows": _rows(now, wanted), "overdue": _overdue(now),
        "done": sum(a.done for a in found.aios), "standing": sum(a.standing for a in found.aios),
    }  # fmt: skip
    return render(request, "office/visits.html", context)


def _newest_task() -> TaskRecord | None:
    mine = tasks(desk().inbox, desk().the_round().name)
    return next((task for task in mine if task.kind == PLAN_VISITS), None)


def _rows(now: VisitsNow, wanted: str) -> list[dict[str, Any]]:
    found = () if now.calendar is None else now.calendar.visits
    return [
        {"visit": v, "aios": now.ronde.name_of(v.aios), "practice": now.ronde.name_of(v.praktijk),
         "says": STATES[v.status][0], "mark": STATES[v.status][1],
         "ahead": v.status in (VisitStatus.PLANNED, VisitStatus.AGREED)}
        for v in sorted(found, key=lambda v: (v.begin, v.aios))
        if not wanted or wanted in (v.aios, v.praktijk)
    ]  # fmt: skip


def _overdue(now: VisitsNow) -> list[dict[str, Any]]:
    late = set(now.state.overdue)
    return [r for r in _rows(now, "") if (r["visit"].aios, r["visit"].praktijk) in late]


def _moves(task: TaskRecord | None) -> dict[str, Any] | None:
    """What the newest work moved or would move, in the language of the page."""
    if task is None or task.state is not TaskState.DONE or task.arguments.get("what") == "plan":
        return None
    english = page_language() == "en"
    return {
        "rows": [(aios, practice, was[english], becomes[english])
                 for aios, practice, was, becomes in task.result.get("moves", ())],
        "findings": [pair[english] for pair in task.result.get("findings", ())],
        "kept": task.result.get("kept", False),
    }  # fmt: skip


@who(Act.RUN, post=True)
def planning(request: HttpRequest) -> HttpResponse:
    """Ask for the plan, a plan again, or what a practice that drops out would move."""
    newest = _newest_task()
    if request.method == "POST" and not (newest is not None and newest.state in BUSY):
        what = request.POST.get("wat", "plan")
        arguments = {
            "what": what if what in ("plan", "replan", "drop") else "plan",
            "preview": "proef" in request.POST, "versie": expected(request),
            "praktijk": request.POST.get("praktijk", "")[:20],
            "reason": request.POST.get("reden", "").strip()[:500],
        }  # fmt: skip
        ask_task(
            desk().inbox, PLAN_VISITS, arguments, ronde=desk().the_round().name,
            by=account_of(request).name,
        )  # fmt: skip
    return HttpResponseRedirect(reverse("visit_plan"))


@who(Act.RUN, post=True)
def stop(request: HttpRequest) -> HttpResponse:
    """Stop the work that is going on; nothing is changed then."""
    newest = _newest_task()
    if request.method == "POST" and newest is not None:
        ask_to_stop(desk().inbox, newest.id)
    return HttpResponseRedirect(reverse("visit_plan"))


@who(Act.RUN, post=True)
def change(request: HttpRequest) -> HttpResponse:
    """One visit: agreed by phone, held, nobody came, off."""
    if request.method == "POST":
        changed = _changed(request)
        said = SAYS.recorded
        if changed.findings:
            said = SAYS.recorded_but + joined([finding.says for finding in changed.findings])
        messages.info(request, said.say(page_language()))
    return HttpResponseRedirect(reverse("visit_plan"))


def _changed(request: HttpRequest) -> VisitChanged:
    store, by, version = desk().store, by_of(request), expected(request)
    aios, praktijk = request.POST.get("aios", ""), request.POST.get("praktijk", "")
    settle = SETTLE.get(request.POST.get("wat", ""))
    if settle is not None:
        return settle(store, by, aios=aios, praktijk=praktijk, expect_version=version)
    try:
        begin = datetime.fromisoformat(request.POST.get("moment", ""))
    except ValueError:
        raise WrongUse(SAYS.bad_moment) from None
    return agree_visit(store, by, aios=aios, praktijk=praktijk, begin=begin, expect_version=version)


@who(Act.RUN, post=True)
def calendars(request: HttpRequest) -> HttpResponse:
    """The calendars and lists as a zip; what goes out is remembered, so by a form."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("visit_plan"))
    only = "wijzigingen" in request.POST
    made = visit_files(desk().store, by_of(request), changes_only=only, lang=page_language())
    if not made.files:
        messages.info(request, Text.say(SAYS.no_changes, page_language()))
        return HttpResponseRedirect(reverse("visit_plan"))
    return as_download(made)
