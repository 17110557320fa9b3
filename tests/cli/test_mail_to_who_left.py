"""Whoever left still hears of the visits that fall away, and of nothing else."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from bureau.actions.kept import calendar_of
from bureau.commands.door.running import run
from bureau.store.opening import open_store
from cli import COMMANDS
from tests.cli.koppel import Koppel


@pytest.fixture
def planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Koppel:
    folder = tmp_path / "demo"
    size = ["--aios", "6", "--haos", "7", "--praktijken", "7"]
    assert run(COMMANDS, ["demo", "--into", str(folder), *size]) == 0
    monkeypatch.setenv("KOPPEL_NOW", "2027-01-20T12:00:00+01:00")
    return Koppel(folder, capsys)


def drafts(koppel: Koppel, kind: str) -> dict[str, EmailMessage]:
    found = {}
    for path in (Path(name) for name in koppel.data("mail", kind)["files"]):
        if path.suffix == ".eml":
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(mail, EmailMessage)
            found[path.stem] = mail
    return found


def cancelled(mail: EmailMessage) -> set[str]:
    return {
        str(part.get_filename())
        for part in mail.iter_attachments()
        if part.get_content_type() == "text/calendar" and part.get_param("method") == "CANCEL"
    }


def test_aios_who_left_hears_that_every_visit_told_before_falls_away(planned: Koppel) -> None:
    drafts(planned, "visits")
    planned.data("settle", "withdraw", "A02", "--reason", "stopt")
    with open_store(planned.folder) as store:
        visits = [v for v in calendar_of(store).visits if v.aios == "A02"]
    assert visits
    for visit in visits:
        planned.data("visits", "cancel", "A02", visit.praktijk)
    told = drafts(planned, "visits")
    assert cancelled(told["A02"]) == {f"A02-{v.praktijk}.ics" for v in visits}


def test_who_left_before_being_told_of_a_visit_gets_no_mail_about_it(planned: Koppel) -> None:
    planned.data("settle", "withdraw", "A02", "--reason", "stopt")
    assert "A02" not in drafts(planned, "visits")


@pytest.mark.parametrize("kind", ["roster", "invitation"])
def test_who_left_gets_no_other_mail(planned: Koppel, kind: str) -> None:
    drafts(planned, "visits")
    planned.data("settle", "withdraw", "A02", "--reason", "stopt")
    assert "A02" not in drafts(planned, kind)


def test_who_was_erased_gets_nothing_and_stops_nobody_elses_cancellation(planned: Koppel) -> None:
    drafts(planned, "visits")
    planned.data("settle", "withdraw", "A02", "--reason", "stopt")
    planned.data("purge", "--person", "A02", "--reason", "op verzoek")
    with open_store(planned.folder) as store:
        other = next(v for v in calendar_of(store).visits if v.aios == "A01")
    planned.data("visits", "cancel", "A01", other.praktijk)
    told = drafts(planned, "visits")
    assert "A02" not in told
    assert cancelled(told["A01"]) == {f"A01-{other.praktijk}.ics"}
