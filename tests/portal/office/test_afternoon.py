"""The carrousel in the office's pages: plan, papers, bell, and the desk of the day itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bureau.actions.kept import timetable_of
from bureau.inbox.accounts import accounts
from tests.portal.opened import Portal
from tests.portal.people.rounds import round_of

PLAN, DESK, RECORD = "/bureau/carrousel/", "/bureau/dagbalie/", "/bureau/dagbalie/vastleggen/"
number = iter(range(100))


@pytest.fixture
def office(portal: Portal) -> Iterator[Any]:
    """Somebody with every role, in a round of its own without a timetable."""
    account = next(a for a in accounts(portal.desk.inbox) if len(a.roles) == 4)
    with round_of(portal, f"Middag {next(number)}"):
        yield portal.logged_in(account)


def version(page: Any) -> str:
    found = re.search(r'name="versie" value="(\d+)"', page.content.decode())
    assert found is not None
    return found[1]


def planned(office: Any) -> None:
    assert office.post(PLAN, {"versie": version(office.get(PLAN))}).status_code == 302


def test_the_plan_is_seen_by_turn_and_by_person(office: Any, portal: Portal) -> None:
    planned(office)
    timetable = timetable_of(portal.desk.store)
    meeting = next(m for m in timetable.meetings if m.turn == 2)
    ronde = portal.desk.the_round()
    by_turn = office.get(PLAN, {"ronde": "2"}).content.decode()
    row = f'Tafel {meeting.table}</th><td data-l="Aios">{ronde.name_of(meeting.aios)}</td>'
    assert row in by_turn
    by_person = office.get(PLAN, {"wie": meeting.aios}).content.decode()
    assert by_person.count(ronde.name_of(meeting.hao)) >= 1
    talks = sum(m.aios == meeting.aios for m in timetable.meetings)
    assert len(re.findall(r'data-l="Tafel">\d', by_person)) == talks


def test_planning_by_an_old_page_is_refused(office: Any) -> None:
    old = version(office.get(PLAN))
    planned(office)
    assert office.post(PLAN, {"versie": old}).status_code == 409


def test_papers_come_as_one_zip_and_one_kind_alone(office: Any) -> None:
    planned(office)
    every = office.post(f"{PLAN}papieren/")
    names = zipfile.ZipFile(io.BytesIO(every.content)).namelist()
    assert any(name.endswith(".ics") for name in names)
    assert any("wandkaart" in name for name in names)
    wall = office.post(f"{PLAN}papieren/", {"soort": "wall"})
    assert wall.content.startswith(b"%PDF-")


def test_the_open_bell_runs_only_its_own_script_and_asks_for_the_plan(office: Any) -> None:
    planned(office)
    page = office.get(f"{PLAN}bel/")
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy + page.content.decode()
    assert policy.count("'sha256-") == 2
    assert office.get(f"{PLAN}versie/").json() == {"version": "1"}
    kept = office.get(f"{PLAN}bel/", {"bestand": "1"}).content.decode()
    assert "unsafe-inline" in kept
    assert "portal/bell" not in kept


def test_an_absent_trainer_is_repaired_and_everybody_touched_must_be_told(
    office: Any, portal: Portal
) -> None:
    planned(office)
    page = office.get(DESK)
    first = timetable_of(portal.desk.store)
    absent = {"wie": "H02", "wat": "weg", "tijd": f"{first.turns[2].begin:%H:%M}"}
    assert office.post(RECORD, absent | {"versie": version(page)}).status_code == 302
    after = timetable_of(portal.desk.store)
    assert not [m for m in after.meetings if m.hao == "H02" and m.turn >= 3]
    page = office.get(DESK).content.decode()
    assert "moeten iets weten" in page
    keys = re.findall(r'name="gezegd" value="(0002 \w+)"', page)
    lost = {m.aios for m in first.meetings if m.hao == "H02" and m.turn >= 3}
    assert lost <= {key.partition(" ")[2] for key in keys}
    assert re.search(r'state small bad">afwezig, ronde 3', page)
    cards = office.get(f"{DESK}kaarten/")
    names = zipfile.ZipFile(io.BytesIO(cards.content)).namelist()
    assert names == ["bel.html", "kaarten-a5.pdf", "wandkaart-a3.pdf"]

    office.post(f"{DESK}gezegd/", {"gezegd": keys})
    page = office.get(DESK).content.decode()
    assert "Niemand hoeft iets te horen" in page
    assert "Els Vermeer" in page
    lost_now = office.get(PLAN).content.decode()
    assert "Dit gaat dan verloren" in lost_now
    assert office.post(PLAN, {"versie": version(office.get(PLAN))}).status_code == 409
    again = {"versie": version(office.get(PLAN)), "toch": "1"}
    assert office.post(PLAN, again).status_code == 302


def test_a_tick_counts_and_needs_no_version(office: Any) -> None:
    planned(office)
    ticked = office.post(
        RECORD, {"wie": "a01", "wat": "er"}, headers={"accept": "application/json"}
    )
    assert ticked.json() == {"tick": "A01"}
    assert "1 <small>van 6" in office.get(DESK).content.decode()


def test_two_desks_at_once_overwrite_nothing(office: Any, portal: Portal) -> None:
    planned(office)
    old = version(office.get(DESK))
    late = {"wat": "laat", "tijd": "23:00", "versie": old}
    turn = timetable_of(portal.desk.store).turns[1]
    late["tijd"] = f"{turn.begin:%H:%M}"
    assert office.post(RECORD, late | {"wie": "A01"}).status_code == 302
    second = office.post(RECORD, late | {"wie": "A02"}, headers={"accept": "application/json"})
    assert second.status_code == 409
    assert second.json()["version"] > int(old)
    assert {e.who for e in timetable_of(portal.desk.store).events} == {"A01"}


def test_a_broken_table_moves_who_sits_there(office: Any, portal: Portal) -> None:
    planned(office)
    timetable = timetable_of(portal.desk.store)
    who, table = timetable.home[0]
    form = {
        "wie": who, "wat": "tafel", "tijd": f"{timetable.turns[1].begin:%H:%M}",
        "versie": version(office.get(DESK)),
    }  # fmt: skip
    assert office.post(RECORD, form).status_code == 302
    after = timetable_of(portal.desk.store)
    mine = {m.table for m in after.meetings if who in (m.aios, m.hao) and m.turn >= 2}
    assert table not in mine


def test_on_the_day_the_clock_shows_the_turn(office: Any, portal: Portal) -> None:
    planned(office)
    turn = timetable_of(portal.desk.store).turns[3]
    portal.clock.shift = turn.begin + timedelta(minutes=2) - portal.desk.now()
    page = office.get(DESK).content.decode()
    assert "<b>Ronde 4 van" in page
    assert f"tot {turn.end:%H:%M}" in page


def test_a_wrong_time_is_said_and_changes_nothing(office: Any, portal: Portal) -> None:
    planned(office)
    form = {"wie": "A01", "wat": "laat", "tijd": "half drie", "versie": version(office.get(DESK))}
    answer = office.post(RECORD, form)
    assert answer.status_code == 400
    assert "Geef een tijd" in answer.content.decode()
    assert timetable_of(portal.desk.store).events == ()
