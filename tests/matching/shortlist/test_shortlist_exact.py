"""The shortlist is the best of all, by two solvers that share nothing with it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.fiction.round import fictional_round
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Shortlist
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.check.judge import check_shortlist
from matching.shortlist.shortlist import plan_shortlist
from tests.matching.shortlist.exact import best_by_enumeration, stages_by_mip
from tests.matching.shortlist.rounds import GOALS, MADE_AT, goal, procedure, round_before

T = TypeVar("T")


def planned(ronde: Koppelronde, seed: str = "lot") -> Shortlist:
    return plan_shortlist(ronde, seed=seed, version=1, made_at=MADE_AT)


def pairs(shortlist: Shortlist) -> list[tuple[str, str]]:
    return [(couple.aios, couple.hao) for couple in shortlist.interviews]


@st.composite
def small_rounds(draw: st.DrawFn) -> Koppelronde:
    aios = [f"A{n}" for n in range(1, draw(st.integers(2, 4)) + 1)]
    haos = [f"H{n}" for n in range(1, draw(st.integers(2, 5 if len(aios) < 4 else 4)) + 1)]
    lists = {}
    for code in aios:
        order = draw(st.permutations(haos))[: draw(st.integers(0, len(haos)))]
        marks = [draw(st.sampled_from([" ", " ", " ", "="])) for _ in order]
        lists[code] = "".join(m + h for m, h in zip([" ", *marks[1:]], order, strict=False))
    return round_before(
        lists,
        haos,
        years={code: draw(st.sampled_from([1, 1, 3])) for code in aios},
        supervises={code: draw(st.sampled_from([(1, 3), (1, 3), (1,), (3,)])) for code in haos},
        places={code: draw(st.sampled_from([1, 1, 1, 2])) for code in haos},
        praktijk_of={haos[0]: "P", haos[1]: "P"},
        praktijk_places={"P": draw(st.integers(1, 4))},
        vetoes=draw(st.lists(st.tuples(st.sampled_from(aios), st.sampled_from(haos)),
                             max_size=2, unique=True)),
        waiting={code: draw(st.sampled_from([10, 200, 400])) for code in haos},
    )  # fmt: skip


@settings(max_examples=120)
@given(small_rounds(), st.sampled_from(["lot", "ander lot"]))
def test_it_is_the_very_one_that_enumeration_finds(ronde: Koppelronde, seed: str) -> None:
    best = best_by_enumeration(ronde, seed)
    if best is None:
        with pytest.raises(NoPlanExists):
            planned(ronde, seed)
        return
    shortlist = planned(ronde, seed)
    assert pairs(shortlist) == sorted(best)
    assert not [f for f in check_shortlist(ronde, shortlist) if f.rule != "even_candidates"]


@pytest.mark.parametrize(("aios", "haos", "seed"), [(7, 9, "b"), (8, 9, "p")])
def test_every_stage_is_the_optimum_of_a_mip(aios: int, haos: int, seed: str) -> None:
    goals = (GOALS[0], goal("worst_ranks", from_=5), *GOALS[2:])
    ronde = fictional_round(procedure(4, goals), aios=aios, haos=haos, praktijken=haos, seed=seed)
    shortlist = planned(ronde)
    values = stages_by_mip(ronde, worst_from=5)
    assert values is not None
    found = [-s.value if s.most else s.value for s in shortlist.stages[1:]]
    nobody_there = len(values) - len(found)
    assert values[1 : 1 + nobody_there] == [0] * nobody_there
    assert [values[0], *values[1 + nobody_there :]] == found


@settings(max_examples=25)
@given(small_rounds(), st.randoms(use_true_random=False))
def test_row_order_changes_nothing(ronde: Koppelronde, dice: Random) -> None:
    def shuffled(rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(dice.sample(rows, len(rows)))

    other = replace(
        ronde,
        aios=shuffled(ronde.aios), haos=shuffled(ronde.haos), praktijken=shuffled(ronde.praktijken),
        lists_before=shuffled(ronde.lists_before), vetoes=shuffled(ronde.vetoes),
    )  # fmt: skip
    assert outcome(other) == outcome(ronde)


def outcome(ronde: Koppelronde) -> Shortlist | tuple[Text, ...]:
    try:
        return planned(ronde)
    except NoPlanExists as error:
        return error.reasons
