"""Planning visits as long work: with progress, a way to stop, and what moves for whom."""

from __future__ import annotations

from typing import Any

from bureau.actions.meeting.events import drop_practice
from bureau.actions.meeting.replanning import Replanned, VisitMove, replan_round_visits
from bureau.actions.meeting.visits import plan_round_visits
from bureau.actions.working import Job, Stopped
from koppelronde.domain.acting import By
from koppelronde.domain.language import Text
from koppelronde.domain.times import clock, short_date

PLAN_VISITS = "plan_visits"
"""The kind of the task. Its arguments: what (plan, replan, drop), preview, versie, praktijk,
reason."""


def plan_visits_job(job: Job) -> dict[str, Any]:
    """Plan, plan again or drop a practice; the result says what moves, in both languages."""

    def tick(_done: int, _total: int, says: Text) -> None:
        if not job.report(0.0, says):
            raise Stopped

    asked = job.task.arguments
    by = By(job.task.asked_by, job.inbox.now(), "portaal")
    version, preview = asked.get("versie"), bool(asked.get("preview"))
    if asked["what"] == "plan":
        made = plan_round_visits(job.store, by, progress=tick, expect_version=version)
        return {"kept": True, "moves": [], "findings": [], "as_if_new": made.as_if_new,
                "wishes_unknown": made.wishes_unknown}  # fmt: skip
    if asked["what"] == "drop":
        return _said(drop_practice(
            job.store, by, praktijk=asked["praktijk"], reason=asked["reason"], preview=preview,
            progress=tick, expect_version=version,
        ))  # fmt: skip
    return _said(
        replan_round_visits(
            job.store, by, preview=preview, progress=tick, expect_version=version
        )
    )  # fmt: skip


def _said(made: Replanned) -> dict[str, Any]:
    name = made.ronde.name_of
    return {
        "kept": made.kept,
        "moves": [[name(m.aios), name(m.praktijk), *_was_and_becomes(m)] for m in made.moves],
        "findings": [[f.says.nl, f.says.en] for f in made.findings],
    }


def _was_and_becomes(move: VisitMove) -> list[list[str]]:
    """Dutch and English of both; empty for none."""
    found = []
    for visit in (move.was, move.becomes):
        if visit is None:
            found.append(["", ""])
        else:
            day, at = short_date(visit.begin.date()), clock(visit.begin)
            found.append([f"{day.nl} {at}", f"{day.en} {at}"])
    return found
