"""Files that only their owner can read, made beside their place and moved there when whole.

What a killed run leaves behind is recognised by its name and removed by the next run, unless the
run is still busy: it holds a lock on what it is making.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_UNFINISHED: Final = ".onaf-"


@contextmanager
def unfinished_file(place: Path) -> Iterator[Path]:
    """An empty file beside that place; what is left of it afterwards is removed."""
    made = _unfinished_name(place)
    opened = os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE)
    try:
        _lock(opened)
        made.chmod(PRIVATE_FILE)
        yield made
    finally:
        os.close(opened)
        made.unlink(missing_ok=True)


@contextmanager
def unfinished_folder(place: Path) -> Iterator[Path]:
    """An empty folder beside that place; what is left of it afterwards is removed."""
    made = _unfinished_name(place)
    made.mkdir(mode=PRIVATE_FOLDER)
    opened = os.open(made, os.O_RDONLY) if os.name == "posix" else -1
    try:
        if opened >= 0:
            _lock(opened)
        yield made
    finally:
        if opened >= 0:
            os.close(opened)
        if made.exists():
            shutil.rmtree(made)


def remove_leftovers(place: Path) -> None:
    """Remove what killed runs left beside that place."""
    if not place.parent.is_dir():
        return
    pattern = f".{''.join(f'[{c}]' if c in '*?[' else c for c in place.name)}{_UNFINISHED}*"
    for left in sorted(place.parent.glob(pattern)):
        if left.is_symlink() or not left.is_dir():
            if not _busy(left):
                left.unlink(missing_ok=True)
        elif not _busy(left):
            shutil.rmtree(left)


def write_whole(path: Path, content: bytes, *, new: bool = True) -> None:
    """Write a file and make it last; a ``new`` one must not exist yet."""
    how = os.O_CREAT | os.O_EXCL if new else os.O_TRUNC
    with os.fdopen(os.open(path, how | os.O_WRONLY, PRIVATE_FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in that folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _unfinished_name(place: Path) -> Path:
    return place.with_name(f".{place.name}{_UNFINISHED}{secrets.token_hex(8)}")


def _lock(opened: int) -> None:
    if os.name != "posix":
        return
    import fcntl

    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        # A network folder without locks: then what is busy looks left over for a moment.
        return


def _busy(left: Path) -> bool:
    """Whether the run that makes this is still at work."""
    if os.name != "posix" or left.is_symlink():
        return False
    import fcntl

    try:
        opened = os.open(left, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False
