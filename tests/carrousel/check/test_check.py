"""Every rule has a timetable that breaks it, and the checker finds exactly that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest

from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import RULES, check_history, check_timetable
from koppelronde.domain.findings import broken
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcome import Couple
from koppelronde.domain.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde, Presence
from tests.carrousel.rounds import MADE_AT, small_round

Broken = Callable[[Koppelronde, Timetable], tuple[Koppelronde, Timetable]]


def late_turn(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    last = plan.turns[-1]
    return ronde, replace(
        plan, turns=(*plan.turns[:-1], replace(last, end=last.end + timedelta(minutes=1)))
    )


def too_long(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    return replace(ronde, settings=replace(ronde.settings, carrousel_end=time(13, 30))), plan


def stranger(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    return replace(ronde, withdrawn=("H02",)), plan


def twice(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    first = plan.meetings[0]
    other = next(m for m in plan.meetings if m.turn > 1 and m.aios == first.aios)
    return ronde, replace(
        plan,
        meetings=tuple(
            replace(m, hao=first.hao, table=first.table) if m == other else m for m in plan.meetings
        ),
    )


def two_places(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    first, second = plan.meetings[:2]
    return ronde, replace(plan, meetings=(first, replace(second, aios=first.aios)))


def one_table(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    first, second = plan.meetings[:2]
    return ronde, replace(plan, meetings=(first, replace(second, table=first.table)))


def not_at_home(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    first = plan.meetings[0]
    other = next(t.number for t in plan.tables if t.number != first.table)
    return ronde, replace(plan, meetings=(replace(first, table=other),))


def not_there(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    return replace(ronde, presences=(Presence("A01", begin=time(13, 8)),)), plan


def vetoed(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    return replace(ronde, vetoes=(Veto("A01", "H01", VetoGround.RELATION),)), plan


def related(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    aios = (replace(ronde.aios[0], relations=(plan.meetings[0].hao,)), *ronde.aios[1:])
    seen = [m for m in plan.meetings if m.aios == "A01"]
    here = next(m for m in seen)
    aios = (replace(ronde.aios[0], relations=(here.hao,)), *ronde.aios[1:])
    gone = plan.meetings[-1] if plan.meetings[-1] != here else plan.meetings[-2]
    return replace(ronde, aios=aios), replace(
        plan,
        meetings=tuple(m for m in plan.meetings if m != gone),
        missed=(Couple(gone.aios, gone.hao),),
    )


def forgotten(ronde: Koppelronde, plan: Timetable) -> tuple[Koppelronde, Timetable]:
    return ronde, replace(plan, meetings=plan.meetings[1:])


@pytest.mark.parametrize(
    ("rule", "breaks"),
    [
        ("carrousel_turns", late_turn),
        ("carrousel_turns", too_long),
        ("carrousel_known", stranger),
        ("carrousel_once", twice),
        ("carrousel_one_place", two_places),
        ("carrousel_one_table", one_table),
        ("carrousel_home", not_at_home),
        ("carrousel_presence", not_there),
        ("carrousel_forbidden", vetoed),
        ("carrousel_ineligible", related),
        ("carrousel_missed", forgotten),
    ],
)
def test_a_broken_rule_is_found_by_name(rule: str, breaks: Broken) -> None:
    ronde = small_round(4, 5)
    plan = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    assert broken(check_timetable(ronde, plan)) == ()
    worse_round, worse = breaks(ronde, plan)
    found = broken(check_timetable(worse_round, worse))
    assert rule in {finding.rule for finding in found}
    law = RULES[rule]
    assert any(law.nl in f.says.nl and law.en in f.says.en for f in found)


def test_pauses_in_a_row_and_unequal_numbers_are_notices() -> None:
    ronde = small_round(4, 5)
    plan = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    gone = tuple(m for m in plan.meetings if m.aios == "A01" and m.turn in (2, 3))
    less = replace(
        plan,
        meetings=tuple(m for m in plan.meetings if m not in gone),
        missed=tuple(Couple(m.aios, m.hao) for m in gone),
        stages=(),
    )
    found = check_timetable(ronde, less)
    assert broken(found) == ()
    assert {"carrousel_idle", "carrousel_equal"} <= {finding.rule for finding in found}


def test_history_that_was_rewritten_is_found() -> None:
    ronde = small_round(4, 5)
    plan = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    later = replace(plan, held_until=1, meetings=plan.meetings[1:])
    assert [finding.rule for finding in check_history(plan, later)] == ["carrousel_history"]
    assert check_history(plan, replace(plan, held_until=3)) == ()
