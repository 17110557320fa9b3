"""The judge of visit calendars: every rule has an example that only this rule finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from carrousel.check.visit_goal_values import check_stages
from carrousel.check.visit_rules import check_visits
from carrousel.visits.plan_visits import plan_visits
from koppelronde.domain.findings import Weight
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.people import Hao
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

Case = tuple[Koppelronde, VisitCalendar]


def visit(aios: str, praktijk: str, when: str, **more: object) -> Visit:
    """``A1 at P1 on ma 09:00`` of the first week, or ``ma+7 09:00`` of the second."""
    day, at = when.split()
    name, _, later = day.partition("+")
    moved = "ma di wo do vr za zo".split().index(name) + int(later or 0)
    begin = datetime.combine(
        MONDAY + timedelta(days=moved), time.fromisoformat(at), tzinfo=AMSTERDAM
    )
    made = Visit(aios=aios, praktijk=praktijk, begin=begin, end=begin + timedelta(hours=1),
                 present=("H" + praktijk[1:],), travel_minutes=10)  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def calendar(*visits: Visit) -> VisitCalendar:
    return VisitCalendar(version=1, made_at=MADE_AT, visits=tuple(sorted(visits)))


WIDE = ("ma 09:00-17:00", "wo 09:00-17:00")


def whole(**more: object) -> Koppelronde:
    """Two AIOS who wish two practices that are open on Mondays and Wednesdays."""
    return small_round(
        {"A1": "P1 P2", "A2": "P1 P2"},
        (practice("P1", *WIDE), practice("P2", *WIDE), practice("P3", *WIDE)),
        minimum=2, maximum=3, **more,
    )  # type: ignore[arg-type]  # fmt: skip  # fields by name


PLAN = (visit("A1", "P1", "ma 09:00"), visit("A1", "P2", "ma 13:00"),
        visit("A2", "P1", "wo 09:00"), visit("A2", "P2", "wo 13:00"))  # fmt: skip


def numbers(ronde: Koppelronde, **more: int) -> Koppelronde:
    changed = {**ronde.settings.numbers, **{key.replace("__", ":"): n for key, n in more.items()}}
    return replace(ronde, settings=replace(ronde.settings, numbers=changed))


def person(ronde: Koppelronde, **more: object) -> Koppelronde:
    first, *others = ronde.aios
    return replace(ronde, aios=(replace(first, **more), *others))  # type: ignore[arg-type]


def swapped(old: Visit, new: Visit) -> VisitCalendar:
    return calendar(*(new if v == old else v for v in PLAN))


AGREED = VisitStatus.AGREED
THIRD = visit("A1", "P3", "wo 09:00")

BROKEN: dict[str, Callable[[], Case]] = {
    "visit_known": lambda: (
        replace(whole(), withdrawn=("A9",)), calendar(*PLAN, visit("A9", "P3", "ma 09:00"))
    ),
    "visit_once": lambda: (whole(), calendar(*PLAN, visit("A1", "P1", "wo 13:00"))),
    "visits_min": lambda: (whole(), calendar(*PLAN[1:])),
    "visits_max": lambda: (
        numbers(
            replace(whole(), visit_wishes=(*whole().visit_wishes, VisitWish("A1", "P3", 3))),
            visits_max=2,
        ),
        calendar(*PLAN, THIRD),
    ),
    "visits_extra_wished": lambda: (
        replace(whole(), visit_wishes=()), calendar(*PLAN, THIRD)
    ),
    "practice_cap": lambda: (
        replace(whole(), praktijken=(practice("P1", *WIDE, cap=1), *whole().praktijken[1:])),
        calendar(*PLAN),
    ),
    "visit_must": lambda: (
        replace(whole(), visit_wishes=(*whole().visit_wishes, VisitWish("A2", "P3", 3, must=True))),
        calendar(*PLAN),
    ),
    "visit_period": lambda: (
        whole(), swapped(PLAN[2], visit("A2", "P1", "wo+7 09:00"))
    ),
    "visit_closed_day": lambda: (
        replace(whole(), settings=replace(
            whole().settings,
            closed=(Period(date(2026, 11, 25), date(2026, 11, 25)),))),
        calendar(*PLAN),
    ),
    "visit_minutes": lambda: (
        whole(), swapped(PLAN[0], replace(PLAN[0], end=PLAN[0].end + timedelta(minutes=30)))
    ),
    "visit_window": lambda: (
        # It begins within the window and ends after it.
        whole(), swapped(PLAN[1], visit("A1", "P2", "ma 16:30"))
    ),
    "visit_absence": lambda: (
        person(whole(), absences=(Period(MONDAY, MONDAY),)), calendar(*PLAN)
    ),
    "visit_hours": lambda: (
        person(whole(), away_hours=(DayHours(MONDAY, time(9, 30), time(10)),)), calendar(*PLAN)
    ),
    "visit_only_wished": lambda: (
        replace(whole(), settings=replace(whole().settings, only_wished=True)),
        swapped(PLAN[1], visit("A1", "P3", "ma 13:00")),
    ),
    "visit_present": lambda: (
        whole(), swapped(PLAN[0], replace(PLAN[0], present=("H1", "H9")))
    ),
    "visit_eligible": lambda: (
        replace(whole(), vetoes=(Veto("A1", "H1", VetoGround.RELATION),)), calendar(*PLAN)
    ),
    "visit_trainer_there": lambda: (
        replace(
            whole(),
            vetoes=(Veto("A1", "H1", VetoGround.RELATION),),
            haos=(*whole().haos,
                  Hao(code="H9", praktijk="P1", work_days=frozenset({Weekday.DI}))),
        ),
        calendar(*PLAN),
    ),
    "visits_per_day_max": lambda: (numbers(whole(), visits_per_day_max=1), calendar(*PLAN)),
    "visit_overlap": lambda: (
        # One hour, ten minutes of travel and a buffer of fifteen.
        whole(), swapped(PLAN[1], visit("A1", "P2", "ma 10:20"))
    ),
    "visits_together": lambda: (
        whole(), swapped(PLAN[2], visit("A2", "P1", "ma 09:30"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_only_this_rule_finds_this_fault(rule: str) -> None:
    assert check_visits(whole(), calendar(*PLAN)) == ()
    ronde, damaged = BROKEN[rule]()
    found = check_visits(ronde, damaged)
    assert {finding.rule for finding in found} == {rule}
    assert {finding.weight for finding in found} == {Weight.BROKEN}


def test_a_moved_appointment_is_found_beside_the_calendar_before() -> None:
    before = calendar(replace(PLAN[0], status=AGREED), *PLAN[1:])
    after = swapped(PLAN[0], visit("A1", "P1", "wo 15:00", status=AGREED))
    assert {f.rule for f in check_visits(whole(), after, before)} == {"visit_locked"}
    assert check_visits(whole(), before, before) == ()


def test_a_reason_is_needed_for_a_higher_cap() -> None:
    many = {f"A{n}": "P1" for n in range(1, 8)}
    days = ("ma", "di", "wo", "do", "vr")
    open_all = tuple(f"{day} 09:00-17:00" for day in days)
    visits = [visit(f"A{n}", "P1", f"{days[n % 5]} {9 + n // 5 * 2:02d}:00") for n in range(1, 8)]
    for general in (False, True):
        ronde = small_round(many, (practice("P1", *open_all, cap=None if general else 7),))
        if general:
            ronde = numbers(ronde, practice_cap=7)
        key = "practice_cap" if general else "practice_cap:P1"
        assert {f.rule for f in check_visits(ronde, calendar(*visits))} == {"practice_cap"}
        reasoned = replace(ronde, settings=replace(ronde.settings, reasons={key: "eigen wens"}))
        assert check_visits(reasoned, calendar(*visits)) == ()


def test_appointments_and_outcomes_above_a_cap_are_named_without_blame() -> None:
    ronde = replace(whole(), praktijken=(practice("P1", *WIDE, cap=1), *whole().praktijken[1:]))
    people = tuple(replace(v, status=AGREED) if v.praktijk == "P1" else v for v in PLAN)
    (found,) = check_visits(ronde, calendar(*people))
    assert (found.rule, found.who, found.weight) == ("practice_cap_agreed", ("P1",), Weight.NOTICE)
    told = replace(
        ronde, visit_outcomes=(VisitOutcome("A1", "P1", None, VisitStatus.DONE),
                               VisitOutcome("A2", "P1", None, VisitStatus.DONE)),
    )  # fmt: skip
    without = calendar(*(v for v in PLAN if v.praktijk != "P1"))
    assert [f.rule for f in check_visits(told, without)] == ["practice_cap_agreed"]
    for judged in (plan_visits(told, made_at=MADE_AT),
                   plan_visits(ronde, previous=calendar(*people), made_at=MADE_AT)):  # fmt: skip
        assert "practice_cap_agreed" in {f.rule for f in judged.findings}


def test_a_visit_that_is_still_to_come_has_not_been_held() -> None:
    held = swapped(PLAN[0], replace(PLAN[0], status=VisitStatus.DONE))
    (found,) = check_visits(whole(), held)
    assert (found.rule, found.who) == ("visit_held_too_early", ("A1", "P1"))
    later = replace(held, made_at=PLAN[0].end)
    assert check_visits(whole(), later) == ()
    outcome = VisitOutcome("A1", "P1", MONDAY, VisitStatus.DONE)
    told = replace(whole(), visit_outcomes=(outcome,))
    assert [f.rule for f in check_visits(told, calendar(*PLAN))] == ["visit_held_too_early"]
    assert "visit_held_too_early" in {
        f.rule for f in plan_visits(told, made_at=MADE_AT).findings
    }  # fmt: skip


def test_goals_that_do_not_add_up_are_found() -> None:
    ronde = replace(
        whole(), visit_wishes=(*whole().visit_wishes, VisitWish("A1", "P3", 3, must=True, points=4))
    )
    ronde = person(
        ronde,
        work_days=ALL_WEEK - {Weekday.MA},
        visit_windows=(window("ma 09:00-17:00"), window("wo 09:00-13:00")),
    )
    plan = plan_visits(ronde, made_at=MADE_AT)
    assert check_stages(ronde, plan) == ()
    counted = {
        stage.name for stage in plan.stages
        if check_stages(
            ronde,
            replace(plan, stages=tuple(
                replace(s, value=s.value + 1) if s == stage else s for s in plan.stages
            )),
        )
    }  # fmt: skip
    assert counted >= {
        "musts_missing", "minimum", "minimum_spread", "top_1", "top_5", "practices_visited",
        "wishes", "wish_points", "wish_ranks", "home_minutes", "visits_on_days_off",
        "travel_minutes", "days", "absent_trainers",
    }  # fmt: skip
