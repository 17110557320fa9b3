"""What the solver chose is written down as it is: nobody's rank, list or place is exchanged."""

from __future__ import annotations

from dataclasses import replace

from koppelronde.domain.facts import Excluded, Facts, Places, PossibleCouple
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.rules import Refusal
from matching.engine.goal_values import prepared_values
from matching.engine.solve import solve, to_matching
from matching.engine.stages import prepare
from matching.goals.policy import stage_text, stages_for
from matching.proof.certificate import sealed_input
from matching.proof.recount import goal_values
from matching.proof.selfcheck import GOALS, SEED, selfcheck_facts

BASE = selfcheck_facts()
FACTS = replace(
    BASE,
    couples=tuple(couple._replace(listed_by_hao=False) for couple in BASE.couples),
    haos=tuple(
        Places(place.hao, 3 if place.hao == "H24" else place.places, "", place.waiting_days)
        for place in BASE.haos
    ),
    locked=(("A23", "H24"),),
)
"""The round of the self-check; A23 and H24 never met and were coupled by hand."""

SOLUTION = solve(FACTS, GOALS, seed=SEED, kernels="light")
MATCHING = to_matching(SOLUTION, FACTS)


def test_every_couple_keeps_its_own_ranks_and_lists() -> None:
    known = {(couple.aios, couple.hao): couple for couple in FACTS.couples}
    told_apart = 0
    for made in MATCHING.couples:
        if (made.aios, made.hao) == ("A23", "H24"):
            assert (made.rank_by_aios, made.rank_by_hao, made.locked) == (None, None, True)
            assert not made.listed_by_aios
            continue
        fact = known[made.aios, made.hao]
        assert (made.rank_by_aios, made.rank_by_hao) == (fact.rank_by_aios, fact.rank_by_hao)
        assert (made.listed_by_aios, made.listed_by_hao, made.locked) == (True, False, False)
        told_apart += fact.rank_by_aios != fact.rank_by_hao
    assert told_apart > 3


def test_couples_free_places_and_people_are_in_the_order_of_their_codes() -> None:
    pairs = [(made.aios, made.hao) for made in MATCHING.couples]
    assert pairs == sorted(pairs)
    assert [c[:2] for c in SOLUTION.couples] == sorted(c[:2] for c in SOLUTION.couples)
    assert len(SOLUTION.always) > 5
    assert list(SOLUTION.always) == sorted(SOLUTION.always)
    assert list(MATCHING.unplaced) == sorted(MATCHING.unplaced)
    used = [hao for _, hao in pairs]
    left = [
        (p.hao, p.places - used.count(p.hao)) for p in FACTS.haos if p.places > used.count(p.hao)
    ]
    assert MATCHING.open_haos == tuple(sorted(left))
    assert ("H24", 3 - used.count("H24")) in left
    assert used.count("H24") >= 1


def test_a_couple_made_by_hand_counts_as_placed() -> None:
    placed = {stage.name: stage.value for stage in SOLUTION.stages}["placed"]
    assert placed == len(MATCHING.couples)
    pairs = frozenset((made.aios, made.hao) for made in MATCHING.couples)
    again = prepared_values(prepare(FACTS, GOALS), pairs)
    assert [s.value for s in again] == [s.value for s in SOLUTION.stages]


def test_a_stage_is_called_by_its_unit_too() -> None:
    (stage,) = [s for s in stages_for(GOALS, FACTS) if s.name == "placed"]
    said = stage_text(stage)
    assert said.nl == f"{stage.says.nl} ({stage.unit.nl})"
    assert said.en.endswith(")")


