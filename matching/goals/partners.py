"""Who stands where: a result looked at from each person, for everything that reads results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from koppelronde.domain.facts import Facts, Places, PossibleCouple
from koppelronde.domain.outcomes.outcome import Matching

Pair = tuple[str, str]
"""An AIOS and an HAO, in that order."""


@dataclass(frozen=True)
class Standing:
    """Possible couples by pair, and the partners of everybody in one result."""

    facts: Facts
    pairs: frozenset[Pair]

    @cached_property
    def couple_of(self) -> Mapping[Pair, PossibleCouple]:
        """Every possible couple by its pair."""
        return {(couple.aios, couple.hao): couple for couple in self.facts.couples}

    @cached_property
    def places_of(self) -> Mapping[str, Places]:
        """The places of every HAO."""
        return {places.hao: places for places in self.facts.haos}

    @cached_property
    def partners(self) -> Mapping[str, tuple[str, ...]]:
        """Everybody's partners, sorted by code; empty for who has none."""
        found: dict[str, list[str]] = {code: [] for code in self.facts.aios}
        found.update({places.hao: [] for places in self.facts.haos})
        for aios, hao in sorted(self.pairs):
            found.setdefault(aios, []).append(hao)
            found.setdefault(hao, []).append(aios)
        return {code: tuple(codes) for code, codes in found.items()}

    @cached_property
    def filled_at_praktijk(self) -> Mapping[str, int]:
        """How many AIOS each practice gets."""
        filled: dict[str, int] = {}
        for _aios, hao in sorted(self.pairs):
            places = self.places_of.get(hao)
            if places is not None:
                filled[places.praktijk] = filled.get(places.praktijk, 0) + 1
        return filled

    def free_places(self, hao: str) -> int:
        """Places that this HAO could still fill, the practice's limit included."""
        places = self.places_of[hao]
        free = places.places - len(self.partners[hao])
        limit = self.facts.praktijk_places.get(places.praktijk)
        if limit is not None:
            free = min(free, limit - self.filled_at_praktijk.get(places.praktijk, 0))
        return max(0, free)

    def rank_of(self, aios: str, hao: str, by: str) -> int | None:
        """The rank that ``by`` (one of the two) gave to the other; None where nobody knows."""
        couple = self.couple_of.get((aios, hao))
        if couple is None:
            return None
        return couple.rank_by_aios if by == aios else couple.rank_by_hao


def pairs_of(matching: Matching) -> frozenset[Pair]:
    """The pairs of a result."""
    return frozenset((couple.aios, couple.hao) for couple in matching.couples)


def people_moved(before: frozenset[Pair], after: frozenset[Pair]) -> tuple[str, ...]:
    """Codes of everybody, AIOS and HAO, who has another partner, or none, or one more."""
    return tuple(sorted({code for pair in before ^ after for code in pair}))
