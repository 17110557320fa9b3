"""Life goes on: a new plan that moves the fewest visits already announced.

Goals in order: nobody under the minimum; the fewest moves, each counted per person who must be
told (the AIOS and every trainer present); then the goals of the first plan for what is new.
Agreed and held visits stay. Nobody gets more visits than were announced, except up to the
minimum. Without a reason to change, nothing changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from carrousel.visits.changes import active, with_outcomes
from carrousel.visits.model_input import visit_question
from carrousel.visits.numbers import maximum_of
from carrousel.visits.plan_findings import musts_missing, notices, reasons, shortfalls
from carrousel.visits.plan_visits import LIMIT, called_off, history_beside, stages_of, visits_of
from carrousel.visits.solved import solve
from carrousel.visits.visit_options import VisitQuestion
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde


def replan_visits(
    ronde: Koppelronde,
    calendar: VisitCalendar,
    *,
    missed: Iterable[Couple] = (),
    version: int | None = None,
    made_at: datetime,
    progress: Callable[[Text], None] | None = None,
    limit: float = LIMIT,
) -> VisitCalendar:
    """The calendar after a change in the round or in the visits.

    Visits that began before ``made_at`` stay, and nothing new is planned before it. A dropped
    visit stays in the calendar as cancelled; a moved one stands at its new moment only. The very
    same calendar comes back where nothing has to change. Raises OutOfOrder without a period.
    """
    said = progress or (lambda _text: None)
    known = with_outcomes(ronde, calendar.visits)
    standing = active(known)
    locked = tuple(v for v in standing if v.status is not VisitStatus.PLANNED or v.begin < made_at)
    announced = tuple(v for v in standing if v not in locked)
    question = visit_question(
        ronde,
        missed=frozenset((couple.aios, couple.hao) for couple in missed),
        fixed=locked,
        called_off=called_off(known),
        announced=announced,
        not_before=made_at,
    )
    kept = _where(question, announced)
    staying = {_named_moment(question, o, m) for o, m in kept.items()}
    told = sum(
        1 + len(v.present)
        for v in standing
        if (v.aios, v.praktijk, v.begin) not in staying
        and not _is_fixed(question, v)
        and v.status is not VisitStatus.DONE
    )
    said(Text("Bezoeken: zo weinig mogelijk verplaatsen", "Visits: moving as little as possible"))
    solved = solve(_may_move(question, kept, told), limit, said)
    made = visits_of(solved)
    now = {(v.aios, v.praktijk): v for v in made}
    history = history_beside(known, made)
    dropped = tuple(
        replace(v, status=VisitStatus.CANCELLED)
        for v in standing
        if (v.aios, v.praktijk) not in now and v not in history
    )
    visits = tuple(sorted({*now.values(), *dropped, *history}))
    if visits == calendar.visits:
        return calendar
    return VisitCalendar(
        version=calendar.version + 1 if version is None else version,
        made_at=made_at,
        visits=visits,
        stages=stages_of(solved, moves=True),
        findings=(
            *musts_missing(solved),
            *above_maximum(ronde, visits),
            *shortfalls(ronde, solved),
            *reasons(solved, limit),
            *_agreed_while_away(ronde, visits),
            *notices(ronde, solved, made_at.date()),
        ),
    )


def moved(before: VisitCalendar, after: VisitCalendar) -> tuple[tuple[Visit, Visit | None], ...]:
    """Announced visits that changed: the old one and the new one (None when it was dropped)."""
    now = {(v.aios, v.praktijk): v for v in active(after.visits)}
    return tuple(
        (visit, now.get((visit.aios, visit.praktijk)))
        for visit in active(before.visits)
        if (new := now.get((visit.aios, visit.praktijk))) is None or new.begin != visit.begin
    )


def _named_moment(question: VisitQuestion, o: int, m: int) -> tuple[str, str, datetime]:
    option = question.options[o]
    return (
        question.aios[option.aios],
        question.praktijken[option.praktijk],
        question.moments[option.praktijk][m].begin,
    )


def _is_fixed(question: VisitQuestion, visit: Visit) -> bool:
    return any(f.visit == visit for f in question.fixed)


def _where(question: VisitQuestion, announced: tuple[Visit, ...]) -> dict[int, int]:
    """Option → moment of every announced visit that is still possible."""
    at = {
        (question.aios[option.aios], question.praktijken[option.praktijk]): o
        for o, option in enumerate(question.options)
    }
    kept: dict[int, int] = {}
    for visit in announced:
        o = at.get((visit.aios, visit.praktijk))
        if o is None:
            continue
        moments = question.moments[question.options[o].praktijk]
        for m in question.options[o].moments:
            if (moments[m].begin, moments[m].end) == (visit.begin, visit.end):
                kept[o] = m
    return kept


def _may_move(question: VisitQuestion, kept: Mapping[int, int], told: int) -> VisitQuestion:
    """The question with two options for an announced visit: as it was told, or elsewhere in time.

    ``told`` people know of visits that cannot stay. Nobody gets more than what stands, except up
    to the minimum or where a visit must be.
    """
    options = list(question.options)
    for o, m in kept.items():
        option = options[o]
        people = 1 + len(question.moments[option.praktijk][m].present)
        others = tuple(n for n in option.moments if n != m)
        options[o] = replace(option, moments=(m,), keeps=people)
        if others:
            options.append(replace(option, moments=others))
    standing = Counter(
        question.options[o].aios for o in (*kept, *(f.option for f in question.fixed))
    )
    stand = {(options[o].aios, options[o].praktijk)
             for o in (*kept, *(f.option for f in question.fixed))}  # fmt: skip
    new_musts = Counter(a for a, _ in question.musts - stand)
    return replace(
        question,
        options=tuple(options),
        announced=told + sum(options[o].keeps for o in kept),
        most=tuple(
            max(least, standing[a] + new_musts[a]) for a, least in enumerate(question.least)
        ),
    )


def _agreed_while_away(ronde: Koppelronde, visits: tuple[Visit, ...]) -> list[Finding]:
    return [
        Finding(
            "visit_absence",
            (v.aios, v.praktijk),
            Text(
                f"{v.aios} is afwezig op de dag van het afgesproken bezoek aan {v.praktijk}.",
                f"{v.aios} is away on the day of the agreed visit to {v.praktijk}.",
            ),
            Weight.NOTICE,
        )
        for v in visits
        if v.status is VisitStatus.AGREED
        and v.aios in ronde.aios_by_code
        and ronde.aios_by_code[v.aios].away_on(v.begin.date())
    ]


def above_maximum(ronde: Koppelronde, visits: tuple[Visit, ...]) -> list[Finding]:
    """AIOS whose announced visits are more than may be by now: they stay, and somebody is told."""
    pairs = {(v.aios, v.praktijk) for v in active(visits)}
    pairs |= {(o.aios, o.praktijk) for o in ronde.visit_outcomes if o.status is VisitStatus.DONE}
    number = Counter(aios for aios, _praktijk in pairs)
    return [
        Finding(
            "visits_max",
            (aios,),
            Text(
                f"{aios} houdt {number[aios]} bezoeken, zoals verteld; hoogstens {most} mogen.",
                f"{aios} keeps {number[aios]} visits, as told; at most {most} are allowed.",
            ),
            Weight.NOTICE,
        )
        for aios in sorted(number)
        if number[aios] > (most := maximum_of(ronde, aios))
    ]
