"""Django without a project: configured in code, once, and only when a store is opened.

Each open store is a database alias of its own, so that two can be open at the same time (a copy
and the store it is restored into). Where a portal has configured Django already, its settings
stand and only the alias is added.
"""

from __future__ import annotations

import logging
from itertools import count
from typing import Any, Final

from bureau.store.address import StoreAddress

APP: Final = "bureau.store"
APP_LABEL: Final = "koppel"
INBOX: Final = "bureau.inbox"
INBOX_WHEN_USED: Final = "bureau.inbox.apps.InboxWhenUsed"
ROUTER: Final = "bureau.inbox.router.RoomRouter"

_numbers = count(1)

EVERY_DATABASE: Final[dict[str, Any]] = {
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": False,
    "TIME_ZONE": None,
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
}


def configure_django() -> None:
    """Make the ORM usable; does nothing the second time."""
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=[APP, INBOX_WHEN_USED],
            DATABASES={},
            DATABASE_ROUTERS=[ROUTER],
            USE_TZ=True,
            TIME_ZONE="UTC",
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            LOGGING_CONFIG=None,
            DEBUG=False,
        )
    if not apps.ready:
        # What django.setup() does besides is for web pages: it imports urls, templates and mail.
        apps.populate(settings.INSTALLED_APPS)
        # SQL with values is about people: no handler may ever get to see it.
        for name in ("django.db.backends", "django.db.backends.schema"):
            logging.getLogger(name).disabled = True


def add_database(address: StoreAddress, prefix: str = APP_LABEL) -> str:
    """The alias under which the ORM finds this store; its prefix says whose tables it may have."""
    from django.db import connections

    alias = f"{prefix}-{next(_numbers)}"
    connections.settings[alias] = EVERY_DATABASE | address.database
    return alias


def close_connection(alias: str) -> None:
    """Close the connection of this thread; a pool gets it back."""
    from django.db import connections

    connections[alias].close()


def drop_database(alias: str) -> None:
    """Close the connection and forget the alias."""
    from django.db import connections

    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
