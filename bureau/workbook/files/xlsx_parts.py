"""The parts of an .xlsx file, guarded: an xlsx is a zip, and a zip can be a trap.

Checked before anything is unpacked: number of parts, doubled names, unpacked size, encryption,
packing methods, escaping names. While unpacking, no more is read than was announced.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import IO, Final
from xml.parsers import expat

from koppelronde.domain.language import Text

MOST_PARTS: Final = 400
"""Thirty sheets with drawings, notes and printer settings take some two hundred."""
LARGEST_UNPACKED: Final = 50_000_000
MOST_ELEMENTS: Final = 1_500_000
_DEEPEST: Final = 60
_PACKING: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class BadFile(Exception):
    """This file is not read any further; ``cell`` where that is known."""

    def __init__(self, kind: str, expected: Text, read: str = "", cell: str = "") -> None:
        super().__init__(kind)
        self.kind, self.expected, self.read, self.cell = kind, expected, read, cell


DAMAGED: Final = Text(
    "een heel Excel-bestand; dit is beschadigd. Open het in Excel en sla het opnieuw op",
    "a whole Excel file; this one is damaged. Open it in Excel and save it again",
)
RESAVE: Final = Text(
    "een gewoon Excel-bestand: kopieer de bladen naar een nieuwe werkmap en sla die op",
    "an ordinary Excel file: copy the sheets to a new workbook and save that",
)
Attributes = dict[str, str]


class XlsxParts:
    """Opens the zip and hands out its parts as streams; raises BadFile."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise BadFile("damaged", DAMAGED, "geen heel zip-bestand") from None
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise BadFile("too_many_parts", RESAVE, f"{len(entries)} onderdelen")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > LARGEST_UNPACKED:
            raise BadFile("too_large_unpacked", RESAVE, f"{unpacked / 1e6:.0f} MB uitgepakt")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            if name.lower() in self._entries:
                raise BadFile("doubled_part", RESAVE, f"tweemaal {entry.filename}"[:80])
            if name.startswith("/") or ".." in name.split("/"):
                raise BadFile("strange_part", RESAVE, entry.filename[:80])
            if entry.flag_bits & 1:
                raise BadFile(
                    "encrypted",
                    Text("een bestand zonder wachtwoord", "a file without a password"),
                    "versleuteld",
                )
            if entry.compress_type not in _PACKING:
                raise BadFile("strange_packing", RESAVE, entry.filename[:80])
            self._entries[name.lower()] = entry

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def walk(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Parse one part, calling back with local tag names; nothing is kept in memory."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise BadFile("damaged", DAMAGED, name[:80])
        try:
            with self._zip.open(entry) as stream:
                _parse(stream, start, end, text)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise BadFile("damaged", DAMAGED, f"{name}: niet uit te pakken"[:80]) from None
        except expat.ExpatError as error:
            where = f"{name}: geen goede XML op regel {error.lineno}"
            raise BadFile("damaged", DAMAGED, where[:80]) from None
        except (UnicodeError, LookupError, ValueError):
            raise BadFile("damaged", DAMAGED, f"{name}: geen leesbare tekst"[:80]) from None


def _parse(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None,
    text: Callable[[str], None] | None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    seen = depth = 0

    def on_start(tag: str, attributes: Attributes) -> None:
        nonlocal seen, depth
        seen, depth = seen + 1, depth + 1
        if seen > MOST_ELEMENTS or depth > _DEEPEST:
            raise BadFile("too_many_cells", RESAVE, f"meer dan {seen - 1} cellen")
        start(tag.rpartition(":")[2], attributes)

    def on_end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag.rpartition(":")[2])

    def on_doctype(*_: object) -> None:
        raise BadFile("entities", RESAVE, "DOCTYPE")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.StartDoctypeDeclHandler = on_doctype
    parser.EntityDeclHandler = on_doctype
    if text is not None:
        parser.CharacterDataHandler = text
    parser.ParseFile(stream)
