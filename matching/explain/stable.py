"""The AIOS-proposing stable matching, only to set beside the procedure's own result.

D. Gale and L.S. Shapley, "College Admissions and the Stability of Marriage", American
Mathematical Monthly 69 (1962), 9-15. Places per HAO inside places per practice form a laminar
family; the practice keeps the best by greedy choice, which leaves deferred acceptance stable
(T. Fleiner, "A Fixed-Point Approach to Stable Matchings", Mathematics of Operations Research 28
(2003)). Ties fall by a key from the round's seed, so that row order cannot matter.
"""

from __future__ import annotations

from koppelronde.domain.facts import Facts, PossibleCouple
from koppelronde.domain.lottery import lot
from matching.goals.partners import Pair

_Held = dict[str, list[PossibleCouple]]


def stable_matching(facts: Facts, *, seed: str) -> frozenset[Pair]:
    """Couples of the AIOS-proposing stable matching; locked couples are kept as they are."""
    locked = frozenset(facts.locked)
    fixed_aios = {aios for aios, _hao in locked}
    praktijk_of = {places.hao: places.praktijk for places in facts.haos}
    left = {places.hao: places.places for places in facts.haos}
    room = dict(facts.praktijk_places)
    for _aios, hao in sorted(locked):
        left[hao] -= 1
        if praktijk_of[hao] in room:
            room[praktijk_of[hao]] -= 1
    wishes: dict[str, list[PossibleCouple]] = {code: [] for code in facts.aios}
    for couple in facts.couples:
        if couple.aios not in fixed_aios:
            wishes[couple.aios].append(couple)
    for code, couples in wishes.items():
        couples.sort(key=lambda c: (c.rank_by_aios, lot(seed, c.aios, c.hao)), reverse=True)
        wishes[code] = couples
    held: _Held = {}
    free = sorted(code for code in facts.aios if wishes[code])
    while free:
        code = free.pop()
        if not wishes[code]:
            continue
        couple = wishes[code].pop()
        group = _group(couple.hao, praktijk_of, room)
        offers = [*held.get(group, []), couple]
        held[group], refused = _best(offers, left, room.get(group), seed)
        free.extend(sorted(lost.aios for lost in refused))
    kept = {(c.aios, c.hao) for couples in held.values() for c in couples}
    return locked | frozenset(kept)


def _group(hao: str, praktijk_of: dict[str, str], room: dict[str, int]) -> str:
    """Who chooses together: the practice where it has a limit, else the HAO alone."""
    praktijk = praktijk_of[hao]
    return praktijk if praktijk in room else f"\x1f{hao}"


def _best(
    offers: list[PossibleCouple], left: dict[str, int], limit: int | None, seed: str
) -> tuple[list[PossibleCouple], list[PossibleCouple]]:
    """What is kept and what is refused: the best first, as long as there are places."""
    kept: list[PossibleCouple] = []
    refused: list[PossibleCouple] = []
    taken: dict[str, int] = {}
    for couple in sorted(offers, key=lambda c: (c.rank_by_hao, lot(seed, c.hao, c.aios))):
        full = taken.get(couple.hao, 0) >= left[couple.hao]
        if full or (limit is not None and len(kept) >= limit):
            refused.append(couple)
        else:
            kept.append(couple)
            taken[couple.hao] = taken.get(couple.hao, 0) + 1
    return kept, refused
