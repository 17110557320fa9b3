"""Erasing what may no longer be kept: in the tables, the file, the copies and the exports.

Files outside the store go first, then the rows in one transaction, then the free space. A purge
that is killed is done again by the next one; nothing is forgotten because a step was skipped.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from bureau.store import models
from bureau.store.address import StoreAddress
from bureau.store.codec import canonical_bytes
from bureau.store.connection import writing
from bureau.store.copies.copies import remove_copies
from bureau.store.copies.exports import remove_empty, remove_export
from bureau.store.copies.private_files import remove_leftovers
from bureau.store.erasing.erased import (
    Due,
    document_goes,
    due_on,
    left_of_document,
    without_contacts,
    without_person,
    without_ranks,
)
from bureau.store.erasing.person import gives_a_reason_about
from bureau.store.journal import JournalEntry, append_entry, entries, lock_head
from bureau.store.rounds import read_round, write_round
from bureau.store.trouble import told_clearly
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What was erased of one round."""

    ronde: str
    ranks: bool
    contacts: bool
    rest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeReport:
    """``undated`` rounds have no start date, so that their terms cannot be counted."""

    purged: tuple[Purged, ...]
    undated: tuple[str, ...]
    copies: int
    exports: int


def purge_store(address: StoreAddress, alias: str, *, today: date, by: By) -> PurgeReport:
    """Erase everything whose time is over on that day."""
    due, undated, exports, removed = {}, [], 0, 0
    for row in models.Ronde.objects.using(alias).order_by("name"):
        ronde = read_round(row).ronde
        if ronde.settings.start_date is None:
            undated.append(row.name)
        if due_on(ronde, today):
            due[row.name] = due_on(ronde, today)
            exports += _remove_exports(address, alias, row.id)
    if due:
        removed = remove_copies(address)
    with writing(alias, address.shown):
        purged = tuple(
            Purged(ronde=name, ranks=over.ranks, contacts=over.contacts, rest=over.rest)
            for name, over in due.items()
            if _purge_round(alias, name, over, by)
        )
    if due:
        _leave_no_traces(address, alias)
    return PurgeReport(purged=purged, undated=tuple(undated), copies=removed, exports=exports)


def _remove_ruins(file: Path) -> None:
    """What a killed run left, and damaged stores in whose place a copy was put."""
    remove_leftovers(file)
    for ruin in sorted(file.parent.glob(f"{file.name}.beschadigd-*")):
        ruin.unlink(missing_ok=True)


def _leave_no_traces(address: StoreAddress, alias: str) -> None:
    """What was erased is also gone from ruins and from the free space of the file."""
    with told_clearly(address.shown):
        if address.file is not None:
            _remove_ruins(address.file)
        _give_back_free_space(alias)


