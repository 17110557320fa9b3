"""Two people agree on a visit; the cap is kept without telling who comes; the round follows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bureau.actions.kept import calendar_of
from bureau.actions.meeting.own_visits import take_up_visits
from bureau.inbox.hand_ins import hand_ins_of
from bureau.inbox.records import Part
from koppelronde.domain.acting import By
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.times import local_moment
from portal.people.own import id_of
from tests.portal.opened import Portal
from tests.portal.people.rounds import round_of


def visit_address(ronde: Any, aios: str, praktijk: str) -> str:
    couple = f"{aios}\n{praktijk}"
    return f"/bezoeken/{id_of(ronde, couple)}/"


def agree(aios: Any, hao: Any, address: str, when: str) -> Any:
    aios.post(address, {"act": "propose", "revision": "0", "moment-1": when})
    page = hao.get("/bezoeken/").content.decode()
    moment = re.search(r'name="moment" value="([^"]+)"', page)
    assert moment is not None
    return hao.post(address, {"act": "confirm", "revision": "1", "moment": moment[1]})


def test_a_visit_is_proposed_by_one_and_confirmed_by_the_other(portal: Portal) -> None:
    with round_of(portal, "Bezoeken 2027"):
        ronde, store = portal.desk.the_round(), portal.desk.store
        first = ronde.settings.visits_from
        assert first is not None
        portal.clock.set_to(local_moment(first - timedelta(days=1), time(10)))
        hao_row = ronde.haos[0]
        aios_row, place = ronde.aios[0], ronde.praktijk_by_code[hao_row.praktijk]
        aios = portal.logged_in(portal.somebody("aios", 0))
        hao = portal.logged_in(portal.somebody("hao", 0))
        wishes = {f"w-{id_of(ronde, p.code)}": n for n, p in enumerate(ronde.praktijken, 1)}
        assert aios.post("/bezoeken/wensen/", wishes).status_code == 302
        (kept,) = hand_ins_of(portal.desk.inbox, ronde.name, aios_row.code, Part.VISIT_WISHES)
        assert kept.content["order"] == [p.code for p in ronde.praktijken]
        twice = dict.fromkeys(wishes, 1)
        assert "hetzelfde nummer" in aios.post("/bezoeken/wensen/", twice).content.decode()
        address = visit_address(ronde, aios_row.code, place.code)
        when = f"{first:%Y-%m-%d}T14:00"
        too_late = {"act": "propose", "revision": "0", "moment-1": "2027-02-27T14:00"}
        assert "buiten de bezoekweken" in aios.post(address, too_late).content.decode()
        version = store.load().version
        assert agree(aios, hao, address, when).status_code == 302
        assert "Afgesproken" in aios.get("/bezoeken/").content.decode()
        assert store.load().version == version, "no participant changes the round"
        stale = aios.post(address, {"act": "propose", "revision": "0", "moment-1": when})
        assert stale.status_code == 409
        assert "veranderde dit bezoek net" in stale.content.decode()
        by = By("Marjolein", portal.desk.now())
        take_up_visits(store, portal.desk.inbox, by)
        (visit,) = calendar_of(store).visits
        assert (visit.aios, visit.praktijk, visit.status) == (
            aios_row.code, place.code, VisitStatus.AGREED,
        )  # fmt: skip
        taken = store.load().version
        take_up_visits(store, portal.desk.inbox, by)
        assert store.load().version == taken, "taking up once is enough"
        portal.clock.set_to(local_moment(first + timedelta(days=1), time(10)))
        assert "Is het doorgegaan?" in aios.get("/overzicht/").content.decode()
        aios.post(address, {"act": "done", "revision": "2"})
        assert "Geweest" in hao.get("/bezoeken/").content.decode()


def test_a_full_practice_says_so_and_not_who_comes(portal: Portal) -> None:
    with round_of(portal, "Vol 2027"):
        store, ronde = portal.desk.store, portal.desk.the_round()
        place = ronde.haos[0].praktijk
        store.save(replace(ronde, praktijken=tuple(
            replace(p, max_visits=1 if p.code == place else p.max_visits) for p in ronde.praktijken
        )), by="test", what="vol")  # fmt: skip
        ronde = portal.desk.the_round()
        first = ronde.settings.visits_from
        assert first is not None
        portal.clock.set_to(local_moment(first - timedelta(days=1), time(10)))
        hao = portal.logged_in(portal.somebody("hao", 0))
        browsers = [portal.logged_in(portal.somebody("aios", n)) for n in (0, 1)]
        when = f"{datetime.combine(first, time(14)):%Y-%m-%dT%H:%M}"
        addresses = []
        for number, browser in enumerate(browsers):
            browser.post("/bezoeken/wensen/", {f"w-{id_of(ronde, place)}": 1})
            addresses.append(visit_address(ronde, ronde.aios[number].code, place))
        assert agree(browsers[0], hao, addresses[0], when).status_code == 302
        refused = browsers[1].post(
            addresses[1], {"act": "propose", "revision": "0", "moment-1": when}
        )
        page = refused.content.decode()
        assert "ontvangt geen bezoek meer" in page
        assert ronde.aios[0].name not in page


def test_what_an_aios_wishes_is_not_told_to_the_practice(portal: Portal) -> None:
    with round_of(portal, "Wensen 2027"):
        ronde = portal.desk.the_round()
        place = ronde.haos[0].praktijk
        aios = portal.logged_in(portal.somebody("aios", 0))
        aios.post("/bezoeken/wensen/", {f"w-{id_of(ronde, place)}": 1})
        hao = portal.logged_in(portal.somebody("hao", 0))
        theirs = {w.aios for w in ronde.visit_wishes if w.by.value == "hao" and w.praktijk == place}
        page = hao.get("/bezoeken/").content.decode().replace("&#x27;", "'")
        told = {a.code for a in ronde.aios if a.name in page}
        assert told <= theirs
