"""The best interviews without a gap: the flow where it has none, else a search from there.

A gap says that at least one of a set of couples must be in. For each of them the exact total with
that couple in follows from the prices of the flow, so the choices can be opened best first: the
first one without a gap is the best there is. In practice the flow itself has no gap, or one.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

from matching.shortlist.candidate_flow import CandidateProblem, Flow, Pair, cheapest
from matching.shortlist.feasible import Room
from matching.shortlist.resilience import first_gap

SEARCH_LIMIT = 150
"""So many choices are opened before the search gives up; that is said, never hidden."""


def best_without_gap(
    problem: CandidateProblem,
    room: Room,
    bearable: tuple[str, ...],
    start: Flow,
    tick: Callable[[int, int], None] | None = None,
) -> Flow | None:
    """The lowest total weight that bears the loss of each ``bearable`` HAO (or only: is complete).

    ``start`` is the flow without any couple forced. None when there is none, or when it was not
    found within the limit.
    """
    heap: list[tuple[int, tuple[Pair, ...]]] = [(start.weight, ())]
    seen: set[tuple[Pair, ...]] = {()}
    for _ in range(SEARCH_LIMIT):
        if not heap:
            return None
        _, forced = heappop(heap)
        flow = start if not forced else cheapest(problem, frozenset(forced), tick)
        if flow is None:
            continue
        pairs = flow.pairs
        gap = first_gap(problem.aios, pairs, room, bearable)
        if gap is None:
            return flow
        ways_out = [
            pair
            for pair in sorted(problem.weight)
            if pair[0] in gap.aios and pair[1] not in gap.haos and pair not in pairs
        ]
        for pair, weight in sorted(flow.with_one_more(ways_out).items()):
            more = tuple(sorted((*forced, pair)))
            if more not in seen:
                seen.add(more)
                heappush(heap, (weight, more))
    return None
