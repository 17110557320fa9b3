"""Acts at the beginning of a round: read, preview, refuse, say where it stands."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bureau.actions.begin import begin_round, known_rounds
from bureau.actions.intake import export_round, marked_copies, take_files, understand_files
from bureau.actions.status import look_at_status
from koppelronde.domain.errors import InputMistakes, OutOfOrder, SavedMeanwhile, WrongUse
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.steps import Do
from koppelronde.procedure.toml_file import load_procedure
from tests.bureau.actions.same_store import BY, content, copied, opened
from tests.cli.every_command import Stages

WRONG = ("AIOS.csv", b"AIOS;Achternaam;Jaar\nA01;Vries;1\nA02;Bos;negen\n")
NEW = ("AIOS.csv", b"AIOS;Achternaam\nA01;Anders\n")


def test_papers_of_a_new_round_are_in_the_language_asked_for(folder: Path) -> None:
    with opened(folder, create=True) as store:
        procedure = load_procedure("groningen")
        begun = begin_round(
            store, BY, name="Maart  2027 ", procedure=procedure, start=date(2027, 3, 1), lang="en"
        )
        rounds = known_rounds(store)
    assert begun.ronde.name == rounds.current == "Maart 2027"
    assert list(begun.files) == ["maart-2027-workbook.xlsx", "maart-2027-dates.ics"]
    assert b"BEGIN:VCALENDAR" in begun.files[begun.calendar]
    assert begun.deadlines


@pytest.mark.parametrize("name", ["", "  ", "Maart\x1b[31m"])
def test_a_round_has_a_name_that_can_be_read(name: str, folder: Path) -> None:
    with opened(folder, create=True) as store, pytest.raises(WrongUse):
        begin_round(store, BY, name=name, procedure=load_procedure("groningen"), lang="nl")


def test_what_files_would_change_is_seen_before_it_is_stored(stages: Stages, folder: Path) -> None:
    before = content(copied(stages.at("imported"), folder))
    with opened(folder) as store:
        understood = understand_files(store, BY, files=[NEW])
    assert understood.changed
    assert understood.refused is None
    assert "Anders" in understood.intake.changes[0].nl
    assert content(folder) == before


def test_with_mistakes_nothing_is_stored_and_a_copy_shows_them(
    stages: Stages, folder: Path
) -> None:
    before = content(copied(stages.at("imported"), folder))
    with opened(folder) as store, pytest.raises(InputMistakes) as caught:
        take_files(store, BY, files=[NEW, WRONG])
    assert content(folder) == before
    copies = marked_copies(
        [NEW, WRONG], caught.value.mistakes, lang="nl", words=lambda step: step.do.value
    )
    assert list(copies) == ["AIOS.csv"]


def test_what_was_sealed_is_refused_but_shown(stages: Stages, folder: Path) -> None:
    copied(stages.at("sealed"), folder)
    lists = [("Voorkeuren AIOS.csv", b"AIOS;HAO;Rang\nA01;H12;1\n")]
    with opened(folder) as store:
        understood = understand_files(store, BY, files=lists)
        assert understood.intake.changes
        assert understood.refused is not None
        with pytest.raises(OutOfOrder):
            take_files(store, BY, files=lists)


def test_files_for_an_older_round_are_refused(stages: Stages, folder: Path) -> None:
    copied(stages.at("imported"), folder)
    with opened(folder) as store:
        seen = store.load().version
        take_files(store, BY, files=[NEW], expect_version=seen)
        with pytest.raises(SavedMeanwhile, match="Jansen"):
            take_files(store, BY, files=[NEW], expect_version=seen)


def test_an_export_can_be_read_again_without_a_change(stages: Stages, folder: Path) -> None:
    copied(stages.at("imported"), folder)
    with opened(folder) as store:
        papers = export_round(store, BY, lang="nl")
        assert list(papers.files) == ["maart-uitvoer.xlsx"]
        assert not understand_files(store, BY, files=list(papers.files.items())).changed


def test_status_says_from_whom_what_is_awaited_and_what_is_next(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("listed"), folder)
    with opened(folder) as store:
        ronde = store.load()
        found = look_at_status(store, BY)
    assert found.now is not None
    assert found.now.next_step is not None
    assert isinstance(found.now.next_step.do, Do)
    standing = {phase.kind: phase for phase in found.phases}
    missing = {w.code for w in found.waiting if w.kind is found.now.kind}
    assert missing == set(standing[found.now.kind].missing)
    late = [w for w in found.waiting if w.due is not None and w.due < BY.at.date()]
    assert all(w.days_late(BY.at.date()) > 0 for w in late)
    assert ronde.procedure.has(PhaseKind.LISTS)


def test_a_copy_with_mistakes_words_what_to_do_as_its_door_does(
    stages: Stages, folder: Path
) -> None:
    copied(stages.at("sealed"), folder)
    gone = [("AIOS.csv", b"AIOS;Achternaam;Doet niet meer mee\nA02;Bos;ja\n")]
    with opened(folder) as store, pytest.raises(InputMistakes) as caught:
        understand_files(store, BY, files=gone)
    (copy,) = marked_copies(
        gone, caught.value.mistakes, lang="nl", words=lambda step: f"knop {step.args[0]}"
    ).values()
    (sheet,) = load_workbook(BytesIO(copy)).worksheets
    notes = [cell.comment.text for row in sheet for cell in row if cell.comment]
    assert ["knop A02" in note for note in notes] == [True]
    assert "\ue000" not in notes[0]
