"""The numbers of all couples as arrays, for the flow kernel; imports numpy when used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koppelronde.facts import Facts
from matching.policy import GOALS, UNKNOWN_TRAVEL, CoupleNumbers, GoalStage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]


def columns_of(
    facts: Facts, source: Sequence[int], keep: frozenset[tuple[str, str]]
) -> CoupleNumbers:
    """The numbers of the couples at these positions of ``facts.couples``, column by column.

    Read straight from the couples, not through :func:`matching.policy.numbers_of`: the two
    kernels share no arithmetic.
    """
    import numpy as np

    couples = facts.couples
    size = len(source)

    def column(values: object) -> IntArray:
        return np.fromiter(values, np.int64, size)  # type: ignore[call-overload, no-any-return]

    waiting = {place.hao: place.waiting_days for place in facts.haos}
    rank_by_aios = column(couples[s].rank_by_aios for s in source)
    rank_by_hao = column(couples[s].rank_by_hao for s in source)
    travel = column(
        UNKNOWN_TRAVEL if (t := couples[s].travel_minutes) is None else t for s in source
    )
    longest = max((couple.travel_minutes or 0 for couple in couples), default=0)
    return CoupleNumbers(
        rank_by_aios,
        rank_by_hao,
        np.maximum(rank_by_aios, rank_by_hao),
        travel,
        np.where(travel == UNKNOWN_TRAVEL, longest, travel),
        column(couples[s].shared_days or 0 for s in source),
        column(waiting.get(couples[s].hao, 0) for s in source),
        column((couples[s].aios, couples[s].hao) in keep for s in source)
        if keep
        else np.zeros(size, np.int64),
    )


def largest_counts(
    facts: Facts, keep: frozenset[tuple[str, str]], stages: Sequence[GoalStage]
) -> list[int]:
    """The most that any couple of the round counts in each stage."""
    import numpy as np

    everything = columns_of(facts, range(len(facts.couples)), keep)
    return [
        int(np.max(GOALS[stage.goal].counts(everything, stage.number), initial=0))
        for stage in stages
    ]
