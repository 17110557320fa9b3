"""A whole round as one text with its hash, and back to a record.

The text is the JSON of what the record says: fields at their default and the version are left out,
keys are sorted, nothing is between them. So a later version that adds a field writes the same text,
and the hash of a round is that of its text.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from bureau.store import models
from bureau.store.codec import canonical_bytes, from_json_data, sha256_hex, to_short_json
from bureau.store.trouble import damaged, readable
from koppelronde.domain.acting import By
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True)
class RoundText:
    """What a round says, to the letter, and its hash."""

    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredRound:
    """A round as it stands in the store: its row, and the record made from it."""

    row: Any
    ronde: Koppelronde

    @property
    def written(self) -> RoundText:
        """The text of the row."""
        return RoundText(self.row.record, self.row.content_hash)


def text_of(ronde: Koppelronde) -> RoundText:
    """The text of a round; ValueError for what no text can hold."""
    text = to_short_json(replace(ronde, version=0))
    return RoundText(text, hash_of_text(text))


def hash_of_text(text: str) -> str:
    """The hash of what a text says, however its letters are composed (Unicode form NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return sha256_hex(text.encode("utf-8"))
    return sha256_hex(canonical_bytes(json.loads(text)))


def round_from(text: str, version: int) -> Koppelronde:
    """The record of that text; ValueError where it is none."""
    return replace(from_json_data(Koppelronde, json.loads(text)), version=version)


def read_round(row: Any) -> StoredRound:
    """The round of that row; StoreTrouble when its content is not what was saved."""
    with readable(row.name):
        if hash_of_text(row.record) != row.content_hash:
            raise damaged(row.name)
        ronde = round_from(row.record, row.version)
        held = (ronde.name, ronde.procedure.code, ronde.settings.start_date)
        if held != (row.name, row.procedure_code, row.start_date):
            raise damaged(row.name)
    return StoredRound(row, ronde)


def write_round(alias: str, row: Any, ronde: Koppelronde, by: By) -> RoundText:
    """Save the record in the row; its text."""
    made = text_of(ronde)
    row.name, row.version = ronde.name, ronde.version
    row.procedure_code, row.start_date = ronde.procedure.code, ronde.settings.start_date
    row.record, row.content_hash = made.text, made.sha256
    row.saved_by, row.saved_at = by.name, by.at
    row.save(using=alias, force_insert=row.id is None, force_update=row.id is not None)
    return made


def round_row(alias: str, name: str) -> Any | None:
    """The row of the round of that name, locked where the database can."""
    return models.Ronde.objects.using(alias).select_for_update().filter(name=name).first()
