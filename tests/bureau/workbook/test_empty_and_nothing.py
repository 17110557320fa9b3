"""Empty means not filled in, or no longer; 0 means none at all; a word takes something away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bureau.workbook.intake import Intake, read_files
from bureau.workbook.layout.number_labels import NO_LIMIT, NUMBER_LABELS
from bureau.workbook.out.exporting import round_workbook
from koppelronde.domain.ronde import Koppelronde, Settings
from tests.bureau.workbook.books import (
    Rows,
    Sheets,
    clean_sheets,
    empty_round,
    refused,
    taken,
    xlsx,
)


def clean() -> Koppelronde:
    return taken(clean_sheets()).ronde


def then(ronde: Koppelronde, **sheets: Rows) -> Intake:
    """What a second workbook makes of it."""
    named = {name.replace("_", " "): rows for name, rows in sheets.items()}
    return read_files([("later.xlsx", xlsx(named))], ronde)


def test_an_emptied_fact_of_the_round_is_not_set_any_more() -> None:
    ronde = clean()
    labels = [row[0] for row in clean_sheets()["Ronde"][1:]]
    empty = then(ronde, Ronde=[["Gegeven", "Waarde", "Reden"], *([x, "", ""] for x in labels)])
    assert replace(empty.ronde.settings, tables=()) == Settings()
    assert any("Carrousel datum 10-12-2026 → –" in said.nl for said in empty.changes)


def test_a_fact_that_is_not_on_the_sheet_stays() -> None:
    ronde = clean()
    read = then(ronde, Ronde=[["Gegeven", "Waarde"], ["Carrousel eind", ""]])
    assert read.ronde.settings == replace(ronde.settings, carrousel_end=None)


def test_an_emptied_number_of_one_person_is_everybodys_again() -> None:
    first = clean_sheets()
    for row, value in zip(first["AIOS"], ["Minimum bezoeken", 3, 2, 0], strict=False):
        row.append(value)
    ronde = taken(first).ronde
    for row, value in zip(first["AIOS"], ["Minimum bezoeken", "", 2, ""], strict=False):
        row[-1] = value
    after = taken(first, ronde).ronde
    own = {key: n for key, n in after.settings.numbers.items() if ":" in key}
    assert own == {"visits_min:A02": 2}


@pytest.mark.parametrize("name", sorted(NO_LIMIT))
def test_no_limit_has_a_word_and_0_is_said_to_be_read_as_that(name: str) -> None:
    label, word = NUMBER_LABELS[name][0], NO_LIMIT[name]
    head = ["Gegeven", "Waarde", "Reden"]
    said = taken({"Ronde": [head, [label, word, "zo besloten"]]}, empty_round())
    assert said.ronde.settings.numbers == {name: 0}
    assert said.notices == ()
    zero = taken({"Ronde": [head, [label, 0, "zo besloten"]]}, empty_round())
    assert zero.ronde.settings == said.ronde.settings
    assert any(word in notice.nl for notice in zero.notices)
    blank = empty_round()
    assert read_files([("x.xlsx", round_workbook(said.ronde))], blank).ronde == said.ronde


def test_no_cap_at_all_needs_a_reason_where_the_procedure_has_one() -> None:
    rows = [["Gegeven", "Waarde", "Reden"], ["Maximum bezoeken per praktijk", "geen grens", ""]]
    [mistake] = refused({"Ronde": rows})
    assert mistake.kind == "cap_without_reason"


LISTS: Any = [
    ("Voorkeuren_AIOS", [["AIOS", "1", "2"], ["A02", "ingetrokken", ""]], "lists_aios", "A02"),
    ("Voorkeuren_AIOS", [["AIOS", "HAO", "Rang"], ["A02", "", "ingetrokken"]], "lists_aios", "A02"),
    ("Voorkeuren_HAO", [["HAO", "1", "2"], ["H01", "Ingetrokken", ""]], "lists_hao", "H01"),
]


@pytest.mark.parametrize(("sheet", "rows", "field", "owner"), LISTS)
def test_a_list_handed_in_by_mistake_is_taken_away(
    sheet: str, rows: Rows, field: str, owner: str
) -> None:
    ronde = clean()
    read = then(ronde, **{sheet: rows})
    left = [lijst.owner for lijst in getattr(read.ronde, field)]
    assert left == [lijst.owner for lijst in getattr(ronde, field) if lijst.owner != owner]
    title = sheet.replace("_", " ")
    assert [said.nl for said in read.taken_away] == [f"{title}, {owner}: ingetrokken"]
    assert f"{title}, {owner}: ingetrokken" in [said.nl for said in read.changes]


def test_an_empty_list_leaves_the_earlier_one() -> None:
    ronde = clean()
    read = then(ronde, Voorkeuren_AIOS=[["AIOS", "1", "2"], ["A02", "", ""]])
    assert read.ronde == ronde
    assert "de eerdere lijst blijft" in read.ignored[0].why.nl


def test_a_list_and_the_word_together_are_refused() -> None:
    rows = [["AIOS", "1", "2"], ["A02", "H01", "ingetrokken"]]
    [mistake] = refused({"Voorkeuren AIOS": rows}, clean())
    assert mistake.kind == "withdrawn_and_listed"


def test_vetoes_and_wishes_are_taken_away_in_the_same_way() -> None:
    sheets: Sheets = {
        "Veto's": [["AIOS", "HAO", "Grond"], ["A02", "H04", "ingetrokken"]],
        "Bezoekwensen": [["AIOS", 1, 2], ["A01", "ingetrokken", ""]],
        "Carrouselwensen": [["AIOS", "HAO", "Wens"], ["A01", "H01", "ingetrokken"]],
    }
    ronde = clean()
    read = read_files([("later.xlsx", xlsx(sheets))], ronde)
    assert read.ronde.vetoes == ()
    assert {wish.aios for wish in read.ronde.visit_wishes} == {"A02", "A03"}
    assert [(wish.aios, wish.hao) for wish in read.ronde.carrousel_wishes] == [("A01", "H02")]
    assert len(read.taken_away) == 3


def test_what_was_never_handed_in_cannot_be_taken_away() -> None:
    ronde = replace(clean(), vetoes=())
    later = {"Veto's": [["AIOS", "HAO", "Grond"], ["A02", "H04", "ingetrokken"]]}
    read = read_files([("later.xlsx", xlsx(later))], ronde)
    assert read.ronde == ronde
    assert read.taken_away == ()
    assert "niets om in te trekken" in read.ignored[0].why.nl


def test_an_emptied_line_of_presence_and_travel_says_nothing_any_more() -> None:
    ronde = clean()
    read = then(
        ronde,
        Aanwezigheid=[["Nr", "Van", "Tot", "Tafel", "Online"], ["A02", "", "", "", ""]],
        Reistijden=[["AIOS", "Praktijk", "Minuten"], ["A01", "P01", ""]],
    )
    assert [presence.code for presence in read.ronde.presences] == ["H01"]
    assert read.ronde.travel == {("A02", "P01"): 15}
