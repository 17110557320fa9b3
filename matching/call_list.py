"""The call list: who is telephoned, most urgent first, with what can be offered and what a no does.

Everything a coordinator needs during a call is solved in advance: other partners for this person
with the price for the group, and what happens when the answer is no (the very result that
recording the refusal will give).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koppelronde.facts import Facts
from koppelronde.outcome import Matching
from koppelronde.outcome_calls import (
    Alternative,
    Call,
    CallList,
    CallOutcome,
    CallReason,
    CallRecord,
    IfRefused,
)
from koppelronde.people import Side
from koppelronde.procedure import GoalChoice
from koppelronde.ronde import Koppelronde
from matching.call_reasons import couple_reasons, turn_key, unplaced_people, urgency
from matching.calls_owed import calls_owed
from matching.explain import as_pair, asked_about, own_order
from matching.partners import Pair
from matching.rematch import Rematch, rematch, repair_goals, told_pairs, without_couple
from matching.what_if import WhatIf, first_change, worth

ALTERNATIVES_SHOWN: Final = 4
_ALTERNATIVES_TRIED: Final = 10


def call_list(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    records: tuple[CallRecord, ...] = (),
    *,
    goals: tuple[GoalChoice, ...] | None = None,
    keep: frozenset[Pair] = frozenset(),
) -> CallList:
    """Everybody to be called about this matching, with the calls already made.

    ``facts`` are those of the round now. ``goals`` and ``keep`` are what the matching was made
    by (default: the procedure's goals); see :class:`matching.rematch.Rematch`. An entry stays on
    the list after the call, with its outcome, so that nothing said gets lost.
    """
    asked = asked_about(facts, matching, goals=goals or ronde.procedure.goals, keep=keep)
    told = told_pairs(records, asked.now)
    owed = calls_owed(ronde, matching, records)
    last = {(record.who, record.partner): record for record in records}
    calls: list[Call] = []
    for couple in matching.couples:
        for side, who, partner in (
            (Side.AIOS, couple.aios, couple.hao),
            (Side.HAO, couple.hao, couple.aios),
        ):
            debt = owed.get(who)
            reasons = couple_reasons(ronde, facts, couple, side)
            if debt is not None:
                reasons = (debt.reason, *(r for r in reasons if r is not debt.reason))
            if not reasons:
                continue
            own, back = couple.rank_by_aios, couple.rank_by_hao
            if side is Side.HAO:
                own, back = back, own
            call = Call(
                who=who, side=side, partner=partner, reasons=reasons, own_rank=own,
                partner_rank=back, urgency=urgency(reasons, own),
                before=None if debt is None else debt.before,
            )  # fmt: skip
            calls.append(_with_answers(ronde, facts, asked, told, call, last))
    without = dict(unplaced_people(facts, matching))
    alone = {one.who: one.side for one in owed.values() if not matching.partner_of(one.who)}
    for who, side in (without | alone).items():
        debt = owed.get(who)
        reasons = () if debt is None else (debt.reason,)
        if who in without:
            reasons = (*reasons, CallReason.UNPLACED)
        call = Call(
            who=who, side=side, partner=None, reasons=reasons, own_rank=None, partner_rank=None,
            urgency=urgency(reasons, None), before=None if debt is None else debt.before,
        )  # fmt: skip
        calls.append(_with_answers(ronde, facts, asked, told, call, last))
    calls.sort(
        key=lambda call: (-call.urgency, turn_key(matching.seed, call.who), call.partner or "")
    )
    return CallList(result_hash=matching.result_hash, calls=tuple(calls))


def _with_answers(
    ronde: Koppelronde,
    facts: Facts,
    asked: WhatIf,
    told: frozenset[Pair],
    call: Call,
    last: dict[tuple[str, str], CallRecord],
) -> Call:
    record = last.get((call.who, call.partner or ""))
    call = replace(
        call,
        outcome=None if record is None else record.outcome,
        note="" if record is None else record.note,
    )
    if call.outcome in (CallOutcome.ACCEPTED, CallOutcome.REFUSED):
        return call
    return replace(
        call,
        alternatives=_alternatives(ronde, facts, asked, told, call),
        if_refused=_if_refused(ronde, facts, asked, told, call),
    )


def _alternatives(
    ronde: Koppelronde, facts: Facts, asked: WhatIf, told: frozenset[Pair], call: Call
) -> tuple[Alternative, ...]:
    """Other partners, those that cost the group least first, then by the person's own rank.

    Shown is what recording a yes to that partner will give, and "least" is by the stages of that
    new result, in its order: those that matter, then how many couples change, then the rest.
    """
    asked = _after_this_call(ronde, facts, asked, told, call)
    tried: list[tuple[tuple[int, ...], int, str]] = []
    for other, rank in own_order(ronde, asked, call.side, call.who):
        if len(tried) == _ALTERNATIVES_TRIED:
            break
        pair = as_pair(call.side, call.who, other)
        if other == call.partner or pair in asked.now:
            continue
        price = asked.forced(pair)
        if price is not None:
            tried.append((worth(price.stages), rank, other))
    shown: dict[tuple[tuple[int, ...], int, str], Alternative] = {}
    for _worth, rank, other in sorted(tried)[:ALTERNATIVES_SHOWN]:
        again = _after_a_yes(ronde, facts, asked, told, call, other)
        shown[worth(again.solution.stages), rank, other] = _priced(again, call, other, rank)
    return tuple(shown[key] for key in sorted(shown))


def _after_this_call(
    ronde: Koppelronde, facts: Facts, asked: WhatIf, told: frozenset[Pair], call: Call
) -> WhatIf:
    """The present result as the one before a new one: what it will be asked to keep.

    Nobody is offered the place of somebody who was told and is thinking it over; who is called
    may leave the couple that they are thinking about themselves.
    """
    possible = {(couple.aios, couple.hao) for couple in facts.couples}
    waiting = {pair for pair in told & possible if call.who not in pair}
    held = replace(facts, locked=tuple(sorted({*facts.locked, *waiting})))
    goals = repair_goals(ronde.procedure.goals)
    return WhatIf(held, goals, asked.seed, asked.now, asked.now & possible)


def _after_a_yes(
    ronde: Koppelronde, facts: Facts, asked: WhatIf, told: frozenset[Pair], call: Call, other: str
) -> Rematch:
    pair = as_pair(call.side, call.who, other)
    agreed = replace(facts, locked=tuple(sorted({*facts.locked, pair})))
    return rematch(
        agreed, ronde.procedure.goals, before=asked.now, seed=asked.seed, told=told,
        facts_before=facts, kernels="light",
    )  # fmt: skip


def _priced(again: Rematch, call: Call, other: str, rank: int) -> Alternative:
    change = first_change(again.stages_before, again.stages_after)
    worse = change if change is not None and change.by > 0 else None
    return Alternative(
        partner=other,
        own_rank=rank,
        worse_stage=None if worse is None else worse.stage.name,
        by=0 if worse is None else worse.by,
        others_moved=sum(move.who not in (call.who, other) for move in again.moves),
    )


def _if_refused(
    ronde: Koppelronde, facts: Facts, asked: WhatIf, told: frozenset[Pair], call: Call
) -> IfRefused | None:
    """The result that recording a refusal of this couple will give."""
    if call.partner is None:
        return None
    pair = as_pair(call.side, call.who, call.partner)
    again = rematch(
        without_couple(facts, pair), ronde.procedure.goals, before=asked.now, seed=asked.seed,
        told=told - {pair}, facts_before=facts, kernels="light",
    )  # fmt: skip
    after = frozenset(again.solution.pairs)
    mine = sorted(other for a, h in after for who, other in ((a, h), (h, a)) if who == call.who)
    stayed = [o for a, h in asked.now for who, o in ((a, h), (h, a)) if who == call.who]
    new = [other for other in mine if other not in stayed]
    partner = new[0] if new else None
    ranks = dict(own_order(ronde, asked, call.side, call.who))
    change = first_change(again.stages_before, again.stages_after)
    worse = change if change is not None and change.by > 0 else None
    return IfRefused(
        partner=partner,
        own_rank=None if partner is None else ranks.get(partner),
        others_moved=tuple(move.who for move in again.moves if move.who != call.who),
        worse_stage=None if worse is None else worse.stage.name,
        by=0 if worse is None else worse.by,
    )
