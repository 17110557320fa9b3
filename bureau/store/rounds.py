"""A whole round: from its tables to one record, and from a record to its tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from bureau.store import models
from bureau.store.codec import JsonData, content_hash, from_json_data, to_json_data
from bureau.store.parts import PARTS, read_part, write_part
from bureau.store.trouble import damaged, readable
from koppelronde.domain.acting import By
from koppelronde.domain.ronde import Koppelronde

_OF_THE_ROUND: Final = frozenset({"name", "version", "procedure", "settings", "sealed"})


@dataclass(frozen=True, slots=True)
class StoredRound:
    """A round as it stands in the store: its row, its data, and the record made from them."""

    row: Any
    data: JsonData
    ronde: Koppelronde


def hash_of(ronde: Koppelronde) -> str:
    """The hash of what a round says, whatever its version."""
    return content_hash(replace(ronde, version=0))


def read_round(row: Any, alias: str) -> StoredRound:
    """The round of that row; StoreTrouble when its content is not what was saved."""
    with readable(row.name):
        data = row.more | {
            "name": row.name,
            "version": row.version,
            "procedure": row.procedure,
            "settings": row.settings,
            "sealed": row.sealed,
        }
        data |= {part.field: read_part(part, alias, row.id) for part in PARTS}
        ronde = from_json_data(Koppelronde, data)
    if hash_of(ronde) != row.content_hash:
        raise damaged(row.name)
    return StoredRound(row, data, ronde)


def write_round(alias: str, row: Any, ronde: Koppelronde, before: JsonData, by: By) -> None:
    """Save the record in the row and the tables; parts that stayed the same are left alone."""
    data = to_json_data(ronde)
    if row.id is None:
        _fill(row, ronde, data, by)
        row.save(using=alias, force_insert=True)
    else:
        _fill(row, ronde, data, by)
        row.save(using=alias, force_update=True)
    for part in PARTS:
        if before is None or before[part.field] != data[part.field]:
            write_part(part, alias, row.id, data[part.field])


def _fill(row: Any, ronde: Koppelronde, data: JsonData, by: By) -> None:
    parts = {part.field for part in PARTS}
    row.name = ronde.name
    row.version = ronde.version
    row.procedure_code = ronde.procedure.code
    row.procedure_toml = ronde.procedure.toml
    row.procedure = data["procedure"]
    row.settings = data["settings"]
    row.sealed = data["sealed"]
    row.more = {
        field: value
        for field, value in data.items()
        if field not in parts and field not in _OF_THE_ROUND
    }
    row.content_hash = hash_of(ronde)
    row.saved_by, row.saved_at = by.name, by.at


def round_row(alias: str, name: str) -> Any | None:
    """The row of the round of that name, locked where the database can."""
    return models.Ronde.objects.using(alias).select_for_update().filter(name=name).first()
