"""The coordinator's own workbook back, with the cells that are wrong red and commented."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bureau.workbook.files.cells import Opened
from bureau.workbook.files.characters import clean
from bureau.workbook.files.opening import open_file
from bureau.workbook.out.packing import workbook_bytes
from bureau.workbook.out.writing import put_value
from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import DEFAULT_LANG, Lang, Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

RED: Final = "F8C9C4"
RED_INK: Final = "9B1C1C"
_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


def marked_copy(file_bytes: bytes, mistakes: Iterable[Mistake], lang: Lang = DEFAULT_LANG) -> bytes:
    """The same workbook with each mistake as a red cell and a comment; a CSV becomes an xlsx.

    ``mistakes`` are those of this file. A file that could not be opened at all gives a workbook
    that only says why.
    """
    given = tuple(mistakes)
    opened = open_file("bestand.csv", file_bytes)
    book = _loaded(file_bytes, opened) if opened.sheets else None
    if book is None:
        book = _rebuilt(opened)
    pages = {clean(page.title)[0]: page for page in book.worksheets}
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mistake in given:
        if mistake.sheet in pages:
            name = mistake.sheet
        elif len(book.worksheets) == 1 and mistake.sheet:
            name = clean(book.worksheets[0].title)[0]  # a CSV is called after its file
        else:
            continue
        cell = mistake.cell if _CELL.fullmatch(mistake.cell) else "A1"
        sentence = _sentence(mistake, lang)
        for place in ((name, cell), *mistake.also):
            sheet = place[0] if place[0] in pages else name
            if _CELL.fullmatch(place[1]) and sentence not in said[sheet, place[1]]:
                said[sheet, place[1]].append(sentence)
    for (name, cell), sentences in said.items():
        _mark(pages[name], cell, sentences)
    if not opened.sheets:
        _only_say(book, given, lang)
    if opened.sheets and opened.sheets[0].from_csv:
        return workbook_bytes(book, "")
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


def _loaded(content: bytes, opened: Opened) -> Workbook | None:
    """The workbook as it is, or None for a CSV or one that the library cannot carry over."""
    if opened.sheets[0].from_csv:
        return None
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of drawings and the like that it drops
            return load_workbook(BytesIO(content))
    except Exception:  # the library's own limits are many; then the plain cells are copied
        return None


def _rebuilt(opened: Opened) -> Workbook:
    from openpyxl import Workbook

    from bureau.workbook.out.writing import sheet_name

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in opened.sheets:
        page = book.create_sheet(sheet_name(sheet.name, book.sheetnames))
        for row in sheet.rows:
            for column, cell in row.cells.items():
                value = cell.shown if cell.problem else cell.value
                put_value(page.cell(row.number, column), value)
    if not opened.sheets:
        book.create_sheet("Fouten")
    return book


def _mark(page: Worksheet, cell: str, sentences: list[str]) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    target = page[cell]
    if isinstance(target, MergedCell):
        around = next(area for area in page.merged_cells.ranges if cell in area)
        target = page.cell(around.min_row, around.min_col)
    target.fill = PatternFill("solid", start_color=RED)
    if target.value is None:
        target.font = Font(color=RED_INK)
    before = f"{target.comment.text}\n\n" if target.comment else ""
    text = before + "\n\n".join(sentences)
    note = Comment(text[:8000], "koppel")
    note.width, note.height = 360, 60 + 18 * (len(text) // 45 + text.count("\n"))
    target.comment = note


def _only_say(book: Workbook, mistakes: tuple[Mistake, ...], lang: Lang) -> None:
    page = book.worksheets[0]
    for number, mistake in enumerate(mistakes, 1):
        put_value(page.cell(number, 1), mistake.cell)
        put_value(page.cell(number, 2), _sentence(mistake, lang))
    page.column_dimensions["B"].width = 100


def _sentence(mistake: Mistake, lang: Lang) -> str:
    read = (
        Text(f"Gelezen: {mistake.read}. ", f"Read: {mistake.read}. ")
        if mistake.read
        else Text("", "")
    )
    says = read + Text(f"Verwacht: {mistake.expected.nl}.", f"Expected: {mistake.expected.en}.")
    if mistake.suggestion:
        says += Text(f" Bedoelt u {mistake.suggestion}?", f" Did you mean {mistake.suggestion}?")
    return says.say(lang)
