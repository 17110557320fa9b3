"""A round as a flow in a circle: the arcs as arrays, and how much flows through each.

Every AIOS sends at most one unit through an HAO (and its practice) back to the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.engine.network import NONE, Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]


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


@dataclass(slots=True)
class Ways:
    """How much more could flow: through every arc onwards, then through every arc back.

    Way ``w`` and way ``w - arcs`` (below zero: from the end) are the two of one arc; the room back
    is what flows.
    """

    start: IntArray
    end: IntArray
    room: IntArray
    nodes: int
    arcs: int

    def take(self, amount: IntArray) -> IntArray:
        """Let so much more flow through every way; what is now too much at every node."""
        self.room -= amount
        self.room[: self.arcs] += amount[self.arcs :]
        self.room[self.arcs :] += amount[: self.arcs]
        too_much = np.bincount(self.end, amount, self.nodes)
        too_much -= np.bincount(self.start, amount, self.nodes)
        return too_much.astype(np.int64)


def ways_of(arcs: Arcs, at: IntArray) -> Ways:
    """The ways through these arcs, with only the nodes that they touch, numbered anew."""
    tail, head, flow = arcs.tail[at], arcs.head[at], arcs.flow[at]
    touched = np.zeros(arcs.nodes, np.bool_)
    touched[tail] = touched[head] = True
    number = np.cumsum(touched) - 1
    tail, head = number[tail], number[head]
    return Ways(
        np.concatenate([tail, head]),
        np.concatenate([head, tail]),
        np.concatenate([arcs.capacity[at] - flow, flow]),
        int(number[-1]) + 1,
        len(at),
    )
