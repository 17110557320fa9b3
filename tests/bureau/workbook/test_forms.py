"""Answers of Microsoft Forms and Google Forms are read as lists come in, nobody's twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bureau.workbook.intake import Intake, read_files
from koppelronde.domain.people import Aios, Hao, Praktijk
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.workbook.books import Rows, csv_text, empty_round, mistakes_of, on, xlsx

MICROSOFT = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]
BEFORE: list[Any] = [1, on(2027, 1, 10, 9, 1), on(2027, 1, 10, 9, 6)]
GOOGLE = ["Tijdstempel", "E-mailadres"]


def people() -> Koppelronde:
    return replace(
        empty_round(),
        aios=tuple(
            Aios(code=f"A0{n}", surname=f"Aios{n}", emails=(f"a0{n}@aios.example",))
            for n in (1, 2, 3)
        ),
        haos=tuple(Hao(code=f"H0{n}", surname=f"Hao{n}", praktijk=f"P0{n}") for n in (1, 2, 3, 4)),
        praktijken=tuple(Praktijk(code=f"P0{n}", name=f"Praktijk {n}") for n in (1, 2, 3)),
    )


def read(sheet: str, rows: Rows) -> Intake:
    return read_files([("antwoorden.xlsx", xlsx({sheet: rows}))], people())


def listed(intake: Intake) -> dict[str, list[tuple[str, Decimal]]]:
    return {lijst.owner: list(lijst.entries) for lijst in intake.ronde.lists_aios}


@pytest.mark.parametrize("sheet", ["Voorkeuren AIOS", "Blad1", "Form1"])
@pytest.mark.parametrize("cell", ["H02;H01;H03;", "H02 Hao2;H01 Hao1;H03 Hao3;"])
def test_a_ranking_of_microsoft_is_a_list_in_order(sheet: str, cell: str) -> None:
    question = "Zet de opleiders in volgorde van voorkeur"
    intake = read(
        sheet,
        [
            [*MICROSOFT, question],
            [*BEFORE, "a01@aios.example", "Aios1", cell],
            [*BEFORE, "a02@aios.example", "Aios2", "H04;H01;"],
        ],
    )
    assert listed(intake) == {
        "A01": [("H02", Decimal(1)), ("H01", Decimal(2)), ("H03", Decimal(3))],
        "A02": [("H04", Decimal(1)), ("H01", Decimal(2))],
    }
    assert any("antwoorden van een formulier" in notice.nl for notice in intake.notices)


def test_without_an_account_the_name_or_a_code_says_whose_answer_it_is() -> None:
    rows: Rows = [
        [*MICROSOFT, "Voorkeurslijst"],
        [*BEFORE, "anonymous", "Aios1", "H02;H01;"],
    ]
    assert list(listed(read("Blad1", rows))) == ["A01"]
    rows[0].insert(5, "Wat is je code?")
    rows[1].insert(5, "A03")
    assert list(listed(read("Blad1", rows))) == ["A03"]


def test_a_grid_of_google_with_a_column_for_each_choice() -> None:
    head = [*GOOGLE, "Voorkeuren [1e keus]", "Voorkeuren [2e keus]", "Voorkeuren [3e keus]"]
    intake = read("Formulierreacties 1", [head, ["", "a01@aios.example", "H03", "H01", "H02"]])
    intake = read(
        "Formulierreacties 1",
        [head, [on(2027, 1, 10, 9, 1), "a01@aios.example", "H03", "H01", "H02"]],
    )
    assert listed(intake)["A01"] == [("H03", 1), ("H01", 2), ("H02", 3)]


def test_a_grid_of_google_with_a_column_for_each_trainer() -> None:
    head = [*GOOGLE, *(f"Voorkeur [H0{n}]" for n in (1, 2, 3))]
    rows: Rows = [head, [on(2027, 1, 10), "a01@aios.example", "2e keus", "1e keus", "3e keus"]]
    assert listed(read("Voorkeuren AIOS", rows))["A01"] == [("H02", 1), ("H01", 2), ("H03", 3)]


def test_a_csv_of_google_is_read_the_same() -> None:
    rows: Rows = [
        [*GOOGLE, "Zet op volgorde"],
        ["10-1-2027 9:01:22", "a01@aios.example", "H02, H01"],
    ]
    files = [("antwoorden.csv", csv_text(rows, ",").encode())]
    assert listed(read_files(files, people()))["A01"] == [("H02", 1), ("H01", 2)]


def test_wishes_for_visits_come_from_a_form_too() -> None:
    rows: Rows = [[*MICROSOFT, "Rangschik de praktijken"],
                  [*BEFORE, "a01@aios.example", "Aios1", "P03;P01;"]]  # fmt: skip
    wishes = read("Blad1", rows).ronde.visit_wishes
    assert [(wish.praktijk, wish.rank) for wish in wishes] == [("P01", 2), ("P03", 1)]


def test_an_owner_with_the_whole_order_in_one_cell() -> None:
    rows: Rows = [
        ["AIOS", "Volgorde"],
        ["A01", "H01,H02,H03"],
        ["A02", "1. H04\n2. H01 / H02\n3. H03"],
    ]
    assert listed(read("Blad1", rows)) == {
        "A01": [("H01", 1), ("H02", 2), ("H03", 3)],
        "A02": [("H04", 1), ("H01", 2), ("H02", 2), ("H03", 4)],
    }


def test_two_answers_of_one_person_are_asked_about() -> None:
    rows: Rows = [
        [*MICROSOFT, "Voorkeurslijst"],
        [*BEFORE, "a01@aios.example", "Aios1", "H02;H01;"],
        [*BEFORE, "a01@aios.example", "Aios1", "H01;H02;"],
    ]
    [mistake] = mistakes_of([("antwoorden.xlsx", xlsx({"Blad1": rows}))], people())
    assert (mistake.cell, mistake.kind) == ("D3", "doubled_list")


def test_somebody_unknown_is_named_in_their_own_cell() -> None:
    rows: Rows = [
        [*MICROSOFT, "Voorkeurslijst"],
        [*BEFORE, "a01@aios.example", "Aios1", "H02;H09;"],
        [*BEFORE, "x@aios.example", "Iemand", "H01;H02;"],
        [*BEFORE, "a02@aios.example", "Aios2", "H01;H02;"],
    ]
    found = mistakes_of([("antwoorden.xlsx", xlsx({"Blad1": rows}))], people())
    assert [(m.cell, m.kind) for m in found] == [("F2", "unknown_hao"), ("D3", "unknown_aios")]
