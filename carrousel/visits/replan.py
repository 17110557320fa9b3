"""Life goes on: a new plan that moves the fewest visits already announced.

Goals in order: nobody under the minimum; the fewest moves, each counted per person who must be
told (the AIOS and every trainer present); then the goals of the first plan for what is new.
Agreed and held visits stay. Nobody gets more visits than were announced, except up to the
minimum. Without a reason to change, nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from carrousel.visits.changes import with_outcomes
from carrousel.visits.goals import HOME, MINIMUM, WHOM, Goal
from carrousel.visits.model import VisitModel
from carrousel.visits.model_input import active, visit_question
from carrousel.visits.options import VisitQuestion
from carrousel.visits.plan_visits import (
    LIMIT,
    called_off,
    notices,
    reasons,
    shortfalls,
    stages_of,
    visits_of,
)
from carrousel.visits.timing import reach, reach_when
from carrousel.visits.visit_search import Reached, Search, Timing
from carrousel.visits.visit_selection import minimum_possible
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcome import Couple
from koppelronde.domain.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde

MOVES: Final = Goal(
    "moves",
    Text("mensen die een verplaatst of vervallen bezoek moeten horen",
         "people to be told of a moved or dropped visit"),
    "people", most=False,
)  # fmt: skip


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
    question = _no_extras(question, kept)
    staying = {_named_moment(question, o, m) for o, m in kept.items()}
    told = sum(
        1 + len(v.present)
        for v in standing
        if (v.aios, v.praktijk, v.begin) not in staying and not _is_fixed(question, v)
    )
    said(Text("Bezoeken: zo weinig mogelijk verplaatsen", "Visits: moving as little as possible"))
    timing = _repaired(question, kept, told, limit, said)
    now = {(v.aios, v.praktijk): v for v in visits_of(question, timing)}
    dropped = tuple(
        replace(v, status=VisitStatus.CANCELLED)
        for v in standing
        if (v.aios, v.praktijk) not in now
    )
    history = tuple(v for v in known if v not in standing)
    visits = tuple(sorted({*now.values(), *dropped, *history}))
    if visits == calendar.visits:
        return calendar
    return VisitCalendar(
        version=calendar.version + 1 if version is None else version,
        made_at=made_at,
        visits=visits,
        stages=stages_of(timing),
        findings=(
            *shortfalls(ronde, question, timing),
            *reasons(question, timing, limit),
            *_agreed_while_away(ronde, visits),
            *notices(ronde, question),
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


def _no_extras(question: VisitQuestion, kept: Mapping[int, int]) -> VisitQuestion:
    """Nobody gets more than what stands, except up to the minimum."""
    standing = [0] * len(question.aios)
    for o in (*kept, *(f.option for f in question.fixed)):
        standing[question.options[o].aios] += 1
    return replace(
        question,
        most=tuple(max(least, standing[a]) for a, least in enumerate(question.least)),
    )


def _repaired(
    question: VisitQuestion,
    kept: Mapping[int, int],
    told: int,
    limit: float,
    said: Callable[[Text], None],
) -> Timing:
    fixed = {f.option for f in question.fixed}
    best_minimum, question = minimum_possible(question)

    def fresh(stay: Mapping[int, int]) -> VisitModel:
        """A model in which those visits stay; who has the minimum then gets nothing else."""
        number = [0] * len(question.aios)
        for o in (*stay, *fixed):
            number[question.options[o].aios] += 1
        wanted = [
            o
            for o, option in enumerate(question.options)
            if o in stay or o in fixed or number[option.aios] < question.most[option.aios]
        ]
        built = VisitModel(question, wanted)
        for o, m in stay.items():
            built.model.add(built.at[o, m] == 1)
        return built

    stay, fewest, left = _still_possible(question, kept, limit)
    search = Search(fresh(stay), left, stay, stay)
    search.run(search.built.goals[MINIMUM.name], share=0.3)
    if search.found and search.value(MINIMUM) == best_minimum:
        # Nobody else has to hear anything: what cannot stay is the least that must move.
        short = Reached(MINIMUM, best_minimum, best_minimum)
        moves = Reached(MOVES, told + _people_of(question, kept.keys() - stay.keys(), kept),
                        told + fewest)  # fmt: skip
    else:
        start = search.best if search.found else stay
        search, short, moves, stay = _opened(
            question, kept, start, told, fewest, best_minimum, search.left, said
        )
        search = Search(fresh(stay), search.left, search.best, search.best)
    search.built.keep(MINIMUM.name, short.value, most=False)
    search.first_plan()
    if not search.found:
        raise RuntimeError("what was just planned cannot be planned")
    rest = [reach(search, goal, said, None) for goal in (*WHOM[1:], HOME)]
    when = reach_when(question, search, said)
    return Timing(at=search.best, reached=(short, moves, *rest, *when))


def _people_of(question: VisitQuestion, options: Iterable[int], at: Mapping[int, int]) -> int:
    """Who must hear it when these visits move: the AIOS and every trainer present."""
    return sum(
        1 + len(question.moments[question.options[o].praktijk][at[o]].present) for o in options
    )


def _still_possible(
    question: VisitQuestion, kept: Mapping[int, int], limit: float
) -> tuple[dict[int, int], int, float]:
    """The announced visits that can stay beside what was agreed since; fewest people to tell.

    With a bound on those people that holds for every plan, and the time that is left.
    """
    fixed = {f.option for f in question.fixed}
    built = VisitModel(question, sorted({*kept, *fixed}), tours=False)
    for (o, m), here in built.at.items():
        if o in kept and m != kept[o]:
            built.model.add(here == 0)
    goal = sum(
        _people_of(question, [o], kept) * (1 - built.at[o, m]) for o, m in sorted(kept.items())
    )
    search = Search(built, limit, kept, kept)
    bound = search.run(goal, share=0.2)
    if not search.found:
        return {}, 0, search.left
    stay = {o: m for o, m in kept.items() if search.best.get(o) == m}
    fewest = bound if isinstance(bound, int) and not isinstance(goal, int) else 0
    return stay, fewest, search.left


def _opened(
    question: VisitQuestion,
    kept: Mapping[int, int],
    start: Mapping[int, int],
    told: int,
    fewest: int,
    best_minimum: int,
    limit: float,
    said: Callable[[Text], None],
) -> tuple[Search, Reached, Reached, dict[int, int]]:
    """Announced visits may move: first for the minimum, then as few as possible."""
    built = VisitModel(question, range(len(question.options)), tours=False)
    built.goals[MOVES.name] = told + sum(
        _people_of(question, [o], kept) * (1 - built.at[o, m]) for o, m in sorted(kept.items())
    )
    search = Search(built, limit, start, start)
    short = reach(search, MINIMUM, said, best_minimum)
    moves = reach(search, MOVES, said, told + fewest)
    stay = {o: m for o, m in kept.items() if search.best.get(o) == m}
    return search, short, moves, stay


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
