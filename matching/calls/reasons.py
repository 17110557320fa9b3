"""Who must be telephoned, and why: the procedure's promise, checked against each person's own list.

The promise is about *their own* list, so an exceptional couple gives one call or two.
"""

from __future__ import annotations

from koppelronde.domain.facts import Facts
from koppelronde.domain.lottery import lot
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.outcomes.outcome_calls import CallReason
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

_WEIGHT = {
    CallReason.UNPLACED: 5000,
    CallReason.TOLD_OTHER: 4500,
    CallReason.LATE_VETO: 4000,
    CallReason.LEFT_OFF: 3000,
    CallReason.LOW_RANK: 2000,
    CallReason.FAR_AWAY: 1000,
}
_RANK_COUNTS_TO = 900


def couple_reasons(
    ronde: Koppelronde, facts: Facts, couple: MatchedCouple, side: Side
) -> tuple[CallReason, ...]:
    """Why this side of a couple is called; empty when nobody need call.

    LATE_VETO: a rule or veto has come to forbid the couple since it was made. LEFT_OFF: not on
    the own list (or nobody knows the rank). LOW_RANK: beyond ``top_ranks``. FAR_AWAY: only the
    AIOS, over the travel limit and not with somebody listed in the own top ranks.
    """
    top = ronde.number("top_ranks")
    aios_side = side is Side.AIOS
    own = couple.rank_by_aios if aios_side else couple.rank_by_hao
    listed = couple.listed_by_aios if aios_side else couple.listed_by_hao
    pair = (couple.aios, couple.hao)
    reasons: list[CallReason] = []
    if any((excluded.aios, excluded.hao) == pair for excluded in facts.excluded):
        reasons.append(CallReason.LATE_VETO)
    if own is None or not listed:
        reasons.append(CallReason.LEFT_OFF)
    elif own > top:
        reasons.append(CallReason.LOW_RANK)
    far = couple.travel_minutes
    if aios_side and far is not None and far > ronde.number("travel_limit_minutes") and reasons:
        reasons.append(CallReason.FAR_AWAY)
    return tuple(reasons)


def unplaced_people(facts: Facts, matching: Matching) -> tuple[tuple[str, Side], ...]:
    """Who is called because there is no partner: every unplaced AIOS; an HAO without AIOS only
    when there were enough AIOS for every place, so that being left over was not to be expected.
    """
    found = [(code, Side.AIOS) for code in matching.unplaced if code in facts.aios]
    places = sum(hao.places for hao in facts.haos)
    if places <= len(facts.aios):
        found += [(hao.hao, Side.HAO) for hao in facts.haos if not matching.partner_of(hao.hao)]
    return tuple(found)


def urgency(reasons: tuple[CallReason, ...], own_rank: int | None) -> int:
    """The higher the sooner: the gravest reason, then the worst own rank, then more reasons."""
    gravest = max((_WEIGHT[reason] for reason in reasons), default=0)
    rank = _RANK_COUNTS_TO if own_rank is None else min(own_rank, _RANK_COUNTS_TO)
    return gravest + rank + len(reasons) - 1


def turn_key(seed: str, who: str) -> str:
    """Who is called first among equals, from the round's seed: whoever is called first hears of
    the alternatives first, so that neither row order nor code may decide it.
    """
    return lot(seed, who)
