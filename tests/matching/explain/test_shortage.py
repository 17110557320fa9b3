"""Who is left over is told as a shortage that anybody can count."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from koppelronde.domain.ronde import Koppelronde
from matching.engine.solve import solve
from matching.explain.matching_shortage import shortage_for_person, shortage_said, shortages
from tests.matching.small_rounds import GOALS, all_results, facts_of, goal, round_of, small_rounds


@settings(max_examples=120)
@given(ronde=small_rounds(4))
def test_the_group_together_fits_only_there_and_there_are_too_few_places(
    ronde: Koppelronde,
) -> None:
    facts = facts_of(ronde)
    pairs = frozenset(solve(facts, GOALS, seed="z", kernels="light").pairs)
    placed = {aios for aios, _hao in pairs}
    found = shortages(facts, pairs)
    left_over = [code for shortage in found for code in shortage.unplaced]
    assert sorted(left_over) == [code for code in facts.aios if code not in placed]
    for shortage in found:
        assert shortage.proven, "placing most people comes first here"
        wanted = {c.hao for c in facts.couples if c.aios in shortage.aios}
        assert wanted == set(shortage.haos), "nobody of the group can go anywhere else"
        assert len(shortage.aios) == shortage.places + len(shortage.unplaced)
        together = max(
            len({aios for aios, _hao in result} & set(shortage.aios))
            for result in all_results(facts)
        )
        assert together == shortage.places, "no choice places more of them"


def test_four_people_for_three_places_is_said_in_one_sentence() -> None:
    ronde = round_of(
        {"A1": "H1", "A2": "H1 H2", "A3": "H2 H3", "A4": "H3 H1", "A5": "H4"},
        {"H1": "A1 A2 A4", "H2": "A2 A3", "H3": "A3 A4", "H4": "A5"},
    )
    facts = facts_of(ronde)
    pairs = frozenset(solve(facts, GOALS, seed="z", kernels="light").pairs)
    (shortage,) = shortages(facts, pairs)
    assert shortage.aios == ("A1", "A2", "A3", "A4")
    said = shortage_said(shortage)
    who = shortage.unplaced[0]
    assert said.nl == (
        f"{who} is niet geplaatst: deze 4 AIOS kunnen samen alleen bij 3 HAO's terecht "
        "(3 plaatsen): A1, A2, A3 en A4 bij H1, H2 en H3."
    )
    assert (
        shortage_for_person(shortage).nl == "voor jou en 3 anderen samen waren er maar 3 plaatsen"
    )


def test_a_place_promised_by_hand_is_no_place_for_the_others() -> None:
    ronde = round_of({"A1": "H1", "A2": "H1"}, {"H1": "A1 A2"})
    facts = facts_of(ronde)
    facts = replace(facts, locked=(("A1", "H1"),))
    (shortage,) = shortages(facts, frozenset({("A1", "H1")}))
    assert (shortage.aios, shortage.haos, shortage.places) == (("A2",), ("H1",), 0)


def test_nobody_possible_is_said_as_such() -> None:
    ronde = round_of({"A1": ""}, {"H1": ""})
    (shortage,) = shortages(facts_of(ronde), frozenset())
    assert "geen enkele HAO" in shortage_said(shortage).nl


def test_a_free_place_that_another_goal_kept_shut_is_no_shortage() -> None:
    ronde = round_of({"A1": "H1"}, {"H1": "A1"})
    facts = facts_of(ronde)
    assert solve(facts, (goal("placed"),), seed="", kernels="light").unplaced == ()
    (shortage,) = shortages(facts, frozenset())
    assert not shortage.proven
    assert "eerder doel" in shortage_said(shortage).nl
