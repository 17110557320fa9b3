"""The best plan for a question: whom and when, and what every goal reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from carrousel.visits.branching import Say, choose
from carrousel.visits.days.best_days import Days, best_days
from carrousel.visits.days.blocks import DayBlocks
from carrousel.visits.days.moment_model import Budget
from carrousel.visits.joint_choice import choose_jointly
from carrousel.visits.visit_goals import HOME, WHOM, Reached
from carrousel.visits.visit_options import VisitQuestion


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


def short_by(solved: Solved) -> dict[str, int]:
    """Who falls short of the minimum, and by how many visits."""
    question = solved.question
    number = Counter(question.options[o].aios for o in solved.at)
    return {
        code: question.least[a] - number[a]
        for a, code in enumerate(question.aios)
        if number[a] < question.least[a]
    }
