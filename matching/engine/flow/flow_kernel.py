"""Kernel A: one minimum-cost flow per stage, on what the stages before it left open.

Each stage begins with the flow of the one before (:mod:`matching.engine.flow.cheapest_flow`). The
reduced costs show which arcs carry the same in every optimum (complementary slackness), and arcs
between two strongly connected parts of what is tight are fixed as well. The next stage sees only
the rest, so the graph shrinks and no weight ever holds more than one goal. Ahuja, Magnanti, Orlin,
Network Flows, chapters 9 and 10.

Shares only the network and the goals with the integer kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.engine.flow.cheapest_flow import cheapest_flow, send
from matching.engine.flow.circulation import Arcs, Ways, arcs_of, ways_of
from matching.engine.flow.flow_lottery import draw_on_arcs
from matching.engine.flow.strong_parts import strong_parts
from matching.engine.network import NONE, Network
from matching.goals.couple_arrays import Columns
from matching.goals.policy import GOALS, RANK_GOALS, GoalStage

if TYPE_CHECKING:
    from matching.engine.flow.circulation import BoolArray, IntArray


SMALL: Final = 4000
"""Up to so many arcs the strongly connected parts are found without loading scipy."""


def solve_flow(
    network: Network,
    numbers: Columns,
    stages: Sequence[GoalStage],
    *,
    seed: str | None,
    tick: Callable[[int, int], None] | None = None,
) -> list[int]:
    """The couple of each AIOS (or NONE) after all stages, and after the lottery of this seed.

    Without a seed any optimum comes out.
    """
    arcs = arcs_of(network)
    worst = 0
    for number, stage in enumerate(stages):
        if tick is not None:
            tick(number, len(stages))
        if stage.goal in RANK_GOALS:
            if number == 0 or not _follows(stage, stages[number - 1]):
                ranks = getattr(numbers, RANK_GOALS[stage.goal])
                worst = _drop_avoidable(arcs, ranks, stages[number:])
            if stage.number > worst:
                continue
        active = arcs.active[: arcs.couples].nonzero()[0]
        if not len(active):
            break
        counts = counts_at(stage, numbers)[active]
        if counts.any():
            cost = np.zeros(len(arcs.tail), np.int64)
            cost[active] = -counts if stage.most else counts
            _stage(arcs, cost)
    if seed is not None and arcs.active.any():
        _close_one_way(arcs)
        draw_on_arcs(network, arcs, numbers.rank_by_aios, seed)
    chosen = [NONE] * len(network.aios)
    for couple in arcs.flow[: arcs.couples].nonzero()[0].tolist():
        chosen[network.tail[couple]] = couple
    return chosen


def counts_at(stage: GoalStage, there: Columns) -> IntArray:
    """What these couples count in this stage."""
    return np.asarray(GOALS[stage.goal].counts(there, stage.number), np.int64)


def _follows(stage: GoalStage, before: GoalStage) -> bool:
    """Whether this stage asks of the next better rank what the one before asked."""
    return stage.goal == before.goal and stage.number == before.number - 1


def _drop_avoidable(arcs: Arcs, ranks: IntArray, stages: Sequence[GoalStage]) -> int:
    """Close all couples on ranks that can be avoided altogether; the worst that cannot be.

    Found by halving. ``stages`` begins with a run of stages, one per rank, worst first: saves a
    flow per rank.
    """
    top = stages[0].number
    bottom = top
    for before, stage in pairwise(stages):
        if not _follows(stage, before):
            break
        bottom = stage.number
    at = arcs.active.nonzero()[0]
    ways = ways_of(arcs, at)
    # Ranks that this run does not ask about, and arcs that are no couple, are never avoided.
    rank = np.zeros(len(at), np.int64)
    couples = at[at < arcs.couples]
    rank[: len(couples)] = np.where(ranks[couples] <= top, ranks[couples], 0)
    low, high = bottom - 1, int(rank[ways.room[ways.arcs :] > 0].max(initial=bottom - 1))
    while low < high:
        middle = (low + high) // 2
        if _avoid(ways, rank > middle):
            high = middle
        else:
            low = middle + 1
    arcs.flow[at] = ways.room[ways.arcs :]
    arcs.active[at[rank > high]] = False
    return high


def _avoid(ways: Ways, avoided: BoolArray) -> bool:
    """Let nothing flow through the avoided arcs, if that can be."""
    before = ways.room.copy()
    back = np.concatenate([np.zeros(ways.arcs, np.bool_), avoided])
    too_much = ways.take(np.where(back, ways.room, 0))
    free = np.concatenate([~avoided, ~avoided])
    if send(ways, free, too_much) is not None:
        ways.room = before
        return False
    return True


def _stage(arcs: Arcs, cost: IntArray) -> None:
    """Optimise one stage over the active arcs and fix all that no optimum can change."""
    at = arcs.active.nonzero()[0]
    cost, flow = cost[at], arcs.flow[at]
    # Fewest, and none in use already: nothing to solve, none can ever be used.
    if cost.min() >= 0 and not flow[cost > 0].any():
        arcs.active[at[cost > 0]] = False
        return
    ways = ways_of(arcs, at)
    reduced = cheapest_flow(ways, cost)
    tight = reduced[: ways.arcs] == 0
    arcs.flow[at], arcs.active[at] = ways.room[ways.arcs :], tight
    # Finding the parts takes longer than it spares as long as next to nothing is decided.
    if len(at) < len(arcs.tail) or 5 * tight.sum() < 4 * len(at):
        arcs.active[at] = tight & _both_ways(ways, (reduced == 0) & (ways.room > 0))


def _close_one_way(arcs: Arcs) -> None:
    """Fix the arcs through which no flow can go round, whatever it costs."""
    at = arcs.active.nonzero()[0]
    ways = ways_of(arcs, at)
    arcs.active[at] = _both_ways(ways, ways.room > 0)


def _both_ways(ways: Ways, open_: BoolArray) -> BoolArray:
    """Which arcs have both ends in the same strongly connected part of the open ways."""
    part = _parts(ways.start[open_], ways.end[open_], ways.nodes)
    same: BoolArray = part[ways.start[: ways.arcs]] == part[ways.end[: ways.arcs]]
    return same


def _parts(from_: IntArray, to: IntArray, nodes: int) -> IntArray:
    """The strongly connected part of every node."""
    if len(from_) > SMALL:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        graph = coo_array((np.ones(len(from_), np.int8), (from_, to)), shape=(nodes, nodes))
        return np.asarray(connected_components(graph.tocsr(), connection="strong")[1], np.int64)
    following: list[list[int]] = [[] for _ in range(nodes)]
    for start, end in zip(from_.tolist(), to.tolist(), strict=True):
        following[start].append(end)
    return np.asarray(strong_parts(following), np.int64)
