"""The checker, which shares nothing with the engine, sees every way in which a result is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koppelronde.domain.facts import Excluded, Facts, Places, PossibleCouple
from koppelronde.domain.language import same
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.rules import Refusal
from matching.engine.solve import solve, to_matching
from matching.proof.check import check_matching
from tests.matching.engine.rounds import maastricht

FACTS = Facts(
    aios=("A1", "A2", "A3"),
    haos=(Places("H1", 1, "P1"), Places("H2", 2, "P1"), Places("H3", 1, "P2")),
    couples=(
        PossibleCouple("A1", "H1", 1, 2, listed_by_hao=False, travel_minutes=10, shared_days=3),
        PossibleCouple("A1", "H2", 2, 1),
        PossibleCouple("A2", "H2", 1, 3),
        PossibleCouple("A2", "H3", 2, 1),
        PossibleCouple("A3", "H3", 1, 1, listed_by_aios=False),
    ),
    excluded=(Excluded("A3", "H1", Refusal("relation", same("familie"))),),
    praktijk_places={"P1": 2},
)
RIGHT = to_matching(solve(FACTS, maastricht(), seed="x"), FACTS)
A1, A2, A3 = RIGHT.couples


def found(matching: Matching, facts: Facts = FACTS) -> list[str]:
    return [f.rule for f in check_matching(matching, facts, maastricht()).findings]


def test_the_round_of_this_file_is_right_and_without_a_finding() -> None:
    assert [(c.aios, c.hao) for c in RIGHT.couples] == [("A1", "H1"), ("A2", "H2"), ("A3", "H3")]
    assert found(RIGHT) == []


def test_nobody_is_coupled_twice() -> None:
    twice = replace(A1, hao="H2", rank_by_aios=2, rank_by_hao=1, listed_by_hao=True,
                    travel_minutes=None, shared_days=None)  # fmt: skip
    assert "one_place" in found(replace(RIGHT, couples=(A1, twice, A2, A3)))


@pytest.mark.parametrize(
    "changed",
    [
        {"rank_by_aios": 2}, {"rank_by_hao": 1}, {"listed_by_aios": False},
        {"listed_by_hao": True}, {"travel_minutes": 11}, {"shared_days": 4},
    ],
)  # fmt: skip
def test_every_figure_is_the_one_that_was_handed_in(changed: dict[str, object]) -> None:
    wrong = replace(A1, **changed)
    assert "as_handed_in" in found(replace(RIGHT, couples=(wrong, A2, A3)))


def test_no_more_than_the_places_of_a_trainer_and_of_a_practice() -> None:
    fewer = (Places("H1", 0, "P1"), *FACTS.haos[1:])
    assert "places" in found(RIGHT, replace(FACTS, haos=fewer))
    assert "praktijk_places" in found(RIGHT, replace(FACTS, praktijk_places={"P1": 1}))
    assert "praktijk_places" not in found(RIGHT, replace(FACTS, praktijk_places={"P1": 2, "P2": 1}))


def test_two_who_must_be_apart_are_not_at_one_practice() -> None:
    assert found(RIGHT, replace(FACTS, apart=(("A1", "A2"),))) == ["apart"]
    assert found(RIGHT, replace(FACTS, apart=(("A1", "A3"),))) == []
    assert found(RIGHT, replace(FACTS, apart=(("A9", "A8"),))) == []


def test_findings_stand_in_the_order_of_their_rule_and_of_who() -> None:
    two = replace(RIGHT, couples=tuple(replace(c, shared_days=99) for c in (A2, A1)), unplaced=())
    rules = [(f.rule, f.who) for f in check_matching(two, FACTS, maastricht()).findings]
    assert len(rules) > 2
    assert rules == sorted(rules)
