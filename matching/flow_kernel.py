"""Kernel A: one minimum-cost flow per stage, on what the stages before it left open.

Every AIOS sends at most one unit through an HAO (and its practice) back to the start. OR-Tools'
cost-scaling flow solves a stage; shortest path potentials of the residual graph then show which
arcs carry the same in every optimum (complementary slackness), and arcs between two strongly
connected parts of what is tight are fixed as well. The next stage sees only the rest, so the
graph shrinks and no weight ever holds more than one goal. Ahuja, Magnanti, Orlin, Network Flows,
chapters 9 and 10.

Shares only the network and the goals with the integer kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matching.flow_lottery import draw_on_arcs
from matching.network import NONE, Network
from matching.policy import GOALS, CoupleNumbers, GoalStage
from matching.strong_parts import strong_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]


RANKS: Final = {"worst_ranks": "worse_rank", "own_worst_rank": "rank_by_aios"}
"""Goals with a stage per rank, and the column that they look at."""

SMALL: Final = 4000
"""Up to so many arcs the strongly connected parts are found without loading scipy."""


@dataclass(slots=True)
class Arcs:
    """All arcs with their flow; ``active`` ones can still differ between the optima.

    Order: the couples, then start → AIOS, then HAO → practice or end, then practice → end.
    Start and end are the same node, the last one.
    """

    tail: IntArray
    head: IntArray
    capacity: IntArray
    flow: IntArray
    active: BoolArray
    nodes: int
    couples: int


def arcs_of(network: Network) -> Arcs:
    """The round as a circulation, with nothing flowing yet."""
    import numpy as np

    n, haos, praktijken = len(network.aios), len(network.haos), len(network.praktijken)
    out = n + haos + praktijken
    up = [out if p == NONE else n + haos + p for p in network.parent]
    tail = np.concatenate(
        [
            np.asarray(network.tail, np.int64),
            np.full(n, out, np.int64),
            np.arange(n, out, dtype=np.int64),
        ]
    )
    head = np.concatenate(
        [
            np.asarray(network.head, np.int64) + n,
            np.arange(n, dtype=np.int64),
            np.asarray(up, np.int64),
            np.full(praktijken, out, np.int64),
        ]
    )
    couples = len(network.tail)
    capacity = np.concatenate(
        [
            np.ones(couples + n, np.int64),
            np.asarray(network.room_hao, np.int64),
            np.asarray(network.room_praktijk, np.int64),
        ]
    )
    flow = np.zeros(len(tail), np.int64)
    return Arcs(tail, head, capacity, flow, capacity > 0, out + 1, couples)


def solve_flow(
    network: Network,
    numbers: CoupleNumbers,
    stages: Sequence[GoalStage],
    *,
    seed: str | None,
    tick: Callable[[int, int], None] | None = None,
) -> list[int]:
    """The couple of each AIOS (or NONE) after all stages, and after the lottery of this seed.

    Without a seed any optimum comes out.
    """
    import numpy as np

    arcs = arcs_of(network)
    for number, stage in enumerate(stages):
        if tick is not None:
            tick(number, len(stages))
        if not arcs.active.any():
            break
        if stage.goal in RANKS and (number == 0 or stages[number - 1].goal != stage.goal):
            _drop_avoidable(arcs, getattr(numbers, RANKS[stage.goal]), stages[number:])
        at = np.flatnonzero(arcs.active[: arcs.couples])
        counts = counts_at(stage, CoupleNumbers(*(column[at] for column in numbers)))
        if counts.any():
            cost = np.zeros(len(arcs.tail), np.int64)
            cost[at] = -counts if stage.most else counts
            _stage(arcs, cost)
    if seed is not None:
        draw_on_arcs(network, arcs, numbers.rank_by_aios, seed)
    chosen = [NONE] * len(network.aios)
    for couple in np.flatnonzero(arcs.flow[: arcs.couples]).tolist():
        chosen[network.tail[couple]] = couple
    return chosen


def counts_at(stage: GoalStage, there: CoupleNumbers) -> IntArray:
    """What these couples count in this stage."""
    import numpy as np

    return np.asarray(GOALS[stage.goal].counts(there, stage.number)).astype(np.int64)


def _drop_avoidable(arcs: Arcs, ranks: IntArray, stages: Sequence[GoalStage]) -> None:
    """Close all couples on ranks that can be avoided altogether, found by halving.

    ``stages`` begins with a run of stages, one per rank, worst first: saves a flow per rank.
    """
    import numpy as np

    goal, top = stages[0].goal, stages[0].number
    run = next((n for n, stage in enumerate(stages) if stage.goal != goal), len(stages))
    bottom = stages[run - 1].number
    couples = arcs.active[: arcs.couples]
    used = ranks[couples & (arcs.flow[: arcs.couples] > 0) & (ranks <= top)]
    low, high = bottom - 1, int(used.max(initial=bottom - 1))
    while low < high:
        middle = (low + high) // 2
        at = np.flatnonzero(arcs.active)
        on_rank = at[at < arcs.couples]
        avoided = on_rank[(ranks[on_rank] > middle) & (ranks[on_rank] <= top)]
        keep = np.setdiff1d(at, avoided, assume_unique=True)
        flow = _feasible(arcs, at, keep)
        if flow is None:
            low = middle + 1
        else:
            arcs.flow[avoided] = 0
            arcs.flow[keep] = flow
            high = middle
    closed = np.flatnonzero(couples)
    arcs.active[closed[(ranks[closed] > high) & (ranks[closed] <= top)]] = False


def _feasible(arcs: Arcs, at: IntArray, keep: IntArray) -> IntArray | None:
    """A flow over the arcs ``keep`` with the balance that the arcs ``at`` have now, or None."""
    import numpy as np

    nodes, ends = np.unique(np.concatenate([arcs.tail[at], arcs.head[at]]), return_inverse=True)
    tail, head = ends[: len(at)], ends[len(at) :]
    supply = _balance(tail, head, arcs.flow[at], len(nodes))
    among = np.isin(at, keep, assume_unique=True)
    return _flow(
        tail[among], head[among], arcs.capacity[keep], np.zeros(len(keep), np.int64), supply
    )


def _balance(tail: IntArray, head: IntArray, flow: IntArray, nodes: int) -> IntArray:
    """What flows out of every node minus what flows in."""
    import numpy as np

    out = np.bincount(tail, flow, nodes) - np.bincount(head, flow, nodes)
    return out.astype(np.int64)


def _flow(
    tail: IntArray, head: IntArray, capacity: IntArray, cost: IntArray, supply: IntArray
) -> IntArray | None:
    """The cheapest flow with these supplies; None when there is no flow at all."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    solver.set_nodes_supplies(np.arange(len(supply)), supply)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        return None
    if status != solver.OPTIMAL:
        raise AssertionError(f"minimum cost flow ended with {status}")
    return np.asarray(solver.flows(arcs), np.int64)


