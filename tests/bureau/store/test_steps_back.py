"""Undo, copies and restore: every step can be taken back, and the journal shows that it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bureau.store.opening import Store, open_store, restore_file
from koppelronde.domain.errors import OutOfOrder, SavedMeanwhile, StoreTrouble, WrongUse
from koppelronde.domain.ronde import Sealed
from tests.bureau.store.conftest import MOMENT, Place
from tests.bureau.store.faults import dump_of
from tests.bureau.store.rounds_to_store import EMPTY, FULL

OPEN_ROUND = replace(FULL, sealed=None)


def test_undo_takes_back_one_change_after_another(store: Store) -> None:
    first = store.new_round(EMPTY, by="Els")
    second = store.save(replace(OPEN_ROUND, version=1), by="Bo", what="inlezen")
    store.save(replace(second, aios=()), by="Bo", what="verkeerd bestand")
    now, undone = store.undo(by="Els", reason="verkeerd bestand")
    assert undone.what.nl == "verkeerd bestand"
    assert store.load() == now == replace(second, version=4)
    now, undone = store.undo(by="Els")
    assert undone.what.nl == "inlezen"
    assert store.load() == now == replace(first, version=5)
    with pytest.raises(OutOfOrder):
        store.undo(by="Els")
    entry = store.journal()[3]
    assert (entry.kind, entry.undoes, entry.reason) == ("undo", 3, "verkeerd bestand")
    assert store.verify() == ()


def test_after_undo_new_changes_can_be_taken_back_too(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els")
    saved = store.save(replace(saved, withdrawn=("A01",)), by="Els", what="een")
    now, _ = store.undo(by="Els")
    store.save(replace(now, withdrawn=("A02",)), by="Els", what="twee")
    now, undone = store.undo(by="Els")
    assert (undone.what.nl, now.withdrawn) == ("twee", ())


def test_undo_takes_a_plan_back_and_the_plan_before_it_stands_again(store: Store) -> None:
    store.new_round(EMPTY, by="Els")
    store.put_document("timetable", {"plan": 1}, by="Els", what="plan 1")
    store.put_document("timetable", {"plan": 2}, by="Els", what="plan 2")
    store.undo(by="Els")
    latest = store.latest("timetable")
    assert latest is not None
    assert latest.data() == {"plan": 1}
    assert len(store.all("timetable")) == 1
    taken_back = store.version("timetable", 2)
    assert taken_back is not None
    assert taken_back.data() == {"plan": 2}
    made = store.put_document("timetable", {"plan": 3}, by="Els", what="plan 3")
    assert made.number == 3  # a number is never used twice
    assert store.verify() == ()


@pytest.mark.parametrize("kind", ["mail_sent", "handed_out", "announcement"])
def test_what_others_already_have_cannot_be_taken_back(store: Store, kind: str) -> None:
    saved = store.new_round(EMPTY, by="Els")
    with store.transaction(by="Els", what="verstuurd") as change:
        change.put_document(kind, {"to": "A01"}, key="A01")
        change.save(replace(saved, withdrawn=("A01",)))
    with pytest.raises(OutOfOrder) as refused:
        store.undo(by="Els")
    assert "verstuurd" in refused.value.says.nl
    assert store.load().withdrawn == ("A01",)


def test_mail_that_went_out_is_no_change_and_pushes_nothing_out_of_undo(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els")
    saved = store.save(replace(saved, withdrawn=("A01",)), by="Els", what="afmelding")
    for number in range(21):
        store.put_document("mail_sent", {"n": number}, by="Els", what="mail", key=f"m{number}")
    store.put_document("handed_out", {"sequence": 1}, by="Els", what="agenda's")
    assert store.load().version == saved.version
    store.save(replace(saved, withdrawn=("A01", "A02")), by="Bo", what="nog een")
    assert store.undo(by="Els")[0].withdrawn == ("A01",)
    now, undone = store.undo(by="Els")
    assert (undone.what.nl, now.withdrawn) == ("afmelding", ())
    assert len(store.sent_since(undone)) == 22
    assert len(store.all("mail_sent")) == 21
    assert store.latest("handed_out") is not None
    assert store.verify() == ()


def test_an_announcement_is_where_undo_stops(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els")
    store.save(replace(saved, withdrawn=("A01",)), by="Els", what="afmelding")
    store.put_document("announcement", {"result": "ab"}, by="Els", what="bekendgemaakt")
    store.put_document("mail_sent", {"to": "A01"}, by="Els", what="mail", key="A01")
    with pytest.raises(OutOfOrder) as refused:
        store.undo(by="Els")
    assert "bekendgemaakt" in refused.value.says.nl


def test_a_seal_is_not_undone(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els")
    store.save(replace(saved, sealed=Sealed("ab")), by="Els", what="verzegeld")
    with pytest.raises(OutOfOrder):
        store.undo(by="Els")


def test_a_copy_is_whole_private_and_dated(place: Place) -> None:
    with place.open() as store:
        store.new_round(FULL, by="Els")
        copy = store.copy_before("Import van lijsten!")
        assert copy.path.name == "20270104T093000Z-00-import-van-lijsten.sqlite3"
        assert copy.path.parent == place.folder / "kopieen"
        assert copy.path.stat().st_mode & 0o777 == 0o600
        assert copy.path.parent.stat().st_mode & 0o777 == 0o700
        assert store.copies() == (copy,)
    with open_store(Path(), str(copy.path)) as copied:
        assert copied.load() == replace(FULL, version=1)
        assert copied.verify() == ()


def test_only_the_last_twenty_copies_are_kept(sqlite_place: Place) -> None:
    for hour in range(23):
        with sqlite_place.open(at=MOMENT + timedelta(hours=hour)) as store:
            store.copy_before(f"stap {hour}")
    assert [copy.before for copy in store.copies()] == [f"stap-{n}" for n in range(3, 23)]


def test_restore_puts_everything_back_and_the_journal_goes_on(place: Place) -> None:
    with place.open() as store:
        saved = store.new_round(OPEN_ROUND, by="Els")
        store.put_document("timetable", {"plan": 1}, by="Els", what="plan")
        copy = store.copy_before("import")
        emptied = store.save(
            replace(saved, aios=(), haos=(), version=2), by="Bo", what="verkeerd bestand"
        )
        store.put_document("timetable", {"plan": 2}, by="Bo", what="plan")
        store.new_round(replace(EMPTY, name="per ongeluk"), by="Bo")
        head = store.chain_head()
        assert store.restore(copy.path.name, by="Els") == copy.path
        assert [summary.name for summary in store.rounds()] == ["voorjaar 2027"]
        restored = store.load()
        assert restored == replace(saved, version=restored.version)
        assert restored.version > 4
        latest = store.latest("timetable")
        assert latest is not None
        assert latest.data() == {"plan": 1}
        assert [entry.kind for entry in store.journal()][-1] == "restore"
        assert store.verify(seen_head=head) == ()
        with pytest.raises(SavedMeanwhile):
            store.save(emptied, by="Bo", what="met een oude versie")
        # And the way back from the way back:
        assert store.copies()[-1].before == "restore"
        store.restore(by="Els")
        assert len(store.rounds()) == 2
        assert store.load("voorjaar 2027").aios == ()
        assert store.verify() == ()


def test_restore_does_not_forget_what_was_sent_since(place: Place) -> None:
    with place.open() as store:
        store.new_round(EMPTY, by="Els")
        copy = store.copy_before("mailen")
        store.put_document("mail_sent", {"to": "A01"}, by="Els", what="mail", key="A01")
        store.put_document("handed_out", {"sequence": 4}, by="Els", what="agenda", key="uid")
        store.put_document("timetable", {"plan": 2}, by="Els", what="plan")
        store.restore(copy.path, by="Els")
        assert [made.key for made in store.all("mail_sent")] == ["A01"]
        handed_out = store.latest("handed_out", "uid")
        assert handed_out is not None
        assert handed_out.data() == {"sequence": 4}
        assert store.latest("timetable") is None
        assert store.verify() == ()


def test_the_oldest_of_twenty_copies_can_be_put_back(sqlite_place: Place) -> None:
    for hour in range(20):
        with sqlite_place.open(at=MOMENT + timedelta(hours=hour)) as store:
            store.copy_before(f"stap {hour}")
    with sqlite_place.open(at=MOMENT + timedelta(hours=30)) as store:
        oldest = store.copies()[0]
        assert store.restore(oldest.path, by="Els") == oldest.path


def test_a_copy_of_another_store_is_refused(place: Place, tmp_path: Path) -> None:
    with open_store(tmp_path / "ander", create=True) as other:
        other.new_round(FULL, by="Els")
        copy = other.copy_before("x")
    with place.open() as store:
        saved = store.new_round(EMPTY, by="Els")
        with pytest.raises(WrongUse):
            store.restore(copy.path, by="Els")
        assert store.load() == saved
        with pytest.raises(WrongUse):
            store.restore("geen-kopie", by="Els")


def test_a_damaged_copy_is_refused_and_nothing_changes(sqlite_place: Place) -> None:
    with sqlite_place.open() as store:
        saved = store.new_round(FULL, by="Els")
        copy = store.copy_before("x")
        with closing(sqlite3.connect(copy.path)) as damaged:
            damaged.execute("UPDATE koppel_ronde SET record=replace(record, 'Joris', 'Ander')")
            damaged.commit()
        with pytest.raises(StoreTrouble):
            store.restore(copy.path, by="Els")
        assert store.load() == saved


def test_a_store_that_cannot_be_opened_is_replaced_by_its_copy(sqlite_place: Place) -> None:
    with sqlite_place.open() as store:
        saved = store.new_round(FULL, by="Els")
        copy = store.copy_before("x")
    file = sqlite_place.folder / "koppel.sqlite3"
    ruin = b"SQLite format 3\0" + bytes(range(256)) * 40
    file.write_bytes(ruin)
    with pytest.raises(StoreTrouble):
        sqlite_place.open()
    file.with_name("koppel.sqlite3-journal").write_bytes(b"half a journal")
    assert restore_file(sqlite_place.folder, by="Els", clock=lambda: MOMENT) == copy.path
    with sqlite_place.open() as store:
        assert store.load() == saved
        assert store.verify() == ()
        assert store.journal()[-1].kind == "restore"
    assert file.stat().st_mode & 0o777 == 0o600
    beside = file.with_name("koppel.sqlite3.beschadigd-20270104T093000Z")
    assert beside.read_bytes() == ruin
    assert beside.with_name(beside.name + "-journal").exists()
    assert dump_of(sqlite_place.folder) != ""
