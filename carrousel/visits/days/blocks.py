"""Which visits of one AIOS can share a day, and what that day costs.

The chosen visits of an AIOS are split into *blocks*, one block a day. A block has a cost on every
day on which it fits: its visits if it is a day off, travel home → visits → home, one day, the
trainers absent, folded into one number whose factors exceed all that the later goals can add up
to. Agreed visits of one day are one block from the start; their times are people's own and may
clash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from typing import Final, NamedTuple

from carrousel.visits.visit_options import VisitQuestion


class Spot(NamedTuple):
    """A moment of a practice: minutes from an arbitrary midnight, and its place in the list."""

    starts: int
    stops: int
    moment: int


NEVER: Final = 1 << 62
"""The factor of days off where nobody has any."""

Spots = Mapping[int, tuple[Spot, ...]]
"""The moments of an option by day (ordinal), in order of time."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Visits of one AIOS that can share a day; ``cost`` of every day on which they can."""

    aios: int
    options: tuple[int, ...]
    cost: Mapping[int, int]
    least: int


@dataclass(frozen=True, slots=True)
class Factors:
    """What a visit on a day off, a minute and a day count for beside absent trainers.

    Not weights: each is more than all that the later goals can add up to, so the sum is least
    exactly when the goals are best one after the other.
    """

    off: int
    minute: int
    day: int


