"""Whom and when in one model of CP-SAT, for rounds in which too many choices have no moments.

The goals come one after the other, each kept before the next. The flows bound them as long as
every goal before reached its own bound; what the solver proves bounds them too. Only rounds that
:mod:`carrousel.visits.branching` gives up come here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from carrousel.visits.branching import Chosen, Say
from carrousel.visits.days.best_days import Conflict, Days, best_days
from carrousel.visits.days.blocks import DayBlocks
from carrousel.visits.days.moment_model import Budget, MomentModel, solver_for
from carrousel.visits.visit_goals import (
    HOME,
    KINDS,
    MINIMUM,
    MISSED,
    MOVES,
    MUSTS,
    POINTS,
    RANKS,
    SPREAD,
    TOP,
    VISITED,
    WHOM,
    WISHES,
    Reached,
)
from carrousel.visits.visit_options import TOP_WISHES, VisitQuestion
from carrousel.visits.visit_selection import lottery_number
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Sum = cp_model.LinearExpr | int

SHARE: Final = 0.3
"""The part of the time left that one goal may take."""

UNLIMITED: Final = 1e9


def choose_jointly(
    question: VisitQuestion, chosen: Chosen, budget: Budget, said: Say
) -> tuple[dict[int, int], list[Reached]]:
    """The best plan found (option → moment), and what each goal about whom reached."""
    at = _without_conflicts(question, chosen, budget)
    built = JointModel(question)
    for conflict in chosen.conflicts:
        built.model.add(sum(built.visit[o] for o in conflict) <= len(conflict) - 1)
    reached: list[Reached] = []
    as_flow = True
    for goal, rank in zip((*WHOM, HOME), chosen.selection.rank, strict=False):
        said(Text(f"Bezoeken: {goal.says.nl}", f"Visits: {goal.says.en}"))
        target = built.goals[goal.name]
        flow = -rank if goal.most else rank
        if as_flow and built.value(target) == flow:
            # The plan at hand is as good as any can be.
            reached.append(Reached(goal, flow, flow))
            built.model.add(target == flow)
            continue
        at, value, found = built.best(target, at, budget, most=goal.most)
        bounds = [flow] if as_flow else []
        if question.beyond is None and found is not None:
            # Where the model does not know every pair only the flow bounds what is possible.
            bounds.append(found)
        if not bounds:
            bounds = [built.all_of(target) if goal.most else 0]
        bound = min(bounds) if goal.most else max(bounds)
        reached.append(Reached(goal, value, bound))
        as_flow = as_flow and value == flow
        built.model.add(target >= value if goal.most else target <= value)
    at, _, _ = built.best(built.lots(), at, budget, most=False)
    return at, reached


def _without_conflicts(question: VisitQuestion, chosen: Chosen, budget: Budget) -> dict[int, int]:
    """A plan to start from: the best choice of the flows without what cannot hold."""
    some = list(chosen.selection.chosen)
    fixed = {f.option for f in question.fixed}
    while True:
        days = best_days(DayBlocks(question, some), budget)
        if isinstance(days, Days):
            return dict(days.at)
        out = days.options if isinstance(days, Conflict) else [o for o in some if o not in fixed]
        some.remove(max(out, key=lambda o: (question.options[o].wishes == 0, o)))


class JointModel(MomentModel):
    """Every option, each with its moments, and the goals as sums of variables."""

    def __init__(self, question: VisitQuestion) -> None:
        super().__init__(DayBlocks(question, range(len(question.options))))
        self.question = question
        self._values: list[int] = []
        self.goals: dict[str, Sum] = {}
        self.of_praktijk: dict[int, list[int]] = defaultdict(list)
        pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
        for o, option in enumerate(question.options):
            self.of_praktijk[option.praktijk].append(o)
            pairs[option.aios, option.praktijk].append(o)
        for same in pairs.values():
            if len(same) > 1:
                self.model.add_at_most_one(self.visit[o] for o in same)
        for p, mine in self.of_praktijk.items():
            self.model.add(self._sum(mine) <= question.cap[p])
        self._minimum()
        self._own_top()
        self._practices_and_wishes()
        self._kinds()

    def _sum(self, some: list[int]) -> Sum:
        return sum(self.visit[o] for o in some)

    def _bool(self) -> cp_model.IntVar:
        return self.model.new_bool_var("")

    def _minimum(self) -> None:
        question = self.question
        missing: list[Sum] = []
        squares: list[Sum] = []
        for a, least in enumerate(question.least):
            mine = self.many.of_aios[a]
            lacks = [self._bool() for _ in range(least)]
            self.model.add(self._sum(mine) + sum(lacks) >= least)
            for earlier, later in pairwise(lacks):
                self.model.add_implication(later, earlier)
            missing += lacks
            squares += [(2 * k + 1) * one for k, one in enumerate(lacks)]
            self.model.add(self._sum(mine) <= question.most[a])
            forced = sum(o in self.many.fixed for o in mine)
            others = [o for o in mine if not question.options[o].wishes]
            # More than the minimum only where wished.
            self.model.add(self._sum(others) <= max(least, forced))
        self.goals[MINIMUM.name] = sum(missing)
        self.goals[SPREAD.name] = sum(squares)
        kept = sum(question.options[o].keeps * v for o, v in self.visit.items())
        self.goals[MOVES.name] = question.announced - kept

    def _own_top(self) -> None:
        question = self.question
        tops: dict[int, list[Sum]] = {k: [] for k in range(1, TOP_WISHES + 1)}
        for a, had in enumerate(question.top_ranks_had):
            own = [o for o in self.many.of_aios[a] if 0 < question.options[o].rank <= TOP_WISHES]
            granted = [self._bool() for _ in own]
            self.model.add(sum(granted) == self._sum(own))
            for earlier, later in pairwise(granted):
                self.model.add_implication(later, earlier)
            for k in range(1, TOP_WISHES + 1):
                tops[k] += [1] if k <= had else granted[k - had - 1 : k - had]
        for k, goal in enumerate(TOP, 1):
            self.goals[goal.name] = sum(tops[k])

    def _practices_and_wishes(self) -> None:
        options = self.question.options
        had = {p for practices in self.question.had for p in practices}
        visited: list[Sum] = []
        for p, mine in self.of_praktijk.items():
            if p not in had:
                one = self._bool()
                self.model.add(self._sum(mine) >= one)
                visited.append(one)
        self.goals[VISITED.name] = len(had) + sum(visited)
        of_all = self.visit.items()
        self.goals[WISHES.name] = sum(options[o].wishes * v for o, v in of_all)
        self.goals[MUSTS.name] = len(self.question.musts) - sum(
            v for o, v in of_all if options[o].must
        )
        self.goals[POINTS.name] = sum(options[o].points * v for o, v in of_all)
        self.goals[RANKS.name] = sum(options[o].rank * v for o, v in of_all)
        self.goals[MISSED.name] = sum(v for o, v in of_all if options[o].missed)
        self.goals[HOME.name] = sum(options[o].home_minutes * v for o, v in of_all)

    def _kinds(self) -> None:
        question = self.question
        seen: list[Sum] = []
        known = any(question.kinds)
        for a, wishing in enumerate(question.has_wishes):
            of_kind: dict[str, list[int]] = defaultdict(list)
            mine = [] if wishing or not known else self.many.of_aios[a]
            for o in mine:
                if not question.options[o].wishes:
                    of_kind[question.kinds[question.options[o].praktijk]].append(o)
            for some in of_kind.values():
                one = self._bool()
                self.model.add(self._sum(some) >= one)
                seen.append(one)
            if mine:
                asked = [o for o in mine if question.options[o].wishes]
                above = self.model.new_int_var(0, len(asked), "")
                forced = sum(o in self.many.fixed for o in mine)
                self.model.add(above >= self._sum(mine) - max(question.least[a], forced))
                seen.append(-1 * above)
        self.goals[KINDS.name] = sum(seen)

    def lots(self) -> Sum:
        """The lottery of the visits."""
        options = self.question.options
        return sum(
            lottery_number(self.question, options[o].aios, options[o].praktijk) * v
            for o, v in self.visit.items()
        )

    def best(
        self, target: Sum, at: Mapping[int, int], budget: Budget, *, most: bool
    ) -> tuple[dict[int, int], int, int | None]:
        """Optimises a sum from the plan at hand: the plan, its value, and the solver's bound."""
        if isinstance(target, int):
            return dict(at), target, target
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # ortools ships it untyped
        for (o, m), here in self.at.items():
            self.model.add_hint(here, at.get(o) == m)
        (self.model.maximize if most else self.model.minimize)(target)
        solver = solver_for(budget.left * SHARE, linear=1)
        bound: int | None = None
        if budget.solve(solver, self.model) in ("OPTIMAL", "FEASIBLE"):
            bound = round(solver.best_objective_bound)
        else:
            # Time ran out before anything was found: the plan at hand keeps its value.
            solver = solver_for(UNLIMITED)
            solver.parameters.fix_variables_to_their_hinted_value = True
            solver.solve(self.model)
        self._values = list(solver.response_proto.solution)
        return self.chosen_moments(solver.value), round(solver.objective_value), bound

    def value(self, target: Sum) -> int | None:
        """What a sum is in the solution at hand, None before the first."""
        from ortools.sat.python import cp_model

        if isinstance(target, int):
            return target
        if not self._values:
            return None
        flat = cp_model.FlatIntExpr(cp_model.LinearExpr.sum([target]))
        terms = zip(flat.vars, flat.coeffs, strict=True)
        value: int = int(flat.offset) + sum(int(c) * self._values[v.index] for v, c in terms)
        return value

    def all_of(self, target: Sum) -> int:
        """What a sum would be with every variable it counts."""
        from ortools.sat.python import cp_model

        flat = cp_model.FlatIntExpr(cp_model.LinearExpr.sum([target]))
        return int(flat.offset) + sum(int(factor) for factor in flat.coeffs if factor > 0)
