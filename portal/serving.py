"""``koppel portal``: a web server in this process, with the outbox sent beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from portal.desk import Desk, system_clock
from portal.site.place import DEMO_MARK, KEY_FILE, Site
from portal.site.settings import THREADS

_EVERY_SECONDS: Final = 2.0


def make_server(desk: Desk, app: Any) -> Any:
    """A waitress server for that application, listening already.

    1,000 connections: with the default of 100 the next phone waits in silence.
    """
    from waitress.server import create_server

    site = desk.site
    return create_server(
        app,
        host=site.host,
        port=site.port,
        threads=THREADS,
        connection_limit=1000,
        asyncore_use_poll=True,
        ident=None,
        clear_untrusted_proxy_headers=False,  # Django trusts them only where we said so
        max_request_body_size=16 * 1024 * 1024,
    )


def keep_sending(desk: Desk, stop: threading.Event) -> threading.Thread | None:
    """A thread that sends what waits in the outbox; None where no mail server is set."""
    from bureau.actions.posting import mail_server, send_outbox

    if desk.site.demo:
        return None
    try:
        server = mail_server(os.environ)
    except WrongUse:
        return None

    def work() -> None:
        from django.db import connections

        while not stop.wait(_EVERY_SECONDS):
            try:
                send_outbox(desk.inbox, server)
            except Exception as error:  # the thread goes on; what it was is in the log
                from portal.site.logs import log_event

                log_event("outbox", trouble=type(error).__name__)
            finally:
                connections.close_all()

    thread = threading.Thread(target=work, name="outbox", daemon=True)
    thread.start()
    return thread


def open_demo(site: Site, procedures: tuple[str, ...]) -> Desk:
    """A portal full of invented people; WrongUse for a folder that holds anything else."""
    from portal.demo.clock import DemoClock
    from portal.opening import open_portal

    fresh = _demo_folder(site.folder)
    desk = open_portal(site, DemoClock())
    if fresh:
        from bureau.actions.pretending import fill_demo

        fill_demo(desk.store, desk.inbox, procedures)
    return desk


def _demo_folder(folder: Path) -> bool:
    """Whether the demonstration is still to be filled."""
    mark = folder / DEMO_MARK
    if mark.is_file():
        return not (folder / "koppel.sqlite3").exists()
    if folder.exists() and any(entry.name != KEY_FILE for entry in folder.iterdir()):
        raise WrongUse(
            Text(
                f"De map {folder} is geen demonstratie; daar verzint het portaal niets bij.",
                f"The folder {folder} is not a demonstration; the portal invents nothing there.",
            ),
            Text(
                "Kies een lege map:  koppel portal --demo -C proef",
                "Choose an empty folder:  koppel portal --demo -C trial",
            ),
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.write_text("Iedereen in deze map is verzonnen. / Everybody here is invented.\n", "utf-8")
    return True


def open_real(site: Site, clock: Callable[[], datetime] = system_clock) -> Desk:
    """The portal of an institute; WrongUse for the folder of a demonstration."""
    from portal.opening import open_portal

    if (site.folder / DEMO_MARK).exists():
        raise WrongUse(
            Text(
                "Deze map is een demonstratie: iedereen erin is verzonnen.",
                "This folder is a demonstration: everybody in it is invented.",
            ),
            Text("Geef:  koppel portal --demo", "Give:  koppel portal --demo"),
        )
    return open_portal(site, clock)
