"""One model of the visits, solved again and again: the best plan so far and what bounds it.

One worker, a fixed seed and deterministic time: the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carrousel.visits.goals import Goal
from carrousel.visits.model import VisitModel

if TYPE_CHECKING:
    from carrousel.visits.model import Sum


@dataclass(frozen=True, slots=True)
class Reached:
    """What a goal reached: ``bound`` is the best that could be possible."""

    goal: Goal
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Option → moment, and what each goal reached, in order."""

    at: Mapping[int, int]
    reached: tuple[Reached, ...]


class Search:
    """One model, solved again and again within one budget of deterministic time."""

    def __init__(
        self,
        built: VisitModel,
        limit: float,
        hinted: Iterable[int] = (),
        at: Mapping[int, int] | None = None,
    ) -> None:
        self._at = dict(at or {})
        self.built = built
        self.left = limit
        self.best: dict[int, int] = {}
        self.found = False
        self._hinted = frozenset(hinted)
        self._values: list[int] = []

    def run(self, target: Sum | None, *, most: bool = False, share: float = 1.0) -> int | None:
        """Optimises a sum with that share of the time left; its bound, None without a plan.

        The best plan so far stays in ``best``.
        """
        from ortools.sat.python import cp_model

        model = self.built.model
        model.clear_objective()  # type: ignore[no-untyped-call]  # ortools ships it untyped
        if target is not None and not isinstance(target, int):
            (model.maximize if most else model.minimize)(target)
        model.clear_hints()  # type: ignore[no-untyped-call]  # ortools ships it untyped
        if self._values:
            model.proto.solution_hint.vars.extend(range(len(self._values)))
            model.proto.solution_hint.values.extend(self._values)
        else:
            for o, visit in self.built.visit.items():
                model.add_hint(visit, o in self._hinted)
            for (o, m), here in self.built.at.items():
                if o in self._at:
                    model.add_hint(here, self._at[o] == m)
        solver = cp_model.CpSolver()
        # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        # Full linear relaxation: proves in 0.4 s what takes minutes without (24 x 26). Only
        # finding moments goes faster without (800 x 800: 13 s against 32 s).
        solver.parameters.linearization_level = 2 if self.built.legs_known else 0
        solver.parameters.max_deterministic_time = max(0.01, self.left * share)
        status = solver.solve(model)
        self.left -= solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        self.found = True
        self._values = list(solver.response_proto.solution)
        self.best = {o: m for (o, m), here in self.built.at.items() if solver.value(here)}
        if target is None or isinstance(target, int):
            return target
        return round(solver.best_objective_bound)

    def first_plan(self) -> None:
        """Any plan at all, so that the limit never leaves people with nothing."""
        if not self.found:
            left, self.left = self.left, float("inf")
            self.run(None)
            self.left = left

    def all_of(self, goal: Goal) -> int:
        """What the goal would be with every variable it counts."""
        flat = self.built.flat(self.built.goals[goal.name])
        return flat.offset + sum(coefficient for _, coefficient in flat.terms if coefficient > 0)

    def value(self, goal: Goal) -> int:
        """What the plan at hand reaches."""
        target = self.built.goals[goal.name]
        if isinstance(target, int):
            return target
        flat = self.built.flat(target)
        return flat.offset + sum(
            coefficient * self._values[index] for index, coefficient in flat.terms
        )
