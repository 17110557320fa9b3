"""Opening the portal in this process: settings, both databases, static files, the desk."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.desk import Desk, open_desk, system_clock
from portal.site.place import Site


def open_portal(
    site: Site,
    clock: Callable[[], datetime] = system_clock,
    configure: Callable[[dict[str, Any]], None] | None = None,
) -> Desk:
    """Open (or make) the store and the inbox of that site.

    Django can be configured once in a process; tests that share one give their own ``configure``.
    """
    from portal.site.settings import portal_settings

    os.umask(0o077)
    static_root = tempfile.mkdtemp(prefix="koppel-static-")
    atexit.register(shutil.rmtree, static_root, ignore_errors=True)
    (configure or _configure)(portal_settings(site, static_root))
    _never_log_values()
    from bureau.inbox.opening import make_inbox
    from bureau.store.opening import open_store

    store = open_store(site.folder, site.store_url, create=True, clock=clock)
    inbox = make_inbox(site.store, "default", clock)
    desk = Desk(site, store, inbox)
    open_desk(desk)
    _collect(static_root)
    _cache_table(site)
    return desk


def application() -> Any:
    """The WSGI application of the open portal; RuntimeError where a view declares nobody."""
    from django.core.wsgi import get_wsgi_application

    from portal.rights import undeclared

    made = get_wsgi_application()
    without = undeclared()
    if without:
        raise RuntimeError(f"views without @who: {', '.join(without)}")
    return made


def _configure(values: dict[str, Any]) -> None:
    import django
    from django.conf import settings

    settings.configure(**values)
    django.setup()


def _never_log_values() -> None:
    """SQL with values, and requests with names in their paths, are about people."""
    for name in ("django.db.backends", "django.db.backends.schema", "django.request",
                 "django.security"):  # fmt: skip
        logging.getLogger(name).disabled = True


def _collect(static_root: str) -> None:
    """Stylesheet and scripts with hashed names, compressed, in a folder of this process."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    assert any(Path(static_root).iterdir())


def _cache_table(site: Site) -> None:
    if site.store.file is None:
        from django.core.management import call_command

        call_command("createcachetable", verbosity=0)
