"""Divide both sides into equal groups so that the couples that matter most are together.

With one side fixed, the best division of the other is a transport problem, solved exactly by the
ordered goals: fewest forbidden couples together, most must-wishes, fewest rather-not, most like,
fewest who met before. The sides take turns until nothing improves; of several starts the best
stays. That is a local optimum: the bound says how far it can be from the best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carrousel.afternoon.network import Arcs, optimum
from carrousel.afternoon.selection import IndexPair, Worth
from koppelronde.domain.lottery import drawing_order

STARTS = 8
Costs = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The group of every mover and every stayer, and the costs of what is together."""

    movers: tuple[int, ...]
    stayers: tuple[int, ...]
    costs: Costs

    def members(self, side: Sequence[int], group: int) -> list[int]:
        """The indices of one group on one side."""
        return [at for at, mine in enumerate(side) if mine == group]


def sizes(people: int, groups: int) -> tuple[int, ...]:
    """Equal sizes, the first ones a person more where it does not come out even."""
    return tuple(people // groups + (g < people % groups) for g in range(groups))


def divide(
    movers: Sequence[str],
    stayers: Sequence[str],
    groups: int,
    worth: Mapping[IndexPair, Worth],
    forbidden: frozenset[IndexPair],
    seed: str,
) -> Grouping:
    """The best division found; a tie goes to the earlier start, and starts are drawn by lot."""
    costs: dict[IndexPair, Costs] = {
        pair: (0, *worth[pair].cost) for pair in worth if pair not in forbidden
    }
    costs |= dict.fromkeys(forbidden, (1, 0, 0, 0, 0))
    best: Grouping | None = None
    for start in range(STARTS if costs else 1):
        by_stayer = _start(stayers, groups, f"{seed} {start}")
        by_mover = _start(movers, groups, f"{seed} {start}")
        value: Costs | None = None
        while True:
            by_mover = _best_side(by_stayer, costs, sizes(len(movers), groups), 0)
            by_stayer = _best_side(by_mover, costs, sizes(len(stayers), groups), 1)
            now = _value(by_mover, by_stayer, costs)
            if value is not None and now >= value:
                break
            value = now
        if best is None or now < best.costs:
            best = Grouping(by_mover, by_stayer, now)
    assert best is not None
    return best


def _start(codes: Sequence[str], groups: int, seed: str) -> tuple[int, ...]:
    order = {code: at for at, code in enumerate(drawing_order(seed, codes))}
    of_place = [g for g, size in enumerate(sizes(len(codes), groups)) for _ in range(size)]
    return tuple(of_place[order[code]] for code in codes)


def _best_side(
    other: Sequence[int], costs: Mapping[IndexPair, Costs], room: Sequence[int], side: int
) -> tuple[int, ...]:
    """The best group for everybody of one side, the groups of the other side being given."""
    people, groups = sum(room), len(room)
    table = [[[0] * 5 for _ in range(groups)] for _ in range(people)]
    for pair, cost in costs.items():
        cell = table[pair[side]][other[pair[1 - side]]]
        for goal in range(5):
            cell[goal] += cost[goal]
    arcs = Arcs([], [], [], [])
    source, sink = people + groups, people + groups + 1
    nothing = (0, 0, 0, 0, 0)
    names = {}
    for who in range(people):
        arcs.add(source, who, 1, nothing)
        for group in range(groups):
            name = arcs.add(who, people + group, 1, tuple(table[who][group]))
            names[name] = (who, group)
    for group, size in enumerate(room):
        arcs.add(people + group, sink, size, nothing)
    best = optimum(people + groups + 2, arcs, source, sink, people)
    assert best is not None, "there is a place for everybody"
    chosen = dict(who_group for name, who_group in names.items() if best.flow[name])
    return tuple(chosen[who] for who in range(people))


def _value(
    movers: Sequence[int], stayers: Sequence[int], costs: Mapping[IndexPair, Costs]
) -> Costs:
    total = [0] * 5
    for (i, j), cost in costs.items():
        if movers[i] == stayers[j]:
            for goal in range(5):
                total[goal] += cost[goal]
    return (total[0], total[1], total[2], total[3], total[4])
