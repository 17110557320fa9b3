"""The rules of the practice visits, one sentence each, on rounds small enough to see through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from carrousel.check.visit_rules import check_visits
from carrousel.visits.changes import (
    cancel_visit,
    outcomes_of,
    record_visit,
    visit_done,
    visit_no_show,
)
from carrousel.visits.model_input import visit_question
from carrousel.visits.plan_visits import plan_visits
from carrousel.visits.replan import moved, replan_visits
from carrousel.visits.status import visit_status
from carrousel.visits.visit_shortage import shortages
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.people import Hao, Side
from koppelronde.domain.ronde import Koppelronde, VisitOutcome, VisitWish
from koppelronde.domain.times import AMSTERDAM, DayHours, Period, Weekday
from tests.carrousel.visits.visit_rounds import (
    ALL_WEEK,
    MADE_AT,
    MONDAY,
    practice,
    small_round,
    window,
)


def plan(ronde: Koppelronde, previous: VisitCalendar | None = None) -> VisitCalendar:
    return plan_visits(ronde, previous=previous, made_at=MADE_AT)


def pairs(calendar: VisitCalendar) -> set[tuple[str, str]]:
    return {(v.aios, v.praktijk) for v in calendar.visits}


def value(calendar: VisitCalendar, name: str) -> int:
    return next(stage.value for stage in calendar.stages if stage.name == name)


OPEN = ("ma 09:00-12:00", "wo 13:00-17:00")


def test_everybody_gets_the_first_wish_where_that_fits() -> None:
    ronde = small_round(
        {"A1": "P1 P2", "A2": "P2 P1"}, (practice("P1", *OPEN), practice("P2", *OPEN))
    )
    assert pairs(plan(ronde)) == {("A1", "P1"), ("A2", "P2")}


def test_whoever_gets_fewest_of_the_top_five_comes_before_the_sum_of_wishes() -> None:
    # P1 has one place. A1 wishes P1 and P2, A2 only P1: A2 would otherwise get nothing wished.
    ronde = small_round(
        {"A1": "P1 P2", "A2": "P1"},
        (practice("P1", *OPEN, cap=1), practice("P2", *OPEN), practice("P3", *OPEN)),
    )
    assert pairs(plan(ronde)) == {("A1", "P2"), ("A2", "P1")}


def test_no_practice_stays_without_visitors_while_another_gets_two() -> None:
    ronde = small_round({"A1": "", "A2": ""}, (practice("P1", *OPEN), practice("P2", *OPEN)))
    assert {p for _, p in pairs(plan(ronde))} == {"P1", "P2"}


def test_more_than_the_minimum_only_where_wished_and_room_is_left() -> None:
    ronde = small_round(
        {"A1": "P1 P2", "A2": ""},
        (practice("P1", *OPEN), practice("P2", *OPEN), practice("P3", *OPEN)),
        maximum=3,
    )
    found = pairs(plan(ronde))
    assert {p for a, p in found if a == "A1"} == {"P1", "P2"}
    assert sum(a == "A2" for a, _ in found) == 1


def test_a_wish_of_a_trainer_counts() -> None:
    ronde = small_round(
        {"A1": ""}, (practice("P1", *OPEN), practice("P2", *OPEN)),
        visit_wishes=(VisitWish("A1", "P2", 1, Side.HAO),),
    )  # fmt: skip
    assert pairs(plan(ronde)) == {("A1", "P2")}


def test_a_missed_carrousel_couple_is_made_good_where_nothing_was_wished() -> None:
    ronde = small_round({"A1": ""}, (practice("P1", *OPEN), practice("P2", *OPEN)))
    for hao, wanted in (("H1", "P1"), ("H2", "P2")):
        found = plan_visits(ronde, missed=(Couple("A1", hao),), made_at=MADE_AT)
        assert pairs(found) == {("A1", wanted)}


def test_without_wishes_somebody_sees_different_kinds_of_practice() -> None:
    practices = (
        practice("P1", *OPEN, kind="solo"),
        practice("P2", *OPEN, kind="solo"),
        practice("P3", *OPEN, kind="duo"),
    )
    found = pairs(plan(small_round({"A1": ""}, practices, minimum=2)))
    assert ("A1", "P3") in found


def test_a_vetoed_practice_is_no_reason_for_a_visit_but_a_colleague_there_is() -> None:
    practices = (practice("P1", *OPEN), practice("P2", *OPEN))
    veto = (Veto("A1", "H1", VetoGround.RELATION),)
    ronde = small_round({"A1": "P1"}, practices, vetoes=veto)
    assert pairs(plan(ronde)) == {("A1", "P2")}
    haos = (
        Hao(code="H1", praktijk="P1", work_days=ALL_WEEK),
        Hao(code="H9", praktijk="P1", work_days=frozenset({Weekday.WO})),
        Hao(code="H2", praktijk="P2", work_days=ALL_WEEK),
    )
    ronde = small_round({"A1": "P1"}, practices, vetoes=veto, haos=haos)
    (visit,) = plan(ronde).visits
    assert (visit.praktijk, visit.begin.weekday(), visit.present) == ("P1", 2, ("H1", "H9"))


def test_all_trainers_present_is_preferred() -> None:
    haos = (
        Hao(code="H1", praktijk="P1", work_days=frozenset({Weekday.MA, Weekday.WO})),
        Hao(code="H2", praktijk="P1", work_days=frozenset({Weekday.WO})),
    )
    (visit,) = plan(small_round({"A1": "P1"}, (practice("P1", *OPEN),), haos=haos)).visits
    assert visit.present == ("H1", "H2")


def test_two_visits_share_a_day_when_that_saves_travel_and_leave_time_between() -> None:
    practices = (practice("P1", *OPEN), practice("P2", *OPEN))
    travel = {("A1", "P1"): 60, ("A1", "P2"): 60, ("P1", "P2"): 10}
    calendar = plan(small_round({"A1": "P1 P2"}, practices, minimum=2, travel=travel))
    first, second = sorted(calendar.visits, key=lambda v: v.begin)
    assert first.begin.date() == second.begin.date()
    assert second.begin - first.end >= timedelta(minutes=10 + 15)
    assert value(calendar, "travel_minutes") == 60 + 10 + 60


def test_three_visits_a_day_are_one_tour() -> None:
    practices = tuple(practice(f"P{n}", "ma 09:00-17:00", "wo 09:00-10:00") for n in (1, 2, 3))
    travel = {
        ("A1", "P1"): 30, ("A1", "P2"): 30, ("A1", "P3"): 30,
        ("P1", "P2"): 5, ("P2", "P3"): 5, ("P1", "P3"): 50,
    }  # fmt: skip
    ronde = small_round(
        {"A1": "P1 P2 P3"}, practices, minimum=3, travel=travel, numbers={"visits_per_day_max": 3}
    )
    calendar = plan(ronde)
    assert value(calendar, "travel_minutes") == 30 + 5 + 5 + 30
    assert check_visits(ronde, calendar) == ()


def test_a_practice_may_receive_two_at_once_if_it_says_so() -> None:
    practices = (practice("P1", "ma 09:00-10:00"),)
    alone = small_round({"A1": "P1", "A2": "P1"}, practices)
    assert len(plan(alone).visits) == 1
    together = small_round({"A1": "P1", "A2": "P1"}, practices, numbers={"visits_together": 2})
    assert len(plan(together).visits) == 2


def test_closed_days_absence_and_the_christmas_fortnight_are_free_of_visits() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", "ma 09:00-10:00"),), weeks=6)
    away = replace(ronde.aios[0], absences=(Period(date(2026, 12, 1), date(2026, 12, 18)),))
    closed = replace(ronde.settings, closed=(Period(MONDAY, MONDAY),))
    (visit,) = plan(replace(ronde, aios=(away,), settings=closed)).visits
    assert visit.begin.date() == date(2026, 11, 30)
    closed = replace(ronde.settings, closed=(Period(MONDAY, date(2026, 11, 30)),))
    assert plan(replace(ronde, aios=(away,), settings=closed)).visits == ()


def test_without_a_period_the_coordinator_hears_what_comes_first() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", *OPEN),))
    with pytest.raises(OutOfOrder):
        plan(replace(ronde, settings=replace(ronde.settings, visits_from=None)))


def test_a_practice_stops_at_its_own_lower_cap_and_above_the_general_one_only_with_a_reason() -> (
    None
):
    many = {f"A{n}": "P1" for n in range(1, 9)}
    wide = ("ma 09:00-17:00", "di 09:00-17:00")
    for own, reasons, visits in ((4, {}, 4), (7, {}, 6), (7, {"practice_cap:P1": "eigen wens"}, 7)):
        ronde = small_round(many, (practice("P1", *wide, cap=own),))
        ronde = replace(ronde, settings=replace(ronde.settings, reasons=reasons))
        calendar = plan(ronde)
        assert len(calendar.visits) == visits
        assert ("practice_cap" in {f.rule for f in calendar.findings}) == (own == 7 and not reasons)


def test_a_practice_with_a_cap_of_none_receives_nobody() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", *OPEN, cap=0), practice("P2", *OPEN)))
    assert pairs(plan(ronde)) == {("A1", "P2")}
    nowhere = small_round({"A1": "P1"}, (practice("P1", *OPEN, cap=0),))
    empty = plan(nowhere)
    assert empty.visits == ()
    assert replan_visits(nowhere, empty, made_at=MADE_AT) is empty


def test_visits_already_done_count_for_minimum_and_cap() -> None:
    ronde = small_round(
        {"A1": "P1 P2", "A2": "P1"}, (practice("P1", *OPEN, cap=1), practice("P2", *OPEN)),
        visit_outcomes=(VisitOutcome("A1", "P1", MONDAY, VisitStatus.DONE),),
    )  # fmt: skip
    assert pairs(plan(ronde)) == {("A2", "P2")}


def test_the_reason_names_the_group_the_numbers_and_what_helps() -> None:
    ronde = small_round(
        {"A1": "", "A2": "", "A3": ""}, (practice("P1", "ma 09:00-11:00", cap=4),)
    )  # fmt: skip
    (reason,) = shortages(visit_question(ronde))
    assert (reason.aios, reason.praktijken) == (("A1", "A2", "A3"), ("P1",))
    assert (reason.needed, reason.by_cap, reason.possible) == (3, 3, 2)
    assert [remedy.says.nl for remedy in reason.remedies] == ["1 bezoekmoment meer bij P1"]
    calendar = plan(ronde)
    assert len(calendar.visits) == 2
    assert {f.rule for f in calendar.findings} == {"visits_min", "visits_shortage"}


def test_people_outside_the_shortage_are_not_in_its_reason() -> None:
    both = (Veto("A1", "H2", VetoGround.RELATION), Veto("A2", "H2", VetoGround.RELATION))
    ronde = small_round(
        {"A1": "", "A2": "", "A3": ""}, (practice("P1", *OPEN, cap=1), practice("P2", *OPEN)),
        vetoes=both,
    )  # fmt: skip
    (reason,) = shortages(visit_question(ronde))
    assert (reason.aios, reason.praktijken) == (("A1", "A2"), ("P1",))
    assert [remedy.says.nl for remedy in reason.remedies] == ["grens 1 → 2 bij P1"]


def test_a_shortage_of_days_that_counting_cannot_see_is_found_by_search() -> None:
    # Each practice can receive both, but only at the same hours: a trainee fits one of the two.
    practices = (practice("P1", "ma 09:00-11:00"), practice("P2", "ma 09:00-11:00"))
    ronde = small_round({"A1": "P1 P2", "A2": "P1 P2"}, practices, minimum=2)
    assert shortages(visit_question(ronde)) == ()
    calendar = plan(ronde)
    reason = next(f for f in calendar.findings if f.rule == "visits_shortage")
    assert value(calendar, "minimum") > 0
    assert "1 bezoekmoment meer bij" in reason.says.nl


def test_agreed_visits_stay_and_the_rest_is_planned_around_them() -> None:
    ronde = small_round(
        {"A1": "P1", "A2": "P1"}, (practice("P1", "ma 09:00-11:00"), practice("P2", *OPEN))
    )
    begin = datetime(2026, 11, 23, 9, 20, tzinfo=AMSTERDAM)
    empty = VisitCalendar(version=1, made_at=MADE_AT, visits=())
    agreed = record_visit(ronde, empty, "A1", "P1", begin, made_at=MADE_AT)
    calendar = plan(ronde, previous=agreed)
    assert agreed.visits[0] in calendar.visits
    assert ("A2", "P2") in pairs(calendar)
    assert check_visits(ronde, calendar, agreed) == ()


def test_a_practice_that_falls_out_moves_only_its_own_visitors() -> None:
    practices = tuple(practice(f"P{n}", *OPEN) for n in range(1, 5))
    ronde = small_round({"A1": "P1 P2", "A2": "P2 P3", "A3": "P3 P1"}, practices, minimum=2)
    before = plan(ronde)
    without = replace(ronde, withdrawn=("P1", "H1"))
    after = replan_visits(without, before, made_at=MADE_AT)
    changed = moved(before, after)
    assert {old.praktijk for old, _ in changed} == {"P1"}
    assert check_visits(without, after, before) == ()
    assert value(after, "moves") == 2 * len(changed)
    gone = [v for v in after.visits if v.status is VisitStatus.CANCELLED]
    assert {v.praktijk for v in gone} == {"P1"}


def test_somebody_else_moves_only_when_the_minimum_asks_for_it() -> None:
    # A2 falls ill on Wednesday, so only Monday 9:00 at P1 is left, where A1 is expected.
    ronde = small_round(
        {"A1": "P1", "A2": "P1"}, (practice("P1", "ma 09:00-10:00", "wo 09:00-10:00"),)
    )
    before = plan(ronde)
    monday = next(v for v in before.visits if v.begin.weekday() == 0)
    other = next(v for v in before.visits if v.begin.weekday() == 2)
    ill = Period(other.begin.date(), other.begin.date())
    people = tuple(replace(a, absences=(ill,)) if a.code == other.aios else a for a in ronde.aios)
    after = replan_visits(replace(ronde, aios=people), before, made_at=MADE_AT)
    assert {v.aios: v.begin.weekday() for v in after.visits} == {other.aios: 0, monday.aios: 2}
    assert value(after, "moves") == 4


def test_past_visits_stay_and_nothing_is_planned_in_the_past() -> None:
    ronde = small_round({"A1": "P1 P2"}, (practice("P1", *OPEN), practice("P2", *OPEN)), weeks=2)
    before = plan(ronde)
    late = datetime(2026, 11, 30, 12, tzinfo=AMSTERDAM)
    cancelled = cancel_visit(before, "A1", "P1", made_at=late)
    after = replan_visits(ronde, cancelled, made_at=late)
    new = [v for v in after.visits if v.status is VisitStatus.PLANNED]
    assert all(v.begin >= late for v in new)
    assert len(new) == 1


def test_done_no_show_and_cancelled_are_counted_as_what_they_are() -> None:
    ronde = small_round(
        {"A1": "P1 P2 P3"}, tuple(practice(f"P{n}", *OPEN) for n in (1, 2, 3)), minimum=3
    )
    calendar = plan(ronde)
    calendar = visit_done(calendar, "A1", "P1", made_at=MADE_AT)
    calendar = visit_no_show(calendar, "A1", "P2", made_at=MADE_AT)
    status = visit_status(ronde, calendar, MONDAY + timedelta(days=2))
    (mine,) = status.aios
    assert (mine.done, mine.planned, mine.no_show, mine.short, mine.open) == (1, 1, 1, 1, 2)
    assert status.short == ("A1",)
    assert status.days_left == 3
    assert status.without_visitors == ("P2",)
    assert {o.status for o in outcomes_of(calendar)} == {
        VisitStatus.DONE, VisitStatus.NO_SHOW, VisitStatus.PLANNED,
    }  # fmt: skip
    with pytest.raises(WrongUse):
        cancel_visit(calendar, "A1", "P2", made_at=MADE_AT)


def test_what_a_sheet_says_of_a_visit_goes_before_what_was_planned() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", *OPEN),))
    calendar = plan(ronde)
    went = VisitOutcome("A1", "P1", MONDAY, VisitStatus.DONE)
    later = MONDAY + timedelta(days=30)
    assert visit_status(ronde, calendar, later).overdue == (("A1", "P1"),)
    status = visit_status(replace(ronde, visit_outcomes=(went,)), calendar, later)
    assert (status.aios[0].done, status.aios[0].planned, status.overdue) == (1, 0, ())


def test_a_vetoed_first_choice_leaves_the_other_ranks_as_they_were() -> None:
    ronde = small_round(
        {"A1": "P1 P2 P3"}, tuple(practice(f"P{n}", *OPEN) for n in (1, 2, 3)),
        vetoes=(Veto("A1", "H1", VetoGround.RELATION),),
    )  # fmt: skip
    calendar = plan(ronde)
    assert pairs(calendar) == {("A1", "P2")}
    assert value(calendar, "wish_ranks") == 2


@pytest.mark.parametrize("people", [6, 12])
def test_the_minimum_of_five_holds_when_every_place_is_needed(people: int) -> None:
    # 5 visits for each AIOS are exactly the caps of all practices, and all wish the same ones.
    number = people * 5 // 6
    windows = ("ma 09:00-12:00", "wo 13:00-17:00", "vr 09:00-11:00")
    practices = tuple(practice(f"P{n:02d}", *windows, cap=6) for n in range(1, number + 1))
    wishes = " ".join(p.code for p in practices[:7])
    ronde = small_round(
        {f"A{n:02d}": wishes for n in range(1, people + 1)}, practices,
        minimum=5, maximum=8, weeks=3,
    )  # fmt: skip
    calendar = plan_visits(ronde, made_at=MADE_AT, limit=2)
    assert check_visits(ronde, calendar) == ()
    assert value(calendar, "minimum") == 0
    assert len(calendar.visits) == 5 * people


def test_what_the_round_recorded_of_a_planned_visit_is_known_when_planning_again() -> None:
    ronde = small_round({"A1": "P1 P2"}, (practice("P1", *OPEN), practice("P2", *OPEN)), minimum=2)
    before = plan(ronde)
    first = next(v for v in before.visits if v.praktijk == "P1")
    for status, standing in ((VisitStatus.DONE, 2), (VisitStatus.NO_SHOW, 2)):
        outcome = VisitOutcome("A1", "P1", first.begin.date(), status)
        after = replan_visits(replace(ronde, visit_outcomes=(outcome,)), before, made_at=MADE_AT)
        assert first not in after.visits
        assert replace(first, status=status) in after.visits
        counted = (VisitStatus.PLANNED, VisitStatus.DONE)
        assert sum(v.status in counted for v in after.visits) == standing


def test_a_new_moment_on_the_day_of_the_cancelled_one_is_not_cancelled_again() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", "ma 13:00-14:00", "ma 16:00-17:00"),))
    calendar = plan_visits(ronde, made_at=MADE_AT)
    cancelled = cancel_visit(calendar, "A1", "P1", made_at=MADE_AT)
    told = replace(ronde, visit_outcomes=outcomes_of(cancelled))
    after = replan_visits(told, cancelled, made_at=MADE_AT)
    assert sorted(v.status for v in after.visits) == [VisitStatus.CANCELLED, VisitStatus.PLANNED]
    assert len({v.begin.date() for v in after.visits}) == 1
    assert replan_visits(told, after, made_at=MADE_AT) is after


def test_a_visit_planned_again_after_a_cancellation_counts_as_planned() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", "ma 13:00-14:00", "di 16:00-17:00"),))
    calendar = plan(ronde)
    cancelled = cancel_visit(calendar, "A1", "P1", made_at=MADE_AT)
    told = replace(ronde, visit_outcomes=outcomes_of(cancelled))
    assert visit_status(told, cancelled, MONDAY).aios[0].planned == 0
    again = replan_visits(told, cancelled, made_at=MADE_AT)
    assert visit_status(told, again, MONDAY).aios[0].planned == 1
    assert visit_status(told, again, MONDAY).praktijken[0].planned == 1


def reasons_of(calendar: VisitCalendar) -> list[str]:
    return [f.says.nl for f in calendar.findings if f.rule == "visits_shortage"]


def test_each_independent_shortage_has_its_own_reason_and_either_moment_is_enough() -> None:
    # A1 may visit two practices, both only on Monday at nine; A2 two others, on Tuesday at nine.
    once, other = "ma 09:00-10:00", "di 09:00-10:00"
    ronde = small_round(
        {"A1": "P1 P2", "A2": "P3 P4"},
        (practice("P1", once), practice("P2", once), practice("P3", other), practice("P4", other)),
        minimum=2,
    )  # fmt: skip
    ronde = replace(ronde, settings=replace(ronde.settings, only_wished=True))
    first, second = reasons_of(plan(ronde))
    assert first.startswith("1 aios (A1) kan naar 2 praktijken (P1 en P2)")
    assert "1 bezoekmoment meer bij P1 of P2; of minimum 2 → 1 voor A1" in first
    assert second.startswith("1 aios (A2) kan naar 2 praktijken (P3 en P4)")
    assert "1 bezoekmoment meer bij P3 of P4; of minimum 2 → 1 voor A2" in second


def test_a_practice_whose_moments_and_trainers_never_meet_is_asked_for_a_moment() -> None:
    practices = (practice("P1", "ma 09:00-10:00"), practice("P2", "di 09:00-10:00"),
                 practice("P3", "do 09:00-10:00"))  # fmt: skip
    haos = tuple(
        Hao(code=f"H{n}", praktijk=f"P{n}",
            work_days=frozenset({Weekday.WO}) if n == 3 else ALL_WEEK)
        for n in (1, 2, 3)
    )  # fmt: skip
    (reason,) = reasons_of(plan(small_round({"A1": ""}, practices, minimum=3, haos=haos)))
    assert "Bij P3 valt geen bezoekmoment op een werkdag van een opleider." in reason
    assert reason.endswith("Wat helpt: 1 bezoekmoment meer bij P3.")


def test_hours_of_the_aios_are_kept_by_day_and_by_week() -> None:
    ronde = small_round({"A1": "P1 P2"}, (practice("P1", *OPEN), practice("P2", *OPEN)), minimum=2)
    away = replace(ronde.aios[0], away_hours=(DayHours(MONDAY, time(9), time(10, 30)),))
    first = min(plan(replace(ronde, aios=(away,))).visits, key=lambda v: v.begin)
    assert first.begin >= datetime(2026, 11, 23, 10, 30, tzinfo=AMSTERDAM)
    weekly = replace(ronde.aios[0], visit_windows=(window("wo 14:00-17:00"),))
    calendar = plan(replace(ronde, aios=(weekly,)))
    assert {(v.begin.weekday(), v.begin.hour >= 14) for v in calendar.visits} == {(2, True)}
    never = replace(ronde.aios[0], visit_windows=(window("vr 09:00-17:00"),))
    assert plan(replace(ronde, aios=(never,))).visits == ()


def test_what_must_be_comes_before_the_minimum_of_others() -> None:
    ronde = small_round(
        {"A1": "P1", "A2": "P1"}, (practice("P1", "ma 09:00-10:00"),),
        visit_wishes=(VisitWish("A2", "P1", 2, must=True), VisitWish("A1", "P1", 1)),
    )  # fmt: skip
    calendar = plan(ronde)
    assert pairs(calendar) == {("A2", "P1")}
    assert value(calendar, "musts_missing") == 0
    both = replace(
        ronde, visit_wishes=(VisitWish("A1", "P1", 1, must=True), *ronde.visit_wishes[:1])
    )
    missing = [f.who for f in plan(both).findings if f.rule == "visit_must"]
    assert len(missing) == 1
    assert value(plan(both), "musts_missing") == 1


def test_a_visit_that_must_be_is_added_when_planning_again() -> None:
    ronde = small_round({"A1": "P1"}, (practice("P1", *OPEN), practice("P2", *OPEN)))
    before = plan(ronde)
    must = (*ronde.visit_wishes, VisitWish("A1", "P2", 2, must=True))
    after = replan_visits(replace(ronde, visit_wishes=must), before, made_at=MADE_AT)
    assert pairs(after) == {("A1", "P1"), ("A1", "P2")}
    assert value(after, "moves") == 0


def test_points_count_where_as_many_wishes_can_be_granted() -> None:
    ronde = small_round(
        {"A1": "", "A2": ""},
        (practice("P1", "ma 09:00-10:00"), practice("P2", "di 09:00-10:00")),
        visit_wishes=(
            VisitWish("A1", "P1", 1, points=3), VisitWish("A2", "P1", 1, points=5),
            VisitWish("A1", "P2", 2, points=2), VisitWish("A2", "P2", 2, points=2),
        ),
    )  # fmt: skip
    calendar = plan(ronde)
    assert pairs(calendar) == {("A1", "P2"), ("A2", "P1")}
    assert value(calendar, "wish_points") == 7


def test_with_only_wished_practices_nobody_is_sent_elsewhere() -> None:
    ronde = small_round(
        {"A1": "P1", "A2": ""}, (practice("P1", *OPEN), practice("P2", *OPEN)), minimum=2,
        visit_wishes=(VisitWish("A1", "P1", 1), VisitWish("A2", "P2", 1, Side.HAO)),
    )  # fmt: skip
    only = replace(ronde, settings=replace(ronde.settings, only_wished=True))
    missed = (Couple("A1", "H2"),)
    calendar = plan_visits(only, missed=missed, made_at=MADE_AT)
    assert pairs(calendar) == {("A1", "P1"), ("A2", "P2")}
    assert check_visits(only, calendar) != ()
    assert len(pairs(plan(ronde))) == 4


def test_a_day_off_is_used_only_for_want_of_another_and_then_named() -> None:
    practices = (practice("P1", "ma 09:00-10:00", "wo 09:00-12:00"), practice("P2", *OPEN))
    travel = {("A1", "P1"): 60, ("A1", "P2"): 60, ("P1", "P2"): 10}
    ronde = small_round({"A1": "P1 P2"}, practices, minimum=2, weeks=2, travel=travel)
    works = replace(ronde.aios[0], work_days=frozenset({Weekday.MA, Weekday.DI}))
    calendar = plan(replace(ronde, aios=(works,)))
    assert {v.begin.weekday() for v in calendar.visits} == {0}
    assert value(calendar, "visits_on_days_off") == 0
    assert "visit_day_off" not in {f.rule for f in calendar.findings}
    shut = replace(ronde, praktijken=(practice("P1", "wo 09:00-12:00"), practices[1]))
    calendar = plan(replace(shut, aios=(works,)))
    assert value(calendar, "visits_on_days_off") == 1
    assert "A1" in {who for f in calendar.findings if f.rule == "visit_day_off" for who in f.who}


def test_more_appointments_than_five_with_shared_ranks_can_stand() -> None:
    practices = tuple(practice(f"P{n}", "ma 09:00-17:00", "wo 09:00-17:00") for n in range(1, 8))
    ronde = small_round(
        {"A1": ""}, practices, minimum=2, maximum=7, weeks=3,
        visit_wishes=tuple(VisitWish("A1", f"P{n}", 1 + n // 3) for n in range(1, 8)),
    )  # fmt: skip
    calendar = VisitCalendar(version=1, made_at=MADE_AT, visits=())
    for n in range(1, 8):
        begin = datetime(2026, 11, 22 + n, 9, tzinfo=AMSTERDAM)
        calendar = record_visit(ronde, calendar, "A1", f"P{n}", begin, made_at=MADE_AT)
    planned = plan(ronde, previous=calendar)
    assert len(planned.visits) == 7
    assert value(planned, "top_5") == 1
    assert replan_visits(ronde, calendar, made_at=MADE_AT).visits == calendar.visits


def test_a_visit_held_at_a_practice_that_left_counts_and_stays_held() -> None:
    practices = tuple(practice(f"P{n}", *OPEN) for n in (1, 2, 3))
    ronde = small_round({"A1": "P1 P2"}, practices, minimum=2)
    held = visit_done(plan(ronde), "A1", "P1", made_at=MADE_AT)
    left = replace(ronde, withdrawn=("P1", "H1"))
    again = replan_visits(left, held, made_at=MADE_AT)
    assert {(v.praktijk, v.status) for v in again.visits} == {
        ("P1", VisitStatus.DONE), ("P2", VisitStatus.PLANNED),
    }  # fmt: skip
    afresh = plan(left, previous=held)
    assert {(v.praktijk, v.status) for v in afresh.visits} == {
        ("P1", VisitStatus.DONE), ("P2", VisitStatus.PLANNED),
    }  # fmt: skip
    assert {f.rule for f in check_visits(left, afresh)} == {"visit_held_too_early"}


def test_announced_visits_above_a_maximum_lowered_since_stay_and_are_named() -> None:
    practices = tuple(practice(f"P{n}", *OPEN) for n in (1, 2, 3, 4))
    ronde = small_round({"A1": "P1 P2 P3", "A2": "P4"}, practices, minimum=1, maximum=3)
    before = cancel_visit(plan(ronde), "A2", "P4", made_at=MADE_AT)
    fewer = replace(ronde.settings, numbers={**ronde.settings.numbers, "visits_max": 2})
    after = replan_visits(replace(ronde, settings=fewer), before, made_at=MADE_AT)
    assert sum(v.aios == "A1" and v.status is VisitStatus.PLANNED for v in after.visits) == 3
    assert [f.who for f in after.findings if f.rule == "visits_max"] == [("A1",)]


def test_a_visit_held_by_an_aios_who_left_counts_for_the_cap() -> None:
    ronde = small_round(
        {"A1": "P1", "A2": "P1"}, (practice("P1", *OPEN, cap=1), practice("P2", *OPEN)),
        withdrawn=("A2",),
        visit_outcomes=(VisitOutcome("A2", "P1", None, VisitStatus.DONE),),
    )  # fmt: skip
    calendar = plan(ronde)
    assert pairs(calendar) == {("A1", "P2")}
    assert check_visits(ronde, calendar) == ()
