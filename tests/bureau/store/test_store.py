"""Rounds, documents and the journal in an open store; the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bureau.store import address as store_address
from bureau.store.address import find_store
from bureau.store.opening import Store, open_alias, open_store
from bureau.store.settings import add_database, configure_django, drop_database
from koppelronde.domain.errors import OutOfOrder, SavedMeanwhile, StoreTrouble, WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Shortlist
from koppelronde.domain.steps import Do, Step
from tests.bureau.store.conftest import MOMENT, Place
from tests.bureau.store.rounds_to_store import EMPTY, FULL


def test_where_nothing_is_the_store_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        open_store(tmp_path)
    assert "nog geen opslag" in trouble.value.says.nl
    assert trouble.value.remedy is not None
    assert Step(Do.BEGIN).said.nl in trouble.value.remedy.nl
    assert list(tmp_path.iterdir()) == []


def test_a_store_without_rounds_says_what_must_come_first(store: Store) -> None:
    assert store.rounds() == ()
    with pytest.raises(OutOfOrder):
        store.current()
    with pytest.raises(OutOfOrder):
        store.load()


def test_the_round_that_was_made_last_is_current_until_another_is_chosen(store: Store) -> None:
    store.new_round(replace(EMPTY, name="2027-1"), by="Els")
    store.new_round(replace(FULL, name="2027-2"), by="Bo")
    assert store.current() == "2027-2"
    store.set_current("2027-1")
    assert store.current() == "2027-1"
    assert store.load().name == "2027-1"
    assert store.load("2027-2").aios == FULL.aios
    first, second = store.rounds()
    assert (first.name, first.current, first.saved_by) == ("2027-1", True, "Els")
    assert (second.name, second.current, second.start_date) == ("2027-2", False, date(2027, 3, 1))
    assert (second.saved_at, second.procedure) == (MOMENT, "maastricht")


def test_a_name_is_used_once_and_an_unknown_name_is_told(store: Store) -> None:
    store.new_round(EMPTY, by="Els")
    with pytest.raises(WrongUse):
        store.new_round(EMPTY, by="Els")
    with pytest.raises(WrongUse):
        store.set_current("anders")
    with pytest.raises(WrongUse):
        store.load("anders")


def test_saving_over_somebody_else_is_refused_and_says_who_when_and_what(store: Store) -> None:
    mine = store.new_round(EMPTY, by="Els")
    theirs = store.save(replace(mine, withdrawn=("A01",)), by="Bo", what="afmelding A01")
    with pytest.raises(SavedMeanwhile) as refused:
        store.save(replace(mine, withdrawn=("A02",)), by="Els", what="afmelding A02")
    for text in (refused.value.says.nl, refused.value.says.en):
        assert "Bo" in text
        assert "04-01-2027" in text
        assert "10:30:00" in text  # Dutch time
        assert "afmelding A01" in text
    assert store.load() == theirs
    assert len(store.journal()) == 2


def test_a_transaction_stores_everything_or_nothing(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els")

    def fail_halfway() -> None:
        with store.transaction(by="Els", what="plan") as change:
            change.put_document("timetable", {"turns": 3})
            change.will_export(Path("uitvoer"))
            change.save(replace(saved, withdrawn=("A01",)))
            raise RuntimeError("halverwege")

    with pytest.raises(RuntimeError, match="halverwege"):
        fail_halfway()
    assert store.load() == saved
    assert store.latest("timetable") is None
    assert len(store.journal()) == 1
    with store.transaction(by="Els", what="plan", expect_version=1) as change:
        change.put_document("timetable", {"turns": 3})
        change.save(replace(change.ronde, withdrawn=("A01",)))
    assert change.ronde == store.load() == replace(saved, withdrawn=("A01",), version=2)
    assert change.entry is not None
    assert change.entry.number == 2
    with pytest.raises(SavedMeanwhile), store.transaction(by="Bo", what="x", expect_version=1):
        pytest.fail("the block is not entered")


def test_documents_count_per_kind_and_key_and_are_never_changed(store: Store) -> None:
    store.new_round(EMPTY, by="Els")
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    shortlist = Shortlist(version=1, made_at=moment, interviews=(), witness=())
    with store.transaction(by="Els", what="stukken") as change:
        assert change.next_number("shortlist") == 1
        change.put_document("shortlist", shortlist)
        change.put_document("result", '{"b": 1, "a":2}')
        for uid in ("uid-2", "uid-1", "uid-1"):
            change.put_document("handed_out", {"uid": uid}, key=uid)
        assert change.next_number("handed_out", "uid-1") == 3
    store.put_document("shortlist", {"later": True}, by="Els", what="nieuw")
    latest = store.latest("shortlist")
    first = store.version("shortlist", 1)
    assert latest is not None
    assert first is not None
    assert (latest.number, latest.data(), latest.by) == (2, {"later": True}, "Els")
    assert first.record(Shortlist) == shortlist
    result = store.latest("result")
    assert result is not None
    assert result.text == '{"b": 1, "a":2}'  # to the letter
    assert [made.key for made in store.all("handed_out")] == ["uid-2", "uid-1", "uid-1"]
    assert [made.number for made in store.all("handed_out", "uid-1")] == [1, 2]
    assert store.latest("handed_out", "uid-3") is None
    assert store.version("shortlist", 3) is None
    with pytest.raises(ValueError, match="no kind"):
        store.put_document("tiemtable", {}, by="Els", what="typefout")


def test_the_journal_says_who_when_what_and_why(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els", what=Text("ronde gemaakt", "round made"))
    store.save(saved, by="Bo", what="met de hand", reason="telefonisch overleg")
    made, changed = store.journal()
    assert (made.number, made.by, made.at, made.kind) == (1, "Els", MOMENT, "new")
    assert made.what == Text("ronde gemaakt", "round made")
    assert (changed.reason, changed.version) == ("telefonisch overleg", 2)
    assert store.chain_head() == changed.hash != made.hash
    assert store.verify() == ()
    assert store.verify(seen_head=made.hash) == ()


def test_printing_is_noted_and_changes_nothing_else(store: Store) -> None:
    saved = store.new_round(EMPTY, by="Els")
    saved = store.save(replace(saved, withdrawn=("A01",)), by="Els", what="afmelding")
    with store.writing_papers(
        Path("uitvoer"), ["A01.pdf"], by="Bo", what=Text("afgedrukt", "printed")
    ):
        pass
    assert store.load() == saved
    assert store.journal()[-1].by == "Bo"
    assert store.verify() == ()
    now, undone = store.undo(by="Els")
    assert (undone.what.nl, now.withdrawn) == ("afmelding", ())


def test_two_stores_are_open_at_once(place: Place, tmp_path: Path) -> None:
    with place.open() as one, open_store(tmp_path / "ander", create=True) as other:
        one.new_round(FULL, by="Els")
        assert other.rounds() == ()
        other.new_round(EMPTY, by="Els")
        assert one.load().aios == FULL.aios


def test_who_waits_too_long_is_told_that_another_command_is_saving(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.open() as one:
        saved = one.new_round(EMPTY, by="Els")
        monkeypatch.setattr(store_address, "LOCK_SECONDS", 0.2)
        with place.open() as two, one.transaction(by="Els", what="duurt lang"):
            assert two.load() == saved  # reading goes on
            with pytest.raises(StoreTrouble) as trouble:
                two.save(saved, by="Bo", what="ertussendoor")
        assert "andere opdracht" in trouble.value.says.nl
        assert one.load().version == 2


def test_commands_wait_five_seconds_for_each_other() -> None:
    assert store_address.LOCK_SECONDS == 5
    assert find_store(Path()).database["OPTIONS"]["timeout"] == 5
    postgresql = find_store(Path(), "postgresql://a@b/c").database
    assert "lock_timeout=5s" in postgresql["OPTIONS"]["options"]


def test_the_store_is_found_by_path_folder_url_and_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = tmp_path / "koppel.sqlite3"
    assert find_store(tmp_path).file == standard
    assert find_store(Path("elders"), str(tmp_path)).file == standard
    assert find_store(tmp_path, str(tmp_path / "a.db")).file == tmp_path / "a.db"
    assert find_store(tmp_path, f"sqlite:///{tmp_path}/a%20b.db").file == tmp_path / "a b.db"
    monkeypatch.setenv("KOPPEL_DATABASE_URL", str(tmp_path / "b.db"))
    assert find_store(tmp_path).file == tmp_path / "b.db"
    found = find_store(tmp_path, "postgresql://els:p%40ss@db.example:5433/kop?sslmode=require")
    assert found.file is None
    assert found.database["PASSWORD"] == "p@ss"
    assert found.database["PORT"] == "5433"
    assert found.database["OPTIONS"]["sslmode"] == "require"
    assert "p@ss" not in found.shown
    assert found.copies == tmp_path / "kopieen"
    for wrong in ("mysql://a/b", "sqlite://host/x", "postgresql://a:geheim@b:c/d",
                  "postgresql://", "postgresql://els:geheim@host/"):  # fmt: skip
        with pytest.raises(WrongUse) as refused:
            find_store(tmp_path, wrong)
        assert "geheim" not in refused.value.says.nl
    with pytest.raises(WrongUse):
        find_store(tmp_path, "sqlite://")


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreTrouble) as trouble:
        open_store(tmp_path, f"postgresql://els:geheim@/kop?host={tmp_path}")
    assert "niet te bereiken" in trouble.value.says.nl
    assert "geheim" not in f"{trouble.value} {trouble.value.says} {trouble.value.__context__}"


def test_a_database_that_somebody_else_named_holds_a_store_and_stays_named(place: Place) -> None:
    configure_django()
    alias = add_database(find_store(place.folder, place.url))
    try:
        with open_alias(alias, place.folder, clock=lambda: MOMENT) as store:
            saved = store.new_round(FULL, by="Els")
        with open_alias(alias, place.folder) as store:
            assert store.load() == saved
            assert store.copy_before("x").path.parent == place.folder / "kopieen"
    finally:
        drop_database(alias)
    with place.open() as store:
        assert store.load() == saved
