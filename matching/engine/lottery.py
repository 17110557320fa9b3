"""The lottery that settles what the goals leave equal; a notary can redo it by hand.

Every AIOS gets a number (:func:`koppelronde.domain.lottery.lot`). The lowest chooses first. In that
order each gets the best place on their own list that the optimum of the group still leaves; to
have no place is worse than any. Where two HAOs stand on the same rank of one list, that AIOS
takes the one with the lowest SHA-256 of ``seed:aios:hao``, again in the order of the numbers.

The seed is fixed after the lists are
sealed. Row order, codes and the way of solving never decide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

Score = TypeVar("Score", int, str)


def worth(scores: Sequence[Score]) -> list[int]:
    """Scores of which less is better as integers of which more is better.

    The worst is worth 1, every other 1 more for each score that it beats; to have no place would
    be worth 0.
    """
    ordered = sorted(scores)
    return [1 + len(ordered) - bisect_right(ordered, score) for score in scores]
