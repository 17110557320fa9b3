"""``koppel mail``: drafts for everybody, and sending exactly once, only what the store says."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from openpyxl import load_workbook

from bureau.actions.kept import calendar_of
from bureau.actions.letters import contents as mail_contents
from bureau.actions.letters import writing as mail_writing
from bureau.commands import mail_sending
from bureau.commands.door.running import run
from bureau.mailing.pdf_text import pdf_text
from bureau.store.opening import open_store
from cli import COMMANDS
from koppelronde.domain.errors import KoppelError
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit
from tests.cli.koppel import Koppel
from tests.cli.post_office import PostOffice

PEOPLE = 13


@pytest.fixture(scope="module")
def whole_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small round played to its end; nobody was mailed yet."""
    folder = tmp_path_factory.mktemp("ronde") / "demo"
    size = ["--aios", "6", "--haos", "7", "--praktijken", "7"]
    assert run(COMMANDS, ["demo", "--into", str(folder), *size]) == 0
    return folder


@pytest.fixture
def played(
    whole_round: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Koppel:  # fmt: skip
    shutil.copytree(whole_round, tmp_path / "demo")
    monkeypatch.setenv("KOPPEL_NOW", "2027-01-20T12:00:00+01:00")
    return Koppel(tmp_path / "demo", capsys)


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    office = PostOffice()
    for name, value in {
        "KOPPEL_SMTP_HOST": "127.0.0.1", "KOPPEL_SMTP_PORT": str(office.port),
        "KOPPEL_SMTP_STARTTLS": "0", "KOPPEL_MAIL_FROM": "noreply@instituut.example",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    yield office
    office.close()


def typing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text + "\n"))


def drafts(koppel: Koppel, *words: str) -> dict[str, EmailMessage]:
    files = [Path(name) for name in koppel.data("mail", *words)["files"]]
    found = {}
    for path in files:
        if path.suffix == ".eml":
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(mail, EmailMessage)
            found[path.stem] = mail
    return found


def attached(mail: EmailMessage) -> dict[str, bytes]:
    return {
        str(part.get_filename()): part.get_payload(decode=True) for part in mail.iter_attachments()
    }


def methods(mail: EmailMessage) -> dict[str, str]:
    return {
        str(part.get_filename()): str(part.get_param("method"))
        for part in mail.iter_attachments()
        if part.get_content_type() == "text/calendar"
    }


