"""Which columns of a sheet are not read, and which headings are wrong."""

from __future__ import annotations

import re
from typing import Final

from bureau.workbook.files.cells import address
from bureau.workbook.files.characters import FORMULA_ERROR, folded
from bureau.workbook.layout.columns import FREE_TEXT, NOT_KEPT, Kind
from bureau.workbook.layout.columns_choices import LAYOUTS
from bureau.workbook.layout.near_headings import unknown_column
from bureau.workbook.layout.no_data import SUMMARY
from bureau.workbook.layout.recognising import Found, Shape
from bureau.workbook.rows.desk import Desk
from koppelronde.domain.language import Text


def report_columns(desk: Desk, found: Found, kind: Kind) -> None:
    """Say which columns are not read, and refuse two columns for one fact."""
    layout = LAYOUTS[kind]
    sheet, row = found.sheet, found.header
    used = {column for columns in found.columns.values() for column in columns} | set(found.series)
    for key, columns in found.columns.items():
        if len(columns) > 1 and not layout.column(key).several:
            desk.wrong(
                sheet,
                address(row.number, columns[1]),
                row.cells[columns[1]].shown,
                Text(
                    f"één kolom '{layout.column(key).header}'; dit is de tweede",
                    f"one column '{layout.column(key).header}'; this is the second",
                ),
                "doubled_column",
            )
    numbers: dict[int, int] = {}
    for column, number in found.series.items():
        if number in numbers:
            desk.wrong(
                sheet,
                address(row.number, column),
                row.cells[column].shown,
                Text(f"één kolom voor keus {number}", f"one column for choice {number}"),
                "doubled_column",
            )
        numbers[number] = column
    if found.shape is Shape.MATRIX:
        _matrix_headings(desk, found, used)
    for column, cell in row.cells.items():
        if column in used or found.shape is Shape.MATRIX:
            continue
        if cell.problem is FORMULA_ERROR:
            desk.wrong(
                sheet,
                address(row.number, column),
                cell.shown,
                cell.problem.expected,
                cell.problem.kind,
            )
            continue
        plain = folded(cell.shown)
        why = unknown_column(cell.shown, kind, set(found.columns))
        if FREE_TEXT.search(plain):
            why = Text("vrije tekst wordt nooit bewaard", "free text is never kept")
        elif NOT_KEPT.search(plain):
            why = Text(
                "dit gegeven is niet nodig en wordt niet bewaard",
                "this is not needed and is not kept",
            )
        desk.skip(sheet, address(row.number, column), cell.shown, why)
    loose = sorted(
        {column for line in found.lines for column in line.cells} - set(row.cells) - used
    )
    first = next((line for line in found.lines if loose and loose[0] in line.cells), None)
    if (
        first is not None
        and found.shape is not Shape.TABLE
        and min(found.series) < loose[0]
        and (loose[0] < max(found.series) or _CODE_LIKE.fullmatch(first.cells[loose[0]].shown))
    ):
        desk.wrong(
            sheet,
            address(row.number, loose[0]),
            first.cells[loose[0]].shown,
            Text(
                "een kop boven deze kolom; zonder kop tellen de voorkeuren eronder niet mee",
                "a heading above this column; without one the choices below it do not count",
            ),
            "heading_missing",
        )
    elif loose and not sheet.from_csv:
        desk.skip(
            sheet,
            address(row.number, loose[0]),
            "",
            Text("kolom zonder kop", "column without a heading"),
        )


_CODE_LIKE: Final = re.compile(r"\D{0,6}\d{1,4}(?:\b.*)?")


def _matrix_headings(desk: Desk, found: Found, used: set[int]) -> None:
    """A heading that names nobody would take a whole column of numbers with it."""
    for column, cell in found.header.cells.items():
        if column in used:
            continue
        if SUMMARY.match(cell.shown) or _ASIDE.match(folded(cell.shown)):
            why = Text("geen kolom van een persoon", "not a person's column")
            desk.skip(found.sheet, address(found.header.number, column), cell.shown, why)
        elif any(column in line.cells for line in found.lines):
            desk.wrong(
                found.sheet,
                address(found.header.number, column),
                cell.shown,
                Text(
                    "een bekende code boven deze kolom, of een kop als 'Naam' of 'Totaal'",
                    "a known code above this column, or a heading such as 'Naam' or 'Totaal'",
                ),
                "unknown_heading",
            )


_ASIDE: Final = re.compile(
    "naam|volledigenaam|voornaam|achternaam|gem|max|min|opmerking|toelichting|check|controle|jaar"
)
