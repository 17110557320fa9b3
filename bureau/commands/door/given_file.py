"""The content of a file that somebody named on the command line."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

_WHY: Final = {
    errno.ENOENT: Text("het bestand bestaat niet", "there is no such file"),
    errno.EISDIR: Text("dit is een map", "this is a folder"),
    errno.EACCES: Text("u mag het niet lezen", "you may not read it"),
}


def content_of(path: Path) -> bytes:
    """The bytes of the file; WrongUse that says in words why they cannot be read."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise _unreadable(path, Text("dit is geen gewoon bestand", "this is no ordinary file"))
    try:
        return path.read_bytes()
    except OSError as error:
        why = _WHY.get(error.errno or 0, Text(f"fout {error.errno}", f"error {error.errno}"))
        raise _unreadable(path, why) from None


def _unreadable(path: Path, why: Text) -> WrongUse:
    return WrongUse(
        Text(f"{path} kan niet gelezen worden: {why.nl}.", f"{path} cannot be read: {why.en}.")
    )
