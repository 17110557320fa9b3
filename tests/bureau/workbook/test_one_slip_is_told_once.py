"""A slip of the pen on one sheet is one mistake, however many other sheets mention it."""

from __future__ import annotations

import pytest

from koppelronde.domain.errors import Mistake
from tests.bureau.workbook.books import Sheets, clean_sheets, mistakes_of, taken, with_cell, xlsx


def told(sheets: Sheets) -> tuple[Mistake, ...]:
    return mistakes_of([("ronde.xlsx", xlsx(sheets))])


@pytest.mark.parametrize("written", ["A01*", "A01 (nieuw)", "\u041001"])
def test_a_refused_code_is_the_only_mistake_though_six_sheets_mention_it(written: str) -> None:
    (mistake,) = told(with_cell(clean_sheets(), "AIOS", "A2", written))
    assert (mistake.sheet, mistake.cell, mistake.suggestion) == ("AIOS", "A2", "A01")


def test_a_refused_trainer_has_not_lost_a_practice_too() -> None:
    sheets = with_cell(clean_sheets(), "HAO", "A2", "H01!")
    sheets = with_cell(sheets, "Bezoekuitkomsten", "B1", "HAO")
    sheets = with_cell(sheets, "Bezoekuitkomsten", "B2", "H01")
    sheets = with_cell(sheets, "Bezoekuitkomsten", "B3", "H02")
    sheets = with_cell(sheets, "Bezoekuitkomsten", "B4", "H02")
    assert [m.cell for m in told(sheets)] == ["A2"]


def test_a_code_that_nobody_has_is_one_mistake_with_its_places() -> None:
    sheets = with_cell(clean_sheets(), "AIOS", "A2", "A10")
    sheets = with_cell(sheets, "AIOS", "A3", "A20")
    first, second = told(sheets)
    assert (first.sheet, first.cell, first.read) == ("Bezoekwensen", "A2", "A01")
    assert "'A01' staat ook in 8 andere cellen (Bezoekuitkomsten A2, A3, " in first.expected.nl
    assert second.read == "A02"


def test_a_mistyped_code_is_the_mistake_when_all_other_sheets_agree_on_another() -> None:
    (mistake,) = told(with_cell(clean_sheets(), "AIOS", "A2", "A10"))
    assert (mistake.file, mistake.sheet, mistake.cell) == ("ronde.xlsx", "AIOS", "A2")
    assert (mistake.read, mistake.suggestion) == ("A10", "A01")
    assert "A01 staat in 9 cellen" in mistake.expected.nl
    assert "A10 nergens" in mistake.expected.nl


def test_a_slip_in_one_list_is_a_mistake_there_with_who_may_be_meant() -> None:
    sheets = clean_sheets()
    for sheet in ("Bezoekwensen", "Bezoekuitkomsten", "Voorkeuren AIOS", "Veto's"):
        sheets[sheet] = [row for row in sheets[sheet] if row[0] != "A03"]
    (mistake,) = told(with_cell(sheets, "Voorkeuren HAO", "D2", "A33"))
    assert (mistake.sheet, mistake.cell, mistake.read) == ("Voorkeuren HAO", "D2", "A33")
    assert "Geen ander blad noemt A03" in mistake.expected.nl
    assert mistake.suggestion == "A03"


def test_a_code_that_was_left_out_is_looked_for_on_the_line_without_one() -> None:
    empty, unknown = told(with_cell(clean_sheets(), "AIOS", "A2", None))
    assert (empty.cell, empty.kind) == ("A2", "empty")
    assert "Hoort A01 bij de regel van AIOS A2" in unknown.expected.nl


def test_a_doubled_code_points_to_the_line_that_lost_its_own() -> None:
    doubled, unknown = told(with_cell(clean_sheets(), "AIOS", "A3", "A01"))
    assert (doubled.cell, doubled.kind) == ("A3", "doubled_code")
    assert "Hoort A02 bij de regel van AIOS A3" in unknown.expected.nl
    assert unknown.suggestion == ""


@pytest.mark.parametrize(
    ("sheet", "cell", "written", "meant"),
    [
        ("AIOS", "P1", "Grootschalige hds?", "Grootschalige HDS gehad"),
        ("AIOS", "E1", "E-mial", "E-mail"),
        ("HAO", "L1", "Grotschalige HDS", "Grootschalige HDS"),
        ("Praktijken", "K1", "Bezoekmomeneten", "Bezoekmomenten"),
    ],
)
def test_a_misspelt_heading_is_left_out_with_the_nearest(
    sheet: str, cell: str, written: str, meant: str
) -> None:
    intake = taken(with_cell(clean_sheets(), sheet, cell, written))
    (ignored,) = [i for i in intake.ignored if (i.sheet, i.cell) == (sheet, cell)]
    assert f"bedoelt u '{meant}'?" in ignored.why.nl


@pytest.mark.parametrize("written", ["Titel", "Groepsnummer", "Maat", "Functie", "Aantal"])
def test_another_word_is_no_misspelt_heading(written: str) -> None:
    sheets = clean_sheets()
    sheets["AIOS"][0].append(written)
    (ignored,) = [i for i in taken(sheets).ignored if i.what == written]
    assert ignored.why.nl == "onbekende kolom"


@pytest.mark.parametrize(
    ("sheet", "cell", "written", "meant"),
    [("Reistijden", "C1", "Reisd tijd", "Reistijd"), ("AIOS", "A1", "Cdoe", "Code")],
)
def test_a_sheet_that_one_slip_hides_is_refused_at_that_heading(
    sheet: str, cell: str, written: str, meant: str
) -> None:
    (mistake,) = told(with_cell(clean_sheets(), sheet, cell, written))
    assert (mistake.sheet, mistake.cell, mistake.read) == (sheet, cell, written)
    assert (mistake.kind, mistake.suggestion) == ("misspelt_heading", meant)


def test_another_year_says_what_to_do_with_that_trainee() -> None:
    (mistake,) = told(with_cell(clean_sheets(), "AIOS", "K2", 3))
    assert mistake.expected.nl.startswith("opleidingsjaar 1: deze ronde koppelt geen ander jaar")
    assert "een ronde met een procedure voor dat jaar" in mistake.expected.nl
