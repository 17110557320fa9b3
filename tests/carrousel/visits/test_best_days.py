"""Days and moments: nothing cheaper exists, and a conflict is as small as it can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.visits.days import best_days as days_of
from carrousel.visits.days.best_days import Conflict, Days, best_days, plan_cost
from carrousel.visits.days.blocks import DayBlocks
from carrousel.visits.days.moment_model import Budget
from carrousel.visits.days.partitions import partitions
from carrousel.visits.model_input import visit_question
from carrousel.visits.options import VisitQuestion
from koppelronde.domain.ronde import Koppelronde
from tests.carrousel.visits.visit_rounds import practice, rounds, small_round


def chosen_by_chance(question: VisitQuestion, seed: int, most: int) -> tuple[int, ...]:
    chance = random.Random(seed)
    number = min(most, len(question.options))
    return tuple(sorted(chance.sample(range(len(question.options)), number)))


def every_plan(question: VisitQuestion, chosen: tuple[int, ...]) -> Iterator[dict[int, int]]:
    """All ways to give these visits moments, rule by rule from the question."""
    options, of = question.options, question.moments
    for moments in product(*(options[o].moments for o in chosen)):
        at = dict(zip(chosen, moments, strict=True))
        placed = [(options[o], of[options[o].praktijk][m]) for o, m in at.items()]
        days = [(option.aios, moment.day) for option, moment in placed]
        if any(days.count(day) > question.day_most for day in days):
            continue
        if all(
            not (one.praktijk == other.praktijk and first.begin < second.end
                 and second.begin < first.end)
            and not (one.aios == other.aios and first.day == second.day
                     and first.starts < second.stops + gap and second.starts < first.stops + gap)
            for i, (one, first) in enumerate(placed)
            for other, second in placed[:i]
            for gap in (question.between[one.praktijk][other.praktijk] + question.buffer_minutes,)
        ):  # fmt: skip
            yield at


@settings(max_examples=60)
@given(rounds(people=4, places=4), st.integers(0, 9999), st.sampled_from([1, 2, 3]))
def test_no_other_moments_of_these_visits_cost_less(
    ronde: Koppelronde, seed: int, day_most: int
) -> None:
    question = replace(visit_question(ronde), day_most=day_most)
    chosen = chosen_by_chance(question, seed, 5)
    many = DayBlocks(question, chosen)
    costs = [plan_cost(many, at) for at in every_plan(question, chosen)]
    found = best_days(many, Budget(10))
    if not costs:
        assert isinstance(found, Conflict)
        assert set(found.options) <= set(chosen)
        assert not any(every_plan(question, tuple(found.options)))
        for o in found.options:
            assert any(every_plan(question, tuple(q for q in found.options if q != o)))
        return
    assert isinstance(found, Days)
    assert found.cost == found.bound == min(costs)
    assert plan_cost(many, found.at) == found.cost
    assert dict(found.at) in list(every_plan(question, chosen))


@settings(max_examples=40)
@given(rounds(people=4, places=4), st.integers(0, 9999))
def test_circles_solve_what_ejection_chains_cannot(ronde: Koppelronde, seed: int) -> None:
    question = visit_question(ronde)
    chosen = chosen_by_chance(question, seed, 6)
    many = DayBlocks(question, chosen)
    costs = [plan_cost(many, at) for at in every_plan(question, chosen)]
    with pytest.MonkeyPatch.context() as patched:
        # Nobody ever throws anybody out, so whoever comes late starts a circle.
        patched.setattr("carrousel.visits.days.placing.PATIENCE", 0)
        found = best_days(many, Budget(10))
    if isinstance(found, Days):
        assert found.cost == found.bound == min(costs)
    else:
        assert isinstance(found, Conflict)
        assert not costs


def test_partitions_come_cheapest_first_and_each_once() -> None:
    wide = tuple(practice(f"P{n}", "ma 09:00-17:00", "wo 09:00-12:00") for n in range(1, 5))
    travel = {("A1", f"P{n}"): 10 * n for n in range(1, 5)} | {
        (f"P{n}", f"P{m}"): 5 * (m - n) for n in range(1, 5) for m in range(n + 1, 5)
    }
    ronde = small_round({"A1": "P1 P2 P3 P4"}, wide, minimum=4, weeks=2, travel=travel)
    question = visit_question(ronde)
    many = DayBlocks(question, range(len(question.options)))
    ways = list(partitions(many, 0))
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)
    # Four visits alone or in pairs: 1 + 6 + 3 ways; five days hold them all.
    assert len({frozenset(block.options for block in way.blocks) for way in ways}) == 10
    assert all(len(set(way.days)) == len(way.blocks) for way in ways)


def test_when_time_is_up_there_are_days_with_an_honest_bound() -> None:
    # Three want the same two mornings at two practices; ejection chains alone do not get there.
    ronde = small_round(
        {f"A{n}": "P1 P2" for n in range(1, 4)},
        (practice("P1", "ma 09:00-12:00", "di 09:00-10:00"), practice("P2", "ma 09:00-12:00")),
        minimum=2,
    )
    question = visit_question(ronde)
    many = DayBlocks(question, range(len(question.options)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("carrousel.visits.days.placing.PATIENCE", 0)
        patched.setattr(days_of._Circle, "_least", lambda *_of: None)
        found = best_days(many, Budget(1))
    exact = best_days(many, Budget(10))
    if isinstance(found, Days):
        assert isinstance(exact, Days)
        assert found.bound <= exact.cost <= found.cost
    else:
        assert isinstance(exact, Conflict)
