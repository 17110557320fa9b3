"""Whom to visit where the best choice has no moments, and what a needless visit is."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from carrousel.check.visit_rules import check_visits
from carrousel.visits import branching
from carrousel.visits.plan_visits import plan_visits
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.people import Praktijk, Side
from koppelronde.domain.ronde import Koppelronde, VisitWish
from koppelronde.domain.times import Period
from tests.carrousel.visits.visit_rounds import MADE_AT, MONDAY, practice, small_round


def values(calendar: VisitCalendar) -> dict[str, int]:
    return {stage.name: stage.value for stage in calendar.stages}


def away_on_monday(ronde: Koppelronde, code: str) -> Koppelronde:
    people = tuple(
        replace(a, absences=(Period(MONDAY, MONDAY),)) if a.code == code else a for a in ronde.aios
    )
    return replace(ronde, aios=people)


ONCE = "ma 09:00-10:00"
THREE = (practice("P1", ONCE, cap=1), practice("P2", ONCE, cap=1),
         practice("P3", "di 14:00-16:00", cap=2))  # fmt: skip
FOUR = (practice("P1", "di 14:00-16:00", cap=2), practice("P2", ONCE, cap=1),
        practice("P3", ONCE, cap=1), practice("P4", "di 13:00-14:00", cap=1))  # fmt: skip


@pytest.mark.parametrize(
    ("people", "practices", "asked"),
    [(3, THREE, "A2"), (4, FOUR, "A1")],
    ids=["three practices", "four practices"],
)
def test_nobody_travels_for_a_visit_that_nobody_asked_for_above_the_minimum(
    people: int, practices: tuple[Praktijk, ...], asked: str
) -> None:
    ronde = small_round(
        {f"A{n}": "" for n in range(1, people + 1)}, practices, maximum=3, travel=5,
        visit_wishes=(VisitWish(asked, "P1", 1, Side.HAO),),
    )  # fmt: skip
    calendar = plan_visits(away_on_monday(ronde, "A1"), made_at=MADE_AT)
    assert len(calendar.visits) == people
    assert values(calendar)["home_minutes"] == 5 * people
    assert all(stage.proven for stage in calendar.stages)


def test_different_kinds_are_seen_but_never_by_an_extra_visit() -> None:
    open_days = ("ma 09:00-12:00", "wo 09:00-12:00")
    practices = (
        practice("P1", *open_days, kind="solo"),
        practice("P2", *open_days, kind="solo"),
        practice("P3", *open_days, kind="duo"),
    )
    travel = {("A1", "P1"): 5, ("A1", "P2"): 5, ("A1", "P3"): 40,
              ("P1", "P2"): 5, ("P1", "P3"): 30, ("P2", "P3"): 30}  # fmt: skip
    ronde = small_round({"A1": ""}, practices, minimum=2, maximum=3, travel=travel)
    calendar = plan_visits(ronde, made_at=MADE_AT)
    assert values(calendar)["kinds_seen"] == 2
    assert values(calendar)["home_minutes"] == 45
    assert len(calendar.visits) == 2
    unknown = tuple(replace(p, kind="") for p in practices)
    calendar = plan_visits(replace(ronde, praktijken=unknown), made_at=MADE_AT)
    assert values(calendar)["home_minutes"] == 10


def tight_round(seed: int) -> Koppelronde:
    """Two weeks, one short window a week for most practices; the best choice has no moments."""
    chance = random.Random(seed)
    weekdays = ("ma", "di", "wo", "do", "vr")
    practices = tuple(
        practice(
            f"P{n:02d}",
            *(
                f"{day} {hour:02d}:00-{hour + 2:02d}:00"
                for day in chance.sample(weekdays, chance.choice([1, 1, 2]))
                for hour in (chance.choice([9, 13]),)
            ),
            cap=4,
        )
        for n in range(16)
    )
    codes = [p.code for p in practices]
    wishes = {f"A{n:02d}": " ".join(chance.sample(codes, 6)) for n in range(12)}
    ronde = small_round(wishes, practices, minimum=4, maximum=5, weeks=2)
    return replace(ronde, settings=replace(ronde.settings, visits_until=date(2026, 12, 4)))


@pytest.mark.parametrize("seed", [6, 9, 10, 16])
def test_a_tight_round_ends_with_a_plan_however_little_time_there_is(seed: int) -> None:
    ronde = tight_round(seed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(branching, "MOST_FLOWS", 2)
        hurried = plan_visits(ronde, made_at=MADE_AT, limit=0.2)
    short = {f.who for f in hurried.findings if f.rule == "visits_min"}
    assert {f.who for f in check_visits(ronde, hurried)} <= short
    calm = plan_visits(ronde, made_at=MADE_AT)
    assert all(stage.proven for stage in calm.stages)
    for stage, best in zip(hurried.stages, calm.stages, strict=True):
        if stage.value != best.value:
            assert stage.most == (stage.value < best.value)
            assert not stage.proven
            break
        assert stage.bound >= best.value if stage.most else stage.bound <= best.value


@pytest.mark.parametrize("seed", [6, 9, 10, 16])
def test_flows_and_one_model_for_everything_reach_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ronde = tight_round(seed)
    by_flows = plan_visits(ronde, made_at=MADE_AT)
    monkeypatch.setattr(branching.choose, "__kwdefaults__",
                        {**branching.choose.__kwdefaults__, "most_flows": 0})  # fmt: skip
    jointly = plan_visits(ronde, made_at=MADE_AT)
    for one, other in zip(by_flows.stages, jointly.stages, strict=True):
        assert (one.name, one.value) == (other.name, other.value)
