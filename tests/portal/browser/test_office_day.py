"""The carrousel and its desk in a real Chromium: on a phone, on a tablet, without a connection."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bureau.actions.kept import timetable_of
from bureau.actions.meeting.afternoon import plan_afternoon
from bureau.actions.meeting.day import report_absent
from koppelronde.domain.acting import By
from tests.portal.browser.conftest import Person
from tests.portal.opened import Portal
from tests.portal.people.rounds import round_of

pytestmark = pytest.mark.browser
PLAN, DESK = "/bureau/carrousel/", "/bureau/dagbalie/"
TABLET = {"width": 820, "height": 1180}


@pytest.fixture(params=["Baliemiddag"])
def afternoon(portal: Portal, request: pytest.FixtureRequest) -> Iterator[Portal]:
    """A small round with a timetable."""
    with round_of(portal, request.param):
        plan_afternoon(portal.desk.store, By("proef", portal.desk.now(), "portaal"), afresh=True)
        yield portal


def shown(person: Person, name: str) -> None:
    """A picture of the page, where somebody asked for one."""
    folder = os.environ.get("KOPPEL_PICTURES")
    if folder:
        person.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_pages_are_for_everybody_and_fit_a_small_phone(
    phone: Person, afternoon: Portal
) -> None:
    phone.is_(afternoon.somebody("koppelaar"))
    first = timetable_of(afternoon.desk.store).turns[2].begin
    by = By("proef", afternoon.desk.now(), "portaal")
    report_absent(afternoon.desk.store, by, code="H02", since=first.time())
    wrong: list[str] = []
    for path in (PLAN, f"{PLAN}?wie=A01", DESK):
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
        phone.page.set_viewport_size({"width": 390, "height": 844})
    assert wrong == []


def test_the_desk_goes_on_without_a_connection_and_says_so(desk: Person, afternoon: Portal) -> None:
    desk.page.set_viewport_size(TABLET)
    desk.is_(afternoon.somebody("koppelaar")).go(DESK)
    page = desk.page
    desk.context.set_offline(True)
    name = afternoon.desk.the_round().name_of("A01")
    page.get_by_role("button", name=re.compile(f"Er ?: {name}")).click()
    expect(page.locator("#lijn")).to_contain_text("Geen verbinding")
    row = page.locator(".people > li", has_text="A02")
    row.locator("summary").click()
    row.get_by_label("Laat", exact=True).check()
    turn = timetable_of(afternoon.desk.store).turns[1]
    row.get_by_label("Tijd").fill(f"{turn.begin:%H:%M}")
    row.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("#lijn")).to_contain_text("2 wachten op verbinding")
    assert timetable_of(afternoon.desk.store).events == ()
    desk.context.set_offline(False)
    expect(page.get_by_text("moeten iets weten")).to_be_visible(timeout=30000)
    expect(page.locator(".people > li", has_text="A01").first).to_contain_text("er, ")
    assert [e.who for e in timetable_of(afternoon.desk.store).events] == ["A02"]
    shown(desk, "dagbalie-tablet")
    page.get_by_role("button", name="Gezegd").click()
    expect(page.get_by_text("Niemand hoeft iets te horen.")).to_be_visible()


def test_the_open_bell_follows_a_repair(desk: Person, afternoon: Portal) -> None:
    desk.is_(afternoon.somebody("koppelaar")).go(f"{PLAN}bel/")
    expect(desk.page.locator("#what")).not_to_be_empty()
    before = desk.page.content()
    first = timetable_of(afternoon.desk.store).turns[2].begin
    by = By("proef", afternoon.desk.now(), "portaal")
    report_absent(afternoon.desk.store, by, code="H03", since=first.time())
    version = timetable_of(afternoon.desk.store).version
    expect(desk.page.locator(f"script[data-version='{version}']")).to_have_count(1, timeout=15000)
    assert desk.page.content() != before
