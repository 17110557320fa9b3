"""A coordinator's afternoon: calls, refusals, a withdrawal, an undo; and random afternoons."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.outcomes.outcome_calls import CallOutcome, CallReason
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from matching.calls.call_list import call_list
from matching.calls.rematch import repair_goals
from matching.explain.explain import WhyNot, as_pair, asked_about, explain
from matching.explain.explain_words import explanation_said, reason_said
from matching.explain.what_if import first_change
from matching.figures.account import account_findings, closing_account
from matching.figures.statistics import call_outcomes, round_statistics
from matching.goals.partners import Pair
from tests.matching.calls.afternoon import Desk, desk_of, disagreeing_round
from tests.matching.small_rounds import GOALS, round_of, small_rounds


def agreed(desk: Desk) -> set[Pair]:
    gone = set(desk.ronde.withdrawn)
    return {
        (a.aios, a.hao)
        for a in desk.ronde.agreements
        if a.kind is AgreementKind.LOCKED and not {a.aios, a.hao} & gone
    }


def holds(before: Desk, after: Desk) -> None:
    """What must be true after every step of every afternoon."""
    assert agreed(after) <= after.pairs, "nobody who accepted is moved"
    out = {(a.aios, a.hao) for a in after.ronde.agreements if a.kind is AgreementKind.OUT}
    assert not out & after.pairs, "who refused is not asked again"
    assert not set(after.ronde.withdrawn) & {code for pair in after.pairs for code in pair}
    account = closing_account(after.ronde, after.facts, after.matching, after.calls, after.records)
    assert account.adds_up, account_findings(account)
    if after.last is not None and after.last is not before.last:
        changed = {move.who for move in after.last.moves}
        different = {code for pair in before.pairs ^ after.pairs for code in pair}
        assert changed == different - set(after.ronde.withdrawn)


def test_five_calls_two_refusals_a_withdrawal_and_an_undo() -> None:
    start = desk_of(disagreeing_round())
    desk, made, accepted = start, 0, set[Pair]()
    answers = [CallOutcome.ACCEPTED, CallOutcome.REFUSED, CallOutcome.ACCEPTED,
               CallOutcome.REFUSED, CallOutcome.ACCEPTED]  # fmt: skip
    for answer in answers:
        call = next(c for c in desk.calls.open if c.partner is not None)
        pair = as_pair(call.side, call.who, call.partner or "")
        after = desk.call(call.who, call.partner or "", answer, "gebeld")
        holds(desk, after)
        if answer is CallOutcome.ACCEPTED:
            accepted.add(pair)
            assert after.pairs == desk.pairs, "a yes moves nobody"
        assert accepted <= after.pairs
        desk, made = after, made + 1
    assert made == 5
    before_withdrawal = desk
    leaver = next(c.aios for c in desk.matching.couples if (c.aios, c.hao) not in accepted)
    desk = desk.withdraw(leaver)
    holds(before_withdrawal, desk)
    assert accepted <= desk.pairs
    wrong = desk.call(*next((c.who, c.partner or "") for c in desk.calls.open if c.partner),
                      CallOutcome.REFUSED)  # fmt: skip
    assert wrong.pairs != desk.pairs
    undone = desk
    assert undone.calls == desk.calls
    account = closing_account(
        undone.ronde, undone.facts, undone.matching, undone.calls, undone.records
    )
    assert account.adds_up
    assert account.withdrawn == (leaver,)
    assert len(account.by_hand) == 5
    outcomes = list(call_outcomes(undone.calls, undone.records).values())
    assert outcomes.count(CallOutcome.ACCEPTED) == 3
    assert outcomes.count(CallOutcome.REFUSED) == 2
    shares = round_statistics(undone.ronde, undone.matching, undone.calls, undone.records).calls
    assert sum(share.number for share in shares) == shares[0].out_of


def test_who_asked_for_time_stays_put_while_others_move() -> None:
    start = desk_of(disagreeing_round())
    kept = tried = 0
    for first in start.calls.open:
        if first.partner is None:
            continue
        waiting = start.call(first.who, first.partner, CallOutcome.ASKS_TIME)
        assert waiting.pairs == start.pairs
        pair = as_pair(first.side, first.who, first.partner)
        for other in waiting.calls.open:
            if other.partner is None or {other.who, other.partner} == set(pair):
                continue
            after = waiting.call(other.who, other.partner, CallOutcome.REFUSED)
            free = start.call(other.who, other.partner, CallOutcome.REFUSED)
            tried += 1
            kept += pair in after.pairs
            mine = next((c for c in after.matching.couples if (c.aios, c.hao) == pair), None)
            assert mine is None or (mine.held and not mine.locked), "nothing was agreed to"
            asked = asked_about(after.facts, after.matching,
                                goals=after.last.goals if after.last else (),
                                keep=after.last.keep if after.last else frozenset())  # fmt: skip
            for code in (*pair, other.who):
                assert explain(after.ronde, asked, code).who == code
            assert after.last is not None
            assert free.last is not None
            matters = [s.value for s in after.last.stages_after][:2]
            assert matters == [s.value for s in free.last.stages_after][:2]
    assert tried >= 6
    assert kept >= tried - 1


def test_who_said_yes_and_loses_the_partner_is_called_before_any_letter() -> None:
    start = desk_of(disagreeing_round())
    couple = start.matching.couples[0]
    yes = start.call(couple.aios, couple.hao, CallOutcome.ACCEPTED)
    after = yes.call(couple.hao, couple.aios, CallOutcome.REFUSED)
    assert after.last is not None
    [move] = [m for m in after.last.moves if m.who == couple.aios]
    assert move.told
    [call] = [c for c in after.calls.open if c.who == couple.aios]
    assert CallReason.TOLD_OTHER in call.reasons
    assert call.before == couple.hao
    if call.partner is not None:
        settled = after.call(couple.aios, call.partner, CallOutcome.ACCEPTED)
        assert couple.aios not in {c.who for c in settled.calls.open}


def test_after_a_late_veto_both_are_called_with_that_reason() -> None:
    start = desk_of(disagreeing_round())
    couple = start.matching.couples[0]
    out = Agreement(couple.aios, couple.hao, AgreementKind.OUT, "veto", "Ans", "relation")
    after = start.again(replace(start.ronde, agreements=(*start.ronde.agreements, out)))
    for who, other in ((couple.aios, couple.hao), (couple.hao, couple.aios)):
        [call] = [c for c in after.calls.open if c.who == who]
        assert CallReason.LATE_VETO in call.reasons
        assert call.before == other
    why = {(e.aios, e.hao): e.why.rule for e in after.facts.excluded}
    assert why[couple.aios, couple.hao] == "veto"


def test_what_is_said_of_another_partner_is_what_a_yes_to_that_partner_gives() -> None:
    start = desk_of(disagreeing_round())
    compared = 0
    for call in start.calls.open:
        for other in call.alternatives:
            after = start.call(call.who, other.partner, CallOutcome.ACCEPTED)
            assert after.last is not None
            about = {call.who, other.partner}
            assert sum(m.who not in about for m in after.last.moves) == other.others_moved
            change = first_change(after.last.stages_before, after.last.stages_after)
            worse = change if change is not None and change.by > 0 else None
            assert other.by == (0 if worse is None else worse.by)
            assert other.worse_stage == (None if worse is None else worse.stage.name)
            compared += 1
    assert compared >= 8


def test_after_a_yes_the_reason_of_the_procedure_is_still_said_beside_staying_put() -> None:
    start = desk_of(disagreeing_round())
    first = next(call for call in start.calls.open if call.partner is not None)
    after = start.call(first.who, first.partner or "", CallOutcome.ACCEPTED)
    assert after.last is not None
    assert after.pairs == start.pairs
    before = asked_about(start.facts, start.matching, goals=start.ronde.procedure.goals)
    now = asked_about(after.facts, after.matching, goals=after.last.goals, keep=after.last.keep)
    about = {first.who, first.partner}
    seen = dict.fromkeys((WhyNot.GROUP, WhyNot.STAYS), 0)
    for code in start.facts.aios:
        old = {reason.partner: reason for reason in explain(start.ronde, before, code).why_not}
        explanation = explain(after.ronde, now, code)
        for reason in explanation.why_not:
            if code in about or reason.partner in about or reason.why not in seen:
                continue
            seen[reason.why] += 1
            said = reason_said(after.ronde, explanation, reason).nl
            stays = reason.why is WhyNot.STAYS
            assert (
                "sinds de telefoongesprekken houden we zo veel mogelijk koppelingen gelijk" in said
            ) == stays
            assert old[reason.partner].why is WhyNot.GROUP, "nothing moved, so it was no lottery"
            priced = reason.if_all_may_move if stays else reason.price
            assert priced is not None
            assert priced.worse is not None, "the first result was the best by the procedure"
            assert f": {priced.worse.then} in plaats van {priced.worse.now}" in said
    assert min(seen.values()) >= 3, seen


def test_what_more_moving_would_win_for_the_group_is_not_kept_back() -> None:
    desk = desk_of(disagreeing_round(14, 14, 6, seed=3, left_off=3))
    better = 0
    for _answer in range(4):
        call = next(c for c in desk.calls.open if c.partner is not None)
        desk = desk.call(call.who, call.partner or "", CallOutcome.REFUSED)
        assert desk.last is not None
        asked = asked_about(desk.facts, desk.matching, goals=desk.last.goals, keep=desk.last.keep)
        for code in desk.facts.aios:
            explanation = explain(desk.ronde, asked, code)
            for reason in explanation.why_not:
                free = reason.if_all_may_move
                if free is not None and free.change is not None and free.change.by < 0:
                    said = reason_said(desk.ronde, explanation, reason).nl
                    assert "de uitkomst voor de groep beter: " in said
                    better += 1
    assert better >= 3


def test_who_could_be_moved_for_free_is_told_that_calls_move_nobody() -> None:
    everybody = [("A1", "H1"), ("A1", "H2"), ("A2", "H1"), ("A2", "H2")]
    ronde = round_of({"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "", "H2": ""}, met=everybody)
    desk = desk_of(ronde)
    loser = desk.matching.partner_of("H2")[0]
    before = asked_about(desk.facts, desk.matching, goals=GOALS)
    assert explain(ronde, before, loser).why_not[0].why is WhyNot.LOTTERY
    asked = asked_about(desk.facts, desk.matching, goals=repair_goals(GOALS), keep=desk.pairs)
    explanation = explain(ronde, asked, loser)
    assert [reason.why for reason in explanation.why_not] == [WhyNot.STAYS]
    said = [text.nl for text in explanation_said(ronde, explanation)]
    assert said[1].endswith(
        ": sinds de telefoongesprekken houden we zo veel mogelijk koppelingen gelijk. Anders "
        "bleven er minder zoals ze waren: 0 in plaats van 2; 2 anderen krijgen een andere "
        "koppeling of geen. Telt dat niet mee, dan was het voor de groep even goed."
    )
    assert said[2] == (
        "Beste voorkeur die kon zonder dat de groep iets verliest en zonder dat er meer koppels "
        "veranderen: voorkeur 2, zoals nu."
    )
    assert "even weinig koppels veranderen" in said[3]


@settings(max_examples=40)
@given(ronde=small_rounds(), data=st.data())
def test_the_account_adds_up_in_every_history(ronde: Koppelronde, data: st.DataObject) -> None:
    desk = desk_of(ronde)
    for _step in range(data.draw(st.integers(0, 5))):
        before = desk
        if data.draw(st.integers(0, 5)) == 0:
            people = [*desk.ronde.aios_by_code, *desk.ronde.hao_by_code]
            desk = desk.withdraw(data.draw(st.sampled_from(people)))
        else:
            pairs = sorted(desk.pairs)
            if not pairs:
                continue
            aios, hao = data.draw(st.sampled_from(pairs))
            who, partner = (aios, hao) if data.draw(st.booleans()) else (hao, aios)
            outcome = data.draw(st.sampled_from(CallOutcome))
            try:
                desk = desk.call(who, partner, outcome)
            except WrongUse:
                assert outcome is CallOutcome.ACCEPTED
        holds(before, desk)


def test_the_account_names_whom_an_agreement_passes_over() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "A1 A2", "H2": "A1 A2"})
    desk = desk_of(ronde).call("A2", "H1", CallOutcome.ACCEPTED, "zo gevraagd")
    desk = desk.call("A1", "H2", CallOutcome.ACCEPTED)
    account = closing_account(desk.ronde, desk.facts, desk.matching, desk.calls, desk.records)
    over = {(b.agreement.aios, b.agreement.hao): b.passes_over for b in account.by_hand}
    assert over == {("A2", "H1"): ("A1",), ("A1", "H2"): ("H1",)}
    assert {b.agreement.by for b in account.by_hand} == {"Ans"}
    out = desk_of(ronde).call("A1", "H1", CallOutcome.REFUSED)
    account = closing_account(out.ronde, out.facts, out.matching, out.calls, out.records)
    assert [b.passes_over for b in account.by_hand] == [()]


def test_an_account_that_does_not_add_up_is_noticed() -> None:
    desk = desk_of(disagreeing_round(8, 8, 4))
    facts = desk.facts
    calls = call_list(desk.ronde, facts, desk.matching)
    assert desk.last is None
    lost = replace(desk.matching, couples=desk.matching.couples[1:])
    account = closing_account(desk.ronde, facts, lost, calls)
    assert not account.adds_up
    assert {finding.rule for finding in account_findings(account)} == {"account"}
