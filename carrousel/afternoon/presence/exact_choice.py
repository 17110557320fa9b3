"""Whom and when in one model, for what flow and chains could not settle when people come and go.

The ordered goals one after the other, each optimum fixed before the next, over all couples and all
turns in which both are there. One worker, a fixed seed and a limit in deterministic time: the same
round gives the same answer on every machine. It starts from the best plan so far, so the answer
is never worse.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from carrousel.afternoon.schedule_grid import Cell
from carrousel.afternoon.selection import NEUTRAL, Question, measured
from koppelronde.domain.language import Text
from koppelronde.progress import Progress, Tell

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_VARIABLES: Final = 30_000
SMALL: Final = 4_000
_SAYS: Final = Text("de beste gesprekken zoeken", "looking for the best conversations")


@dataclass(frozen=True, slots=True)
class ExactChoice:
    """The best plan found, how many goals from the first are proven, and the bound of the next."""

    cells: tuple[Cell, ...]
    proven: int
    bound: int


def choose_exactly(
    question: Question,
    here: Sequence[int],
    turns: int,
    tables: int,
    start: Sequence[Cell],
    known: Sequence[int],
    tell: Tell,
    rooted: Collection[int] = (),
) -> ExactChoice | None:
    """The best meetings by :meth:`Selection.values`; None when the model would be too large.

    ``here`` is everybody's mask of turns, movers first; ``start`` a plan that keeps the rules;
    ``known`` the best that each goal could have, as proven by the flow. Stayers of
    ``question.shared`` have one table; ``rooted`` movers are visited at their own.
    """
    possible = _possible(question, here, turns)
    if len(possible) > MOST_VARIABLES:
        return None
    model = _Model(question, possible, tables, rooted)
    model.start(start)
    # A unit of deterministic time is about a second; larger models get the time of one turn's wait.
    left = 5.0 if len(possible) <= SMALL else 2.0
    best = list(start)
    as_known = True
    for goal, at_best in enumerate(known):
        value = _values(question, best)[goal]
        if not as_known or value > at_best:
            # From here on the flow's bounds are about another choice.
            as_known = False
            found, bound, spent = model.minimise(goal, left, tell)
            left -= spent
            if found:
                best = found
                value = _values(question, best)[goal]
                model.start(best)
            if value > bound:
                return ExactChoice(tuple(sorted(best)), goal, bound)
        model.at_most(goal, value)
    return ExactChoice(tuple(sorted(best)), len(known), 0)


def reach_in(
    question: Question,
    here: Sequence[int],
    turns: int,
    tables: int,
    values: Sequence[int],
    rooted: Collection[int] = (),
) -> tuple[list[Cell], bool]:
    """Meetings as good as ``values`` in so many turns; else nothing, and whether that is proven."""
    possible = _possible(question, here, turns)
    if len(possible) > MOST_VARIABLES:
        return [], False
    model = _Model(question, possible, tables, rooted)
    for goal, value in enumerate(values):
        model.at_most(goal, value)
    return model.any_plan(1.0)


def _possible(question: Question, here: Sequence[int], turns: int) -> list[Cell]:
    n, m = len(question.mover_caps), len(question.stayer_caps)
    return [
        Cell(turn, i, j)
        for i in range(n)
        for j in range(m)
        if (i, j) not in question.forbidden
        for turn in range(turns)
        if here[i] & here[n + j] & 1 << turn
    ]


def _values(question: Question, cells: Sequence[Cell]) -> tuple[int, ...]:
    return measured(question, [(cell.mover, cell.stayer) for cell in cells]).values()


class _Model:
    """A variable for every couple and turn, and one for every further meeting of a person."""

    def __init__(
        self, question: Question, possible: Sequence[Cell], tables: int, rooted: Collection[int]
    ) -> None:
        from ortools.sat.python import cp_model

        self._model = cp_model.CpModel()
        self._at: Mapping[Cell, cp_model.IntVar] = {
            c: self._model.new_bool_var("") for c in possible
        }
        groups: defaultdict[tuple[str, int, int], list[cp_model.IntVar]] = defaultdict(list)
        table_of = {j: at for at, (who, _) in enumerate(question.shared) for j in who}
        for cell, meets in self._at.items():
            groups["couple", cell.mover, cell.stayer].append(meets)
            groups["mover", cell.mover, cell.turn].append(meets)
            groups["stayer", cell.stayer, cell.turn].append(meets)
            groups["turn", cell.turn, 0].append(meets)
            groups["all of mover", cell.mover, 0].append(meets)
            groups["all of stayer", cell.stayer, 0].append(meets)
            if cell.stayer in table_of and cell.mover not in rooted:
                groups["table", table_of[cell.stayer], cell.turn].append(meets)
        squares: dict[str, list[tuple[int, cp_model.IntVar]]] = {"mover": [], "stayer": []}
        for (kind, who, _), group in groups.items():
            if kind == "turn":
                self._model.add(sum(group) <= tables)
            elif kind == "all of mover":
                squares["mover"] += self._count(group, question.mover_caps[who])
            elif kind == "all of stayer":
                squares["stayer"] += self._count(group, question.stayer_caps[who])
            else:
                self._model.add_at_most_one(group)
        costs: list[list[tuple[int, cp_model.IntVar]]] = [[] for _ in range(4)]
        for cell, meets in self._at.items():
            worth = question.worth.get((cell.mover, cell.stayer), NEUTRAL)
            for goal, cost in enumerate(worth.cost):
                if cost:
                    costs[goal].append((cost, meets))
        meetings = [(-1, meets) for meets in self._at.values()]
        must, *wishes = costs
        self._goals = [
            sum(cost * var for cost, var in terms) if terms else 0
            for terms in (must, meetings, squares["mover"], squares["stayer"], *wishes)
        ]

    def _count(
        self, group: Sequence[cp_model.IntVar], most: int
    ) -> list[tuple[int, cp_model.IntVar]]:
        """The k-th meeting of somebody costs 2k - 1, so that k meetings cost k²."""
        ladder = [self._model.new_bool_var("") for _ in range(min(most, len(group)))]
        self._model.add(sum(group) == sum(ladder))
        for one, next_one in itertools.pairwise(ladder):
            self._model.add_implication(next_one, one)
        return [(2 * k - 1, meets) for k, meets in enumerate(ladder, 1)]

    def start(self, cells: Sequence[Cell]) -> None:
        """Begin the next search from this plan."""
        now = set(cells)
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for cell, meets in self._at.items():
            self._model.add_hint(meets, cell in now)

    def at_most(self, goal: int, value: int) -> None:
        """Never worse than this from now on."""
        self._model.add(self._goals[goal] <= value)

    def minimise(self, goal: int, limit: float, tell: Tell) -> tuple[list[Cell], int, float]:
        """The best plan for one goal (none without one), its bound, and the time it took."""
        from ortools.sat.python import cp_model

        class Listener(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                value, bound = abs(self.objective_value), abs(self.best_objective_bound)
                tell(Progress(_SAYS, round(value), round(bound)))

        self._model.minimize(self._goals[goal])
        solver = _solver(limit)
        status = solver.solve(self._model, Listener())
        spent = solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return [], round(solver.best_objective_bound), spent
        return self._cells(solver), round(solver.best_objective_bound), spent

    def any_plan(self, limit: float) -> tuple[list[Cell], bool]:
        """A plan that keeps to what was asked; else nothing, and whether there is none."""
        from ortools.sat.python import cp_model

        solver = _solver(limit)
        status = solver.solve(self._model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return self._cells(solver), True
        return [], status == cp_model.INFEASIBLE

    def _cells(self, solver: cp_model.CpSolver) -> list[Cell]:
        return [cell for cell, meets in self._at.items() if solver.boolean_value(meets)]


def _solver(limit: float) -> cp_model.CpSolver:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = max(limit, 0.1)
    return solver
