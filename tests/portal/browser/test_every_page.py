"""Every page of every role: no violation, nothing sideways at 320 pixels, targets for a thumb."""

from __future__ import annotations

import pytest

from tests.portal.browser.conftest import Person

pytestmark = pytest.mark.browser

PAGES = {
    "": ("/inloggen/", "/inloggen/code/", "/activeren/", "/niets/"),
    "aios": (
        "/overzicht/",
        "/voorkeurslijst/",
        "/bewijs/",
        "/profiel/",
        "/profiel/voorbeeld/",
        "/mensen/",
        "/gegevens/",
        "/account/beveiliging/",
        "/account/sessies/",
        "/account/opnieuw/",
    ),
    "hao": (
        "/overzicht/",
        "/profiel/",
        "/mensen/",
        "/gegevens/",
        "/regels/",
        "/zo-werkt-het/",
        "/toegankelijkheid/",
        "/niets/",
    ),
    "a_team": ("/bureau/ronde/", "/bureau/accounts/"),
    "koppelaar": (
        "/bureau/ronde/",
        "/bureau/inlezen/",
        "/bureau/sluiten/",
        "/bureau/koppelen/",
        "/bureau/logboek/",
    ),
    "beheer": ("/bureau/rollen/", "/bureau/rollen/nieuw/"),
}
"""A page that somebody adds gets its place here."""


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(phone: Person, role: str, scheme: str) -> None:
    phone.page.emulate_media(color_scheme=scheme)
    if role:
        phone.is_(phone.portal.somebody(role))
    wrong = []
    for path in PAGES[role]:
        phone.go(path)
        wrong += phone.axe()
    assert wrong == []


@pytest.mark.parametrize("role", PAGES)
def test_nothing_is_wider_than_a_small_phone_or_too_small_for_a_thumb(
    phone: Person, role: str
) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 700})
    if role:
        phone.is_(phone.portal.somebody(role))
    wrong = []
    for path in PAGES[role]:
        phone.go(path)
        if phone.scroll_width() > 320:
            wrong.append(f"{path} is {phone.scroll_width()} wide")
        wrong += [f"{path} {target}" for target in phone.small_targets()]
    assert wrong == []
