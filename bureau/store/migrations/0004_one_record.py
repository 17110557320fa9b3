"""A round is one record: what its sixteen tables held becomes one text, and the tables go.

The text says what the rows said, to the letter: its hash is the one that the round had already.
A round that is damaged stops all of it, and the store stays as it was.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import migrations, models

NOT_OF_THE_RECORD = frozenset({"id", "ronde", "position", "more", "part"})

# the field of the round, its table, and whether several fields share that table
PARTS = (
    ("aios", "Aios", False), ("haos", "Hao", False), ("praktijken", "Praktijk", False),
    ("lists_before", "Lijst", True), ("lists_aios", "Lijst", True), ("lists_hao", "Lijst", True),
    ("vetoes", "Veto", False), ("visit_wishes", "Bezoekwens", False),
    ("visit_outcomes", "Bezoekuitkomst", False), ("carrousel_wishes", "Carrouselwens", False),
    ("presences", "Aanwezigheid", False), ("met_before", "Paar", True),
    ("interviews", "Paar", True), ("travel", "Reistijd", False),
    ("agreements", "Afspraak", False), ("withdrawn", "Afmelding", False),
)  # fmt: skip


def write_records(apps: Any, editor: Any) -> None:
    """The record of every round, made from its rows and held against its hash."""
    from bureau.store.codec import from_json_data
    from bureau.store.rounds import text_of
    from bureau.store.trouble import damaged, readable
    from koppelronde.domain.ronde import Koppelronde

    alias = editor.connection.alias
    for row in apps.get_model("koppel", "Ronde").objects.using(alias).order_by("id"):
        data = row.more | {
            "name": row.name, "version": row.version, "procedure": row.procedure,
            "settings": row.settings, "sealed": row.sealed,
        }  # fmt: skip
        for field, table, shared in PARTS:
            data[field] = _read(apps, alias, row.id, field, table, shared)
        with readable(row.name):
            made = text_of(from_json_data(Koppelronde, data))
        if made.sha256 != row.content_hash:
            raise damaged(row.name)
        start = row.settings.get("start_date")
        row.start_date = None if start is None else date.fromisoformat(start)
        row.record = made.text
        row.save(using=alias, update_fields=["record", "start_date"])


def _read(apps: Any, alias: str, ronde: int, field: str, table: str, shared: bool) -> list[Any]:
    model = apps.get_model("koppel", table)
    rows = model.objects.using(alias).filter(ronde_id=ronde).order_by("position")
    if shared:
        rows = rows.filter(part=field)
    columns = [f.name for f in model._meta.concrete_fields if f.name not in NOT_OF_THE_RECORD]
    entries = _entries(apps, alias, ronde, field) if table == "Lijst" else {}
    items = []
    for row in rows.values("id", "more", *columns):
        data = row["more"] | {name: _plain(row[name]) for name in columns}
        if table == "Lijst":
            data["entries"] = entries.get(row["id"], [])
        items.append(_item(table, data))
    return items


def _item(table: str, data: dict[str, Any]) -> Any:
    if table == "Paar":
        return [data["aios"], data["hao"]]
    if table == "Reistijd":
        return [[data["start"], data["end"]], data["minutes"]]
    return data["code"] if table == "Afmelding" else data


def _entries(apps: Any, alias: str, ronde: int, field: str) -> dict[int, list[list[str]]]:
    lines: dict[int, list[list[str]]] = {}
    found = (
        apps.get_model("koppel", "Lijstregel").objects.using(alias)
        .filter(lijst__ronde_id=ronde, lijst__part=field)
        .order_by("lijst_id", "position")
        .values_list("lijst_id", "partner", "number")
    )  # fmt: skip
    for lijst, partner, number in found:
        lines.setdefault(lijst, []).append([partner, number])
    return lines


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


class Migration(migrations.Migration):
    dependencies = (("koppel", "0003_acts"),)

    operations = (
        migrations.AddField("ronde", "record", models.TextField(default="")),
        migrations.AddField("ronde", "start_date", models.DateField(null=True)),
        migrations.RunPython(write_records),
        migrations.AlterField("ronde", "record", models.TextField()),
        *(
            migrations.RemoveField("ronde", name)
            for name in ("procedure_toml", "procedure", "settings", "sealed", "more")
        ),
        migrations.DeleteModel("Lijstregel"),
        *(migrations.DeleteModel(name) for name in sorted({table for _, table, _ in PARTS})),
    )
