"""Ties and names left off are read as the procedure says, and the engine follows each reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random

import pytest

from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.lists import LeftOffReading, Scale, TieReading, Voorkeurslijst
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.engine.solve import solve
from tests.matching.engine.rounds import by_enumeration, maastricht

READINGS = [*product(TieReading, (LeftOffReading.NEXT_RANK, LeftOffReading.IMPOSSIBLE))]


def a_round(rng: Random, ties: TieReading, left_off: LeftOffReading) -> Koppelronde:
    """Everybody met everybody; lists have ties and gaps, HAOs give marks."""
    aios, haos = [f"A{n}" for n in range(5)], [f"H{n}" for n in range(5)]

    def listing(owner: str, side: Side, partners: list[str], scale: Scale) -> Voorkeurslijst:
        named = rng.sample(partners, rng.randint(1, len(partners)))
        numbers = range(1, 5) if scale is Scale.RANKS else range(5, 10)
        return Voorkeurslijst(
            owner, side, tuple((p, Decimal(rng.choice(numbers))) for p in named), scale
        )

    return Koppelronde(
        name="lijsten",
        procedure=replace(load_procedure("maastricht"), ties=ties, left_off=left_off),
        aios=tuple(Aios(code=code) for code in aios),
        haos=tuple(Hao(code=code) for code in haos),
        lists_aios=tuple(listing(code, Side.AIOS, haos, Scale.RANKS) for code in aios),
        lists_hao=tuple(listing(code, Side.HAO, aios, Scale.MARKS) for code in haos),
        met_before=tuple(product(aios, haos)),
    )


@pytest.mark.parametrize(("ties", "left_off"), READINGS)
def test_every_reading_gives_what_enumeration_gives(
    ties: TieReading, left_off: LeftOffReading
) -> None:
    for seed in range(8):
        facts = couple_facts(a_round(Random(seed), ties, left_off))
        values, people = by_enumeration(facts, maastricht(), "lot")
        solution = solve(facts, maastricht(), seed="lot", kernels="both")
        assert solution.pairs == people
        assert [s.value if s.most else -s.value for s in solution.stages] == values


def test_the_readings_are_really_different() -> None:
    results = [
        [
            solve(couple_facts(a_round(Random(seed), *reading)), maastricht(), seed="lot",
                  kernels="light").pairs
            for seed in range(12)
        ]
        for reading in READINGS
    ]  # fmt: skip
    assert all(one != other for n, one in enumerate(results) for other in results[:n])


def test_a_short_list_pays_only_where_left_off_means_impossible() -> None:
    """One AIOS hands in its first name only, and nobody else changes anything."""
    gained = dict.fromkeys(LeftOffReading, 0)
    for reading, seed in product(LeftOffReading, range(25)):
        full = _complete(Random(seed), reading)
        first = full.lists_aios[0].entries[0]
        short = replace(
            full,
            lists_aios=(replace(full.lists_aios[0], entries=(first,)), *full.lists_aios[1:]),
        )
        before, after = (_first_choice(couple_facts(ronde)) for ronde in (full, short))
        gained[reading] += after - before
    assert gained[LeftOffReading.IMPOSSIBLE] > 5
    assert gained[LeftOffReading.NEXT_RANK] <= 0


def _complete(rng: Random, left_off: LeftOffReading) -> Koppelronde:
    aios, haos = [f"A{n}" for n in range(6)], [f"H{n}" for n in range(6)]

    def listing(owner: str, side: Side, partners: list[str]) -> Voorkeurslijst:
        ordered = rng.sample(partners, len(partners))
        return Voorkeurslijst(owner, side, tuple((p, Decimal(n)) for n, p in enumerate(ordered, 1)))

    return replace(
        a_round(rng, TieReading.COMPETITION, left_off),
        aios=tuple(Aios(code=code) for code in aios),
        haos=tuple(Hao(code=code) for code in haos),
        lists_aios=tuple(listing(code, Side.AIOS, haos) for code in aios),
        lists_hao=tuple(listing(code, Side.HAO, aios) for code in haos),
        met_before=tuple(product(aios, haos)),
    )


def _first_choice(facts: Facts) -> bool:
    solution = solve(facts, maastricht(), seed="lot", kernels="light")
    return any(c.aios == "A0" and c.rank_by_aios == 1 for c in solution.couples)
