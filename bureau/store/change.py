"""One change of a round: records, documents and the journal in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from bureau.store import documents, models
from bureau.store.address import StoreAddress
from bureau.store.connection import writing
from bureau.store.documents import StoredDocument
from bureau.store.earlier import keep_state
from bureau.store.erasing.files import note_export
from bureau.store.journal import JournalEntry, append_entry, last_entry, lock_head
from bureau.store.rounds import StoredRound, read_round, round_row, write_round
from bureau.store.trouble import BEGIN
from bureau.store.undo import round_before, take_back_documents
from koppelronde.domain.acting import By
from koppelronde.domain.acts import NOTHING, Act, Subject
from koppelronde.domain.errors import OutOfOrder, SavedMeanwhile, WrongUse
from koppelronde.domain.language import Text, same
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Do, Step
from koppelronde.domain.times import AMSTERDAM


class Change:
    """A change under way; leave the ``with`` block to store it, raise to store nothing.

    ``ronde`` is the round as it stands, and after the block as it was stored (version included).
    """

    def __init__(self, alias: str, folder: Path, stored: StoredRound, entry: int, by: By) -> None:
        self.ronde = stored.ronde
        self.entry: JournalEntry | None = None
        self._alias, self._folder, self._stored = alias, folder, stored
        self._number, self._by = entry, by
        self._marks: list[str] = []
        self._kinds: set[str] = set()

    @property
    def number(self) -> int:
        """The number of this change in the journal."""
        return self._number

    def save(self, ronde: Koppelronde) -> None:
        """Store this record of the round; the last one given counts. Its name stays."""
        stored = self._stored.ronde
        self.ronde = replace(ronde, name=stored.name, version=stored.version)

    def next_number(self, kind: str, key: str = "") -> int:
        """The number that the next document of that kind and key will get."""
        return documents.next_number(self._alias, self._stored.row.id, kind, key)

    def put_document(self, kind: str, content: object, key: str = "") -> StoredDocument:
        """Keep a document: a record, JSON data, or a text that is kept to the letter."""
        made = documents.add_document(
            self._alias,
            self._stored.row.id,
            kind,
            key,
            content,
            entry=self._number,
            by=self._by,
        )
        self._marks.append(documents.mark_of(kind, key, made.number, made.sha256))
        self._kinds.add(kind)
        return made

    def only_notes_what_left(self) -> bool:
        """Whether it says no more than that a mail or calendar went out; nothing can undo that."""
        unchanged = self.ronde == self._stored.ronde
        return unchanged and bool(self._kinds) and self._kinds <= documents.NOTES

    def take_back(self, entry: JournalEntry) -> None:
        """Make the round what it was before that change; OutOfOrder where that cannot be."""
        stored = self._stored
        self.save(round_before(self._alias, stored.row.id, entry, stored.ronde))
        take_back_documents(self._alias, stored.row.id, entry, self._number)

    def will_export(self, target: Path, names: Iterable[str] = ()) -> None:
        """Note that files about this round are going to be written, so that erasing finds them.

        ``target`` is a file, or a folder with ``names`` in it. Call it before writing: a note
        about a file that was never written does no harm, a file without a note does.
        """
        note_export(
            self._alias, self._folder, self._stored.row.id, self._number, self._by.at, target, names
        )


@contextmanager
def change_round(
    alias: str,
    address: StoreAddress,
    name: str,
    *,
    by: By,
    act: Act,
    what: Text | str,
    subject: Subject = NOTHING,
    reason: str = "",
    expect_version: int | None = None,
    kind: str = "save",
    undoes: int | None = None,
) -> Iterator[Change]:
    """The transaction of one command; SavedMeanwhile when the round is not at that version.

    What was taken up keeps no earlier state: undo passes it by, as it does what was sent.
    """
    said = same(what) if isinstance(what, str) else what
    with writing(alias, address.shown):
        head = lock_head(alias)
        row = round_row(alias, name)
        if row is None:
            raise no_such_round(name)
        if expect_version is not None and row.version != expect_version:
            raise _saved_meanwhile(alias, row)
        stored = read_round(row)
        change = Change(alias, address.folder, stored, head.chain_length + 1, by)
        yield change
        if kind == "save" and change.only_notes_what_left():
            kind, after, content_hash = "sent", stored.ronde, row.content_hash
        else:
            after = replace(change.ronde, version=row.version + 1)
            if act is Act.TAKEN_UP:
                kind = "taken_up"
            else:
                keep_state(alias, row.id, head.chain_length + 1, stored.written)
            content_hash = write_round(alias, row, after, by).sha256
        change.entry = append_entry(
            alias,
            head,
            by=by,
            kind=kind,
            act=act,
            subject=subject,
            what=said,
            reason=reason,
            ronde=after.name,
            version=after.version,
            content_hash=content_hash,
            documents=tuple(change._marks),
            undoes=undoes,
        )
    change.ronde = after


def add_round(
    alias: str, where: str, ronde: Koppelronde, *, by: By, what: Text, reason: str
) -> Koppelronde:
    """Store a new round and make it the current one; WrongUse when the name is taken."""
    with writing(alias, where):
        head = lock_head(alias)
        if round_row(alias, ronde.name) is not None:
            raise WrongUse(
                Text(
                    f"Er is al een ronde met de naam '{ronde.name}'.",
                    f"There is a round of the name '{ronde.name}' already.",
                ),
                Text("Ermee verder:  ", "Go on with it:  ") + Step(Do.USE_ROUND).said,
            )
        ronde = replace(ronde, version=1)
        models.Ronde.objects.using(alias).update(current=False)
        made = write_round(alias, models.Ronde(current=True), ronde, by)
        append_entry(
            alias,
            head,
            by=by,
            kind="new",
            act=Act.CREATED,
            what=what,
            reason=reason,
            ronde=ronde.name,
            version=1,
            content_hash=made.sha256,
        )
    return ronde


def no_such_round(name: str) -> WrongUse:
    """No round of that name is stored."""
    return WrongUse(
        Text(f"Er is geen ronde met de naam '{name}'.", f"There is no round of the name '{name}'."),
        Text("Bekijk de rondes met: ", "See the rounds with: ") + Step(Do.ROUNDS).said + same("."),
    )


def no_round_yet() -> OutOfOrder:
    """The store is empty."""
    return OutOfOrder(
        Text("Er is nog geen ronde.", "There is no round yet."),
        BEGIN,
    )


def no_round_any_more() -> OutOfOrder:
    """All that was in the store is erased."""
    return OutOfOrder(
        Text(
            "Er is geen ronde meer: wat er was, is gewist omdat de termijn voorbij is.",
            "There is no round any more: what there was is erased, its term is over.",
        ),
        no_round_yet().remedy,
    )


def _saved_meanwhile(alias: str, row: Any) -> SavedMeanwhile:
    moment = row.saved_at.astimezone(UTC).astimezone(AMSTERDAM)
    entry = last_entry(alias, row.name)
    what = entry.what if entry is not None else same("")
    return SavedMeanwhile(
        Text(
            f"{row.saved_by} heeft deze ronde intussen gewijzigd, op {moment:%d-%m-%Y} om "
            f"{moment:%H:%M:%S} ({what.nl}). Er is niets overschreven.",
            f"{row.saved_by} changed this round meanwhile, on {moment:%d-%m-%Y} at "
            f"{moment:%H:%M:%S} ({what.en}). Nothing was overwritten.",
        ),
        Text(
            "Bekijk de wijziging en geef de opdracht opnieuw.",
            "Look at the change and give the command again.",
        ),
    )
