"""An open store: what every command uses. Records in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

from bureau.store import journal, models
from bureau.store.by import by_of
from bureau.store.change import Change, add_round, change_round, no_such_round
from bureau.store.connection import writing
from bureau.store.copies import copies
from bureau.store.copies.copies import Copy
from bureau.store.copies.restore import put_back
from bureau.store.documents import StoredDocument
from bureau.store.erasing.purge import PurgeReport, purge_store
from bureau.store.erasing.request import ErasedPerson, erase_person
from bureau.store.journal import JournalEntry
from bureau.store.looking import StoreReading, nobody
from bureau.store.papers import papers_of
from bureau.store.settings import close_connection, drop_database
from bureau.store.trouble import told_clearly
from bureau.store.undo import change_to_undo
from koppelronde.domain.acting import By
from koppelronde.domain.acts import NOTHING, Act, Subject
from koppelronde.domain.errors import SavedMeanwhile
from koppelronde.domain.language import Text, same
from koppelronde.domain.ronde import Koppelronde


class Store(StoreReading):
    """The store of one institute; use it as a context manager.

    Every method raises StoreTrouble where the file, the disk or the database is in trouble.
    Every change writes one journal entry and raises the version of its round by one; a note that
    papers were made or mail went out (``papers``, ``sent``) leaves the version as it is.
    """

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

    def erase_person(self, code: str, *, by: By | str, reason: str) -> ErasedPerson:
        """Erase one person before the term, on request; WrongUse for an unknown code."""
        with told_clearly(self.address.shown):
            done = erase_person(
                self.address, self.alias, code, by=by_of(by, self.clock), reason=reason
            )
        if not done.rounds:
            raise nobody(code)
        return done


def _text(what: Text | str) -> Text:
    return same(what) if isinstance(what, str) else what
