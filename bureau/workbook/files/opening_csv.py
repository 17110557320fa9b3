"""A CSV file as a sheet: marks, encodings and quotes that Excel and its users produce.

The standard reader lets an unclosed quote swallow the rest of the file, keeps the byte order mark
in the first heading and takes rows of any length; this one names the line instead.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import Final, NamedTuple

from bureau.workbook.files.cells import MOST_FILLED, Cell, Opened, PlainSheet, Row, address, refused
from bureau.workbook.files.characters import clean
from koppelronde.domain.language import Text

DELIMITERS: Final = ";\t,|"
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 500
_NOT_WINDOWS: Final = re.compile(
    r"\w*[A-Za-z][\u201a\u201e\u2020\u2021\u02c6\u2030\u2039\u2018\u201c\u2022\u02dc\u2122](?=[A-Za-z;,\t\"\r\n]|$)\w*"
)
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
    sep = _SEP_LINE.fullmatch(text.split("\n", 1)[0].rstrip("\r"))
    if sep:  # Excel takes this line away, so it has no row number
        text = text.split("\n", 1)[1] if "\n" in text else ""
    delimiter = sep[1] if sep else _delimiter(text)
    # programs write thousands of empty lines and columns behind the table; DOS ends with ^Z
    records = _records(text.lstrip("\ufeff").rstrip(f"{delimiter}\r\n \x1a"), delimiter)
    if isinstance(records, _Trouble):
        return refused(
            file,
            records.kind,
            records.read,
            records.expected,
            address(records.line, records.column),
        )
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
        line = content[: content.index(b"\x00")].count(b"\n") + 1
        return refused(file, "encoding", "NUL", _UTF8_WANTED, address(line, 1))
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        windows = content.decode("cp1252")
        odd = _NOT_WINDOWS.search(windows)
        if odd is not None:  # DOS or Macintosh text: every accented letter would come out wrong
            line = windows[: odd.start()].count("\n") + 1
            return refused(file, "encoding", odd[0], _UTF8_WANTED, address(line, 1))
        return windows, [
            Text(
                f"{file} is niet in UTF-8 opgeslagen en gelezen als Windows-tekst (cp1252): "
                "kijk de namen met accenten na.",
                f"{file} was not saved as UTF-8 and was read as Windows text (cp1252): "
                "check the names with accents.",
            )
        ]
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        read = f"byte {content[error.start]:02x}"
        return refused(file, "encoding", read, _UTF8_WANTED, address(line, 1))


_UTF8_WANTED: Final = Text(
    "tekst in UTF-8: kies bij Opslaan als: CSV UTF-8",
    "text in UTF-8: choose Save as: CSV UTF-8",
)


def _delimiter(text: str) -> str:
    """The sign that stands on most of the first lines outside quotes; ``;`` when in doubt.

    Titles above the table and commas inside names therefore do not mislead.
    """
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:200] if line.strip()][:40]
    best, most = ";", (0, 0)
    for delimiter in DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        if not counts:
            continue
        per_line, lines_with = max(counts.items(), key=lambda item: (item[1], item[0]))
        if (lines_with, per_line) > most:
            best, most = delimiter, (lines_with, per_line)
    return best


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
            if not closed or _swallowed(field, delimiter):
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


def _swallowed(field: str, delimiter: str) -> bool:
    """Whether a quoted field holds what looks like whole lines of the table."""
    lines = field.split("\n")
    return len(lines) > 1 and any(line.count(delimiter) > 2 for line in lines)


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
