"""The lottery on what the flow kernel left open: plain searches over the arcs still active.

A second way to the same result as :mod:`matching.engine.optimal_face`, for comparison: no prices,
no sets out of reach; just a way through the residual arcs, or none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from koppelronde.domain.lottery import drawing_order, lot
from matching.engine.network import NONE, Network

if TYPE_CHECKING:
    from matching.engine.flow.circulation import Arcs


def draw_on_arcs(network: Network, arcs: Arcs, own_ranks: Any, seed: str) -> None:
    """Change the flow until everybody, in the order of the lots, has the best that is left."""
    import numpy as np

    at = np.flatnonzero(arcs.active).tolist()
    if not at:
        return
    draw = _Draw(
        tail=dict(zip(at, arcs.tail[at].tolist(), strict=True)),
        head=dict(zip(at, arcs.head[at].tolist(), strict=True)),
        capacity=dict(zip(at, arcs.capacity[at].tolist(), strict=True)),
        flow=dict(zip(at, arcs.flow[at].tolist(), strict=True)),
        couples=arcs.couples,
    )
    rank = dict(
        zip(at, own_ranks[[arc for arc in at if arc < arcs.couples]].tolist(), strict=False)
    )
    undecided = {draw.tail[arc] for arc in at if arc < arcs.couples}
    position = {code: aios for aios, code in enumerate(network.aios)}
    order = [
        position[code]
        for code in drawing_order(seed, (network.aios[aios] for aios in sorted(undecided)))
    ]

    def key(arc: int) -> str:
        return lot(seed, network.aios[network.tail[arc]], network.haos[network.head[arc]])

    for aios in order:
        draw.choose(aios, lambda arc: rank[arc])
    for aios in order:
        draw.choose(aios, key)
    for arc, flow in draw.flow.items():
        arcs.flow[arc] = flow


class _Draw:
    """The active arcs as dictionaries, with the arcs at every node."""

    def __init__(
        self,
        tail: dict[int, int],
        head: dict[int, int],
        capacity: dict[int, int],
        flow: dict[int, int],
        couples: int,
    ) -> None:
        self.tail, self.head, self.capacity, self.flow = tail, head, capacity, flow
        self.couples = couples
        self.at: dict[int, set[int]] = {}
        for arc in tail:
            self.at.setdefault(tail[arc], set()).add(arc)
            self.at.setdefault(head[arc], set()).add(arc)

    def choose(self, aios: int, score: Callable[[int], Any]) -> None:
        """Give this AIOS the couple with the lowest score that can be had, and keep it so."""
        mine = sorted(
            (arc for arc in self.at.get(aios, ()) if self.tail[arc] == aios and arc < self.couples),
            key=score,
        )
        best = None
        for arc in mine:
            if best is not None and score(arc) > best:
                break
            if best is None and (self.flow[arc] or self._push(arc)):
                best = score(arc)
        if best is None:
            return
        for arc in list(self.at.get(aios, ())):
            entry = self.head[arc] == aios
            if entry or (arc < self.couples and score(arc) != best):
                self._drop(arc)

    def _drop(self, arc: int) -> None:
        self.at[self.tail[arc]].discard(arc)
        self.at[self.head[arc]].discard(arc)

    def _push(self, arc: int) -> bool:
        """Send one unit through this couple around a cycle, if there is one."""
        start, goal = self.head[arc], self.tail[arc]
        came: dict[int, tuple[int, int]] = {start: (NONE, 0)}
        queue = deque([start])
        while queue and goal not in came:
            node = queue.popleft()
            for step in self.at[node]:
                if step == arc:
                    continue
                forward = self.tail[step] == node
                other = self.head[step] if forward else self.tail[step]
                free = self.flow[step] < self.capacity[step] if forward else self.flow[step] > 0
                if free and other not in came:
                    came[other] = (step, 1 if forward else -1)
                    queue.append(other)
        if goal not in came:
            return False
        node = goal
        while node != start:
            step, unit = came[node]
            self.flow[step] += unit
            node = self.tail[step] if unit > 0 else self.head[step]
        self.flow[arc] += 1
        return True
