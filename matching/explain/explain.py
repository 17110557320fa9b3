"""Why somebody got this partner and not another: one statement for everybody higher on the list.

Each statement about the group is found by solving again with that couple forced, by the goals and
in the order by which the result itself was made (:mod:`matching.explain.what_if`). The records
hold codes and numbers; :mod:`matching.explain.explain_words` says them, for the person without
anybody else's name or rank, for the coordinator in full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.facts import Excluded, Facts
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import AgreementKind, Koppelronde
from koppelronde.domain.steps import Do, Step
from matching.explain.what_if import FEWEST_MOVED, Price, WhatIf
from matching.goals.partners import Pair, pairs_of


class WhyNot(StrEnum):
    """Why a partner higher on the list was not given."""

    RULE = "rule"
    """A rule of the procedure forbids the couple."""
    GONE = "gone"
    """The partner takes no part any more."""
    NOT_MET = "not_met"
    """They did not meet and do not stand on each other's lists, or left off means impossible."""
    OWN_AGREED = "own_agreed"
    """The person's own couple was agreed by hand."""
    PLACE_HELD = "place_held"
    """Every place there is held by couples that were agreed by hand."""
    OWN_TOLD = "own_told"
    """The person was told of the own couple, and somebody asked for time."""
    PLACE_TOLD = "place_told"
    """Places there are held by couples of whom somebody was told and asked for time."""
    GROUP = "group"
    """A goal of the group would get worse."""
    STAYS = "stays"
    """A result after calls, which moves as few as possible: more couples would have to change."""
    SETTLED = "settled"
    """What was left is settled by hand, so who has a place keeps it: others would have to move."""
    LOTTERY = "lottery"
    """For the group it is all the same: the lottery decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why not this partner.

    ``price`` is there for GROUP, STAYS, SETTLED and LOTTERY, ``rule`` for RULE. ``if_all_may_move``
    is the price by the other goals alone, for STAYS and SETTLED: what would be said if staying
    put were no goal.
    """

    partner: str
    own_rank: int
    why: WhyNot
    rule: Excluded | None = None
    price: Price | None = None
    if_all_may_move: Price | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One person's result.

    ``partners`` pairs each partner with the person's rank of the partner and the partner's rank
    of the person (None where nobody gave one). ``why_not`` is for everybody whom the person put
    higher than the best partner that they did get, best first. ``always`` says whether every
    result that is as good by all goals has these partners. ``staying``: one of these goals is
    that as few couples as possible change.
    """

    who: str
    side: Side
    partners: tuple[tuple[str, int | None, int | None], ...]
    why_not: tuple[Reason, ...]
    always: bool
    staying: bool = False


def what_if(
    facts: Facts, goals: tuple[GoalChoice, ...], *, seed: str, now: frozenset[Pair],
    keep: frozenset[Pair] = frozenset(),
) -> WhatIf:  # fmt: skip
    """The questions that can be put to a result; see :class:`matching.explain.what_if.WhatIf`."""
    return WhatIf(facts, goals, seed, now, keep)


def asked_about(
    facts: Facts, matching: Matching, *, goals: tuple[GoalChoice, ...],
    keep: frozenset[Pair] = frozenset(),
) -> WhatIf:  # fmt: skip
    """The questions that can be put to a stored result, with what it was made by.

    Couples that stood fast in it (agreed, or held because somebody had been told and was still
    thinking) stand fast in the answers too.
    """
    possible = {(couple.aios, couple.hao) for couple in facts.couples}
    fast = {(c.aios, c.hao) for c in matching.couples if c.locked or c.held} & possible
    held = replace(facts, locked=tuple(sorted({*facts.locked, *fast})))
    return WhatIf(held, goals, matching.seed, pairs_of(matching), keep)


def explain(ronde: Koppelronde, asked: WhatIf, code: str) -> Explanation:
    """The result of one AIOS or HAO. KeyError for a code that does not take part."""
    standing = asked.standing
    side = Side.AIOS if code in ronde.aios_by_code else Side.HAO
    partners = standing.partners[code]
    ranks = tuple(
        (
            other,
            standing.rank_of(*as_pair(side, code, other), code),
            standing.rank_of(*as_pair(side, code, other), other),
        )
        for other in partners
    )
    own = [rank for _other, rank, _back in ranks if rank is not None]
    limit = _limit(asked, side, code, own)
    reasons = []
    for other, rank in own_order(ronde, asked, side, code):
        if other not in partners and (limit is None or rank < limit):
            reasons.append(_reason(ronde, asked, side, code, other, rank))
    return Explanation(
        who=code, side=side, partners=ranks, why_not=tuple(reasons),
        always=bool(partners) and all(
            asked.needed(as_pair(side, code, other)) for other in partners
        ),
        staying=asked.after_calls,
    )  # fmt: skip


def _limit(asked: WhatIf, side: Side, code: str, own: list[int]) -> int | None:
    """Up to which rank a partner counts as "higher": None means everybody does."""
    if not own:
        return None
    if side is Side.HAO and asked.standing.free_places(code):
        return None
    return max(own)


def as_pair(side: Side, code: str, other: str) -> Pair:
    """The two codes, the AIOS first."""
    return (code, other) if side is Side.AIOS else (other, code)


def own_order(ronde: Koppelronde, asked: WhatIf, side: Side, code: str) -> list[tuple[str, int]]:
    """Everybody whom this person listed or could get, with their rank, best first."""
    lijst = ronde.list_of.get(code)
    found = dict(lijst.ranks(ronde.procedure.ties)) if lijst is not None else {}
    for couple in asked.facts.couples:
        if side is Side.AIOS and couple.aios == code:
            found.setdefault(couple.hao, couple.rank_by_aios)
        if side is Side.HAO and couple.hao == code:
            found.setdefault(couple.aios, couple.rank_by_hao)
    return sorted(found.items(), key=lambda item: (item[1], item[0]))


def _reason(
    ronde: Koppelronde, asked: WhatIf, side: Side, code: str, other: str, rank: int
) -> Reason:
    pair = as_pair(side, code, other)
    for excluded in asked.facts.excluded:
        if (excluded.aios, excluded.hao) == pair:
            return Reason(partner=other, own_rank=rank, why=WhyNot.RULE, rule=excluded)
    if other in ronde.withdrawn or ronde.person(other) is None:
        return Reason(partner=other, own_rank=rank, why=WhyNot.GONE)
    if pair not in asked.standing.couple_of:
        return Reason(partner=other, own_rank=rank, why=WhyNot.NOT_MET)
    price = asked.forced(pair)
    if price is None:
        return Reason(
            partner=other, own_rank=rank, why=_fast(ronde, asked.facts, side, code, other)
        )
    if price.change is not None and price.change.by < 0:
        raise OutOfOrder(
            Text(
                "De koppeling is ouder dan de gegevens van nu: er is inmiddels een betere.",
                "The matching is older than the present data: there is a better one by now.",
            ),
            Text("Koppel opnieuw:  ", "Match again:  ") + Step(Do.MATCH).said,
        )
    if price.change is None:
        return Reason(partner=other, own_rank=rank, why=WhyNot.LOTTERY, price=price)
    if price.change.stage.name != FEWEST_MOVED.name:
        return Reason(partner=other, own_rank=rank, why=WhyNot.GROUP, price=price)
    why = WhyNot.SETTLED if asked.nobody_moves else WhyNot.STAYS
    free = asked.forced_if_all_may_move(pair)
    return Reason(partner=other, own_rank=rank, why=why, price=price, if_all_may_move=free)


def _fast(ronde: Koppelronde, facts: Facts, side: Side, code: str, other: str) -> WhyNot:
    """What stands in the way: an agreement by hand or an answer still awaited, of whom."""
    places = {hao.hao: hao.places for hao in facts.haos}
    agreed = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.LOCKED}
    own = [pair for pair in facts.locked if code in pair]
    full = len(own) >= (1 if side is Side.AIOS else places[code])
    pairs = own if full else [pair for pair in facts.locked if other in pair]
    if agreed.issuperset(pairs):
        return WhyNot.OWN_AGREED if full else WhyNot.PLACE_HELD
    return WhyNot.OWN_TOLD if full else WhyNot.PLACE_TOLD
