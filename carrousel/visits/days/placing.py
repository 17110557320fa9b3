"""Blocks on days and moments by ejection chains: everybody's cheapest partition at once.

Blocks with the fewest places go first. A block takes the place that throws out least: a thousand
and a thousand for every time thrown out before, for each block that must make room, and the
moments it takes from others. What was thrown out is placed again (ejection chains; Glover 1996).
A whole placing costs what everybody's cheapest partition costs, which nothing can undercut.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from carrousel.visits.days.blocks import Block, DayBlocks, Spot
from carrousel.visits.days.partitions import Partition

PATIENCE: Final = 8
"""So often a block is thrown out before it no longer throws out others."""

EVICTED: Final = 1_000

AGREED: Final = -1
"""The number of a block that nobody can throw out."""

Place = tuple[int, dict[int, Spot]]
Choice = tuple[int, Spot, frozenset[int]]
NOBODY: Final[frozenset[int]] = frozenset()


class Placing:
    """Where every block stands: ``placed`` block number → (day, option → moment)."""

    def __init__(self, many: DayBlocks, held: Iterable[tuple[int, Spot]] = ()) -> None:
        self.many = many
        self.together = many.question.together
        self.blocks: list[Block] = []
        self.days: list[tuple[int, ...]] = []
        self.placed: dict[int, Place] = {}
        self.thrown: Counter[int] = Counter()
        self.at_practice: dict[int, list[tuple[Spot, int]]] = defaultdict(list)
        self.day_of: dict[tuple[int, int], int] = {}
        self._demand: dict[int, Counter[int]] = {}
        self._weight: dict[tuple[int, int], int] = {}
        agreed = ((o, many.spots[o]) for o in many.fixed if o in many.spots)
        fixed = ((o, spot) for o, days in agreed for of in days.values() for spot in of)
        for o, spot in (*held, *fixed):
            self.at_practice[many.question.options[o].praktijk].append((spot, AGREED))

    def add(self, partition: Partition) -> None:
        """The blocks of somebody, on the days on which the whole stays as cheap."""
        alone = sum(block.least for block in partition.blocks)
        for block, day in zip(partition.blocks, partition.days, strict=True):
            self.blocks.append(block)
            if alone == partition.cost:
                self.days.append(tuple(d for d, c in block.cost.items() if c == block.least))
            else:
                self.days.append((day,))

    def run(self) -> frozenset[int]:
        """Places all blocks; those for which no place was found (none: everybody has one)."""
        self._count_demand()
        waiting = [(self._freedom(b), b) for b in range(len(self.blocks))]
        heapq.heapify(waiting)
        aside: list[int] = []
        while waiting:
            _, b = heapq.heappop(waiting)
            found = self._best_place(b)
            if found is None or (found[1] and self.thrown[b] >= PATIENCE):
                aside.append(b)
                continue
            place, out = found
            for other in sorted(out):
                self._remove(other)
                self.thrown[other] += 1
                heapq.heappush(waiting, (self._freedom(other), other))
            self._put(b, place)
        return frozenset(b for b in aside if not self._squeezed_in(b))

    def _squeezed_in(self, b: int) -> bool:
        """Whether a block that was put aside fits without anybody leaving."""
        found = self._best_place(b)
        if found is None or found[1]:
            return False
        self._put(b, found[0])
        return True

    def moments(self) -> dict[int, int]:
        """Option → moment of all that was placed."""
        return {o: spot.moment for _, at in self.placed.values() for o, spot in at.items()}

    def _freedom(self, b: int) -> int:
        return sum(
            min(len(self.many.spots[o][day]) for o in self.blocks[b].options)
            for day in self.days[b]
        )

    def _count_demand(self) -> None:
        demand: dict[int, Counter[int]] = defaultdict(Counter)
        for b, block in enumerate(self.blocks):
            for o in block.options:
                there = demand[self.many.question.options[o].praktijk]
                for day in self.days[b]:
                    for spot in self.many.spots[o][day]:
                        there[spot.starts] += 1
        self._demand = demand

    def _taken_from_others(self, p: int, spot: Spot) -> int:
        """How many wished moments of the practice overlap this one."""
        key = p, spot.moment
        if key not in self._weight:
            minutes = spot.stops - spot.starts
            self._weight[key] = sum(
                number
                for starts, number in self._demand[p].items()
                if spot.starts - minutes < starts < spot.stops
            )
        return self._weight[key]

    def _in_the_way(self, p: int, spot: Spot) -> frozenset[int] | None:
        """The blocks that must go for a visit at that moment; None where agreed ones stand."""
        starts, stops, _ = spot
        there = [held for held in self.at_practice[p] if held[0][0] < stops and starts < held[0][1]]
        if len(there) < self.together:
            return NOBODY
        out: set[int] = set()
        for at in sorted({spot.starts, *(max(o.starts, spot.starts) for o, _ in there)}):
            at_once = [c for o, c in there if o.starts <= at < o.stops and c not in out]
            movable = sorted(
                (c for c in at_once if c != AGREED),
                key=lambda c: (self.thrown[c], c),
            )
            too_many = len(at_once) - self.together + 1
            if too_many > len(movable):
                return None
            out.update(movable[: max(0, too_many)])
        return frozenset(out)

    def _agreed(self, b: int) -> bool:
        return not self.many.fixed.isdisjoint(self.blocks[b].options)

    def _best_place(self, b: int) -> tuple[Place, frozenset[int]] | None:
        block = self.blocks[b]
        best: tuple[int, Place, frozenset[int]] | None = None
        for day in self.days[b]:
            holder = self.day_of.get((block.aios, day))
            if holder is not None and self._agreed(holder):
                continue
            base = frozenset() if holder is None else frozenset((holder,))
            price = sum(EVICTED * (1 + self.thrown[c]) for c in base)
            if best is not None and price >= best[0]:
                continue
            choices = self._choices(block, day, base)
            if choices is None:
                continue
            for order in self._orders(block, day):
                found = self._in_order(order, choices, price, None if best is None else best[0])
                if found is not None:
                    best = (found[0], (day, found[1]), base | found[2])
        return None if best is None else (best[1], best[2])

    def _orders(self, block: Block, day: int) -> Sequence[tuple[int, ...]]:
        """The orders in which the block costs what it costs that day."""
        if len(block.options) == 1:
            return (block.options,)
        if len(block.options) == 2:
            return (block.options, block.options[::-1])
        travel = self.many.travel_of(block, day)
        return [order for tour, order in self.many.orders(block.options, day) if tour == travel]

    def _choices(
        self, block: Block, day: int, base: frozenset[int]
    ) -> dict[int, list[Choice]] | None:
        """The moments of each visit that day: what they cost and throw out; None without any."""
        many = self.many
        choices: dict[int, list[Choice]] = {}
        for o in block.options:
            p = many.question.options[o].praktijk
            mine: list[Choice] = []
            for spot in many.spots[o][day]:
                out = NOBODY if o in many.fixed else self._in_the_way(p, spot)
                if out is None:
                    continue
                price = self._taken_from_others(p, spot)
                if out:
                    price += sum(EVICTED * (1 + self.thrown[c]) for c in out - base)
                mine.append((price, spot, out))
            if not mine:
                return None
            choices[o] = mine
        return choices

    def _in_order(
        self,
        order: Sequence[int],
        choices: Mapping[int, list[Choice]],
        base: int,
        limit: int | None,
    ) -> tuple[int, dict[int, Spot], frozenset[int]] | None:
        """The cheapest moments in that order, below the limit."""
        many = self.many
        best: tuple[int, dict[int, Spot], frozenset[int]] | None = None

        def go(place: int, price: int, at: dict[int, Spot], out: frozenset[int]) -> None:
            nonlocal best, limit
            o = order[place]
            earliest = max((s.stops + many.gap(q, o) for q, s in at.items()), default=0)
            if place:
                earliest = max(earliest, at[order[place - 1]].starts)
            for more, spot, gone in choices[o]:
                if spot.starts < earliest or (limit is not None and price + more >= limit):
                    continue
                if place + 1 < len(order):
                    go(place + 1, price + more, {**at, o: spot}, out | gone)
                else:
                    limit = price + more
                    best = (limit, {**at, o: spot}, out | gone)

        go(0, base, {}, NOBODY)
        return best

    def _put(self, b: int, place: Place) -> None:
        self.placed[b] = place
        day, at = place
        self.day_of[self.blocks[b].aios, day] = b
        for o, spot in at.items():
            if o not in self.many.fixed:
                self.at_practice[self.many.question.options[o].praktijk].append((spot, b))

    def _remove(self, b: int) -> None:
        day, at = self.placed.pop(b)
        del self.day_of[self.blocks[b].aios, day]
        for o, spot in at.items():
            if o not in self.many.fixed:
                self.at_practice[self.many.question.options[o].praktijk].remove((spot, b))


def place_all(
    many: DayBlocks, cheapest: Mapping[int, Partition], held: Mapping[int, int] | None = None
) -> tuple[dict[int, int], frozenset[int]]:
    """Everybody's cheapest partition placed beside moments that are held.

    Option → moment of all, and the AIOS of whom a block found no place.
    """
    kept = dict(held or {})
    placing = Placing(many, [(o, many.spot(o, m)) for o, m in kept.items() if o not in many.fixed])
    for a in sorted(cheapest):
        placing.add(cheapest[a])
    left = placing.run()
    return kept | placing.moments(), frozenset(placing.blocks[b].aios for b in left)
