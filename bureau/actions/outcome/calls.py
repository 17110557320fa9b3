"""The call list, and what was agreed on the telephone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bureau.actions.at_once import keep_at_once
from bureau.actions.kept import (
    CALL_LIST,
    CALL_RECORD,
    about_result,
    call_records_of,
    known_person,
    newest,
    put_result,
    real_result_of,
)
from bureau.actions.kept_records import KeptResult
from bureau.actions.order import calls_needed
from bureau.actions.outcome.call_listing import list_of_calls
from bureau.actions.outcome.since_seal import Settled, facts_now, put_answers, settled_since
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_calls import CallList, CallOutcome, CallRecord

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.answers import Answer
    from koppelronde.domain.ronde import Koppelronde
    from matching.calls.rematch import Move, Rematch

OUTCOMES: Final = {
    CallOutcome.ACCEPTED: Text("akkoord", "agrees"),
    CallOutcome.REFUSED: Text("niet akkoord", "does not agree"),
    CallOutcome.UNREACHABLE: Text("niet bereikt", "not reached"),
    CallOutcome.ASKS_TIME: Text("wil bedenktijd", "wants time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an answer does; kept by :func:`record_call`, only shown by :func:`preview_call`.

    ``moves`` are the people who get another partner (empty where nothing is solved again).
    ``only_told``: there is no couple, and now this person knows. ``version`` is that of the round
    it was computed from, for ``expect_version``; ``earlier`` are the calls known by then.
    """

    before: Koppelronde
    after: Koppelronde
    record: CallRecord
    moves: tuple[Move, ...]
    kept: KeptResult
    calls: CallList
    solved_again: bool
    only_told: bool
    settled: Settled
    earlier: tuple[CallRecord, ...]

    @property
    def version(self) -> int:
        """The version of the round that this was computed from."""
        return self.before.version


def preview_call(
    store: Store, by: By, *, code: str, outcome: CallOutcome, partner: str = "", note: str = ""
) -> Answered:
    """What this answer would do and who would move; nothing is kept."""
    return _answer(store, by, code, outcome, partner, note)


def record_call(
    store: Store,
    by: By,
    *,
    code: str,
    outcome: CallOutcome,
    partner: str = "",
    note: str = "",
    expect_version: int | None = None,
) -> Answered:
    """Keep an answer: accepted fixes the couple, refused takes it out; the rest is solved again.

    ``partner`` is whom the call was about (default: the partner in the result). The call, the new
    result with its proof and the new list are one transaction. WrongUse for an unknown code or a
    couple that cannot be made, OutOfOrder for a trial. Where somebody else recorded another call
    meanwhile it is worked out anew; SavedMeanwhile where that call was about the same people.
    """
    if outcome is CallOutcome.REFUSED:
        store.copy_before("call")
    if expect_version is not None:
        made = _answer(store, by, code, outcome, partner, note)
        _keep_answer(store, by, made, expect_version)
        return made
    return keep_at_once(
        lambda: _answer(store, by, code, outcome, partner, note),
        lambda made: _keep_answer(store, by, made, made.version),
        _about_the_same,
    )


def _about_the_same(first: Answered, now: Answered) -> bool:
    """Whether what others recorded in between is about somebody in this call."""
    mine = {first.record.who, first.record.partner} - {""}
    since = now.earlier[len(first.earlier) :]
    return first.record.partner != now.record.partner or any(
        mine & {record.who, record.partner} for record in since
    )


def _keep_answer(store: Store, by: By, made: Answered, version: int) -> None:
    said = OUTCOMES[made.record.outcome]
    with store.transaction(
        expect_version=version,
        by=by, reason=made.record.note, act=Act.CALLED,
        subject=about_result(made.kept.matching, made.record.who),
        what=Text(f"telefoon {made.record.who}: {said.nl}", f"call {made.record.who}: {said.en}"),
    ) as change:  # fmt: skip
        change.save(made.after)
        change.put_document(CALL_RECORD, made.record)
        if made.solved_again:
            put_result(change, made.kept)
            put_answers(change, made.after, made.settled)
        change.put_document(CALL_LIST, made.calls)


def _answer(
    store: Store, by: By, code: str, outcome: CallOutcome, partner: str, note: str
) -> Answered:
    from matching.calls.applying import apply_call

    ronde = store.load()
    calls_needed(store, ronde)
    kept = real_result_of(store, ronde)
    code = known_person(ronde, code)
    partners = kept.matching.partner_of(code)
    about = known_person(ronde, partner) if partner else (partners[0] if partners else "")
    record = CallRecord(who=code, outcome=outcome, partner=about, by=by.name, note=note, at=by.at)
    records = (*call_records_of(store), record)
    # nobody is named: told that there is no couple, which settles nothing but the call
    alone = {*kept.matching.unplaced, *_called_without_a_partner(store)}
    only_told = outcome is CallOutcome.ACCEPTED and not about and code in alone
    after = ronde if only_told else apply_call(ronde, record)
    settled = settled_since(store, after)
    changed = (
        None if after == ronde else _solve_again(by, ronde, after, kept, records, settled.answers)
    )
    current = kept if changed is None else changed[1]
    return Answered(
        before=ronde, after=after, record=record, kept=current,
        moves=() if changed is None else tuple(changed[0].moves),
        calls=list_of_calls(after, current, records),
        solved_again=changed is not None, only_told=only_told, settled=settled,
        earlier=records[:-1],
    )  # fmt: skip