class DayBlocks:
    """The chosen visits of everybody, their moments by day, and the blocks of each AIOS."""

    def __init__(self, question: VisitQuestion, chosen: Iterable[int]) -> None:
        self.question = question
        self.of_aios: dict[int, list[int]] = defaultdict(list)
        self.fixed = frozenset(f.option for f in question.fixed)
        for o in sorted(chosen):
            self.of_aios[question.options[o].aios].append(o)
        self._known: dict[tuple[int, tuple[int, ...]], Spots] = {}
        self.spots: dict[int, Spots] = {
            o: self._spots(o) for mine in self.of_aios.values() for o in mine
        }
        self.factors = self._factors()

    def _spots(self, o: int) -> Spots:
        option = self.question.options[o]
        key = option.praktijk, option.moments
        if key not in self._known:
            days: dict[int, list[Spot]] = defaultdict(list)
            for m in option.moments:
                moment = self.question.moments[option.praktijk][m]
                day = moment.day.toordinal()
                starts = day * 1440 + moment.starts
                days[day].append(Spot(starts, starts + moment.stops - moment.starts, m))
            self._known[key] = {day: tuple(sorted(some)) for day, some in sorted(days.items())}
        return self._known[key]

    def spot(self, o: int, m: int) -> Spot:
        """That moment of the option."""
        option = self.question.options[o]
        day = self.question.moments[option.praktijk][m].day.toordinal()
        return next(spot for spot in self.spots[o][day] if spot.moment == m)

    def absent(self, o: int, day: int) -> int:
        """Trainers of the practice who are not there that day."""
        p = self.question.options[o].praktijk
        if not self._most_absent[p]:
            return 0
        of = self.question.moments[p]
        return min(of[spot.moment].absent for spot in self.spots[o][day])

    def _factors(self) -> Factors:
        of = self.question.moments
        options = self.question.options
        self._most_absent = most = {
            p: max((moment.absent for moment in of[p]), default=0)
            for p in {options[o].praktijk for o in self.spots}
        }
        day = 1 + sum(most[options[o].praktijk] for o in self.spots)
        minute = day * (1 + len(self.spots))
        if not any(self.question.days_off):
            return Factors(NEVER, minute, day)
        furthest = max((max(row) for row in self.question.between), default=0)
        travel = sum(2 * options[o].home_minutes + furthest for o in self.spots)
        return Factors(minute * (1 + travel), minute, day)

    def gap(self, o: int, q: int) -> int:
        """Minutes between the end of one visit and the start of the other, at the least."""
        if o in self.fixed and q in self.fixed:
            return -1440
        options = self.question.options
        return (
            self.question.between[options[o].praktijk][options[q].praktijk]
            + self.question.buffer_minutes
        )

    def tour(self, order: Sequence[int]) -> int:
        """Travel from home along the practices in that order and home again."""
        options, between = self.question.options, self.question.between
        stops = [options[o] for o in order]
        return (
            stops[0].home_minutes
            + stops[-1].home_minutes
            + sum(between[one.praktijk][next_one.praktijk] for one, next_one in pairwise(stops))
        )

    def fits_in_order(self, order: Sequence[int], day: int) -> bool:
        """Whether the visits can be made one after the other on that day (earliest first)."""
        made: list[tuple[int, Spot]] = []
        for o in order:
            earliest = max((s.stops + self.gap(q, o) for q, s in made), default=0)
            if made:
                earliest = max(earliest, made[-1][1].starts)
            spot = next((s for s in self.spots[o][day] if s.starts >= earliest), None)
            if spot is None:
                return False
            made.append((o, spot))
        return True

    def orders(self, some: Sequence[int], day: int) -> list[tuple[int, tuple[int, ...]]]:
        """(travel, order) of every order in which the visits fit that day, least travel first."""
        return sorted(
            (self.tour(order), order)
            for order in permutations(some)
            if self.fits_in_order(order, day)
        )

    def _cost(self, some: tuple[int, ...], day: int) -> int | None:
        if len(some) == 1:
            travel = 2 * self.question.options[some[0]].home_minutes
        elif len(some) == 2:
            one, other = some
            first, second = self.spots[one][day], self.spots[other][day]
            gap = self.gap(one, other)
            if (
                min(s.stops for s in first) + gap > second[-1].starts
                and min(s.stops for s in second) + gap > first[-1].starts
            ):
                return None
            travel = self.tour(some)
        else:
            orders = self.orders(some, day)
            if not orders:
                return None
            travel = orders[0][0]
        return travel * self.factors.minute + self.beside_travel(some, day)

    def beside_travel(self, some: Sequence[int], day: int) -> int:
        """What a day with these visits costs beside travel."""
        absent = sum(self.absent(o, day) for o in some)
        days_off = self.question.days_off
        a = self.question.options[some[0]].aios
        off = len(some) if days_off and (day - 1) % 7 in days_off[a] else 0
        return off * self.factors.off + self.factors.day + absent

    def travel_of(self, block: Block, day: int) -> int:
        """The travel that is in the cost of a block on a day."""
        return (block.cost[day] - self.beside_travel(block.options, day)) // self.factors.minute

    def block(self, a: int, some: tuple[int, ...]) -> Block | None:
        """Those visits on one day; None where no day holds them."""
        days = set(self.spots[some[0]])
        for o in some[1:]:
            days &= self.spots[o].keys()
        agreed = [o for o in some if o in self.fixed]
        if len(some) > max(self.question.day_most, len(agreed)):
            return None
        cost = {day: c for day in sorted(days) if (c := self._cost(some, day)) is not None}
        return Block(a, some, cost, min(cost.values())) if cost else None

    def atoms(self, a: int) -> list[tuple[int, ...]]:
        """What is never split: agreed visits of one day together, every other visit alone."""
        agreed: dict[int, list[int]] = defaultdict(list)
        alone: list[tuple[int, ...]] = []
        for o in self.of_aios[a]:
            if o in self.fixed:
                agreed[next(iter(self.spots[o]))].append(o)
            else:
                alone.append((o,))
        return [*(tuple(some) for some in agreed.values()), *alone]

    def blocks(self, a: int) -> tuple[int, dict[int, list[tuple[int, Block]]]]:
        """Number of atoms, and per atom the blocks whose first atom it is, as (bit mask, block)."""
        atoms = self.atoms(a)
        most = max(1, self.question.day_most)
        by_first: dict[int, list[tuple[int, Block]]] = {}
        for first in range(len(atoms)):
            by_first[first] = []
            for more in range(most):
                found = False
                for rest in combinations(range(first + 1, len(atoms)), more):
                    some = tuple(sorted(o for at in (first, *rest) for o in atoms[at]))
                    made = self.block(a, some)
                    if made is not None:
                        found = True
                        by_first[first].append((sum(1 << at for at in (first, *rest)), made))
                if not found:
                    break
        return len(atoms), by_first
