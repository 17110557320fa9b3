"""The practice visits: who goes to see which practice, and when.

``plan_visits`` puts the parts together: the question (:mod:`carrousel.visits.model_input`), whom
to visit (:mod:`carrousel.visits.branching`), when (:mod:`carrousel.visits.days`), and where not
everybody gets the minimum the reason (:mod:`carrousel.visits.visit_shortage`). Every rule and goal:
docs/formulation-visits.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from carrousel.visits.changes import active, with_outcomes
from carrousel.visits.model_input import visit_question
from carrousel.visits.plan_findings import musts_missing, notices, reasons, shortfalls
from carrousel.visits.solved import Solved, short_by, solve
from carrousel.visits.visit_goals import DAYS_OFF, MOVES, MUSTS, POINTS
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Couple, Stage
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde

LIMIT: Final = 30.0
"""Deterministic time of the solver, about a second each on a laptop."""


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
    made = visits_of(solved)
    history = history_beside(before, made)
    return VisitCalendar(
        version=version,
        made_at=made_at,
        visits=tuple(sorted((*made, *history))),
        without_moment=_without_moment(solved),
        stages=stages_of(solved),
        findings=(
            *musts_missing(solved),
            *shortfalls(ronde, solved),
            *reasons(solved, limit),
            *notices(ronde, solved, made_at.date()),
        ),
    )


def called_off(visits: tuple[Visit, ...]) -> frozenset[tuple[str, str, datetime]]:
    """Moments that were cancelled or missed: not proposed again."""
    return frozenset((v.aios, v.praktijk, v.begin) for v in visits if v not in active(visits))


def history_beside(before: tuple[Visit, ...], made: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """What fell out, and what was held with somebody who left since: it stays as it was."""
    pairs = {(v.aios, v.praktijk) for v in made}
    held = (v for v in before if v.status is VisitStatus.DONE)
    gone = (v for v in before if v not in active(before))
    return (*gone, *(v for v in held if (v.aios, v.praktijk) not in pairs))


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


def stages_of(solved: Solved, *, moves: bool = False) -> tuple[Stage, ...]:
    """What each ordered goal reached; goals that nothing in the round asks for are left out."""
    question = solved.question
    asked = {
        MUSTS: bool(question.musts),
        MOVES: moves,
        POINTS: any(option.points for option in question.options),
        DAYS_OFF: any(question.days_off),
    }
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
        if asked.get(r.goal, True)
    )


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