def _stage(arcs: Arcs, cost: IntArray) -> None:
    """Optimise one stage over the active arcs and fix all that no optimum can change."""
    import numpy as np

    wanted = arcs.active & (cost != 0)
    # Fewest, and none in use already: nothing to solve, none can ever be used.
    if not (arcs.flow[wanted].any() or (cost[wanted] < 0).any()):
        arcs.active[wanted] = False
        return
    at = np.flatnonzero(arcs.active)
    nodes, ends = np.unique(np.concatenate([arcs.tail[at], arcs.head[at]]), return_inverse=True)
    tail, head, size = ends[: len(at)], ends[len(at) :], len(nodes)
    supply = _balance(tail, head, arcs.flow[at], size)
    flow = _flow(tail, head, arcs.capacity[at], cost[at], supply)
    if flow is None:
        raise AssertionError("the flow of the stage before is no longer possible")
    arcs.flow[at] = flow
    forward, backward = flow < arcs.capacity[at], flow > 0
    from_ = np.concatenate([tail[forward], head[backward]])
    to = np.concatenate([head[forward], tail[backward]])
    price = np.concatenate([cost[at][forward], -cost[at][backward]])
    height = potentials(from_, to, price, size)
    stays = cost[at] + height[tail] - height[head] == 0
    tight = price + height[from_] - height[to] == 0
    part = _parts(from_[tight], to[tight], size)
    arcs.active[at] = stays & (part[tail] == part[head])


def potentials(from_: IntArray, to: IntArray, price: IntArray, nodes: int) -> IntArray:
    """Heights under which no residual arc has a negative reduced price (Bellman-Ford)."""
    import numpy as np

    order = np.argsort(to, kind="stable")
    from_, to, price = from_[order], to[order], price[order]
    first = np.flatnonzero(np.concatenate([[True], to[1:] != to[:-1]]))
    targets = to[first]
    height = np.zeros(nodes, np.int64)
    for _ in range(nodes + 1):
        best = np.minimum(np.minimum.reduceat(height[from_] + price, first), height[targets])
        if (best == height[targets]).all():
            return height
        height[targets] = best
    raise AssertionError("a flow that is not the cheapest")


def _parts(from_: IntArray, to: IntArray, nodes: int) -> IntArray:
    """The strongly connected part of every node."""
    import numpy as np

    if len(from_) > SMALL:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        graph = coo_array((np.ones(len(from_), np.int8), (from_, to)), shape=(nodes, nodes))
        return np.asarray(connected_components(graph.tocsr(), connection="strong")[1], np.int64)
    following: list[list[int]] = [[] for _ in range(nodes)]
    for start, end in zip(from_.tolist(), to.tolist(), strict=True):
        following[start].append(end)
    return np.asarray(strong_parts(following), np.int64)