def test_every_goal_of_a_small_result_is_what_one_counts_by_hand() -> None:
    facts = Facts(
        aios=("A1", "A2", "A3", "A4"),
        haos=(Places("H1", 1, "", 10), Places("H2", 1, "", 200), Places("H3", 2, "", 3000)),
        couples=(
            PossibleCouple("A1", "H1", 1, 4, travel_minutes=None, shared_days=2),
            PossibleCouple("A2", "H2", 3, 1, travel_minutes=70, shared_days=3),
            PossibleCouple("A3", "H3", 2, 2, travel_minutes=30, shared_days=None),
            PossibleCouple("A4", "H3", 7, 6, travel_minutes=90, shared_days=4),
        ),
    )
    made = (("A1", "H1"), ("A2", "H2"), ("A3", "H3"))
    by_hand = {
        "placed": 3, "both_within:2": 1, "worst_ranks:7": 0, "worst_ranks:6": 0, "worst_ranks:5": 0,
        "worst_ranks:4": 1, "worst_ranks:3": 1, "own_worst_rank:7": 0, "own_worst_rank:6": 0,
        "own_worst_rank:5": 0, "own_worst_rank:4": 0,
        "own_worst_rank:3": 1, "own_worst_rank:2": 1, "rank_sum": 13, "evenness": 9 + 4 + 0,
        "over_travel_limit:20": 2, "travel_sum": 90 + 70 + 30, "shared_days": 5,
        "waiting": 3210, "fewest_moved": 1,
    }  # fmt: skip
    goals = tuple(
        GoalChoice(name=name, source="met de hand", parameters=parameters)
        for name, parameters in (
            ("placed", {}), ("both_within", {"rank": 2}), ("worst_ranks", {"from": 3}),
            ("own_worst_rank", {}), ("rank_sum", {}), ("evenness", {}),
            ("over_travel_limit", {"minutes": 20}), ("travel_sum", {}), ("shared_days", {}),
            ("waiting", {}), ("fewest_moved", {}),
        )
    )  # fmt: skip
    keep = frozenset({("A3", "H3"), ("A4", "H3")})
    matching = Matching(
        couples=tuple(
            MatchedCouple(aios=a, hao=h, rank_by_aios=None, rank_by_hao=None) for a, h in made
        ),
        unplaced=("A4",),
        open_haos=(("H3", 1),),
        stages=(),
    )
    assert dict(goal_values(matching, facts, goals, keep)) == by_hand
    stages = prepared_values(prepare(facts, goals, keep), frozenset(made))
    assert {stage.name: stage.value for stage in stages} == by_hand
    few = (GoalChoice(name="worst_ranks", source="met de hand", parameters={"from": 3, "to": 4}),)
    assert dict(goal_values(matching, facts, few)) == {"worst_ranks:4": 1, "worst_ranks:3": 1}


def test_the_sealed_input_is_written_in_the_order_of_the_codes() -> None:
    mixed = replace(
        FACTS,
        aios=tuple(reversed(FACTS.aios)),
        haos=tuple(reversed(FACTS.haos)),
        couples=tuple(reversed(FACTS.couples)),
        praktijk_places={"P2": 3, "P1": 1},
        locked=(("A23", "H23"), ("A11", "H13"), ("A24", "H11")),
        excluded=tuple(
            Excluded(aios, "H11", Refusal("veto", Text("", ""))) for aios in ("A33", "A31")
        ),
    )
    given = sealed_input(mixed, GOALS, salt="zout")
    assert given["aios"] == sorted(FACTS.aios)
    assert given["praktijk"] == {place.hao: "praktijk " for place in FACTS.haos}
    places = {f"hao {place.hao}": place.places for place in FACTS.haos}
    rooms = {"praktijk ": len(FACTS.aios), "praktijk P1": 1, "praktijk P2": 3}
    assert given["places"] == places | rooms
    pairs = [[couple.aios, couple.hao] for couple in FACTS.couples]
    assert [row[:2] for row in given["couples"]] == sorted([*pairs, ["A24", "H11"]])
    rows = {(aios, hao): row for aios, hao, *row in given["couples"]}
    assert rows["A11", "H11"] == [3, 1, 50, 3, 200, 1, 0]
    assert rows["A24", "H11"] == [0] * 7  # agreed by hand by people who never met
    assert given["salt"] == "zout"
    assert given["locked"] == [["A11", "H13"], ["A23", "H23"], ["A24", "H11"]]
    assert given["excluded"] == [["A31", "H11", "veto"], ["A33", "H11", "veto"]]
