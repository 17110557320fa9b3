"""From invitation to the first page in a real browser: passkey, app, mailed code, lost session."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.portal.browser.conftest import Person
from tests.portal.browser.totp import code_at

pytestmark = pytest.mark.browser


def invited(person: Person, number: int, side: str = "aios") -> str:
    from portal.accounts.activation import send_invitation

    account = person.portal.somebody(side, number)
    send_invitation(account, "A-team")
    found = re.search(r"(/activeren/[^/\s]+/)", person.portal.mails_to(account)[0].body)
    assert found is not None
    return found[1]


def test_an_invitation_becomes_a_passkey_that_logs_in_again(phone: Person) -> None:
    page = phone.go(invited(phone, 10))
    phone.has_authenticator()
    assert phone.axe() == []
    page.get_by_role("button", name="Dit ben ik, verder").click()
    assert phone.axe() == []
    page.get_by_role("link", name="Passkey maken").click()
    assert phone.axe() == []
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_role("heading", name="Je herstelcodes")).to_be_visible()
    assert page.locator(".codes li").count() == 10
    assert phone.axe() == []
    page.get_by_role("link", name="Ik heb ze bewaard, verder").click()
    expect(page).to_have_url(phone.address + "/overzicht/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Uitloggen").last.click()
    expect(page).to_have_url(phone.address + "/inloggen/")
    page.get_by_role("button", name="Inloggen met passkey").click()
    expect(page).to_have_url(phone.address + "/overzicht/")


def test_a_passkey_that_is_refused_says_so_on_the_page(phone: Person) -> None:
    page = phone.go("/inloggen/")
    session = phone.has_authenticator()
    authenticator = session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": False,
    }})  # fmt: skip
    assert authenticator
    page.get_by_role("button", name="Inloggen met passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("passkey werd niet gebruikt")


def test_an_app_and_a_mailed_code_on_a_desk(desk: Person) -> None:
    somebody = desk.portal.somebody("hao", 11)
    page = desk.go(invited(desk, 11, "hao"))
    page.get_by_role("button", name="Dit ben ik, verder").click()
    page.get_by_role("link", name="Koppel je app").click()
    assert desk.axe() == []
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Code van 6 cijfers uit de app").fill(code_at(secret))
    page.get_by_role("button", name="Koppelen").click()
    codes = page.locator(".codes li").all_inner_texts()
    page.get_by_role("link", name="Ik heb ze bewaard, verder").click()
    page.get_by_role("button", name="Uitloggen").first.click()
    page.get_by_label("Je mailadres").fill(somebody.email)
    page.get_by_role("button", name="Stuur een code").click()
    assert desk.axe() == []
    page.get_by_label("Code van 8 letters").fill(desk.portal.code_mailed_to(somebody))
    page.get_by_role("button", name="Verder").click()
    assert desk.axe() == []
    page.get_by_label("Code uit je app, of herstelcode").fill(codes[0])
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_url(desk.address + "/overzicht/")


def test_without_scripts_an_app_is_enough(without_script: Person) -> None:
    page = without_script.go(invited(without_script, 12))
    page.get_by_role("button", name="Dit ben ik, verder").click()
    page.get_by_role("link", name="Koppel je app").click()
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Code van 6 cijfers uit de app").fill(code_at(secret))
    page.get_by_role("button", name="Koppelen").click()
    page.get_by_role("link", name="Ik heb ze bewaard, verder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dag")
