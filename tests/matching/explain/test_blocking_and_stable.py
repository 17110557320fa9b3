"""Blocking pairs by their definition, and the stable matching by its own theorems."""

from __future__ import annotations

from hypothesis import given, settings

from koppelronde.domain.ronde import Koppelronde
from matching.engine.solve import solve
from matching.explain.blocking import blocking_pairs, passed_over
from matching.explain.stable import stable_matching
from matching.goals.partners import Standing
from tests.matching.small_rounds import GOALS, all_results, facts_of, round_of, small_rounds


@settings(max_examples=80)
@given(ronde=small_rounds(4))
def test_no_pair_blocks_the_stable_matching(ronde: Koppelronde) -> None:
    facts = facts_of(ronde)
    pairs = stable_matching(facts, seed="z")
    assert pairs in set(all_results(facts))
    assert blocking_pairs(facts, pairs) == ()


@settings(max_examples=60)
@given(ronde=small_rounds(4))
def test_a_pair_blocks_when_both_would_be_strictly_better_off(ronde: Koppelronde) -> None:
    facts = facts_of(ronde)
    pairs = frozenset(solve(facts, GOALS, seed="z", kernels="light").pairs)
    partner = dict(pairs)
    ranks = {(c.aios, c.hao): c for c in facts.couples}
    if facts.praktijk_places or any(places.places > 1 for places in facts.haos):
        return
    of_hao = {hao: aios for aios, hao in pairs}
    expected = set()
    for (aios, hao), couple in ranks.items():
        mine, theirs = partner.get(aios), of_hao.get(hao)
        a_wants = mine is None or couple.rank_by_aios < ranks[aios, mine].rank_by_aios
        h_wants = theirs is None or couple.rank_by_hao < ranks[theirs, hao].rank_by_hao
        if a_wants and h_wants and (aios, hao) not in pairs:
            expected.add((aios, hao))
    assert {(b.aios, b.hao) for b in blocking_pairs(facts, pairs)} == expected


def test_every_aios_gets_the_best_of_all_stable_results() -> None:
    ronde = round_of(
        {"A1": "H1 H2 H3", "A2": "H2 H3 H1", "A3": "H3 H1 H2"},
        {"H1": "A2 A3 A1", "H2": "A3 A1 A2", "H3": "A1 A2 A3"},
    )
    facts = facts_of(ronde)
    stable = [pairs for pairs in all_results(facts) if not blocking_pairs(facts, pairs)]
    assert len(stable) == 3
    assert stable_matching(facts, seed="z") == {("A1", "H1"), ("A2", "H2"), ("A3", "H3")}


def test_a_placement_by_hand_names_whom_it_passes_over() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "A1 A2", "H2": "A1 A2"})
    facts = facts_of(ronde)
    by_hand = frozenset({("A2", "H1"), ("A1", "H2")})
    assert passed_over(facts, by_hand, ("A2", "H1")) == ("A1",)
    assert passed_over(facts, by_hand, ("A1", "H2")) == ("H1",)


def test_a_full_practice_leaves_its_free_trainer_out_of_it() -> None:
    ronde = round_of(
        {"A1": "H1 H2", "A2": "H2 H1"}, {"H1": "A1 A2", "H2": "A2 A1"},
        praktijk_of={"H1": "P", "H2": "P"}, praktijk_places={"P": 1},
    )  # fmt: skip
    facts = facts_of(ronde)
    pairs = frozenset({("A1", "H1")})
    assert Standing(facts, pairs).free_places("H2") == 0
    assert blocking_pairs(facts, pairs) == ()


def test_a_trainer_with_two_places_gains_by_whoever_beats_the_lesser_of_the_two() -> None:
    ronde = round_of(
        {"A1": "H1 H2", "A2": "H1 H2", "A3": "H1 H2"}, {"H1": "A1 A2 A3", "H2": "A1 A2 A3"},
        places={"H1": 2},
    )  # fmt: skip
    facts = facts_of(ronde)
    pairs = frozenset({("A1", "H1"), ("A3", "H1"), ("A2", "H2")})
    (found,) = blocking_pairs(facts, pairs)
    assert (found.aios, found.hao, found.hao_has) == ("A2", "H1", 3)