def _called_without_a_partner(store: Store) -> list[str]:
    """Who is on the call list because there is nobody for them (any more)."""
    listed = newest(store, CALL_LIST, CallList)
    return [] if listed is None else [c.who for c in listed.calls if c.partner is None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNoted:
    """A note that was added to a call, with the outcome that the call already had."""

    record: CallRecord
    calls: CallList


def note_call(
    store: Store,
    by: By,
    *,
    code: str,
    note: str,
    partner: str = "",
    expect_version: int | None = None,
) -> CallNoted:
    """Add a note to a call that was made; its outcome stays, and nobody moves.

    OutOfOrder where no call with this person (about this partner) was written down yet.
    """
    ronde = store.load()
    calls_needed(store, ronde)
    kept = real_result_of(store, ronde)
    code = known_person(ronde, code)
    partners = kept.matching.partner_of(code)
    about = known_person(ronde, partner) if partner else (partners[0] if partners else "")
    records = call_records_of(store)
    last = next((r for r in reversed(records) if (r.who, r.partner) == (code, about)), None)
    if last is None:
        raise OutOfOrder(
            Text(f"Er is nog geen gesprek met {code} vastgelegd.",
                 f"No call with {code} was written down yet."),
        )  # fmt: skip
    record = replace(last, by=by.name, note=note, at=by.at)
    calls = list_of_calls(ronde, kept, (*records, record))
    with store.transaction(
        expect_version=ronde.version if expect_version is None else expect_version,
        by=by, reason=note, act=Act.CALLED, subject=about_result(kept.matching, code),
        what=Text(f"telefoon {code}: notitie", f"call {code}: note"),
    ) as change:  # fmt: skip
        change.put_document(CALL_RECORD, record)
        change.put_document(CALL_LIST, calls)
    return CallNoted(record=record, calls=calls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Somebody who takes no part any more, who moves for it, and the result and list since."""

    code: str
    before: Koppelronde
    after: Koppelronde
    moves: tuple[Move, ...]
    kept: KeptResult
    calls: CallList


def withdraw(
    store: Store, by: By, *, code: str, reason: str, expect_version: int | None = None
) -> Withdrawn:
    """Take somebody out while people are being called; the rest moves as little as possible."""
    from matching.calls.applying import withdraw as without

    ronde = store.load()
    calls_needed(store, ronde)
    kept = real_result_of(store, ronde)
    code = known_person(ronde, code)
    records = call_records_of(store)
    after = without(ronde, code)
    settled = settled_since(store, after)
    again, current = _solve_again(by, ronde, after, kept, records, settled.answers)
    store.copy_before("withdraw")
    calls = list_of_calls(after, current, records)
    with store.transaction(
        expect_version=ronde.version if expect_version is None else expect_version,
        by=by, reason=reason, act=Act.WITHDRAWN, subject=about_result(kept.matching, code),
        what=Text(f"{code} trekt zich terug", f"{code} withdraws"),
    ) as change:  # fmt: skip
        change.save(after)
        put_result(change, current)
        put_answers(change, after, settled)
        change.put_document(CALL_LIST, calls)
    return Withdrawn(
        code=code, before=ronde, after=after, moves=tuple(again.moves), kept=current, calls=calls
    )


def _solve_again(
    by: By,
    before: Koppelronde,
    after: Koppelronde,
    kept: KeptResult,
    records: tuple[CallRecord, ...],
    answers: tuple[Answer, ...],
) -> tuple[Rematch, KeptResult]:
    """The result after an agreement, with its proof; nothing is saved yet."""
    from bureau.actions.outcome.solving import keep_solution
    from matching.calls.owed import spoken_people
    from matching.calls.rematch import rematch, told_pairs

    now = frozenset((couple.aios, couple.hao) for couple in kept.matching.couples)
    again = rematch(
        facts_now(after), after.procedure.goals, before=now, seed=kept.matching.seed,
        told=told_pairs(records, now), spoken=spoken_people(records),
        facts_before=facts_now(before),
    )  # fmt: skip
    made = keep_solution(
        after, again.facts, again.solution, trial=kept.matching.trial, made_at=by.at,
        answers=answers, before=kept.matching.result_hash,
    )  # fmt: skip
    return again, replace(made, goals=again.goals, keep=tuple(sorted(again.keep)))
