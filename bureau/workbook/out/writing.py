"""Plain tables as an xlsx workbook: whatever text people wrote comes out as that text.

Text that begins with ``=``, ``+``, ``-`` or ``@`` is stored as text with Excel's quote prefix, so
that it never becomes a formula. The same tables give the same bytes on every machine: no clock,
no author, and parts stored without compression, since compressors differ between machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from bureau.workbook.out.packing import workbook_bytes
from bureau.workbook.out.printing import set_pages

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

INK: Final = "1F2933"
ACCENT: Final = "1F5F6B"
TINT: Final = "E3EFF1"
RULE: Final = "C9D3D6"
FONT: Final = "Calibri"
_SENTENCE: Final = 400
_BESIDE_WORD: Final = 4
_LINE_POINTS: Final = 15
_LONGEST_CELL: Final = 32_767
_UNSAFE_START: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Painted(NamedTuple):
    """A value with a look of its own: ``fill`` and ``ink`` are RRGGBB, empty for the default."""

    value: Value
    fill: str = ""
    ink: str = ""
    bold: bool = False


Value = str | int | float | Decimal | bool | date | datetime | time | None
Field = Value | Painted


class Sheet(NamedTuple):
    """One table. ``widths`` are in characters; columns beyond them get a width by content."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Field]]
    widths: Sequence[float] = ()


def sheets_workbook(title: str, sheets: Iterable[Sheet | Sequence[object]]) -> bytes:
    """A workbook with one sheet per table, a frozen bold header above each.

    A sheet is a :class:`Sheet` or a plain tuple in its order (name, headers, rows, widths).
    Raises ValueError for a text longer than a cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for given in sheets:
        sheet = given if isinstance(given, Sheet) else Sheet(*given)  # type: ignore[arg-type]
        page = book.create_sheet(sheet_name(sheet.name, book.sheetnames))
        fill_table(page, sheet)
    return workbook_bytes(book, title)


def fill_table(page: Worksheet, sheet: Sheet, *, open_ended: bool = False) -> None:
    """Write the header and the rows; freeze the header, set widths and pages.

    ``open_ended`` is a sheet that people go on filling in.
    """
    from openpyxl.utils import get_column_letter

    numeric = _numeric_columns(sheet)
    for column, header in enumerate(sheet.headers, 1):
        put_header(page.cell(1, column), header, number=column in numeric)
    alike: dict[tuple[object, ...], Cell | MergedCell] = {}
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            _put_like_before(page.cell(number, column), value, alike)
    page.freeze_panes = "A2"
    page.sheet_view.showGridLines = False
    widths = []
    for column in range(1, max([len(sheet.headers), *(len(row) for row in sheet.rows)]) + 1):
        width = _width(sheet, column)
        page.column_dimensions[get_column_letter(column)].width = width
        widths.append(width)
    _wrap(page, sheet, widths)
    last_line = 0 if open_ended else len(sheet.rows) + 1
    set_pages(page, widths, keep=1 if open_ended else 2, last_line=last_line)


def _wrap(page: Worksheet, sheet: Sheet, widths: Sequence[float]) -> None:
    """A sentence that does not fit goes on below itself, not under the next column.

    Whole messages do not: they are there for Word, and would make lines of a page high. The height
    is given, since not every program works it out for itself.
    """
    from openpyxl.styles import Alignment

    _set_height(page, 1, [(text, widths[at] - 3) for at, text in enumerate(sheet.headers)])
    for number, row in enumerate(sheet.rows, 2):
        long = []
        for column, (field, width) in enumerate(zip(row, widths, strict=False), 1):
            value = field.value if isinstance(field, Painted) else field
            if not isinstance(value, str) or not width < len(value) <= _SENTENCE:
                continue
            if " " in value and "\n" not in value:
                page.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
                long.append((value, width))
        _set_height(page, number, long)


def _set_height(page: Worksheet, number: int, texts: Sequence[tuple[str, float]]) -> None:
    lines = max([1, *(len(wrap(text, max(4, int(width * 0.95)))) for text, width in texts)])
    if lines > 1:
        page.row_dimensions[number].height = _LINE_POINTS * lines + 2


def _put_like_before(
    cell: Cell | MergedCell, value: Field, alike: dict[tuple[object, ...], Cell | MergedCell]
) -> None:
    """As put_value, taking the finished look of an earlier cell: ten times as fast."""
    look = value if isinstance(value, Painted) else Painted(value)
    text = look.value if isinstance(look.value, str) else ""
    key = (type(look.value), text.startswith(_UNSAFE_START), look[1:])
    before = alike.get(key)
    if before is None or not (look.value is None or isinstance(look.value, str | int)):
        put_value(cell, value)
        alike[key] = cell
        return
    if isinstance(look.value, str):
        put_text(cell, look.value)
    else:
        cell.value = look.value
    styled, model = cast(Any, cell), cast(Any, before)  # the stubs leave out this attribute
    styled._style = copy(model._style)


def put_header(cell: Cell | MergedCell, text: str, *, number: bool = False) -> None:
    """A column heading in the house's look, above numbers on their side of the column."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    put_text(cell, text)
    cell.font = Font(name=FONT, bold=True, color=INK)
    cell.fill = PatternFill("solid", start_color=TINT)
    cell.border = Border(bottom=Side("medium", color=ACCENT))
    cell.alignment = Alignment(
        vertical="center", wrap_text=True, horizontal="right" if number else None, indent=number
    )


