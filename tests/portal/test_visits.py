"""Sessions, language, headers, logs and states: what holds for every page."""

from __future__ import annotations

import json
import re

import pytest

from bureau.inbox.accounts import accounts
from koppelronde.domain.errors import OutOfOrder, SavedMeanwhile, StoreTrouble, WrongUse
from koppelronde.domain.language import Text
from portal.site.headers import POLICY
from portal.site.visits import IDLE_PARTICIPANT, IDLE_STAFF
from tests.portal.opened import Portal


@pytest.mark.parametrize(("role", "idle"), [("aios", IDLE_PARTICIPANT), ("a_team", IDLE_STAFF)])
def test_an_idle_session_ends(portal: Portal, role: str, idle: int) -> None:
    client = portal.logged_in(portal.somebody(role))
    assert client.get("/account/beveiliging/").status_code == 200
    _age(client, "seen", idle - 60)
    assert client.get("/account/beveiliging/").status_code == 200
    _age(client, "seen", idle + 60)
    assert client.get("/account/beveiliging/").status_code == 302


def test_however_busy_a_session_ends_after_ten_hours(portal: Portal) -> None:
    client = portal.logged_in(portal.somebody("aios"))
    client.get("/account/beveiliging/")
    _age(client, "begun", 10 * 3600 + 60)
    assert client.get("/account/beveiliging/").status_code == 302


def test_a_script_is_told_that_the_session_ended_and_not_sent_elsewhere(portal: Portal) -> None:
    answer = portal.outsider().get("/overzicht/", headers={"accept": "application/json"})
    assert answer.status_code == 401


def test_reading_a_page_saves_nothing(portal: Portal) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = portal.logged_in(portal.somebody("aios"))
    client.get("/overzicht/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/overzicht/").status_code == 200
    written = [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "PRAGMA"))]
    assert written == []


def test_the_language_is_the_persons_choice_and_never_the_browsers(portal: Portal) -> None:
    english = {"accept-language": "en-GB,en"}
    client = portal.outsider()
    assert 'lang="nl"' in client.get("/inloggen/", headers=english).content.decode()
    client.post("/taal/", {"lang": "en", "next": "/inloggen/"})
    assert 'lang="en"' in client.get("/inloggen/").content.decode()
    somebody = portal.somebody("aios", 7)
    portal.logged_in(somebody).post("/taal/", {"lang": "en"})
    assert "Hello" in portal.logged_in(somebody).get("/overzicht/").content.decode()
    portal.logged_in(somebody).post("/taal/", {"lang": "nl"})


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"]
)
def test_nobody_is_sent_to_another_site(portal: Portal, back: str) -> None:
    answer = portal.outsider().post("/taal/", {"lang": "nl", "next": back})
    assert answer.headers["Location"] == "/"
    assert back not in portal.outsider().get("/inloggen/", {"next": back}).content.decode()


def test_every_answer_carries_the_headers(portal: Portal) -> None:
    client = portal.logged_in(portal.somebody("aios"))
    for path in ("/overzicht/", "/inloggen/", "/niets/", "/account/beveiliging/", "/gezond/"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def test_no_page_has_a_script_or_style_of_its_own_or_of_elsewhere(portal: Portal) -> None:
    for role, paths in (
        ("aios", ("/overzicht/", "/account/beveiliging/", "/account/sessies/")),
        ("beheer", ("/bureau/rollen/",)),
    ):
        for path in paths:
            page = portal.logged_in(portal.somebody(role)).get(path).content.decode()
            assert not re.search(r"<style|\sstyle=|\son\w+=", page), path
            assert not re.findall(r'(?:src|href)="(?:https?:)?//', page), path
            assert len(page) < 60_000


def test_the_log_of_a_visit_names_nobody(portal: Portal) -> None:
    somebody = portal.somebody("hao", 10)
    portal.logged_in(somebody).get("/overzicht/?q=geheim")
    portal.outsider().post("/inloggen/code/", {"email": somebody.email})
    said = portal.log.getvalue()
    lines = [json.loads(line) for line in said.splitlines()]
    assert {line["event"] for line in lines} >= {"request"}
    for one in accounts(portal.desk.inbox):
        assert one.email not in said
        assert one.name not in said
    assert "geheim" not in said


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SavedMeanwhile(Text("Tom was u voor.", "Tom was first.")), 409),
        (OutOfOrder(Text("Eerst dit.", "First this.")), 409),
        (WrongUse(Text("Zo niet.", "Not so.")), 400),
        (StoreTrouble(Text("De schijf is vol.", "The disk is full.")), 503),
    ],
)
def test_what_goes_wrong_is_a_page(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    client = portal.logged_in(portal.somebody("aios"))

    def fails(*_args: object, **_kwargs: object) -> None:
        raise error

    monkeypatch.setattr("portal.people.overview.deadlines", fails)
    answer = client.get("/overzicht/")
    assert answer.status_code == status
    assert str(error.says.nl) in answer.content.decode()  # type: ignore[attr-defined]


def test_a_bug_of_ours_gives_a_number_and_no_value(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = portal.logged_in(portal.somebody("aios"))
    client.raise_request_exception = False

    def fails(*_args: object, **_kwargs: object) -> None:
        raise ValueError("Imke Verhoeven")

    monkeypatch.setattr("portal.people.overview.deadlines", fails)
    page = client.get("/overzicht/")
    assert page.status_code == 500
    number = re.search(r"storing: ([A-Z0-9]{4})", page.content.decode())
    assert number is not None
    (line,) = [json.loads(x) for x in portal.log.getvalue().splitlines() if '"bug"' in x]
    assert line["number"] == number[1]
    assert "Imke" not in portal.log.getvalue() + page.content.decode()


def test_a_proxy_that_nobody_told_of_is_said_once(portal: Portal) -> None:
    import portal.site.logs as logs

    logs._warned = False
    for _ in range(3):
        portal.outsider().get("/inloggen/", headers={"x-forwarded-for": "10.0.0.9"})
    assert portal.log.getvalue().count("proxy_not_trusted") == 1
    assert "10.0.0.9" not in portal.log.getvalue()


def test_a_form_without_its_token_changes_nothing(portal: Portal) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True, headers={"host": "localhost:8080"})
    answer = client.post("/taal/", {"lang": "en"})
    assert answer.status_code == 403
    assert "niets bewaard" in answer.content.decode()


def _age(client: object, key: str, seconds: int) -> None:
    """Let that moment of the session be so long ago."""
    import time

    session = client.session  # type: ignore[attr-defined]
    session[key] = int(time.time()) - seconds
    session.save()
