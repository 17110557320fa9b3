"""Putting a copy back, without losing what happened since.

Rounds and documents become what they were. What others already have (mails sent, calendars handed
out, announcements) stays known, or it would be sent twice; and the journal is never shortened: the
step back is one more entry in it. Versions go on counting, so that a command which began before
cannot save over it unseen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from bureau.store import models
from bureau.store.address import StoreAddress, sqlite_file
from bureau.store.connection import writing
from bureau.store.copies.copies import clone_file
from bureau.store.copies.private_files import sync_folder, unfinished_file
from bureau.store.documents import OUT_OF_HAND, STANDING
from bureau.store.journal import append_entry, lock_head
from bureau.store.rounds import read_round, write_round
from bureau.store.schema import applied_migrations, known_migrations, migrate
from bureau.store.settings import add_database, drop_database
from bureau.store.trouble import damaged, told_clearly
from bureau.store.verify import all_findings
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text


def put_back(address: StoreAddress, alias: str, copy: Path, *, by: By) -> None:
    """Make the store what the copy is, in one transaction; the copy itself is not touched.

    StoreTrouble when the copy is damaged, WrongUse when it is a copy of another store.
    """
    with told_clearly(str(copy)), unfinished_file(copy) as clone:
        source = _opened_clone(copy, clone)
        try:
            with writing(alias, address.shown):
                _put_rounds_back(alias, source, copy, by)
        finally:
            drop_database(source)


def put_file_back(address: StoreAddress, copy: Path, *, by: By) -> None:
    """For a store that cannot be read at all: the copy takes its place, the ruin stays beside it.

    The journal then is that of the copy, with this step added.
    """
    file = address.file
    if file is None:
        raise damaged(address.shown)
    with told_clearly(str(copy)), unfinished_file(file) as clone:
        source = _opened_clone(copy, clone)
        try:
            with writing(source, str(copy)):
                said = Text(f"kopie {copy.name} teruggezet", f"copy {copy.name} put back")
                head = lock_head(source)
                append_entry(source, head, by=by, kind="restore", act=Act.RESTORED, what=said)
        finally:
            drop_database(source)
        ruin = f"{file.name}.beschadigd-{by.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        # The journal of the ruin goes first: beside the copy it would be taken for its own.
        hot = file.with_name(file.name + "-journal")
        if hot.exists():
            hot.rename(file.with_name(ruin + "-journal"))
            sync_folder(file.parent)
        if file.exists():
            file.rename(file.with_name(ruin))
        clone.rename(file)
        sync_folder(file.parent)


def _opened_clone(copy: Path, clone: Path) -> str:
    """The alias of a clone of that copy, brought to this version and found to be whole."""
    clone_file(copy, clone)
    alias = add_database(sqlite_file(clone))
    try:
        applied = applied_migrations(alias)
        if not applied or applied - known_migrations():
            raise damaged(copy.name)
        if known_migrations() - applied:
            migrate(alias)
        if all_findings(alias, "", None):
            raise damaged(copy.name)
    except BaseException:
        drop_database(alias)
        raise
    return alias


def _put_rounds_back(alias: str, source: str, copy: Path, by: By) -> None:
    head = lock_head(alias)
    copied_head = models.StoreHead.objects.using(source).get().chain_head
    if copied_head and not models.Journal.objects.using(alias).filter(hash=copied_head).exists():
        raise WrongUse(
            Text("Dit is een kopie van een andere opslag.", "This is a copy of another store.")
        )
    live = {row.name: row for row in models.Ronde.objects.using(alias).select_for_update()}
    copied = list(models.Ronde.objects.using(source).order_by("name"))
    said = Text(f"kopie {copy.name} teruggezet", f"copy {copy.name} put back")
    models.Ronde.objects.using(alias).exclude(name__in=[row.name for row in copied]).delete()
    for row in copied:
        ronde = read_round(row).ronde
        target = live.get(row.name) or models.Ronde()
        version = 1 + max(ronde.version, target.version or 0)
        target.current = row.current
        ronde = replace(ronde, version=version)
        made = write_round(alias, target, ronde, by)
        _put_documents_back(alias, target, source, row)
        models.EarlierState.objects.using(alias).filter(ronde_id=target.id).delete()
        append_entry(
            alias,
            head,
            by=by,
            kind="restore",
            act=Act.RESTORED,
            what=said,
            ronde=ronde.name,
            version=version,
            content_hash=made.sha256,
        )
    if not copied:
        append_entry(alias, head, by=by, kind="restore", act=Act.RESTORED, what=said)


def _put_documents_back(alias: str, target: Any, source: str, row: Any) -> None:
    """The documents of the copy, and those of now that are out of our hands."""
    now = models.Document.objects.using(alias).filter(ronde_id=target.id)
    now.exclude(kind__in=OUT_OF_HAND | STANDING).delete()
    known = set(now.values_list("kind", "key", "number"))
    for document in models.Document.objects.using(source).filter(ronde_id=row.id).order_by("id"):
        if (document.kind, document.key, document.number) not in known:
            document.pk, document.ronde_id = None, target.id
            document._state.adding = True
            document.save(using=alias, force_insert=True)
