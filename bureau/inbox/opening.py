"""Opening the inbox: where it is, made 0600 in a 0700 folder, its tables of this version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Final

from bureau.inbox.handle import Inbox
from bureau.store.address import FILE_NAME as STORE_NAME
from bureau.store.address import StoreAddress
from bureau.store.copies.private_files import PRIVATE_FOLDER, write_whole
from bureau.store.settings import add_database, drop_database
from bureau.store.trouble import told_clearly

if TYPE_CHECKING:
    from bureau.store.handle import Store

FILE_NAME: Final = "portaal.sqlite3"
APP_LABEL: Final = "inbox"
LOCK_SECONDS: Final = 10

# WAL: 120 people save at once and nobody waits for a reader. FULL: acknowledged means kept, also
# through a power cut. The round's own file never goes into WAL: another program may have it open.
_PRAGMAS: Final = """
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=FULL;
    PRAGMA secure_delete=ON;
    PRAGMA temp_store=MEMORY;
    PRAGMA cell_size_check=ON;
"""


def inbox_address(store: StoreAddress) -> StoreAddress:
    """The file beside that store, or its PostgreSQL database."""
    if store.file is None:
        return store
    own = store.file.name == STORE_NAME
    file = store.file.with_name(FILE_NAME if own else f"{store.file.stem}-{FILE_NAME}")
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "init_command": _PRAGMAS,
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_SECONDS,
        },
    }
    return StoreAddress(file.parent, file, database, str(file))


def find_inbox(store: StoreAddress, clock: Callable[[], datetime]) -> Inbox | None:
    """The inbox of that store for a command, or None where no portal was ever opened.

    Close it with :func:`bureau.store.settings.drop_database` of its alias, or use
    :func:`inbox_of`.
    """
    address = inbox_address(store)
    if address.file is not None and not address.file.is_file():
        return None
    inbox = Inbox(add_database(address, "portaal"), address.shown, address.file, clock)
    with told_clearly(address.shown):
        if not _has_tables(inbox.alias):
            drop_database(inbox.alias)
            return None
        if known_migrations() - _applied(inbox.alias):
            _migrate(inbox.alias, APP_LABEL)
    return inbox


@contextmanager
def inbox_of(store: Store) -> Iterator[Inbox | None]:
    """The inbox beside that store for the time of one act; None where there is no portal."""
    inbox = find_inbox(store.address, store.clock)
    try:
        yield inbox
    finally:
        if inbox is not None:
            drop_database(inbox.alias)


def known_migrations() -> frozenset[str]:
    """The migrations of the inbox that this program has."""
    from bureau.inbox import migrations

    return frozenset(m.name for m in iter_modules(migrations.__path__) if m.name[0].isdigit())


def _applied(alias: str) -> frozenset[str]:
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    done = MigrationRecorder(connections[alias]).applied_migrations()
    return frozenset(name for app, name in done if app == APP_LABEL)


def make_inbox(store: StoreAddress, alias: str, clock: Callable[[], datetime]) -> Inbox:
    """The inbox of the portal, under an alias that Django knows, with the tables of every app."""
    address = inbox_address(store)
    if address.file is not None:
        make_private_file(address.file)
    with told_clearly(address.shown):
        _migrate(alias)
    return Inbox(alias, address.shown, address.file, clock)


def make_private_file(file: Path) -> None:
    """An empty file that only its owner can read; SQLite gives -wal and -shm the same mode."""
    file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if not file.exists():
        write_whole(file, b"")


def _has_tables(alias: str) -> bool:
    from django.db import connections

    return "inbox_account" in connections[alias].introspection.table_names()


def _migrate(alias: str, *apps: str) -> None:
    from django.core.management import call_command

    if apps or _something_missing(alias):
        call_command("migrate", *apps, database=alias, verbosity=0, interactive=False)


def _something_missing(alias: str) -> bool:
    """Whether a migration of any app is still to be done; quicker to ask than to migrate."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor: Any = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
