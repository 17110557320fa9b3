"""An open inbox: which database, how it is called in messages, and what time it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bureau.store.connection import writing
from bureau.store.trouble import told_clearly


@dataclass(frozen=True, slots=True)
class Inbox:
    """``file`` is None on PostgreSQL. ``clock`` gives an aware moment."""

    alias: str
    shown: str
    file: Path | None
    clock: Callable[[], datetime]

    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: everything inside is stored, or nothing is."""
        with writing(self.alias, self.shown):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Trouble with the database is told as a sentence."""
        with told_clearly(self.shown):
            yield
