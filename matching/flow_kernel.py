"""Kernel A: one minimum-cost flow per stage, on what the stages before it left open.

Each stage begins with the flow of the one before (:mod:`matching.cheapest_flow`). Its heights
show which arcs carry the same in every optimum (complementary slackness), and arcs between two
strongly connected parts of what is tight are fixed as well. The next stage sees only the rest, so
the graph shrinks and no weight ever holds more than one goal. Ahuja, Magnanti, Orlin, Network
Flows, chapters 9 and 10.

Shares only the network and the goals with the integer kernel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matching.cheapest_flow import cheapest_flow, send
from matching.circulation import Arcs, arcs_of, balance
from matching.flow_lottery import draw_on_arcs
from matching.network import NONE, Network
from matching.policy import GOALS, CoupleNumbers, GoalStage
from matching.strong_parts import strong_parts

if TYPE_CHECKING:
    from matching.circulation import BoolArray, IntArray


RANKS: Final = {"worst_ranks": "worse_rank", "own_worst_rank": "rank_by_aios"}
"""Goals with a stage per rank, and the column that they look at."""

SMALL: Final = 4000
"""Up to so many arcs the strongly connected parts are found without loading scipy."""


def solve_flow(
    network: Network,
    numbers: CoupleNumbers,
    stages: Sequence[GoalStage],
    *,
    seed: str | None,
    tick: Callable[[int, int], None] | None = None,
) -> list[int]:
    """The couple of each AIOS (or NONE) after all stages, and after the lottery of this seed.

    Without a seed any optimum comes out.
    """
    import numpy as np

    arcs = arcs_of(network)
    _fill(arcs, len(network.aios))
    there, at = numbers, np.arange(arcs.couples)
    for number, stage in enumerate(stages):
        if tick is not None:
            tick(number, len(stages))
        if not arcs.active.any():
            break
        if stage.goal in RANKS and (number == 0 or not _follows(stage, stages[number - 1])):
            _drop_avoidable(arcs, getattr(numbers, RANKS[stage.goal]), stages[number:])
        still = arcs.active[at]
        if not still.all():
            at, there = at[still], CoupleNumbers(*(column[still] for column in there))
        counts = counts_at(stage, there)
        if counts.any():
            cost = np.zeros(len(arcs.tail), np.int64)
            cost[at] = -counts if stage.most else counts
            _stage(arcs, cost)
    if seed is not None:
        draw_on_arcs(network, arcs, numbers.rank_by_aios, seed)
    chosen = [NONE] * len(network.aios)
    for couple in np.flatnonzero(arcs.flow[: arcs.couples]).tolist():
        chosen[network.tail[couple]] = couple
    return chosen


def _fill(arcs: Arcs, aios: int) -> None:
    """Give as many AIOS a place as can have one: what the stages begin with."""
    import numpy as np

    without = np.zeros(arcs.nodes, np.int64)
    without[:aios], without[-1] = 1, -aios
    entries = slice(arcs.couples, arcs.couples + aios)
    inside = np.ones(len(arcs.tail), np.bool_)
    inside[entries] = False
    send(arcs.tail, arcs.head, arcs.capacity, inside, arcs.flow, without)
    arcs.flow[entries] = 1 - without[:aios]


def counts_at(stage: GoalStage, there: CoupleNumbers) -> IntArray:
    """What these couples count in this stage."""
    import numpy as np

    return np.asarray(GOALS[stage.goal].counts(there, stage.number)).astype(np.int64)


def _follows(stage: GoalStage, before: GoalStage) -> bool:
    """Whether this stage asks of the next better rank what the one before asked."""
    return stage.goal == before.goal and stage.number == before.number - 1


def _drop_avoidable(arcs: Arcs, ranks: IntArray, stages: Sequence[GoalStage]) -> None:
    """Close all couples on ranks that can be avoided altogether, found by halving.

    ``stages`` begins with a run of stages, one per rank, worst first: saves a flow per rank.
    """
    import numpy as np

    top = stages[0].number
    bottom = top
    for before, stage in pairwise(stages):
        if not _follows(stage, before):
            break
        bottom = stage.number
    couples = arcs.active[: arcs.couples]
    used = ranks[couples & (arcs.flow[: arcs.couples] > 0) & (ranks <= top)]
    low, high = bottom - 1, int(used.max(initial=bottom - 1))
    while low < high:
        middle = (low + high) // 2
        at = np.flatnonzero(arcs.active)
        on_rank = ranks[at[at < arcs.couples]]
        avoided = np.zeros(len(at), np.bool_)
        avoided[: len(on_rank)] = (on_rank > middle) & (on_rank <= top)
        if _avoid(arcs, at, avoided):
            high = middle
        else:
            low = middle + 1
    closed = np.flatnonzero(couples)
    arcs.active[closed[(ranks[closed] > high) & (ranks[closed] <= top)]] = False


def _avoid(arcs: Arcs, at: IntArray, avoided: BoolArray) -> bool:
    """Let nothing flow through the avoided ones of these arcs, if that can be."""
    import numpy as np

    nodes, tail, head = _among(arcs, at)
    flow = np.where(avoided, 0, arcs.flow[at])
    too_much = balance(tail, head, arcs.flow[at] - flow, nodes)
    if too_much.any():
        send(tail, head, arcs.capacity[at], ~avoided, flow, too_much)
    if too_much.any():
        return False
    arcs.flow[at] = flow
    return True


def _among(arcs: Arcs, at: IntArray) -> tuple[int, IntArray, IntArray]:
    """How many nodes these arcs touch, and their ends, numbered among those nodes."""
    import numpy as np

    tail, head = arcs.tail[at], arcs.head[at]
    touched = np.zeros(arcs.nodes, np.int64)
    touched[tail] = touched[head] = 1
    number = np.cumsum(touched)
    return int(number[-1]), number[tail] - 1, number[head] - 1


def _stage(arcs: Arcs, cost: IntArray) -> None:
    """Optimise one stage over the active arcs and fix all that no optimum can change."""
    import numpy as np

    wanted = arcs.active & (cost != 0)
    # Fewest, and none in use already: nothing to solve, none can ever be used.
    if not (arcs.flow[wanted].any() or (cost[wanted] < 0).any()):
        arcs.active[wanted] = False
        return
    at = np.flatnonzero(arcs.active)
    nodes, tail, head = _among(arcs, at)
    capacity = arcs.capacity[at]
    flow, height = cheapest_flow(tail, head, capacity, cost[at], arcs.flow[at], nodes)
    arcs.flow[at] = flow
    onwards, back = flow < capacity, flow > 0
    tight = cost[at] + height[tail] - height[head] == 0
    part = _parts(
        np.concatenate([tail[tight & onwards], head[tight & back]]),
        np.concatenate([head[tight & onwards], tail[tight & back]]),
        nodes,
    )
    arcs.active[at] = tight & (part[tail] == part[head])


def _parts(from_: IntArray, to: IntArray, nodes: int) -> IntArray:
    """The strongly connected part of every node."""
    import numpy as np

    if len(from_) > SMALL:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        graph = coo_array((np.ones(len(from_), np.int8), (from_, to)), shape=(nodes, nodes))
        return np.asarray(connected_components(graph.tocsr(), connection="strong")[1], np.int64)
    following: list[list[int]] = [[] for _ in range(nodes)]
    for start, end in zip(from_.tolist(), to.tolist(), strict=True):
        following[start].append(end)
    return np.asarray(strong_parts(following), np.int64)
