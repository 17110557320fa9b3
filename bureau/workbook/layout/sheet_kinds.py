"""Which of the kinds that fit a header a sheet is: by its name, else by whose codes stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from bureau.workbook.files.cells import PlainSheet, address
from bureau.workbook.files.characters import folded
from bureau.workbook.files.opening_xlsx import GUIDE
from bureau.workbook.layout.columns import LIST_KINDS, Kind
from bureau.workbook.layout.columns_choices import LAYOUTS
from bureau.workbook.layout.list_shapes import pieces_in_order
from bureau.workbook.layout.near_headings import nearly_a_header
from bureau.workbook.layout.recognising import (
    HEADER_WITHIN,
    PEOPLE_KINDS,
    Found,
    Shape,
    enough_columns,
    matched,
    named_kinds,
)
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Directory, Who
from bureau.workbook.rows.draft import Draft
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

_MATRIX_KINDS: Final = (*LIST_KINDS, Kind.REISTIJDEN)
_DIRECTED: Final = (*LIST_KINDS, Kind.BEZOEKWENSEN)


def settle(desk: Desk, found: Found, draft: Draft) -> Kind | None:
    """The kind of this sheet; None when that cannot be said, which is then a mistake."""
    named = named_kinds(found.sheet)
    if (
        found.shape is Shape.WIDE
        and named
        and not set(named) & set(found.kinds)
        and (set(named) & set(_DIRECTED))
    ):
        _contradicts(desk, found, named)
        return None
    called = exactly_named(found.sheet)
    if set(found.kinds) <= set(PEOPLE_KINDS) and called in PEOPLE_KINDS:
        if called in found.kinds or _nearly_as_well(found, called):
            return called
        _other_people(desk, found, called)
        return None
    if len(found.kinds) == 1:
        return found.kinds[0]
    left = [kind for kind in found.kinds if kind in named] or list(found.kinds)
    if Kind.VOORKEUREN_VOORAF in left and not draft.ronde.procedure.has(PhaseKind.LISTS_BEFORE):
        left = [kind for kind in left if kind is not Kind.VOORKEUREN_VOORAF] or left
    if len(left) > 1 and "code" in found.columns and found.shape is Shape.WIDE:
        side = _rows_are(found.sheet, found.header.number, found.columns["code"][0], draft)
        if side is not None:
            left = [k for k in left if (k is Kind.VOORKEUREN_HAO) == (side is Who.HAO)] or left
    if len(left) > 1 and Kind.BEZOEKWENSEN in left and found.shape is Shape.WIDE:
        practices, people = _votes(found, draft.directory)
        if practices != people:
            left = [k for k in left if (k is Kind.BEZOEKWENSEN) == (practices > people)]
    if len(left) > 1 and set(left) <= set(PEOPLE_KINDS):
        left = _whose_codes(found, left, draft) or left
    if len(left) == 1:
        return left[0]
    desk.unread.update(left)
    names = " of ".join(f"'{kind.value}'" for kind in sorted(left))
    first = min(found.header.cells)
    desk.wrong(
        found.sheet,
        address(found.header.number, first),
        found.header.cells[first].shown,
        Text(
            f"een duidelijk blad: noem het {names}",
            f"a clear sheet: call it {names.replace(' of ', ' or ')}",
        ),
        "unclear_sheet",
    )
    return None


def _whose_codes(found: Found, kinds: list[Kind], draft: Draft) -> list[Kind]:
    """The one of these kinds whose people the round already knows by the codes of this sheet."""
    sides = {Kind.AIOS: Who.AIOS, Kind.HAO: Who.HAO, Kind.PRAKTIJKEN: Who.PRAKTIJK}
    owner = _rows_are(found.sheet, found.header.number, found.columns["code"][0], draft)
    return [kind for kind in kinds if sides[kind] is owner]


def exactly_named(sheet: PlainSheet) -> Kind | None:
    """The kind whose name, or one of whose other names, the sheet or else its file bears."""
    for name in (folded(sheet.name), folded(PurePath(sheet.file).stem)):
        for kind, layout in LAYOUTS.items():
            if name in {folded(word) for word in (kind.value, *layout.names)}:
                return kind
    return None


def _nearly_as_well(found: Found, kind: Kind) -> bool:
    """Whether that kind reads all headings but one of those that the best kind reads."""
    keys = matched(LAYOUTS[kind], found.header)
    best = max(len(matched(LAYOUTS[fits], found.header)) for fits in found.kinds)
    return enough_columns(kind, set(keys)) and len(keys) >= best - 1


def _other_people(desk: Desk, found: Found, called: Kind) -> None:
    """The sheet is called one thing and its headings say another."""
    meant = " of ".join(kind.value for kind in found.kinds)
    first = min(found.header.cells)
    desk.unread.update((called, *found.kinds))
    desk.wrong(
        found.sheet,
        address(found.header.number, first),
        found.header.cells[first].shown,
        Text(
            f"kopjes die bij de naam passen: blad of bestand heet {called.value}, maar de kopjes "
            f"horen bij {meant}. Geef het blad de naam van wat er staat",
            f"headings that fit the name: the sheet or file is called {called.value}, but the "
            f"headings belong to {meant.replace(' of ', ' or ')}. Call the sheet what it holds",
        ),
        "kind_name",
    )


def _contradicts(desk: Desk, found: Found, named: tuple[Kind, ...]) -> None:
    first = min(found.header.cells)
    said = found.header.cells[first].shown
    kinds = " / ".join(LAYOUTS[kind].kind.value for kind in named)
    desk.wrong(
        found.sheet,
        address(found.header.number, first),
        said,
        Text(
            f"kopjes die bij de naam van het blad passen: het heet als {kinds}, "
            f"maar de eerste kolom is '{said}'. Van wie zijn deze lijsten?",
            f"headings that fit the sheet's name: it is called like {kinds}, but the first "
            f"column is '{said}'. Whose lists are these?",
        ),
        "direction_name",
    )


def _votes(found: Found, directory: Directory) -> tuple[int, int]:
    """How many cells under the numbers are practices, and how many are people."""
    practices = people = 0
    for row in found.lines[:40]:
        for column in found.series:
            if column in row.cells:
                whole = row.cells[column].shown
                for shown in pieces_in_order(whole) if found.ordered else [whole]:
                    practices += directory.knows(shown, Who.PRAKTIJK)
                    people += directory.knows(shown, Who.HAO) or directory.knows(shown, Who.AIOS)
    return practices, people


def find_matrix(sheet: PlainSheet, draft: Draft) -> Found | None:
    """A header of codes: ``AIOS | H01 | H02 …``, for lists or travel."""
    named = [kind for kind in named_kinds(sheet) if kind in _MATRIX_KINDS]
    for row in sheet.rows[:HEADER_WITHIN]:
        heads: Mapping[Who, dict[int, int]] = {
            who: {
                column: column
                for column, cell in row.cells.items()
                if draft.directory.knows(cell.shown, who)
            }
            for who in Who
        }
        across, columns = max(heads.items(), key=lambda item: len(item[1]))
        # the corner above the owners may be empty
        first = min(
            column for below in sheet.rows if below.number >= row.number for column in below.cells
        )
        corner = row.cells[first].shown if first in row.cells else ""
        if any(draft.directory.knows(corner, who) for who in Who):
            continue
        if len(columns) < 2 or first in columns or 2 * len(columns) < len(row.cells):
            continue
        down = _rows_are(sheet, row.number, first, draft)
        if down is None or down is across:
            continue
        if not named and Who.PRAKTIJK in (across, down):
            named = [Kind.REISTIJDEN]
        if not named and {across, down} == {Who.AIOS, Who.HAO}:
            named = [Kind.VOORKEUREN_AIOS, Kind.VOORKEUREN_HAO]
        return Found(sheet, tuple(named), Shape.MATRIX, row, {down.name.lower(): (first,)}, columns)
    return None


def _rows_are(sheet: PlainSheet, header: int, column: int, draft: Draft) -> Who | None:
    below = [
        row.cells[column].shown for row in sheet.rows if row.number > header and column in row.cells
    ][:40]
    votes = {who: sum(draft.directory.knows(text, who) for text in below) for who in Who}
    best = max(votes, key=lambda who: votes[who])
    return best if votes[best] and 2 * votes[best] >= len(below) else None


def not_recognised(desk: Desk, sheet: PlainSheet) -> None:
    """Ignored aloud; but a sheet that is named like data, or a CSV, has a mistake in its header."""
    if not sheet.rows:
        desk.skip(sheet, "", sheet.name, Text("leeg blad", "empty sheet"))
        return
    if sheet.name == GUIDE:
        desk.skip(sheet, "", sheet.name, Text("uitleg, geen gegevens", "a guide, no data"))
        return
    named = list(named_kinds(sheet))
    first = sheet.rows[0]
    exact = any(
        folded(sheet.name) == folded(word)
        for kind in named
        for word in (kind.value, *LAYOUTS[kind].names)
    )
    if nearly_a_header(desk, sheet, named if exact else []):
        return
    if exact or sheet.from_csv:
        kinds = named if exact else list(LAYOUTS)
        headers = [column.header for column in LAYOUTS[kinds[0]].columns[:6]]
        wanted = ", ".join(headers)
        column = min(first.cells)
        expected = Text(
            f"een regel met kopjes, bijvoorbeeld {wanted}",
            f"a line with headings, such as {wanted}",
        )
        if not exact:
            expected = Text(
                "een regel met kopjes van een van de bladen: ",
                "a line with the headings of one of the sheets: ",
            ) + Text(*(", ".join(kind.value for kind in LAYOUTS),) * 2)
        desk.unread.update(kinds if exact else ())
        desk.wrong(
            sheet, address(first.number, column), first.cells[column].shown, expected, "no_header"
        )
        return
    desk.skip(sheet, "", sheet.name, Text("geen bekende kopjes", "no known headings"))
