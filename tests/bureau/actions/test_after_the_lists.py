"""Acts from sealed lists to letters leave what their commands leave, and look without a trace."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bureau.actions.erasing import erase_person, preview_purge, purge
from bureau.actions.keeping import copies, read_journal, show_person, undo
from bureau.actions.letters.dispatch import send, to_send
from bureau.actions.letters.writing import Mail, hand_over, write_letters
from bureau.actions.outcome import call_listing, calls, results, sealing, settling
from bureau.actions.outcome.account import make_account
from bureau.actions.outcome.explaining import ask_what_if, explain_person
from bureau.actions.outcome.lists import check_lists
from bureau.actions.outcome.matching import compare_orders, match
from bureau.actions.outcome.report import write_report
from bureau.actions.outcome.verifying import WhoseFile, WrongResult, place_file, verify_file
from bureau.mailing.sending import Outcome
from koppelronde.domain.errors import OutOfOrder, SavedMeanwhile, WrongUse
from koppelronde.domain.lists import VetoGround
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from tests.bureau.actions.same_store import BY, content, copied, opened
from tests.cli.every_command import HAND, Stages, give, words_of

if TYPE_CHECKING:
    from bureau.store.handle import Store

Act = Callable[["Store", list[str]], object]
_REASON, _SECOND = HAND[1], HAND[3]

ACTS: Final[list[tuple[str, str, Act]]] = [
    ("listed", "match --trial", lambda store, _: match(store, BY, trial=True)),
    ("sealed", "seal --break fout", lambda store, _: sealing.break_seal(store, BY, reason="fout")),
    ("sealed", "match", lambda store, _: match(store, BY)),
    ("matched", "calls record A01 accepted",
     lambda store, _: calls.record_call(store, BY, code="A01", outcome=CallOutcome.ACCEPTED)),
    ("matched", "calls record A01 refused",
     lambda store, _: calls.record_call(store, BY, code="A01", outcome=CallOutcome.REFUSED)),
    ("matched", "calls withdraw A02 --reason ziekte",
     lambda store, _: calls.withdraw(store, BY, code="A02", reason="ziekte")),
    ("matched", "settle withdraw H01 --reason ziekte",
     lambda store, _: settling.drop_out(store, BY, code="H01", reason="ziekte")),
    ("one open", "settle place @placement",
     lambda store, said: settling.place(store, BY, aios=said[2], hao=said[3], reason=_REASON,
                                        and_by=_SECOND)),
    ("matched", "settle veto @veto",
     lambda store, said: settling.late_veto(store, BY, aios=said[2], hao=said[3],
                                            ground=VetoGround.RELATION, reason=_REASON,
                                            and_by=_SECOND)),
    ("matched", "results --announce --despite oefening",
     lambda store, _: results.announce(store, BY, despite="oefening")),
    ("announced", "mail result",
     lambda store, _: hand_over(store, BY, written=write_letters(store, BY, what=Mail.RESULT,
                                                                 lang="nl"))),
    ("imported", "undo", lambda store, _: undo(store, BY)),
    ("imported", "purge --person A01 --reason verzoek",
     lambda store, _: erase_person(store, BY, code="a01", reason="verzoek")),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "command", "act"), ACTS, ids=[act[1] for act in ACTS])
def test_an_act_leaves_what_its_command_leaves(
    stage: str, command: str, act: Act, stages: Stages, folder: Path
) -> None:
    before = stages.at(stage)
    typed = folder.parent / "typed"
    shutil.copytree(before, typed)
    words = words_of(command, typed)
    assert give(typed, *words) == 0
    with opened(copied(before, folder)) as store:
        act(store, words)
    assert content(folder) == content(typed)


LOOKING: Final[list[tuple[str, str, Callable[[Store], object]]]] = [
    ("listed", "the findings about the lists", lambda store: check_lists(store, BY)),
    ("listed", "other orders of goals", lambda store: compare_orders(store, BY, lang="nl")),
    ("matched", "who is called", lambda store: call_listing.call_papers(
        call_listing.call_list(store, BY), BY, lang="en")),
    ("matched", "who would move", lambda store: calls.preview_call(
        store, BY, code="A01", outcome=CallOutcome.REFUSED)),
    ("matched", "why this couple", lambda store: explain_person(store, BY, code="A01", full=True)),
    ("matched", "what if", lambda store: ask_what_if(store, BY, aios="A01", hao="H01")),
    ("one open", "what is open", lambda store: settling.list_open(store, BY)),
    ("matched", "the overview", lambda store: results.result_papers(results.overview(store, BY), BY,
                                                                    lang="nl")),
    ("matched", "the account", lambda store: make_account(store, BY)),
    ("matched", "the journal", lambda store: read_journal(store, BY)),
    ("matched", "the copies", lambda store: copies(store, BY)),
    ("matched", "one person's data", lambda store: show_person(store, BY, code="a01")),
    ("matched", "the report", lambda store: write_report(store, BY, lang="nl", anonymous=True)),
    ("imported", "what would be erased",
     lambda store: preview_purge(store, BY, day=BY.at.date().replace(year=2030))),
    ("announced", "one person's letter",
     lambda store: write_letters(store, BY, what=Mail.RESULT, lang="nl", code="A01")),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "what", "look"), LOOKING, ids=[look[1] for look in LOOKING])
def test_looking_changes_nothing(
    stage: str, what: str, look: Callable[[Store], object], stages: Stages, folder: Path
) -> None:
    before = content(copied(stages.at(stage), folder))
    with opened(folder) as store:
        assert look(store) is not None, what
    assert content(folder) == before


def test_sealing_and_drawing_are_two_acts(stages: Stages, folder: Path) -> None:
    with opened(copied(stages.at("listed"), folder)) as store:
        with pytest.raises(OutOfOrder):
            sealing.draw(store, BY, drawn="4 2 6 1 3 5")
        sealed = sealing.seal(store, BY)
        assert sealed.sealed is not None
        assert not sealed.sealed.seed
        drawn = sealing.draw(store, BY, drawn="4 2 6 1 3 5")
        assert drawn.sealed is not None
        assert drawn.sealed.input_hash == sealed.sealed.input_hash
        with pytest.raises(OutOfOrder):
            sealing.draw(store, BY, drawn="1 1 1 1 1 1")


def test_a_preview_shows_who_moves_and_an_old_one_is_not_kept(stages: Stages, folder: Path) -> None:
    with opened(copied(stages.at("matched"), folder)) as store:
        seen = calls.preview_call(store, BY, code="A01", outcome=CallOutcome.REFUSED)
        assert {move.who for move in seen.moves} >= {"A01"}
        kept = calls.record_call(
            store, BY, code="A01", outcome=CallOutcome.REFUSED, expect_version=seen.version
        )
        assert kept.moves == seen.moves
        with pytest.raises(SavedMeanwhile):
            calls.record_call(
                store, BY, code="A02", outcome=CallOutcome.ACCEPTED, expect_version=seen.version
            )


def test_a_note_keeps_what_was_said_and_moves_nobody(stages: Stages, folder: Path) -> None:
    with opened(copied(stages.at("matched"), folder)) as store:
        with pytest.raises(OutOfOrder):
            calls.note_call(store, BY, code="A01", note="belt terug")
        calls.record_call(store, BY, code="A01", outcome=CallOutcome.ASKS_TIME)
        before = store.latest("result")
        noted = calls.note_call(store, BY, code="A01", note="belt maandag terug")
        assert noted.record.outcome is CallOutcome.ASKS_TIME
        assert noted.record.note == "belt maandag terug"
        assert store.latest("result") == before


def test_two_teams_announce_in_two_names(stages: Stages, folder: Path) -> None:
    with opened(copied(stages.at("matched"), folder)) as store:
        with pytest.raises(WrongUse):
            results.announce(store, BY, and_by=" j.  jansen", despite="oefening")
        done = results.announce(store, BY, and_by="P. de Wit", despite="oefening")
        assert (done.by, done.and_by) == ("J. Jansen", "P. de Wit")
        assert store.journal()[-1].by == "J. Jansen; P. de Wit"


def test_a_file_is_judged_and_placed(stages: Stages, folder: Path) -> None:
    with opened(copied(stages.at("sealed"), folder)) as store:
        (proof,) = match(store, BY).proof.files.values()
        verify_file(proof)
        assert place_file(store, BY, content=proof).whose is WhoseFile.IN_FORCE
        calls.record_call(store, BY, code="A01", outcome=CallOutcome.REFUSED)
        assert place_file(store, BY, content=proof).whose is WhoseFile.EARLIER
    with pytest.raises(WrongResult):
        verify_file(proof.replace(b"A01", b"A02", 1))


def test_letters_leave_once_and_only_for_the_number_that_was_typed(
    stages: Stages, folder: Path
) -> None:
    left: list[str] = []

    def post(messages, about_to_send, sent, refused) -> Outcome:  # type: ignore[no-untyped-def]
        for mark, address, _content in messages:
            about_to_send(mark)
            left.append(address)
            sent(mark)
        return Outcome(len(left), ())

    with opened(copied(stages.at("imported"), folder)) as store:
        written = write_letters(store, BY, what=Mail.INVITATION, lang="nl")
        todo = to_send(store, BY, written=written)
        with pytest.raises(WrongUse):
            send(store, BY, written=written, people=1, sender="a@b.example", post=post)
        assert left == []
        done = send(store, BY, written=written, people=todo.people, sender="a@b.example", post=post)
        assert done.number == len(written.letters) == len(left)
        again = to_send(store, BY, written=written)
        assert (again.people, again.sent_before) == (0, len(left))


def test_purge_erases_what_its_preview_names(stages: Stages, folder: Path) -> None:
    day = BY.at.date().replace(year=2030)
    with opened(copied(stages.at("imported"), folder)) as store:
        seen = preview_purge(store, BY, day=day)
        assert seen.due
        assert purge(store, BY, day=day).report.purged == seen.due


def test_two_languages_in_one_process(stages: Stages, folder: Path) -> None:
    with opened(copied(stages.at("announced"), folder)) as store:
        dutch, english = (
            write_letters(store, BY, what=Mail.RESULT, lang=lang, code="A01").letters[0]
            for lang in ("nl", "en")
        )
        assert "gekoppeld" in dutch.body
        assert "matched with" in english.body
        assert [a.name for a in dutch.attachments] == ["uitslag-A01.pdf"]
        assert [a.name for a in english.attachments] == ["result-A01.pdf"]
