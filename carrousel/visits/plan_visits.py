"""The practice visits: who goes to see which practice, and when.

``plan_visits`` puts the parts together: the question (:mod:`carrousel.visits.model_input`), whom
to visit (:mod:`carrousel.visits.branching`), when (:mod:`carrousel.visits.best_days`), and where
not everybody gets the minimum the reason (:mod:`carrousel.visits.shortage`). Every rule and goal:
docs/formulation-visits.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from carrousel.visits.best_days import Days, best_days
from carrousel.visits.branching import Say, choose
from carrousel.visits.changes import active, with_outcomes
from carrousel.visits.day_blocks import DayBlocks
from carrousel.visits.goals import HOME, MOVES, WHOM, Reached
from carrousel.visits.joint_choice import choose_jointly
from carrousel.visits.model_input import visit_question
from carrousel.visits.moment_model import Budget
from carrousel.visits.numbers import cap_refused
from carrousel.visits.options import VisitQuestion
from carrousel.visits.remedies import RemedyKind, Shortage
from carrousel.visits.shortage import relieved, shortages
from carrousel.visits.shortage_search import search_shortages
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, joined, listed
from koppelronde.domain.outcome import Couple, Stage
from koppelronde.domain.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde

LIMIT: Final = 30.0
"""Deterministic time of the solver, about a second each on a laptop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """Option → moment, what each goal reached in order, and what was wished before moments.

    ``question`` has an option for every pair that was needed; ``wanted`` are the options of the
    best choice with moments left aside. ``jointly`` says that the flows gave up.
    """

    question: VisitQuestion
    at: Mapping[int, int]
    reached: tuple[Reached, ...]
    wanted: tuple[int, ...]
    jointly: bool = False


def plan_visits(
    ronde: Koppelronde,
    *,
    missed: Iterable[Couple] = (),
    previous: VisitCalendar | None = None,
    version: int = 1,
    made_at: datetime,
    progress: Callable[[Text], None] | None = None,
    limit: float = LIMIT,
) -> VisitCalendar:
    """The best plan for the practice visits of a round.

    ``missed`` couples of the carrousel are extra reasons for a visit. Agreed and held visits of
    ``previous`` stay as they are; visits recorded as done in the round count for minimum and cap.
    Where the minimum cannot hold, the best plan without the impossible part is returned and the
    findings say who falls short and why. Raises OutOfOrder when the period is not known.
    """
    said = progress or (lambda _text: None)
    before = () if previous is None else with_outcomes(ronde, previous.visits)
    locked = tuple(v for v in active(before) if v.status is not VisitStatus.PLANNED)
    question = visit_question(
        ronde,
        missed=frozenset((couple.aios, couple.hao) for couple in missed),
        fixed=locked,
        called_off=called_off(before),
    )
    said(Text(f"Bezoeken: {question.pairs} mogelijke paren",
              f"Visits: {question.pairs} possible pairs"))  # fmt: skip
    solved = solve(question, limit, said)
    history = tuple(v for v in before if v not in active(before))
    return VisitCalendar(
        version=version,
        made_at=made_at,
        visits=tuple(sorted((*visits_of(solved), *history))),
        without_moment=_without_moment(solved),
        stages=stages_of(solved, without=MOVES.name),
        findings=(
            *shortfalls(ronde, solved),
            *reasons(solved, limit),
            *notices(ronde, solved),
        ),
    )


def solve(question: VisitQuestion, limit: float, said: Say) -> Solved:
    """The best plan. ``limit`` is deterministic time of the solver, about a second each."""
    budget = Budget(limit)
    found = choose(question, budget, said)
    question, days = found.question, found.days
    values = found.selection.values
    whom = [Reached(goal, values[goal.name], values[goal.name]) for goal in (*WHOM, HOME)]
    if days is None:
        at, whom = choose_jointly(question, found, budget, said)
        again = best_days(DayBlocks(question, at), budget, at)
        assert isinstance(again, Days), "the model found moments for these visits"
        days = again
    return Solved(
        question=question,
        at=days.at,
        reached=(*whom, *days.reached(question)),
        wanted=found.first.chosen,
        jointly=found.days is None,
    )


def visit_shortages(
    ronde: Koppelronde, *, previous: VisitCalendar | None = None
) -> tuple[Shortage, ...]:
    """Why the minimum cannot hold, before anything is planned; empty where counting shows none.

    Takes milliseconds: to be asked before anybody is mailed.
    """
    before = () if previous is None else with_outcomes(ronde, previous.visits)
    locked = tuple(v for v in active(before) if v.status is not VisitStatus.PLANNED)
    return shortages(visit_question(ronde, fixed=locked, called_off=called_off(before)))


def no_plan(reasons: tuple[Shortage, ...]) -> NoPlanExists:
    """The error for a caller that cannot go on without a full plan."""
    short = sum(reason.needed - reason.possible for reason in reasons)
    remedies = sorted(remedy for reason in reasons for remedy in reason.remedies)
    order = list(RemedyKind)
    remedies.sort(key=lambda remedy: order.index(remedy.kind))
    return NoPlanExists(
        Text(
            f"Niet iedere aios kan het minimum aan bezoeken krijgen: er ontbreken er {short}.",
            f"Not every trainee can get the minimum of visits: {short} are missing.",
        ),
        tuple(reason.says for reason in reasons),
        tuple(remedy.says for remedy in remedies),
    )


