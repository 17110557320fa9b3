"""A file that somebody sent, opened safely: by what is in it, not by what it is called.

Nothing here trusts the file. Every refusal names the file, and where possible sheet and cell,
what was read and what to do instead. See docs/security.md and OWASP ASVS 5.0, 5.2.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from bureau.workbook.files.cells import Opened, refused
from bureau.workbook.files.opening_csv import open_csv
from bureau.workbook.files.opening_xlsx import open_xlsx
from koppelronde.domain.language import Text

LARGEST_FILE: Final = 5_000_000
"""Bytes. A round of 100 people takes about 100 kB."""
_XLSX_WANTED: Final = Text(
    "een Excel-bestand (.xlsx) of CSV-bestand", "an Excel file (.xlsx) or a CSV file"
)
_SAVE_AS: Final = Text(
    ". Open het en kies Opslaan als, Excel-werkmap (.xlsx)",
    ". Open it and choose Save as, Excel workbook (.xlsx)",
)


def open_file(file: str, content: bytes) -> Opened:
    """The sheets of an .xlsx or .csv file, or the reason why it is not read."""
    ending = PurePath(file).suffix.lower()
    start = content[:4096]
    if len(content) > LARGEST_FILE:
        return refused(
            file,
            "too_large",
            f"{len(content) / 1e6:.1f} MB",
            Text("een bestand van hoogstens 5 MB", "a file of at most 5 MB"),
        )
    if not content.strip():
        return refused(
            file, "empty_file", "", Text("een bestand met inhoud", "a file with content")
        )
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_or_locked(file, content)
    if start.startswith(b"PK"):
        return open_xlsx(file, content)
    known = _known_other(start)
    if known is not None:
        return refused(file, "other_format", known, _XLSX_WANTED + _SAVE_AS)
    if ending not in (".csv", ".txt", ".tsv", ".tab", ""):
        return refused(
            file,
            "not_a_workbook",
            ending or file,
            _XLSX_WANTED
            + Text(
                "; dit bestand is beschadigd of heeft een verkeerde naam",
                "; this file is damaged or has the wrong name",
            ),
        )
    return open_csv(file, content)


def _old_or_locked(file: str, content: bytes) -> Opened:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refused(
            file,
            "encrypted",
            "wachtwoord",
            Text("een bestand zonder wachtwoord", "a file without a password"),
        )
    return refused(file, "old_excel", ".xls", _XLSX_WANTED + _SAVE_AS)


def _known_other(start: bytes) -> str | None:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, name in (
        (b"%pdf", "PDF"),
        (b"{\\rtf", "RTF"),
        (b"<html", "HTML"),
        (b"<!doctype", "HTML"),
        (b"<table", "HTML"),
        (b"<?xml", "XML"),
        (b"<workbook", "XML"),
        (b"\x89png", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"\x1f\x8b", "gzip"),
        (b"rar!", "RAR"),
        (b"7z\xbc\xaf", "7z"),
        (b"begin:vcalendar", "iCalendar"),
        (b"\x09\x08", "xls"),
        (b"sqlite format", "SQLite"),
        (b"id;p", "SYLK"),
        (b"{", "JSON"),
    ):
        if head.startswith(sign):
            return name
    return None
