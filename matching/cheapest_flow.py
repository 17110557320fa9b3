"""The cheapest flow, starting from a flow that is nearly right: a few maximum flows.

Costs come in bit by bit, the highest first. A bit more makes some arcs wrong: they are filled or
emptied, which leaves too much at some nodes and too little at others. What is too much goes, by a
maximum flow (OR-Tools), over arcs whose reduced cost is zero. What gets stuck raises the heights
of all nodes that it cannot reach, until one more arc is free, and goes on. So a stage costs about
as much as it changes, and the heights are the proof. Ahuja, Magnanti, Orlin, Network Flows, 9.8
(phases) and 10.4 (scaling); H.N. Gabow, J. Comput. Syst. Sci. 31 (1985).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matching.circulation import balance

if TYPE_CHECKING:
    from matching.circulation import BoolArray, IntArray

FAR: Final = 1 << 62
"""More than any reduced cost."""


def cheapest_flow(
    tail: IntArray,
    head: IntArray,
    capacity: IntArray,
    cost: IntArray,
    flow: IntArray,
    nodes: int,
) -> tuple[IntArray, IntArray]:
    """The cheapest flow with the balance of ``flow``, and heights that prove it.

    ``cost + height[tail] - height[head]`` is at least 0 where more could flow, and at most 0
    where less could.
    """
    import numpy as np

    bits = int(np.abs(cost).max(initial=0)).bit_length()
    # To begin with, whatever leaves a node is compared with the best that leaves it.
    least = np.zeros(nodes, np.int64)
    np.minimum.at(least, tail, cost)
    above = cost - least[tail] + least[head]
    height = np.zeros(nodes, np.int64)
    for bit in reversed(range(bits)):
        height *= 2
        reduced = (above >> bit) + height[tail] - height[head]
        mended = np.where(reduced < 0, capacity, np.where(reduced > 0, 0, flow))
        too_much = balance(tail, head, flow - mended, nodes)
        flow = mended
        _mend(tail, head, capacity, reduced, flow, too_much, height)
    return flow, height - least


def _mend(
    tail: IntArray,
    head: IntArray,
    capacity: IntArray,
    reduced: IntArray,
    flow: IntArray,
    too_much: IntArray,
    height: IntArray,
) -> None:
    """Bring everything where it is too little; changes flow, reduced costs and heights."""
    while too_much.any():
        reached = send(tail, head, capacity, reduced == 0, flow, too_much)
        if not too_much.any():
            return
        leaves, enters = reached[tail], reached[head]
        onwards = leaves & ~enters & (flow < capacity)
        back = enters & ~leaves & (flow > 0)
        rise = min(reduced[onwards].min(initial=FAR), (-reduced[back]).min(initial=FAR))
        if rise == FAR:
            raise AssertionError("the flow of the stage before is no longer possible")
        height[~reached] += rise
        reduced[leaves & ~enters] -= rise
        reduced[enters & ~leaves] += rise


def send(
    tail: IntArray,
    head: IntArray,
    capacity: IntArray,
    free: BoolArray,
    flow: IntArray,
    too_much: IntArray,
) -> BoolArray:
    """Send all that can go over the free arcs from where it is too much to where it is too little.

    Changes ``flow`` and ``too_much``. Returns which nodes could be reached from what is stuck.
    """
    import numpy as np
    from ortools.graph.python import max_flow

    onwards = np.flatnonzero(free & (flow < capacity))
    back = np.flatnonzero(free & (flow > 0))
    more, less = np.flatnonzero(too_much > 0), np.flatnonzero(too_much < 0)
    nodes = len(too_much)
    source, sink = nodes, nodes + 1
    solver = max_flow.SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(
        np.concatenate([tail[onwards], head[back], np.full(len(more), source), less]),
        np.concatenate([head[onwards], tail[back], more, np.full(len(less), sink)]),
        np.concatenate(
            [capacity[onwards] - flow[onwards], flow[back], too_much[more], -too_much[less]]
        ),
    )
    status = solver.solve(source, sink)
    if status != solver.OPTIMAL:
        raise AssertionError(f"maximum flow ended with {status}")
    sent = np.asarray(solver.flows(arcs), np.int64)
    given = len(onwards) + len(back)
    taken = given + len(more)
    flow[onwards] += sent[: len(onwards)]
    flow[back] -= sent[len(onwards) : given]
    too_much[more] -= sent[given:taken]
    too_much[less] += sent[taken:]
    reached = np.zeros(nodes + 2, np.bool_)
    reached[solver.get_source_side_min_cut()] = True
    return reached[:nodes]
