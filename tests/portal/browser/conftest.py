"""A real Chromium on a real server in this process; left out aloud where there is no Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bureau.inbox.records import AccountRecord
from tests.portal.opened import Portal

AXE: Final = Path(__file__).parents[2] / "browser" / "axe-core-4.14.1.min.js"
PHONE: Final = {"width": 390, "height": 844}
DESK: Final = {"width": 1300, "height": 900}


@pytest.fixture(scope="session")
def served(shared_portal: Portal) -> Iterator[str]:
    """The portal on a free port of localhost, as waitress serves it; its address."""
    from django.conf import settings
    from waitress.server import create_server

    from portal.opening import application

    server: Any = create_server(
        application(), host="127.0.0.1", port=0, threads=8, asyncore_use_poll=True, ident=None
    )
    address = f"http://localhost:{server.effective_port}"
    settings.CSRF_TRUSTED_ORIGINS = [address]
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    settings.MFA_TOTP_TOLERANCE = 1  # a code works once, and a test cannot wait half a minute
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address
    server.close()
    thread.join(5)


@dataclass
class Person:
    """Somebody at a screen; whatever the console says is kept."""

    portal: Portal
    address: str
    context: BrowserContext
    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open that page of the portal."""
        self.page.goto(self.address + path)
        return self.page

    def is_(self, account: AccountRecord) -> Person:
        """Be logged in as that account, with a second factor."""
        from django.conf import settings

        cookie = self.portal.logged_in(account).cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": self.address, "httpOnly": True}]
        )
        return self

    def has_authenticator(self) -> Any:
        """Give the device a finger that is always there (a virtual authenticator)."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }  # fmt: skip
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return session

    def axe(self) -> list[str]:
        """What axe-core finds wrong on this page; a policy that blocks it would raise."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", rules
        )
        return [
            f"{self.page.url} {one['id']}: {node['html'][:160]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def scroll_width(self) -> int:
        """How wide the page is; more than the screen means that one must scroll sideways."""
        return int(self.page.evaluate("() => document.documentElement.scrollWidth"))

    def small_targets(self, least: int = 44) -> list[str]:
        """Controls outside sentences that are lower or narrower than a thumb needs."""
        return list(self.page.evaluate(_SMALL, least))


_SMALL: Final = """least => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter(e => e.offsetParent && !e.closest('p:not(.acts):not(.field), li p, .soft, td, th, dd'))
  .filter(e => !e.closest('.unseen, .skip') && !(e.type === 'hidden'))
  .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, r]) => r.height < least - 0.5 || r.width < 24)
  .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""


@contextmanager
def _person(chromium: Browser, portal: Portal, served: str, **options: Any) -> Iterator[Person]:
    context = chromium.new_context(**options)
    page = context.new_page()
    person = Person(portal, served, context, page)
    page.on("console", lambda message: person.said.append(message.text))
    page.on("pageerror", lambda error: person.said.append(str(error)))
    page.on("request", lambda request: person.asked.append(request.url))
    yield person
    context.close()
    bad = [text for text in person.said if "Failed to load resource" not in text]
    assert bad == [], bad
    outside = [url for url in person.asked if not url.startswith((served, "data:"))]
    assert outside == [], outside


@pytest.fixture
def phone(chromium: Browser, portal: Portal, served: str) -> Iterator[Person]:
    """Somebody with a telephone; no request leaves the host, nothing is said in the console."""
    with _person(chromium, portal, served, viewport=PHONE, has_touch=True) as person:
        yield person


@pytest.fixture
def desk(chromium: Browser, portal: Portal, served: str) -> Iterator[Person]:
    """Somebody at a desk."""
    with _person(chromium, portal, served, viewport=DESK) as person:
        yield person


@pytest.fixture
def without_script(chromium: Browser, portal: Portal, served: str) -> Iterator[Person]:
    """Somebody whose browser runs no scripts."""
    with _person(chromium, portal, served, viewport=PHONE, java_script_enabled=False) as person:
        yield person
