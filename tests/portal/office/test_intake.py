"""Workbooks in the browser: every mistake at once, shown before it is stored."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bureau.inbox.accounts import accounts
from koppelronde.domain.acting import By
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from tests.portal.opened import Portal

DATA = Path(__file__).parents[2] / "data" / "maastricht"


@pytest.fixture
def office(portal: Portal) -> Iterator[Any]:
    """A coordinator in an empty round."""
    store, before = portal.desk.store, portal.desk.the_round().name
    by = By("proef", portal.desk.now(), "demo")
    name = f"Leeg {len(store.rounds())}"
    store.new_round(Koppelronde(name=name, procedure=load_procedure("maastricht")), by=by)
    yield portal.logged_in(next(a for a in accounts(portal.desk.inbox) if len(a.roles) == 4))
    store.set_current(before)


def sent(client: Any, *files: tuple[str, bytes]) -> Any:
    made = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/bureau/inlezen/", {"bestanden": made})


def people() -> tuple[str, bytes]:
    return "deelnemers.xlsx", (DATA / "deelnemers.xlsx").read_bytes()


def test_what_a_workbook_changes_is_shown_before_it_is_stored(office: Any, portal: Portal) -> None:
    page = sent(office, people()).content.decode()
    assert "Er is nog niets opgeslagen" in page
    assert portal.desk.the_round().aios == ()
    address = re.search(r'action="(/bureau/inlezen/[^"]+/overnemen/)"', page)
    version = re.search(r'name="versie" value="(\d+)"', page)
    assert address is not None
    assert version is not None
    done = office.post(address[1], {"versie": version[1]})
    assert "Overgenomen" in done.content.decode()
    assert len(portal.desk.the_round().aios) == 24
    assert office.post(address[1], {"versie": version[1]}).status_code == 404


def test_mistakes_are_named_with_their_cell_and_come_back_marked(
    office: Any, portal: Portal
) -> None:
    wrong = b"Code;Voornaam;Achternaam;E-mail\nA01;Jan;Bos;geen-adres\nA01;Piet;Mol;p@x.example\n"
    page = sent(office, people(), ("aios.csv", wrong))
    text = page.content.decode()
    assert page.status_code == 400
    assert "Er is niets opgeslagen" in text
    assert "geen-adres" in text
    assert portal.desk.the_round().aios == ()
    address = re.search(r'href="(/bureau/inlezen/[^"]+/fouten/)"', text)
    assert address is not None
    marked = office.get(address[1])
    assert marked.status_code == 200
    assert marked["Content-Disposition"].startswith("attachment")


def test_nobody_elses_change_is_overwritten_by_a_preview(office: Any, portal: Portal) -> None:
    page = sent(office, people()).content.decode()
    address = re.search(r'action="(/bureau/inlezen/[^"]+/overnemen/)"', page)
    version = re.search(r'name="versie" value="(\d+)"', page)
    assert address is not None
    assert version is not None
    store, ronde = portal.desk.store, portal.desk.the_round()
    store.save(ronde, by=By("ander", portal.desk.now(), "koppel"), what="iets")
    assert office.post(address[1], {"versie": version[1]}).status_code == 409
    assert portal.desk.the_round().aios == ()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kapot", b"<html>", "Code;Ré\x00".encode()])
def test_a_file_that_is_no_workbook_is_refused_calmly(office: Any, content: bytes) -> None:
    assert sent(office, ("x.xlsx", content)).status_code in (400, 409)


def test_no_file_and_too_large_a_file_are_said_at_the_field(office: Any) -> None:
    assert "Kies eerst een bestand" in office.post("/bureau/inlezen/", {}).content.decode()
    large = io.BytesIO(b"x" * (5 * 1024 * 1024 + 1)).getvalue()
    assert "groter dan 5 MB" in sent(office, ("groot.csv", large)).content.decode()


def test_the_first_page_names_the_next_step_and_who_has_not_yet(
    office: Any, portal: Portal
) -> None:
    assert 'href="/bureau/inlezen/"' in office.get("/bureau/ronde/").content.decode()
    portal.desk.store.set_current(portal.desk.store.rounds()[0].name)
    page = office.get("/bureau/ronde/").content.decode()
    assert "Wie moet nog iets doen?" in page
