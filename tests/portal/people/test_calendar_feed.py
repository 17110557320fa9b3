"""The calendar behind a secret address follows the plans and counts its changes."""

from __future__ import annotations

import re
from datetime import time, timedelta

from icalendar import Calendar

from bureau.actions.kept import calendar_of
from bureau.actions.meeting.afternoon import plan_afternoon
from bureau.actions.meeting.visit_changes import cancel_visit
from bureau.actions.meeting.visits import make_visit_calendars, plan_round_visits
from carrousel.calendars import Form
from koppelronde.domain.acting import By
from koppelronde.domain.times import local_moment
from koppelronde.procedure.deadlines import deadlines
from tests.portal.opened import Portal
from tests.portal.people.rounds import round_of


def test_the_feed_holds_days_afternoon_and_visits_and_counts_changes(portal: Portal) -> None:
    with round_of(portal, "Agenda 2027"):
        ronde, store = portal.desk.the_round(), portal.desk.store
        day = ronde.settings.carrousel_date
        assert day is not None
        portal.clock.set_to(local_moment(day - timedelta(days=1), time(10)))
        account = portal.somebody("aios", 1)
        client, code = portal.logged_in(account), ronde.aios[1].code
        page = client.get("/agenda/").content.decode()
        path = re.search(r'href="(/agenda/[^"]+\.ics)"', page)
        assert path is not None
        outside = portal.outsider()
        last_days = len(deadlines(ronde.procedure, ronde.settings))
        days = outside.get(path[1])
        assert days.headers["Content-Type"].startswith("text/calendar")
        assert len(Calendar.from_ical(days.content).events) == last_days
        assert outside.get(path[1], headers={"if-none-match": days.headers["ETag"]}).content == b""
        by = By("Marjolein", portal.desk.now())
        plan_afternoon(store, by)
        plan_round_visits(store, by)
        assert outside.get(path[1]).content == days.content, "no plan that nobody was given"
        make_visit_calendars(store, by, form=Form.FILE, lang="nl")
        portal.clock.set_to(local_moment(day, time(12)))
        before = {str(e["uid"]): e for e in Calendar.from_ical(outside.get(path[1]).content).events}
        mine = [v for v in calendar_of(store).visits if v.aios == code]
        assert len(before) == last_days + 1 + len(mine)
        cancel_visit(store, by, aios=code, praktijk=mine[0].praktijk)
        after = {str(e["uid"]): e for e in Calendar.from_ical(outside.get(path[1]).content).events}
        assert before.keys() == after.keys()
        moved = [u for u in after if after[u]["sequence"] != before[u]["sequence"]]
        assert len(moved) == 1
        assert after[moved[0]]["status"] == "CANCELLED"
        assert after[moved[0]]["sequence"] == before[moved[0]]["sequence"] + 1


def test_a_renewed_address_ends_the_old_one_and_a_wrong_one_is_not_there(portal: Portal) -> None:
    client = portal.logged_in(portal.somebody("hao", 5))
    address = r'href="(/agenda/[^"]+\.ics)"'
    old = re.search(address, client.get("/agenda/").content.decode())
    client.post("/agenda/")
    new = re.search(address, client.get("/agenda/").content.decode())
    assert old is not None
    assert new is not None
    assert portal.outsider().get(old[1]).status_code == 404
    assert portal.outsider().get(new[1]).status_code == 200
