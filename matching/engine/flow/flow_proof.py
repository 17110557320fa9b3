"""The proof of a result that the flow kernel found: prices for a matching, however it was made.

Stage by stage, shortest path potentials of the residual graph of this matching. If a better
matching existed there would be no such potentials (a negative cycle), so this is also a check.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matching.engine.flow.circulation import arcs_of
from matching.engine.flow.flow_kernel import counts_at
from matching.engine.network import NONE, Network
from matching.engine.prices import FREE_BITS, DualBook, book_of, shifts_of
from matching.goals.couple_arrays import Columns
from matching.goals.policy import GoalStage

if TYPE_CHECKING:
    from matching.engine.flow.circulation import IntArray


def prices_of(
    network: Network,
    chosen: Sequence[int],
    numbers: Columns,
    stages: Sequence[GoalStage],
    largest: Sequence[int],
) -> tuple[DualBook, list[int]]:
    """The heights for all goals, and per couple 0 where it may be in an optimum, else 1.

    ``largest`` is the most that any couple of the round counts in each stage.
    """
    import numpy as np

    arcs = arcs_of(network)
    n, first_praktijk = len(network.aios), len(network.aios) + len(network.haos)
    for aios, couple in enumerate(chosen):
        if couple != NONE:
            arcs.flow[couple] = 1
            arcs.flow[arcs.couples + aios] = 1
            hao = network.head[couple]
            arcs.flow[arcs.couples + n + hao] += 1
            if network.parent[hao] != NONE:
                arcs.flow[arcs.couples + first_praktijk + network.parent[hao]] += 1
    # Couples are not limited by themselves, only by their AIOS: their duals must not be needed.
    arcs.capacity[: arcs.couples] = 2
    arcs.active[:] = True
    out = arcs.nodes - 1
    heights = [0] * out
    shifts = shifts_of(largest, n, FREE_BITS)
    for stage, shift in zip(stages, shifts, strict=True):
        at = np.flatnonzero(arcs.active)
        on_couple = at[at < arcs.couples]
        counts = counts_at(stage, numbers)[on_couple]
        cost = np.zeros(len(at), np.int64)
        cost[: len(on_couple)] = -counts if stage.most else counts
        if arcs.flow[at][cost != 0].any() or (cost < 0).any():
            tail, head = arcs.tail[at], arcs.head[at]
            forward, backward = arcs.flow[at] < arcs.capacity[at], arcs.flow[at] > 0
            height = potentials(
                np.concatenate([tail[forward], head[backward]]),
                np.concatenate([head[forward], tail[backward]]),
                np.concatenate([cost[forward], -cost[backward]]),
                arcs.nodes,
            )
            height -= height[out]
            cost = cost + height[tail] - height[head]
            for node in np.flatnonzero(height).tolist():
                heights[node] -= int(height[node]) << shift
        arcs.active[at[cost != 0]] = False
    return book_of(network, heights), (~arcs.active[: arcs.couples]).astype(int).tolist()


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
