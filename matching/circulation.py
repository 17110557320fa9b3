"""A round as a flow in a circle: the arcs as arrays, and how much flows through each.

Every AIOS sends at most one unit through an HAO (and its practice) back to the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.network import NONE, Network

if TYPE_CHECKING:
    import numpy as np
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


def balance(tail: IntArray, head: IntArray, flow: IntArray, nodes: int) -> IntArray:
    """What flows out of every node minus what flows in."""
    import numpy as np

    out = np.bincount(tail, flow, nodes) - np.bincount(head, flow, nodes)
    return out.astype(np.int64)
