"""When: moments for the chosen visits, and another choice where no moment can be found.

First the choice of :mod:`carrousel.visit_selection` gets moments. Where that is impossible the
choice itself is opened again, goal by goal, with the values of the flow as bounds: so the
minimum holds whenever it can hold. One solver worker, a fixed seed and deterministic time: the
same round gives the same plan on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from koppelronde.language import Text

from carrousel.visit_model import VisitModel
from carrousel.visit_question import VisitQuestion
from carrousel.visit_selection import HOME, WHOM, Goal, Selection

TRAVEL: Final = Goal(
    "travel_minutes",
    Text("reistijd van huis langs de bezoeken en weer naar huis", "travel from home, along the visits of a day, and back"),
    "min", most=False,
)  # fmt: skip
DAYS: Final = Goal(
    "days", Text("dagen waarop iemand op pad gaat", "days on which somebody travels"),
    "days", most=False,
)  # fmt: skip
ABSENT: Final = Goal(
    "absent_trainers",
    Text("opleiders die er bij een bezoek niet zijn", "trainers not there during a visit"),
    "trainers", most=False,
)  # fmt: skip
WHEN: Final = (TRAVEL, DAYS, ABSENT)

Say = Callable[[Text], None]


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

    def __init__(self, built: VisitModel, limit: float) -> None:
        self.built = built
        self.left = limit
        self.best: dict[int, int] = {}
        self.hinted: frozenset[int] = frozenset()
        self._values: list[int] = []

    def run(self, goal: Goal | None, share: float) -> tuple[bool, bool, float]:
        """Optimises one goal; (a plan was found, proven, bound of the goal)."""
        from ortools.sat.python import cp_model

        model = self.built.model
        model.clear_objective()
        if goal is not None:
            target = self.built.goals[goal.name]
            if isinstance(target, int):
                return True, True, target
            (model.maximize if goal.most else model.minimize)(target)
        model.clear_hints()
        if self._values:
            model.proto.solution_hint.vars.extend(range(len(self._values)))
            model.proto.solution_hint.values.extend(self._values)
        else:
            for o, visit in self.built.visit.items():
                model.add_hint(visit, o in self.hinted)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = max(0.01, min(self.left, share))
        status = solver.solve(model)
        self.left -= solver.response_proto.deterministic_time
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        if found:
            self._values = list(solver.response_proto.solution)
            self.best = {o: m for (o, m), here in self.built.at.items() if solver.value(here)}
        sure = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        return found, sure, solver.best_objective_bound if goal is not None else 0

    def value(self, goal: Goal) -> int:
        """What the plan at hand reaches."""
        target = self.built.goals[goal.name]
        if isinstance(target, int):
            return target
        flat = self.built.flat(target)
        return flat.offset + sum(
            coefficient * self._values[index] for index, coefficient in flat.terms
        )


def time_visits(
    question: VisitQuestion, selection: Selection, limit: float, said: Say
) -> Timing:
    """Moments for the chosen visits; another choice where that is needed.

    ``limit`` is deterministic time of the solver, about a second each.
    """
    chosen = VisitModel(question, selection.chosen)
    for visit in chosen.visit.values():
        chosen.model.add(visit == 1)
    search = Search(chosen, limit)
    said(Text("Bezoeken: momenten zoeken", "Visits: finding moments"))
    found, _sure, _bound = search.run(None, limit / 4)
    flow_values = [
        Reached(goal, selection.values[goal.name], selection.values[goal.name])
        for goal in (*WHOM, HOME)
    ]
    if not found:
        search, flow_values = _choose_again(question, selection, search.left, said)
    reached = [*flow_values, *(_reach(search, goal, said) for goal in WHEN)]
    return Timing(at=search.best, reached=tuple(reached))


def _reach(search: Search, goal: Goal, said: Say, bound: int | None = None) -> Reached:
    """Optimises a goal, keeps what was reached; ``bound`` is known from elsewhere."""
    said(Text(f"Bezoeken: {goal.says.nl}", f"Visits: {goal.says.en}"))
    found, _sure, best = search.run(goal, search.left / 2)
    if not found and not search.best:
        raise RuntimeError("a plan with no visits at all must exist")
    value = search.value(goal)
    known = round(best) if found else None
    bounds = [b for b in (bound, known) if b is not None]
    if not bounds:
        bounds = [value if not goal.most else value]
    tightest = min(bounds) if goal.most else max(bounds)
    search.built.keep(goal.name, value, most=goal.most)
    return Reached(goal, value, tightest)


def _choose_again(
    question: VisitQuestion, selection: Selection, limit: float, said: Say
) -> tuple[Search, list[Reached]]:
    said(Text("Bezoeken: niet elk gekozen bezoek heeft een moment; opnieuw kiezen",
              "Visits: some chosen visit has no moment; choosing again"))  # fmt: skip
    open_options = [o for o in range(len(question.options)) if o not in selection.never]
    built = VisitModel(question, open_options)
    for goal in WHOM:
        built.keep(goal.name, selection.values[goal.name], most=goal.most)
    search = Search(built, limit)
    search.hinted = frozenset(selection.chosen)
    found, _sure, _bound = search.run(None, limit / 4)
    if found:
        kept = [Reached(g, selection.values[g.name], selection.values[g.name]) for g in WHOM]
        return search, [*kept, _reach(search, HOME, said, selection.values[HOME.name])]
    built = VisitModel(question, range(len(question.options)))
    search = Search(built, search.left)
    search.hinted = frozenset(selection.chosen)
    # A flow value bounds a goal only as long as every goal before it reached its own.
    as_flow = True
    reached: list[Reached] = []
    for goal in (*WHOM, HOME):
        bound = selection.values[goal.name] if as_flow else None
        reached.append(_reach(search, goal, said, bound))
        as_flow = as_flow and reached[-1].value == selection.values[goal.name]
    return search, reached
