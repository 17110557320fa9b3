"""Ways to split the visits of one AIOS over different days, cheapest first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from carrousel.visits.days.blocks import Block, DayBlocks

MOST_PARTITIONS: Final = 400
"""Somebody with more partitions within the slack gets all blocks instead, freely combined."""


def assign(blocks: Sequence[Block], most: int) -> dict[int, int] | None:
    """Different days for the blocks at the least cost (block number → day); None above ``most``."""
    order = sorted(range(len(blocks)), key=lambda b: (len(blocks[b].cost), b))
    rest = [0] * (len(order) + 1)
    for place in range(len(order) - 1, -1, -1):
        rest[place] = rest[place + 1] + blocks[order[place]].least
    best: dict[int, int] = {}
    limit = most

    def matched() -> bool:
        """Whether there are different days at all (augmenting paths)."""
        holder: dict[int, int] = {}

        def give(b: int, seen: set[int]) -> bool:
            for day in blocks[b].cost:
                if day not in seen:
                    seen.add(day)
                    if day not in holder or give(holder[day], seen):
                        holder[day] = b
                        return True
            return False

        return all(give(b, set()) for b in order)

    def go(place: int, used: set[int], total: int, days: dict[int, int]) -> None:
        nonlocal best, limit
        if place == len(order):
            best, limit = dict(days), total - 1
            return
        b = order[place]
        for day, cost in sorted(blocks[b].cost.items(), key=lambda item: (item[1], item[0])):
            if total + cost + rest[place + 1] > limit:
                break
            if day not in used:
                go(place + 1, used | {day}, total + cost, {**days, b: day})
                if limit < rest[0]:
                    break

    if rest[0] <= most and matched():
        go(0, set(), 0, {})
    return best if best or not blocks else None


class Partition(NamedTuple):
    """Blocks that hold all visits of an AIOS, what they cost on their best different days."""

    cost: int
    blocks: tuple[Block, ...]
    days: tuple[int, ...]


def partitions(many: DayBlocks, a: int) -> Iterator[Partition]:
    """Every way to split the visits of an AIOS over different days, cheapest first.

    The order is that of the cost with days that may coincide; the cost given is exact.
    """
    number, by_first = many.blocks(a)
    whole = (1 << number) - 1
    least: dict[int, int | None] = {0: 0}

    def cheapest(left: int) -> int | None:
        """The least cost of those atoms, days that coincide allowed."""
        if left not in least:
            first = (left & -left).bit_length() - 1
            found: int | None = None
            for mask, block in by_first[first]:
                if mask & left == mask and (rest := cheapest(left ^ mask)) is not None:
                    cost = block.least + rest
                    found = cost if found is None or cost < found else found
            least[left] = found
        return least[left]

    start = cheapest(whole)
    if start is None:
        return
    serial = 0
    waiting: list[tuple[int, int, int, int, tuple[Block, ...]]] = [(start, 0, whole, 0, ())]
    ready: list[tuple[int, int, Partition]] = []
    while waiting or ready:
        if ready and (not waiting or ready[0][0] <= waiting[0][0]):
            yield heapq.heappop(ready)[2]
            continue
        _, _, left, paid, blocks = heapq.heappop(waiting)
        if not left:
            days = assign(blocks, 1 << 62)
            if days is not None:
                cost = sum(block.cost[days[b]] for b, block in enumerate(blocks))
                serial += 1
                found = Partition(cost, blocks, tuple(days[b] for b in range(len(blocks))))
                heapq.heappush(ready, (cost, serial, found))
            continue
        first = (left & -left).bit_length() - 1
        for mask, block in by_first[first]:
            if mask & left == mask and (rest := cheapest(left ^ mask)) is not None:
                serial += 1
                now = paid + block.least
                heapq.heappush(waiting, (now + rest, serial, left ^ mask, now, (*blocks, block)))


class Cheapest:
    """Everybody's partitions, cheapest first, made when they are asked for."""

    def __init__(self, many: DayBlocks) -> None:
        self.many = many
        self._coming = {a: partitions(many, a) for a in many.of_aios}
        self._made: dict[int, list[Partition]] = {}
        self._done: set[int] = set()
        self.none = frozenset(a for a in many.of_aios if not self._reach(a, 1))
        """AIOS whose visits fit no days at all, whatever the others do."""

    def _reach(self, a: int, number: int) -> bool:
        made = self._made.setdefault(a, [])
        if len(made) < number and a not in self._done:
            more = list(islice(self._coming[a], number - len(made)))
            made += more
            if len(made) < number:
                self._done.add(a)
        return len(made) >= number

    def first(self, a: int) -> Partition:
        """The cheapest partition."""
        return self._made[a][0]

    def base(self, people: Iterable[int]) -> int:
        """What those people cost together if everybody had all practices alone: a bound."""
        return sum(self._made[a][0].cost for a in people)

    def within(self, a: int, limit: int) -> list[Partition] | None:
        """All partitions that cost at most that much; None where they are too many."""
        number = len(self._made[a])
        while self._made[a][-1].cost <= limit and self._reach(a, number + 1):
            number += 1
            if number > MOST_PARTITIONS:
                return None
        return [partition for partition in self._made[a] if partition.cost <= limit]
