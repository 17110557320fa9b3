"""Transactions: one for reading that sees one moment, one for writing that excludes others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bureau.store.trouble import told_clearly

_reached_commit = 0


def commits_begun() -> int:
    """How many transactions of this process came as far as being stored.

    A command that breaks off can tell by it whether something may have been saved.
    """
    return _reached_commit


@contextmanager
def reading(alias: str, where: str) -> Iterator[None]:
    """Everything read inside is of one moment; nobody who writes is held up.

    Written out because Django starts every transaction on SQLite as one that writes, which a
    read-only folder refuses.
    """
    from django.db import connections

    connection = connections[alias]
    with told_clearly(where):
        if connection.in_atomic_block:
            yield
            return
        postgresql = connection.vendor == "postgresql"
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN"
        with connection.cursor() as cursor:
            cursor.execute(begin)
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


@contextmanager
def writing(alias: str, where: str) -> Iterator[None]:
    """One transaction: everything inside is stored, or nothing is."""
    from django.db import transaction

    global _reached_commit
    with told_clearly(where), transaction.atomic(using=alias):
        yield
        _reached_commit += 1
