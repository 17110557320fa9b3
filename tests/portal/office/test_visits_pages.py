"""Visits and candidates in the office's pages: long work, what happens, what moves, who meets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from bureau.actions.kept import INVITED, SHORTLIST, calendar_of, newest
from bureau.actions.kept_records import Invited
from bureau.actions.working import work_once
from bureau.inbox.accounts import accounts
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from portal.working import JOBS
from tests.portal.opened import Portal
from tests.portal.people.rounds import round_of

PAGE, PLAN = "/bureau/bezoeken/", "/bureau/bezoeken/plannen/"
number = iter(range(100))


@pytest.fixture
def office(portal: Portal) -> Iterator[Any]:
    """Somebody with every role, in a round of its own without visits."""
    account = next(a for a in accounts(portal.desk.inbox) if len(a.roles) == 4)
    with round_of(portal, f"Bezoeken {next(number)}"):
        yield portal.logged_in(account)


def version(page: Any) -> str:
    found = re.search(r'name="versie" value="(\d+)"', page.content.decode())
    assert found is not None
    return found[1]


def work(portal: Portal) -> None:
    work_once(portal.desk.store, portal.desk.inbox, "proef", JOBS)


def planned(office: Any, portal: Portal) -> None:
    office.post(PLAN, {"wat": "plan", "versie": version(office.get(PAGE))})
    work(portal)


def test_planning_is_work_that_shows_itself_and_can_be_stopped(office: Any, portal: Portal) -> None:
    office.post(PLAN, {"wat": "plan", "versie": version(office.get(PAGE))})
    assert "data-busy" in office.get(PAGE).content.decode()
    office.post("/bureau/bezoeken/stoppen/")
    work(portal)
    page = office.get(PAGE).content.decode()
    assert "Gestopt; er is niets veranderd." in page
    planned(office, portal)
    assert calendar_of(portal.desk.store).visits
    assert "Alle bezoeken" in office.get(PAGE).content.decode()


def test_work_asked_from_an_old_page_fails_and_says_so(office: Any, portal: Portal) -> None:
    old = version(office.get(PAGE))
    planned(office, portal)
    office.post(PLAN, {"wat": "replan", "versie": old})
    work(portal)
    assert "Dit lukte niet:" in office.get(PAGE).content.decode()


def test_what_becomes_of_a_visit_is_recorded(office: Any, portal: Portal) -> None:
    planned(office, portal)
    first, second = calendar_of(portal.desk.store).visits[:2]
    for visit, word in ((first, "geweest"), (second, "vervalt")):
        form = {"aios": visit.aios, "praktijk": visit.praktijk, "wat": word,
                "versie": version(office.get(PAGE))}  # fmt: skip
        assert office.post("/bureau/bezoeken/bezoek/", form).status_code == 302
    states = {(v.aios, v.praktijk): v.status for v in calendar_of(portal.desk.store).visits}
    assert states[first.aios, first.praktijk] is VisitStatus.DONE
    assert states[second.aios, second.praktijk] is VisitStatus.CANCELLED
    agreed = {"aios": second.aios, "praktijk": second.praktijk,
              "moment": f"{second.begin:%Y-%m-%dT%H:%M}",
              "versie": version(office.get(PAGE))}  # fmt: skip
    assert office.post("/bureau/bezoeken/bezoek/", agreed).status_code == 302
    states = {(v.aios, v.praktijk): v.status for v in calendar_of(portal.desk.store).visits}
    assert VisitStatus.AGREED in states.values()
    old = office.post("/bureau/bezoeken/bezoek/", agreed)
    assert old.status_code == 409


def test_a_practice_that_drops_out_is_seen_before_it_is_kept(office: Any, portal: Portal) -> None:
    planned(office, portal)
    gone = calendar_of(portal.desk.store).visits[0].praktijk
    look = {"wat": "drop", "proef": "1", "praktijk": gone, "reden": "verbouwing",
            "versie": version(office.get(PAGE))}  # fmt: skip
    office.post(PLAN, look)
    work(portal)
    page = office.get(PAGE).content.decode()
    assert "Dit zou verschuiven" in page
    assert "vervalt" in page
    assert not portal.desk.the_round().withdrawn
    office.post(PLAN, {name: value for name, value in look.items() if name != "proef"})
    work(portal)
    assert "Dit is verschoven" in office.get(PAGE).content.decode()
    assert portal.desk.the_round().withdrawn
    standing = {v.praktijk for v in calendar_of(portal.desk.store).visits
                if v.status is VisitStatus.PLANNED}  # fmt: skip
    assert gone not in standing


def test_calendars_come_as_a_zip_and_then_only_changes(office: Any, portal: Portal) -> None:
    planned(office, portal)
    every = office.post("/bureau/bezoeken/agendas/")
    names = zipfile.ZipFile(io.BytesIO(every.content)).namelist()
    assert any(name.endswith(".ics") for name in names)
    none = office.post("/bureau/bezoeken/agendas/", {"wijzigingen": "1"}, follow=True)
    assert "Er is niets veranderd." in none.content.decode()


def test_whom_to_invite_is_proposed_with_reasons_and_recorded(portal: Portal) -> None:
    koppelaar = portal.logged_in(portal.somebody("koppelaar"))
    with round_of(portal, "Kandidaten", "groningen"):
        page = koppelaar.get("/bureau/kandidaten/")
        assert "Leg vast wie u uitnodigt" in page.content.decode()
        form = {"versie": version(page)}
        assert koppelaar.post("/bureau/kandidaten/", form).status_code == 302
        assert newest(portal.desk.store, SHORTLIST, Invited, INVITED) is not None
        assert koppelaar.post("/bureau/kandidaten/", form).status_code == 409
