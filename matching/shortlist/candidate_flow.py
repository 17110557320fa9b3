"""Every AIOS gets so many candidates at the lowest total weight: exact, in whole numbers.

A min-cost flow from AIOS over couples to the turns that HAOs have to offer, by successive
shortest paths with Dijkstra on reduced costs (R.K. Ahuja, T.L. Magnanti, J.B. Orlin, *Network
Flows*, 1993, 9.7). Weights are Python integers of any size, so that many ordered goals fit in
one number without rounding. What remains after the last path also prices every change, which
:meth:`Flow.with_one_more` uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import Final

Pair = tuple[str, str]
"""An AIOS and an HAO, in that order."""

FIRST_IN_SIGHT: Final = 8
"""So many couples of each AIOS more than needed are looked at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateProblem:
    """``each`` candidates for every AIOS in ``aios``.

    ``weight`` has every possible couple (at least 0). ``turn_weights[h]`` prices the first,
    second, … candidate of an HAO and never goes down; its length is the HAO's cap.
    ``praktijk_caps`` limits the candidates of a practice's HAOs together.
    """

    aios: tuple[str, ...]
    haos: tuple[str, ...]
    each: int
    weight: Mapping[Pair, int]
    turn_weights: Mapping[str, tuple[int, ...]]
    praktijk_of: Mapping[str, str] = field(default_factory=dict)
    praktijk_caps: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Flow:
    """An optimal choice of couples, and the network that is left."""

    problem: CandidateProblem
    forced: frozenset[Pair]
    weight: int
    node: dict[str, int]
    arc_of: dict[Pair, int]
    out: list[list[int]]
    to: list[int]
    room: list[int]
    cost: list[int]
    height: list[int]

    @property
    def pairs(self) -> frozenset[Pair]:
        """The couples chosen."""
        return self.forced | {pair for pair, arc in self.arc_of.items() if not self.room[arc]}

    def with_one_more(self, pairs: Iterable[Pair]) -> dict[Pair, int]:
        """For each of these couples, none of them chosen: the best total weight with it in.

        Couples that cannot be added are left out. One search per AIOS, against the arrows.
        """
        by_aios: dict[str, list[str]] = {}
        for aios, hao in pairs:
            by_aios.setdefault(aios, []).append(hao)
        best: dict[Pair, int] = {}
        for aios, haos in sorted(by_aios.items()):
            target = self.node[aios]
            far = self._distances_to(target)
            for hao in haos:
                start = self.node[hao]
                if start in far and (aios, hao) in self.arc_of:
                    way = far[start] - self.height[start] + self.height[target]
                    best[aios, hao] = self.weight + self.problem.weight[aios, hao] + way
        return best

    def _distances_to(self, target: int) -> dict[int, int]:
        done: dict[int, int] = {}
        near = {target: 0}
        heap = [(0, target)]
        while heap:
            far, node = heappop(heap)
            if node in done:
                continue
            done[node] = far
            for arc in self.out[node]:
                back, before = arc ^ 1, self.to[arc]
                if self.room[back] and before not in done:
                    length = far + self.cost[back] + self.height[before] - self.height[node]
                    if before not in near or length < near[before]:
                        near[before] = length
                        heappush(heap, (length, before))
        return done


def cheapest(
    problem: CandidateProblem,
    forced: frozenset[Pair] = frozenset(),
    tick: Callable[[int, int], None] | None = None,
) -> Flow | None:
    """The lowest total weight with the ``forced`` couples in; None when no choice exists.

    ``tick`` hears how many candidates are given, and of how many.
    """
    flow, end = _empty(problem, forced)
    owed = [(flow.node[aios], problem.each) for aios in problem.aios]
    for aios, hao in forced:
        # A forced couple is one less to find for the AIOS and one more to seat at the HAO.
        owed[problem.aios.index(aios)] = (
            flow.node[aios],
            owed[problem.aios.index(aios)][1] - 1,
        )
        owed.append((flow.node[hao], 1))
    total, given = sum(number for _, number in owed), 0
    for start, number in owed:
        if number < 0:
            return None
        for _ in range(number):
            if tick is not None and given % 16 == 0:
                tick(given, total)
            if not _push_one(flow, start, end):
                return None
            given += 1
    return flow


