"""Goals one after the other on one flow network, each optimum fixed before the next.

After a goal is solved, the dual prices of its optimum say which arcs can still vary: an arc with
a positive reduced cost is empty in *every* optimal flow, one with a negative reduced cost is
full in every one (complementary slackness, Ahuja, Magnanti and Orlin, *Network Flows*, 1993,
§9.4). Those are fixed, and the next goal is solved on what is left. So a lower goal can never
buy anything of a higher one, no weights are needed, and every optimum is proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Arcs:
    """A network under construction: one row per arc, ``costs`` one column per goal."""

    tails: list[int]
    heads: list[int]
    capacities: list[int]
    costs: list[tuple[int, ...]]

    def add(self, tail: int, head: int, capacity: int, costs: tuple[int, ...]) -> int:
        """Append an arc and give its index."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(costs)
        return len(self.tails) - 1


@dataclass(frozen=True, slots=True)
class Optimum:
    """The flow on every arc and the least total cost of every goal, in order."""

    flow: Sequence[int]
    values: tuple[int, ...]


def optimum(nodes: int, arcs: Arcs, source: int, sink: int, amount: int) -> Optimum | None:
    """Send ``amount`` from source to sink, least cost by the goals in order; None if it cannot."""
    import numpy as np

    tails = np.array(arcs.tails, dtype=np.int32)
    heads = np.array(arcs.heads, dtype=np.int32)
    room = np.array(arcs.capacities, dtype=np.int64)
    costs = np.array(arcs.costs, dtype=np.int64).reshape(len(tails), -1)
    goals = costs.shape[1]
    flow = np.zeros(len(tails), dtype=np.int64)
    supply = np.zeros(nodes, dtype=np.int64)
    supply[source], supply[sink] = amount, -amount
    free = np.flatnonzero(room > 0)
    solved = False
    for goal in range(goals):
        cost = costs[free, goal]
        last = goal == goals - 1
        if not cost.any() and not (last and not solved):
            continue
        part = _cheapest(tails[free], heads[free], room[free], cost, supply)
        if part is None:
            return None
        solved = True
        flow[free] = part
        if last:
            break
        price = _prices(nodes, tails[free], heads[free], room[free], cost, part)
        reduced = cost + price[tails[free]] - price[heads[free]]
        settled = reduced != 0
        full = free[settled & (reduced < 0)]
        flow[free[settled]] = 0
        flow[full] = room[full]
        np.subtract.at(supply, tails[full], room[full])
        np.add.at(supply, heads[full], room[full])
        free = free[~settled]
    values = tuple(int(value) for value in flow @ costs)
    return Optimum(flow.tolist(), values)


def _cheapest(
    tails: npt.NDArray[np.int32],
    heads: npt.NDArray[np.int32],
    room: Ints,
    cost: Ints,
    supply: Ints,
) -> Ints | None:
    import numpy as np
    from ortools.graph.python import min_cost_flow

    if not len(tails):
        return None if supply.any() else np.zeros(0, dtype=np.int64)
    solver = min_cost_flow.SimpleMinCostFlow()
    names = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room, cost)
    solver.set_nodes_supplies(np.arange(len(supply), dtype=np.int32), supply)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        return None
    if status != solver.OPTIMAL:
        raise RuntimeError(f"min cost flow ended with {status}")
    found: Ints = np.asarray(solver.flows(names), dtype=np.int64)
    return found


def _prices(
    nodes: int,
    tails: npt.NDArray[np.int32],
    heads: npt.NDArray[np.int32],
    room: Ints,
    cost: Ints,
    flow: Ints,
) -> Ints:
    """Shortest distances in the residual network; finite, for an optimum has no negative cycle."""
    import numpy as np

    ahead, back = flow < room, flow > 0
    start = np.concatenate([tails[ahead], heads[back]])
    end = np.concatenate([heads[ahead], tails[back]])
    length = np.concatenate([cost[ahead], -cost[back]])
    order = np.argsort(end, kind="stable")
    start, end, length = start[order], end[order], length[order]
    distance = np.zeros(nodes, dtype=np.int64)
    if not len(end):
        return distance
    first = np.flatnonzero(np.concatenate([[True], end[1:] != end[:-1]]))
    reached = end[first]
    for _ in range(nodes + 1):
        shortest = np.minimum.reduceat(distance[start] + length, first)
        if (shortest >= distance[reached]).all():
            return distance
        distance[reached] = np.minimum(distance[reached], shortest)
    raise RuntimeError("the flow was not optimal: a negative cycle is left")
