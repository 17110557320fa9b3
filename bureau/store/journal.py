"""The journal: who did what, when and why; every entry holds the hash of the entry before it.

Changing, removing or swapping entries breaks the chain. Cutting off the last ones is seen from
the head, which is kept beside the journal and printed on what is exported.

The chain covers salted hashes of the texts, not the texts: these can be erased when their time
is over, and with the salt gone nobody can guess them back from the hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from bureau.store import models
from bureau.store.codec import canonical_bytes, sha256_hex
from bureau.store.trouble import readable
from koppelronde.domain.acting import By
from koppelronde.domain.acts import NOTHING, Act, Subject
from koppelronde.domain.language import Text
from koppelronde.domain.plain_text import without_commands


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an entry erased of earlier ones: numbers of entries, and marks of documents.

    It is in the chain: an entry without text is whole only where a purge says that it erased it.
    """

    texts: frozenset[int] = frozenset()
    reasons: frozenset[int] = frozenset()
    documents: frozenset[str] = frozenset()

    def as_data(self) -> dict[str, list[Any]]:
        """What is not empty, in order."""
        return {name: sorted(value) for name, value in asdict(self).items() if value}

    @classmethod
    def from_data(cls, data: dict[str, list[Any]]) -> Erased:
        """What :meth:`as_data` wrote."""
        return cls(**{name: frozenset(value) for name, value in data.items()})


