"""Large rounds go group by group: the plan stays whole and its bound is a bound."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from carrousel.check.visit_goal_values import goal_values
from carrousel.check.visit_rules import check_visits
from carrousel.visits import timing as visit_timing
from carrousel.visits import visit_groups
from carrousel.visits.plan_visits import plan_visits
from koppelronde.domain.ronde import Koppelronde
from tests.carrousel.visits.visit_rounds import MADE_AT, rounds


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds(people=6, places=5))
def test_group_by_group_keeps_every_rule_and_never_beats_its_own_bound(
    monkeypatch: pytest.MonkeyPatch, ronde: Koppelronde
) -> None:
    together = plan_visits(ronde, made_at=MADE_AT)
    with monkeypatch.context() as patched:
        patched.setattr(visit_timing, "MOST_AT_ONCE", 0)
        patched.setattr(visit_groups, "GROUP", 2)
        apart = plan_visits(ronde, made_at=MADE_AT)
    short = {f.who for f in apart.findings if f.rule == "visits_min"}
    assert {f.who for f in check_visits(ronde, apart)} == short
    one = {stage.name: stage for stage in together.stages}
    for stage in apart.stages:
        assert stage.value == goal_values(ronde, apart).get(stage.name, stage.value)
        if stage.name == "travel_minutes":
            assert stage.bound <= one[stage.name].value <= stage.value
        elif stage.name not in ("days", "absent_trainers"):
            assert stage.value == one[stage.name].value
