"""What differs between two runs of one program, and says nothing: the place, salts, seconds."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

OPAQUE: Final = ("koppel.sqlite3", "kopieen/")
"""Stores: their journal is salted; what they hold is read through the commands."""

_SAME: Final = (
    (re.compile(r'((?:Kenmerk van het logboek|Mark of the journal)[^0-9a-f"]*)[0-9a-f]{64}'),
     r"\1<head>"),
    (re.compile(r'("head": ")[0-9a-f]{64}'), r"\1<head>"),
    (re.compile(r"\(\d+\.\d s\)"), "(<n> s)"),
    (re.compile(r"(Klaar in|Done in) \d+ s"), r"\1 <n> s"),
)  # fmt: skip


def same_text(text: str, root: Path) -> str:
    """The text without the place where it was played, without salts and seconds."""
    text = text.replace(str(root), "<root>")
    for pattern, instead in _SAME:
        text = pattern.sub(instead, text)
    return text


def same_bytes(content: bytes, root: Path) -> bytes:
    """The same of a file; one that is no text stays as it is."""
    if content[:2] == b"PK":
        return _same_book(content)
    try:
        return same_text(content.decode(), root).encode()
    except UnicodeDecodeError:
        return content


def _same_book(book: bytes) -> bytes:
    """A workbook that tells the real day, and not that of KOPPEL_NOW, loses its moments alone."""
    with zipfile.ZipFile(BytesIO(book)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    about = parts.get("docProps/core.xml", b"")
    today = f">{datetime.now(UTC):%Y-%m-%d}T[^<]*<".encode()
    if not re.search(today, about):
        return book
    parts["docProps/core.xml"] = re.sub(today, b">now<", about)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as taken:
        for name, part in parts.items():
            taken.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def is_opaque(name: str) -> bool:
    """A file of which only the name is kept."""
    return name.startswith(OPAQUE)
