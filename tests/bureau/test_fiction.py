"""A fictional round is complete, obeys the shape of a real one, and is the same every time."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bureau.fiction.lists import fictional_lists
from bureau.fiction.round import fictional_round, practices_needed
from koppelronde.domain.people import Side
from koppelronde.procedure.toml_file import load_procedure, procedure_names


@pytest.mark.parametrize("name", procedure_names())
@pytest.mark.parametrize(("aios", "haos", "praktijken"), [(5, 6, 5), (24, 30, 26), (48, 55, 50)])
def test_it_has_the_size_asked_for(name: str, aios: int, haos: int, praktijken: int) -> None:
    ronde = fictional_round(load_procedure(name), aios=aios, haos=haos, praktijken=praktijken)
    assert (len(ronde.aios), len(ronde.haos), len(ronde.praktijken)) == (aios, haos, praktijken)
    assert all(hao.praktijk in ronde.praktijk_by_code for hao in ronde.haos)
    assert all(person.emails and person.phones for person in (*ronde.aios, *ronde.haos))


def test_both_sides_rank_whom_they_met_and_some_leave_people_off() -> None:
    ronde = fictional_round(load_procedure("groningen"), aios=6, haos=8, praktijken=8)
    met = frozenset((a.code, h.code) for a in ronde.aios for h in ronde.haos)
    ronde = fictional_lists(ronde, met)
    for lijst in (*ronde.lists_aios, *ronde.lists_hao):
        numbers = [int(number) for _, number in lijst.entries]
        assert numbers == list(range(1, len(numbers) + 1))
    for lijst in ronde.lists_aios:
        assert all((lijst.owner, partner) in met for partner, _ in lijst.entries)
    for lijst in ronde.lists_hao:
        assert all((partner, lijst.owner) in met for partner, _ in lijst.entries)
    assert {len(lijst.entries) == 4 for lijst in ronde.lists_aios} == {True, False}
    assert all(lijst.side is Side.HAO for lijst in ronde.lists_hao)


def test_the_hash_seed_of_the_interpreter_changes_nothing() -> None:
    program = (
        "from bureau.fiction.round import fictional_round as f;"
        "from koppelronde.procedure.toml_file import load_procedure as p;"
        "from bureau.store.codec import content_hash;"
        "print(content_hash(f(p('maastricht'))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


@pytest.mark.parametrize(("aios", "haos"), [(24, 30), (48, 55), (40, 44)])
def test_an_invented_round_has_room_for_everybodys_visits(aios: int, haos: int) -> None:
    procedure = load_procedure("maastricht")
    praktijken = max(practices_needed(procedure, aios), round(haos * 26 / 30))
    ronde = fictional_round(procedure, aios=aios, haos=haos, praktijken=praktijken)
    caps = [praktijk.max_visits for praktijk in ronde.praktijken]
    assert sum(cap or 0 for cap in caps) >= 1.15 * aios * procedure.number("visits_min")
    assert max(cap or 0 for cap in caps) <= procedure.number("practice_cap")
