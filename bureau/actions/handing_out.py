"""What the owners of calendars already have: the memory from which changes are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bureau.actions.kept import HANDED_OUT, newest
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import HandedOut

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True)
class Memory:
    """Every calendar entry as its owner last got it."""

    entries: tuple[HandedOut, ...]


def handed_out_so_far(store: Store) -> Mapping[str, HandedOut]:
    """By UID."""
    found = newest(store, HANDED_OUT, Memory)
    return {} if found is None else {entry.uid: entry for entry in found.entries}


def remember(
    store: Store, by: By, ronde: Koppelronde, entries: Mapping[str, HandedOut], what: Text,
    subject: Subject,
) -> None:  # fmt: skip
    """Keep the new memory, if it is new; before the files are written.

    A file that was announced and never written is written by the next run; a file that was
    written and forgotten would come back as a double.
    """
    if dict(entries) == dict(handed_out_so_far(store)):
        return
    store.copy_before("hand-out")
    memory = Memory(tuple(entries[uid] for uid in sorted(entries)))
    with store.transaction(
        by=by, what=what, act=Act.HANDED_OUT, subject=subject, name=ronde.name
    ) as change:
        change.put_document(HANDED_OUT, memory)
