"""Which chosen visits cannot hold together, whatever their moments: as few as possible.

A conflict is proven: by enumeration inside one AIOS, else by CP-SAT. Leaving out any visit of it
takes the proof away (deletion filter; Chinneck and Dravnieks 1991).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from carrousel.visits.days.blocks import DayBlocks
from carrousel.visits.days.moment_model import Budget, MomentModel, solver_for
from carrousel.visits.days.partitions import partitions
from carrousel.visits.visit_options import VisitQuestion

SHRINK: Final = 5.0
"""Deterministic time for one trial while a conflict is made smaller."""


def alone(question: VisitQuestion, some: Iterable[int]) -> bool:
    """Whether these visits of one AIOS have different days and moments, others left aside."""
    many = DayBlocks(question, some)
    return all(next(partitions(many, a), None) is not None for a in many.of_aios)


def conflict_alone(question: VisitQuestion, mine: Sequence[int]) -> tuple[int, ...]:
    """Visits of one AIOS that cannot all be made beside what was agreed, which is left out."""
    found = _smallest(question, mine, lambda some: not alone(question, some))
    agreed = [f.option for f in question.fixed]
    if not agreed:
        return found
    # Appointments of others may already stand in the way of fewer.
    return _smallest(question, [*found, *agreed], _refuted(question))


def _refuted(question: VisitQuestion) -> Callable[[Sequence[int]], bool]:
    """Whether it is proven that some visits have no moments together."""
    return lambda some: proven_impossible(DayBlocks(question, some), Budget(SHRINK))


def moments_or_conflict(
    many: DayBlocks, budget: Budget, hint: Mapping[int, int]
) -> tuple[dict[int, int] | None, tuple[int, ...] | None]:
    """Moments for all these visits, or a smallest conflict; neither when time ran out."""
    built = MomentModel(many)
    wanted = [o for o in built.visit if o not in many.fixed]
    built.model.add_assumptions([built.visit[o] for o in wanted])
    for o, m in hint.items():
        if (o, m) in built.at:
            built.model.add_hint(built.at[o, m], True)
    solver = solver_for(budget.left)
    status = budget.solve(solver, built.model)
    if status in ("OPTIMAL", "FEASIBLE"):
        return built.chosen_moments(solver.value), None
    if status != "INFEASIBLE":
        return None, None
    core = frozenset(solver.sufficient_assumptions_for_infeasibility())
    some = [o for o in wanted if built.visit[o].index in core]
    agreed = sorted(many.fixed & many.spots.keys())
    return None, _smallest(many.question, [*some, *agreed], _refuted(many.question))


def proven_impossible(many: DayBlocks, budget: Budget) -> bool:
    """Whether it is proven that these visits have no moments together."""
    built = MomentModel(many)
    for visit in built.visit.values():
        built.model.add(visit == 1)
    return budget.solve(solver_for(budget.left), built.model) == "INFEASIBLE"


def _smallest(
    question: VisitQuestion, some: Sequence[int], impossible: Callable[[Sequence[int]], bool]
) -> tuple[int, ...]:
    fixed = {f.option for f in question.fixed}
    left = list(some)
    for o in [o for o in some if o not in fixed]:
        fewer = [q for q in left if q != o]
        if impossible(fewer):
            left = fewer
    return tuple(o for o in left if o not in fixed)
