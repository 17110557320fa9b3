"""What is said of whom to invite, and of who interviews whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_findings, show_stages, show_table
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.meeting.candidates import AssignedInterviews, Invitation


def show_selection(work: Work, found: Invitation) -> None:
    """Who is invited, who not now, and why."""
    if work.as_json:
        return
    selection, more, ronde = found.selection, found.also, found.ronde
    added = tuple(p for p in selection.passed_over if p.hao in more)
    left = tuple(p for p in selection.passed_over if p.hao not in more)
    days = Text("dagen zonder aios", "days without a trainee")
    heads = (Text("HAO", "HAO"), Text("naam", "name"), days, Text("waarom", "why"))
    by_you = Text("door u toegevoegd", "added by you").say(work.lang)
    for title, people in (
        (Text("Uitnodigen", "Invite"), (*selection.invited, *added)),
        (Text("Deze keer niet", "Not this time"), left),
    ):
        show_table(
            f"{title.say(work.lang)} ({len(people)})",
            [head.say(work.lang) for head in heads],
            [(p.hao, ronde.name_of(p.hao), "?" if p.waiting_days is None else p.waiting_days,
              by_you if p.hao in more else p.why.say(work.lang))
             for p in people],
        )  # fmt: skip
    show_findings(selection.findings, work.lang)


def show_interviews(work: Work, made: AssignedInterviews) -> None:
    """The candidates of each AIOS, the goals, and what to look at."""
    if work.as_json:
        return
    haos: dict[str, list[str]] = {}
    for couple in made.shortlist.interviews:
        haos.setdefault(couple.aios, []).append(couple.hao)
    ronde = made.ronde
    heads = (Text("AIOS", "AIOS"), Text("naam", "name"), Text("kandidaten", "candidates"))
    show_table(
        Text("Gesprekken", "Interviews").say(work.lang),
        [head.say(work.lang) for head in heads],
        [(aios, ronde.name_of(aios), ", ".join(f"{h} {ronde.name_of(h)}" for h in mine))
         for aios, mine in sorted(haos.items())],
    )  # fmt: skip
    show_stages(made.shortlist.stages, work.lang)
    show_findings(made.shortlist.findings, work.lang)
