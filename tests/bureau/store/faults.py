"""The commands that write, and what a store may be after one was cut short."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bureau.store.opening import Store, open_store
from tests.bureau.store.rounds_to_store import EMPTY, FULL

MOMENT = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
OLDEST = Path(__file__).parents[2] / "data" / "stores" / "0.1.0a1.store"
Ack = Callable[[], None]


def opened(folder: Path, *, create: bool = False) -> Store:
    """The store in that folder, with a clock that stands still."""
    return open_store(folder, create=create, clock=lambda: MOMENT)


def dump_of(folder: Path) -> str:
    """A hash of every row of every table; empty where there is no store.

    Without the notes of files to erase: one too many does no harm, and the next purge tidies up.
    Asked of SQLite itself, which takes back a transaction that was cut short when it opens.
    """
    file = folder / "koppel.sqlite3"
    if not file.exists():
        return ""
    with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        assert sound == "ok", sound
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        rows = [
            (name, connection.execute(f"SELECT * FROM {name}").fetchall())
            for name, sql in tables
            if sql and sql.startswith("CREATE TABLE") and name != "koppel_export"
        ]
    return hashlib.sha256(repr((tables, rows)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Command:
    """A command that writes, and how to get a folder in which it can be given."""

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path], None]

    def act(self, folder: Path) -> Callable[[Ack], None]:
        """Run it there, then report success."""

        def action(ack: Ack) -> None:
            self.run(folder)
            ack()

        return action


def _two_rounds(folder: Path) -> None:
    with opened(folder) as store:
        store.new_round(replace(FULL, name="najaar 2026"), by="Els")
        saved = store.new_round(replace(FULL, sealed=None), by="Els")
        with store.transaction(by="Els", what="gepland") as change:
            change.put_document("timetable", {"turns": 30})
            change.save(replace(saved, withdrawn=()))


def _with_copy(folder: Path) -> None:
    _two_rounds(folder)
    with opened(folder) as store:
        store.copy_before("import")
        store.save(replace(store.load(), aios=()), by="Bo", what="verkeerd bestand")


def _nothing(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _make(folder: Path) -> None:
    with opened(folder, create=True):
        pass


def _new(folder: Path) -> None:
    with opened(folder) as store:
        store.new_round(replace(EMPTY, name="zomer"), by="Els")


def _save(folder: Path) -> None:
    with opened(folder) as store:
        ronde = store.load()
        store.save(replace(ronde, aios=ronde.aios[1:], vetoes=()), by="Bo", what="afmelding")


def _transaction(folder: Path) -> None:
    with opened(folder) as store:
        ronde = store.load()
        with store.transaction(by="Bo", what="koppelen", expect_version=ronde.version) as change:
            change.put_document("result", {"couples": [["A01", "H01"]] * 200})
            change.put_document("handed_out", {"sequence": 1}, key="uid-1")
            change.will_export(folder / "uitvoer", ["A01.pdf"])
            change.save(replace(ronde, withdrawn=("A02",)))


def _undo(folder: Path) -> None:
    with opened(folder) as store:
        store.undo(by="Bo")


def _restore(folder: Path) -> None:
    with opened(folder) as store:
        store.restore(store.copies()[0].path, by="Bo")


def _purge(folder: Path) -> None:
    with opened(folder) as store:
        store.purge(date(2027, 12, 1), by="Bo")


def _set_current(folder: Path) -> None:
    with opened(folder) as store:
        store.set_current("najaar 2026")


def _of_an_earlier_release(folder: Path) -> None:
    shutil.copy(OLDEST, folder / "koppel.sqlite3")
    (folder / "koppel.sqlite3").chmod(0o600)


def _open(folder: Path) -> None:
    with opened(folder):
        pass


COMMANDS = (
    Command("make", _nothing, _make),
    Command("new", _two_rounds, _new),
    Command("save", _two_rounds, _save),
    Command("transaction", _two_rounds, _transaction),
    Command("undo", _two_rounds, _undo),
    Command("restore", _with_copy, _restore),
    Command("purge", _with_copy, _purge),
    Command("migrate", _of_an_earlier_release, _open),
    Command("set_current", _two_rounds, _set_current),
)
