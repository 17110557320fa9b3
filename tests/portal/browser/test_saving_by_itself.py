"""What somebody types is saved by itself, also when the connection or the session goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bureau.inbox.profiles import profile
from tests.portal.browser.conftest import Person

pytestmark = pytest.mark.browser


def test_a_profile_is_saved_while_typing_and_kept_without_a_connection(phone: Person) -> None:
    account = phone.portal.somebody("aios", 13)
    ronde = phone.portal.desk.the_round().name
    who = account.in_round(ronde)
    assert who is not None
    page = phone.is_(account).go("/profiel/")
    line = page.locator("form[data-autosave] [role=status]")
    page.get_by_label("Ervaring").fill("Drie jaar spoedeisende hulp")
    expect(line).to_contain_text("Bewaard om")
    kept = profile(phone.portal.desk.inbox, ronde, who.code)
    assert kept.texts["experience"] == "Drie jaar spoedeisende hulp"
    phone.context.set_offline(True)
    page.get_by_label("Leerwensen").fill("Echografie")
    expect(line).to_contain_text("zonder verbinding")
    assert phone.axe() == []
    phone.context.set_offline(False)
    expect(line).to_contain_text("Bewaard om", timeout=15_000)
    kept = profile(phone.portal.desk.inbox, ronde, who.code)
    assert kept.texts["wishes"] == "Echografie"
    phone.context.clear_cookies(name="sessionid")
    page.get_by_label("Leerwensen").fill("Echografie en kleine chirurgie")
    expect(line).to_contain_text("Je bent uitgelogd")
    expect(page.get_by_label("Leerwensen")).to_have_value("Echografie en kleine chirurgie")
    phone.said.clear()


def test_a_star_goes_on_and_off_without_leaving_the_page(phone: Person) -> None:
    page = phone.is_(phone.portal.somebody("aios", 13)).go("/mensen/")
    star = page.locator("button.star").first
    before = star.get_attribute("aria-pressed")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false" if before == "true" else "true")


def test_without_scripts_everything_is_a_form(without_script: Person) -> None:
    page = without_script.is_(without_script.portal.somebody("hao", 13)).go("/profiel/")
    page.get_by_label("De praktijk").fill("Dorp en buitengebied")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_label("De praktijk")).to_have_value("Dorp en buitengebied")
    page.goto(without_script.address + "/mensen/")
    page.locator("button.star").first.click()
    expect(page.locator("button.star[aria-pressed=true]")).to_have_count(1)
