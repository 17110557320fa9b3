"""What Microsoft Forms and Google Forms make of answers, as a table of this program.

Both put what they know themselves in front (number, times, account) and one question in each
column: a ranking as one cell of Microsoft (``H01;H02;H03;``), a grid as a column for each line of
Google (``Voorkeur [1e keus]``). A code, address or name says whose answer it is, in that order.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bureau.workbook.files.cells import Cell, PlainSheet, Row
from bureau.workbook.files.characters import folded
from koppelronde.domain.language import Text

_OWN: Final = frozenset(
    "id begintijd starttijd starttime tijdvanvoltooien voltooiingstijd completiontime tijdstempel "
    "timestamp tijdvanlaatstewijziging lastmodifiedtime taal language score totaalaantalpunten "
    "totalpoints quizfeedback tijdvangradepost gradepostedtime".split()
)
"""Columns that the programs add of their own, folded."""
_TIMES: Final = frozenset(
    "begintijd starttijd starttime tijdvanvoltooien voltooiingstijd completiontime tijdstempel "
    "timestamp".split()
)
_CODE: Final = re.compile(r"code|aiosnr|haonr|aiosnummer|haonummer|^aios$|^hao$|^opleider$")
_MAIL: Final = re.compile(r"^(?:e?mail|email(?:adres|address)?|gebruikersnaam|username)\d?$")
_NAME: Final = re.compile(r"^(?:naam|name|volledigenaam|jenaam|uwnaam|watisjenaam|watisuwnaam)\d?$")
_NOBODY: Final = frozenset({"anonymous", "anoniem"})
_BRACKETS: Final = re.compile(r".*\[([^\[\]]+)\]\s*")
OWNER: Final = "Nr"
"""What the column that says whose answer it is, is called from here on."""


def as_table(sheet: PlainSheet) -> PlainSheet:
    """The sheet with the columns of a form taken away or named as on our own sheets.

    Every cell stays at its address. A sheet that no form wrote comes back as it is.
    """
    header = next(iter(sheet.rows), None)
    if header is None:
        return sheet
    heads = {column: folded(cell.shown) for column, cell in header.cells.items()}
    if not _TIMES & set(heads.values()):
        return sheet
    owner = _owner(sheet, heads)
    if owner is None:
        return sheet
    gone = {
        column
        for column, head in heads.items()
        if column != owner and (head in _OWN or _MAIL.search(head) or _NAME.search(head))
    }
    return replace(
        sheet,
        rows=(
            Row(header.number, _named(header, owner, gone)),
            *(
                Row(row.number, {c: cell for c, cell in row.cells.items() if c not in gone})
                for row in sheet.rows[1:]
            ),
        ),
        notices=(
            *sheet.notices,
            Text(
                f"{sheet.file}, {sheet.name}: gelezen als antwoorden van een formulier; van wie, "
                f"staat in kolom '{header.cells[owner].shown}'.",
                f"{sheet.file}, {sheet.name}: read as answers to a form; whose they are is in "
                f"column '{header.cells[owner].shown}'.",
            ),
        ),
    )


def _owner(sheet: PlainSheet, heads: dict[int, str]) -> int | None:
    """The column that says whose answers these are; None where none does."""
    for wanted in (_CODE, _MAIL, _NAME):
        for column, head in heads.items():
            said = [row.cells[column].shown for row in sheet.rows[1:] if column in row.cells]
            known = said and not _NOBODY & {folded(text) for text in said}
            if head != "id" and wanted.search(head) and known:
                return column
    return None


def _named(header: Row, owner: int, gone: set[int]) -> dict[int, Cell]:
    named = {}
    for column, cell in header.cells.items():
        if column in gone:
            continue
        shown = OWNER if column == owner else cell.shown
        inside = _BRACKETS.fullmatch(shown)
        text = inside[1].strip() if inside else shown
        named[column] = Cell(text, text, cell.problem)
    return named
