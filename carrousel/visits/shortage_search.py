"""Shortages that counting does not see: moments, days and travel together leave too little.

Each is found by proof: the smallest group of AIOS whose minimum cannot hold, everybody else left
out. Then the group is taken to make do with what it can get, and the next shortage is sought.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from carrousel.visits.branching import choose
from carrousel.visits.days.blocks import DayBlocks
from carrousel.visits.days.moment_model import Budget, MomentModel, solver_for
from carrousel.visits.remedies import Remedy, RemedyKind, Shortage
from carrousel.visits.visit_goals import MINIMUM
from carrousel.visits.visit_options import VisitQuestion

MOST_NAMED: Final = 3
"""So many practices are named where one more moment would solve it."""

FEW_FLOWS: Final = 8
"""So many choices are tried for a plan before a proof that there is none is sought."""


def search_shortages(question: VisitQuestion, limit: float) -> tuple[Shortage, ...]:
    """Every proven reason; none where the search cannot prove any within the limit.

    Nobody can be left out of a group without losing the proof, unless time ran out.
    """
    budget = Budget(limit)
    found: list[Shortage] = []
    while budget.left > 0 and not _plan_is_there(question, budget):
        group = _smallest_group(question, budget)
        if not group:
            break
        lack = _Group(question, group).lack(budget)
        if not lack:
            break
        found.append(_shortage(question, group, lack, budget))
        least = tuple(n - lack.get(a, 0) for a, n in enumerate(question.least))
        question = replace(question, least=least)
    return tuple(found)


def _plan_is_there(question: VisitQuestion, budget: Budget) -> bool:
    """Whether a few flows find a plan that gives everybody the minimum; it is the proof."""
    chosen = choose(
        question,
        budget,
        lambda _text: None,
        most_flows=FEW_FLOWS,
        stop=lambda selection: selection.values[MINIMUM.name] > 0,
    )
    return chosen.days is not None


class _Group:
    """The moments of some AIOS, as if nobody else wanted anything but what is agreed."""

    def __init__(self, question: VisitQuestion, group: Sequence[int]) -> None:
        self.group = group
        self.question = alone = question.only(group)
        self.built = built = MomentModel(DayBlocks(alone, range(len(alone.options))))
        visits: dict[int, list[int]] = defaultdict(list)
        for o, option in enumerate(alone.options):
            visits[option.praktijk].append(o)
        for p, mine in visits.items():
            built.model.add(sum(built.visit[o] for o in mine) <= max(0, question.cap[p]))
        self.visits = {a: sum(built.visit[o] for o in built.many.of_aios[a]) for a in group}

    def impossible(self, budget: Budget) -> tuple[int, ...] | None:
        """Some of them who already cannot all get their minimum; None where not proven."""
        wants = {a: self.built.model.new_bool_var(f"wants{a}") for a in self.group}
        for a, wanted in wants.items():
            enough = self.built.model.add(self.visits[a] >= self.question.least[a])
            enough.only_enforce_if(wanted)
        self.built.model.add_assumptions(list(wants.values()))
        solver = solver_for(budget.left / 4)
        if budget.solve(solver, self.built.model) != "INFEASIBLE":
            return None
        core = frozenset(solver.sufficient_assumptions_for_infeasibility())
        return tuple(a for a in self.group if wants[a].index in core)

    def possible(self, budget: Budget) -> bool:
        """Whether they can all get their minimum; False too where time ran out."""
        for a in self.group:
            self.built.model.add(self.visits[a] >= self.question.least[a])
        return budget.solve(solver_for(budget.left / 4), self.built.model) in (
            "OPTIMAL",
            "FEASIBLE",
        )

    def lack(self, budget: Budget) -> dict[int, int]:
        """Who falls short in a best plan for them; empty where no plan was proven best."""
        model = self.built.model
        lacks = {a: model.new_int_var(0, self.question.least[a], "") for a in self.group}
        for a, lack in lacks.items():
            model.add(self.visits[a] + lack >= self.question.least[a])
        model.minimize(sum(lacks.values()))
        solver = solver_for(budget.left / 4, linear=1)
        if budget.solve(solver, model) != "OPTIMAL":
            return {}
        return {a: n for a, lack in lacks.items() if (n := solver.value(lack))}


def _smallest_group(question: VisitQuestion, budget: Budget) -> tuple[int, ...]:
    """AIOS whose minimum cannot hold, the others left out; empty where that is not proven."""
    core = _Group(question, [a for a, least in enumerate(question.least) if least]).impossible(
        budget
    )
    for a in core or ():
        if core and a in core and budget.left > 0:
            core = _Group(question, [b for b in core if b != a]).impossible(budget) or core
    return core or ()


def _shortage(
    question: VisitQuestion, group: tuple[int, ...], lack: dict[int, int], budget: Budget
) -> Shortage:
    missing = sum(lack.values())
    needed = sum(question.least[a] for a in group)
    visitors = {(o.aios, o.praktijk) for o in question.options if o.aios in group}
    practices = sorted({p for _, p in visitors})
    by_cap = sum(min(question.cap[p], sum(q == p for _, q in visitors)) for p in practices)
    less = (
        Remedy(RemedyKind.MINIMUM, question.aios[a], question.least[a], question.least[a] - n)
        for a, n in sorted(lack.items(), key=lambda item: question.aios[item[0]])
    )
    return Shortage(
        aios=tuple(sorted(question.aios[a] for a in group)),
        praktijken=tuple(sorted(question.praktijken[p] for p in practices)),
        needed=needed,
        by_cap=max(by_cap, needed),
        possible=needed - missing,
        any_one=missing == 1,
        remedies=(*_moments_that_help(question, group, missing, budget), *less),
    )


def _moments_that_help(
    question: VisitQuestion, group: tuple[int, ...], missing: int, budget: Budget
) -> tuple[Remedy, ...]:
    """One extra moment at one practice that solves it, where one is enough."""
    alone = question.only(group)
    helps: list[Remedy] = []
    pairs = {(o.praktijk, o.aios) for o in alone.options if o.aios in group} if missing == 1 else ()
    solved: set[int] = set()
    for p, a in sorted(pairs):
        if p in solved or alone.cap[p] < 1 or len(helps) == MOST_NAMED or budget.left <= 0:
            continue
        # As if this AIOS had been there at a moment of its own.
        eased = replace(
            alone,
            least=tuple(n - (b == a) for b, n in enumerate(alone.least)),
            cap=tuple(n - (q == p) for q, n in enumerate(alone.cap)),
        ).leaving_out(a, p)
        if _Group(eased, group).possible(budget):
            solved.add(p)
            helps.append(Remedy(RemedyKind.MOMENT, question.praktijken[p], 0, 1))
    return tuple(sorted(helps))
