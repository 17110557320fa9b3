"""What can be asked of an open store; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bureau.store import documents, journal, models
from bureau.store.address import StoreAddress
from bureau.store.change import no_round_any_more, no_round_yet, no_such_round
from bureau.store.codec import JsonData
from bureau.store.connection import reading
from bureau.store.copies import copies
from bureau.store.copies.copies import Copy
from bureau.store.documents import StoredDocument
from bureau.store.erasing.files import files_to_erase, own_files
from bureau.store.erasing.person import about_person, copies_of_data, journal_about, papers_about
from bureau.store.erasing.purge import erased_by_term
from bureau.store.journal import JournalEntry
from bureau.store.rounds import read_round
from bureau.store.trouble import damaged, readable
from bureau.store.undo import sent_since
from bureau.store.verify import all_findings
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSummary:
    """A round in the list of rounds. ``saved_at`` is in UTC."""

    name: str
    procedure: str
    current: bool
    version: int
    start_date: date | None
    saved_at: datetime
    saved_by: str


class StoreReading:
    """The half of :class:`bureau.store.handle.Store` that only looks.

    Every method raises StoreTrouble where the file, the disk or the database is in trouble.
    """

    def __init__(
        self,
        address: StoreAddress,
        alias: str,
        clock: Callable[[], datetime],
        *,
        keeps_alias: bool = False,
    ) -> None:
        self.address = address
        self._keeps_alias = keeps_alias
        self.alias = alias
        self.clock = clock

    def rounds(self) -> tuple[RoundSummary, ...]:
        """All rounds by name."""
        with self._reading(), readable(self.address.shown):
            rows = models.Ronde.objects.using(self.alias).order_by("name")
            return tuple(_summary(row) for row in rows)

    def current(self) -> str:
        """The name of the current round; OutOfOrder when there is no round yet."""
        with self._reading():
            return str(self._row(None).name)

    def load(self, name: str | None = None) -> Koppelronde:
        """The round of that name, or the current one."""
        with self._reading():
            return read_round(self._row(name)).ronde

    def latest(self, kind: str, key: str = "", name: str | None = None) -> StoredDocument | None:
        """The last document of that kind (and key) that was not taken back."""
        with self._reading():
            return documents.latest(self.alias, self._row(name).id, kind, key)

    def version(
        self, kind: str, number: int, key: str = "", name: str | None = None
    ) -> StoredDocument | None:
        """The document of that number, also when it was taken back since."""
        with self._reading():
            return documents.numbered(self.alias, self._row(name).id, kind, key, number)

    def all(
        self, kind: str, key: str | None = None, name: str | None = None
    ) -> tuple[StoredDocument, ...]:
        """Every document of that kind that was not taken back, oldest first."""
        with self._reading():
            return documents.standing(self.alias, self._row(name).id, kind, key)

    def journal(self) -> tuple[JournalEntry, ...]:
        """The whole journal, oldest first."""
        with self._reading():
            return journal.entries(self.alias)

    def journal_of(self, name: str | None = None) -> tuple[JournalEntry, ...]:
        """The entries about that round (or the current one) since it was made, oldest first."""
        with self._reading():
            return journal.entries_of(self.alias, self._row(name).name)

    def chain_head(self) -> str:
        """The hash of the last entry; printed on exports it proves that none was cut off."""
        with self._reading():
            return str(models.StoreHead.objects.using(self.alias).get().chain_head)

    def verify(self, seen_head: str = "") -> tuple[Finding, ...]:
        """What is wrong with the store; empty when it is whole.

        ``seen_head`` is a head of the journal that was printed earlier.
        """
        with self._reading(), readable(self.address.shown):
            return all_findings(self.alias, seen_head, self.address.file)

    def sent_since(self, change: JournalEntry) -> tuple[JournalEntry, ...]:
        """What went out after that change: when it is taken back, people still have it."""
        with self._reading():
            return sent_since(self.alias, change)

    def copies(self) -> tuple[Copy, ...]:
        """The copies that are kept, oldest first."""
        return copies.copies(self.address)

    def files_to_erase(self, rounds: Iterable[str]) -> tuple[str, ...]:
        """The files that erasing these rounds would remove, by their name in the store's folder."""
        with self._reading():
            return files_to_erase(self.address, self.alias, rounds)

    def own_files(self) -> frozenset[Path]:
        """The files in the store's folder that the program made and still knows of."""
        with self._reading():
            return own_files(self.address, self.alias)

    def erased_by_term(self) -> JournalEntry | None:
        """When data of the current round were last erased because their time was over."""
        with self._reading():
            return erased_by_term(journal.entries_of(self.alias, self._row(None).name))

    def person(self, code: str) -> JsonData:
        """Everything held about that AIOS or HAO in all rounds; WrongUse for an unknown code."""
        with self._reading():
            found = []
            for row in models.Ronde.objects.using(self.alias).order_by("name"):
                ronde = read_round(row).ronde
                held = about_person(ronde, code, documents.held(self.alias, row.id))
                if held is not None:
                    held["earlier_states"] = copies_of_data(self.alias, row.id)
                    held["papers"] = papers_about(self.alias, row.id, code)
                    held["journal"] = journal_about(journal.entries(self.alias), row.name, code)
                    found.append(held)
        if not found:
            raise nobody(code)
        return {"code": code, "rounds": found, "copies": len(self.copies())}

    def _reading(self) -> Any:
        return reading(self.alias, self.address.shown)

    def _row(self, name: str | None) -> Any:
        rounds = models.Ronde.objects.using(self.alias)
        wanted = {"current": True} if name is None else {"name": name}
        with readable(self.address.shown):
            row = rounds.filter(**wanted).first()
        if row is not None:
            return row
        if name is not None:
            raise no_such_round(name)
        if rounds.exists():
            raise damaged(self.address.shown)
        erased = models.Journal.objects.using(self.alias).filter(kind="purge").exists()
        raise no_round_any_more() if erased else no_round_yet()


def nobody(code: str) -> WrongUse:
    return WrongUse(Text(f"Niemand heeft de code '{code}'.", f"Nobody has the code '{code}'."))


def _summary(row: Any) -> RoundSummary:
    return RoundSummary(
        name=row.name,
        procedure=row.procedure_code,
        current=row.current,
        version=row.version,
        start_date=row.start_date,
        saved_at=row.saved_at.astimezone(UTC),
        saved_by=row.saved_by,
    )
