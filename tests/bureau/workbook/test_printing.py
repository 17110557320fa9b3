"""A sheet that is printed from Excel as it is comes out whole, readable and numbered."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bureau.workbook.layout.template import template_workbook
from bureau.workbook.out.exporting import round_workbook
from bureau.workbook.out.writing import Sheet, sheets_workbook
from koppelronde.procedure.toml_file import load_procedure
from tests.bureau.workbook.books import clean_sheets, taken


def pages(content: bytes) -> list[Worksheet]:
    book = load_workbook(BytesIO(content))
    return [page for page in book.worksheets if page.sheet_state == "visible"]


def across(page: Worksheet) -> float:
    return sum(column.width for column in page.column_dimensions.values())


EVERY = {
    "template": template_workbook(load_procedure("groningen"), "Maart & april"),
    "export": round_workbook(taken(clean_sheets()).ronde),
    "result": sheets_workbook("Uitslag", [Sheet("Koppels", ["AIOS"] * 14, [["x" * 20] * 14] * 3)]),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_sheet_fits_the_page_with_its_heading_and_its_number(name: str) -> None:
    for page in pages(EVERY[name]):
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows == "$1:$1"
        assert page.oddFooter.right.text == "&P / &N"
        assert page.page_setup.paperSize == int(page.PAPERSIZE_A4)
        sideways = page.page_setup.orientation == "landscape"
        assert sideways == (across(page) > 125), page.title
        assert across(page) / page.page_setup.fitToWidth <= (215 if sideways else 125)


def test_a_sheet_of_two_pages_wide_repeats_who_it_is_about() -> None:
    (page,) = pages(EVERY["result"])
    assert page.page_setup.fitToWidth == 2
    assert page.print_title_cols == "$A:$B"
    assert page.print_area == "'Koppels'!$A$1:$N$4"


def test_a_sheet_to_fill_in_has_no_end_where_printing_stops() -> None:
    for page in pages(EVERY["template"]):
        assert not page.print_area or page.title == "Uitleg"


def test_an_ampersand_in_the_name_of_a_round_is_no_code_in_the_footer() -> None:
    assert pages(EVERY["template"])[0].oddFooter.left.text == "Maart && april"


def test_a_sentence_wider_than_its_column_gets_the_lines_it_needs() -> None:
    long = "iedereen één keer; wie er twee keer staat, telt niet mee"
    book = sheets_workbook("x", [Sheet("x", ["Wat", "Dan"], [[long, "ja"], ["kort", "nee"]], [20])])
    (page,) = pages(book)
    assert page["A2"].alignment.wrap_text
    assert page.row_dimensions[2].height >= 3 * 15
    assert page.row_dimensions[3].height is None


def test_a_number_and_its_heading_keep_away_from_the_words_beside_them() -> None:
    (page,) = pages(sheets_workbook("x", [Sheet("x", ["Rang", "Genoemd"], [[4, "ja"]])]))
    for cell in (page["A1"], page["A2"]):
        assert (cell.alignment.horizontal, cell.alignment.indent) == ("right", 1)
    assert page["B2"].alignment.horizontal is None
