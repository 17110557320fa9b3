"""A round and an inbox of its own, without the portal: as a command finds them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bureau.fiction.round import fictional_round
from bureau.inbox.handle import Inbox
from bureau.inbox.opening import APP_LABEL, find_inbox, inbox_address, make_private_file
from bureau.store.opening import Store, open_store
from bureau.store.settings import add_database, drop_database
from koppelronde.domain.acting import By
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from tests.bureau.store.postgresql import PostgresqlServer, no_server_because, started


@dataclass
class Clock:
    """A clock that a test moves."""

    moment: datetime = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **units: float) -> None:
        self.moment += timedelta(**units)


@dataclass
class Office:
    """A store with a round, and its inbox."""

    store: Store
    inbox: Inbox
    clock: Clock

    @property
    def ronde(self) -> Koppelronde:
        return self.store.load()

    def by(self, name: str = "Koppelaar") -> By:
        return By(name, self.clock(), "portaal")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server of our own, on a socket in a temporary folder."""
    reason = no_server_because()
    if reason:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    with started() as server:
        yield server


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round and an empty inbox in files, made once and copied."""
    folder = tmp_path_factory.mktemp("inbox")
    _begin(folder, None)
    return folder


@pytest.fixture(scope="session")
def template_url(postgresql_server: PostgresqlServer) -> str:
    """The same in a database of PostgreSQL."""
    url = postgresql_server.new_database()
    _begin(Path(), url)
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str | None]:
    """A folder and an address of a round of its own, on each of the two databases."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("template_folder"), tmp_path / "werk")
        return tmp_path / "werk", None
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return tmp_path, server.new_database(request.getfixturevalue("template_url"))


@pytest.fixture
def office(place: tuple[Path, str | None], clock: Clock) -> Iterator[Office]:
    """A fictional Maastricht round; the inbox has the tables of this program."""
    with open_store(*place, clock=clock) as store:
        inbox = find_inbox(store.address, clock)
        assert inbox is not None
        yield Office(store, inbox, clock)
        drop_database(inbox.alias)


def _begin(folder: Path, url: str | None) -> None:
    with open_store(folder, url, create=True, clock=Clock()) as store:
        store.new_round(
            fictional_round(load_procedure("maastricht"), aios=6, haos=8, praktijken=7), by="test"
        )
        make_inbox_tables(store)


def make_inbox_tables(store: Store) -> None:
    """The inbox beside that store, with the inbox's own tables only."""
    from django.core.management import call_command

    address = inbox_address(store.address)
    if address.file is not None:
        make_private_file(address.file)
    alias = add_database(address, "portaal")
    call_command("migrate", APP_LABEL, database=alias, verbosity=0, interactive=False)
    drop_database(alias)
