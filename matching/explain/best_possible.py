"""The best that anybody could have had without costing the group anything."""

from __future__ import annotations

from dataclasses import dataclass

from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from matching.explain.explain import as_pair, own_order
from matching.explain.what_if import WhatIf


@dataclass(frozen=True, slots=True, kw_only=True)
class BestPossible:
    """The best rank that somebody could have without costing the group anything."""

    who: str
    own_rank: int | None
    best_rank: int | None
    best_partner: str | None


def best_possible(ronde: Koppelronde, asked: WhatIf) -> tuple[BestPossible, ...]:
    """For everybody the best partner that costs the group nothing, sorted by code.

    That is the best over all results that are equally good for the group; where it is better
    than what somebody has, the lottery decided.
    """
    found = []
    haos = tuple(places.hao for places in asked.facts.haos)
    for side, codes in ((Side.AIOS, asked.facts.aios), (Side.HAO, haos)):
        for code in codes:
            mine = asked.standing.partners[code]
            ranks = [
                rank
                for other in mine
                if (rank := asked.standing.rank_of(*as_pair(side, code, other), code)) is not None
            ]
            own = min(ranks, default=None)
            best_rank, best_partner = own, mine[ranks.index(own)] if own is not None else None
            for other, rank in own_order(ronde, asked, side, code):
                if own is not None and rank >= own:
                    break
                price = asked.forced(as_pair(side, code, other))
                if price is not None and price.change is None:
                    best_rank, best_partner = rank, other
                    break
            found.append(
                BestPossible(who=code, own_rank=own, best_rank=best_rank, best_partner=best_partner)
            )
    return tuple(found)
