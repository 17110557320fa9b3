"""Blocking pairs: two people who would rather have each other than what they got.

They are the price of putting the group first; they are counted and, for the coordinator, listed,
never optimised away (a stable result leaves more people without a place). Definition for both
sides with places: D. Gale and L.S. Shapley, "College Admissions and the Stability of Marriage",
American Mathematical Monthly 69 (1962); with ties the weak form, both strictly better off.
"""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.facts import Facts, PossibleCouple
from matching.goals.partners import Pair, Standing

_NOBODY = 10**9
"""A rank worse than any other: to have nobody."""


@dataclass(frozen=True, slots=True, order=True)
class BlockingPair:
    """Both would gain: the ranks they give each other, and what they have now.

    A rank "now" is None for who has nobody (or, for an HAO, still has a free place).
    """

    aios: str
    hao: str
    rank_by_aios: int
    rank_by_hao: int
    aios_has: int | None
    hao_has: int | None


def blocking_pairs(facts: Facts, pairs: frozenset[Pair]) -> tuple[BlockingPair, ...]:
    """Every possible couple of which both would be strictly better off, sorted by code.

    An HAO with a free place gains by anybody, provided that the practice has a place too. Ranks
    count as in the matching: who was met but left off stands on the shared next rank.
    """
    standing = Standing(facts, pairs)
    found: list[BlockingPair] = []
    for couple in facts.couples:
        if (couple.aios, couple.hao) in pairs:
            continue
        aios_has = _worst(standing, couple.aios)
        if aios_has is not None and couple.rank_by_aios >= aios_has:
            continue
        hao_has = None if standing.free_places(couple.hao) else _worst(standing, couple.hao)
        if not _hao_gains(standing, couple, hao_has):
            continue
        found.append(
            BlockingPair(
                couple.aios, couple.hao, couple.rank_by_aios, couple.rank_by_hao, aios_has, hao_has
            )
        )
    return tuple(sorted(found, key=lambda pair: (pair.aios, pair.hao)))


def _hao_gains(standing: Standing, couple: PossibleCouple, hao_has: int | None) -> bool:
    if standing.free_places(couple.hao):
        return True
    # A place kept empty by the practice's limit comes free only when a colleague gives one up.
    return hao_has is not None and couple.rank_by_hao < hao_has


def _worst(standing: Standing, code: str) -> int | None:
    """The worst rank among somebody's partners; None without partners."""
    ranks = []
    for other in standing.partners.get(code, ()):
        pair = (code, other) if (code, other) in standing.pairs else (other, code)
        couple = standing.couple_of.get(pair)
        if couple is None:
            ranks.append(_NOBODY)
        else:
            ranks.append(couple.rank_by_aios if code == pair[0] else couple.rank_by_hao)
    return max(ranks, default=None)


def passed_over(facts: Facts, pairs: frozenset[Pair], pair: Pair) -> tuple[str, ...]:
    """Who is passed over by a couple made by hand: people who form a blocking pair with one of
    the two, and who would therefore have had a better claim to the place.
    """
    aios, hao = pair
    codes: set[str] = set()
    for blocking in blocking_pairs(facts, pairs):
        if blocking.hao == hao:
            codes.add(blocking.aios)
        if blocking.aios == aios:
            codes.add(blocking.hao)
    return tuple(sorted(codes - {aios, hao}))
