"""Every place of a mistake is marked, one slip is one message, and what is unseen is named."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bureau.workbook.files.cells import Cell
from bureau.workbook.intake import read_files
from bureau.workbook.out.marking import marked_copy
from bureau.workbook.values.single import Unreadable, read_years
from bureau.workbook.values.weeks import read_work_days
from tests.bureau.workbook.books import (
    Rows,
    Sheets,
    clean_sheets,
    empty_round,
    mistakes_of,
    refused,
    taken,
    with_cell,
    xlsx,
)


def of_twenty(**columns: Any) -> Sheets:
    """Twenty trainees; a column may be filled by a function of the number."""
    head = ["Nr", "Achternaam", "E-mail", "Mobiel", "Postcode", "Woonplaats", "Opleidingsjaar"]
    rows: Rows = [head]
    for n in range(1, 21):
        row = [f"A{n:02d}", f"Bos{n}", f"a{n}@aios.example", f"06-{n:08d}", "6211 AB", "Echt", 1]
        for heading, value in columns.items():
            row[head.index(heading.replace("_", "-"))] = value(n)
        rows.append(row)
    return {"AIOS": rows}


def test_an_unknown_code_is_marked_and_named_wherever_it_stands() -> None:
    sheets = clean_sheets()
    rows: Rows = [["AIOS", "1", "2"], *([f"A0{n}", "H09", "H03"] for n in (1, 2, 3))]
    more: Rows = [["HAO", "AIOS", "Rang"], ["H01", "A01", 1], ["H09", "A02", 1]]
    ground = "persoonlijke relatie"
    vetoes = [["AIOS", "HAO", "Grond"], *([f"A0{n}", "H09", ground] for n in (1, 2, 3))]
    sheets |= {"Voorkeuren AIOS": rows, "Voorkeuren HAO": more, "Veto's": vetoes}
    content = xlsx(sheets)
    found = mistakes_of([("ronde.xlsx", content)])
    [mistake] = [m for m in found if m.kind == "unknown_hao"]
    assert "…" not in mistake.expected.nl
    assert len(mistake.also) == 6
    book = load_workbook(io.BytesIO(marked_copy(content, found)))
    for sheet, cell in ((mistake.sheet, mistake.cell), *mistake.also):
        assert "Gelezen: H09" in book[sheet][cell].comment.text


def test_two_swapped_columns_are_one_message() -> None:
    sheets = of_twenty(E_mail=lambda n: f"06-{n:08d}", Mobiel=lambda n: f"a{n}@aios.example")
    [mistake] = refused(sheets)
    assert mistake.kind == "columns_swapped"
    assert "'E-mail' (C) en 'Mobiel' (D)" in mistake.expected.nl
    assert len(mistake.also) == 39


def test_swapped_sides_of_a_list_are_one_message() -> None:
    sheets = clean_sheets()
    sheets["Voorkeuren AIOS"] = [
        ["AIOS", "HAO", "Rang"],
        *([f"H0{h}", f"A0{a}", a] for h in (1, 2) for a in (1, 2, 3)),
    ]
    [mistake] = refused(sheets)
    assert mistake.kind == "columns_swapped"


def test_one_column_that_is_wrong_from_top_to_bottom_is_one_message() -> None:
    [mistake] = refused(of_twenty(Postcode=lambda n: f"plaats {n}"))
    assert mistake.cell == "E2"
    assert "op 20 plaatsen in kolom 'Postcode' (E), tot en met E21" in mistake.expected.nl


def test_a_few_mistakes_in_a_column_are_each_told() -> None:
    found = refused(of_twenty(Postcode=lambda n: "6211 AB" if n > 3 else "plaats"))
    assert [mistake.cell for mistake in found] == ["E2", "E3", "E4"]


def test_a_remark_in_a_numbered_column_is_told_where_it_belongs() -> None:
    remark = "graag bellen op ma, di of wo"
    [mistake] = refused(with_cell(clean_sheets(), "Voorkeuren AIOS", "D2", remark))
    assert (mistake.cell, mistake.kind) == ("D2", "remark_in_list")
    assert "Opmerking" in mistake.expected.nl


@pytest.mark.parametrize("days", ["ma,ma,ma", "ma di ma", "ma t/m wo, di"])
def test_a_day_written_twice_is_named(days: str) -> None:
    with pytest.raises(Unreadable) as unclear:
        read_work_days(Cell(days, days))
    assert "meer dan eens" in unclear.value.expected.nl


def test_a_year_written_twice_is_named() -> None:
    with pytest.raises(Unreadable):
        read_years(Cell("1,1", "1,1"))


def test_a_line_that_was_cut_short_is_refused() -> None:
    text = (
        "Nr;Achternaam;E-mail;Opleidingsjaar\r\nA01;Bos;a1@aios.example;1\r\n"
        "A02;Jansen;a2@aios.example;1\r\nA03;Smit;a3@aio"
    )
    [mistake] = mistakes_of([("aios.csv", text.encode())])
    assert (mistake.cell, mistake.read, mistake.kind) == ("C4", "a3@aio", "cut_short")
    whole = text.rsplit("\r\n", 1)[0]
    assert mistakes_of([("aios.csv", whole.encode())]) == ()


def test_hidden_rows_and_merged_cells_are_named() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "AIOS"
    for row in of_twenty()["AIOS"]:
        page.append(row)
    for number in (3, 4, 7):
        page.row_dimensions[number].hidden = True
    page.column_dimensions["E"].hidden = True
    page.merge_cells("F2:F5")
    raw = io.BytesIO()
    book.save(raw)
    said = " ".join(
        notice.nl for notice in read_files([("a.xlsx", raw.getvalue())], empty_round()).notices
    )
    assert "3-4, 7" in said
    assert "kolommen zijn meegelezen: E" in said
    assert "F2:F5" in said


def test_an_empty_list_is_said_and_headings_alone_are_refused() -> None:
    sheets = clean_sheets()
    sheets["Voorkeuren AIOS"][2] = ["A02", None, None, None]
    assert any(
        "zonder een enkele voorkeur" in n.nl and "A02" in n.nl for n in taken(sheets).notices
    )
    [mistake] = mistakes_of([("voorkeuren-aios.csv", b"AIOS;1;2;3\r\n")])
    assert mistake.kind == "no_lines"


def test_a_damaged_file_is_refused_in_dutch() -> None:
    [mistake] = mistakes_of([("ronde.xlsx", b"PK\x03\x04 geen zip")])
    assert mistake.read == "geen heel zip-bestand"
    assert "File" not in mistake.read
