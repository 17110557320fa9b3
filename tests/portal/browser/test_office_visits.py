"""Visits and candidates in a real Chromium: nobody is shut out, and a small phone is enough."""

from __future__ import annotations

import pytest

from bureau.actions.meeting.replanning import replan_round_visits
from bureau.actions.meeting.visits import plan_round_visits
from koppelronde.domain.acting import By
from tests.portal.browser.conftest import Person
from tests.portal.browser.test_office_day import shown
from tests.portal.people.rounds import round_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("procedure", "path"),
    [("maastricht", "/bureau/bezoeken/"), ("groningen", "/bureau/kandidaten/")],
)
def test_the_pages_are_for_everybody_and_fit_a_small_phone(
    phone: Person, procedure: str, path: str
) -> None:
    portal = phone.portal
    phone.is_(portal.somebody("koppelaar"))
    wrong: list[str] = []
    with round_of(portal, f"Bladzijden {procedure}", procedure):
        if procedure == "maastricht":
            by = By("proef", portal.desk.now(), "portaal")
            plan_round_visits(portal.desk.store, by)
            assert not replan_round_visits(portal.desk.store, by, preview=True).moves
        for scheme in ("light", "dark"):
            phone.page.emulate_media(color_scheme=scheme)
            phone.go(path)
            phone.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            wrong += phone.axe()
        phone.page.set_viewport_size({"width": 320, "height": 700})
        phone.go(path)
        if phone.scroll_width() > 320:
            wrong.append(f"{path} is {phone.scroll_width()} wide")
        wrong += [f"{path} {target}" for target in phone.small_targets()]
        shown(phone, f"{procedure}-phone")
        phone.page.emulate_media(color_scheme="light")
        phone.page.set_viewport_size({"width": 1300, "height": 900})
        phone.go(path)
        shown(phone, f"{procedure}-desk")
    assert wrong == []
