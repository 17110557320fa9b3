"""The proof of a result that the flow kernel found: duals for a matching, however it was made.

Stage by stage, shortest path potentials of the residual graph of this matching. If a better
matching existed there would be no such potentials (a negative cycle), so this is also a check.
"""

from __future__ import annotations

from collections.abc import Sequence

from matching.duals import DualBook, empty_book
from matching.flow_kernel import arcs_of, counts_at, potentials
from matching.network import NONE, Network
from matching.policy import CoupleNumbers, GoalStage


def prices_of(
    network: Network,
    chosen: Sequence[int],
    numbers: CoupleNumbers,
    stages: Sequence[GoalStage],
) -> tuple[DualBook, list[int]]:
    """The duals of every goal, and per couple 0 where it may be in an optimum, else 1."""
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
    book = empty_book(network)
    out = arcs.nodes - 1
    for stage in stages:
        at = np.flatnonzero(arcs.active)
        on_couple = at[at < arcs.couples]
        counts = counts_at(stage, CoupleNumbers(*(column[on_couple] for column in numbers)))
        cost = np.zeros(len(at), np.int64)
        cost[: len(on_couple)] = -counts if stage.most else counts
        heights: dict[int, int] = {}
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
            heights = {int(x): -int(height[x]) for x in np.flatnonzero(height)}
        book.write(stage.name, heights)
        arcs.active[at[cost != 0]] = False
    return book, (~arcs.active[: arcs.couples]).astype(int).tolist()
