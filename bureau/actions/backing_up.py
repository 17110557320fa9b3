"""A whole copy of round and inbox in one folder, made while others go on working."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bureau.inbox.opening import inbox_address
from bureau.store.copies.private_files import PRIVATE_FOLDER, unfinished_file
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store


def back_up(store: Store, target: Path, at: datetime) -> tuple[Path, ...]:
    """The two files as they are at this moment, in a new folder of ``target``.

    A plain copy of a file in WAL is empty: SQLite's own backup reads file and log together. The
    inbox goes first: a hand-in that is taken up in between is then in the round's copy too, and
    taking up once more changes nothing. WrongUse on PostgreSQL, which has tools of its own.
    """
    if store.address.file is None:
        raise WrongUse(
            Text("Op PostgreSQL maakt pg_dump de kopie.", "On PostgreSQL pg_dump makes the copy.")
        )
    folder = target / f"kopie-{at:%Y%m%d-%H%M%S}"
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
    inbox = inbox_address(store.address).file
    made = []
    for file in (inbox, store.address.file):
        if file is not None and file.is_file():
            _copy(file, folder / file.name)
            made.append(folder / file.name)
    return tuple(made)


def _copy(file: Path, place: Path) -> None:
    import sqlite3
    from contextlib import closing

    with unfinished_file(place) as unfinished:
        with (
            closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
            assert sound == "ok", "SQLite made a copy that is not whole"
        unfinished.rename(place)
