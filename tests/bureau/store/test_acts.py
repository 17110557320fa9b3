"""What was done is kept apart from the sentence about it, and cannot be changed unseen."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bureau.actions.kept import load_documents
from bureau.store.opening import Store, open_store
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from tests.bureau.store.conftest import Place
from tests.bureau.store.rounds_to_store import FULL
from tests.bureau.store.test_journal import behind_the_back
from tests.bureau.store.test_schema import STORES
from tests.papers_round import rotation, small_round

ELS = By("Els", datetime(2027, 2, 1, 10, tzinfo=UTC), "portaal")
TIMETABLE = Subject(kind="timetable", version="1")
PLAN = rotation(small_round())


def test_an_entry_tells_what_was_done_about_what_by_whom_when_and_through_which_door(
    store: Store,
) -> None:
    saved = store.new_round(FULL, by=ELS)
    about = Subject(kind="result", version="12fc4ce4", who="A01")
    store.save(saved, by=ELS, what="gebeld", act=Act.CALLED, subject=about)
    made, called = store.journal()
    assert (made.act, called.act, called.subject) == (Act.CREATED, Act.CALLED, about)
    assert (called.by, called.at, called.via) == ("Els", ELS.at, "portaal")
    assert store.verify() == ()


def test_a_bare_name_acts_now_and_at_the_command_line(store: Store) -> None:
    store.new_round(FULL, by="Bo")
    (made,) = store.journal()
    assert (made.by, made.via, made.at) == ("Bo", "koppel", store.clock())


@pytest.mark.parametrize(
    "column", ["act='printed'", "act=''", "subject='{}'", "via='koppel'", "erases='{\"said\":[1]}'"]
)
def test_an_act_a_subject_or_a_door_cannot_be_changed_unseen(
    sqlite_place: Place, column: str
) -> None:
    with sqlite_place.open() as store:
        saved = store.new_round(FULL, by=ELS)
        store.save(saved, by=ELS, what="gepland", act=Act.PLANNED, subject=TIMETABLE)
        assert store.verify() == ()
    with behind_the_back(sqlite_place.folder) as connection:
        connection.execute(f"UPDATE koppel_journal SET {column} WHERE number=2")
    with sqlite_place.open() as store:
        assert [f.rule for f in store.verify()] != []


def test_no_other_sentence_changes_what_was_printed(store: Store, tmp_path: Path) -> None:
    ronde = store.new_round(FULL, by=ELS)
    store.put_document("timetable", PLAN, by=ELS, what="rooster", act=Act.PLANNED)
    assert not load_documents(store, ronde).rosters_out
    text = Text("een verbeterde tikfout", "a mended typing error")
    with store.writing_papers(tmp_path, ["a.pdf"], by=ELS, what=text, subject=TIMETABLE):
        pass
    assert load_documents(store, ronde).rosters_out


def test_what_another_round_printed_says_nothing_of_this_one(store: Store, tmp_path: Path) -> None:
    store.new_round(replace(FULL, name="najaar 2026"), by=ELS)
    printed = Text("geprint", "printed")
    with store.writing_papers(tmp_path, ["a.pdf"], by=ELS, what=printed, subject=TIMETABLE):
        pass
    ronde = store.new_round(FULL, by=ELS)
    store.put_document("timetable", PLAN, by=ELS, what="rooster")
    assert not load_documents(store, ronde).rosters_out


def test_undo_passes_by_what_was_taken_up(store: Store) -> None:
    ronde = store.new_round(replace(FULL, sealed=None), by=ELS)
    ronde = store.save(replace(ronde, withdrawn=()), by=ELS, what="afgemeld", act=Act.WITHDRAWN)
    lists = ronde.lists_aios
    store.save(replace(ronde, lists_aios=lists[:1]), by=ELS, what="lijsten", act=Act.TAKEN_UP)
    assert store.journal()[-1].kind == "taken_up"
    now, undone = store.undo(by="Els")
    assert (undone.act, now.withdrawn, now.version) == (Act.WITHDRAWN, FULL.withdrawn, 4)
    with pytest.raises(OutOfOrder):
        store.undo(by="Els")
    assert store.verify() == ()


def test_taking_up_pushes_no_change_out_of_undo(store: Store) -> None:
    ronde = store.new_round(replace(FULL, sealed=None), by=ELS)
    ronde = store.save(replace(ronde, withdrawn=()), by=ELS, what="afgemeld", act=Act.WITHDRAWN)
    for number in range(25):
        lists = FULL.lists_aios[: number % 2]
        ronde = store.save(replace(ronde, lists_aios=lists), by=ELS, what="", act=Act.TAKEN_UP)
    assert store.undo(by="Els")[0].withdrawn == FULL.withdrawn


def test_a_store_of_before_there_were_acts_stands_where_it_stood(tmp_path: Path) -> None:
    shutil.copy(STORES / "0.1.0b1.store", tmp_path / "koppel.sqlite3")
    with open_store(tmp_path) as store:
        ronde = store.load()
        documents = load_documents(store, ronde)
        told = {(e.act, e.subject) for e in store.journal_of() if e.act is not Act.CHANGED}
        assert [f for f in store.verify() if f.rule != "store_mode"] == []
    assert documents.rosters_out
    assert documents.visits_out
    assert documents.results_written
    assert documents.announced
    assert documents.results_mailed
    assert not documents.announced_before
    assert told == {
        (Act.HANDED_OUT, TIMETABLE),
        (Act.PRINTED, TIMETABLE),
        (Act.HANDED_OUT, Subject(kind="visit_calendar", version="1")),
        (Act.PRINTED, Subject(kind="result", version="12fc4ce4")),
        (Act.ANNOUNCED, Subject(kind="result", version="12fc4ce4")),
        (Act.DRAFTED, Subject(kind="result", version="12fc4ce4")),
    }


def test_whatever_the_office_saves_names_its_act() -> None:
    office = Path(__file__).parents[3] / "bureau"
    saving = {"transaction", "save", "put_document", "writing_papers"}
    silent = [
        f"{file.relative_to(office)}:{call.lineno}"
        for file in sorted(office.rglob("*.py"))
        if file.parts[len(office.parts)] != "store"
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in saving
        and (names := {word.arg for word in call.keywords}) >= {"what"}
        and not names & {"act", "subject"}
    ]
    assert silent == []


def test_what_is_typed_is_kept_without_signs_that_a_terminal_obeys(store: Store) -> None:
    rude = "\x1b]0;weg\x07 \u202eomgekeerd\r"
    saved = store.new_round(FULL, by=rude)
    store.put_document("receipt", {"n": 1}, by=rude, what=rude, reason=rude)
    with store.writing_papers(Path("uit"), (), by=rude, what=Text(rude, rude)):
        pass
    (summary,) = store.rounds()
    kept = [saved.name, summary.saved_by, *(made.by for made in store.all("receipt"))]
    kept += [text for e in store.journal() for text in (e.by, e.what.nl, e.what.en, e.reason)]
    assert not [text for text in kept if set(text) & set("\x1b\x07\u202e\r")]
    assert store.verify() == ()
