"""Steps back, the journal, the state of the store, and what is held about somebody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bureau.actions.papers import Papers
from bureau.actions.taking_up import lists_up_to_date
from bureau.inbox.erasing import about_person
from bureau.inbox.opening import inbox_of
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import StoreTrouble
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.copies.copies import Copy
    from bureau.store.handle import Store
    from bureau.store.journal import JournalEntry
    from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The change that was taken back, and what left since: that others still have."""

    entry: JournalEntry
    sent_since: tuple[Text, ...]


def undo(store: Store, by: By, *, reason: str = "") -> Undone:
    """Take back the last change of the round; OutOfOrder where nothing can be taken back.

    What participants handed in meanwhile is taken up again: no step back loses a list.
    """
    _, entry = store.undo(by=by, reason=reason)
    sent = tuple(sorted({note.what for note in store.sent_since(entry)}))
    lists_up_to_date(store, by)
    return Undone(entry=entry, sent_since=sent)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyKept:
    """A copy of the whole store: its name, when it was made, and before which step."""

    name: str
    at: datetime
    before: str


def list_copies(folder: Path, url: str | None) -> tuple[CopyKept, ...]:
    """The copies beside the store of that folder, also where it cannot be opened."""
    from bureau.store.opening import copies_of

    return _as_kept(copies_of(folder, url))


def copies(store: Store, by: By) -> tuple[CopyKept, ...]:
    """The copies of an open store, oldest first."""
    del by  # looking leaves no trace
    return _as_kept(store.copies())


def _as_kept(found: tuple[Copy, ...]) -> tuple[CopyKept, ...]:
    return tuple(CopyKept(name=c.path.name, at=c.at, before=c.before) for c in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The copy that was put back; ``was_unreadable`` where it took the place of a ruin."""

    name: str
    was_unreadable: bool


def restore(store: Store, by: By, *, copy: str) -> Restored:
    """Put a copy back; the journal goes on, and what was sent stays known."""
    restored = Restored(name=store.restore(copy, by=by).name, was_unreadable=False)
    lists_up_to_date(store, by)
    return restored


def restore_anyhow(folder: Path, url: str | None, by: By, *, copy: str) -> Restored:
    """The same where the store may be damaged or gone: then the copy takes its place."""
    from bureau.store.opening import open_store, restore_any

    path, ruined = restore_any(folder, url, copy, by=by, clock=lambda: by.at)
    with open_store(folder, url, clock=lambda: by.at) as store:
        lists_up_to_date(store, by)
    return Restored(name=path.name, was_unreadable=ruined)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRead:
    """The whole journal, oldest first, and its head: printed, it proves none was cut off."""

    entries: tuple[JournalEntry, ...]
    head: str


def read_journal(store: Store, by: By) -> JournalRead:
    """Who did what, when and why."""
    del by  # looking leaves no trace
    return JournalRead(entries=store.journal(), head=store.chain_head())


def check_store(store: Store, by: By, *, seen_head: str = "") -> tuple[Finding, ...]:
    """What is wrong with the file, the data or the journal; empty when the store is whole.

    ``seen_head`` is a head of the journal that was printed earlier.
    """
    del by  # looking leaves no trace
    return store.verify(seen_head)


def not_whole() -> StoreTrouble:
    """The refusal that goes with findings about the store."""
    from koppelronde.domain.steps import Do, Step

    return StoreTrouble(
        Text("De opslag is niet heel.", "The store is not whole."),
        Text("Kopieën staan klaar:  ", "There are copies:  ") + Step(Do.SEE_COPIES).said,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHeld:
    """Everything held about one person in all rounds, and the same as a file."""

    ronde: Koppelronde
    code: str
    held: Any
    text: str
    papers: Papers


def show_person(store: Store, by: By, *, code: str) -> PersonHeld:
    """What subject access gives; WrongUse for an unknown code."""
    from bureau.actions.kept import known_person
    from koppelronde.domain.file_names import file_stem

    del by  # looking leaves no trace
    ronde = store.load()
    code = known_person(ronde, code)
    held = store.person(code)
    with inbox_of(store) as inbox:
        if inbox is not None:
            held["portal"] = {
                known.name: about_person(inbox, known.name, code) for known in store.rounds()
            }
    text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
    papers = Papers(
        ronde=ronde, folder=f"inzage-{file_stem(code)}",
        what=Text(f"inzage {code}", f"access {code}"),
        about=Subject(kind="person", who=code), act=Act.EXPORTED,
        files={f"{file_stem(code)}.json": text.encode("utf-8")},
    )  # fmt: skip
    return PersonHeld(ronde=ronde, code=code, held=held, text=text, papers=papers)
