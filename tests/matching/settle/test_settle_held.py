"""Once people were told, settling something by hand moves nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.lists import VetoGround
from matching.settle.held import hold_the_rest
from matching.settle.settle import dissolve_by_hand, place_by_hand
from tests.matching.settle.test_settle import AIOS, HAOS, after_matching

NAMES = ("J. Bos", "P. Wit")


def test_who_lost_a_trainer_is_not_placed_by_the_program_and_nobody_moves() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2", "A3": "H3"})
    held = hold_the_rest(replace(ronde, withdrawn=("H3",)), matching)
    assert set(held.solution.pairs) == {("A1", "H1"), ("A2", "H2")}
    assert [(move.who, move.before, move.after) for move in held.moves] == [("A3", ("H3",), ())]


def test_a_placement_by_hand_moves_only_whom_it_names() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"})
    made = place_by_hand(
        ronde, matching, aios="A3", hao="H1", reason="enige die past", decided_by=NAMES,
        moving=(("A1", "H4"),),
    )  # fmt: skip
    after = replace(ronde, agreements=tuple(sorted(made.agreements)))
    held = hold_the_rest(after, matching)
    assert set(held.solution.pairs) == {("A1", "H4"), ("A2", "H2"), ("A3", "H1")}


def test_a_move_to_a_full_trainer_is_refused() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"})
    with pytest.raises(OutOfOrder, match="too many"):
        place_by_hand(
            ronde, matching, aios="A3", hao="H1", reason="x", decided_by=NAMES,
            moving=(("A1", "H2"),),
        )  # fmt: skip


def test_a_late_veto_needs_a_recognised_ground_a_reason_and_two_names() -> None:
    ronde, matching = after_matching(AIOS, HAOS, {"A1": "H1", "A2": "H2"})
    ask = {"aios": "A1", "hao": "H1", "ground": VetoGround.RELATION, "reason": "eigen huisarts"}
    out = dissolve_by_hand(ronde, matching, decided_by=NAMES, **ask)  # type: ignore[arg-type]
    assert out.reason == "veto: persoonlijke relatie; eigen huisarts"
    held = hold_the_rest(replace(ronde, agreements=(out,)), matching)
    assert set(held.solution.pairs) == {("A2", "H2")}
    for wrong in ({"reason": " "}, {"decided_by": ("J. Bos", "j. bos")}):
        with pytest.raises(WrongUse):
            dissolve_by_hand(ronde, matching, **{"decided_by": NAMES, **ask, **wrong})  # type: ignore[arg-type]
