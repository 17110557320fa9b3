"""The call list: who is telephoned, most urgent first, with what can be offered and what a no does.

Everything a coordinator needs during a call is solved in advance (:mod:`matching.calls.answers`);
in a national round for who comes first, and for whom it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import (
    Call,
    CallList,
    CallOutcome,
    CallReason,
    CallRecord,
)
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import Koppelronde
from matching.calls.answers import CallAnswers
from matching.calls.owed import Owed, calls_owed
from matching.calls.reasons import couple_reasons, turn_key, unplaced_people, urgency
from matching.calls.rematch import told_pairs
from matching.explain.explain import asked_about
from matching.goals.partners import Pair

ALL_IN_ADVANCE_UP_TO: Final = 150
"""People on a side. In a larger round a single answer takes long enough to be waited for."""
FIRST_IN_ADVANCE: Final = 10
"""For how many open calls of a larger round a list that somebody is going to use is solved."""

_CLOSED: Final = (CallOutcome.ACCEPTED, CallOutcome.REFUSED)


def call_list(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    records: tuple[CallRecord, ...] = (),
    *,
    goals: tuple[GoalChoice, ...] | None = None,
    keep: frozenset[Pair] = frozenset(),
    first: int = 0,
    also: Collection[str] = (),
) -> CallList:
    """Everybody to be called about this matching, with the calls already made.

    ``facts`` are those of the round now. ``goals`` and ``keep`` are what the matching was made
    by (default: the procedure's goals); see :class:`matching.calls.rematch.Rematch`. An entry
    stays on the list after the call, with its outcome, so that nothing said gets lost. In a round
    with more people than ALL_IN_ADVANCE_UP_TO answers are solved for the ``first`` open calls only,
    and for the people in ``also``; the others have ``in_advance`` false.
    """
    asked = asked_about(facts, matching, goals=goals or ronde.procedure.goals, keep=keep)
    owed = calls_owed(ronde, matching, records)
    calls = [*_about_couples(ronde, facts, matching, owed), *_without(facts, matching, owed)]
    calls.sort(
        key=lambda call: (-call.urgency, turn_key(matching.seed, call.who), call.partner or "")
    )
    calls = _with_outcomes(calls, records)
    waiting = [call.who for call in calls if call.outcome not in _CLOSED]
    if max(len(facts.aios), len(facts.haos)) > ALL_IN_ADVANCE_UP_TO:
        waiting = [*waiting[:first], *also]
    answers = CallAnswers(ronde, facts, asked, told_pairs(records, asked.now))
    return CallList(
        result_hash=matching.result_hash,
        calls=tuple(
            call if call.outcome in _CLOSED
            else answers.to(call) if call.who in waiting
            else replace(call, in_advance=False)
            for call in calls
        ),
    )  # fmt: skip


def _about_couples(
    ronde: Koppelronde, facts: Facts, matching: Matching, owed: Mapping[str, Owed]
) -> Iterator[Call]:
    """Who is called about the partner that they get."""
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
            yield Call(
                who=who, side=side, partner=partner, reasons=reasons, own_rank=own,
                partner_rank=back, urgency=urgency(reasons, own),
                before=None if debt is None else debt.before,
            )  # fmt: skip


def _without(facts: Facts, matching: Matching, owed: Mapping[str, Owed]) -> Iterator[Call]:
    """Who is called because there is no partner, or none any more."""
    without = dict(unplaced_people(facts, matching))
    alone = {one.who: one.side for one in owed.values() if not matching.partner_of(one.who)}
    for who, side in (without | alone).items():
        debt = owed.get(who)
        reasons = () if debt is None else (debt.reason,)
        if who in without:
            reasons = (*reasons, CallReason.UNPLACED)
        yield Call(
            who=who, side=side, partner=None, reasons=reasons, own_rank=None, partner_rank=None,
            urgency=urgency(reasons, None), before=None if debt is None else debt.before,
        )  # fmt: skip


def _with_outcomes(calls: list[Call], records: tuple[CallRecord, ...]) -> list[Call]:
    """What was said in the last conversation about the couple of each call."""
    last = {(record.who, record.partner): record for record in records}
    said = [last.get((call.who, call.partner or "")) for call in calls]
    return [
        call if record is None else replace(call, outcome=record.outcome, note=record.note)
        for call, record in zip(calls, said, strict=True)
    ]
