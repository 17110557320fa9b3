"""The long work that pages may ask for, by name; and the thread that does it.

A page asks with :func:`bureau.inbox.tasks.ask_task` and shows the task until it has ended. A new
kind of work is a function ``(Job) -> dict`` of :mod:`bureau.actions` and a line here.
"""

from __future__ import annotations

import os
import socket
import threading
from typing import Final

from bureau.actions.meeting.visit_jobs import PLAN_VISITS, plan_visits_job
from bureau.actions.working import Jobs, work_once
from portal.desk import Desk
from portal.site.logs import log_event

JOBS: Final[Jobs] = {PLAN_VISITS: plan_visits_job}
_EVERY_SECONDS: Final = 1.0


def keep_working(desk: Desk, stop: threading.Event) -> threading.Thread:
    """A thread that does what was asked for, until the server stops."""
    worker = f"{socket.gethostname()}-{os.getpid()}"[:64]
    thread = threading.Thread(target=_work, args=(desk, worker, stop), name="tasks", daemon=True)
    thread.start()
    return thread


def _work(desk: Desk, worker: str, stop: threading.Event) -> None:
    from django.db import connections

    while not stop.wait(_EVERY_SECONDS):
        try:
            while work_once(desk.store, desk.inbox, worker, JOBS) is not None:
                pass
        except Exception as error:  # the thread goes on; the task says that it failed
            log_event("task", trouble=type(error).__name__)
        finally:
            connections.close_all()
