"""From lists to announcement in the browser's forms: one coordinator, the acts of the bureau."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from bureau.actions.kept import load_documents
from bureau.actions.participants import make_accounts
from bureau.fiction.lists import fictional_lists
from bureau.inbox.accounts import accounts
from bureau.inbox.outbox import due_mails, mails
from koppelronde.domain.acting import By
from koppelronde.domain.times import AMSTERDAM
from tests.portal.opened import Portal

THROWS = "1 2 3 4 5 6 1 2 3 4 5 6"


@pytest.fixture
def office(portal: Portal) -> Iterator[Any]:
    """Somebody with every role, in a round of its own with met people and lists."""
    store = portal.desk.store
    current = portal.desk.the_round()
    by, draw = By("proef", portal.desk.now(), "demo"), Random(1)
    haos = [hao.code for hao in current.haos]
    met = tuple(sorted((a.code, h) for a in current.aios for h in draw.sample(haos, 6)))
    made = fictional_lists(replace(current, met_before=met), frozenset(met), seed="proef")
    name = f"Proef {len(store.rounds())}"
    store.new_round(replace(made, name=name), by=by)
    account = next(a for a in accounts(portal.desk.inbox) if len(a.roles) == 4)
    yield portal.logged_in(account)
    store.set_current(current.name)


def version(page: Any) -> str:
    found = re.search(r'name="versie" value="(\d+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_a_trial_before_the_deadline_shows_sums_and_nobodys_partner(office: Any) -> None:
    office.post("/bureau/koppelen/", {"proef": "1"})
    page = office.get("/bureau/koppelen/").content.decode()
    assert "aios met een plaats" in page
    assert "Wie bij wie komt, ziet u pas na de sluiting" in page
    assert "koppelen/waarom/?wie=" not in page
    assert office.get("/bureau/koppelen/waarom/?wie=A01").status_code == 400
    assert office.get("/bureau/koppelen/papieren/").status_code == 400


def test_close_draw_match_call_and_announce(office: Any, portal: Portal) -> None:
    page = office.get("/bureau/sluiten/")
    office.post("/bureau/sluiten/", {"sluiten": "1", "wijze": "dice", "versie": version(page)})
    sealed = portal.desk.the_round().sealed
    assert sealed is not None
    mark = " ".join(sealed.input_hash[n : n + 4] for n in range(0, 64, 4))
    assert mark in office.get("/bureau/sluiten/").content.decode()
    office.post("/bureau/sluiten/", {"loten": "worpen", "worpen": THROWS, "meekijkers": "J. Bos"})
    drawn = portal.desk.the_round().sealed
    assert drawn is not None
    assert (drawn.drawn, drawn.watched) == (THROWS.replace(" ", ""), ("J. Bos",))

    office.post("/bureau/koppelen/", {"koppel": "1"})
    for _ in range(20):
        page = office.get("/bureau/bellijst/", follow=True)
        open_ones = "Nog bellen" in page.content.decode()
        if not open_ones:
            break
        found = re.search(r'name="wie" value="(\w+)"', page.content.decode())
        assert found is not None
        answer = {"wie": found[1], "antwoord": "accepted", "versie": version(page)}
        assert office.post(page.redirect_chain[-1][0], answer).status_code == 302

    blocked = office.post("/bureau/bekendmaken/", {"waarom": "oefening"})
    assert blocked.status_code == 302
    assert load_documents(portal.desk.store, portal.desk.the_round()).announced


def test_two_people_who_call_at_once_overwrite_nothing(office: Any) -> None:
    page = office.get("/bureau/sluiten/")
    old = version(page)
    office.post("/bureau/sluiten/", {"sluiten": "1", "wijze": "program", "versie": old})
    answer = office.post("/bureau/sluiten/", {"loten": "programma", "versie": old})
    assert answer.status_code == 409


def test_a_team_announces_only_with_the_other(office: Any, portal: Portal) -> None:
    page = office.get("/bureau/sluiten/")
    office.post("/bureau/sluiten/", {"sluiten": "1", "wijze": "program", "versie": version(page)})
    office.post("/bureau/sluiten/", {"loten": "programma"})
    office.post("/bureau/koppelen/", {"koppel": "1"})
    for _ in range(20):
        page = office.get("/bureau/bellijst/", follow=True)
        found = re.search(r'name="wie" value="(\w+)"', page.content.decode())
        if found is None or "Nog bellen" not in page.content.decode():
            break
        form = {"wie": found[1], "antwoord": "accepted", "versie": version(page)}
        office.post(page.redirect_chain[-1][0], form)
    a_team = portal.logged_in(portal.somebody("a_team"))
    a_team.post("/bureau/bekendmaken/", {"waarom": "oefening"})
    assert not load_documents(portal.desk.store, portal.desk.the_round()).announced
    o_team = portal.logged_in(portal.somebody("o_team"))
    ronde = portal.desk.the_round()
    with portal.desk.inbox.writing():
        for person in (*ronde.aios, *ronde.haos):
            make_accounts(portal.desk.inbox, ronde, person.code)
    later = portal.desk.now() + timedelta(days=2)
    hour = later.astimezone(AMSTERDAM).strftime("%Y-%m-%dT16:00")
    o_team.post("/bureau/bekendmaken/", {"waarom": "oefening", "opent": hour})
    assert load_documents(portal.desk.store, portal.desk.the_round()).announced
    waiting = [m for m in mails(portal.desk.inbox) if "je uitslag staat klaar" in m.subject]
    people = len(portal.desk.the_round().aios) + len(portal.desk.the_round().haos)
    assert len(waiting) >= people
    assert {m.not_before.astimezone(AMSTERDAM).hour for m in waiting} == {16}
    assert not [m for m in due_mails(portal.desk.inbox, 500) if "staat klaar" in m.subject]
