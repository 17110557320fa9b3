"""Every plan: rules hold, "impossible" means impossible, nothing moves for nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.check.visit_goal_values import goal_values
from carrousel.check.visit_rules import check_visits
from carrousel.visits.changes import cancel_visit, outcomes_of
from carrousel.visits.model_input import visit_question
from carrousel.visits.plan_findings import all_shortages
from carrousel.visits.plan_visits import LIMIT, plan_visits
from carrousel.visits.remedies import RemedyKind
from carrousel.visits.replan import replan_visits
from carrousel.visits.visit_shortage import shortages
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde
from tests.carrousel.visits.visit_rounds import MADE_AT, fewest_missing, rounds

T = TypeVar("T")


def value(calendar: VisitCalendar, name: str) -> int:
    return next(stage.value for stage in calendar.stages if stage.name == name)


@settings(max_examples=25)
@given(rounds())
def test_visits_are_missing_only_where_trying_everything_finds_no_better(
    ronde: Koppelronde,
) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    assert value(calendar, "minimum") == fewest_missing(ronde)


@settings(max_examples=25)
@given(rounds(people=6, places=6))
def test_every_plan_obeys_every_rule_and_its_goals_are_what_it_says(ronde: Koppelronde) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    short = {f.who for f in calendar.findings if f.rule == "visits_min"}
    assert {f.who for f in check_visits(ronde, calendar)} == short
    recomputed = goal_values(ronde, calendar)
    for stage in calendar.stages:
        assert stage.proven
        if stage.name in recomputed:
            assert (stage.name, recomputed[stage.name]) == (stage.name, stage.value)


@settings(max_examples=15)
@given(rounds(people=6, places=6))
def test_a_shortage_that_counting_shows_is_a_shortage_of_the_plan(ronde: Koppelronde) -> None:
    counted = shortages(visit_question(ronde))
    calendar = plan_visits(ronde, made_at=MADE_AT)
    missing = value(calendar, "minimum")
    if counted:
        assert missing > 0
    assert bool(missing) == any(f.rule == "visits_shortage" for f in calendar.findings)


@settings(max_examples=15)
@given(rounds(people=5, places=4))
def test_what_is_said_to_help_helps(ronde: Koppelronde) -> None:
    reasons = all_shortages(visit_question(ronde), LIMIT)
    remedies = [remedy for reason in reasons for remedy in reason.remedies]
    if any(r.kind is RemedyKind.MOMENT for r in remedies) or not remedies:
        return
    least = {f"visits_min:{r.code}": r.becomes for r in remedies if r.kind is RemedyKind.MINIMUM}
    caps = {r.code: r.becomes for r in remedies if r.kind is RemedyKind.CAP}
    numbers = {**ronde.settings.numbers, **least}
    eased = replace(
        ronde, settings=replace(ronde.settings, numbers=numbers),
        praktijken=tuple(
            replace(p, max_visits=caps.get(p.code, p.max_visits)) for p in ronde.praktijken
        ),
    )  # fmt: skip
    assert value(plan_visits(ronde, made_at=MADE_AT), "minimum") > 0
    assert value(plan_visits(eased, made_at=MADE_AT), "minimum") == 0


@settings(max_examples=15)
@given(rounds(people=6, places=6), st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(ronde: Koppelronde, seed: int) -> None:
    chance = random.Random(seed)

    def shuffled(rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(rows, len(rows)))

    other = replace(
        ronde,
        aios=shuffled(ronde.aios),
        haos=shuffled(ronde.haos),
        praktijken=shuffled(ronde.praktijken),
        visit_wishes=shuffled(ronde.visit_wishes),
    )
    assert plan_visits(other, made_at=MADE_AT) == plan_visits(ronde, made_at=MADE_AT)


@settings(max_examples=20)
@given(rounds(people=6, places=6))
def test_replanning_without_a_reason_changes_nothing(ronde: Koppelronde) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    assert replan_visits(ronde, calendar, made_at=MADE_AT) is calendar


@settings(max_examples=20)
@given(rounds(people=6, places=6), st.data())
def test_after_a_cancellation_nobody_is_short_who_needs_not_be(
    ronde: Koppelronde, data: st.DataObject
) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    if not calendar.visits:
        return
    visit = data.draw(st.sampled_from(calendar.visits))
    cancelled = cancel_visit(calendar, visit.aios, visit.praktijk, made_at=MADE_AT)
    again = replan_visits(ronde, cancelled, made_at=MADE_AT)
    standing = [v for v in again.visits if v.status is VisitStatus.PLANNED]
    assert (visit.aios, visit.praktijk, visit.begin) not in {
        (v.aios, v.praktijk, v.begin) for v in standing
    }
    remembered = replace(ronde, visit_outcomes=outcomes_of(cancelled))
    afterwards = replan_visits(remembered, cancelled, made_at=MADE_AT)
    for told in (remembered, replace(ronde, visit_outcomes=outcomes_of(afterwards))):
        assert replan_visits(told, afterwards, made_at=MADE_AT) is afterwards
    short = {f.who for f in check_visits(ronde, again) if f.rule == "visits_min"}
    assert {f.who for f in check_visits(ronde, again)} == short
    assert len(short) <= len(
        {f.who for f in check_visits(ronde, cancelled) if f.rule == "visits_min"}
    )


@settings(max_examples=20)
@given(rounds(people=5, places=5), st.data())
def test_a_damaged_plan_is_found(ronde: Koppelronde, data: st.DataObject) -> None:
    calendar = plan_visits(ronde, made_at=MADE_AT)
    if not calendar.visits:
        return
    before = set(check_visits(ronde, calendar))
    visit = data.draw(st.sampled_from(calendar.visits))
    rest = tuple(v for v in calendar.visits if v != visit)
    damaged = data.draw(
        st.sampled_from(
            [
                replace(visit, begin=visit.begin + timedelta(days=3),
                        end=visit.end + timedelta(days=3)),
                replace(visit, begin=visit.begin - timedelta(hours=6),
                        end=visit.end - timedelta(hours=6)),
                replace(visit, end=visit.end + timedelta(minutes=30)),
                replace(visit, present=("H99",)),
                replace(visit, praktijk="P99"),
                None,
            ]
        )
    )  # fmt: skip
    others = rest if damaged is None else (*rest, damaged)
    found = set(check_visits(ronde, replace(calendar, visits=tuple(sorted(others)))))
    theirs = [v for v in others if v.aios == visit.aios]
    if damaged is None and len(theirs) >= ronde.number("visits_min"):
        assert found <= before
    else:
        assert found - before
