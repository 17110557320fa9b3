"""The best days where not everybody can have the cheapest: partitions as columns of CP-SAT.

λ(a, k) chooses a partition of somebody's visits, s(B, d) puts a block on a day, x(o, m) a visit at
a moment. Only partitions and days are in the model that cost somebody at most ``slack`` more than
the cheapest: when an optimum exceeds the sum of everybody's cheapest by no more than ``slack``,
whoever takes a partition outside the model alone would exceed it already, so it is the optimum of
everything (docs/formulation-visits.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from carrousel.visits.days.blocks import Block, Spot
from carrousel.visits.days.moment_model import Budget, one_at_a_time, solver_for, time_between
from carrousel.visits.days.partitions import Cheapest

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Found:
    """A plan of those people's days: its cost, and the bound the solver proved for the model."""

    cost: int
    bound: int
    at: dict[int, int]


class _Model:
    """The model for some people within a slack, beside moments that others hold."""

    def __init__(
        self,
        cheapest: Cheapest,
        people: Sequence[int],
        slack: int,
        held: Iterable[tuple[int, Spot]],
    ) -> None:
        from ortools.sat.python import cp_model

        self.many = cheapest.many
        self.model = cp_model.CpModel()
        self.costs: list[tuple[cp_model.IntVar, int]] = []
        self.at: dict[tuple[int, int], cp_model.IntVar] = {}
        self.even = True
        """Whether everything in the model costs what the cheapest cost together."""
        for a in people:
            self._person(cheapest, a, slack)
        mine = [o for a in people for o in self.many.of_aios[a]]
        one_at_a_time(self.model, self.many, self.at, mine, held)

    def _person(self, cheapest: Cheapest, a: int, slack: int) -> None:
        many, model = self.many, self.model
        limit = cheapest.first(a).cost + slack
        allowed = cheapest.within(a, limit)
        blocks: dict[tuple[int, ...], Block] = {}
        room: dict[tuple[int, ...], int] = {}
        chosen: dict[tuple[int, ...], list[cp_model.IntVar]] = defaultdict(list)
        if allowed is None:
            for of in many.blocks(a)[1].values():
                blocks |= {block.options: block for _, block in of}
            room = dict.fromkeys(blocks, limit)
            self.even = False
        else:
            lots = [model.new_bool_var(f"split{a},{k}") for k in range(len(allowed))]
            model.add_exactly_one(lots)
            for taken, partition in zip(lots, allowed, strict=True):
                spare = limit - sum(block.least for block in partition.blocks)
                self.even = self.even and not spare
                for block in partition.blocks:
                    blocks[block.options] = block
                    chosen[block.options].append(taken)
                    room[block.options] = max(room.get(block.options, 0), spare)
        on: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        a_day: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        in_order: list[tuple[tuple[int, ...], int, cp_model.IntVar]] = []
        for key, block in blocks.items():
            here = []
            for day, order, cost in self._ways(block, block.least + room[key]):
                put = model.new_bool_var(f"day{key},{day}")
                self.costs.append((put, cost))
                here.append(put)
                a_day[day].append(put)
                for o in key:
                    on[o, day].append(put)
                if len(key) > 2:
                    in_order.append((order, day, put))
            if allowed is not None:
                model.add(sum(here) == sum(chosen[key]))
        for here in a_day.values():
            model.add_at_most_one(here)
        self._moments(a, on)
        for order, day, put in in_order:
            self._runs_forward(order, day, put)

    def _ways(self, block: Block, limit: int) -> Iterable[tuple[int, tuple[int, ...], int]]:
        """(day, order, cost) of a block within the limit; one order where it does not matter."""
        for day, cost in block.cost.items():
            if cost > limit:
                continue
            if len(block.options) <= 2:
                yield day, block.options, cost
                continue
            orders = self.many.orders(block.options, day)
            for tour, order in orders:
                longer = cost + (tour - orders[0][0]) * self.many.factors.minute
                if longer <= limit:
                    yield day, order, longer

    def _moments(self, a: int, on: Mapping[tuple[int, int], list[cp_model.IntVar]]) -> None:
        visited: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (o, day), puts in on.items():
            here = []
            for spot in self.many.spots[o][day]:
                self.at[o, spot.moment] = self.model.new_bool_var(f"at{o},{spot.moment}")
                here.append(self.at[o, spot.moment])
            self.model.add(sum(here) == sum(puts))
            visited[o] += puts
        for o in self.many.of_aios[a]:
            self.model.add_exactly_one(visited[o])
        time_between(self.model, self.many, self.at, self.many.of_aios[a])

    def _runs_forward(self, order: Sequence[int], day: int, put: cp_model.IntVar) -> None:
        """Three visits and more: travel depends on their order, so the order is kept."""
        for o, q in pairwise(order):
            for spot in self.many.spots[o][day]:
                early = [self.at[q, s.moment] for s in self.many.spots[q][day]
                         if s.starts < spot.starts]  # fmt: skip
                if early:
                    self.model.add(put + self.at[o, spot.moment] + sum(early) <= 2)


def solve_within(
    cheapest: Cheapest,
    people: Sequence[int],
    slack: int,
    held: Iterable[tuple[int, Spot]],
    budget: Budget,
    *,
    most: int | None = None,
) -> tuple[str, Found | None]:
    """The least cost within the slack; with ``most``, a bound, whether a plan reaches just that."""
    built = _Model(cheapest, people, slack, held)
    base = cheapest.base(people)
    total = sum(var * cost for var, cost in built.costs)
    if most is None:
        built.model.minimize(total)
    elif slack or not built.even:
        built.model.add(total <= most)
    solver = solver_for(budget.left)
    status = budget.solve(solver, built.model)
    if status not in ("OPTIMAL", "FEASIBLE"):
        return status, None
    cost = sum(c for var, c in built.costs if solver.value(var))
    bound = max(base, round(solver.best_objective_bound)) if most is None else most
    at = {o: m for (o, m), here in built.at.items() if solver.value(here)}
    return status, Found(cost, bound, at)
