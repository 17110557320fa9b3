"""Who is called, why, in what order, and what a no would really do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.facts import couple_facts
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome_calls import CallOutcome, CallReason, CallRecord
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import AgreementKind
from koppelronde.press.templates import fields_of, template_names, templates_in
from matching.calls.applying import apply_call, withdraw
from matching.calls.call_list import call_list
from matching.calls.reasons import urgency
from matching.calls.rematch import repair_goals, told_pairs
from matching.calls.scripts import script
from matching.explain.explain import as_pair
from tests.matching.calls.afternoon import MADE_AT, Desk, desk_of, disagreeing_round
from tests.matching.small_rounds import GOALS, round_of


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_of(disagreeing_round(24, 22, 7, seed=7, left_off=5))


def test_everybody_for_whom_the_promise_is_broken_is_on_the_list_and_nobody_else(
    desk: Desk,
) -> None:
    top = desk.ronde.number("top_ranks")
    expected = set()
    for couple in desk.matching.couples:
        if couple.rank_by_aios is None or couple.rank_by_aios > top or not couple.listed_by_aios:
            expected.add((couple.aios, couple.hao))
        if couple.rank_by_hao is None or couple.rank_by_hao > top or not couple.listed_by_hao:
            expected.add((couple.hao, couple.aios))
    expected |= {(code, "") for code in desk.matching.unplaced}
    calls = desk.calls.calls
    assert {(call.who, call.partner or "") for call in calls} == expected
    assert len(calls) >= 5
    assert len(desk.matching.unplaced) >= 2


def test_the_most_urgent_comes_first(desk: Desk) -> None:
    calls = desk.calls.calls
    assert [call.urgency for call in calls] == sorted((c.urgency for c in calls), reverse=True)
    first = {reason: n for n, call in reversed(list(enumerate(calls))) for reason in call.reasons}
    assert first[CallReason.UNPLACED] == 0
    assert first[CallReason.UNPLACED] < first[CallReason.LEFT_OFF] < first[CallReason.LOW_RANK]


def test_in_a_national_round_answers_are_solved_for_who_comes_first_and_who_is_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ronde, facts, matching = desk.ronde, desk.facts, desk.matching
    first = desk.calls.calls[0]
    said = CallRecord(
        who=first.who, outcome=CallOutcome.REFUSED, by="x", at=MADE_AT, partner=first.partner or ""
    )
    everything = call_list(ronde, facts, matching, (said,)).calls
    last = everything[-1].who
    monkeypatch.setattr("matching.calls.call_list.ALL_IN_ADVANCE_UP_TO", 20)
    some = call_list(ronde, facts, matching, (said,), first=2, also=(last,)).calls
    solved = {everything[1].who, everything[2].who, last}
    assert [call.who for call in some] == [call.who for call in everything]
    assert {call.who for call in some[1:] if call.in_advance} == solved
    for then, now in zip(everything, some, strict=True):
        waits = now.outcome is None and now.who not in solved
        unknown = replace(then, alternatives=(), if_refused=None, in_advance=False)
        assert now == (unknown if waits else then)


def test_a_no_does_exactly_what_was_said_beforehand(desk: Desk) -> None:
    checked = 0
    for call in desk.calls.calls:
        if call.partner is None or call.if_refused is None:
            assert call.if_refused is None
            continue
        after = desk.call(call.who, call.partner, CallOutcome.REFUSED)
        assert as_pair(call.side, call.who, call.partner) not in after.pairs
        partners = after.matching.partner_of(call.who)
        assert call.if_refused.partner == (partners[0] if partners else None)
        assert after.last is not None
        moved = tuple(move.who for move in after.last.moves if move.who != call.who)
        assert call.if_refused.others_moved == moved
        checked += 1
    assert checked >= 3


def test_alternatives_are_possible_partners_cheapest_for_the_group_first(desk: Desk) -> None:
    """Cheapest as the new result weighs it: by its stages in order, then by the own rank."""
    facts, several = desk.facts, 0
    possible = {(c.aios, c.hao) for c in facts.couples}
    for call in desk.calls.calls:
        costs = []
        for other in call.alternatives:
            assert as_pair(call.side, call.who, other.partner) in possible
            assert other.partner != call.partner
            after = desk.call(call.who, other.partner, CallOutcome.ACCEPTED)
            assert after.last is not None
            stages = after.last.solution.stages
            worth = [-stage.value if stage.most else stage.value for stage in stages]
            assert other.own_rank is not None
            costs.append((worth, other.own_rank, other.partner))
        assert costs == sorted(costs)
        several += len({tuple(worth) for worth, _rank, _partner in costs}) > 1
    assert several >= 3


def test_nobody_is_offered_a_place_that_somebody_else_is_thinking_over(desk: Desk) -> None:
    first = next(c for c in desk.calls.open if c.alternatives)
    wanted = first.alternatives[0].partner
    holder = desk.matching.partner_of(wanted)[0]
    waiting = desk.call(holder, wanted, CallOutcome.ASKS_TIME)
    assert holder != first.who
    now = {call.who: call for call in waiting.calls.open}
    assert wanted not in {a.partner for a in now[first.who].alternatives}
    own = desk.call(first.who, first.partner or "", CallOutcome.ASKS_TIME)
    again = next(call for call in own.calls.open if call.who == first.who)
    assert again.alternatives, "who is thinking it over may still choose somebody else"


def test_far_travel_alone_is_no_call_but_makes_one_more_urgent() -> None:
    far = {("A1", "H1"): 90}
    content = replace(round_of({"A1": "H1"}, {"H1": "A1"}), travel=far)
    assert desk_of(content).calls.calls == ()
    left_off = round_of({"A1": "H2"}, {"H1": "A1", "H2": ""}, met=[("A1", "H1")],
                        vetoes=[("A1", "H2")])  # fmt: skip
    near = desk_of(left_off).calls.calls[0]
    call = desk_of(replace(left_off, travel=far)).calls.calls[0]
    assert call.reasons == (CallReason.LEFT_OFF, CallReason.FAR_AWAY)
    assert call.urgency > near.urgency


def test_a_late_veto_calls_both_people() -> None:
    desk = desk_of(round_of({"A1": "H1 H2"}, {"H1": "A1", "H2": "A1"}))
    ronde = replace(desk.ronde, vetoes=(Veto("A1", "H1", VetoGround.RELATION),))
    calls = call_list(ronde, couple_facts(ronde), desk.matching).calls
    assert {call.who for call in calls} == {"A1", "H1"}
    assert all(call.reasons[0] is CallReason.LATE_VETO for call in calls)


def test_a_trainer_without_trainee_is_called_only_when_there_were_trainees_enough() -> None:
    enough = desk_of(round_of({"A1": "H1", "A2": "H1"}, {"H1": "A1 A2", "H2": ""}))
    assert {call.who for call in enough.calls.calls if call.side is Side.HAO} == {"H2"}
    spare = desk_of(round_of({"A1": "H1"}, {"H1": "A1", "H2": ""}))
    assert spare.calls.calls == ()


def test_a_call_stays_on_the_list_with_its_outcome() -> None:
    desk = desk_of(disagreeing_round())
    first = next(call for call in desk.calls.calls if call.partner)
    after = desk.call(first.who, first.partner or "", CallOutcome.ACCEPTED, "prima")
    again = next(call for call in after.calls.calls if call.who == first.who)
    assert (again.outcome, again.note) == (CallOutcome.ACCEPTED, "prima")
    assert len(after.calls.open) == len(desk.calls.open) - 1


def test_the_order_of_goals_after_a_call() -> None:
    assert [goal.name for goal in repair_goals(GOALS)] == [
        "placed", "both_within", "fewest_moved", "worst_ranks", "worst_ranks", "rank_sum",
        "lottery",
    ]  # fmt: skip


def test_only_who_was_reached_counts_as_told() -> None:
    now = frozenset({("A1", "H1"), ("A2", "H2")})
    records = (
        CallRecord(who="H1", partner="A1", outcome=CallOutcome.ASKS_TIME),
        CallRecord(who="H1", partner="A1", outcome=CallOutcome.UNREACHABLE),
        CallRecord(who="A2", partner="H2", outcome=CallOutcome.UNREACHABLE),
    )
    assert told_pairs(records, now) == {("A1", "H1")}


def test_what_cannot_be_agreed_is_refused_with_the_reason() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H1"}, {"H1": "A1 A2", "H2": "A1"},
                     vetoes=[("A2", "H1")])  # fmt: skip
    yes = CallOutcome.ACCEPTED
    with pytest.raises(WrongUse, match="veto"):
        apply_call(ronde, CallRecord(who="A2", partner="H1", outcome=yes))
    with pytest.raises(WrongUse, match="nobody in this round"):
        apply_call(ronde, CallRecord(who="A9", partner="H1", outcome=yes))
    with pytest.raises(WrongUse, match="same side"):
        apply_call(ronde, CallRecord(who="A1", partner="A2", outcome=yes))
    with pytest.raises(WrongUse, match="about"):
        apply_call(ronde, CallRecord(who="A1", outcome=yes))
    agreed = apply_call(ronde, CallRecord(who="H1", partner="A1", outcome=yes, by="Ans"))
    with pytest.raises(WrongUse, match="already agreed with H1"):
        apply_call(agreed, CallRecord(who="A1", partner="H2", outcome=yes))
    with pytest.raises(WrongUse, match="takes no part"):
        apply_call(withdraw(ronde, "H2"), CallRecord(who="A1", partner="H2", outcome=yes))


def test_all_places_promised_to_others_is_refused() -> None:
    ronde = round_of({"A1": "H1", "A2": "H1"}, {"H1": "A1 A2"})
    agreed = apply_call(ronde, CallRecord(who="A1", partner="H1", outcome=CallOutcome.ACCEPTED))
    with pytest.raises(WrongUse, match="already agreed with others"):
        apply_call(agreed, CallRecord(who="A2", partner="H1", outcome=CallOutcome.ACCEPTED))


def test_a_practice_whose_places_are_all_agreed_takes_no_more() -> None:
    ronde = round_of(
        {"A1": "H1", "A2": "H2", "A3": "H3"}, {"H1": "A1", "H2": "A2", "H3": "A3"},
        praktijk_of={"H1": "P", "H2": "P"}, praktijk_places={"P": 1},
    )  # fmt: skip
    yes = CallOutcome.ACCEPTED
    one = apply_call(ronde, CallRecord(who="A1", partner="H1", outcome=yes))
    two = apply_call(one, CallRecord(who="A3", partner="H3", outcome=yes))
    assert len(two.agreements) == 2
    with pytest.raises(WrongUse, match="already agreed with others"):
        apply_call(two, CallRecord(who="A2", partner="H2", outcome=yes))


def test_a_lower_rank_is_more_urgent_and_an_extra_reason_too() -> None:
    low, far = CallReason.LOW_RANK, CallReason.FAR_AWAY
    assert urgency((low,), 5) < urgency((low,), 6) < urgency((low,), None)
    assert urgency((low,), 5) < urgency((low, far), 5)
    assert urgency((low, far), 900) < urgency((CallReason.LEFT_OFF,), 3)


def test_a_no_after_a_yes_takes_the_couple_out() -> None:
    ronde = round_of({"A1": "H1"}, {"H1": "A1"})
    yes = apply_call(ronde, CallRecord(who="A1", partner="H1", outcome=CallOutcome.ACCEPTED))
    no = apply_call(yes, CallRecord(who="H1", partner="A1", outcome=CallOutcome.REFUSED))
    assert [agreement.kind for agreement in no.agreements] == [AgreementKind.OUT]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_to_say_is_two_sentences_without_open_fields(desk: Desk, lang: str) -> None:
    texts = templates_in("calls", "nl" if lang == "nl" else "en")
    assert set(texts) == {reason.value for reason in CallReason}
    for call in desk.calls.calls:
        says = script(desk.ronde, desk.facts, desk.matching, call, texts,
                      "nl" if lang == "nl" else "en")  # fmt: skip
        assert "{" not in says
        assert len(says.split("\n")) == 2
        assert (call.partner is None) or desk.ronde.name_of(call.partner) in says


def test_templates_have_the_same_fields_in_both_languages() -> None:
    for folder in ("calls", "letters"):
        dutch, english = templates_in(folder, "nl"), templates_in(folder, "en")
        for name in template_names(folder):
            assert fields_of(dutch[name]) == fields_of(english[name]), name


def test_only_what_nothing_was_settled_by_hand_in_is_called_the_best_for_the_group(
    desk: Desk,
) -> None:
    call = next(call for call in desk.calls.calls if call.reasons[0] is CallReason.LEFT_OFF)
    texts = templates_in("calls", "nl")
    free = script(desk.ronde, desk.facts, desk.matching, call, texts, "nl")
    assert "voor de hele groep is dit de beste uitkomst" in free
    first, *rest = desk.matching.couples
    by_hand = replace(desk.matching, couples=(replace(first, locked=True), *rest))
    bound = script(desk.ronde, desk.facts, by_hand, call, texts, "nl")
    assert "beste" not in bound
    assert "past bij wat er al is afgesproken" in bound


@pytest.mark.parametrize(
    ("contact", "caller"),
    [("Coördinator koppeling", "______"), ("Secretariaat", "______"), ("Ans Bos", "Ans Bos")],
)
def test_a_function_is_no_name_to_introduce_oneself_by(
    desk: Desk, contact: str, caller: str
) -> None:
    settings = desk.ronde.settings
    named = replace(settings, contact=replace(settings.contact, name=contact))
    ronde, call = replace(desk.ronde, settings=named), desk.calls.calls[0]
    said = script(ronde, desk.facts, desk.matching, call, templates_in("calls", "nl"), "nl")
    assert f"met {caller} van de huisartsopleiding" in said
