"""Erasing what may no longer be kept: in the tables, the file, the copies and the exports.

The tables go first, in one transaction that notes which files go after them; then those files,
then the free space. A purge that is killed is finished by the next one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bureau.store import models
from bureau.store.address import StoreAddress
from bureau.store.codec import canonical_bytes
from bureau.store.connection import writing
from bureau.store.copies.private_files import remove_leftovers
from bureau.store.erasing.erased import (
    Due,
    document_goes,
    due_on,
    left_of_document,
    without_contacts,
    without_ranks,
)
from bureau.store.erasing.files import FilesErased, doom, erase_doomed
from bureau.store.journal import Erased, JournalEntry, append_entry, lock_head
from bureau.store.rounds import read_round, write_round
from bureau.store.trouble import told_clearly
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
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
    """``undated`` rounds have no start date, so that their terms cannot be counted.

    ``outside`` are papers that were written outside the store's folder and still stand there;
    ``failed`` what could not be removed.
    """

    purged: tuple[Purged, ...]
    undated: tuple[str, ...]
    copies: int
    exports: int
    outside: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def purge_store(address: StoreAddress, alias: str, *, today: date, by: By) -> PurgeReport:
    """Erase everything whose time is over on that day."""
    due, undated = {}, []
    for row in models.Ronde.objects.using(alias).order_by("name"):
        ronde = read_round(row).ronde
        if ronde.settings.start_date is None:
            undated.append(row.name)
        if due_on(ronde, today):
            due[row.name] = (row.id, due_on(ronde, today))
    with writing(alias, address.shown):
        head = lock_head(alias)
        if due:
            ids = [number for number, _ in due.values()]
            doom(address, alias, ids, head.chain_length, by.at)
        purged = tuple(
            Purged(ronde=name, ranks=over.ranks, contacts=over.contacts, rest=over.rest)
            for name, (_, over) in due.items()
            if _purge_round(alias, name, over, by)
        )
    files = finish_erasing(address, alias, always=bool(due))
    return PurgeReport(
        purged=purged, undated=tuple(undated), copies=files.copies, exports=files.exports,
        outside=files.outside, failed=files.failed,
    )  # fmt: skip


def finish_erasing(address: StoreAddress, alias: str, *, always: bool) -> FilesErased:
    """The files that were noted, ruins and the free space; also what a killed purge left."""
    waiting = models.Export.objects.using(alias).filter(ronde=None).exists()
    files = erase_doomed(address, alias)
    if always or waiting:
        with told_clearly(address.shown):
            _remove_ruins(address)
            _give_back_free_space(alias)
    return files


def _remove_ruins(address: StoreAddress) -> None:
    """What a killed run left, and damaged stores in whose place a copy was put."""
    if address.file is None:
        return
    remove_leftovers(address.file)
    for ruin in sorted(address.file.parent.glob(f"{address.file.name}.beschadigd-*")):
        ruin.unlink(missing_ok=True)


def _purge_round(alias: str, name: str, due: Due, by: By) -> bool:
    """Erase in the tables; whether there was anything to erase."""
    head = lock_head(alias)
    row = models.Ronde.objects.using(alias).select_for_update().get(name=name)
    before = after = read_round(row).ronde
    if due.ranks:
        after = without_ranks(after)
    if due.contacts:
        after = without_contacts(after)
    documents = _erase_documents(alias, row.id, due, by)
    erased = _erase_texts(alias, name, due)
    states = models.EarlierState.objects.using(alias).filter(ronde_id=row.id).delete()[0]
    changed = documents or erased.reasons or states or after != before
    if not changed and not due.rest:
        return False
    after = replace(after, version=before.version + 1)
    content_hash = ""
    if due.rest:
        row.delete(using=alias)
    else:
        content_hash = write_round(alias, row, after, replace(by, name=row.saved_by)).sha256
    append_entry(
        alias, head, by=by, kind="purge", act=Act.PURGED, what=_said(due), ronde=name,
        version=after.version, content_hash=content_hash, erases=erased,
    )  # fmt: skip
    return True


def _erase_documents(alias: str, ronde_id: int, due: Due, by: By) -> int:
    erased = 0
    for row in models.Document.objects.using(alias).filter(ronde_id=ronde_id):
        if not document_goes(row.kind, due):
            continue
        left = canonical_bytes(left_of_document(row.kind, json.loads(row.text))).decode("utf-8")
        if row.text != left:
            row.text, row.erased_at = left, row.erased_at or by.at
            row.save(using=alias, force_update=True)
            erased += 1
    return erased


def _erase_texts(alias: str, ronde: str, due: Due) -> Erased:
    """Reasons of the journal go with the contact data, the other texts with the rest."""
    rows: Any = models.Journal.objects.using(alias).filter(ronde=ronde)
    if due.rest:
        numbers = frozenset(rows.values_list("number", flat=True))
        erase_journal(alias, texts=numbers, reasons=numbers)
        return Erased(texts=numbers, reasons=numbers)
    if due.contacts:
        numbers = frozenset(rows.exclude(reason="").values_list("number", flat=True))
        erase_journal(alias, reasons=numbers)
        return Erased(reasons=numbers)
    return Erased()


def erase_journal(
    alias: str, *, texts: frozenset[int] = frozenset(), reasons: frozenset[int] = frozenset()
) -> None:
    """Empty what these entries say; whoever does so notes it in an entry of the chain."""
    rows: Any = models.Journal.objects.using(alias)
    rows.filter(number__in=reasons).update(reason="", reason_salt="")
    rows.filter(number__in=texts).update(
        by="", subject={}, what_nl="", what_en="", said_salt=""
    )  # fmt: skip


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
