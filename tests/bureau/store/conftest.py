"""Stores to test on: SQLite always, PostgreSQL where its server is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bureau.store.address import FILE_NAME
from bureau.store.opening import Store, open_store
from tests.bureau.store.postgresql import PostgresqlServer, no_server_because, started

MOMENT = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a test may make its store."""

    folder: Path
    url: str | None

    def open(self, *, create: bool = False, at: datetime = MOMENT) -> Store:
        """The store there."""
        return open_store(self.folder, self.url, create=create, clock=lambda: at)


@pytest.fixture(scope="session")
def empty_store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without rounds, made once and copied."""
    folder = tmp_path_factory.mktemp("empty")
    with open_store(folder, create=True, clock=lambda: MOMENT):
        return folder / FILE_NAME


@pytest.fixture
def empty_folder(tmp_path: Path, empty_store_file: Path) -> Path:
    """A folder with an empty SQLite store."""
    folder = tmp_path / "werk"
    folder.mkdir()
    shutil.copy(empty_store_file, folder / FILE_NAME)
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server of our own, on a socket in a temporary folder."""
    reason = no_server_because()
    if reason:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    with started() as server:
        url = server.new_database()
        with open_store(Path(), url, create=True, clock=lambda: MOMENT):
            pass
        server.template = url
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request: pytest.FixtureRequest, empty_folder: Path) -> Place:
    """An empty store on each of the two databases."""
    if request.param == "sqlite":
        return Place(empty_folder, None)
    (empty_folder / FILE_NAME).unlink()
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return Place(empty_folder, server.new_database(server.template))


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """The empty store, open."""
    with place.open() as opened:
        yield opened


@pytest.fixture
def sqlite_place(empty_folder: Path) -> Place:
    """An empty store on SQLite, for what concerns its file."""
    return Place(empty_folder, None)


@pytest.fixture
def every_fault() -> bool:
    """Whether the long run was asked for: KOPPEL_FAULTS=all."""
    return os.environ.get("KOPPEL_FAULTS") == "all"


@pytest.fixture(autouse=True)
def own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """No store of whoever runs the tests is ever touched."""
    monkeypatch.delenv("KOPPEL_DATABASE_URL", raising=False)
