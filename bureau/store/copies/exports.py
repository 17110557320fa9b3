"""Exports appear whole or not at all, readable for their owner alone.

A file or folder is written under another name beside its place, made to last, and then put in
its place in one step. A run that is killed or finds the disk full leaves the older export as it
was; what it left behind is removed by the next run. Names come from codes, never from names of
people, and nothing is written outside the target.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from bureau.store.copies.private_files import (
    PRIVATE_FOLDER,
    remove_leftovers,
    sync_folder,
    unfinished_file,
    unfinished_folder,
    write_whole,
)
from bureau.store.trouble import disk_trouble
from koppelronde.domain.errors import StoreTrouble, WrongUse
from koppelronde.domain.language import Text

CONTENTS: Final = ".koppel-inhoud"
"""The list of what an export holds; whatever else is in the folder is the user's own."""

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_EXCHANGE: Final = 2
_HERE: Final = -100


def write_file(path: Path, content: bytes) -> None:
    """Put a file with this content in that place; StoreTrouble when the disk refuses."""
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        remove_leftovers(path)
        with unfinished_file(path) as made:
            write_whole(made, content, new=False)
            made.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise disk_trouble(error) from None


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder with exactly these files in that place, instead of an earlier export.

    A name may have folders in it (``aios/A01.pdf``). Files in the folder that no export made are
    the user's own and stay. WrongUse for a name that is no plain name, StoreTrouble when the disk
    refuses or the target is no folder.
    """
    names = checked_names(files)
    try:
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise _no_folder(target)
        target.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        remove_leftovers(target)
        with unfinished_folder(target) as made:
            for name in names:
                _make_folders(made, PurePosixPath(name).parent)
                write_whole(made / name, files[name])
            write_whole(made / CONTENTS, "\n".join(names).encode("ascii"))
            _keep_own_files(target, made, names)
            for folder in sorted(path for path in made.rglob("*") if path.is_dir()):
                sync_folder(folder)
            sync_folder(made)
            _put_in_place(made, target)
            sync_folder(target.parent)
    except OSError as error:
        raise disk_trouble(error) from None


def remove_export(target: Path, names: Iterable[str] = ()) -> None:
    """Remove an export that :func:`write_file` or :func:`write_folder` made, and nothing else.

    For a folder: the files it lists as its own and those of ``names``; the folders that become
    empty go too. Missing files are no mistake.
    """
    try:
        remove_leftovers(target)
        if target.is_symlink() or not target.is_dir():
            target.unlink(missing_ok=True)
            return
        for name in sorted({*_contents(target), *checked_names(names)}):
            if _lies_in(target, name):
                (target / name).unlink(missing_ok=True)
        (target / CONTENTS).unlink(missing_ok=True)
        folders = [path for path in target.rglob("*") if path.is_dir() and not path.is_symlink()]
        for folder in [*sorted(folders, reverse=True), target]:
            if not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise disk_trouble(error) from None


def export_holds(target: Path, names: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files that :func:`remove_export` would remove there, as far as they exist."""
    if target.is_symlink() or not target.is_dir():
        return (target,) if target.is_symlink() or target.exists() else ()
    try:
        listed = {*_contents(target), *checked_names(names)}
    except WrongUse:
        return ()
    return tuple(
        target / name
        for name in sorted(listed)
        if _lies_in(target, name) and (target / name).exists()
    )


def _lies_in(target: Path, name: str) -> bool:
    """Whether that file is really in that folder: somebody may have put a link in its way."""
    parent = Path(os.path.realpath((target / name).parent))
    return parent.is_relative_to(os.path.realpath(target))


def remove_empty(folder: Path) -> None:
    """Remove a folder that holds nothing any more; one with files in it stays as it is."""
    try:
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise disk_trouble(error) from None


def checked_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order; WrongUse for one that leaves the target, or two alike but for case."""
    checked = sorted(names)
    seen: set[str] = set()
    for name in checked:
        parts = name.split("/")
        plain = all(
            _NAME.fullmatch(part) and not _RESERVED.fullmatch(part) and not part.endswith(".")
            for part in parts
        )
        if not plain or name.casefold() in seen:
            raise WrongUse(
                Text(
                    f"'{name}' kan geen naam van een bestand zijn.",
                    f"'{name}' cannot be the name of a file.",
                )
            )
        seen.add(name.casefold())
    return tuple(checked)


def _make_folders(made: Path, parents: PurePosixPath) -> None:
    folder = made
    for part in parents.parts:
        folder /= part
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _contents(target: Path) -> tuple[str, ...]:
    """What an earlier export wrote here; a list with strange names in it is not believed."""
    try:
        listed = (target / CONTENTS).read_text("ascii").splitlines()
        return checked_names(listed)
    except (FileNotFoundError, UnicodeDecodeError, WrongUse):
        return ()


def _keep_own_files(target: Path, made: Path, names: tuple[str, ...]) -> None:
    """Take along whatever the user put in the old folder."""
    if not target.is_dir():
        return
    ours = {*_contents(target), *names, CONTENTS}
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if name in ours or (path.is_dir() and not path.is_symlink()):
            continue
        _make_folders(made, PurePosixPath(name).parent)
        shutil.copy2(path, made / name, follow_symlinks=False)


def _put_in_place(made: Path, target: Path) -> None:
    """Exchange the new folder for the old one in one step, where the system has such a step."""
    if not target.exists():
        made.rename(target)
    elif not _exchanged(made, target):
        old = made.with_name(made.name + "-oud")
        target.rename(old)
        made.rename(target)
        shutil.rmtree(old)


def _exchanged(first: Path, second: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where there is no such thing."""
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    arguments = (_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE)
    return bool(library.renameat2(*arguments) == 0)


def _no_folder(target: Path) -> StoreTrouble:
    return StoreTrouble(
        Text(f"'{target}' is geen map.", f"'{target}' is no folder."),
        Text("Kies een andere map.", "Choose another folder."),
    )
