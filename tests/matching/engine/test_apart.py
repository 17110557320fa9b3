"""Two AIOS who may not come to the same practice: no flow any more, the same answer."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.facts import Facts
from koppelronde.domain.outcomes.outcome import MatchedCouple
from matching.engine.solve import solve, to_matching
from matching.proof.certificate import result_file
from matching.proof.check import check_matching
from tests.matching.engine.rounds import ORDERS, by_enumeration, cohort, maastricht, random_facts


def with_apart(seed: int) -> Facts:
    """A small round in which the first two AIOS must be kept apart."""
    facts = random_facts(Random(seed), 4, 4, dense=0.9, worst=3)
    return replace(facts, apart=(("A00", "A01"), ("A01", "A03")))


def test_people_kept_apart_get_what_enumeration_gives() -> None:
    changed = 0
    for seed in range(14):
        facts, goals = with_apart(seed), ORDERS[seed % len(ORDERS)]
        values, people = by_enumeration(facts, goals, "lot")
        solution = solve(facts, goals, seed="lot")
        assert solution.kernels == ("mip",)
        assert solution.pairs == people
        assert [s.value if s.most else -s.value for s in solution.stages] == values
        checked = check_matching(to_matching(solution, facts), facts, goals)
        assert checked.findings == ()
        changed += solution.pairs != solve(replace(facts, apart=()), goals, seed="lot").pairs
    assert changed


def test_the_integer_program_agrees_with_the_flow_where_there_is_nothing_to_keep_apart() -> None:
    facts = replace(cohort(12, 4), apart=(("A00000", "A00001"),))
    free = solve(replace(facts, apart=()), maastricht(), seed="lot")
    assert solve(facts, maastricht(), seed="lot").pairs == free.pairs


def test_the_checker_sees_two_who_should_have_been_kept_apart() -> None:
    facts = with_apart(1)
    together = replace(
        to_matching(solve(facts, maastricht(), seed="lot"), facts),
        couples=(MatchedCouple("A00", "H00", 1, 1), MatchedCouple("A01", "H00", 1, 1)),
    )
    assert "apart" in {f.rule for f in check_matching(together, facts, maastricht()).findings}


def test_people_fixed_together_who_must_be_apart_have_no_plan_and_a_mip_no_certificate() -> None:
    facts = with_apart(2)
    roomy = replace(facts, haos=tuple(p._replace(places=3) for p in facts.haos), praktijk_places={})
    locked = replace(roomy, locked=(("A00", "H00"), ("A01", "H00")))
    with pytest.raises(NoPlanExists):
        solve(locked, maastricht(), seed="lot")
    with pytest.raises(ValueError, match="certificate"):
        result_file(roomy, solve(roomy, maastricht(), seed="lot"))
