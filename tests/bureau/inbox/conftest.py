"""A round and an inbox of its own, without the portal: as a command finds them."""

from __future__ import annotations

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


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A fictional Maastricht round; the inbox has the tables of this program."""
    with open_store(tmp_path, create=True, clock=clock) as store:
        store.new_round(
            fictional_round(load_procedure("maastricht"), aios=6, haos=8, praktijken=7), by="test"
        )
        inbox = made_inbox(store, clock)
        yield Office(store, inbox, clock)
        drop_database(inbox.alias)


def made_inbox(store: Store, clock: Clock) -> Inbox:
    """The inbox beside that store, with the inbox's own tables only."""
    from django.core.management import call_command

    address = inbox_address(store.address)
    assert address.file is not None
    make_private_file(address.file)
    alias = add_database(address, "portaal")
    call_command("migrate", APP_LABEL, database=alias, verbosity=0, interactive=False)
    drop_database(alias)
    inbox = find_inbox(store.address, clock)
    assert inbox is not None
    return inbox
