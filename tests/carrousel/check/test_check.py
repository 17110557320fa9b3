"""Every rule has a timetable that only this rule finds fault with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from carrousel.check.judge import RULES, check_history, check_timetable
from koppelronde.domain.findings import Weight
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Timetable
from koppelronde.domain.ronde import Koppelronde
from tests.carrousel.check import damaged as d
from tests.carrousel.check.damaged import Damaged, chosen, everybody

CASES: tuple[tuple[str, Callable[[], Damaged], str, Weight], ...] = (
    ("carrousel_turns", d.turns_in_another_order, "staat op plaats 1", Weight.BROKEN),
    ("carrousel_turns", d.a_turn_that_lasts_longer, "duurt niet even lang", Weight.BROKEN),
    ("carrousel_turns", d.a_turn_that_begins_too_early, "voordat de vorige om is", Weight.BROKEN),
    ("carrousel_turns", d.no_time_to_change, "te weinig wisseltijd", Weight.BROKEN),
    ("carrousel_turns", d.a_break_during_a_turn, "valt in een pauze", Weight.BROKEN),
    ("carrousel_turns", d.a_break_that_is_not_there, "de pauze van 13:20", Weight.BROKEN),
    ("carrousel_turns", d.after_the_end, "valt buiten de carrousel", Weight.BROKEN),
    ("carrousel_turns", d.before_the_begin, "valt buiten de carrousel", Weight.BROKEN),
    ("carrousel_turns", d.more_turns_than_asked, "hoogstens 4 gevraagd", Weight.BROKEN),
    ("carrousel_known", d.somebody_who_withdrew, "H02 doet niet mee", Weight.BROKEN),
    ("carrousel_known", d.somebody_unknown, "A99 doet niet mee", Weight.BROKEN),
    ("carrousel_known", d.a_turn_that_is_not_there, "ronde 9 bestaat niet", Weight.BROKEN),
    ("carrousel_known", d.a_table_that_is_not_there, "tafel 99 bestaat niet", Weight.BROKEN),
    ("carrousel_presence", d.who_comes_later, "A01 is er niet in ronde 1", Weight.BROKEN),
    ("carrousel_presence", d.who_left, "A01 is er niet in ronde 5", Weight.BROKEN),
    ("carrousel_presence", d.who_is_away_in_between, "A01 is er niet in ronde 2", Weight.BROKEN),
    ("carrousel_presence", d.who_is_away_on_the_day, "A01 is er niet in ronde 2", Weight.BROKEN),
    ("carrousel_once", d.twice, "in ronde 1 en 6", Weight.BROKEN),
    ("carrousel_one_place", d.two_places_at_once, "2 gesprekken in ronde 4", Weight.BROKEN),
    ("carrousel_one_table", d.two_at_one_table, "2 gesprekken aan tafel 1", Weight.BROKEN),
    ("carrousel_at_once", d.too_many_at_free_tables, "hoogstens 3 tegelijk", Weight.BROKEN),
    ("carrousel_home", d.away_from_an_own_table, "aan tafel 9 en niet aan", Weight.BROKEN),
    ("carrousel_home", d.away_from_a_fixed_place, "A01 zit in ronde", Weight.BROKEN),
    ("carrousel_home", d.moving_without_a_reason, "verhuist van tafel", Weight.BROKEN),
    ("carrousel_home", d.another_table_than_asked, "H01 hoort aan tafel 2", Weight.BROKEN),
    ("carrousel_forbidden", d.a_veto, "A01 en H01 in ronde", Weight.BROKEN),
    ("carrousel_forbidden", d.refused_by_hand, "A01 en H01 in ronde", Weight.BROKEN),
    ("carrousel_ineligible", d.cannot_be_coupled, "kunnen niet gekoppeld worden", Weight.BROKEN),
    ("carrousel_ineligible", d.cannot_be_coupled_where_everybody_meets,
     "kunnen niet gekoppeld worden", Weight.NOTICE),
    ("carrousel_missed", d.a_missed_couple_left_out, "ontbreken ten onrechte", Weight.BROKEN),
    ("carrousel_missed", d.missed_and_yet_met, "staan ten onrechte", Weight.BROKEN),
    ("carrousel_idle", d.two_pauses_running, "2 rondes achter elkaar niets", Weight.NOTICE),
    ("carrousel_equal", d.two_fewer_than_others, "3 tot 5 gesprekken", Weight.NOTICE),
    ("carrousel_number", d.more_than_asked, "A01 heeft 5 van 4 gesprekken", Weight.BROKEN),
    ("carrousel_number", d.fewer_than_asked, "A01 heeft 5 van 6 gesprekken", Weight.NOTICE),
    ("carrousel_must", d.a_must_not_granted, "spreken elkaar niet", Weight.NOTICE),
    ("carrousel_goals", d.a_goal_that_was_not_reached, "is 12, niet 13", Weight.BROKEN),
    ("carrousel_goals", d.better_than_its_own_bound, "bij een grens van 19", Weight.BROKEN),
    ("carrousel_goals", d.proven_but_not_at_the_bound, "bij een grens van 21", Weight.BROKEN),
)  # fmt: skip


@pytest.mark.parametrize("good", [everybody, chosen])
def test_a_good_plan_gets_no_remark(good: Callable[[], tuple[Koppelronde, Timetable]]) -> None:
    assert check_timetable(*good()) == ()


@pytest.mark.parametrize(
    ("rule", "damage", "said", "weight"), CASES, ids=[case[1].__name__ for case in CASES]
)
def test_only_this_rule_finds_it(
    rule: str, damage: Callable[[], Damaged], said: str, weight: Weight
) -> None:
    for ronde, plan in damage():
        found = check_timetable(ronde, plan)
        if {finding.rule for finding in found} == {rule}:
            sentences = [f.says.nl for f in found if f.weight is weight]
            if any(said in sentence for sentence in sentences):
                assert all(RULES[rule].nl in finding.says.nl for finding in found)
                assert all(RULES[rule].en in finding.says.en for finding in found)
                return
    pytest.fail(f"no damage that only {rule} finds, with '{said}'")


def test_every_rule_has_such_an_example() -> None:
    assert {rule for rule, *_ in CASES} | {"carrousel_history"} == set(RULES)


def test_a_goal_with_a_wrong_value_is_found_whichever_goal_it_is() -> None:
    for ronde, plan in d.a_goal_that_was_not_reached():
        assert [finding.rule for finding in check_timetable(ronde, plan)] == ["carrousel_goals"]


def test_history_that_was_rewritten_is_found() -> None:
    _, plan = everybody()
    later = replace(plan, held_until=1, meetings=plan.meetings[1:])
    assert [finding.rule for finding in check_history(plan, later)] == ["carrousel_history"]
    assert check_history(plan, replace(plan, held_until=3)) == ()


def test_what_was_not_held_is_no_history() -> None:
    _, plan = everybody()
    first = plan.meetings[0]
    gone = DayEvent(DayEventKind.LATE, first.aios, 1, 1)
    later = replace(plan, held_until=1, meetings=plan.meetings[1:], events=(gone,))
    assert check_history(plan, later) == ()
