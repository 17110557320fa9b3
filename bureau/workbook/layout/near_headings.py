"""A heading with a slip of the pen: which known one is meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from bureau.workbook.files.cells import PlainSheet, Row, address
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import Kind, heading_forms
from bureau.workbook.layout.columns_choices import LAYOUTS
from bureau.workbook.layout.recognising import HEADER_WITHIN, enough_columns, matched
from bureau.workbook.rows.desk import Desk
from koppelronde.domain.language import Text

_NEAR: Final = 0.78
_SURE: Final = 8
"""So many letters in a row are no coincidence: ``Grootschalige hds?``."""
_AT_LEAST: Final = 3
"""A sheet with a name of its own is data when so many of its headings are known."""


def nearest_heading(heading: str, kind: Kind, taken: set[str]) -> tuple[str, str]:
    """Key and name of the column that these words nearly are; both empty if none is.

    ``taken`` are the keys of the columns that the sheet has already.
    """
    known = {
        form: (column.key, name)
        for column in reversed(LAYOUTS[kind].columns)
        if column.key not in taken or column.several
        for name in (*reversed(column.names), column.header)
        for form in heading_forms(name)
    }
    plain = folded(heading)
    close = get_close_matches(plain, known, n=1, cutoff=_NEAR)
    if not close:  # two letters changed places: Cdoe
        close = [form for form in known if len(form) > 2 and sorted(form) == sorted(plain)]
    if not close:
        close = [
            f for f in known if min(len(f), len(plain)) >= _SURE and (plain in f or f in plain)
        ]
    return known[close[0]] if close else ("", "")


def unknown_column(heading: str, kind: Kind, taken: set[str]) -> Text:
    """Why a column is not read, with the one that is meant where that is plain."""
    why = Text("onbekende kolom", "unknown column")
    _, name = nearest_heading(heading, kind, taken)
    if name:
        why += Text(
            f"; bedoelt u '{name}'? Verander dan de kop en lees het blad opnieuw in",
            f"; did you mean '{name}'? Then change the heading and import the sheet again",
        )
    return why


def nearly_a_header(desk: Desk, sheet: PlainSheet, kinds: list[Kind]) -> bool:
    """Say which heading keeps this sheet from being read; False where no slip explains it.

    ``kinds`` are what the sheet is called; without any, most of the headings must be known.
    """
    for row in sheet.rows[:HEADER_WITHIN]:
        for kind in kinds or LAYOUTS:
            columns = matched(LAYOUTS[kind], row)
            slips = _slips(row, kind, set(columns))
            keys = {*columns, *(key for key, _ in slips.values())}
            known = bool(kinds) or len(columns) >= _AT_LEAST
            if not (known and slips and enough_columns(kind, keys)):
                continue
            desk.unread.add(kind)
            for column, (_, name) in slips.items():
                desk.wrong(
                    sheet,
                    address(row.number, column),
                    row.cells[column].shown,
                    Text("een bekende kop", "a known heading"),
                    "misspelt_heading",
                    name,
                )
            return True
    return False


def _slips(row: Row, kind: Kind, taken: set[str]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for column, cell in row.cells.items():
        near = nearest_heading(cell.shown, kind, taken)
        if near[0] and near[0] not in {key for key, _ in found.values()}:
            found[column] = near
    known = matched(LAYOUTS[kind], row).values()
    return {c: near for c, near in found.items() if all(c not in columns for columns in known)}
