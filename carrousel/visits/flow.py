"""Ordered goals on one flow network, each optimum kept exactly before the next is sought.

No weights: after a goal is solved, the prices (dual values) of its optimum tell which arcs are
empty and which are full in *every* optimal flow. Those are fixed; whatever flow then fits the
network is optimal for all goals so far (complementary slackness; Ahuja, Magnanti and Orlin,
*Network Flows*, 1993, section 9.4).

Arcs that hardly any best flow uses can stay a table (:class:`Table`): after every goal they are
priced with the prices of the optimum, and those that would improve it become real arcs and the
goal is solved again, until none would. So the optimum is one of the whole network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

FREE: Final = 1 << 30
"""Capacity of an arc without a limit."""


TRIES: Final = 8
"""So often prices are passed on before the arcs of the table that lower them become real."""

HIGH: Final = 1 << 60


class NoFlow(Exception):
    """No flow keeps all lower bounds."""


@dataclass(slots=True, eq=False)
class Table:
    """Arcs of capacity one that carry nothing: ``tail[row, column] → head[column]``.

    ``open`` says which there are; it shrinks to those that can carry something in an optimum.
    ``enter`` is told which (row, column) become arcs and gives them, in that order, with
    :meth:`OrderedFlow.arc`.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    open: NDArray[np.bool_]
    enter: Callable[[list[tuple[int, int]]], None]


