"""An open store: what every command uses. Records in, records out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from bureau.store import documents, journal, models
from bureau.store.address import StoreAddress
from bureau.store.by import by_of
from bureau.store.change import (
    Change,
    add_round,
    change_round,
    no_round_any_more,
    no_round_yet,
    no_such_round,
)
from bureau.store.codec import JsonData
from bureau.store.connection import reading, writing
from bureau.store.copies import copies
from bureau.store.copies.copies import Copy
from bureau.store.copies.restore import put_back
from bureau.store.documents import StoredDocument
from bureau.store.erasing.files import files_to_erase, own_files
from bureau.store.erasing.person import about_person, copies_of_data, journal_about, papers_about
from bureau.store.erasing.purge import PurgeReport, erased_by_term, purge_store
from bureau.store.erasing.request import ErasedPerson, erase_person
from bureau.store.journal import JournalEntry
from bureau.store.papers import papers_of
from bureau.store.rounds import read_round
from bureau.store.settings import close_connection, drop_database
from bureau.store.trouble import damaged, readable, told_clearly
from bureau.store.undo import change_to_undo, sent_since
from bureau.store.verify import all_findings
from koppelronde.domain.acting import By
from koppelronde.domain.acts import NOTHING, Act, Subject
from koppelronde.domain.errors import SavedMeanwhile, WrongUse
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text, same
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


class Store:
    """The store of one institute; use it as a context manager.

    Every method raises StoreTrouble where the file, the disk or the database is in trouble.
    Every change writes one journal entry and raises the version of its round by one; a note that
    papers were made or mail went out (``papers``, ``sent``) leaves the version as it is.
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

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the store cannot be used after it."""
        if self._keeps_alias:
            close_connection(self.alias)
        else:
            drop_database(self.alias)

    # ── rounds ──────────────────────────────────────────────────────────────────────────────

    def rounds(self) -> tuple[RoundSummary, ...]:
        """All rounds by name."""
        with self._reading(), readable(self.address.shown):
            rows = models.Ronde.objects.using(self.alias).order_by("name")
            return tuple(_summary(row) for row in rows)

    def current(self) -> str:
        """The name of the current round; OutOfOrder when there is no round yet."""
        with self._reading():
            return str(self._row(None).name)

    def set_current(self, name: str) -> None:
        """Make that round the current one; WrongUse when there is none of that name."""
        with writing(self.alias, self.address.shown):
            journal.lock_head(self.alias)
            rounds = models.Ronde.objects.using(self.alias)
            if not rounds.filter(name=name).exists():
                raise no_such_round(name)
            rounds.exclude(name=name).update(current=False)
            rounds.filter(name=name).update(current=True)

    def new_round(
        self, ronde: Koppelronde, *, by: By | str, what: Text | str | None = None, reason: str = ""
    ) -> Koppelronde:
        """Store a new round, make it current, and return it with its version."""
        said = Text("nieuwe ronde", "new round") if what is None else _text(what)
        return add_round(
            self.alias,
            self.address.shown,
            ronde,
            by=by_of(by, self.clock),
            what=said,
            reason=reason,
        )

    def load(self, name: str | None = None) -> Koppelronde:
        """The round of that name, or the current one."""
        with self._reading():
            return read_round(self._row(name)).ronde

    def save(
        self,
        ronde: Koppelronde,
        *,
        by: By | str,
        what: Text | str,
        act: Act = Act.CHANGED,
        subject: Subject = NOTHING,
        reason: str = "",
    ) -> Koppelronde:
        """Store the round and return it with its new version.

        SavedMeanwhile when somebody saved since this record was loaded.
        """
        with self.transaction(
            by=by,
            what=what,
            act=act,
            subject=subject,
            reason=reason,
            name=ronde.name,
            expect_version=ronde.version,
        ) as change:
            change.save(ronde)
        return change.ronde

    @contextmanager
    def transaction(
        self,
        *,
        by: By | str,
        what: Text | str,
        act: Act = Act.CHANGED,
        subject: Subject = NOTHING,
        reason: str = "",
        name: str | None = None,
        expect_version: int | None = None,
    ) -> Iterator[Change]:
        """One command as one transaction: records, documents and journal, or nothing.

        ``what`` is the sentence for people; ``act`` and ``subject`` are what programs read of it.
        Others cannot save meanwhile, so solve first and open it only to store. What is taken up
        (lists that their owners handed in) is passed by when undoing.
        """
        with change_round(
            self.alias,
            self.address,
            self.current() if name is None else name,
            by=by_of(by, self.clock),
            act=act,
            subject=subject,
            what=what,
            reason=reason,
            expect_version=expect_version,
        ) as change:
            yield change

    def writing_papers(
        self,
        target: Path,
        names: Iterable[str],
        *,
        by: By | str,
        what: Text,
        act: Act = Act.PRINTED,
        subject: Subject = NOTHING,
    ) -> AbstractContextManager[None]:
        """Write files about the current round inside the block (``names`` in ``target``).

        Erasing finds them from now on; the journal tells of them once they are written.
        """
        return papers_of(
            self.alias,
            self.address,
            self.current(),
            by=by_of(by, self.clock),
            act=act,
            subject=subject,
            what=what,
            target=target,
            names=names,
        )

    # ── documents ───────────────────────────────────────────────────────────────────────────

    def put_document(
        self,
        kind: str,
        content: object,
        *,
        by: By | str,
        what: Text | str,
        act: Act = Act.CHANGED,
        subject: Subject = NOTHING,
        reason: str = "",
        key: str = "",
        name: str | None = None,
        expect_version: int | None = None,
    ) -> StoredDocument:
        """A transaction with this document alone; the version of the round goes up."""
        with self.transaction(
            by=by,
            what=what,
            act=act,
            subject=subject,
            reason=reason,
            name=name,
            expect_version=expect_version,
        ) as change:
            return change.put_document(kind, content, key)

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

    # ── journal ─────────────────────────────────────────────────────────────────────────────

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

    # ── steps back ──────────────────────────────────────────────────────────────────────────

    def undo(self, *, by: By | str, reason: str = "") -> tuple[Koppelronde, JournalEntry]:
        """Take back the last change of the current round; the round now, and what was undone.

        OutOfOrder where nothing is left to take back, or others already have what was made.
        """
        name = self.current()
        with self._reading():
            entry = change_to_undo(self.alias, name)
        said = Text(f"teruggenomen: {entry.what.nl}", f"taken back: {entry.what.en}")
        with change_round(
            self.alias,
            self.address,
            name,
            by=by_of(by, self.clock),
            act=Act.UNDONE,
            subject=entry.subject,
            what=said,
            reason=reason,
            kind="undo",
            undoes=entry.number,
        ) as change:
            if change_to_undo(self.alias, name).number != entry.number:
                raise SavedMeanwhile(
                    Text("Er is intussen iets gewijzigd.", "Something was changed meanwhile.")
                )
            change.take_back(entry)
        return change.ronde, entry

    def sent_since(self, change: JournalEntry) -> tuple[JournalEntry, ...]:
        """What went out after that change: when it is taken back, people still have it."""
        with self._reading():
            return sent_since(self.alias, change)

    def copies(self) -> tuple[Copy, ...]:
        """The copies that are kept, oldest first."""
        return copies.copies(self.address)

    def copy_before(self, what: str) -> Copy:
        """Copy the whole store before a step that cannot be taken back (``seal``, ``import``)."""
        return copies.make_copy(self.address, self.alias, what, self.clock())

    def restore(self, copy: str | Path | None = None, *, by: By | str) -> Path:
        """Put that copy back (its name or path; None = the last); the state of now is copied first.

        The journal is not shortened and what was sent stays known: see
        :mod:`bureau.store.copies.restore`. For a store that cannot be opened:
        :func:`bureau.store.opening.restore_file`.
        """
        path = copies.find_copy(self.address, copy)
        copies.make_copy(self.address, self.alias, "restore", self.clock(), spare=path)
        put_back(self.address, self.alias, path, by=by_of(by, self.clock))
        return path

    # ── privacy ─────────────────────────────────────────────────────────────────────────────

    def purge(self, today: date, *, by: By | str) -> PurgeReport:
        """Erase everything whose term is over on that day, wherever the store knows of it."""
        with told_clearly(self.address.shown):
            return purge_store(self.address, self.alias, today=today, by=by_of(by, self.clock))

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

    def erase_person(self, code: str, *, by: By | str, reason: str) -> ErasedPerson:
        """Erase one person before the term, on request; WrongUse for an unknown code."""
        with told_clearly(self.address.shown):
            done = erase_person(
                self.address, self.alias, code, by=by_of(by, self.clock), reason=reason
            )
        if not done.rounds:
            raise _nobody(code)
        return done

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
            raise _nobody(code)
        return {"code": code, "rounds": found, "copies": len(self.copies())}

    # ── inside ──────────────────────────────────────────────────────────────────────────────

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


def _nobody(code: str) -> WrongUse:
    return WrongUse(Text(f"Niemand heeft de code '{code}'.", f"Nobody has the code '{code}'."))


def _text(what: Text | str) -> Text:
    return same(what) if isinstance(what, str) else what


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
