"""Copies of the whole store, made before every step that cannot be taken back.

A copy is always a SQLite store, also of a PostgreSQL database, so that it can be opened anywhere.
The last twenty are kept, beside the store, readable for their owner alone.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bureau.store.address import StoreAddress, sqlite_file
from bureau.store.connection import reading, writing
from bureau.store.copies.exports import remove_empty
from bureau.store.copies.private_files import (
    PRIVATE_FOLDER,
    remove_leftovers,
    sync_folder,
    unfinished_file,
    write_whole,
)
from bureau.store.schema import make_same_tables
from bureau.store.settings import add_database, drop_database
from bureau.store.trouble import told_clearly
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text, same
from koppelronde.domain.steps import Do, Step

KEPT: Final = 20
_NAME: Final = re.compile(r"(\d{8}T\d{6})Z-(\d\d)-([a-z0-9-]+)\.sqlite3")


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """An automatic copy: when (UTC), before what, and where."""

    at: datetime
    before: str
    path: Path


def copies(address: StoreAddress) -> tuple[Copy, ...]:
    """The copies beside that store, oldest first."""
    found = []
    if address.copies.is_dir():
        for path in sorted(address.copies.iterdir()):
            match = _NAME.fullmatch(path.name)
            if match:
                moment = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
                found.append(Copy(moment, match[3], path))
    return tuple(found)


def find_copy(address: StoreAddress, name: str | Path | None) -> Path:
    """The copy of that name or path, the last one for None; WrongUse when there is none."""
    known = copies(address)
    if name is None and known:
        return known[-1].path
    for path in () if name is None else (address.copies / str(name), Path(name)):
        if path.is_file():
            return path
    raise WrongUse(
        Text("Deze kopie is er niet.", "There is no such copy."),
        Text("Bekijk de kopieën met: ", "See them: ") + Step(Do.LIST_COPIES).said + same("."),
    )


def make_copy(
    address: StoreAddress, alias: str, what: str, at: datetime, spare: Path | None = None
) -> Copy:
    """Copy the whole store as it is at this moment; only the last :data:`KEPT` stay.

    ``spare`` is a copy that is about to be put back: it is not removed, however old.
    """
    before = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-") or "stap"
    with told_clearly(address.shown):
        address.copies.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path = _free_name(address.copies, at, before)
        for copy in copies(address):
            remove_leftovers(copy.path)
        remove_leftovers(path)
        with unfinished_file(path) as made:
            if address.file is None:
                _copy_rows(address, alias, made)
            else:
                _copy_pages(alias, made)
            made.rename(path)
        for old in copies(address)[:-KEPT]:
            if old.path == spare:
                continue
            old.path.unlink(missing_ok=True)
        sync_folder(address.copies)
    return Copy(at.astimezone(UTC).replace(microsecond=0), before, path)


def clone_file(source: Path, made: Path) -> None:
    """The bytes of a copy in a file that may be changed."""
    write_whole(made, source.read_bytes(), new=False)


def remove_copies(address: StoreAddress) -> int:
    """Remove every copy; how many there were."""
    known = copies(address)
    with told_clearly(address.shown):
        for copy in known:
            remove_leftovers(copy.path)
            copy.path.unlink(missing_ok=True)
        if known:
            sync_folder(address.copies)
    remove_empty(address.copies)
    return len(known)


def _free_name(folder: Path, at: datetime, before: str) -> Path:
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = len(list(folder.glob(f"{moment}-*")))
    return folder / f"{moment}-{taken:02d}-{before}.sqlite3"


def _copy_pages(alias: str, made: Path) -> None:
    from django.db import connections

    connection = connections[alias]
    connection.ensure_connection()
    with closing(sqlite3.connect(made)) as target:
        connection.connection.backup(target)


def _copy_rows(address: StoreAddress, alias: str, made: Path) -> None:
    target = add_database(sqlite_file(made))
    try:
        tables = make_same_tables(target, alias)
        with reading(alias, address.shown), writing(target, str(made)):
            for model in tables:
                rows = model.objects.using(alias).order_by("pk")
                model.objects.using(target).bulk_create(list(rows))
    finally:
        drop_database(target)