NOTHING_ERASED: Final = Erased()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One entry; texts and subject are empty once they are erased. ``at`` is in UTC.

    ``kind`` is how the store keeps it: new, save, taken_up, papers, sent, undo, restore or purge.
    ``act`` and ``subject`` are what was done; entries of before there were acts have ``changed``.
    ``version`` and ``content_hash`` are those of the round after the change; ``documents`` the
    marks of what was added to it (:func:`bureau.store.documents.mark_of`).
    """

    number: int
    at: datetime
    kind: str
    ronde: str
    version: int
    content_hash: str
    documents: tuple[str, ...]
    undoes: int | None
    act: Act
    subject: Subject
    by: str
    via: str
    what: Text
    reason: str
    hash: str


def lock_head(alias: str) -> Any:
    """The row with the end of the chain; until the transaction ends nobody else can write."""
    return models.StoreHead.objects.using(alias).select_for_update().get()


def append_entry(
    alias: str,
    head: Any,
    *,
    by: By,
    kind: str,
    act: Act,
    what: Text,
    subject: Subject = NOTHING,
    reason: str = "",
    ronde: str = "",
    version: int = 0,
    content_hash: str = "",
    documents: tuple[str, ...] = (),
    undoes: int | None = None,
    erases: Erased = NOTHING_ERASED,
) -> JournalEntry:
    """Write the next entry and move the head of the chain; inside the caller's transaction.

    What people typed is kept without signs that a terminal would obey.
    """
    what = Text(without_commands(what.nl), without_commands(what.en))
    reason, name = without_commands(reason), without_commands(by.name)
    said_salt, reason_salt = secrets.token_hex(16), secrets.token_hex(16)
    row = models.Journal(
        number=head.chain_length + 1,
        at=by.at.astimezone(UTC),
        kind=kind,
        ronde=ronde,
        version=version,
        content_hash=content_hash,
        documents=list(documents),
        undoes=undoes,
        act=act.value,
        via=by.via,
        erases=erases.as_data(),
        subject={key: without_commands(value) for key, value in asdict(subject).items() if value},
        by=name,
        what_nl=what.nl,
        what_en=what.en,
        reason=reason,
        said_salt=said_salt,
        reason_salt=reason_salt,
        reason_hash=_reason_hash(reason_salt, reason),
        previous=head.chain_head,
    )
    row.said_hash = _said_hash(row)
    row.hash = _entry_hash(row)
    row.save(using=alias, force_insert=True)
    head.chain_length, head.chain_head = row.number, row.hash
    head.save(using=alias, force_update=True)
    return _entry(row)


def entries(alias: str) -> tuple[JournalEntry, ...]:
    """The whole journal, oldest first."""
    with readable("logboek / journal"):
        return tuple(_entry(row) for row in _rows(alias))


def entries_of(alias: str, ronde: str) -> tuple[JournalEntry, ...]:
    """The entries about that round since it was made, oldest first.

    Another round may have had the name before, and be erased.
    """
    with readable("logboek / journal"):
        found = [_entry(row) for row in _rows(alias).filter(ronde=ronde)]
    begins = max((at for at, entry in enumerate(found) if entry.kind == "new"), default=0)
    return tuple(found[begins:])


def last_entry(alias: str, ronde: str) -> JournalEntry | None:
    """The last entry about that round."""
    row = models.Journal.objects.using(alias).filter(ronde=ronde).order_by("-number").first()
    return None if row is None else _entry(row)


def chain_breaks(alias: str, seen_head: str = "") -> Iterator[tuple[int, Text]]:
    """Where the chain does not hold: number of the entry and what is wrong with it.

    ``seen_head`` is a head that was printed earlier; it must still be in the chain.
    """
    previous, number, hashes = "", 0, {""}
    rows = list(_rows(alias))
    covered = _what_was_erased(rows)
    for row in rows:
        if row.number != number + 1:
            yield row.number, Text("er ontbreken regels ervoor", "entries before it are missing")
        of_old = not row.act and (row.via or row.subject or row.erases)
        if of_old or row.previous != previous or row.hash != _entry_hash(row):
            yield row.number, Text("regel is gewijzigd", "entry was changed")
        texts, reasons = covered.get(row.number, (False, False))
        if (not row.said_salt and not texts) or (not row.reason_salt and not reasons):
            yield row.number, Text("tekst is gewist zonder opdracht", "text erased by no command")
        if row.said_salt and row.said_hash != _said_hash(row):
            yield row.number, Text("tekst is gewijzigd", "text was changed")
        if row.reason_salt and row.reason_hash != _reason_hash(row.reason_salt, row.reason):
            yield row.number, Text("reden is gewijzigd", "reason was changed")
        said = row.by or row.what_nl or row.what_en or row.subject
        if (not row.said_salt and said) or (not row.reason_salt and row.reason):
            yield row.number, Text("tekst zonder controlegetal", "text without its check")
        number, previous = row.number, row.hash
        hashes.add(row.hash)
    head = models.StoreHead.objects.using(alias).get()
    if (head.chain_length, head.chain_head) != (number, previous):
        yield number, Text("het einde is afgeknipt of gewijzigd", "the end was cut off or changed")
    if seen_head not in hashes:
        yield number, Text("de eerder afgedrukte stand ontbreekt", "the printed head is missing")


def _rows(alias: str) -> Any:
    return models.Journal.objects.using(alias).order_by("number")


def _what_was_erased(rows: list[Any]) -> dict[int, tuple[bool, bool]]:
    """By number of the entry: whether a later purge erased its texts, and its reason.

    A purge of before entries said what they erase stands for all earlier reasons of its round,
    and for all texts where nothing of the round is left.
    """
    covered: dict[int, tuple[bool, bool]] = {}
    for purge in (row for row in rows if row.kind == "purge"):
        said = Erased.from_data(purge.erases)
        for row in rows:
            if row.number >= purge.number:
                break
            texts, reason = covered.get(row.number, (False, False))
            of_old = not purge.act and row.ronde == purge.ronde
            covered[row.number] = (
                texts or row.number in said.texts or (of_old and purge.content_hash == ""),
                reason or row.number in said.reasons or of_old,
            )
    return covered


def _said_hash(row: Any) -> str:
    said = [row.said_salt, row.by, row.what_nl, row.what_en]
    return sha256_hex(canonical_bytes([*said, row.subject] if row.act else said))


def _reason_hash(salt: str, reason: str) -> str:
    return sha256_hex(canonical_bytes([salt, reason]))


def _entry_hash(row: Any) -> str:
    """The hash of the entry; one of before there were acts has no act, door or erasures in it."""
    moment = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    covered = [
        row.number, moment, row.kind, row.ronde, row.version, row.content_hash,
        row.documents, row.undoes, row.said_hash, row.reason_hash, row.previous,
    ]  # fmt: skip
    if row.act:
        covered += [row.act, row.via, row.erases]
    return sha256_hex(canonical_bytes(covered))


def _entry(row: Any) -> JournalEntry:
    return JournalEntry(
        number=row.number,
        at=row.at.astimezone(UTC),
        kind=row.kind,
        ronde=row.ronde,
        version=row.version,
        content_hash=row.content_hash,
        documents=tuple(row.documents),
        undoes=row.undoes,
        act=Act(row.act) if row.act else Act.CHANGED,
        subject=Subject(**row.subject),
        by=row.by,
        via=row.via,
        what=Text(row.what_nl, row.what_en),
        reason=row.reason,
        hash=row.hash,
    )
