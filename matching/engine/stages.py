"""A round made ready to be solved many times: its stages, and what each couple counts in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import attrgetter

from koppelronde.domain.facts import Facts
from koppelronde.domain.procedure import GoalChoice
from matching.engine.prices import FREE_BITS, shifts_of
from matching.goals.policy import (
    GOALS,
    RANK_GOALS,
    CoupleNumbers,
    GoalStage,
    numbers_of,
    stages_for,
)


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Facts and stages, ready to be solved many times (what if …).

    ``now`` are the couples of the present result, where a stage counts them.
    """

    facts: Facts
    goals: tuple[GoalChoice, ...]
    keep: frozenset[tuple[str, str]]
    stages: tuple[GoalStage, ...]
    now: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def counts(self) -> tuple[Mapping[int, int], ...]:
        """Per stage: what each couple (by its place in ``facts.couples``) counts, if not 0."""
        return tuple(_counts(self.stages, numbers_of(self.facts, self.keep, now=self.now)))

    @cached_property
    def worth(self) -> list[int]:
        """What each couple is worth: all its stages as digits of one number, the first highest."""
        largest = [max(counted.values(), default=0) for counted in self.counts]
        shifts = shifts_of(largest, len(self.facts.aios), FREE_BITS)
        worth = [0] * len(self.facts.couples)
        # The last stage first: numbers then stay short for as long as can be.
        for stage, counted, shift in reversed(
            [*zip(self.stages, self.counts, shifts, strict=True)]
        ):
            unit = (1 if stage.most else -1) << shift
            for couple, count in counted.items():
                worth[couple] += count * unit
        return worth

    @cached_property
    def place_of(self) -> Mapping[tuple[str, str], int]:
        """The place of every couple in ``facts.couples``."""
        return {(c.aios, c.hao): place for place, c in enumerate(self.facts.couples)}


def prepare(
    facts: Facts, goals: tuple[GoalChoice, ...], keep: frozenset[tuple[str, str]] = frozenset()
) -> Prepared:
    """Everything about a round that does not change from one what-if to the next."""
    return Prepared(facts=facts, goals=goals, keep=keep, stages=stages_for(goals, facts, keep))


def _counts(
    stages: Sequence[GoalStage], numbers: Sequence[CoupleNumbers]
) -> list[Mapping[int, int]]:
    """Stages that ask for one rank are filled together; a list of 145 ranks costs one pass."""
    by_rank: dict[str, dict[int, dict[int, int]]] = {}
    for goal in RANK_GOALS.keys() & {stage.goal for stage in stages}:
        rank, ranks = attrgetter(RANK_GOALS[goal]), by_rank.setdefault(goal, {})
        for couple, row in enumerate(numbers):
            ranks.setdefault(rank(row), {})[couple] = 1
    counts: list[Mapping[int, int]] = []
    for stage in stages:
        if stage.goal in by_rank:
            counts.append(by_rank[stage.goal].get(stage.number, {}))
        else:
            counting, number = GOALS[stage.goal].counts, stage.number
            every = map(counting, numbers, repeat(number))
            counts.append({couple: count for couple, count in enumerate(every) if count})
    return counts
