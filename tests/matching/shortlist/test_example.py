"""The example of 20 trainees and 26 trainers of years 1 and 3, from its spreadsheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bureau.fiction.lists import fictional_lists
from bureau.workbook.intake import read_files
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching, Shortlist
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import needs_large_hds
from koppelronde.procedure.toml_file import load_procedure
from matching.settle.settle import place_by_hand
from matching.settle.settlement import settlement
from matching.shortlist.check.judge import check_shortlist
from matching.shortlist.invite import select_haos
from matching.shortlist.shortlist import plan_shortlist
from tests.matching.shortlist.rounds import MADE_AT

DATA = Path(__file__).parents[2] / "data" / "groningen"


@pytest.fixture(scope="module")
def example() -> Koppelronde:
    files = [(path.name, path.read_bytes()) for path in sorted(DATA.glob("*.xlsx"))]
    empty = Koppelronde(name="Maart 2027", procedure=load_procedure("groningen"))
    return read_files(files, empty).ronde


@pytest.fixture(scope="module")
def shortlist(example: Koppelronde) -> Shortlist:
    return plan_shortlist(example, seed="Maart 2027", version=1, made_at=MADE_AT)


def test_everybody_gets_four_and_the_checker_agrees(
    example: Koppelronde, shortlist: Shortlist
) -> None:
    assert (len(example.aios), len(example.haos), len(shortlist.interviews)) == (20, 26, 80)
    assert check_shortlist(example, shortlist) == ()
    values = {stage.name: stage.value for stage in shortlist.stages}
    assert (values["survives_a_loss"], values["even_candidates"]) == (26, 248)
    assert all(stage.proven and stage.value == stage.bound for stage in shortlist.stages)


def test_who_still_needs_a_large_scale_hds_meets_only_trainers_who_have_one(
    example: Koppelronde, shortlist: Shortlist
) -> None:
    in_need = {person.code for person in example.aios if needs_large_hds(person)}
    assert in_need == {"A09", "A18", "A20"}
    for couple in shortlist.interviews:
        if couple.aios in in_need:
            assert example.hao_by_code[couple.hao].large_hds


def test_the_former_trainer_and_family_are_found_without_anybody_remembering(
    example: Koppelronde, shortlist: Shortlist
) -> None:
    interviews = {(couple.aios, couple.hao) for couple in shortlist.interviews}
    for person in example.aios:
        assert (person.code, person.trainer_year_1) not in interviews
        assert not {(person.code, hao) for hao in person.relations} & interviews


def test_the_last_who_had_a_trainee_are_not_invited(example: Koppelronde) -> None:
    selection = select_haos(example, seed="Maart 2027")
    assert len(selection.invited) == 22
    assert selection.passed_over[0].hao == "H05"
    waited = [considered.waiting_days or 0 for considered in selection.invited]
    assert waited == sorted(waited, reverse=True)


def test_an_illness_after_the_matching_is_settled_by_hand(
    example: Koppelronde, shortlist: Shortlist
) -> None:
    met = frozenset((couple.aios, couple.hao) for couple in shortlist.interviews)
    ronde = fictional_lists(replace(example, interviews=tuple(sorted(met))), met)
    couples = tuple(MatchedCouple(c.aios, c.hao, None, None) for c in shortlist.witness)
    matching = Matching(couples=couples, unplaced=(), open_haos=(), stages=(), trial=False)
    ill = shortlist.witness[0].hao
    found = settlement(replace(ronde, withdrawn=(ill,)), matching)
    assert [open_.aios for open_ in found.aios] == [shortlist.witness[0].aios]
    assert len(found.haos) == 6
    option = found.aios[0].options[0]
    placed = place_by_hand(
        replace(ronde, withdrawn=(ill,)), matching, aios=option.aios, hao=option.hao,
        reason="opleider ziek", decided_by=("A-team", "O-team"),
    )  # fmt: skip
    after = replace(ronde, withdrawn=(ill,), agreements=(placed.agreement,))
    assert settlement(after, matching).aios == ()