def cheapest_by_pricing(
    problem: CandidateProblem, tick: Callable[[int, int], None] | None = None
) -> frozenset[Pair] | None:
    """The couples of :func:`cheapest`, faster in a large round: most couples never come in sight.

    Starts with the best few couples of every AIOS. When the heights price every other couple at
    zero or more, no choice with it is better (complementary slackness); else those that are
    underpriced come in and it is solved again. Exact, because the last round proves it.
    """
    by_aios: dict[str, list[Pair]] = {aios: [] for aios in problem.aios}
    for pair in sorted(problem.weight, key=lambda pair: (problem.weight[pair], pair)):
        by_aios[pair[0]].append(pair)
    inside = {pair for mine in by_aios.values() for pair in mine[: problem.each + FIRST_IN_SIGHT]}
    while True:
        weight = {pair: problem.weight[pair] for pair in sorted(inside)}
        flow = cheapest(replace(problem, weight=weight), tick=tick)
        if flow is None:
            if len(inside) == len(problem.weight):
                return None
            inside = set(problem.weight)
            continue
        node, height = flow.node, flow.height
        cheaper = {
            (aios, hao)
            for (aios, hao), price in problem.weight.items()
            if (aios, hao) not in inside and price + height[node[aios]] < height[node[hao]]
        }
        if not cheaper:
            return flow.pairs
        inside |= cheaper


def most_candidates(problem: CandidateProblem) -> int:
    """How many candidates can be given when nobody needs to get all of them."""
    flow, end = _empty(problem, frozenset())
    starts = [flow.node[aios] for aios in problem.aios]
    return sum(_push_one(flow, start, end) for start in starts for _ in range(problem.each))


def _empty(problem: CandidateProblem, forced: frozenset[Pair]) -> tuple[Flow, int]:
    praktijken = sorted(problem.praktijk_caps)
    codes = [*problem.aios, *problem.haos]
    node = {code: number for number, code in enumerate(codes)}
    praktijk_node = {code: len(codes) + number for number, code in enumerate(praktijken)}
    end = len(codes) + len(praktijken)
    flow = Flow(
        problem=problem,
        forced=forced,
        weight=sum(problem.weight[pair] for pair in forced),
        node=node,
        arc_of={},
        out=[[] for _ in range(end + 1)],
        to=[],
        room=[],
        cost=[],
        height=[0] * (end + 1),
    )
    for aios, hao in sorted(problem.weight):
        if (aios, hao) not in forced:
            flow.arc_of[aios, hao] = _arc(flow, node[aios], node[hao], 1, problem.weight[aios, hao])
    for hao in problem.haos:
        praktijk = problem.praktijk_of.get(hao)
        up = end if praktijk is None else praktijk_node[praktijk]
        for weight in problem.turn_weights[hao]:
            _arc(flow, node[hao], up, 1, weight)
    for praktijk in praktijken:
        _arc(flow, praktijk_node[praktijk], end, problem.praktijk_caps[praktijk], 0)
    return flow, end


def _arc(flow: Flow, tail: int, head: int, room: int, cost: int) -> int:
    number = len(flow.to)
    flow.to += [head, tail]
    flow.room += [room, 0]
    flow.cost += [cost, -cost]
    flow.out[tail].append(number)
    flow.out[head].append(number + 1)
    return number


def _push_one(flow: Flow, start: int, end: int) -> bool:
    """Bring one more unit from ``start`` to the end along the cheapest way."""
    out, to, room, cost, height = flow.out, flow.to, flow.room, flow.cost, flow.height
    done: dict[int, int] = {}
    near = {start: 0}
    came: dict[int, int] = {}
    heap = [(0, start)]
    while heap:
        far, node = heappop(heap)
        if node in done:
            continue
        done[node] = far
        if node == end:
            break
        base = far + height[node]
        for arc in out[node]:
            if room[arc]:
                after = to[arc]
                if after not in done:
                    length = base + cost[arc] - height[after]
                    if after not in near or length < near[after]:
                        near[after] = length
                        came[after] = arc
                        heappush(heap, (length, after))
    if end not in done:
        return False
    whole = done[end]
    for node, far in done.items():
        height[node] += far - whole
    node = end
    while node != start:
        arc = came[node]
        room[arc] -= 1
        room[arc ^ 1] += 1
        flow.weight += cost[arc]
        node = to[arc ^ 1]
    return True
