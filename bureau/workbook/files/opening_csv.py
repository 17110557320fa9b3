"""A CSV file as a sheet: marks, encodings and quotes that Excel and its users produce.

The standard reader lets an unclosed quote swallow the rest of the file, keeps the byte order mark
in the first heading and takes rows of any length; this one names the line instead.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from pathlib import PurePath
from typing import Final, NamedTuple

from bureau.workbook.files.cells import MOST_FILLED, Cell, Opened, PlainSheet, Row, address, refused
from bureau.workbook.files.characters import clean
from bureau.workbook.files.encodings import letters_of
from koppelronde.domain.language import Text

DELIMITERS: Final = ";\t,|"
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 500
_SEP_LINE: Final = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)


class _Trouble(NamedTuple):
    line: int
    column: int
    read: str
    expected: Text
    kind: str


def open_csv(file: str, content: bytes) -> Opened:
    """The one sheet of a CSV file; its name is that of the file."""
    decoded = _decoded(file, content)
    if isinstance(decoded, Opened):
        return decoded
    text, notices = decoded
    records = _split(text)
    if isinstance(records, _Trouble):
        place = address(records.line, records.column)
        return refused(file, records.kind, records.read, records.expected, place)
    cut = _cut_short(records, text)
    if cut is not None:
        place = address(cut.line, cut.column)
        return refused(file, cut.kind, cut.read, cut.expected, place)
    rows = []
    for number, fields in enumerate(records, 1):
        cells = {}
        for column, field in enumerate(fields, 1):
            shown, problem = clean(field)
            if shown:
                cells[column] = Cell(shown, shown, problem)
        if cells:
            rows.append(Row(number, cells))
    sheet = PlainSheet(file, PurePath(file).stem, tuple(rows), from_csv=True)
    if sum(len(row.cells) for row in rows) > MOST_FILLED:
        return refused(file, "far_cell", f"> {MOST_FILLED}", _BOUNDS, address(rows[-1].number, 1))
    return Opened((sheet,), tuple(notices))


def _split(text: str) -> list[list[str]] | _Trouble:
    """The fields of every line, by the delimiter that the file names or that is found in it."""
    sep = _SEP_LINE.fullmatch(text.split("\n", 1)[0].rstrip("\r"))
    if sep:  # Excel takes this line away, so it has no row number
        text = text.split("\n", 1)[1] if "\n" in text else ""
    delimiter = sep[1] if sep else find_delimiter(text)
    # programs write thousands of empty lines and columns behind the table; DOS ends with ^Z
    return _records(text.lstrip("\ufeff").rstrip(f"{delimiter}\r\n \x1a"), delimiter)


def _cut_short(records: list[list[str]], text: str) -> _Trouble | None:
    """A last line that stops before the others do, in a file that stops in the middle of a line.

    A program that leaves out empty fields at the end still ends its line.
    """
    usual = Counter(len(fields) for fields in records[:-1]).most_common(1)
    last = records[-1]
    if len(records) < 3 or not usual or text.endswith(("\n", "\r", "\x1a")):
        return None
    if not 0 < len(last) < usual[0][0]:
        return None
    expected = Text(
        f"{usual[0][0]} velden op elke regel; de laatste heeft er {len(last)}: is het bestand "
        "afgebroken?",
        f"{usual[0][0]} fields on every line; the last has {len(last)}: was the file cut short?",
    )
    return _Trouble(len(records), len(last), last[-1][:40], expected, "cut_short")


def _decoded(file: str, content: bytes) -> tuple[str, list[Text]] | Opened:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            return refused(file, "encoding", "UTF-16", _UTF8_WANTED)
        return text.removeprefix("\ufeff"), [
            Text(
                f"{file} is gelezen als Unicode-tekst (UTF-16).",
                f"{file} was read as Unicode text (UTF-16).",
            )
        ]
    if b"\x00" in content:
        text = content.decode("utf-8-sig", errors="replace")
        return refused(file, "encoding", "NUL", _UTF8_WANTED, _place_of("\x00", text))
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    letters = letters_of(content)
    if letters.odd:
        wanted = _UTF8_WANTED
        if letters.meant:
            words = " of ".join(letters.meant)
            wanted += Text(f"; staat hier {words}?", f"; is this {words.replace(' of ', ' or ')}?")
        return refused(file, "encoding", letters.odd, wanted, _place_of(letters.odd, letters.text))
    words = ", ".join(letters.shown)
    return letters.text, [
        Text(
            f"{file} is niet in UTF-8 opgeslagen en gelezen als tekst van {letters.alphabet}: kijk "
            f"de namen met accenten na ({words}).",
            f"{file} was not saved as UTF-8 and was read as text of {letters.alphabet}: check the "
            f"names with accents ({words}).",
        )
    ]


def _place_of(part: str, text: str) -> str:
    """The cell where these letters stand first, or else the beginning of their line."""
    records = _split(text)
    if not isinstance(records, _Trouble):
        for number, fields in enumerate(records, 1):
            for column, field in enumerate(fields, 1):
                if part in field:
                    return address(number, column)
    return address(text[: text.index(part)].count("\n") + 1, 1)


_UTF8_WANTED: Final = Text(
    "tekst in UTF-8: kies bij Opslaan als: CSV UTF-8",
    "text in UTF-8: choose Save as: CSV UTF-8",
)


_QUOTED: Final = re.compile(r'(?<![^;\t,|\r\n])"(?:[^"]|"")*"(?=[ ]*(?:[;\t,|\r\n]|$))')


def find_delimiter(text: str) -> str:
    """The sign that stands on most of the first lines outside quotes; ``;`` when in doubt.

    Quoted fields are taken out whole first, over all their lines; titles above the table and
    commas inside names do not mislead either, nor a comma in a sentence, with a space behind it.
    """
    bare = _QUOTED.sub("", text[:_LOOKED_AT])
    lines = [line for line in bare.splitlines()[:200] if line.strip()][:40]
    best, most = ";", (0, 0)
    for sign in (*DELIMITERS, ", "):
        delimiter = sign[0]
        if sign == ", " and most != (0, 0):
            break
        counts = Counter(
            line.count(delimiter) - (line.count(", ") if sign == "," else 0) for line in lines
        )
        counts.pop(0, None)
        if not counts:
            continue
        per_line, lines_with = max(counts.items(), key=lambda item: (item[1], item[0]))
        if (lines_with, per_line) > most:
            best, most = delimiter, (lines_with, per_line)
    return best


_LOOKED_AT: Final = 200_000


def _records(text: str, delimiter: str) -> list[list[str]] | _Trouble:
    """The fields of every record (RFC 4180), or the first place where a quote goes wrong."""
    records: list[list[str]] = [[]]
    position, end = 0, len(text)
    until = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    while True:
        if len(records) > MOST_ROWS or len(records[-1]) >= MOST_COLUMNS:
            return _Trouble(len(records), len(records[-1]) + 1, "", _BOUNDS, "far_cell")
        if position < end and text[position] == '"':
            field, position, closed = _quoted(text, position + 1)
            place = len(records), len(records[-1]) + 1
            width = len(records[0]) if len(records) > 1 else 0
            beginning = records[-1][0] if records[-1] else ""
            if not closed or _swallowed(field, beginning, delimiter, width):
                return _Trouble(*place, '"' + field[:40], _CLOSE_QUOTE, "unclosed_quote")
            tail = until.match(text, position)
            rest = tail[0] if tail else ""
            if rest.strip():
                return _Trouble(*place, f'"{field}"{rest}'[:40], _CLOSE_QUOTE, "stray_quote")
            position += len(rest)
        else:
            plain = until.match(text, position)
            field = plain[0] if plain else ""
            position += len(field)
        records[-1].append(field)
        if position >= end:
            return records
        if text[position] == delimiter:
            position += 1
            continue
        position += 2 if text[position : position + 2] == "\r\n" else 1
        if position >= end:
            return records
        records.append([])


def _swallowed(field: str, first: str, delimiter: str, width: int) -> bool:
    """Whether a quoted field holds what looks like the beginning of another line of the table.

    ``first`` is what its own line begins with, ``width`` how many fields the lines before have.
    """
    coded = re.search(r"\d", first) is not None
    for line in field.split("\n")[1:]:
        fields = line.split(delimiter)
        alike = _shape(fields[0]) == _shape(first) if coded else len(fields) == width > 3
        if len(fields) > 1 and alike:
            return True
    return False


def _shape(text: str) -> str:
    """``A01`` → ``A9``: which sort of sign follows which."""
    sorts = ("9" if c.isdigit() else "A" if c.isalpha() else c for c in text.strip())
    return "".join(sign for sign, _ in groupby(sorts))


def _quoted(text: str, position: int) -> tuple[str, int, bool]:
    parts: list[str] = []
    while True:
        quote = text.find('"', position)
        if quote < 0:
            return "".join(parts) + text[position:], len(text), False
        parts.append(text[position:quote])
        if text[quote + 1 : quote + 2] != '"':
            return "".join(parts), quote + 1, True
        parts.append('"')
        position = quote + 2


_BOUNDS: Final = Text(
    f"hoogstens {MOST_ROWS} regels en {MOST_COLUMNS} kolommen",
    f"at most {MOST_ROWS} lines and {MOST_COLUMNS} columns",
)
_CLOSE_QUOTE: Final = Text(
    'een aanhalingsteken (") aan het eind van deze cel', 'a closing quote (") in this cell'
)