class OrderedFlow:
    """A circulation on arcs ``tail → head`` with capacities, optimised goal after goal.

    ``arc`` adds arcs and returns their number; ``best`` optimises a cost per arc and narrows the
    network to the optimal flows of that cost.
    """

    def __init__(self, nodes: int) -> None:
        self.nodes = nodes
        self._tails: list[int] = []
        self._heads: list[int] = []
        self._lower: list[int] = []
        self._upper: list[int] = []
        self._low: Whole | None = None
        self._high: Whole | None = None
        self._flow: Whole | None = None
        self.table: Table | None = None

    def arc(self, tail: int, head: int, capacity: int, at_least: int = 0) -> int:
        """A new arc; its number."""
        self._tails.append(tail)
        self._heads.append(head)
        self._lower.append(at_least)
        self._upper.append(capacity)
        return len(self._tails) - 1

    def _arrays(self) -> tuple[Whole, Whole, Whole, Whole]:
        import numpy as np

        if self._low is None or self._high is None:
            self._tail = np.array(self._tails, dtype=np.int64)
            self._head = np.array(self._heads, dtype=np.int64)
            self._low = np.array(self._lower, dtype=np.int64)
            self._high = np.array(self._upper, dtype=np.int64)
        elif len(self._tails) > len(self._tail):
            more = slice(len(self._tail), None)
            self._tail = np.r_[self._tail, np.array(self._tails[more], dtype=np.int64)]
            self._head = np.r_[self._head, np.array(self._heads[more], dtype=np.int64)]
            self._low = np.r_[self._low, np.array(self._lower[more], dtype=np.int64)]
            self._high = np.r_[self._high, np.array(self._upper[more], dtype=np.int64)]
        return self._tail, self._head, self._low, self._high

    def best(self, gains: dict[int, int], costs: Whole | None = None) -> int:
        """The highest total gain over all flows still allowed; narrows to those that reach it.

        ``costs`` are what the arcs of the table cost (nothing where not given).
        """
        import numpy as np

        tail, _head, low, high = self._arrays()
        cost = np.zeros(len(tail), dtype=np.int64)
        numbers = np.fromiter(gains.keys(), dtype=np.int64, count=len(gains))
        cost[numbers] = -np.fromiter(gains.values(), dtype=np.int64, count=len(gains))
        if self._flow is not None and costs is None:
            # A goal that the flow at hand already reaches on every arc needs no solving.
            wished = np.where(cost < 0, high, low)
            touched = cost != 0
            if bool((self._flow[touched] == wished[touched]).all()):
                low[touched] = high[touched] = self._flow[touched]
                return -int((cost * self._flow).sum())
        while True:
            flow = self._solve(cost)
            price, improving = self._prices(cost, flow, costs)
            if not improving:
                break
            assert self.table is not None
            before = len(cost)
            for row, column in improving:
                self.table.open[row, column] = False
            self.table.enter(improving)
            self._arrays()
            entered = np.zeros(len(improving), dtype=np.int64)
            if costs is not None:
                entered = np.array([costs[at] for at in improving], dtype=np.int64)
            assert len(self._tail) == before + len(improving), "every pair becomes one arc"
            cost = np.r_[cost, entered]
        self._flow = flow
        self._narrow(cost, price, costs)
        return -int((cost * flow).sum())

    def flow(self) -> Whole:
        """The last flow found."""
        assert self._flow is not None, "no goal has been solved yet"
        return self._flow

    def open_arcs(self, arcs: list[int]) -> set[int]:
        """Those of the arcs whose amount still differs between best flows."""
        import numpy as np

        _tail, _head, low, high = self._arrays()
        numbers = np.array(arcs, dtype=np.int64)
        return set(numbers[low[numbers] < high[numbers]].tolist())

    def _solve(self, cost: Whole) -> Whole:
        import numpy as np
        from ortools.graph.python import min_cost_flow

        tail, head, low, high = self._arrays()
        open_arcs = np.flatnonzero(high > low)
        supply = np.zeros(self.nodes, dtype=np.int64)
        np.subtract.at(supply, tail, low)
        np.add.at(supply, head, low)
        solver = min_cost_flow.SimpleMinCostFlow()
        numbers = solver.add_arcs_with_capacity_and_unit_cost(
            tail[open_arcs], head[open_arcs], (high - low)[open_arcs], cost[open_arcs]
        )
        solver.set_nodes_supplies(np.arange(self.nodes, dtype=np.int64), supply)
        status = solver.solve()
        if status == solver.INFEASIBLE:
            raise NoFlow
        if status != solver.OPTIMAL:
            raise RuntimeError(f"the flow network was not solved: {status}")
        flow = low.copy()
        flow[open_arcs] += np.asarray(solver.flows(numbers), dtype=np.int64)
        return flow

    def _prices(
        self, cost: Whole, flow: Whole, costs: Whole | None
    ) -> tuple[Whole, list[tuple[int, int]]]:
        """Prices that prove the flow best; else arcs of the table that may improve it."""
        import numpy as np

        tail, head, low, high = self._arrays()
        forward, backward = flow < high, flow > low
        start = np.concatenate([tail[forward], head[backward]])
        end = np.concatenate([head[forward], tail[backward]])
        length = np.concatenate([cost[forward], -cost[backward]])
        order = np.argsort(end, kind="stable")
        start, end, length = start[order], end[order], length[order]
        firsts = np.flatnonzero(np.r_[True, end[1:] != end[:-1]]) if len(end) else end
        reached = end[firsts]
        price = np.zeros(self.nodes, dtype=np.int64)

        def settle() -> None:
            while len(reached):
                # Bellman-Ford, all arcs at once; an optimal flow leaves no negative cycle.
                ahead = np.minimum.reduceat(price[start] + length, firsts)
                nearer = np.minimum(price[reached], ahead)
                if bool((nearer == price[reached]).all()):
                    break
                price[reached] = nearer

        settle()
        if self.table is None or not self.table.open.any():
            return price, []
        rows: Whole = np.zeros(0, dtype=np.int64)
        lower: Whole = rows
        for _ in range(TRIES):
            along = np.where(self.table.open, price[self.table.tail], HIGH)
            if costs is not None:
                along += costs
            rows = along.argmin(axis=0)
            nearest = along[rows, np.arange(along.shape[1])]
            lower = np.flatnonzero(nearest < price[self.table.head])
            if not len(lower):
                return price, []
            price[self.table.head[lower]] = nearest[lower]
            settle()
        return price, [(int(rows[column]), int(column)) for column in lower]

    def _narrow(self, cost: Whole, price: Whole, costs: Whole | None) -> None:
        tail, head, low, high = self._arrays()
        reduced = cost + price[tail] - price[head]
        high[reduced > 0] = low[reduced > 0]
        low[reduced < 0] = high[reduced < 0]
        if self.table is not None:
            beyond = price[self.table.tail] - price[self.table.head][None, :]
            self.table.open &= (beyond if costs is None else beyond + costs) == 0
