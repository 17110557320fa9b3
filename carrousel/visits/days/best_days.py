"""When: days and moments for the chosen visits, with the least travel, days and absent trainers.

Everybody's cheapest days alone are a bound. Ejection chains place them all at once. Where that
leaves somebody out, those few are solved exactly as if nobody else were there, which raises the
bound, and all are placed again with the days found; who is left out then joins them, until
everybody has a place. Then plan and bound are equal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carrousel.visits.days.blocks import Block, DayBlocks, Factors
from carrousel.visits.days.conflicts import conflict_alone, moments_or_conflict
from carrousel.visits.days.moment_model import Budget
from carrousel.visits.days.partition_model import Found, solve_within
from carrousel.visits.days.partitions import Cheapest, Partition
from carrousel.visits.days.placing import place_all
from carrousel.visits.visit_goals import ABSENT, DAYS, DAYS_OFF, TRAVEL, WHEN, Reached
from carrousel.visits.visit_options import VisitQuestion

FIRST_SLACK: Final = 4
"""Minutes above everybody's cheapest with which the partition model starts."""

LAST_RESORT: Final = 5.0
"""Deterministic time to find any moments at all after the budget ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Option → moment, what it costs (:class:`Factors`) and the least that it can cost."""

    at: Mapping[int, int]
    cost: int
    bound: int
    factors: Factors

    def reached(self, question: VisitQuestion) -> tuple[Reached, ...]:
        """Visits on days off, travel, days and absent trainers, with bounds for these visits."""
        minute, day = self.factors.minute, self.factors.day
        off, rest = divmod(self.cost, self.factors.off)
        travel, rest = divmod(rest, minute)
        days, absent = divmod(rest, day)
        if self.cost == self.bound:
            return tuple(
                Reached(goal, value, value)
                for goal, value in zip(WHEN, (off, travel, days, absent), strict=True)
            )
        # Where travel is not proven, days and trainers are bounded by what holds for any days.
        least_off, bound = divmod(self.bound, self.factors.off)
        least_travel = -(-(bound - minute + 1) // minute) if off == least_off else 0
        visits = Counter(question.options[o].aios for o in self.at)
        least_days = sum(-(-number // max(1, question.day_most)) for number in visits.values())
        of = question.moments
        least_absent = sum(
            min(of[question.options[o].praktijk][m].absent for m in question.options[o].moments)
            for o in self.at
        )
        return (
            Reached(DAYS_OFF, off, least_off),
            Reached(TRAVEL, travel, max(0, min(travel, least_travel))),
            Reached(DAYS, days, min(days, least_days)),
            Reached(ABSENT, absent, min(absent, least_absent)),
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Chosen visits that cannot hold together, beside what was agreed."""

    options: tuple[int, ...]


def best_days(
    many: DayBlocks, budget: Budget, known: Mapping[int, int] | None = None
) -> Days | Conflict | None:
    """Moments for exactly these visits; None where the budget ended before any were found.

    ``known`` moments are kept when nothing better is found in time.
    """
    cheapest = Cheapest(many)
    if cheapest.none:
        conflicts = [conflict_alone(many.question, many.of_aios[a])
                     for a in sorted(cheapest.none)]  # fmt: skip
        return Conflict(min(conflicts, key=lambda some: (len(some), some)))
    at, left = place_all(many, {a: cheapest.first(a) for a in many.of_aios})
    base = cheapest.base(many.of_aios)
    if not left:
        return Days(at=at, cost=base, bound=base, factors=many.factors)
    return _Circle(many, cheapest, budget, known).widen(left)


def plan_cost(many: DayBlocks, at: Mapping[int, int]) -> int:
    """What a plan costs, by adding up."""
    spot_of = {o: many.spot(o, m) for o, m in at.items()}
    days: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    options = many.question.options
    for o, spot in spot_of.items():
        day = spot.starts // 1440
        days[options[o].aios, day].append((spot.starts, o))
    total = 0
    for (_, day), stops in days.items():
        order = [o for _, o in sorted(stops)]
        total += many.tour(order) * many.factors.minute + many.beside_travel(order, day)
    return total


class _Circle:
    """The few who cannot all have their cheapest days, solved exactly while the circle grows."""

    def __init__(
        self,
        many: DayBlocks,
        cheapest: Cheapest,
        budget: Budget,
        any_days: Mapping[int, int] | None,
    ) -> None:
        self.many, self.cheapest, self.budget, self.any_days = many, cheapest, budget, any_days
        self.practices = {
            a: frozenset(many.question.options[o].praktijk for o in mine)
            for a, mine in many.of_aios.items()
        }
        self.known: dict[tuple[int, ...], Found] = {}
        self.parts: list[tuple[int, ...]] = []

    def widen(self, left: frozenset[int]) -> Days | Conflict | None:
        """Grows until everybody has a place beside them."""
        circle: set[int] = set()
        at: dict[int, int] = {}
        partition = {a: self.cheapest.first(a) for a in self.many.of_aios}
        while left:
            circle |= left
            before, self.parts = self.parts, self._parts(circle)
            for some in self.parts:
                if some not in self.known:
                    inside = [part for part in before if set(part) <= set(some)]
                    least = self._least(some, inside)
                    if least is None:
                        return self._any_days(circle)
                    if isinstance(least, Conflict):
                        return least
                    self.known[some] = least
                partition |= self._split(self.known[some].at)
            at, left = place_all(self.many, partition)
            if left <= circle:
                # They have a plan among themselves: the others make way for it.
                beside = {a: one for a, one in partition.items() if a not in circle}
                held = {o: m for some in self.parts for o, m in self.known[some].at.items()}
                at, left = place_all(self.many, beside, held)
        return Days(
            at=at,
            cost=sum(one.cost for one in partition.values()),
            bound=self._bound(circle),
            factors=self.many.factors,
        )

    def _bound(self, circle: set[int]) -> int:
        """What these parts cost at the least, and the others alone."""
        outside = [a for a in self.many.of_aios if a not in circle]
        return self.cheapest.base(outside) + sum(
            self.known[some].bound if some in self.known else self.cheapest.base(some)
            for some in self.parts
        )

    def _any_days(self, circle: set[int]) -> Days | Conflict | None:
        """Some moments for everybody when the budget ended before the best were found."""
        at, conflict = self.any_days, None
        if at is None:
            at, conflict = moments_or_conflict(self.many, Budget(LAST_RESORT), {})
        if conflict is not None:
            return Conflict(conflict)
        if at is None:
            return None
        return Days(
            at=at,
            cost=plan_cost(self.many, at),
            bound=self._bound(circle),
            factors=self.many.factors,
        )

    def _parts(self, circle: set[int]) -> list[tuple[int, ...]]:
        """The circle in parts that share no practice."""
        left, parts = sorted(circle), []
        while left:
            part = [left.pop(0)]
            for a in part:
                joining = [b for b in left if self.practices[a] & self.practices[b]]
                part += joining
                left = [b for b in left if b not in joining]
            parts.append(tuple(sorted(part)))
        return parts

    def _split(self, at: Mapping[int, int]) -> dict[int, Partition]:
        """The partition of each AIOS in a plan."""
        options = self.many.question.options
        days: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for o, m in at.items():
            days[options[o].aios][self._day(o, m)].append(o)
        found: dict[int, Partition] = {}
        for a, of in days.items():
            blocks = []
            for day, some in of.items():
                cost = plan_cost(self.many, {o: at[o] for o in some})
                blocks.append(Block(a, tuple(sorted(some)), {day: cost}, cost))
            cost = sum(block.least for block in blocks)
            found[a] = Partition(cost, tuple(blocks), tuple(of))
        return found

    def _day(self, o: int, m: int) -> int:
        moment = self.many.question.moments[self.many.question.options[o].praktijk][m]
        return moment.day.toordinal()

    def _least(
        self, some: Sequence[int], parts: Sequence[tuple[int, ...]]
    ) -> Found | Conflict | None:
        """The optimum for these people as if the others were not there, or their conflict.

        It is no less than what parts of them cost that were solved before.
        """
        inside = set(some)
        held = [
            (o, spot)
            for o in sorted(self.many.fixed & self.many.spots.keys())
            if self.many.question.options[o].aios not in inside
            for day in self.many.spots[o].values() for spot in day
        ]  # fmt: skip
        base = self.cheapest.base(some)
        raised = sum(self.known[part].bound - self.cheapest.base(part) for part in parts)
        _, best = solve_within(self.cheapest, some, raised, held, self.budget, most=base + raised)
        if best is not None:
            return best
        mine = [o for a in some for o in self.many.of_aios[a]]
        these = DayBlocks(self.many.question, [*mine, *(o for o, _ in held)])
        at, conflict = moments_or_conflict(these, self.budget, {})
        if conflict is not None:
            return Conflict(conflict)
        if at is None:
            return None
        at = {o: at[o] for o in mine}
        best = Found(plan_cost(self.many, at), base + raised, at)
        slack = raised + FIRST_SLACK * self.many.factors.minute
        while best.cost > best.bound:
            slack = min(slack, best.cost - base)
            status, found = solve_within(self.cheapest, some, slack, held, self.budget)
            if status == "INFEASIBLE":
                best = Found(best.cost, max(best.bound, min(best.cost, base + slack + 1)), best.at)
                slack *= 4
                continue
            if found is None:
                break
            better = found if found.cost < best.cost else best
            bound = min(found.bound, base + slack + 1, better.cost)
            best = Found(better.cost, max(best.bound, bound), better.at)
            if status != "OPTIMAL":
                break
            slack = best.cost - base
        return best