def _remove_exports(address: StoreAddress, alias: str, ronde_id: int) -> int:
    """Remove the exports where they were written, also when the whole folder was moved since."""
    rows = list(models.Export.objects.using(alias).filter(ronde_id=ronde_id))
    folder = address.folder
    for row in rows:
        noted = Path(row.path)
        for path in {noted, folder.joinpath(*noted.parts[-2:]), folder / noted.name}:
            remove_export(path, row.names)
            if path.parent.parent == folder:
                remove_empty(path.parent)
    return len(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPerson:
    """What was erased of one person; ``kept`` are rounds whose sealed lists had to stay."""

    code: str
    rounds: tuple[str, ...]
    kept: tuple[str, ...]
    copies: int
    exports: int


def erase_person(
    address: StoreAddress, alias: str, code: str, *, by: By, reason: str
) -> ErasedPerson:
    """Erase somebody on request, before the term (AVG art. 17).

    The code stays, withdrawn from a round that is not yet sealed. Sealed lists are the ground of
    everybody's result: they stay until their term, and the round is named in ``kept``. All
    copies, earlier states and exports of the rounds concerned go.
    """
    concerned = {}
    for row in models.Ronde.objects.using(alias).order_by("name"):
        ronde = read_round(row).ronde
        if ronde.person(code) is not None:
            concerned[row.name] = (row.id, ronde.sealed is not None)
    exports = sum(_remove_exports(address, alias, number) for number, _ in concerned.values())
    removed = remove_copies(address) if concerned else 0
    with writing(alias, address.shown):
        for name in concerned:
            _erase_person_of_round(alias, name, code, by, reason)
    if concerned:
        _leave_no_traces(address, alias)
    return ErasedPerson(
        code=code, rounds=tuple(concerned), copies=removed, exports=exports,
        kept=tuple(name for name, (_, sealed) in concerned.items() if sealed),
    )  # fmt: skip


def _erase_person_of_round(alias: str, name: str, code: str, by: By, reason: str) -> None:
    head = lock_head(alias)
    row = models.Ronde.objects.using(alias).select_for_update().get(name=name)
    stored = read_round(row)
    before = stored.ronde
    after = replace(without_person(before, code), version=before.version + 1)
    for made in models.Document.objects.using(alias).filter(ronde_id=row.id, kind="call_record"):
        if made.erased_at is None and json.loads(made.text).get("who") == code:
            made.text, made.erased_at = "{}", by.at
            made.save(using=alias, force_update=True)
    texts: Any = models.Journal.objects.using(alias).filter(ronde=name)
    about = [entry.number for entry in entries(alias) if gives_a_reason_about(entry, name, code)]
    texts.filter(number__in=about).update(reason="", reason_salt="")
    models.EarlierState.objects.using(alias).filter(ronde_id=row.id).delete()
    models.Export.objects.using(alias).filter(ronde_id=row.id).delete()
    made = write_round(alias, row, after, replace(by, name=row.saved_by))
    append_entry(
        alias, head, by=by, kind="purge", act=Act.ERASED, subject=Subject(who=code),
        reason=reason, ronde=name,
        what=Text(f"gegevens van {code} gewist op verzoek", f"data of {code} erased on request"),
        version=after.version, content_hash=made.sha256,
    )  # fmt: skip


def _purge_round(alias: str, name: str, due: Due, by: By) -> bool:
    """Erase in the tables; whether there was anything to erase."""
    head = lock_head(alias)
    row = models.Ronde.objects.using(alias).select_for_update().get(name=name)
    stored = read_round(row)
    before = after = stored.ronde
    if due.ranks:
        after = without_ranks(after)
    if due.contacts:
        after = without_contacts(after)
    erased = _erase_documents(alias, row.id, due, by.at) + _erase_texts(alias, name, due)
    erased += models.EarlierState.objects.using(alias).filter(ronde_id=row.id).delete()[0]
    erased += models.Export.objects.using(alias).filter(ronde_id=row.id).delete()[0]
    if not erased and after == before and not due.rest:
        return False
    after = replace(after, version=before.version + 1)
    content_hash = ""
    if due.rest:
        row.delete(using=alias)
    else:
        content_hash = write_round(alias, row, after, replace(by, name=row.saved_by)).sha256
    append_entry(
        alias,
        head,
        by=by,
        kind="purge",
        act=Act.PURGED,
        what=_said(due),
        ronde=name,
        version=after.version,
        content_hash=content_hash,
    )
    return True


def _erase_documents(alias: str, ronde_id: int, due: Due, at: datetime) -> int:
    erased = 0
    for row in models.Document.objects.using(alias).filter(ronde_id=ronde_id):
        if not document_goes(row.kind, due):
            continue
        left = canonical_bytes(left_of_document(row.kind, json.loads(row.text))).decode("utf-8")
        if row.text != left:
            row.text, row.erased_at = left, row.erased_at or at
            row.save(using=alias, force_update=True)
            erased += 1
    return erased


def _erase_texts(alias: str, ronde: str, due: Due) -> int:
    """Reasons of the journal go with the contact data, the other texts with the rest."""
    rows: Any = models.Journal.objects.using(alias).filter(ronde=ronde)
    erased = 0
    if due.contacts:
        erased += rows.exclude(reason="").update(reason="", reason_salt="")
    if due.rest:
        rows.update(
            reason="", reason_salt="", by="", subject={}, what_nl="", what_en="", said_salt=""
        )
    return int(erased)


def _give_back_free_space(alias: str) -> None:
    """Rewrite the file, so that nothing is left in its free pages."""
    from django.db import connections

    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
        else:
            quote = connection.ops.quote_name
            for table in (model._meta.db_table for model in _every_model()):
                cursor.execute(f"VACUUM FULL {quote(table)}")


def _every_model() -> list[Any]:
    from django.apps import apps

    return list(apps.get_app_config("koppel").get_models())


_REST: Final = Text("ronde gewist, de termijn is voorbij", "round erased, its term is over")
_BOTH: Final = Text(
    "ranglijsten, veto's en contactgegevens gewist", "ranks, vetoes and contacts erased"
)
_RANKS: Final = Text("ranglijsten en veto's gewist", "ranks and vetoes erased")
_CONTACTS: Final = Text("contactgegevens gewist", "contact data erased")


def _said(due: Due) -> Text:
    if due.rest:
        return _REST
    if due.ranks and due.contacts:
        return _BOTH
    return _RANKS if due.ranks else _CONTACTS


def erased_by_term(journal: Sequence[JournalEntry]) -> JournalEntry | None:
    """The last time that something of a round was erased because its time was over.

    None where it never was, or where somebody went on with the round after it.
    """
    for entry in reversed(journal):
        if entry.act is Act.PURGED:
            return entry
        if entry.kind in ("save", "taken_up", "undo", "restore", "new"):
            return None
    return None