def test_everybody_gets_one_draft_to_open_and_stands_in_the_table(played: Koppel) -> None:
    made = drafts(played, "roster")
    assert len(made) == PEOPLE
    for code, mail in made.items():
        assert mail["X-Unsent"] == "1"
        assert [a.addr_spec.split("@")[0].upper() for a in mail["To"].addresses] == [code]
        assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}
        assert set(attached(mail)) == {f"rooster-{code}.pdf", f"{code}.ics"}
    folder = played.folder / "maart-2027" / "mail-roster"
    rows = list(load_workbook(folder / "mailing.xlsx").active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == sorted(made)
    shown = played("mail", "roster").out
    assert all(code in shown for code in made)


def test_in_english_everything_is_english(played: Koppel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOPPEL_LANG", "en")
    mail = drafts(played, "roster")["A01"]
    assert "your roster for the carousel of Thursday" in mail["Subject"]
    assert set(attached(mail)) == {"roster-A01.pdf", "A01.ics"}


def test_the_result_has_the_own_letter_and_nobody_elses(played: Koppel) -> None:
    assert played("mail", "result").code == 4
    played.data("results", "--announce")
    couples = played.data("results")["matching"]["couples"]
    made = drafts(played, "result")
    assert len(made) == PEOPLE
    first = couples[0]
    text = pdf_text(attached(made[first["aios"]])[f"uitslag-{first['aios']}.pdf"])
    partner = f"{first['hao'].lower()}@praktijk.example"
    assert partner in text
    others = {c["hao"] for c in couples} - {first["hao"]}
    assert not any(f"{code.lower()}@praktijk.example" in text for code in others)


def visits_of(koppel: Koppel) -> list[Visit]:
    with open_store(koppel.folder) as store:
        return list(calendar_of(store).visits)


def the_event(mail: EmailMessage, name: str) -> Component:
    (event,) = Calendar.from_ical(attached(mail)[name]).walk("VEVENT")
    return event


def test_after_a_change_only_those_concerned_hear_of_it_by_invitation_or_cancellation(
    played: Koppel,
) -> None:
    first = drafts(played, "visits")
    assert len(first) == PEOPLE
    assert methods(first["A01"]) == {"A01.ics": "PUBLISH"}
    off, moved = [v for v in visits_of(played) if v.aios == "A01"][:2]
    played.data("visits", "cancel", off.aios, off.praktijk)
    later = f"{moved.begin + timedelta(days=1):%Y-%m-%dT%H:%M}"
    played.data("visits", "record", moved.aios, moved.praktijk, "--on", later)
    second = drafts(played, "visits")
    assert methods(second["A01"]) == {
        f"A01-{off.praktijk}.ics": "CANCEL", f"A01-{moved.praktijk}.ics": "REQUEST",
    }  # fmt: skip
    gone, kept = (the_event(second["A01"], f"A01-{v.praktijk}.ics") for v in (off, moved))
    uids = {
        str(event["uid"]): int(event["sequence"])
        for event in Calendar.from_ical(attached(first["A01"])["A01.ics"]).walk("VEVENT")
    }
    for event in (gone, kept):
        assert int(event["sequence"]) == uids[str(event["uid"])] + 1
        assert str(event["attendee"]) == "mailto:a01@aios.example"
    assert str(gone["status"]) == "CANCELLED"
    assert kept.decoded("dtstart") == moved.begin + timedelta(days=1)
    with open_store(played.folder) as store:
        haos = store.load().haos_of_praktijk
    hosts = {hao.code for v in (off, moved) for hao in haos[v.praktijk]}
    assert set(second) == {"A01"} | hosts
    text = second["A01"].get_body(("plain",))
    assert text is not None
    assert "vervallen" in text.get_content()
    # the same plan says the same again; the next plan without changes says nothing
    assert {code: methods(mail) for code, mail in drafts(played, "visits").items()} == {
        code: methods(mail) for code, mail in second.items()
    }


def test_nothing_leaves_before_the_right_number_is_typed(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, str(PEOPLE - 1))
    assert played("mail", "invitation", "--send").code == 2
    assert post_office.received == []


def test_a_second_run_skips_what_was_sent_and_sends_what_is_new(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, str(PEOPLE))
    assert played("mail", "roster", "--send").code == 0
    assert sorted(Counter(post_office.addresses).values()) == [1] * PEOPLE
    assert all(mail["X-Unsent"] is None for _, mail in post_office.received)
    assert all(
        mail["Reply-To"].addresses[0].addr_spec == "koppeling@instituut.example"
        for _, mail in post_office.received
    )
    said = played("mail", "roster", "--send")
    assert said.code == 0
    assert "niets meer te versturen" in said.out
    assert len(post_office.received) == PEOPLE
    played.data("results", "--announce")
    for number in ("1", "niets meer te vragen"):
        typing(monkeypatch, number)
        assert played("mail", "result", "--send", "--for", "A01").code == 0
    assert Counter(post_office.addresses)["a01@aios.example"] == 2


def test_a_trial_goes_to_one_address_and_counts_for_nothing(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = ["mail", "visits", "--send", "--for", "A01"]
    for _ in range(2):
        typing(monkeypatch, "1")
        assert played(*one, "--to-me", "ik@instituut.example").code == 0
    assert post_office.addresses == ["ik@instituut.example"] * 2
    typing(monkeypatch, "1")
    assert played(*one).code == 0
    assert post_office.addresses[2:] == ["a01@aios.example"]
    assert methods(post_office.received[2][1]) == {"A01.ics": "PUBLISH"}
    assert all(
        mail["To"].addresses[0].addr_spec == "ik@instituut.example"
        for mail in drafts(played, "visits", "--to-me", "ik@instituut.example").values()
    )
    assert played("mail", "visits", "--to-me", "geen adres").code == 2


def test_a_refused_address_stops_nobody_else_and_is_tried_again(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_office.refused = {"a02@aios.example"}
    typing(monkeypatch, str(PEOPLE))
    said = played("mail", "invitation", "--send")
    assert said.code == 0
    assert "A02: de mailserver weigert dit adres" in said.err
    assert len(post_office.received) == PEOPLE - 1
    post_office.refused = set()
    typing(monkeypatch, "1")
    assert played("mail", "invitation", "--send").code == 0
    assert Counter(post_office.addresses)["a02@aios.example"] == 1
    assert sorted(Counter(post_office.addresses).values()) == [1] * PEOPLE


def test_a_server_that_stops_taking_mail_stops_the_run_and_another_run_goes_on(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_office.broken_after = 3
    typing(monkeypatch, str(PEOPLE))
    said = played("mail", "invitation", "--send")
    assert said.code == 6
    assert "na 3 berichten" in said.err
    post_office.broken_after = None
    typing(monkeypatch, str(PEOPLE - 3))
    assert played("mail", "invitation", "--send").code == 0
    assert sorted(Counter(post_office.addresses).values()) == [1] * PEOPLE


def test_a_run_that_is_killed_leaves_one_message_in_doubt_and_doubles_none(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "import sys; from cli import main; sys.exit(main())"
    words = ["mail", "invitation", "--send", "--folder", str(played.folder)]
    running = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    post_office.kill_at = (4, running.pid)
    running.communicate(f"{PEOPLE}\n".encode(), timeout=120)
    assert running.returncode == -9
    got = list(post_office.addresses)
    assert len(got) == 4
    post_office.kill_at = None
    typing(monkeypatch, str(PEOPLE - 4))
    said = played("mail", "invitation", "--send")
    assert said.code == 0
    in_doubt = got[3].split("@")[0].upper()
    assert f"{in_doubt}: misschien al verstuurd" in said.err
    assert sorted(Counter(post_office.addresses).values()) == [1] * PEOPLE


@pytest.mark.parametrize("what", ["roster", "visits", "result"])
def test_a_letter_that_differs_from_the_store_stops_everything(
    what: str, played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people's attachments are exchanged after they were made, then two people's texts."""
    played.data("results", "--announce")
    right = mail_contents.contents

    def exchanged(first: dict[str, object]) -> None:
        first["A01"], first["A02"] = first["A02"], first["A01"]

    for which in (0, 1):
        if which == 0 and what == "roster":
            continue  # the text of a roster is the same for everybody

        def wrong(*args: object, which: int = which, **names: object) -> object:
            made = right(*args, **names)  # type: ignore[arg-type]
            exchanged(made[which])  # type: ignore[arg-type]
            return made

        monkeypatch.setattr(mail_contents, "contents", wrong)
        typing(monkeypatch, str(PEOPLE))
        said = played("mail", what, "--send")
        assert said.code == 1
        assert "klopt niet met de opslag" in said.err
        assert not (played.folder / "maart-2027" / f"mail-{what}").exists()
    assert post_office.received == []


def test_an_address_that_changed_since_the_drafts_is_noticed_before_sending(
    played: Koppel, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody corrects an address while the number is being typed."""

    def ask(people: int) -> int:
        with open_store(played.folder) as store:
            ronde = store.load()
            first = replace(ronde.aios[0], emails=("ander@aios.example",))
            store.save(replace(ronde, aios=(first, *ronde.aios[1:])), by="P", what="adres")
        return people

    monkeypatch.setattr(mail_sending, "_ask", ask)
    said = played("mail", "invitation", "--send")
    assert said.code == 1
    assert "A01" in said.err
    assert post_office.received == []


def test_a_visit_called_off_or_missed_and_moved_forward_stands_at_its_new_moment(
    played: Koppel,
) -> None:
    """The earlier moment is the one that stands, in the calendar and in the message."""
    off, missed = [v for v in visits_of(played) if v.aios == "A01"][:2]
    for visit, what in ((off, "cancel"), (missed, "no-show")):
        played.data("visits", what, visit.aios, visit.praktijk)
        sooner = f"{visit.begin - timedelta(days=1):%Y-%m-%dT%H:%M}"
        played.data("visits", "record", visit.aios, visit.praktijk, "--on", sooner)
    first = drafts(played, "visits")
    assert len(first) == PEOPLE
    events = Calendar.from_ical(attached(first["A01"])["A01.ics"]).walk("VEVENT")
    begins = {event.decoded("dtstart") for event in events if event["status"] == "CONFIRMED"}
    assert len(begins) == len(events)
    assert {visit.begin - timedelta(days=1) for visit in (off, missed)} <= begins


def test_a_refused_mail_holds_nobody_to_have_been_told(
    played: Koppel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def different(*_: object, **__: object) -> None:
        raise KoppelError(Text("klopt niet", "differs"))

    with monkeypatch.context() as once:
        once.setattr(mail_writing, "check", different)
        assert played("mail", "visits").code == 1
    off = next(v for v in visits_of(played) if v.aios == "A01")
    played.data("visits", "cancel", off.aios, off.praktijk)
    assert len(drafts(played, "visits")) == PEOPLE
