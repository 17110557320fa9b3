"""Documents: what an engine made or what was handed out, kept as text with its hash.

A document is never changed: a new one gets the next number. ``key`` tells documents of one kind
apart where each has its own numbering: the UID of a calendar, the code of who was called.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from bureau.store import models
from bureau.store.codec import JsonData, canonical_bytes, from_json_data, sha256_hex, to_json_data
from bureau.store.trouble import damaged, readable
from koppelronde.domain.acting import By

T = TypeVar("T")

KINDS: Final = (
    "timetable",
    "visit_calendar",
    "shortlist",
    "result",
    "call_list",
    "call_record",
    "handed_out",
    "mail_sent",
    "announcement",
    "receipt",
    "answers",
    "seal_log",
    "proof",
)
"""The kinds of document; another name is refused as a mistake of the program."""

OUT_OF_HAND: Final = frozenset({"handed_out", "mail_sent", "announcement"})
"""What others already have; a change that holds one of these cannot be taken back."""

STANDING: Final = frozenset({"seal_log", "proof"})
"""What no step back removes: every seal and draw, and the proof of every result."""

NOTES: Final = frozenset({"handed_out", "mail_sent"})
"""What only remembers that something left; it changes no round (docs/decisions/0010-store.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as it stands in the store; ``text`` is empty once it is erased.

    ``entry`` is the number of the journal entry it was stored with.
    """

    kind: str
    key: str
    number: int
    entry: int
    at: datetime
    by: str
    text: str
    sha256: str
    erased: bool = False

    def data(self) -> JsonData:
        """The JSON data of the text."""
        return json.loads(self.text)

    def record(self, cls: type[T]) -> T:
        """The record of that class; ValueError where the text is something else."""
        return from_json_data(cls, self.data())


def text_of(content: object) -> str:
    """The exact text to keep: a text as it is, anything else as canonical JSON."""
    if isinstance(content, str):
        return content
    return canonical_bytes(to_json_data(content)).decode("utf-8")


def mark_of(kind: str, key: str, number: int, sha256: str) -> str:
    """What the journal keeps of a document: a hash over its name and its content."""
    return sha256_hex(canonical_bytes([kind, key, number, sha256]))


def next_number(alias: str, ronde_id: int, kind: str, key: str) -> int:
    """The number that the next document of that kind and key gets."""
    if kind not in KINDS:
        raise ValueError(f"no kind of document: {kind!r}")
    last = _rows(alias, ronde_id, kind, key).order_by("-number").first()
    return 1 if last is None else int(last.number) + 1


def add_document(
    alias: str,
    ronde_id: int,
    kind: str,
    key: str,
    content: object,
    *,
    entry: int,
    by: By,
) -> StoredDocument:
    """Keep a document; inside the caller's transaction."""
    text = text_of(content)
    json.loads(text)  # whatever is kept can be read again
    row = models.Document(
        ronde_id=ronde_id,
        kind=kind,
        key=key,
        number=next_number(alias, ronde_id, kind, key),
        entry=entry,
        at=by.at,
        by=by.name,
        text=text,
        sha256=sha256_hex(text.encode("utf-8")),
    )
    row.save(using=alias, force_insert=True)
    return _document(row)


def standing(alias: str, ronde_id: int, kind: str, key: str | None) -> tuple[StoredDocument, ...]:
    """The documents of that kind that were not taken back, oldest first; all keys for None."""
    with readable(kind):
        rows = list(_rows(alias, ronde_id, kind, key).filter(taken_back=None).order_by("id"))
    return tuple(_document(row) for row in rows)


def held(alias: str, ronde_id: int) -> tuple[StoredDocument, ...]:
    """Every document that is kept, also those that were taken back, oldest first."""
    rows = models.Document.objects.using(alias).filter(ronde_id=ronde_id).order_by("id")
    with readable("documenten / documents"):
        return tuple(_document(row) for row in rows)


def latest(alias: str, ronde_id: int, kind: str, key: str) -> StoredDocument | None:
    """The last one that was not taken back."""
    with readable(kind):
        rows = _rows(alias, ronde_id, kind, key).filter(taken_back=None)
        row = rows.order_by("-number").first()
    return None if row is None else _document(row)


def numbered(alias: str, ronde_id: int, kind: str, key: str, number: int) -> StoredDocument | None:
    """That number, also when it was taken back since."""
    with readable(kind):
        row = _rows(alias, ronde_id, kind, key).filter(number=number).first()
    return None if row is None else _document(row)


def _rows(alias: str, ronde_id: int, kind: str, key: str | None) -> Any:
    rows = models.Document.objects.using(alias).filter(ronde_id=ronde_id, kind=kind)
    return rows if key is None else rows.filter(key=key)


def _document(row: Any) -> StoredDocument:
    if row.erased_at is None and sha256_hex(row.text.encode("utf-8")) != row.sha256:
        raise damaged(f"{row.kind} {row.number}")
    return StoredDocument(
        kind=row.kind,
        key=row.key,
        number=row.number,
        entry=row.entry,
        at=row.at.astimezone(UTC),
        by=row.by,
        text=row.text,
        sha256=row.sha256,
        erased=row.erased_at is not None,
    )
