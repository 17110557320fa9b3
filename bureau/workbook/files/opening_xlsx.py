"""The sheets of an .xlsx file, read part by part with constant memory.

Not left to a library, because the usual ones believe what a file claims: its dimensions, a shared
string with a negative number, the last of two parts with one name, a formula without a value.
Format: ECMA-376 part 1, SpreadsheetML.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Final, NamedTuple

from bureau.workbook.files.cells import MOST_FILLED, Opened, PlainSheet
from bureau.workbook.files.characters import clean, excel_unescaped
from bureau.workbook.files.xlsx_parts import DAMAGED, RESAVE, Attributes, BadFile, XlsxParts
from bureau.workbook.files.xlsx_sheet import SheetReading
from bureau.workbook.files.xlsx_styles import Styles, read_styles
from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Text

GUIDE: Final = "Uitleg"
"""The sheet of the template that explains the others."""
OWN_HIDDEN: Final = "Lijsten"
"""The hidden sheet of the template, with the words of the drop-downs."""
_MOST_STRINGS: Final = 200_000
_ODS: Final = Text(
    "een Excel-bestand (.xlsx). Open het en kies Opslaan als, Excel-werkmap (.xlsx)",
    "an Excel file (.xlsx). Open it and choose Save as, Excel workbook (.xlsx)",
)


class _SheetEntry(NamedTuple):
    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class _Book:
    sheets: list[_SheetEntry]
    styles: Styles
    strings: list[str]
    struck: frozenset[int]


def open_xlsx(file: str, content: bytes) -> Opened:
    """All visible sheets; hidden ones are named and left alone."""
    sheet = ""
    try:
        parts = XlsxParts(content)
        book = _book(parts)
        sheets, notices = [], []
        filled = 0
        for entry in book.sheets:
            sheet = entry.name
            reading = SheetReading(book.styles, book.strings, book.struck)
            parts.walk(entry.part, reading.start, reading.end, reading.text)
            if entry.hidden:  # guarded all the same, since the marked copy holds it too
                if entry.name != OWN_HIDDEN:
                    notices.append(
                        Text(
                            f"{file}: het verborgen blad '{entry.name}' is niet gelezen.",
                            f"{file}: the hidden sheet '{entry.name}' was not read.",
                        )
                    )
                continue
            filled += sum(len(row.cells) for row in reading.sorted_rows())
            if filled > MOST_FILLED:
                raise BadFile("too_many_cells", RESAVE, f"meer dan {MOST_FILLED} gevulde cellen")
            notes = [
                Text(f"{file}, {entry.name}: {note.nl}", f"{file}, {entry.name}: {note.en}")
                for note in reading.notices()
            ]
            sheets.append(PlainSheet(file, entry.name, reading.sorted_rows(), notices=tuple(notes)))
        return Opened(tuple(sheets), tuple(notices))
    except BadFile as bad:
        return Opened(
            mistakes=(Mistake(file, sheet, bad.cell, bad.read, bad.expected, "", bad.kind),)
        )


def _book(parts: XlsxParts) -> _Book:
    if "xl/workbook.bin" in parts:
        raise BadFile("other_format", _ODS, ".xlsb")
    if "mimetype" in parts or "content.xml" in parts:
        raise BadFile("other_format", _ODS, ".ods")
    if "word/document.xml" in parts or "ppt/presentation.xml" in parts:
        raise BadFile("other_format", _ODS, "Word, PowerPoint")
    main = next(
        (target for kind, target in _relations(parts, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    if main not in parts:
        raise BadFile("damaged", DAMAGED, "geen werkmap in dit bestand")
    relations = _relations(parts, main)
    listed: list[Attributes] = []
    from_1904 = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if tag == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            listed.append(attributes)

    parts.walk(main, start)
    sheets = []
    for attributes in listed:
        number = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
        kind, part = relations.get(number, ("", ""))
        name, _ = clean(attributes.get("name", ""))
        if kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(_SheetEntry(name[:80], part, hidden))
    names = [sheet.name.casefold() for sheet in sheets]
    targets = [sheet.part for sheet in sheets]
    if len(set(names)) < len(names) or len(set(targets)) < len(targets):
        raise BadFile("doubled_sheet", DAMAGED, "twee bladen met dezelfde naam")
    if not sheets:
        raise BadFile("damaged", DAMAGED, "geen bladen in dit bestand")
    by_kind = dict(relations.values())
    styles = read_styles(parts, by_kind.get("styles", ""), from_1904)
    strings, struck = _shared_strings(parts, by_kind.get("sharedStrings", ""))
    return _Book(sheets, styles, strings, struck)


def _relations(parts: XlsxParts, of: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part, by id."""
    folder, name = posixpath.split(of)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = kind, posixpath.normpath(full)

    if part in parts:
        parts.walk(part, start)
    return found


def _shared_strings(parts: XlsxParts, part: str) -> tuple[list[str], frozenset[int]]:
    """The texts, and which of them are struck through in whole or in part."""
    strings: list[str] = []
    struck: set[int] = set()
    pieces: list[str] = []
    reading = phonetic = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal reading, phonetic
        if tag == "si":
            pieces.clear()
        elif tag == "rPh":
            phonetic = True
        elif tag == "strike" and attributes.get("val", "1") not in ("0", "false"):
            struck.add(len(strings))
        reading = tag == "t" and not phonetic

    def end(tag: str) -> None:
        nonlocal reading, phonetic
        reading = False
        if tag == "rPh":
            phonetic = False
        elif tag == "si":
            if len(strings) >= _MOST_STRINGS:
                raise BadFile("too_many_cells", DAMAGED, f"meer dan {_MOST_STRINGS} teksten")
            strings.append(excel_unescaped("".join(pieces)))

    def text(data: str) -> None:
        if reading:
            pieces.append(data)

    if part and part in parts:
        parts.walk(part, start, end, text)
    return strings, frozenset(struck)
