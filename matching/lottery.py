"""The lottery that settles what the goals leave equal; a notary can redo it by hand.

Every AIOS gets a number: SHA-256 of ``seed:code``. The lowest number chooses first. In that
order each gets the best place on their own list that the optimum of the group still leaves; to
have no place is worse than any. Where two HAOs stand on the same rank of one list, that AIOS
takes the one with the lowest SHA-256 of ``seed:aios:hao``, again in the order of the numbers.

On a command line: ``printf %s "seed:A07" | sha256sum``. The seed is fixed after the lists are
sealed. Row order, codes and the way of solving never decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256


def lot(seed: str, *codes: str) -> str:
    """The number of a person (one code) or of a couple (two), as 64 hexadecimal digits."""
    return sha256(":".join((seed, *codes)).encode()).hexdigest()


def drawing_order(seed: str, codes: Iterable[str]) -> list[str]:
    """The codes in the order in which they choose: lowest number first."""
    return sorted(codes, key=lambda code: lot(seed, code))


def worth_of_ranks(ranks: Sequence[int]) -> list[int]:
    """Own ranks as integers of which more is better; the worst rank is 1, no place would be 0."""
    worst = max(ranks, default=0)
    return [1 + worst - rank for rank in ranks]


def worth_of_keys(seed: str, aios: str, haos: Sequence[str]) -> list[int]:
    """The couples of one AIOS by their lots, the lowest lot worth most; no place would be 0."""
    ordered = sorted(haos, key=lambda hao: lot(seed, aios, hao))
    worth = {hao: len(ordered) - place for place, hao in enumerate(ordered)}
    return [worth[hao] for hao in haos]
