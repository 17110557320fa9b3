"""Each mistake that people make is found in its cell, with what was read and what to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import pytest

from bureau.workbook.intake import read_files
from tests.bureau.workbook.books import (
    clean_sheets,
    csv_text,
    empty_round,
    mistakes_of,
    on,
    taken,
    with_cell,
    xlsx,
)  # fmt: skip


class Case(NamedTuple):
    """In this cell of this sheet of the clean workbook stands this value."""

    sheet: str
    cell: str
    value: Any
    kind: str
    suggestion: str = ""
    at: str = ""
    """Where the mistake is shown, when not in that cell itself."""


R, A, H, P = "Ronde", "AIOS", "HAO", "Praktijken"
W, U, VA, VH = "Bezoekwensen", "Bezoekuitkomsten", "Voorkeuren AIOS", "Voorkeuren HAO"
V, T, C, N, F = "Veto's", "Reistijden", "Carrouselwensen", "Aanwezigheid", "Tafels"

CASES = [
    # the sheet Ronde
    Case(R, "B4", "groningen", "other_procedure", "maastricht"),
    Case(R, "B5", "1 mrt", "date"),
    Case(R, "B5", "31-02-2027", "date_missing"),
    Case(R, "B5", "02-28-2027", "date_missing", "28-02-2027"),
    Case(R, "B5", 46447, "date_as_number", "01-03-2027"),
    Case(R, "B5", on(1927, 3, 1), "date_range"),
    Case(R, "B5", "volgend jaar", "date"),
    Case(R, "B7", "25:00", "time"),
    Case(R, "B7", "13:75", "time"),
    Case(R, "B7", "één uur", "time"),
    Case(R, "B7", 13.3, "time", "13:30"),
    Case(R, "B8", "12:00", "period_reversed"),
    Case(R, "B9", "12:30", "break_outside"),
    Case(R, "B9", "15:00 en 18:00", "break_outside"),
    Case(R, "B9", "om half drie", "time"),
    Case(R, "B12", on(2026, 12, 1), "period_reversed"),
    Case(R, "B13", "kerstvakantie", "period"),
    Case(R, "B13", "03-01-2027 t/m 24-12-2026", "period_reversed",
         "24-12-2026 t/m 03-01-2027"),
    Case(R, "B13", "; ".join(["24-12-2026"] * 60), "too_long"),
    Case(R, "B14", "acht", "whole_number"),
    Case(R, "B14", "8 min", "whole_number", "8"),
    Case(R, "B14", 7.5, "whole_number"),
    Case(R, "B14", 500, "number_range"),
    Case(R, "B14", 0, "number_range"),
    Case(R, "B14", "٨", "whole_number"),
    Case(R, "B14", "1_0", "whole_number"),
    Case(R, "B15", 8, "cap_without_reason", "6"),
    Case(R, "B16", "koppeling@instituut", "email"),
    Case(R, "B17", "0800", "phone"),
    Case(R, "A3", "Start stage", "doubled_fact", at="A5"),
    Case(R, "B3", "x" * 300, "too_long"),
    # people: codes
    Case(A, "A3", "A01", "doubled_code"),
    Case(A, "A3", "a1", "doubled_code"),
    Case(A, "A3", "A-01", "doubled_code"),
    Case(A, "A3", "H01", "code_taken"),
    Case(A, "A3", "P01", "code_taken"),
    Case(A, "A3", "\u041002", "look_alike", "A02"),
    Case(A, "A3", "A/02", "code"),
    Case(A, "A3", "A" * 25 + "2", "code"),
    Case(A, "A3", "../A02", "code"),
    Case(A, "A3", None, "empty"),
    Case(H, "A3", "H01", "doubled_code"),
    Case(P, "A3", "p1", "doubled_code"),
    # people: names and addresses
    Case(A, "B2", on(2026, 5, 1), "date_for_text"),
    Case(A, "D2", "y" * 201, "too_long"),
    Case(A, "D2", "Yıl\u202edız", "control_character"),
    Case(A, "D2", "#REF!", "formula_error"),
    Case(A, "D2", "#N/B", "formula_error"),
    Case(A, "E2", "joris", "email"),
    Case(A, "E2", "joris@aios", "email"),
    Case(A, "E2", "joris @aios.example", "email"),
    Case(A, "E2", "joris@@aios.example", "email"),
    Case(A, "E2", "jor..is@aios.example", "email"),
    Case(A, "E2", "joris@aios.example\nbcc: x", "email"),
    Case(A, "E2", "j\u043eris@aios.example", "look_alike", "joris@aios.example"),
    Case(A, "E2", "a@b.nl; c@d.nl; e@f.nl", "email"),
    Case(A, "E3", "joris@aios.example", "doubled_email", at="E2"),
    Case(A, "E3", "JORIS@aios.example", "doubled_email", at="E2"),
    Case(H, "E2", "joris@aios.example", "doubled_email"),
    Case(H, "E2", "lucas@praktijk.example", "doubled_email"),
    Case(A, "F2", "06-123", "phone"),
    Case(A, "F2", "geen", "phone"),
    Case(A, "F2", "06-00000001 / 06-00000002 / 06-00000003", "phone"),
    Case(A, "F2", 6.5, "phone"),
    Case(A, "F2", "O6-00000001", "phone"),
    Case(A, "G2", "637 NN", "postcode"),
    Case(A, "G2", "6373 N1", "postcode"),
    Case(A, "G2", "0373 NN", "postcode"),
    Case(A, "I2", 5090561, "coordinate_range", "50.90561"),
    Case(A, "I2", 12.5, "coordinate_range"),
    Case(A, "I2", "50°54'", "coordinate"),
    Case(A, "I2", "noord", "coordinate"),
    Case(A, "I2", None, "coordinate_missing"),
    Case(A, "J2", None, "coordinate_missing"),
    Case(A, "J2", 600757, "coordinate_range", "6.00757"),
    Case(A, "J2", 60.1, "coordinate_range"),
    Case(P, "F2", 5090561, "coordinate_range", "50.90561"),
    # people: years, days, absence
    Case(A, "K2", 3, "year_not_here"),
    Case(A, "K2", "derde", "whole_number"),
    Case(A, "K2", 10, "number_range"),
    Case(A, "L2", "ma di dz", "work_days"),
    Case(A, "L2", "maandagochtend", "work_days"),
    Case(A, "L2", "vr t/m ma", "work_days"),
    Case(A, "L2", 3, "work_days"),
    Case(A, "L2", "geen", "work_days"),
    Case(A, "L2", "ma (even weken)", "work_days"),
    Case(A, "M2", "kerst", "period"),
    Case(A, "M2", "24-12-2026 t/m 03-13-2027", "date_missing", "13-03-2027"),
    Case(A, "M2", "03-01-2027 t/m 24-12-2026", "period_reversed",
         "24-12-2026 t/m 03-01-2027"),
    Case(A, "M2", "24-12-2026 t/m", "period"),
    Case(A, "M2", "24-12", "period"),
    Case(A, "M2", "29-02-2027", "date_missing"),
    Case(A, "N2", "H99", "unknown_hao"),
    Case(A, "N2", "A02", "wrong_sort"),
    Case(A, "O2", "H40", "unknown_hao", "H04"),
    Case(A, "O2", "H01; X", "unknown_hao"),
    Case(A, "O2", "P01", "wrong_sort"),
    Case(A, "P2", "soms", "yes_no"),
    Case(A, "P2", 2, "yes_no"),
    # trainers
    Case(H, "G2", "P99", "unknown_praktijk"),
    Case(H, "G2", "P0", "unknown_praktijk", "P01"),
    Case(H, "G2", None, "praktijk_missing"),
    Case(H, "G2", "H02", "wrong_sort"),
    Case(H, "G2", "\u042001", "look_alike", "P01"),
    Case(H, "H2", "di wo do vrij dag", "work_days"),
    Case(H, "I2", "4", "years"),
    Case(H, "I2", on(2026, 3, 1), "date_for_years", "1,3"),
    Case(H, "I2", "alles", "years"),
    Case(H, "I2", 13, "years"),
    Case(H, "J2", "een", "whole_number"),
    Case(H, "J2", -1, "number_range"),
    Case(H, "J2", 1.5, "whole_number"),
    Case(H, "J2", True, "whole_number"),
    Case(H, "J2", on(2026, 1, 1), "whole_number"),
    Case(H, "K2", "november", "date"),
    Case(H, "K2", "29-11-1726", "date_range"),
    Case(H, "L2", "grootschalig", "yes_no"),
    # practices
    Case(P, "D2", "Geleen", "postcode"),
    Case(P, "J2", 9, "cap_without_reason", "6"),
    Case(P, "J2", "zes", "whole_number"),
    Case(P, "J2", "6 of 7", "whole_number", "6"),
    Case(P, "K2", "dinsdagmiddag", "visit_moments"),
    Case(P, "K2", "di 13:00", "visit_moments"),
    Case(P, "K2", "13:00-17:00", "visit_moments"),
    Case(P, "K2", "di 17:00-13:00", "moment_reversed"),
    Case(P, "K2", "di 13:00-17:00; di 16:00-18:00", "moments_overlap"),
    Case(P, "K2", "di 13:00-25:00", "visit_moments"),
    Case(P, "K2", on(2026, 12, 1), "visit_moments"),
    Case(P, "K2", "in overleg", "visit_moments"),
    Case(P, "K2", "ma 09:00-10:00; " * 50, "too_long"),
    # wishes and outcomes
    Case(W, "A2", "A9", "unknown_aios"),
    Case(W, "A2", "H01", "wrong_sort"),
    Case(W, "A3", "A01", "doubled_list"),
    Case(W, "B2", "P9", "unknown_praktijk"),
    Case(W, "B2", "A02", "wrong_sort"),
    Case(W, "C2", "P01", "doubled_choice"),
    Case(W, "C4", "P01 / P9", "unknown_praktijk"),
    Case(W, "C2", "#VERW!", "formula_error"),
    Case(U, "A2", "A04", "unknown_aios", "A03"),
    Case(U, "B2", "P04", "unknown_praktijk", "P03"),
    Case(U, "B2", None, "empty"),
    Case(U, "C2", "gisteren", "date"),
    Case(U, "C2", "15-13-2026", "date_missing"),
    Case(U, "D2", "leuk", "status"),
    Case(U, "D2", None, "empty"),
    Case(U, "D2", "nee", "status"),
    # lists
    Case(VA, "A2", "A77", "unknown_aios"),
    Case(VA, "A3", "A01", "doubled_list"),
    Case(VA, "B2", "H77", "unknown_hao"),
    Case(VA, "B2", "A01", "wrong_sort"),
    Case(VA, "B2", "P01", "wrong_sort"),
    Case(VA, "B2", None, "no_first"),
    Case(VA, "B2", "H02", "doubled_choice", at="C2"),
    Case(VA, "C4", "H03 / H01", "doubled_choice"),
    Case(VA, "C4", "H01 / H88", "unknown_hao"),
    Case(VA, "B2", 1, "unknown_hao"),
    Case(VA, "B2", "9,5", "unknown_hao"),
    Case(VA, "B2", "\u041d01", "look_alike", "H01"),
    Case(VA, "B2", "H01 Martens", "code_and_name", "H01"),
    Case(VA, "C1", 1, "doubled_column"),
    Case(VH, "A2", "H55", "unknown_hao"),
    Case(VH, "B2", "A55", "unknown_aios"),
    Case(VH, "B2", "H02", "wrong_sort"),
    Case(VH, "A1", "AIOS", "direction_name"),
    Case(VA, "A1", "HAO", "direction_name"),
    # vetoes
    Case(V, "A2", "A44", "unknown_aios"),
    Case(V, "B2", "H44", "unknown_hao", "H04"),
    Case(V, "B2", None, "empty"),
    Case(V, "C2", "te ver weg", "refused_travel"),
    Case(V, "C2", "reistijd meer dan een uur", "refused_travel"),
    Case(V, "C2", "geloof", "refused_background"),
    Case(V, "C2", "vanwege afkomst", "refused_background"),
    Case(V, "C2", "politieke voorkeur", "refused_background"),
    Case(V, "C2", "geen klik", "ground"),
    Case(V, "C2", None, "empty"),
    Case(V, "D2", "A01", "by"),
    Case(V, "D2", "de buurman", "unknown_hao"),
    # travel
    Case(T, "A2", "A50", "unknown_aios"),
    Case(T, "B2", "P50", "unknown_praktijk"),
    Case(T, "B2", None, "empty"),
    Case(T, "C2", 0, "number_range"),
    Case(T, "C2", 900, "number_range"),
    Case(T, "C2", "een half uur", "whole_number"),
    Case(T, "C2", "35.5 km", "whole_number"),
    Case(T, "A3", "A01", "doubled_pair"),
    # carrousel
    Case(C, "A2", "A66", "unknown_aios"),
    Case(C, "B2", "H66", "unknown_hao"),
    Case(C, "C2", "misschien", "wish"),
    Case(C, "C2", None, "empty"),
    Case(C, "D2", "tante", "side"),
    Case(N, "A2", "Q1", "unknown_hao"),
    Case(N, "A3", "A02", "doubled_code"),
    Case(N, "B2", "half twee", "time"),
    Case(N, "C2", "13:00", "period_reversed"),
    Case(N, "D2", "tafel vier", "whole_number"),
    Case(N, "E2", "soms", "yes_no"),
    Case(F, "A3", 1, "doubled_table"),
    Case(F, "A2", "nul", "whole_number"),
    Case(F, "A2", 0, "number_range"),
    Case(F, "C2", "vooraan", "whole_number"),
    Case(F, "D2", "?", "yes_no"),
    # headings
    Case(A, "C1", "Achternaam", "doubled_column", at="D1"),
    Case(A, "P1", "Opleidingsjaar", "doubled_column"),
    Case(H, "I1", "Praktijk", "doubled_column"),
    Case(P, "A1", "???", "no_header"),
    Case(VA, "A1", "Wie", "no_header"),
    Case(V, "C1", "Motto", "no_header", at="A1"),
]  # fmt: skip


def test_the_clean_workbook_has_no_mistake() -> None:
    assert taken(clean_sheets()).summary.nl.startswith("3 AIOS, 4 HAO, 3 praktijken")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.sheet} {c.cell} {str(c.value)[:24]!r}")
def test_the_mistake_is_found_in_its_cell(case: Case) -> None:
    sheets = with_cell(clean_sheets(), case.sheet, case.cell, case.value)
    found = mistakes_of([("ronde.xlsx", xlsx(sheets))])
    here = [m for m in found if (m.sheet, m.cell) == (case.sheet, case.at or case.cell)]
    assert [m.kind for m in here] == [case.kind], found
    mistake = here[0]
    assert mistake.file == "ronde.xlsx"
    assert mistake.expected.nl
    assert mistake.expected.en
    if case.suggestion:
        assert mistake.suggestion == case.suggestion
    if not case.at and case.value is not None and not isinstance(case.value, datetime):
        start = " ".join(str(case.value).split())[:60].replace("\u202e", "\ufffd")
        assert mistake.read.startswith(start), mistake


def test_there_are_at_least_150_kinds() -> None:
    assert len(CASES) >= 150
    assert len({case.kind for case in CASES}) >= 55


def test_a_mistake_in_one_cell_is_not_reported_elsewhere_too() -> None:
    """Except where something else then really is wrong: an unknown person is unknown everywhere."""
    alone = [c for c in CASES if c.sheet not in (A, H, P) and c.kind not in ("no_header",)]
    for case in alone[::4]:
        sheets = with_cell(clean_sheets(), case.sheet, case.cell, case.value)
        assert len(mistakes_of([("ronde.xlsx", xlsx(sheets))])) == 1, case


def test_all_mistakes_of_all_files_come_at_once() -> None:
    people = {k: v for k, v in clean_sheets().items() if k in (R, A, H, P)}
    people = with_cell(with_cell(people, A, "E2", "joris"), P, "K2", "in overleg")
    lists = {k: v for k, v in clean_sheets().items() if k in (VA, VH)}
    lists = with_cell(lists, VA, "B2", "H77")
    vetoes = csv_text([["AIOS", "HAO", "Grond"], ["A01", "H01", "te ver"]]).encode()
    found = mistakes_of([("a.xlsx", xlsx(people)), ("b.xlsx", xlsx(lists)), ("vetos.csv", vetoes)])
    assert [(m.file, m.sheet, m.cell) for m in found] == [
        ("a.xlsx", P, "K2"), ("a.xlsx", A, "E2"), ("b.xlsx", VA, "B2"),
        ("vetos.csv", "vetos", "C2"),
    ]  # fmt: skip


def test_the_refused_ground_is_answered_with_the_rule_of_the_procedure() -> None:
    sheets = with_cell(clean_sheets(), V, "C2", "te ver weg")
    (mistake,) = mistakes_of([("ronde.xlsx", xlsx(sheets))])
    quote = empty_round().procedure.refused_vetoes[0].quote
    assert quote.nl in mistake.expected.nl
    assert quote.en in mistake.expected.en


@pytest.mark.parametrize(("words", "ground"), [
    ("familie", "relation"), ("eigen huisarts", "relation"),
    ("is de buurvrouw van mijn zus", "relation"),
    ("persoonlijke relatie", "relation"), ("opleider jaar 1", "former_trainer"),
    ("Opleider uit jaar 1", "former_trainer"),
    ("was mijn opleider in het eerste jaar", "former_trainer"),
    ("HDS", "large_hds"), ("grootschalige HDS nodig", "large_hds"), ("relation", "relation"),
])  # fmt: skip
def test_a_ground_is_recognised_from_ordinary_words(words: str, ground: str) -> None:
    intake = taken(with_cell(clean_sheets(), V, "C2", words))
    assert intake.ronde.vetoes[0].ground == ground


def test_an_hour_that_the_clock_skips_is_refused() -> None:
    sheets = with_cell(clean_sheets(), R, "B6", on(2027, 3, 28))
    sheets = with_cell(with_cell(sheets, R, "B7", "02:30"), R, "B9", None)
    (mistake,) = mistakes_of([("ronde.xlsx", xlsx(sheets))])
    assert (mistake.sheet, mistake.cell, mistake.kind) == (R, "B7", "no_such_time")


def test_a_higher_cap_with_a_reason_is_kept_with_its_reason() -> None:
    sheets = with_cell(clean_sheets(), P, "J2", 9)
    sheets = with_cell(with_cell(sheets, P, "L1", "Reden"), P, "L2", "drie opleiders")
    sheets = with_cell(with_cell(sheets, R, "B15", 7), R, "C15", "afgesproken")
    ronde = taken(sheets).ronde
    assert ronde.praktijken[0].max_visits == 9
    assert ronde.settings.reasons == {
        "practice_cap:P01": "drie opleiders",
        "practice_cap": "afgesproken",
    }


def test_nothing_is_stored_after_a_mistake() -> None:
    before = taken(clean_sheets()).ronde
    bad = with_cell(with_cell(clean_sheets(), A, "D2", "Anders"), A, "E3", "geen adres")
    assert mistakes_of([("ronde.xlsx", xlsx(bad))], before)
    assert read_files([("ronde.xlsx", xlsx(clean_sheets()))], before).ronde == before
