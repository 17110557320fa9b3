"""The lottery that settles what the goals leave equal; a notary can redo it by hand.

Every AIOS gets a number: SHA-256 of ``seed:code``. The lowest number chooses first. In that
order each gets the best place on their own list that the optimum of the group still leaves; to
have no place is worse than any. Where two HAOs stand on the same rank of one list, that AIOS
takes the one with the lowest SHA-256 of ``seed:aios:hao``, again in the order of the numbers.

On a command line: ``printf %s "seed:A07" | sha256sum``. The seed is fixed after the lists are
sealed. Row order, codes and the way of solving never decide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

Score = TypeVar("Score", int, str)


def lot(seed: str, *codes: str) -> str:
    """The number of a person (one code) or of a couple (two), as 64 hexadecimal digits."""
    return sha256(":".join((seed, *codes)).encode()).hexdigest()


def drawing_order(seed: str, codes: Iterable[str]) -> list[str]:
    """The codes in the order in which they choose: lowest number first."""
    return sorted(codes, key=lambda code: lot(seed, code))


def worth(scores: Sequence[Score]) -> list[int]:
    """Scores of which less is better as integers of which more is better.

    The worst is worth 1, every other 1 more for each score that it beats; to have no place would
    be worth 0.
    """
    ordered = sorted(scores)
    return [1 + len(ordered) - bisect_right(ordered, score) for score in scores]
