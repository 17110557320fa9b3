"""The afternoon on a telephone follows the office; the rules are read by anybody."""

from __future__ import annotations

from datetime import time, timedelta

from django.core.cache import cache

from bureau.actions.meeting.afternoon import plan_afternoon
from bureau.actions.meeting.day import report_absent
from koppelronde.domain.acting import By
from koppelronde.domain.times import local_moment
from portal.people.own import id_of
from tests.portal.opened import Portal
from tests.portal.people.rounds import round_of


def test_the_afternoon_is_seen_on_its_day_and_follows_a_repair(portal: Portal) -> None:
    with round_of(portal, "Middag 2027"):
        ronde, store = portal.desk.the_round(), portal.desk.store
        day = ronde.settings.carrousel_date
        assert day is not None
        portal.clock.set_to(local_moment(day - timedelta(days=1), time(10)))
        client = portal.logged_in(portal.somebody("aios", 1))
        assert "Het rooster is er nog niet" in client.get("/carrousel/").content.decode()
        plan_afternoon(store, By("Marjolein", portal.desk.now()))
        assert "Het rooster is er nog niet" in client.get("/carrousel/").content.decode()
        portal.clock.set_to(local_moment(day, time(12)))
        page = client.get("/carrousel/").content.decode()
        assert "Straks: <b>" in page
        assert client.get("/carrousel/stand/").json() == {"version": 1}
        gone = ronde.haos[0]
        assert gone.name in page.replace("&#x27;", "'")
        report_absent(store, By("Marjolein", portal.desk.now()), code=gone.code, since=time(13))
        assert client.get("/carrousel/stand/").json() == {"version": 2}
        after = client.get("/carrousel/?since=1").content.decode()
        assert 'id="gewijzigd"' in after
        assert "heb je geen gesprek" in after
        assert 'id="gewijzigd"' not in client.get("/carrousel/?since=2").content.decode()
        assert client.get("/carrousel/?since=x%00").status_code == 200
        cache.clear()


def test_a_note_of_a_talk_is_the_note_of_the_card(portal: Portal) -> None:
    ronde, client = portal.desk.the_round(), portal.logged_in(portal.somebody("aios", 3))
    address = f"/mensen/{id_of(ronde, ronde.haos[1].code)}/"
    client.post(address + "notitie/", {"text": "Warm welkom"})
    assert "Warm welkom" in client.get(address).content.decode()


def test_anybody_reads_the_rules_of_the_procedure_with_their_sources(portal: Portal) -> None:
    page = portal.outsider().get("/regels/").content.decode()
    assert "(bron: fase 3" in page
    assert "90 dagen na de start" in page
    assert portal.outsider().get("/toegankelijkheid/").status_code == 200
    assert "Voor opleiders" in portal.outsider().get("/zo-werkt-het/").content.decode()


def test_the_overview_has_one_next_step_that_leads_somewhere(portal: Portal) -> None:
    for role in ("aios", "hao"):
        page = portal.logged_in(portal.somebody(role, 4)).get("/overzicht/").content.decode()
        assert page.count('class="go"') == 1
