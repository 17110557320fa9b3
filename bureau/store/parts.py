"""The parts of a round and their tables: JSON data to rows and back.

A part is a field of :class:`koppelronde.domain.ronde.Koppelronde` that has a table. What has none,
now or in a later version, goes into the JSON column ``more`` of the round itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any, Final

from bureau.store import models
from bureau.store.codec import JsonData

Rows = list[dict[str, Any]]

_NOT_OF_THE_RECORD: Final = frozenset({"id", "ronde", "position", "more", "part"})


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the round and where its items are.

    ``shared`` marks a table that several fields use. ``item`` and ``record`` turn an item into a
    dict and back where the item is no dict of itself.
    """

    field: str
    model: Any
    shared: bool = False
    item: Callable[[Any], dict[str, Any]] = dict
    record: Callable[[dict[str, Any]], Any] = dict


def _pair(item: list[str]) -> dict[str, Any]:
    return {"aios": item[0], "hao": item[1]}


def _travel(item: list[Any]) -> dict[str, Any]:
    (start, end), minutes = item
    return {"start": start, "end": end, "minutes": minutes}


PARTS: Final = (
    Part("aios", models.Aios),
    Part("haos", models.Hao),
    Part("praktijken", models.Praktijk),
    Part("lists_before", models.Lijst, shared=True),
    Part("lists_aios", models.Lijst, shared=True),
    Part("lists_hao", models.Lijst, shared=True),
    Part("vetoes", models.Veto),
    Part("visit_wishes", models.Bezoekwens),
    Part("visit_outcomes", models.Bezoekuitkomst),
    Part("carrousel_wishes", models.Carrouselwens),
    Part("presences", models.Aanwezigheid),
    Part(
        "met_before",
        models.Paar,
        shared=True,
        item=_pair,
        record=lambda row: [row["aios"], row["hao"]],
    ),
    Part(
        "interviews",
        models.Paar,
        shared=True,
        item=_pair,
        record=lambda row: [row["aios"], row["hao"]],
    ),
    Part(
        "travel",
        models.Reistijd,
        item=_travel,
        record=lambda row: [[row["start"], row["end"]], row["minutes"]],
    ),
    Part("agreements", models.Afspraak),
    Part(
        "withdrawn",
        models.Afmelding,
        item=lambda code: {"code": code},
        record=lambda row: row["code"],
    ),
)


@cache
def _columns(model: Any) -> tuple[str, ...]:
    """The columns that hold a value of the record."""
    return tuple(
        field.name for field in model._meta.concrete_fields if field.name not in _NOT_OF_THE_RECORD
    )


def read_part(part: Part, alias: str, ronde_id: int) -> JsonData:
    """The items of that part as JSON data, in the order in which they were saved."""
    rows = part.model.objects.using(alias).filter(ronde_id=ronde_id).order_by("position")
    if part.shared:
        rows = rows.filter(part=part.field)
    entries = _entries(part, alias, ronde_id) if part.model is models.Lijst else {}
    columns = _columns(part.model)
    items = []
    for row in rows.values("id", "more", *columns):
        data = row["more"] | {name: _plain(row[name]) for name in columns}
        if part.model is models.Lijst:
            data["entries"] = entries.get(row["id"], [])
        items.append(part.record(data))
    return items


def write_part(part: Part, alias: str, ronde_id: int, items: JsonData) -> None:
    """Put these items in the place of what was there."""
    old = part.model.objects.using(alias).filter(ronde_id=ronde_id)
    if part.shared:
        old = old.filter(part=part.field)
    old.delete()
    columns = _columns(part.model)
    rows, entries = [], []
    for position, item in enumerate(items):
        data = part.item(item)
        values = {name: data.pop(name) for name in columns}
        if part.shared:
            values["part"] = part.field
        if part.model is models.Lijst:
            entries.append(data.pop("entries"))
        rows.append(part.model(ronde_id=ronde_id, position=position, more=data, **values))
    made = part.model.objects.using(alias).bulk_create(rows)
    models.Lijstregel.objects.using(alias).bulk_create(
        models.Lijstregel(lijst=lijst, position=position, partner=partner, number=number)
        for lijst, lines in zip(made, entries, strict=False)
        for position, (partner, number) in enumerate(lines)
    )


def _entries(part: Part, alias: str, ronde_id: int) -> dict[int, list[list[str]]]:
    """The lines of every list of that part, by the list's own number."""
    lines: dict[int, list[list[str]]] = {}
    found = (
        models.Lijstregel.objects.using(alias)
        .filter(lijst__ronde_id=ronde_id, lijst__part=part.field)
        .order_by("lijst_id", "position")
        .values_list("lijst_id", "partner", "number")
    )
    for lijst, partner, number in found:
        lines.setdefault(lijst, []).append([partner, number])
    return lines


def _plain(value: Any) -> JsonData:
    """A day or a time of day as JSON has it."""
    return value.isoformat() if isinstance(value, date | time) else value
