"""The optimum of every stage beside an integer program that is written from the sentences.

Larger rounds than enumeration reaches, and a solver (HiGHS, by scipy) that shares nothing with
the kernels: one row per AIOS, HAO and practice; each optimum becomes an equality for the next.
"""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from koppelronde.facts import Facts, PossibleCouple
from koppelronde.procedure import GoalChoice
from matching.engine import solve
from tests.matching.engine.rounds import ORDERS, counted, random_facts


def by_mip(facts: Facts, goals: tuple[GoalChoice, ...]) -> list[int]:
    """The best vector of values, the larger the better."""

    def worth(couple: PossibleCouple) -> list[int]:
        return counted(facts, goals, [couple])

    praktijk = {places.hao: places.praktijk for places in facts.haos}
    rows = [[c.aios == code for c in facts.couples] for code in facts.aios]
    rows += [[c.hao == places.hao for c in facts.couples] for places in facts.haos]
    rows += [[praktijk[c.hao] == code for c in facts.couples] for code in facts.praktijk_places]
    most = [1] * len(facts.aios) + [places.places for places in facts.haos]
    most += facts.praktijk_places.values()
    least = [0] * len(most)
    found = []
    for stage in np.array([worth(couple) for couple in facts.couples]).T:
        limits = LinearConstraint(np.array(rows, float), least, most)
        best = milp(
            -stage, constraints=limits, integrality=np.ones(len(stage)), bounds=Bounds(0, 1)
        )
        assert best.status == 0
        found.append(round(-best.fun))
        rows, least, most = [*rows, [*stage]], [*least, found[-1]], [*most, found[-1]]
    return found


@pytest.mark.parametrize("seed", range(30))
def test_every_stage_has_the_value_that_an_integer_program_finds(seed: int) -> None:
    rng = Random(f"mip {seed}")
    facts = random_facts(rng, rng.randint(5, 14), rng.randint(5, 14), dense=0.5, worst=6)
    goals = ORDERS[seed % len(ORDERS)]
    solution = solve(facts, goals, seed="lot", kernels="both")
    mine = [stage.value if stage.most else -stage.value for stage in solution.stages]
    assert mine == by_mip(facts, goals)
