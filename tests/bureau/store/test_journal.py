"""The journal cannot be changed, shortened or rearranged without being noticed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from tests.bureau.store.conftest import Place
from tests.bureau.store.rounds_to_store import FULL

TAMPERING = {
    "another name": "UPDATE koppel_journal SET by='Bo' WHERE number=2",
    "another text": "UPDATE koppel_journal SET what_nl='niets' WHERE number=2",
    "another reason": "UPDATE koppel_journal SET reason='anders' WHERE number=2",
    "another moment": "UPDATE koppel_journal SET at='2020-01-01 00:00:00' WHERE number=2",
    "another version": "UPDATE koppel_journal SET version=9 WHERE number=2",
    "another kind": "UPDATE koppel_journal SET kind='undo' WHERE number=2",
    "other documents": "UPDATE koppel_journal SET documents='[]' WHERE number=3",
    "an entry removed": "DELETE FROM koppel_journal WHERE number=2",
    "the first removed": "DELETE FROM koppel_journal WHERE number=1",
    "the last removed": "DELETE FROM koppel_journal WHERE number=4",
    "two swapped": "UPDATE koppel_journal SET number=CASE number WHEN 2 THEN -3 ELSE -2 END "
    "WHERE number IN (2, 3); UPDATE koppel_journal SET number=-number WHERE number < 0",
    "a name erased": "UPDATE koppel_journal SET by='', said_salt='' WHERE number=2",
    "a document removed": "DELETE FROM koppel_document",
    "a document changed": "UPDATE koppel_document SET text='{}'",
    "a document renumbered to another round": "UPDATE koppel_ronde SET content_hash='x'",
}


@contextmanager
def behind_the_back(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file, opened by somebody with another program."""
    with closing(sqlite3.connect(folder / "koppel.sqlite3")) as connection:
        yield connection
        connection.commit()


@pytest.fixture
def written(sqlite_place: Place) -> Place:
    """A store with four entries."""
    with sqlite_place.open() as store:
        saved = store.new_round(FULL, by="Els")
        saved = store.save(saved, by="Els", what="een", reason="omdat")
        store.put_document("result", {"couples": []}, by="Els", what="twee")
        store.save(store.load(), by="Els", what="drie")
        assert store.verify() == ()
    return sqlite_place


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
def test_tampering_is_found(written: Place, statement: str) -> None:
    with behind_the_back(written.folder) as connection:
        assert connection.executescript(statement).rowcount
    with written.open() as store:
        assert store.verify() != ()


def test_cutting_off_the_end_is_found_from_the_printed_head(written: Place) -> None:
    with written.open() as store:
        head, before = store.chain_head(), store.journal()[1].hash
    with behind_the_back(written.folder) as connection:
        connection.executescript(
            "DELETE FROM koppel_journal WHERE number > 2;"
            "DELETE FROM koppel_document;"
            "UPDATE koppel_ronde SET version=2;"
            f"UPDATE koppel_storehead SET chain_length=2, chain_head='{before}'"
        )
    with written.open() as store:
        assert store.verify() == ()  # inside the file nothing shows
        assert [finding.rule for finding in store.verify(seen_head=head)] == ["store_journal"]


def test_any_change_of_any_column_is_found(written: Place) -> None:
    rng = random.Random(7)
    with behind_the_back(written.folder) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(koppel_journal)")]
        rows = connection.execute("SELECT * FROM koppel_journal").fetchall()
    columns.remove("id")
    for _ in range(30):
        column, number = rng.choice(columns), rng.randint(1, 4)
        old = rows[number - 1][columns.index(column) + 1]
        new = {"at": "2001-01-01 00:00:00", "documents": '["x"]'}.get(column, 77)
        with behind_the_back(written.folder) as connection:
            connection.execute(
                f"UPDATE koppel_journal SET {column}=? WHERE id=?", (new, rows[number - 1][0])
            )
        with written.open() as store:
            assert store.verify() != (), (column, number)
        with behind_the_back(written.folder) as connection:
            connection.execute(
                f"UPDATE koppel_journal SET {column}=? WHERE id=?", (old, rows[number - 1][0])
            )
    with written.open() as store:
        assert store.verify() == ()


EMPTYING = (
    "UPDATE koppel_journal SET by='', what_nl='', what_en='', subject='{{}}', said_salt='', "
    "reason='', reason_salt='' WHERE number IN ({})"
)


@pytest.mark.parametrize("emptied", [(1,), (2, 3), (1, 2, 3, 4)])
def test_texts_that_no_purge_erased_cannot_be_emptied_unseen(
    written: Place, emptied: tuple[int, ...]
) -> None:
    with written.open() as store:
        head = store.chain_head()
    with behind_the_back(written.folder) as connection:
        connection.execute(EMPTYING.format(",".join(map(str, emptied))))
    with written.open() as store:
        found = [finding.says.nl for finding in store.verify(seen_head=head)]
    assert len([said for said in found if "gewist zonder opdracht" in said]) == len(emptied)


def test_after_a_purge_what_it_erased_may_be_empty_and_nothing_else(written: Place) -> None:
    with written.open() as store:
        report = store.purge(date(2027, 3, 29), by="Els")
        assert [done.contacts for done in report.purged] == [True]
        assert store.verify() == ()
    with behind_the_back(written.folder) as connection:
        connection.execute(EMPTYING.format("1"))
    with written.open() as store:
        assert [f.rule for f in store.verify()] == ["store_journal"]


def test_a_purge_cannot_be_made_to_say_that_it_erased_more(written: Place) -> None:
    with written.open() as store:
        store.purge(date(2027, 3, 29), by="Els")
    with behind_the_back(written.folder) as connection:
        connection.execute(EMPTYING.format("1"))
        said = """UPDATE koppel_journal SET erases='{"texts":[1],"reasons":[1,2]}' WHERE number=5"""
        connection.execute(said)
    with written.open() as store:
        assert [f.rule for f in store.verify()] == ["store_journal"]
