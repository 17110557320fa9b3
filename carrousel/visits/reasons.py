"""Why anybody would visit a practice: wishes of both sides, musts, talks that were missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

Pair = tuple[int, int]
Placed = Callable[[Iterable[tuple[str, str]]], set[Pair]]
"""Codes of AIOS and practice to their places; who does not take part is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """By (AIOS, practice): the rank an AIOS gave, points of both sides, who asked, what must be.

    ``wishing`` are the codes of AIOS with wishes of their own.
    """

    rank_at: Mapping[Pair, int]
    points: Mapping[Pair, int]
    asked: frozenset[Pair]
    musts: frozenset[Pair]
    missed: frozenset[Pair]
    wishing: frozenset[str]

    @property
    def wished(self) -> frozenset[Pair]:
        """Pairs that either side wishes."""
        return self.asked.union(self.rank_at)

    @property
    def pairs(self) -> frozenset[Pair]:
        """Every pair with a reason."""
        return self.wished | self.missed


def reasons_to_visit(
    ronde: Koppelronde, placed: Placed, missed: Iterable[tuple[str, str]]
) -> Reasons:
    """The reasons of a round; ``missed`` are couples of AIOS and HAO."""
    own = [wish for wish in ronde.visit_wishes if wish.by is Side.AIOS]
    points: Counter[Pair] = Counter()
    for wish in ronde.visit_wishes:
        points.update(dict.fromkeys(placed([(wish.aios, wish.praktijk)]), wish.points))
    talks = (
        (aios, ronde.hao_by_code[hao].praktijk) for aios, hao in missed if hao in ronde.hao_by_code
    )
    return Reasons(
        rank_at={pair: wish.rank for wish in own for pair in placed([(wish.aios, wish.praktijk)])},
        points=points,
        asked=frozenset(
            placed((w.aios, w.praktijk) for w in ronde.visit_wishes if w.by is Side.HAO)
        ),
        musts=frozenset(placed((w.aios, w.praktijk) for w in ronde.visit_wishes if w.must)),
        missed=frozenset(placed(talks)),
        wishing=frozenset(wish.aios for wish in own),
    )
