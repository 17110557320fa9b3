"""What lies in a folder beside the store and is not the program's: it is named, not touched."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

_SQLITE: Final = b"SQLite format 3\x00"


def is_a_store(path: Path) -> bool:
    """Whether that file is a database, of ours or of anybody's."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def files_left(
    folder: Path, ours: Collection[Path], harmless: Collection[bytes] = ()
) -> tuple[str, ...]:
    """Every file under the folder that is not in ``ours``, whole stores first, by name.

    ``harmless`` are contents that say nothing of anybody, such as a form nobody filled in. Links
    are named and not followed.
    """
    found = [path for path in _files(folder) if path not in ours and not _is(path, harmless)]
    found.sort(key=lambda path: (not is_a_store(path), path.as_posix()))
    return tuple(path.relative_to(folder).as_posix() for path in found)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in (*names, *links))


def _is(path: Path, harmless: Collection[bytes]) -> bool:
    sizes = {len(content) for content in harmless}
    try:
        return path.stat().st_size in sizes and path.read_bytes() in harmless
    except OSError:
        return False