def reasons(solved: Solved, limit: float) -> list[Finding]:
    """Why the minimum does not hold, with what would help; nothing where it holds."""
    if not short_by(solved):
        return []
    return [
        Finding(
            "visits_shortage",
            (*reason.aios, *reason.praktijken),
            joined((reason.says, reason.what_helps)),
        )
        for reason in all_shortages(solved.question.whole(), limit)
    ]


def all_shortages(question: VisitQuestion, limit: float) -> tuple[Shortage, ...]:
    """What counting shows, and what search shows that is left when its remedies are carried out.

    That the counting comes out is no proof that there are moments for everybody.
    """
    known = shortages(question)
    return (*known, *search_shortages(relieved(question, known), limit / (4 if known else 2)))


def called_off(visits: tuple[Visit, ...]) -> frozenset[tuple[str, str, datetime]]:
    """Moments that were cancelled or missed: not proposed again."""
    return frozenset((v.aios, v.praktijk, v.begin) for v in visits if v not in active(visits))


def visits_of(solved: Solved) -> tuple[Visit, ...]:
    """The plan as records; agreed visits exactly as they were."""
    question = solved.question
    agreed = {(f.option, f.moment): f.visit for f in question.fixed}
    made: list[Visit] = []
    for o, m in solved.at.items():
        option = question.options[o]
        moment = question.moments[option.praktijk][m]
        made.append(
            agreed.get((o, m))
            or Visit(
                aios=question.aios[option.aios],
                praktijk=question.praktijken[option.praktijk],
                begin=moment.begin,
                end=moment.end,
                present=moment.present,
                travel_minutes=option.home_minutes if option.known else None,
            )
        )
    return tuple(made)


def stages_of(solved: Solved, *, without: str = "") -> tuple[Stage, ...]:
    """What each ordered goal reached."""
    return tuple(
        Stage(
            name=r.goal.name,
            says=r.goal.says,
            unit=r.goal.unit,
            value=r.value,
            bound=r.bound,
            proven=r.proven,
            most=r.goal.most,
        )
        for r in solved.reached
        if r.goal.name != without
    )


def short_by(solved: Solved) -> dict[str, int]:
    """Who falls short of the minimum, and by how many visits."""
    question = solved.question
    number = Counter(question.options[o].aios for o in solved.at)
    return {
        code: question.least[a] - number[a]
        for a, code in enumerate(question.aios)
        if number[a] < question.least[a]
    }


def _without_moment(solved: Solved) -> tuple[tuple[str, str], ...]:
    """What the best choice wanted for somebody who falls short."""
    question, short = solved.question, short_by(solved)
    pairs = (
        (question.aios[option.aios], question.praktijken[option.praktijk])
        for o in solved.wanted
        if o not in solved.at
        for option in (question.options[o],)
    )
    return tuple(sorted(pair for pair in pairs if pair[0] in short))


def shortfalls(ronde: Koppelronde, solved: Solved) -> list[Finding]:
    """Who falls short, and by how many."""
    return [
        Finding(
            "visits_min",
            (code,),
            Text(
                f"{ronde.named(code).nl} komt {_visits(missing).nl} tekort.",
                f"{ronde.named(code).en} is {_visits(missing).en} short.",
            ),
        )
        for code, missing in sorted(short_by(solved).items())
    ]


def _visits(number: int) -> Text:
    return count(number, Text("bezoek", "visit"), Text("bezoeken", "visits"))


def notices(ronde: Koppelronde, solved: Solved) -> list[Finding]:
    """What somebody should know about the data that the plan rests on."""
    question = solved.question
    found: list[Finding] = []

    def notice(rule: str, codes: list[str], nl: str, en: str) -> None:
        if codes:
            who = listed(codes)
            found.append(
                Finding(rule, tuple(codes), Text(nl.format(who.nl), en.format(who.en)),
                        Weight.NOTICE)
            )  # fmt: skip

    praktijken = sorted(ronde.praktijken, key=lambda praktijk: praktijk.code)
    notice(
        "visit_windows_unknown",
        [p.code for p in praktijken if not p.visit_windows and p.code in question.praktijken],
        "Geen bezoekmomenten bekend van {}: gepland op werkdagen tussen 9 en 17 uur.",
        "No visit moments known of {}: planned on working days between 9 and 17.",
    )
    notice(
        "practice_cap",
        [p.code for p in praktijken if cap_refused(ronde, p)],
        "Meer bezoeken dan de procedure toelaat bij {}; zonder reden geldt de grens.",
        "More visits than the procedure allows at {}; without a reason the cap holds.",
    )
    notice(
        "travel_unknown",
        list(question.travel_unknown),
        "Niet alle reistijden van {} zijn bekend; gerekend is met de langste reistijd.",
        "Not all travel of {} is known; the longest travel was assumed.",
    )
    return found
