"""Opening a portal for tests: the real settings and databases, with invented people."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bureau.inbox.accounts import accounts
from bureau.inbox.outbox import mails
from bureau.inbox.records import AccountRecord, MailRecord
from koppelronde.domain.people import Side
from portal.demo.clock import DemoClock
from portal.desk import Desk

HOST = "localhost:8080"
ROLES = ("aios", "hao", "a_team", "o_team", "koppelaar", "beheer")


@dataclass(slots=True)
class Portal:
    """An open portal and what a test asks of it."""

    desk: Desk
    clock: DemoClock
    log: io.StringIO = field(default_factory=io.StringIO)

    def begin(self) -> None:
        """A fresh log, the clock of the machine, no limit used up, no mail."""
        from django.core.cache import cache

        from bureau.inbox.models import Mail
        from portal.site.logs import log_to

        self.log = io.StringIO()
        log_to(self.log)
        self.clock.shift = timedelta()
        cache.clear()
        Mail.objects.all().delete()

    def outsider(self) -> Any:
        """A browser in which nobody is logged in."""
        from django.test import Client

        return Client(headers={"host": HOST})

    def people(self, side: Side) -> list[AccountRecord]:
        """Accounts of that side of the current round, by code."""
        ronde = self.desk.the_round()
        found = [(a.in_round(ronde.name), a) for a in accounts(self.desk.inbox)]
        mine = [(p.code, a) for p, a in found if p is not None and p.side is side]
        return [account for _, account in sorted(mine, key=lambda pair: pair[0])]

    def somebody(self, role: str, number: int = 0) -> AccountRecord:
        """An invented person of that role, and of no other."""
        if role in ("aios", "hao"):
            return self.people(Side(role))[number]
        return next(a for a in accounts(self.desk.inbox) if [r.value for r in a.roles] == [role])

    def logged_in(self, account: AccountRecord, *, factor: bool = True) -> Any:
        """A browser of that account; with an app as second factor unless said otherwise."""
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        from bureau.inbox.models import Account

        client, user = self.outsider(), Account.objects.get(id=account.id)
        if factor:
            from allauth.mfa.models import Authenticator

            if not Authenticator.objects.filter(user=user, type="totp").exists():
                TOTP.activate(user, generate_totp_secret())
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def secret_of(self, account: AccountRecord) -> str:
        """The secret of that account's app."""
        from allauth.mfa.models import Authenticator
        from allauth.mfa.utils import decrypt

        stored = Authenticator.objects.get(user_id=account.id, type="totp").data["secret"]
        return str(decrypt(stored))

    def mails_to(self, account: AccountRecord) -> list[MailRecord]:
        """What was mailed to that account, newest first."""
        return [mail for mail in mails(self.desk.inbox) if mail.address == account.email]

    def code_mailed_to(self, account: AccountRecord) -> str:
        """The login code in the newest mail."""
        found = re.search(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b", self.mails_to(account)[0].body)
        assert found is not None
        return found[1]


def configured(values: dict[str, Any]) -> None:
    """The portal's settings, also where other tests of this process configured the store alone."""
    import django
    from django.apps import apps
    from django.conf import settings
    from django.core.management import get_commands
    from django.db import connections
    from django.utils.functional import empty

    before = settings.configured
    settings._wrapped = empty
    settings.configure(**values)
    if before:
        apps.set_installed_apps(values["INSTALLED_APPS"])
        get_commands.cache_clear()
        connections.settings["default"] = values["DATABASES"]["default"]
        if hasattr(connections._connections, "default"):
            del connections["default"]
    else:
        django.setup()


@contextmanager
def opened(folder: Path) -> Iterator[Portal]:
    """Open a portal with a round of each procedure in that folder; not in the demo mode."""
    from bureau.actions.pretending import fill_demo
    from portal.opening import application, open_portal
    from portal.site.place import site_from

    clock = DemoClock()
    site = site_from({"KOPPEL_PORTAL_KEY": "k" * 64}, folder=folder, listen="127.0.0.1:8080")
    desk = open_portal(site, clock, configured)
    fill_demo(desk.store, desk.inbox, ("groningen", "maastricht"))
    application()
    portal = Portal(desk, clock)
    portal.begin()
    yield portal
    desk.store.close()
