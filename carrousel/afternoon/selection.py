"""Fewer turns than people: whom everybody meets.

A simple b-matching by min-cost flow. Ordered goals, each optimum fixed before the next:

1. most couples that must meet; 2. as many meetings as possible;
3. equal numbers: the smallest sum of squared numbers, which on a flow network is at once the
   highest lowest number and the lowest highest number on both sides (least majorised base);
4. least of what somebody would rather not; 5. most of what somebody would like, in points where
   points were given; 6. fewest couples who met before.

Forbidden couples have no arc. Most couples carry no wish at all: those go together through one
hub node, and are told apart afterwards. The hub only widens what is possible, so an answer that
can be told apart is optimal. If it cannot, a choice among a part of the couples may still reach
the hub's values, and is then optimal too; if not, every couple gets its own arc.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from carrousel.afternoon.network import Arcs, optimum

IndexPair = tuple[int, int]
DENSE_UP_TO = 6000
"""With so few couples every couple has its own arc from the start."""


class Worth(NamedTuple):
    """What is known of one couple: wishes of either side, in points, and whether they met."""

    must: int = 0
    rather_not: int = 0
    like: int = 0
    met_before: int = 0

    @property
    def cost(self) -> tuple[int, int, int, int]:
        """Goals 1, 4, 5 and 6 as costs."""
        return (-self.must, self.rather_not, -self.like, self.met_before)


NEUTRAL = Worth()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Movers and stayers by index: at most so many meetings each and in all.

    ``worth`` names only couples of whom something is known. ``shared`` are stayers who have one
    table between them, with the most meetings that can be held there.
    """

    mover_caps: tuple[int, ...]
    stayer_caps: tuple[int, ...]
    total: int
    forbidden: frozenset[IndexPair] = frozenset()
    worth: Mapping[IndexPair, Worth] = field(default_factory=dict)
    shared: tuple[tuple[tuple[int, ...], int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The couples that meet, sorted, and the proven optimum of every goal in order."""

    pairs: tuple[IndexPair, ...]
    must: int
    meetings: int
    squares_movers: int
    squares_stayers: int
    rather_not: int
    like: int
    met_before: int

    def values(self) -> tuple[int, ...]:
        """The goals as numbers of which less is better, most important first."""
        return (
            -self.must, -self.meetings, self.squares_movers, self.squares_stayers,
            self.rather_not, -self.like, self.met_before,
        )  # fmt: skip


def choose(question: Question) -> Selection:
    """The best couples by the ordered goals, proven. Same question, same answer."""
    couples = len(question.mover_caps) * len(question.stayer_caps)
    told = len(question.forbidden) + len(question.worth)
    if couples > DENSE_UP_TO and 4 * told < couples:
        chosen = _through_hub(question)
        if chosen is not None:
            return measured(question, chosen)
    return measured(question, _among(question, None)[0])


def measured(question: Question, pairs: Sequence[IndexPair]) -> Selection:
    """What these couples are worth by every goal."""
    worths = [question.worth.get(pair, NEUTRAL) for pair in pairs]
    squares = []
    for side, caps in ((0, question.mover_caps), (1, question.stayer_caps)):
        number = [0] * len(caps)
        for pair in pairs:
            number[pair[side]] += 1
        squares.append(sum(n * n for n in number))
    return Selection(
        pairs=tuple(sorted(pairs)),
        must=sum(worth.must for worth in worths),
        meetings=len(pairs),
        squares_movers=squares[0],
        squares_stayers=squares[1],
        rather_not=sum(worth.rather_not for worth in worths),
        like=sum(worth.like for worth in worths),
        met_before=sum(worth.met_before for worth in worths),
    )


class _Nodes(NamedTuple):
    source: int
    sink: int
    hub: int
    number: int


def _frame(question: Question) -> tuple[_Nodes, Arcs, int]:
    """Source, people and sink; nobody is asked more than once for the same square.

    The k-th meeting of somebody costs 2k - 1, so that k meetings cost k².
    """
    n, m = len(question.mover_caps), len(question.stayer_caps)
    nodes = _Nodes(n + m, n + m + 1, n + m + 2, n + m + 3 + len(question.shared))
    arcs = Arcs([], [], [], [])
    amount = min(sum(question.mover_caps), sum(question.stayer_caps), question.total)
    arcs.add(nodes.source, nodes.sink, amount, (0, 1, 0, 0, 0, 0))
    for i, cap in enumerate(question.mover_caps):
        for k in range(1, cap + 1):
            arcs.add(nodes.source, i, 1, (0, 0, 2 * k - 1, 0, 0, 0))
    ends = [nodes.sink] * m
    for table, (stayers, most) in enumerate(question.shared, nodes.hub + 1):
        arcs.add(table, nodes.sink, most, (0, 0, 0, 0, 0, 0))
        for j in stayers:
            ends[j] = table
    for j, cap in enumerate(question.stayer_caps):
        for k in range(1, cap + 1):
            arcs.add(n + j, ends[j], 1, (0, 0, 2 * k - 1, 0, 0, 0))
    return nodes, arcs, amount


def _costs(worth: Worth) -> tuple[int, ...]:
    must, *wishes = worth.cost
    return (must, 0, 0, *wishes)


def _among(
    question: Question, neutral: Sequence[IndexPair] | None
) -> tuple[list[IndexPair], tuple[int, ...]]:
    """The best among the couples with a wish and these neutral ones (None: all couples)."""
    nodes, arcs, amount = _frame(question)
    n, m = len(question.mover_caps), len(question.stayer_caps)
    if neutral is None:
        pairs = [(i, (i + step) % m) for i in range(n) for step in range(m)]
    else:
        pairs = sorted({*neutral, *question.worth})
    names: dict[int, IndexPair] = {}
    for pair in pairs:
        if pair not in question.forbidden:
            worth = question.worth.get(pair, NEUTRAL)
            names[arcs.add(pair[0], n + pair[1], 1, _costs(worth))] = pair
    best = optimum(nodes.number, arcs, nodes.source, nodes.sink, amount)
    assert best is not None, "the arc past everybody always carries the flow"
    return [pair for arc, pair in names.items() if best.flow[arc]], best.values


def _through_hub(question: Question) -> list[IndexPair] | None:
    """The optimum by way of the hub; None when no part of the couples reaches its values."""
    nodes, arcs, amount = _frame(question)
    n, m = len(question.mover_caps), len(question.stayer_caps)
    names: dict[int, IndexPair] = {}
    for pair in sorted(question.worth):
        if pair not in question.forbidden:
            names[arcs.add(pair[0], n + pair[1], 1, _costs(question.worth[pair]))] = pair
    nothing = (0, 0, 0, 0, 0, 0)
    into = [arcs.add(i, nodes.hub, cap, nothing) for i, cap in enumerate(question.mover_caps)]
    out_of = [
        arcs.add(nodes.hub, n + j, cap, nothing) for j, cap in enumerate(question.stayer_caps)
    ]
    best = optimum(nodes.number, arcs, nodes.source, nodes.sink, amount)
    assert best is not None, "the arc past everybody always carries the flow"
    wanted, offered = [best.flow[arc] for arc in into], [best.flow[arc] for arc in out_of]
    neutral = told_apart(wanted, offered, question.forbidden | question.worth.keys())
    if neutral is not None:
        return [pair for arc, pair in names.items() if best.flow[arc]] + neutral
    near = 2 * max(*question.mover_caps, *question.stayer_caps)
    some = [(i, (i * m // n + step) % m) for i in range(n) for step in range(min(near, m))]
    some += [(i, j) for i in range(n) if wanted[i] for j in range(m)][: near * n]
    some += [(i, j) for j in range(m) if offered[j] for i in range(n)][: near * n]
    chosen, values = _among(question, some)
    return chosen if values == best.values else None


def told_apart(
    wanted: Sequence[int], offered: Sequence[int], taken: frozenset[IndexPair]
) -> list[IndexPair] | None:
    """Couples with exactly these numbers each, none of them taken; None if they do not exist."""
    import numpy as np
    from ortools.graph.python import max_flow

    n, m = len(wanted), len(offered)
    reach = min(m, 2 * max([*wanted, *offered, 1]) + 8)
    while True:
        pairs = [
            (i, j)
            for i in range(n)
            if wanted[i]
            for j in ((i * m // n + step) % m for step in range(reach))
            if offered[j] and (i, j) not in taken
        ]
        flow = max_flow.SimpleMaxFlow()
        source, sink = n + m, n + m + 1
        arcs = flow.add_arcs_with_capacity(
            np.array([i for i, _ in pairs], dtype=np.int32),
            np.array([n + j for _, j in pairs], dtype=np.int32),
            np.ones(len(pairs), dtype=np.int64),
        )
        for i, number in enumerate(wanted):
            flow.add_arc_with_capacity(source, i, number)
        for j, number in enumerate(offered):
            flow.add_arc_with_capacity(n + j, sink, number)
        flow.solve(source, sink)
        if flow.optimal_flow() == sum(wanted):
            return [pair for pair, here in zip(pairs, flow.flows(arcs), strict=True) if here]
        if reach == m:
            return None
        reach = min(m, 3 * reach)
