"""Kernel B: exact augmenting paths on whole numbers of any size; standard library only.

All stages of a couple become one Python integer, the first stage in the highest digits
(:func:`matching.engine.prices.shifts_of`). AIOS enter one by one; each takes the path of changes
that is best for the whole, found by Dijkstra on prices that keep every reduced cost at zero or more
(successive shortest paths; Ahuja, Magnanti, Orlin, Network Flows, 9.7). To stay without a place
is always a way out, worth nothing. Integers cannot overflow or round, and the prices that remain
are the proof of optimality.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from operator import itemgetter

from matching.engine.network import NONE, Network


@dataclass(slots=True)
class Priced:
    """An optimal matching with its prices.

    ``chosen[a]`` is the couple of an AIOS or NONE. ``gain[a]``, ``price_hao[h]`` and
    ``price_praktijk[p]`` are integers in the unit of the weights: for every couple gain + price
    of the HAO is at least the weight, and equal to it for chosen ones.
    """

    chosen: list[int]
    gain: list[int]
    price_hao: list[int]
    price_praktijk: list[int]


def solve_integers(
    network: Network,
    weight: Sequence[int],
    tick: Callable[[int, int], None] | None = None,
) -> Priced:
    """The matching with the largest sum of weights. ``tick`` hears how many AIOS are in."""
    head, parent = network.head, network.parent
    couples_of: list[list[tuple[int, int, int]]] = [[] for _ in network.aios]
    for couple, (aios, hao) in enumerate(zip(network.tail, head, strict=True)):
        couples_of[aios].append((couple, hao, weight[couple]))
    for mine in couples_of:
        mine.sort(key=itemgetter(2), reverse=True)
    haos = len(network.haos)
    nodes = haos + len(network.praktijken)
    room = [*network.room_hao, *network.room_praktijk]
    up = [NONE if p == NONE else haos + p for p in parent] + [NONE] * len(network.praktijken)
    below: list[list[int]] = [[] for _ in range(nodes)]
    for hao, above in enumerate(up):
        if above != NONE:
            below[above].append(hao)
    used = [0] * nodes
    price = [0] * nodes
    gain = [0] * len(network.aios)
    chosen = [NONE] * len(network.aios)
    seated: list[list[int]] = [[] for _ in range(nodes)]

    for newcomer in range(len(network.aios)):
        if tick is not None and newcomer % 64 == 0:
            tick(newcomer, len(network.aios))
        mine = couples_of[newcomer]
        gain[newcomer] = max([0, *[worth - price[hao] for _, hao, worth in mine]])
        # Cheapest way out: `end` is an AIOS who gives up a place, or a node with room above. What
        # is further than `limit`, the nearest place in sight, need not be looked at.
        best, end_aios, end_node = gain[newcomer], newcomer, NONE
        limit = best
        distance = [best] * nodes
        done: dict[int, int] = {}
        came_by: dict[int, int] = {}
        came_from: dict[int, int] = {}
        reached, far = [newcomer], 0
        heap: list[tuple[int, int]] = []
        while True:
            for aios in reached:
                base = far + gain[aios]
                if base < best:
                    best, end_aios, end_node = base, aios, NONE
                    limit = min(limit, best)
                for couple, node, worth in couples_of[aios]:
                    if node in done:
                        continue
                    near = base - worth
                    if near > limit:
                        break  # and what follows is worth less still
                    near += price[node]
                    if near <= limit and near < distance[node]:
                        distance[node] = near
                        came_by[node] = couple
                        came_from.pop(node, None)
                        heappush(heap, (near, node))
                        if used[node] < room[node] and up[node] == NONE:
                            limit = near
            while heap and heap[0][1] in done:
                heappop(heap)
            if not heap or heap[0][0] >= best:
                break
            far, node = heappop(heap)
            done[node] = far
            reached = seated[node]
            steps = [low for low in below[node] if used[low] and low not in done]
            if used[node] < room[node]:
                above = up[node]
                if above == NONE:
                    # A place that is not used up has no price: the way ends here.
                    if far < best:
                        best, end_aios, end_node = far, NONE, node
                elif above not in done:
                    steps.append(above)
            for other in steps:
                near = far + price[other] - price[node]
                if near < distance[other]:
                    distance[other] = near
                    came_from[other] = node
                    came_by.pop(other, None)
                    heappush(heap, (near, other))
        # The path is known; prices first, for they need who sits where now.
        gain[newcomer] -= best
        for node, far in done.items():
            if far < best:
                rise = best - far
                price[node] += rise
                for aios in seated[node]:
                    gain[aios] -= rise
        _change_seats(
            newcomer, end_aios, end_node, came_by, came_from, chosen, seated, used, up, network
        )
    return Priced(chosen, gain, price[:haos], price[haos:])


def _change_seats(
    newcomer: int,
    end_aios: int,
    end_node: int,
    came_by: dict[int, int],
    came_from: dict[int, int],
    chosen: list[int],
    seated: list[list[int]],
    used: list[int],
    up: list[int],
    network: Network,
) -> None:
    """Walk the path back from its end; whoever is on it moves one place further."""
    if end_node == NONE:
        if end_aios == newcomer:
            return
        node = network.head[chosen[end_aios]]
        seated[node].remove(end_aios)
        chosen[end_aios] = NONE
    else:
        node = end_node
        used[node] += 1
    while True:
        while node in came_from:
            previous = came_from[node]
            # Upwards: the lower node carries one more; downwards: one less.
            if up[previous] == node:
                used[previous] += 1
            else:
                used[node] -= 1
            node = previous
        couple = came_by[node]
        aios = network.tail[couple]
        before = chosen[aios]
        chosen[aios] = couple
        seated[node].append(aios)
        if aios == newcomer:
            return
        node = network.head[before]
        seated[node].remove(aios)
