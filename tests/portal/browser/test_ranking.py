"""The ranking in a real Chromium: four ways to move somebody, two tabs, no connection."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from bureau.actions.ranking import people_to_rank
from bureau.inbox.drafts import save_draft
from bureau.inbox.records import Part
from koppelronde.domain.people import Side
from tests.portal.browser.conftest import Person
from tests.portal.people.test_ranking import LIST, on_the_last_day

pytestmark = pytest.mark.browser
SIX = 6


@pytest.fixture
def ranked(phone: Person) -> Iterator[Person]:
    """An aios on the last day with six people placed."""
    from bureau.inbox.models import Draft

    portal = phone.portal
    on_the_last_day(portal)
    Draft.objects.all().delete()
    account = portal.people(Side.AIOS)[4]
    ronde = portal.desk.the_round()
    mine = account.in_round(ronde.name)
    assert mine is not None
    people = people_to_rank(ronde, mine.code, Part.LIST)[:SIX]
    groups = {"groups": [[code] for code in people]}
    save_draft(
        portal.desk.inbox, ronde.name, mine.code, Part.LIST, groups, expect=0, by=account.name
    )
    phone.page.set_viewport_size({"width": 390, "height": 2400})
    phone.is_(account).go(LIST)
    yield phone
    Draft.objects.all().delete()


def order(person: Person) -> list[str]:
    return [li.get_attribute("data-code") or "" for li in person.page.locator(".rank > li").all()]


def test_buttons_keys_a_number_and_a_drag_give_the_same_order(ranked: Person) -> None:
    page, start = ranked.page, order(ranked)
    expected = [start[2], *start[:2], *start[3:]]
    rows = page.locator(".rank > li")

    for _ in range(2):
        page.locator(f"#rij-{start[2]} .up").click()
    assert order(ranked) == expected
    expect(page.locator(f"#rij-{start[2]} .up")).to_be_focused()
    for _ in range(2):
        page.locator(f"#rij-{start[2]} .down").click()
    assert order(ranked) == start

    page.locator(f"#rij-{start[2]}").focus()
    page.keyboard.press("Home")
    assert order(ranked) == expected
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert order(ranked) == start

    page.locator(f"#rij-{start[2]} select").select_option("1")
    assert order(ranked) == expected
    page.locator(f"#rij-{start[2]} select").select_option("3")
    assert order(ranked) == start

    grip = page.locator(f"#rij-{start[2]} .grip").bounding_box()
    first = rows.first.bounding_box()
    assert grip is not None
    assert first is not None
    page.mouse.move(grip["x"] + 8, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(grip["x"] + 8, first["y"] + 4, steps=12)
    page.mouse.up()
    assert order(ranked) == expected
    expect(page.locator(".saved .state")).to_contain_text("Bewaard om")
    ranked.go(LIST)
    assert order(ranked) == expected


def test_a_move_is_said_aloud_and_the_end_of_the_list_too(ranked: Person) -> None:
    page, start = ranked.page, order(ranked)
    name = page.locator(f"#rij-{start[1]} b").inner_text()
    page.locator(f"#rij-{start[1]} .up").click()
    live = page.locator("p.unseen[role=status]")
    expect(live).to_have_text(f"{name} staat nu op plaats 1 van {SIX}.")
    page.locator(f"#rij-{start[1]} .up").click()
    expect(live).to_have_text(f"{name} staat al bovenaan.")


def test_without_a_connection_the_order_stays_and_is_saved_later(ranked: Person) -> None:
    page, start = ranked.page, order(ranked)
    ranked.context.set_offline(True)
    page.locator(f"#rij-{start[3]} .up").click()
    expect(page.locator(".saved .state")).to_contain_text("Geen verbinding")
    ranked.context.set_offline(False)
    expect(page.locator(".saved .state")).to_contain_text("Bewaard om", timeout=8000)
    after = order(ranked)
    ranked.go(LIST)
    assert order(ranked) == after != start


def test_a_second_tab_is_asked_and_nothing_is_overwritten(ranked: Person) -> None:
    page, start = ranked.page, order(ranked)
    other = ranked.context.new_page()
    other.goto(ranked.address + LIST)
    other.locator(f"#rij-{start[1]} .up").click()
    expect(other.locator(".saved .state")).to_contain_text("Bewaard om")
    page.locator(f"#rij-{start[5]} .up").click()
    expect(page.get_by_role("alert")).to_contain_text("Welke volgorde moet blijven?")
    page.get_by_role("button", name="Bewaar die van dit scherm").click()
    expect(page.locator(".saved .state")).to_contain_text("Bewaard om")
    after = order(ranked)
    ranked.go(LIST)
    assert order(ranked) == after


def test_axe_finds_nothing_and_320_pixels_are_enough(ranked: Person) -> None:
    ranked.page.set_viewport_size({"width": 320, "height": 700})
    wrong = []
    for path in (LIST, LIST + "nakijken/", "/bewijs/"):
        ranked.go(path)
        wrong += ranked.axe()
        if ranked.scroll_width() > 320:
            wrong.append(f"{path} is {ranked.scroll_width()} wide")
        wrong += ranked.small_targets()
    assert wrong == []
