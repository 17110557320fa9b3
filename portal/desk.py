"""The desk: the open store and inbox of this process, and the round as it stands.

One store serves all threads; Django gives each thread its own connection. The record of the
round is read once per version: asking for the version is much cheaper than reading the round.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from bureau.inbox.handle import Inbox
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde
from portal.site.place import Site

if TYPE_CHECKING:
    from bureau.store.handle import Store


@dataclass(slots=True)
class Desk:
    """What a view works with."""

    site: Site
    store: Store
    inbox: Inbox
    _known: tuple[object, Koppelronde] | None = None
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> datetime:
        """The present moment, aware."""
        return self.inbox.now()

    def ronde(self) -> Koppelronde | None:
        """The current round; None as long as there is none."""
        current = next((summary for summary in self.store.rounds() if summary.current), None)
        if current is None:
            return None
        stands = (current.name, current.version, current.saved_at)
        with self._lock:
            if self._known is not None and self._known[0] == stands:
                return self._known[1]
        ronde = self.store.load(current.name)
        with self._lock:
            self._known = (stands, ronde)
        return ronde

    def the_round(self) -> Koppelronde:
        """The current round; OutOfOrder where there is none yet."""
        ronde = self.ronde()
        if ronde is None:
            raise OutOfOrder(Text("Er is nog geen ronde.", "There is no round yet."))
        return ronde


_desk: Desk | None = None


def desk() -> Desk:
    """The desk of this process."""
    assert _desk is not None, "the portal was not opened"
    return _desk


def open_desk(made: Desk | None) -> None:
    """Use that desk from now on; None closes it."""
    global _desk
    _desk = made


def system_clock() -> datetime:
    """The clock of the machine."""
    return datetime.now(UTC)
