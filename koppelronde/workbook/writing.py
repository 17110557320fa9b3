"""Plain tables as an xlsx workbook: whatever text people wrote comes out as that text.

Text that begins with ``=``, ``+``, ``-`` or ``@`` is stored as text with Excel's quote prefix, so
that it never becomes a formula. The same tables give the same bytes on every machine: no clock,
no author, and parts stored without compression, since compressors differ between machines.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

INK: Final = "1F2933"
ACCENT: Final = "1F5F6B"
TINT: Final = "E3EFF1"
RULE: Final = "C9D3D6"
FONT: Final = "Calibri"
_LONGEST_CELL: Final = 32_767
_UNSAFE_START: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - docProps has no zone; a fixed moment


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


def fill_table(page: Worksheet, sheet: Sheet) -> None:
    """Write the header and the rows; freeze the header and set widths."""
    from openpyxl.utils import get_column_letter

    for column, header in enumerate(sheet.headers, 1):
        put_header(page.cell(1, column), header)
    alike: dict[tuple[object, ...], Cell | MergedCell] = {}
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            _put_like_before(page.cell(number, column), value, alike)
    page.freeze_panes = "A2"
    page.sheet_view.showGridLines = False
    for column in range(1, max([len(sheet.headers), *(len(row) for row in sheet.rows)]) + 1):
        width = sheet.widths[column - 1] if column <= len(sheet.widths) else _width(sheet, column)
        page.column_dimensions[get_column_letter(column)].width = width


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


def put_header(cell: Cell | MergedCell, text: str) -> None:
    """A column heading in the house's look."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    put_text(cell, text)
    cell.font = Font(name=FONT, bold=True, color=INK)
    cell.fill = PatternFill("solid", start_color=TINT)
    cell.border = Border(bottom=Side("medium", color=ACCENT))
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def put_value(cell: Cell | MergedCell, value: Field) -> None:
    """A value as the kind of cell that Excel has for it; text always as text."""
    look = value if isinstance(value, Painted) else Painted(value)
    content = look.value
    style = _style(look.ink or INK, look.bold, look.fill)
    cell.font, cell.border = style.font, style.border
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


def workbook_bytes(book: Workbook, title: str) -> bytes:
    """The workbook without author, clock or compression: the same content, the same bytes."""
    book.properties.creator = ""
    book.properties.lastModifiedBy = None
    book.properties.title = title
    book.properties.created = _MADE
    book.properties.modified = _MADE
    raw = BytesIO()
    book.save(raw)
    return _repacked(raw.getvalue())


def _repacked(content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part
                )
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.create_system = 3  # or the file would say which system wrote it
            target.writestr(entry, part)
    return packed.getvalue()


def _width(sheet: Sheet, column: int) -> float:
    texts = [sheet.headers[column - 1]] if column <= len(sheet.headers) else []
    for row in sheet.rows:
        if column <= len(row):
            field = row[column - 1]
            value = field.value if isinstance(field, Painted) else field
            texts.append("dd-mm-jjjj" if isinstance(value, date) else str(value or ""))
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return float(min(60, max(6, longest + 2)))
