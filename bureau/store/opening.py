"""Opening a store: found, complete, not damaged, of this version; or made new.

Django is imported here and not before, so that commands without a store do not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bureau.store.address import StoreAddress, find_store, sqlite_file
from bureau.store.by import by_of
from bureau.store.copies.private_files import remove_leftovers, sync_folder, unfinished_file
from bureau.store.settings import add_database, configure_django, drop_database
from bureau.store.trouble import BEGIN, damaged, told_clearly
from koppelronde.domain.acting import By
from koppelronde.domain.errors import StoreTrouble
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.copies.copies import Copy
    from bureau.store.handle import Store

__all__ = ["Store", "copies_of", "open_alias", "open_store", "restore_any", "restore_file"]


def __getattr__(name: str) -> object:
    """``Store`` itself, for who needs the class before a store is open; it needs Django."""
    if name != "Store":
        raise AttributeError(name)
    configure_django()
    from bureau.store import handle

    return handle.Store


def _now() -> datetime:
    return datetime.now(UTC)


def open_store(
    folder: Path,
    url: str | None = None,
    create: bool = False,
    clock: Callable[[], datetime] = _now,
) -> Store:
    """The store of that folder, migrated to this version; made when asked and absent.

    ``url`` is what ``--store`` says, see :func:`bureau.store.address.find_store`. ``clock``
    gives the moment of each change. StoreTrouble where the store is missing, damaged, newer than
    the program or not to be reached.
    """
    address = find_store(folder, url)
    configure_django()
    if address.file is not None and not address.file.is_file():
        if not create:
            raise _missing(address)
        with told_clearly(address.shown):
            _make_file(address.file, clock)
    if address.file is not None:
        with told_clearly(address.shown):
            _look_at(address.file)
        with suppress(OSError):  # a folder that may only be read
            remove_leftovers(address.file)
    return _opened(address, create, clock)


def open_alias(
    alias: str, folder: Path, create: bool = False, clock: Callable[[], datetime] = _now
) -> Store:
    """The store in a database that Django knows already, such as one with a pool of connections.

    ``folder`` is where its papers and copies are. Closing the store leaves the database to whoever
    named it. StoreTrouble as for :func:`open_store`.
    """
    from django.db import connections

    from bureau.store.handle import Store

    known = connections.settings[alias]
    if known["ENGINE"].endswith("sqlite3"):
        address = sqlite_file(Path(known["NAME"]))
    else:
        shown = f"PostgreSQL, {known['NAME']} ({known['HOST']})"
        address = StoreAddress(folder.absolute(), None, known, shown)
    return _ready(Store(address, alias, clock, keeps_alias=True), create)


def restore_file(
    folder: Path,
    url: str | None = None,
    copy: str | Path | None = None,
    *,
    by: By | str,
    clock: Callable[[], datetime] = _now,
) -> Path:
    """Put a copy in the place of a store that cannot be opened any more; which copy it was.

    The damaged file stays beside it under another name. Where the store can be opened, use
    :meth:`bureau.store.handle.Store.restore`, which loses nothing.
    """
    address = find_store(folder, url)
    configure_django()
    from bureau.store.copies.copies import find_copy
    from bureau.store.copies.restore import put_file_back

    path = find_copy(address, copy)
    put_file_back(address, path, by=by_of(by, clock))
    return path


def copies_of(folder: Path, url: str | None = None) -> tuple[Copy, ...]:
    """The copies beside that store, oldest first; the store itself is not opened."""
    address = find_store(folder, url)
    configure_django()
    from bureau.store.copies.copies import copies

    return copies(address)


def restore_any(
    folder: Path,
    url: str | None,
    copy: str | Path,
    *,
    by: By | str,
    clock: Callable[[], datetime] = _now,
) -> tuple[Path, bool]:
    """Put a copy back, also where the store is damaged or gone; which copy, and if it was.

    A store that can be read keeps its journal and what was sent. One that cannot is replaced by
    the copy, and the ruin stays beside it.
    """
    configure_django()
    from bureau.store.trouble import StoreDamaged

    file = find_store(folder, url).file
    if file is None or file.is_file():
        try:
            with open_store(folder, url, clock=clock) as store:
                return store.restore(copy, by=by), False
        except StoreDamaged:
            if file is None:
                raise
    return restore_file(folder, url, copy, by=by, clock=clock), True


def _opened(address: StoreAddress, create: bool, clock: Callable[[], datetime]) -> Store:
    from bureau.store.handle import Store

    return _ready(Store(address, add_database(address), clock), create)


def _ready(store: Store, create: bool) -> Store:
    """The store with its tables made or brought forward; closed where that cannot be."""
    from bureau.store.schema import applied_migrations, bring_up_to_date, make_tables

    address, alias = store.address, store.alias
    try:
        with told_clearly(address.shown):
            if address.file is None and not applied_migrations(alias):
                if not create:
                    raise _missing(address)
                make_tables(alias, store.clock())
            bring_up_to_date(alias, address.shown, lambda: store.copy_before("migrate"))
    except BaseException:
        store.close()
        raise
    return store


def _make_file(file: Path, clock: Callable[[], datetime]) -> None:
    """Make the store beside its place and put it there when it is whole: all or nothing."""
    from bureau.store.schema import make_tables

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    remove_leftovers(file)
    with unfinished_file(file) as made:
        alias = add_database(sqlite_file(made))
        try:
            make_tables(alias, clock())
        finally:
            drop_database(alias)
        try:
            file.hardlink_to(made)
        except FileExistsError:
            return  # somebody else made the store in this very moment
        except OSError:
            made.rename(file)  # a file system without hard links
        sync_folder(file.parent)


def _look_at(file: Path) -> None:
    """Refuse an empty file, which SQLite would take for a new database.

    The file is not opened for it: closing it again would drop the locks that another connection
    of this process holds on it.
    """
    if file.stat().st_size == 0:
        raise damaged(str(file))


def _missing(address: StoreAddress) -> StoreTrouble:
    return StoreTrouble(
        Text(
            f"Hier is nog geen opslag: {address.shown}.",
            f"There is no store here: {address.shown}.",
        ),
        BEGIN,
    )
