"""A sheet is taken for what it is, or somebody is asked; never for something else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from bureau.workbook.intake import read_files
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.columns_choices import LAYOUTS
from koppelronde.domain.errors import InputMistakes
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.ronde import Koppelronde
from tests.bureau.workbook.books import clean_sheets, empty_round, mistakes_of, taken, xlsx

GENERIC = ["Nr", "Naam", "E-mail", "Adres", "Werkdagen"]
ROW = ["A01", "Jan Bos", "jan@aios.example", "Dorpsstraat 1", "ma di"]


def book(file: str, head: list[str], *rows: list[Any], sheet: str = "Blad1") -> Any:
    return [(file, xlsx({sheet: [head, *rows]}))]


def counts(ronde: Koppelronde) -> tuple[int, int, int]:
    return len(ronde.aios), len(ronde.haos), len(ronde.praktijken)


def test_a_file_of_trainees_with_general_headings_is_no_file_of_practices() -> None:
    head, row = [*GENERIC, "Jaar"], [*ROW, 1]
    ronde = read_files(book("AIOS.xlsx", head, row), empty_round()).ronde
    assert counts(ronde) == (1, 0, 0)
    assert ronde.aios[0].home.address == "Dorpsstraat 1"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["Nr", "Naam", "Plaats", "Telefoon", "E-mail"], ["P01", "De Brug", "Geleen", "", ""]),
        (["Nr", "Naam", "E-mail"], ["A01", "Jan Bos", "jan@x.nl"]),
        (["Code", "Naam", "Telefoon"], ["H01", "Jan Bos", "043-3612345"]),
    ],
)
def test_in_doubt_somebody_is_asked(head: list[str], row: list[Any]) -> None:
    [mistake] = mistakes_of(book("lijst.xlsx", head, row))
    assert mistake.kind == "unclear_sheet"
    assert mistake.cell == "A1"


@pytest.mark.parametrize(
    ("file", "wanted"),
    [("Praktijken.xlsx", (0, 0, 1)), ("praktijken maart.xlsx", (0, 0, 1))],
)
def test_the_name_of_the_file_counts(file: str, wanted: tuple[int, int, int]) -> None:
    head, row = ["Nr", "Naam", "Plaats", "Telefoon"], ["P01", "De Brug", "Geleen", "043-3612345"]
    assert counts(read_files(book(file, head, row), empty_round()).ronde) == wanted


def test_a_name_that_says_the_opposite_of_the_headings_is_asked_about() -> None:
    head = ["Nr", "Naam", "Praktijk", "Begeleidt jaar", "Plaatsen", "Laatste AIOS tot"]
    row = ["H01", "Jan Bos", "", "1", 1, ""]
    for files in (book("AIOS.xlsx", head, row), book("r.xlsx", head, row, sheet="AIOS")):
        [mistake] = mistakes_of(files)
        assert mistake.kind == "kind_name"
        assert "HAO" in mistake.expected.nl


def test_people_whom_the_round_knows_are_recognised_by_their_codes() -> None:
    ronde = replace(empty_round(), aios=(Aios(code="A01", surname="Bos"),), haos=(Hao(code="H01"),))
    read = read_files(book("r.xlsx", ["Nr", "Naam", "E-mail"], ["H01", "Jan Bos", ""]), ronde)
    assert read.ronde.haos[0].surname == "Bos"
    assert read.ronde.aios == ronde.aios


@pytest.mark.parametrize("kind", [Kind.AIOS, Kind.HAO, Kind.PRAKTIJKEN])
def test_no_choice_of_general_headings_is_taken_for_another_kind(kind: Kind) -> None:
    """Whatever columns of a sheet are left out, it is that kind, or somebody is asked."""
    columns = [c for c in LAYOUTS[kind].columns[1:] if not c.key.startswith("places_")][:9]
    for number in (1, 2):
        for some in combinations(columns, number):
            head = ["Nr", *(column.header for column in some)]
            row = ["X01", *(column.example or "" for column in some)]
            for sheet in ("Blad1", kind.value):
                try:
                    ronde = read_files(
                        book("lijst.xlsx", head, row, sheet=sheet), empty_round()
                    ).ronde
                except InputMistakes:
                    continue
                own = (Kind.AIOS, Kind.HAO, Kind.PRAKTIJKEN).index(kind)
                assert not any(n for at, n in enumerate(counts(ronde)) if at != own), head


def test_the_clean_round_is_what_it_is() -> None:
    assert counts(taken(clean_sheets()).ronde) == (3, 4, 3)