def put_value(cell: Cell | MergedCell, value: Field) -> None:
    """A value as the kind of cell that Excel has for it; text always as text."""
    look = value if isinstance(value, Painted) else Painted(value)
    content = look.value
    style = _style(look.ink or INK, look.bold, look.fill)
    cell.font, cell.border = style.font, style.border
    cell.alignment = _alignment(content)
    if style.fill is not None:
        cell.fill = style.fill
    if isinstance(content, str):
        put_text(cell, content)
    elif isinstance(content, Decimal):
        cell.value = int(content) if content == content.to_integral_value() else float(content)
    elif isinstance(content, datetime):
        cell.value = content.replace(tzinfo=None)
        cell.number_format = "dd-mm-yyyy hh:mm"
    elif isinstance(content, date):
        cell.value = content
        cell.number_format = "dd-mm-yyyy"
    elif isinstance(content, time):
        cell.value = content
        cell.number_format = "hh:mm"
    else:
        cell.value = content


def _alignment(content: Value) -> Alignment:
    """At the top of its line; a number keeps its distance from the words in the next column."""
    return _aligned(
        "number" if _is_number(content) else "date" if isinstance(content, date | time) else ""
    )


@lru_cache(maxsize=3)
def _aligned(what: str) -> Alignment:
    from openpyxl.styles import Alignment

    if what == "number":
        return Alignment(horizontal="right", indent=1, vertical="top")
    return Alignment(horizontal="left" if what else None, vertical="top")


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _numeric_columns(sheet: Sheet) -> frozenset[int]:
    """The columns that hold numbers and nothing else."""
    kinds: dict[int, set[bool]] = {}
    for row in sheet.rows:
        for column, field in enumerate(row, 1):
            value = field.value if isinstance(field, Painted) else field
            if value is not None and value != "":
                kinds.setdefault(column, set()).add(_is_number(value))
    return frozenset(column for column, found in kinds.items() if found == {True})


class _Style(NamedTuple):
    font: Font
    border: Border
    fill: PatternFill | None


@lru_cache(maxsize=200)
def _style(ink: str, bold: bool, fill: str) -> _Style:
    from openpyxl.styles import Border, Font, PatternFill, Side

    return _Style(
        Font(name=FONT, color=ink, bold=bold),
        Border(bottom=Side("hair", color=RULE)),
        PatternFill("solid", start_color=fill) if fill else None,
    )


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Text as text, never as a formula; characters that xlsx cannot hold become U+FFFD."""
    if not text:
        return
    if len(text) > _LONGEST_CELL:
        raise ValueError(f"a cell holds at most {_LONGEST_CELL} characters, got {len(text)}")
    cell.value = _CONTROL.sub("\ufffd", text)
    cell.data_type = "s"
    if text.startswith(_UNSAFE_START):
        cell.quotePrefix = True


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that Excel accepts (31 characters, no ``[]:*?/\\``) and that is still free."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'")[:31] or "Blad"
    used = {name.casefold() for name in taken}
    name, number = plain, 2
    while name.casefold() in used:
        tail = f" {number}"
        name, number = plain[: 31 - len(tail)] + tail, number + 1
    return name


def _width(sheet: Sheet, column: int) -> float:
    header = sheet.headers[column - 1] if column <= len(sheet.headers) else ""
    word = max((len(word) for word in header.split()), default=0) + _BESIDE_WORD
    if column <= len(sheet.widths):
        return max(sheet.widths[column - 1], word)
    texts = []
    for row in sheet.rows:
        if column <= len(row):
            field = row[column - 1]
            value = field.value if isinstance(field, Painted) else field
            texts.append("dd-mm-jjjj" if isinstance(value, date) else str(value or ""))
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return float(min(60, max(6, longest + 2, len(header) / 2 + _BESIDE_WORD, word)))
