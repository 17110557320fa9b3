"""The numbers of all couples as arrays, for the flow kernel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from koppelronde.domain.facts import Facts
from matching.goals.policy import GOALS, UNKNOWN_TRAVEL, GoalStage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]


class Columns:
    """What :class:`matching.goals.policy.CoupleNumbers` holds of one couple, as an array of many.

    Of the couples at the positions ``source`` of ``facts.couples``. A column is made when a goal
    first asks for it: most rounds are decided before the last goals. Read straight from the
    couples, not through :func:`matching.goals.policy.numbers_of`: the two kernels share no
    arithmetic.
    """

    def __init__(
        self,
        facts: Facts,
        source: Sequence[int],
        keep: frozenset[tuple[str, str]],
        now: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._facts, self._keep, self._now = facts, keep, now
        self._couples = [facts.couples[place] for place in source]

    def _array(self, values: Iterable[int]) -> IntArray:
        return np.fromiter(values, np.int64, len(self._couples))

    @cached_property
    def rank_by_aios(self) -> IntArray:
        """The rank that the AIOS gave."""
        return self._array(map(attrgetter("rank_by_aios"), self._couples))

    @cached_property
    def rank_by_hao(self) -> IntArray:
        """The rank that the HAO gave."""
        return self._array(map(attrgetter("rank_by_hao"), self._couples))

    @cached_property
    def worse_rank(self) -> IntArray:
        """The worse of both."""
        return np.maximum(self.rank_by_aios, self.rank_by_hao)

    @cached_property
    def travel_minutes(self) -> IntArray:
        """Minutes, or UNKNOWN_TRAVEL."""
        return self._array(
            UNKNOWN_TRAVEL if (minutes := couple.travel_minutes) is None else minutes
            for couple in self._couples
        )

    @cached_property
    def travel_or_longest(self) -> IntArray:
        """Minutes; where nobody knows them, the most that is known of any couple of the round."""
        longest = max((couple.travel_minutes or 0 for couple in self._facts.couples), default=0)
        return np.where(self.travel_minutes == UNKNOWN_TRAVEL, longest, self.travel_minutes)

    @cached_property
    def shared_days(self) -> IntArray:
        """Weekdays on which both work; unknown counts as none."""
        return self._array(couple.shared_days or 0 for couple in self._couples)

    @cached_property
    def waiting_days(self) -> IntArray:
        """Days that the HAO has been without an AIOS."""
        waiting = {place.hao: place.waiting_days for place in self._facts.haos}
        return self._array(waiting.get(couple.hao, 0) for couple in self._couples)

    @cached_property
    def kept(self) -> IntArray:
        """1 for a couple that should stay."""
        return self._array((couple.aios, couple.hao) in self._keep for couple in self._couples)

    @cached_property
    def now(self) -> IntArray:
        """1 for a couple of the present result."""
        return self._array((couple.aios, couple.hao) in self._now for couple in self._couples)


def largest_counts(
    facts: Facts, keep: frozenset[tuple[str, str]], stages: Sequence[GoalStage]
) -> list[int]:
    """The most that any couple of the round counts in each stage."""
    everything = Columns(facts, range(len(facts.couples)), keep)
    return [
        int(np.max(GOALS[stage.goal].counts(everything, stage.number), initial=0))
        for stage in stages
    ]
