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
from carrousel.visits.moments import Moment
from carrousel.visits.visit_options import Fixed, Option, VisitQuestion
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import Weekday
from tests.carrousel.visits.visit_rounds import practice, rounds, small_round


def chosen_by_chance(question: VisitQuestion, seed: int, most: int) -> tuple[int, ...]:
    chance = random.Random(seed)
    number = min(most, len(question.options))
    return tuple(sorted(chance.sample(range(len(question.options)), number)))


def every_plan(question: VisitQuestion, chosen: tuple[int, ...]) -> Iterator[dict[int, int]]:
    """All ways to give these visits moments, rule by rule from the question."""
    options, of = question.options, question.moments
    fixed = {f.option for f in question.fixed}
    for moments in product(*(options[o].moments for o in chosen)):
        placed = [
            (o, options[o], of[options[o].praktijk][m])
            for o, m in zip(chosen, moments, strict=True)
        ]
        if _days_hold(question, placed, fixed) and _practices_hold(question, placed, fixed):
            yield dict(zip(chosen, moments, strict=True))


Placed = list[tuple[int, Option, Moment]]


def _days_hold(question: VisitQuestion, placed: Placed, fixed: set[int]) -> bool:
    for place, (o, one, first) in enumerate(placed):
        mine = [(q, m) for q, other, m in placed if (other.aios, m.day) == (one.aios, first.day)]
        if len(mine) > max(question.day_most, sum(q in fixed for q, _ in mine)):
            return False
        for q, other, second in placed[:place]:
            gap = question.between[one.praktijk][other.praktijk] + question.buffer_minutes
            if (
                (other.aios, second.day) == (one.aios, first.day)
                and not {o, q} <= fixed
                and first.starts < second.stops + gap
                and second.starts < first.stops + gap
            ):
                return False
    return True


def _practices_hold(question: VisitQuestion, placed: Placed, fixed: set[int]) -> bool:
    for _, one, first in placed:
        at_once = [
            q
            for q, other, m in placed
            if other.praktijk == one.praktijk and m.begin <= first.begin < m.end
        ]
        if len(at_once) > max(question.together, sum(q in fixed for q in at_once)):
            return False
    return True


def with_appointments(question: VisitQuestion, seed: int, number: int) -> VisitQuestion:
    """Some options agreed at one of their moments, whatever else is agreed."""
    chance = random.Random(seed)
    options = list(question.options)
    agreed = []
    for o in chance.sample(range(len(options)), min(number, len(options))):
        option = options[o]
        m = chance.choice(option.moments)
        options[o] = replace(option, moments=(m,))
        moment = question.moments[option.praktijk][m]
        visit = Visit(question.aios[option.aios], question.praktijken[option.praktijk],
                      moment.begin, moment.end, VisitStatus.AGREED)  # fmt: skip
        agreed.append(Fixed(o, m, visit))
    return replace(question, options=tuple(options), fixed=tuple(agreed))


@settings(max_examples=80)
@given(
    rounds(people=4, places=4),
    st.integers(0, 9999),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([1, 1, 2]),
    st.sampled_from([0, 0, 1, 2, 3]),
)
def test_no_other_moments_of_these_visits_cost_less(
    ronde: Koppelronde, seed: int, day_most: int, together: int, appointments: int
) -> None:
    asked = visit_question(ronde)
    question = with_appointments(
        replace(
            asked,
            day_most=day_most,
            together=together,
            days_off=tuple(frozenset({Weekday(seed % 2)}) for _ in asked.aios),
        ),
        seed,
        appointments,
    )
    agreed = {f.option for f in question.fixed}
    chosen = tuple(sorted({*chosen_by_chance(question, seed, 5 - len(agreed)), *agreed}))
    many = DayBlocks(question, chosen)
    costs = [plan_cost(many, at) for at in every_plan(question, chosen)]
    found = best_days(many, Budget(10))
    if not costs:
        assert isinstance(found, Conflict)
        core = set(found.options)
        assert core <= set(chosen) - agreed
        assert not any(every_plan(question, tuple(sorted(core | agreed))))
        for o in core:
            assert any(every_plan(question, tuple(sorted((core | agreed) - {o}))))
        return
    assert isinstance(found, Days)
    assert found.cost == found.bound == min(costs)
    assert plan_cost(many, found.at) == found.cost
    assert dict(found.at) in list(every_plan(question, chosen))
    off, travel, days, absent = (reached.value for reached in found.reached(question))
    factors = many.factors
    assert off * factors.off + travel * factors.minute + days * factors.day + absent == found.cost


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


def test_an_appointment_of_somebody_else_makes_a_conflict_of_one_visit() -> None:
    # A1 cannot see P1 and P3 on one morning, but A2 stands at P3 anyhow.
    once = tuple(practice(f"P{n}", "ma 09:00-10:00", cap=1) for n in (1, 3))
    question = visit_question(small_round({"A1": "P1 P3", "A2": "P3"}, once))
    at = {
        (question.aios[option.aios], question.praktijken[option.praktijk]): o
        for o, option in enumerate(question.options)
    }
    agreed = at["A2", "P3"]
    moment = question.moments[question.options[agreed].praktijk][0]
    visit = Visit("A2", "P3", moment.begin, moment.end, VisitStatus.AGREED)
    question = replace(question, fixed=(Fixed(agreed, 0, visit),))
    found = best_days(DayBlocks(question, [at["A1", "P1"], at["A1", "P3"], agreed]), Budget(5))
    assert found == Conflict((at["A1", "P3"],))
