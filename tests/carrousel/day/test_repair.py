"""On the day: what has been held stays, nobody meets twice, as little as possible changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_history, check_timetable
from carrousel.day.attendance import (
    Attendance,
    couples_met,
    couples_missed,
    extra_visit_wishes,
    lost_conversations,
)
from carrousel.day.idle_turns import fill_pauses
from carrousel.day.repair import repair_carrousel
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.findings import broken
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Repair, Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, VisitWish
from tests.carrousel.rounds import MADE_AT, small_round, tables

ABSENT, LATE, SWAP = DayEventKind.ABSENT, DayEventKind.LATE, DayEventKind.SWAP_TABLE


def plan(ronde: Koppelronde) -> Timetable:
    return plan_carrousel(ronde, version=1, made_at=MADE_AT)


def repair(ronde: Koppelronde, before: Timetable, *events: DayEvent, now: int) -> Repair:
    found = repair_carrousel(
        ronde, before, events, now_turn=now, version=before.version + 1, made_at=MADE_AT
    )
    assert broken(check_timetable(ronde, found.timetable)) == ()
    assert check_history(before, found.timetable) == ()
    return found


def held(timetable: Timetable, until: int) -> set[object]:
    return {meeting for meeting in timetable.meetings if meeting.turn <= until}


def test_a_day_of_a_coordinator() -> None:
    """24 × 30: at turn 9 an HAO leaves, two AIOS turn out to be late, a table breaks."""
    ronde = small_round(24, 30)
    before = plan(ronde)
    found = repair(
        ronde, before,
        DayEvent(ABSENT, "H07", 9, 30), DayEvent(LATE, "A03", 1, 10), DayEvent(LATE, "A05", 1, 11),
        DayEvent(SWAP, "H11", 9, 30), now=9,
    )  # fmt: skip
    after = found.timetable
    told = {one.who for one in found.told}
    touched = {
        code
        for meeting in (set(before.meetings) ^ set(after.meetings)) | set(after.catch_up)
        for code in (meeting.aios, meeting.hao)
        if meeting.turn >= 9
    }
    assert told <= touched
    assert touched - told <= {"H07", "A03", "A05"}
    assert dict(after.home)["H11"] != dict(before.home)["H11"]
    assert all(m.table == dict(after.home)["H11"] for m in after.meetings
               if m.hao == "H11" and m.turn >= 9)  # fmt: skip
    unharmed = {
        m for m in before.meetings
        if m.hao not in ("H07", "H11") and m.aios not in ("A03", "A05")
    }  # fmt: skip
    assert unharmed <= set(after.meetings)
    assert set(after.lost) == set(after.missed)
    assert after.held_until == 8


def test_nothing_happened_nothing_changes() -> None:
    ronde = small_round(6, 8)
    before = repair(ronde, plan(ronde), DayEvent(LATE, "A03", 1, 4), now=3).timetable
    again = repair(ronde, before, now=5)
    assert again.told == ()
    assert again.changed_places == 0
    assert again.timetable.meetings == before.meetings
    assert again.timetable.catch_up == before.catch_up


def test_a_lost_conversation_gets_a_turn_in_which_both_pause_anyway() -> None:
    """Two couples with a veto pause in the last turn: one of each can talk then."""
    ronde = small_round(4, 4)
    one, two = [m for m in plan(ronde).meetings if m.turn == 4][:2]
    vetoes = tuple(Veto(m.aios, m.hao, VetoGround.RELATION) for m in (one, two))
    ronde = replace(ronde, vetoes=vetoes)
    before = plan(ronde)
    [lost] = [m for m in before.meetings if (m.aios, m.hao) == (one.aios, two.hao)]
    late = DayEvent(ABSENT, lost.hao, lost.turn, lost.turn)
    found = repair(ronde, before, late, now=lost.turn)
    [again] = [m for m in found.timetable.meetings if (m.aios, m.hao) == (lost.aios, lost.hao)]
    assert again.turn == 4
    good = next(stage for stage in found.timetable.stages if stage.name == "made_good")
    assert (good.value, good.proven) == (1, True)
    assert found.timetable.lost == found.timetable.catch_up == ()
    assert {told.who for told in found.told} == {lost.aios, lost.hao}


def test_who_loses_a_conversation_hears_who_else_is_free_then() -> None:
    """Four turns of six by eight: in each two HAOs pause whom some AIOS never meets."""
    ronde = small_round(6, 8, numbers={"turns_max": 4})
    before = plan(ronde)
    away = max(before.meetings, key=lambda m: m.turn).hao
    found = repair(ronde, before, DayEvent(ABSENT, away, 1, 4), now=1)
    after = found.timetable
    assert after.offers
    lost = {(m.aios, m.turn) for m in before.meetings if m.hao == away}
    busy = {(m.turn, code) for m in after.meetings for code in (m.aios, m.hao)}
    met = {(m.aios, m.hao) for m in after.meetings}
    for offer in after.offers:
        assert (offer.aios, offer.turn) in lost
        assert not {(offer.turn, offer.aios), (offer.turn, offer.hao)} & busy
        assert (offer.aios, offer.hao) not in met
        assert offer.table == dict(after.home)[offer.hao]
    assert len({(o.aios, o.hao) for o in after.offers}) == len(after.offers)


def test_who_catches_up_is_told_when_and_where() -> None:
    ronde = small_round(6, 6)
    found = repair(ronde, plan(ronde), DayEvent(LATE, "A03", 1, 2), now=1)
    after = found.timetable
    [told] = [one for one in found.told if one.who == "A03"]
    late = [change for change in told.changes if change.turn > 6]
    assert {(c.turn, c.partner_after, c.table_after) for c in late} == {
        (m.turn, m.hao, m.table) for m in after.catch_up
    }


def test_who_is_left_gets_a_slot_after_the_last_turn() -> None:
    ronde = small_round(6, 6)
    found = repair(ronde, plan(ronde), DayEvent(LATE, "A03", 1, 2), now=1)
    after = found.timetable
    assert {(m.aios, m.hao) for m in after.catch_up} == {(c.aios, c.hao) for c in after.lost}
    assert [turn.number for turn in after.catch_up_turns] == [7, 8]
    assert after.catch_up_turns[0].begin == after.turns[-1].end


def test_who_went_home_is_offered_no_slot() -> None:
    ronde = small_round(6, 6)
    after = repair(ronde, plan(ronde), DayEvent(ABSENT, "H02", 4, 6), now=4).timetable
    assert len(after.lost) == 3
    assert after.catch_up == ()


def test_a_correction_replaces_what_was_said_before() -> None:
    ronde = small_round(6, 8)
    before = repair(ronde, plan(ronde), DayEvent(ABSENT, "H02", 3, 8), now=3).timetable
    back = repair(ronde, before, DayEvent(ABSENT, "H02", 3, 4), now=5).timetable
    assert [event.last for event in back.events] == [4]
    assert len(back.lost) < len(before.lost)


def test_tables_are_exchanged_when_the_other_one_is_taken() -> None:
    ronde = small_round(4, 4)
    after = repair(ronde, plan(ronde), DayEvent(SWAP, "H01", 2, 4, table=3), now=2).timetable
    home = dict(after.home)
    assert (home["H01"], home["H03"]) == (3, 1)
    assert {m.table for m in after.meetings if m.hao == "H03" and m.turn == 1} == {3}


@pytest.mark.parametrize(
    "event", [DayEvent(LATE, "A99", 1, 2), DayEvent(LATE, "A01", 0, 2), DayEvent(LATE, "A01", 3, 9)]
)
def test_somebody_or_some_turn_that_does_not_exist_is_refused(event: DayEvent) -> None:
    ronde = small_round(4, 4)
    with pytest.raises(WrongUse):
        repair(ronde, plan(ronde), event, now=1)


def test_what_an_earlier_repair_took_as_held_stays_held() -> None:
    ronde = small_round(4, 6)
    later = repair(ronde, plan(ronde), DayEvent(LATE, "H02", 1, 3), now=4).timetable
    again = repair(ronde, later, DayEvent(LATE, "A01", 1, 2), now=2).timetable
    assert again.held_until == 3
    assert held(again, 3) <= held(later, 3)


@settings(max_examples=25)
@given(st.data())
def test_whatever_happens_what_was_held_stays_and_only_the_forced_changes(
    data: st.DataObject,
) -> None:
    n, m = data.draw(st.integers(2, 7)), data.draw(st.integers(2, 7))
    some = data.draw(st.booleans())
    ronde = small_round(n, m, numbers={"turns_max": max(n, m) // 2 + 1} if some else {})
    before = plan(ronde)
    last = len(before.turns)
    codes = [person.code for person in (*ronde.aios, *ronde.haos)]
    now = data.draw(st.integers(1, last))
    events = []
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(1, last))
        events.append(
            DayEvent(
                data.draw(st.sampled_from([ABSENT, LATE])),
                data.draw(st.sampled_from(codes)),
                first,
                data.draw(st.integers(first, last)),
            )
        )
    found = repair(ronde, before, *events, now=now)
    away = {(e.who, turn) for e in found.timetable.events for turn in range(e.first, e.last + 1)}
    safe = {x for x in before.meetings if not {(x.aios, x.turn), (x.hao, x.turn)} & away}
    assert safe <= set(found.timetable.meetings)
    forced = sum(
        1
        for x in set(before.meetings) - safe
        if x.turn >= now
        for code in (x.aios, x.hao)
        if (code, x.turn) not in away
    )
    assert found.changed_places == forced
    assert len(found.timetable.meetings) <= len(before.meetings)


@settings(max_examples=60)
@given(st.data())
def test_filling_pauses_is_as_good_as_trying_everything_or_says_it_is_not_proven(
    data: st.DataObject,
) -> None:
    pairs = [(f"A{i}", f"H{j}") for i in range(3) for j in range(3)]
    couples = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5))
    options = {pair: data.draw(st.integers(0, 15)) for pair in couples}
    filled = fill_pauses(couples, options)
    places = [(code, turn) for pair, turn in filled.turn_of.items() for code in pair]
    assert len(places) == len(set(places))
    assert all(options[pair] >> turn & 1 for pair, turn in filled.turn_of.items())

    def best(left: list[tuple[str, str]], taken: frozenset[tuple[str, int]]) -> int:
        if not left:
            return 0
        most = best(left[1:], taken)
        for turn in range(4):
            mine = {(code, turn) for code in left[0]}
            if options[left[0]] >> turn & 1 and not mine & taken:
                most = max(most, 1 + best(left[1:], taken | mine))
        return most

    assert len(filled.turn_of) == best(couples, frozenset()) <= filled.bound


def test_a_broken_table_is_not_given_to_the_next_one_who_needs_a_table() -> None:
    ronde = small_round(6, 6)
    first = repair(ronde, plan(ronde), DayEvent(SWAP, "H02", 3, 6), now=3).timetable
    second = repair(ronde, first, DayEvent(SWAP, "H04", 4, 6), now=4).timetable
    broken_tables = {dict(plan(ronde).home)["H02"], dict(plan(ronde).home)["H04"]}
    assert not broken_tables & {meeting.table for meeting in second.meetings if meeting.turn >= 4}


def test_who_walks_around_has_no_table_to_leave() -> None:
    ronde = small_round(4, 4)
    with pytest.raises(WrongUse, match="A02"):
        repair(ronde, plan(ronde), DayEvent(SWAP, "A02", 2, 4), now=2)


def test_missed_couples_are_known_from_the_attendance_list_and_become_visit_wishes() -> None:
    ronde = replace(small_round(3, 3), visit_wishes=(VisitWish("A01", "P02", 4),))
    timetable = plan(ronde)
    sat = {m.turn: m.hao for m in timetable.meetings if m.aios == "A01"}
    attendance = Attendance({"A01": (1, 2)}, caught_up=(Couple("A01", sat[2]),))
    missed = couples_missed(ronde, timetable, attendance)
    assert missed == lost_conversations(ronde, timetable, attendance) == (Couple("A01", sat[1]),)
    assert len(couples_met(timetable, attendance)) == 8
    wishes = extra_visit_wishes(ronde, missed)
    expected = () if sat[1] == "H02" else (VisitWish("A01", f"P{sat[1][1:]}", 5),)
    assert wishes == expected


def test_without_a_free_table_an_extra_one_is_asked_for_aloud() -> None:
    ronde = small_round(4, 5, tables=tables([4]), mover=Side.HAO, carrousel_end=time(16))
    before = plan(ronde)
    swap = DayEvent(SWAP, "A04", 1, len(before.turns))
    after = repair(ronde, before, swap, now=1).timetable
    assert dict(after.home)["A04"] == 5
    assert [f.says.nl for f in after.findings if f.rule == "carrousel_extra_table"] == [
        "Er is geen tafel 5: zet een extra tafel neer voor A04."
    ]


def test_a_broken_table_is_not_given_to_the_next_who_must_move() -> None:
    ronde = small_round(4, 5, tables=tables([5]), mover=Side.HAO, carrousel_end=time(16))
    before = plan(ronde)
    broken_table = dict(before.home)["A04"]
    first = DayEvent(SWAP, "A04", 1, len(before.turns))
    then = DayEvent(SWAP, "A03", 3, len(before.turns))
    after = repair(ronde, before, first, now=1).timetable
    later = repair(ronde, after, then, now=3).timetable
    assert broken_table not in dict(later.home).values()


def test_who_wrote_that_they_spoke_did_speak_and_who_may_not_be_coupled_missed_nothing() -> None:
    ronde = small_round(3, 3)
    people = (replace(ronde.aios[0], trainer_year_1="H03"), *ronde.aios[1:])
    ronde = replace(ronde, aios=people)
    timetable = plan(ronde)
    nobody = Attendance({"H03": (1, 2, 3), "H02": (1, 2, 3)}, spoke=(Couple("A02", "H02"),))
    missed = couples_missed(ronde, timetable, nobody)
    assert Couple("A02", "H02") in couples_met(timetable, nobody)
    assert missed == (
        Couple("A01", "H02"), Couple("A02", "H03"), Couple("A03", "H02"), Couple("A03", "H03"),
    )  # fmt: skip
