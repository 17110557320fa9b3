"""A journal entry gets an act, a subject, a door, and what it erased.

What older entries say in words only is said again, in new entries of the chain, where the program
reads it: what was printed, drafted, handed out and announced, and what was erased by term.
The hashes of the older entries stay what they were, and so do the marks printed on papers.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from datetime import UTC
from typing import Any

from django.db import migrations, models

_SAID = (
    ("papers", r"carrousel (\d+) op papier", "printed", "timetable"),
    ("papers", r"uitslag ([0-9a-f]{8}) op papier", "printed", "result"),
    ("papers", r"concepten uitslag ([0-9a-f]{8})", "drafted", "result"),
    ("save", r"uitslag ([0-9a-f]{8}) bekendgemaakt", "announced", "result"),
    ("sent", r"carrousel (\d+) op papier", "handed_out", "timetable"),
    ("sent", r"roosters gemaild()", "handed_out", "timetable"),
    ("sent", r"agenda's bij bezoekplan (\d+)", "handed_out", "visit_calendar"),
    ("sent", r"bezoeken gemaild()", "handed_out", "visit_calendar"),
    ("purge", r"(?:ranglijsten en veto's|contactgegevens|ranglijsten, veto's en contactgegevens) "
              r"gewist()", "purged", ""),
)  # fmt: skip


def say_again(apps: Any, editor: Any) -> None:
    """Add an entry for each older one whose words the program used to read."""
    alias = editor.connection.alias
    journal = apps.get_model("koppel", "Journal").objects.using(alias)
    heads = apps.get_model("koppel", "StoreHead").objects.using(alias)
    for old in list(journal.order_by("number")):
        for kind, pattern, act, about in _SAID:
            found = re.fullmatch(pattern, old.what_nl)
            if old.kind == "purge" and _went_on(journal, old):
                continue
            if old.kind == kind and found is not None:
                subject = {"kind": about} if about else {}
                _append(journal, heads.get(), old, act, subject | _version(found[1]))


def _went_on(journal: Any, old: Any) -> bool:
    """Whether somebody used the round after that."""
    later = journal.filter(ronde=old.ronde, number__gt=old.number)
    return bool(later.filter(kind__in=("new", "save", "undo", "restore")).exists())


def _version(found: str) -> dict[str, str]:
    return {"version": found} if found else {}


def _append(journal: Any, head: Any, old: Any, act: str, subject: dict[str, str]) -> None:
    last = journal.filter(ronde=old.ronde).order_by("-number").first()
    said_salt, reason_salt = secrets.token_hex(16), secrets.token_hex(16)
    row = journal.model(
        number=head.chain_length + 1, at=old.at, ronde=old.ronde,
        kind="papers" if old.kind == "save" else old.kind,
        version=last.version, content_hash=last.content_hash, documents=[], undoes=None,
        act=act, via="koppel", subject=subject, erases={},
        by=old.by, what_nl=old.what_nl, what_en=old.what_en, reason="",
        said_salt=said_salt, reason_salt=reason_salt, previous=head.chain_head,
        said_hash=_hash([said_salt, old.by, old.what_nl, old.what_en, subject]),
        reason_hash=_hash([reason_salt, ""]),
    )  # fmt: skip
    moment = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    row.hash = _hash([
        row.number, moment, row.kind, row.ronde, row.version, row.content_hash, [], None,
        row.said_hash, row.reason_hash, row.previous, act, "koppel", {},
    ])  # fmt: skip
    row.save(using=journal.db, force_insert=True)
    head.chain_length, head.chain_head = row.number, row.hash
    head.save(using=journal.db, force_update=True)


def _hash(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8")).hexdigest()


class Migration(migrations.Migration):
    dependencies = (("koppel", "0002_indexes"),)

    operations = (
        migrations.AddField("journal", "act", models.TextField(default="")),
        migrations.AddField("journal", "via", models.TextField(default="")),
        migrations.AddField("journal", "subject", models.JSONField(default=dict)),
        migrations.AddField("journal", "erases", models.JSONField(default=dict)),
        migrations.RunPython(say_again, migrations.RunPython.noop),
    )
