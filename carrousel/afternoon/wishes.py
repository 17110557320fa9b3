"""What the round knows of every couple, as numbers for the choice of whom to meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carrousel.afternoon.guests import Pair
from carrousel.afternoon.selection import NEUTRAL, IndexPair, Worth
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, Koppelronde, MeetingWish


def _worth(wish: CarrouselWish) -> Worth:
    """A wish without points is worth one; a conversation that must be is, whatever its points."""
    points = wish.points or 1
    if wish.wish is MeetingWish.MUST:
        return Worth(must=1)
    return Worth(like=points) if wish.wish is MeetingWish.LIKE else Worth(rather_not=points)


def worth_of(ronde: Koppelronde) -> dict[Pair, Worth]:
    """Wishes of both sides added up; a couple that nobody said anything about is not in it."""
    worth: dict[Pair, Worth] = {}
    for wish in sorted(set(ronde.carrousel_wishes)):
        pair = (wish.aios, wish.hao)
        worth[pair] = _sum(worth.get(pair, NEUTRAL), _worth(wish))
    for aios, hao in sorted(set(ronde.met_before)):
        worth[aios, hao] = worth.get((aios, hao), NEUTRAL)._replace(met_before=1)
    return worth


def by_index(
    worth: Mapping[Pair, Worth], movers: Sequence[str], stayers: Sequence[str], side: Side
) -> dict[IndexPair, Worth]:
    """The same with indices; people who are not there fall out."""
    mover_at = {code: i for i, code in enumerate(movers)}
    stayer_at = {code: j for j, code in enumerate(stayers)}
    found: dict[IndexPair, Worth] = {}
    for (aios, hao), value in worth.items():
        mover, stayer = (aios, hao) if side is Side.AIOS else (hao, aios)
        if mover in mover_at and stayer in stayer_at:
            found[mover_at[mover], stayer_at[stayer]] = value
    return found


def total_worth(worths: Sequence[Worth]) -> Worth:
    """All of them added up."""
    total = NEUTRAL
    for worth in worths:
        total = _sum(total, worth)
    return total


def musts_not_granted(ronde: Koppelronde, met: frozenset[Pair]) -> tuple[Finding, ...]:
    """One notice for every must-wish without a conversation."""
    return tuple(
        Finding(
            "carrousel_must",
            (wish.aios, wish.hao),
            Text(
                f"{wish.aios if wish.by is Side.AIOS else wish.hao} vroeg om een "
                f"gesprek met {wish.hao if wish.by is Side.AIOS else wish.aios}; dat past niet in "
                "het rooster.",
                f"{wish.aios if wish.by is Side.AIOS else wish.hao} asked for a conversation with "
                f"{wish.hao if wish.by is Side.AIOS else wish.aios}; it cannot be given.",
            ),
            Weight.NOTICE,
        )
        for wish in sorted(set(ronde.carrousel_wishes))
        if wish.wish is MeetingWish.MUST and (wish.aios, wish.hao) not in met
    )


def _sum(one: Worth, other: Worth) -> Worth:
    return Worth(*(a + b for a, b in zip(one, other, strict=True)))
