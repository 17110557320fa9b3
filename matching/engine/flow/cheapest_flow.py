"""The cheapest flow, starting from a flow that is nearly right: a few maximum flows.

Where costs go against the flow, arcs are filled or emptied, which leaves too much at some nodes
and too little at others. What is too much goes, by a maximum flow (OR-Tools), over ways whose
reduced cost is zero. What gets stuck makes all ways out of where it could get cheaper, until one
more is free, and goes on. So a stage costs about as much as it changes. Where there are many arcs
costs come in bit by bit, the highest first. Ahuja, Magnanti, Orlin, Network Flows, 9.8 (phases)
and 10.4 (scaling); H.N. Gabow, J. Comput. Syst. Sci. 31 (1985).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from ortools.graph.python import max_flow

if TYPE_CHECKING:
    from matching.engine.flow.circulation import BoolArray, IntArray, Ways

FAR: Final = 1 << 62
"""More than any reduced cost."""

FEW: Final = 200
"""Up to so many arcs costs come in all at once: less to do than bit by bit."""


def cheapest_flow(ways: Ways, cost: IntArray) -> IntArray:
    """Make the flow the cheapest with the same balance; ``cost`` is per arc.

    Returns the reduced cost of every way, the proof: at least 0 wherever there is room.
    """
    # To begin with, whatever leaves a node is compared with the best that leaves it.
    tail, head = ways.start[: ways.arcs], ways.end[: ways.arcs]
    least = np.zeros(ways.nodes, np.int64)
    np.minimum.at(least, tail, cost)
    above = cost - least[tail] + least[head]
    bit = int(np.abs(cost).max(initial=1)).bit_length() - 1 if len(cost) > FEW else 0
    onwards = above >> bit
    while True:
        reduced = np.concatenate([onwards, -onwards])
        _mend(ways, reduced)
        if bit == 0:
            return reduced
        bit -= 1
        onwards = 2 * reduced[: ways.arcs] + (above >> bit & 1)


def _mend(ways: Ways, reduced: IntArray) -> None:
    """Fill what is cheaper than nothing, and bring what that moves where it is too little.

    Changes the room of the ways and the reduced costs.
    """
    filled = np.where(reduced < 0, ways.room, 0)
    if not filled.any():
        return
    too_much = ways.take(filled)
    while (reached := send(ways, reduced == 0, too_much)) is not None:
        leads_on = reached[ways.start] & ~reached[ways.end] & (ways.room > 0)
        rise = reduced[leads_on].min(initial=FAR)
        if rise == FAR:
            raise AssertionError("the flow of the stage before is no longer possible")
        height = np.where(reached, 0, rise)
        reduced += height[ways.start] - height[ways.end]


def send(ways: Ways, free: BoolArray, too_much: IntArray) -> BoolArray | None:
    """Send all that can go over the free ways from where it is too much to where it is too little.

    Changes the room and ``too_much``. Returns which nodes what got stuck can reach; None when
    nothing did.
    """
    where = too_much.nonzero()[0]
    if not len(where):
        return None
    at = (free & (ways.room > 0)).nonzero()[0]
    amount = too_much[where]
    more, source, sink = amount > 0, ways.nodes, ways.nodes + 1
    solver = max_flow.SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(
        np.concatenate([ways.start[at], np.where(more, source, where)]),
        np.concatenate([ways.end[at], np.where(more, where, sink)]),
        np.concatenate([ways.room[at], np.abs(amount)]),
    )
    status = solver.solve(source, sink)
    if status != solver.OPTIMAL:
        raise AssertionError(f"maximum flow ended with {status}")
    sent = np.asarray(solver.flows(arcs), np.int64)
    ways.room[at] -= sent[: len(at)]
    ways.room[at - ways.arcs] += sent[: len(at)]
    too_much[where] -= np.where(more, sent[len(at) :], -sent[len(at) :])
    if not too_much.any():
        return None
    reached = np.zeros(ways.nodes + 2, np.bool_)
    reached[solver.get_source_side_min_cut()] = True
    return reached[: ways.nodes]
