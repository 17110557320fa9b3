"""Erasing removes files inside its own folder only, after the tables, and names all that stays."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bureau.store.copies.exports import write_file, write_folder
from bureau.store.erasing import files, purge
from bureau.store.opening import Store, open_store
from koppelronde.domain.language import Text
from tests.bureau.store.conftest import MOMENT, Place
from tests.bureau.store.rounds_to_store import FULL

START = date(2027, 3, 1)
AFTER = START + timedelta(days=90)
PAPERS = Text("papieren", "papers")


def opened(folder: Path) -> Store:
    return open_store(folder, create=True, clock=lambda: MOMENT)


def with_papers(folder: Path) -> None:
    """A round with papers in a folder of their own, one file, a copy of the store."""
    with opened(folder) as store:
        store.new_round(FULL, by="Els")
        target = folder / "voorjaar" / "carrousel"
        with store.writing_papers(target, ["agenda/A01.ics"], by="Els", what=PAPERS):
            write_folder(target, {"agenda/A01.ics": b"Joris"})
        with store.writing_papers(folder / "uitvoer.xlsx", (), by="Els", what=PAPERS):
            write_file(folder / "uitvoer.xlsx", b"Joris")
        store.copy_before("import")


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("how", ["by term", "on request"])
def test_purging_a_copy_of_the_folder_leaves_the_original_byte_for_byte(
    tmp_path: Path, how: str
) -> None:
    original, copy = tmp_path / "q1", tmp_path / "q2"
    with_papers(original)
    shutil.copytree(original, copy)
    before = everything(original)
    with opened(copy) as store:
        if how == "by term":
            store.purge(AFTER, by="Els")
        else:
            store.erase_person("A01", by="Els", reason="verzoek")
    assert everything(original) == before
    assert sorted(everything(copy)) == ["koppel.sqlite3"]


def test_a_folder_that_was_moved_is_erased_where_it_is_now(tmp_path: Path) -> None:
    with_papers(tmp_path / "q1")
    (tmp_path / "q1").rename(tmp_path / "q2")
    with opened(tmp_path / "q2") as store:
        assert store.purge(AFTER, by="Els").exports == 2
    assert sorted(everything(tmp_path)) == ["q2/koppel.sqlite3"]


def test_papers_outside_the_folder_are_named_and_not_touched(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "werk", tmp_path / "bureaublad.pdf"
    with_papers(folder)
    with opened(folder) as store:
        with store.writing_papers(elsewhere, (), by="Els", what=PAPERS):
            elsewhere.write_bytes(b"Joris")
        report = store.purge(AFTER, by="Els")
    assert elsewhere.read_bytes() == b"Joris"
    assert report.outside == (str(elsewhere),)
    assert (report.copies, report.exports) == (1, 2)


FOREIGN = [
    ("{outside}/notes.txt", "[]"),
    ("../notes.txt", "[]"),
    ("voorjaar/../../notes.txt", "[]"),
    ("koppel.sqlite3", "[]"),
    ("", "[]"),
    (".", '["../notes.txt"]'),
    ("voorjaar", '["../../notes.txt"]'),
    ("link/notes.txt", "[]"),
    ("link", '["notes.txt"]'),
    ("voorjaar/carrousel", '["buiten/notes.txt"]'),
]


@pytest.mark.parametrize(("path", "names"), FOREIGN)
def test_a_foreign_row_removes_nothing_outside_and_stops_nothing_else(
    tmp_path: Path, path: str, names: str
) -> None:
    folder, notes = tmp_path / "werk", tmp_path / "notes.txt"
    with_papers(folder)
    notes.write_text("van iemand anders")
    (folder / "link").symlink_to(tmp_path)
    (folder / "voorjaar" / "carrousel" / "buiten").symlink_to(tmp_path)
    with closing(sqlite3.connect(folder / "koppel.sqlite3")) as other:
        row = (1, 1, "2027-01-01", path.format(outside=tmp_path), names)
        other.execute(
            "INSERT INTO koppel_export (ronde_id, entry, at, path, names) VALUES (?,?,?,?,?)", row
        )
        other.commit()
    with opened(folder) as store:
        report = store.purge(AFTER, by="Els")
        assert store.verify() == ()
    assert notes.read_text() == "van iemand anders"
    assert (folder / "koppel.sqlite3").exists()
    assert not (folder / "uitvoer.xlsx").exists()
    assert not list(folder.rglob("A01.ics"))
    assert report.copies == 1


def test_what_cannot_be_removed_is_told_the_rest_goes_on_and_the_next_purge_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_papers(tmp_path)
    real = files.remove_export

    def stubborn(target: Path, names: object = ()) -> None:
        if target.name == "carrousel":
            from bureau.store.trouble import disk_trouble

            raise disk_trouble(PermissionError(13, "no"))
        real(target, names)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "remove_export", stubborn)
    with opened(tmp_path) as store:
        report = store.purge(AFTER, by="Els")
        assert [told.partition(":")[0] for told in report.failed] == ["voorjaar/carrousel"]
        assert sorted(everything(tmp_path)) == [
            "koppel.sqlite3", "voorjaar/carrousel/.koppel-inhoud",
            "voorjaar/carrousel/agenda/A01.ics",
        ]  # fmt: skip
        monkeypatch.setattr(files, "remove_export", real)
        assert store.purge(AFTER, by="Els").exports == 1
    assert sorted(everything(tmp_path)) == ["koppel.sqlite3"]


def test_nothing_is_removed_before_the_tables_are_and_a_killed_purge_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_papers(tmp_path)
    before = everything(tmp_path)

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, opened(tmp_path) as store:
        patch.setattr(purge, "append_entry", killed)
        with pytest.raises(Killed):
            store.purge(AFTER, by="Els")
    assert everything(tmp_path) == before
    last = START + timedelta(days=730)
    with monkeypatch.context() as patch, opened(tmp_path) as store:
        patch.setattr(purge, "erase_doomed", killed)
        with pytest.raises(Killed):
            store.purge(last, by="Els")
    assert everything(tmp_path).keys() == before.keys()
    with opened(tmp_path) as store:
        assert store.rounds() == ()
        store.purge(last, by="Els")
    assert sorted(everything(tmp_path)) == ["koppel.sqlite3"]


def test_the_files_that_go_are_known_before(tmp_path: Path) -> None:
    with_papers(tmp_path)
    with opened(tmp_path) as store:
        listed = store.files_to_erase(["voorjaar 2027"])
        assert store.files_to_erase([]) == ()
        gone = everything(tmp_path)
        store.purge(AFTER, by="Els")
    told = {name for name in gone if not name.endswith(".koppel-inhoud")} - {"koppel.sqlite3"}
    assert (
        set(listed)
        == told
        == set(gone) - set(everything(tmp_path)) - {"voorjaar/carrousel/.koppel-inhoud"}
    )


def half_written(store: Store, target: Path) -> None:
    """The disk is full when the first of two papers stands there."""
    with store.writing_papers(target, ["A01.pdf", "A02.pdf"], by="Els", what=PAPERS):
        target.mkdir()
        (target / "A01.pdf").write_bytes(b"Joris")
        raise OSError(28, "vol")


def test_nothing_is_said_of_papers_that_were_not_written(sqlite_place: Place) -> None:
    folder = sqlite_place.folder
    with sqlite_place.open() as store:
        store.new_round(FULL, by="Els")
        with pytest.raises(OSError, match="vol"):
            half_written(store, folder / "uit")
        assert [entry.kind for entry in store.journal()] == ["new"]
        store.purge(AFTER, by="Els")
    assert sorted(everything(folder)) == ["koppel.sqlite3"]
