"""A number in a workbook is what Excel shows, and what Excel made of a text is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bureau.workbook.intake import read_files
from tests.bureau.workbook.books import (
    clean_sheets,
    empty_round,
    mistakes_of,
    on,
    refused,
    taken,
    with_cell,
    xlsx,
)


def test_calculated_marks_and_minutes_are_read_as_they_are_shown() -> None:
    sheets = clean_sheets()
    sheets["Voorkeuren HAO"] = [
        ["HAO", "AIOS", "Cijfer"],
        ["H01", "A01", 8.333333333333334],
        ["H01", "A02", 7],
        ["H01", "A03", 7.399999999999999],
    ]
    sheets["Reistijden"] = [
        ["AIOS", "Praktijk", "Minuten"],
        ["A01", "P01", 34.99999999999999],
        ["A02", "P01", 35.4],
        ["A03", "P01", 35.5],
        ["A01", "P02", "12,6"],
    ]
    ronde = taken(sheets).ronde
    marks = dict(ronde.lists_hao[0].entries)
    assert marks == {"A01": Decimal("8.333333"), "A02": Decimal(7), "A03": Decimal("7.4")}
    assert list(ronde.travel.values()) == [35, 13, 35, 36]


def test_a_day_with_a_time_is_that_day() -> None:
    sheets = with_cell(clean_sheets(), "Bezoekuitkomsten", "C2", on(2026, 12, 15, 14, 30))
    assert taken(sheets).ronde.visit_outcomes[0].day == date(2026, 12, 15)
    sheets = with_cell(clean_sheets(), "Bezoekuitkomsten", "C2", "15-12-2026 14:30:07")
    assert taken(sheets).ronde.visit_outcomes[0].day == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("AIOS", "D2"), ("Praktijken", "C2"), ("HAO", "J2"), ("Voorkeuren AIOS", "B2")],
)
def test_a_text_of_which_excel_made_a_date_is_suggested(sheet: str, cell: str) -> None:
    found = refused(with_cell(clean_sheets(), sheet, cell, on(2026, 5, 3)))
    wrong = next(mistake for mistake in found if mistake.cell == cell)
    assert "Excel heeft hier een datum van gemaakt" in wrong.expected.nl
    assert wrong.suggestion == "3-5"


def test_codes_that_lost_their_zeros_are_the_same_codes() -> None:
    people = "Nr;Achternaam;Opleidingsjaar\r\n001;Voorbeeld;1\r\n002;Ander;1\r\n"
    first = read_files([("aios.csv", people.encode())], empty_round()).ronde
    haos = {"HAO": clean_sheets()["HAO"], "Praktijken": clean_sheets()["Praktijken"]}
    vetoes = {"Veto's": [["AIOS", "HAO", "Grond"], [1, "H01", "persoonlijke relatie"]]}
    read = read_files([("r.xlsx", xlsx({**haos, **vetoes}))], first)
    assert [(veto.aios, veto.hao) for veto in read.ronde.vetoes] == [("001", "H01")]
    again = [["Nr", "Achternaam", "Opleidingsjaar"], [1, "Voorbeeld", 1], [2, "Ander", 1]]
    assert read_files([("r.xlsx", xlsx({"AIOS": again}))], first).ronde == first


def test_two_codes_that_differ_in_zeros_alone_are_refused() -> None:
    rows = [["Nr", "Achternaam", "Opleidingsjaar"], ["1", "Bos", 1], ["01", "Ander", 1]]
    [mistake] = mistakes_of([("r.xlsx", xlsx({"AIOS": rows}))])
    assert (mistake.cell, mistake.kind) == ("A3", "doubled_code")
