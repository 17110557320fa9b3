"""Whether the store is what was put into it: file, rounds, documents, earlier states, journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bureau.store import models
from bureau.store.codec import sha256_hex
from bureau.store.documents import mark_of
from bureau.store.earlier import read_state
from bureau.store.journal import Erased, chain_breaks
from bureau.store.rounds import read_round
from koppelronde.domain.errors import StoreTrouble
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text

_MORE_FOLLOWS: Final = 10


def all_findings(alias: str, seen_head: str, file: Path | None) -> tuple[Finding, ...]:
    """Everything that is wrong; empty for a store that is whole.

    ``seen_head`` is a head of the journal printed earlier; it must still be in the chain.
    """
    return (
        *_of_the_file(alias),
        *_of_rounds(alias),
        *_of_documents(alias),
        *_of_states(alias),
        *(
            Finding(
                "store_journal",
                (),
                Text(f"logboek, regel {number}: {why.nl}", f"journal, entry {number}: {why.en}"),
            )
            for number, why in chain_breaks(alias, seen_head)
        ),
        *_of_the_mode(file),
    )


def _of_the_file(alias: str) -> Iterator[Finding]:
    from django.db import connections

    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({_MORE_FOLLOWS})")
        says = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        orphans = len(cursor.fetchall())
    if says != ["ok"]:
        yield Finding("store_file", (), Text("het bestand is beschadigd", "the file is damaged"))
    if orphans:
        yield Finding(
            "store_file",
            (),
            Text(f"{orphans} losse regels in het bestand", f"{orphans} loose rows in the file"),
        )


def _of_rounds(alias: str) -> Iterator[Finding]:
    last = {
        entry.ronde: (entry.content_hash, entry.version)
        for entry in models.Journal.objects.using(alias).exclude(ronde="").order_by("number")
    }
    for row in models.Ronde.objects.using(alias).order_by("name"):
        try:
            read_round(row)
        except StoreTrouble:
            yield Finding(
                "store_round",
                (row.name,),
                Text(f"ronde {row.name} is beschadigd", f"round {row.name} is damaged"),
            )
        if (row.content_hash, row.version) != last.get(row.name):
            yield Finding(
                "store_round",
                (row.name,),
                Text(
                    f"ronde {row.name} is buiten het programma om gewijzigd",
                    f"round {row.name} was changed behind the program's back",
                ),
            )


def _of_documents(alias: str) -> Iterator[Finding]:
    added: dict[tuple[str, str], int] = {}
    restored: dict[str, int] = {}
    undoes: dict[int, int | None] = {}
    erased: set[str] = set()
    for entry in models.Journal.objects.using(alias).order_by("number"):
        if entry.kind == "purge":
            erased |= Erased.from_data(entry.erases).documents
        undoes[entry.number] = entry.undoes
        if entry.kind == "restore":
            restored[entry.ronde] = entry.number
        for mark in entry.documents:
            added[entry.ronde, mark] = entry.number
    stored = set()
    rows = models.Document.objects.using(alias).select_related("ronde").order_by("id")
    for row in rows:
        mark = mark_of(row.kind, row.key, row.number, row.sha256)
        stored.add((row.ronde.name, mark))
        changed = row.erased_at is None and sha256_hex(row.text.encode("utf-8")) != row.sha256
        moved = added.get((row.ronde.name, mark)) != row.entry
        hidden = row.taken_back is not None and undoes.get(row.taken_back) != row.entry
        if changed or moved or hidden:
            name = f"{row.kind} {row.number}"
            yield Finding(
                "store_document",
                (name,),
                Text(f"document {name} is gewijzigd", f"document {name} was changed"),
            )
    rounds = set(models.Ronde.objects.using(alias).values_list("name", flat=True))
    for (ronde, mark), number in sorted(added.items(), key=lambda item: item[1]):
        gone = ronde in rounds and (ronde, mark) not in stored and mark not in erased
        if gone and number > restored.get(ronde, 0):
            yield Finding(
                "store_document",
                (mark[:8],),
                Text(
                    f"een document van wijziging {number} ontbreekt",
                    f"a document of change {number} is missing",
                ),
            )


def _of_states(alias: str) -> Iterator[Finding]:
    for row in models.EarlierState.objects.using(alias).order_by("id"):
        try:
            read_state(row)
        except StoreTrouble:
            yield Finding(
                "store_state",
                (str(row.entry),),
                Text(
                    f"de stand van voor wijziging {row.entry} is beschadigd",
                    f"the state before change {row.entry} is damaged",
                ),
            )


def _of_the_mode(file: Path | None) -> Iterator[Finding]:
    if file is not None and file.stat().st_mode & 0o077:
        yield Finding(
            "store_mode",
            (),
            Text(
                "anderen op deze computer kunnen de opslag lezen",
                "others on this computer can read the store",
            ),
            Weight.NOTICE,
        )
