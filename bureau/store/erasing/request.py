"""Erasing one person on request, before the term (AVG art. 17)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from bureau.store import models
from bureau.store.address import StoreAddress
from bureau.store.codec import canonical_bytes, sha256_hex
from bureau.store.connection import writing
from bureau.store.documents import mark_of
from bureau.store.erasing.erased import without_person
from bureau.store.erasing.files import doom
from bureau.store.erasing.person import gives_a_reason_about
from bureau.store.erasing.purge import erase_journal, finish_erasing
from bureau.store.erasing.scrub import identifying, scrubbed
from bureau.store.journal import Erased, append_entry, entries_of, lock_head
from bureau.store.rounds import read_round, write_round
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde

_ONLY_THEIRS: Final = frozenset({"call_record", "receipt"})
"""Kinds of document that are about one person: theirs go as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPerson:
    """What was erased of one person; ``kept`` are rounds whose sealed lists had to stay.

    ``outside`` and ``failed`` as in :class:`bureau.store.erasing.purge.PurgeReport`.
    """

    code: str
    rounds: tuple[str, ...]
    kept: tuple[str, ...]
    copies: int
    exports: int
    outside: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def erase_person(
    address: StoreAddress, alias: str, code: str, *, by: By, reason: str
) -> ErasedPerson:
    """Erase somebody: name and address everywhere, and what others wrote about them.

    The code stays, withdrawn from a round that is not yet sealed. Sealed lists are the ground of
    everybody's result: they stay until their term, and the round is named in ``kept``. All
    copies, earlier states and exports of the rounds concerned go.
    """
    concerned: dict[str, tuple[int, bool]] = {}
    for row in models.Ronde.objects.using(alias).order_by("name"):
        ronde = read_round(row).ronde
        if ronde.person(code) is not None:
            concerned[row.name] = (row.id, ronde.sealed is not None)
    with writing(alias, address.shown):
        head = lock_head(alias)
        if concerned:
            ids = [number for number, _ in concerned.values()]
            doom(address, alias, ids, head.chain_length, by.at)
        for name in concerned:
            _erase_of_round(alias, name, code, by, reason)
    files = finish_erasing(address, alias, always=bool(concerned))
    return ErasedPerson(
        code=code, rounds=tuple(concerned), copies=files.copies, exports=files.exports,
        kept=tuple(name for name, (_, sealed) in concerned.items() if sealed),
        outside=files.outside, failed=files.failed,
    )  # fmt: skip


def _erase_of_round(alias: str, name: str, code: str, by: By, reason: str) -> None:
    head = lock_head(alias)
    row = models.Ronde.objects.using(alias).select_for_update().get(name=name)
    before = read_round(row).ronde
    names = identifying(before, code)
    number = head.chain_length + 1
    gone, made = _scrub_documents(alias, row.id, before, code, names, number, by)
    erased = replace(_erase_journal(alias, name, code, names), documents=frozenset(gone))
    models.EarlierState.objects.using(alias).filter(ronde_id=row.id).delete()
    after = replace(without_person(before, code), version=before.version + 1)
    written = write_round(alias, row, after, replace(by, name=row.saved_by))
    append_entry(
        alias, head, by=by, kind="purge", act=Act.ERASED, subject=Subject(who=code),
        reason=reason, ronde=name, version=after.version, content_hash=written.sha256,
        what=Text(f"gegevens van {code} gewist op verzoek", f"data of {code} erased on request"),
        documents=tuple(made), erases=erased,
    )  # fmt: skip


def _scrub_documents(
    alias: str, ronde_id: int, ronde: Koppelronde, code: str, names: re.Pattern[str] | None,
    entry: int, by: By,
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Write every document anew that says something of that person; marks of then and of now."""
    gone, made = [], []
    praktijk = getattr(ronde.person(code), "praktijk", "")
    for row in models.Document.objects.using(alias).filter(ronde_id=ronde_id).order_by("id"):
        if row.erased_at is not None:
            continue
        data = json.loads(row.text)
        if row.kind in _ONLY_THEIRS and _is_about(row.key, data, code):
            row.text, row.erased_at = "{}", by.at
            row.save(using=alias, force_update=True)
            continue
        after = scrubbed(data, {code, praktijk} - {""}, names)
        if after == data:
            continue
        gone.append(mark_of(row.kind, row.key, row.number, row.sha256))
        row.text = canonical_bytes(after).decode("utf-8")
        row.sha256, row.entry = sha256_hex(row.text.encode("utf-8")), entry
        made.append(mark_of(row.kind, row.key, row.number, row.sha256))
        row.save(using=alias, force_update=True)
    return gone, made


def _is_about(key: str, data: Any, code: str) -> bool:
    return key == code or (isinstance(data, dict) and code in (data.get("who"), data.get("code")))


def _erase_journal(
    alias: str, ronde: str, code: str, names: re.Pattern[str] | None
) -> Erased:  # fmt: skip
    """Reasons about that person, and whatever an entry says with their name in it."""
    found = entries_of(alias, ronde)

    def says(*texts: str) -> bool:
        return names is not None and any(names.search(text) for text in texts)

    texts = frozenset(e.number for e in found if says(e.what.nl, e.what.en))
    reasons = frozenset(
        e.number
        for e in found
        if e.reason and (says(e.reason) or gives_a_reason_about(e, ronde, code))
    )
    erase_journal(alias, texts=texts, reasons=reasons)
    return Erased(texts=texts, reasons=reasons)
