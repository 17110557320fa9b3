"""Doing long work: one task after the other, each under a lease, with progress and a way to stop.

What kinds of tasks there are is data: a mapping from its name to a function that does it. The
function calls ``report(progress, says)`` often; False means that somebody asked it to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bureau.inbox.handle import Inbox
from bureau.inbox.records import TaskRecord, TaskState
from bureau.inbox.tasks import end_task, heard_of, take_task
from koppelronde.domain.errors import KoppelError
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store

Report = Callable[[float, Text | None], bool]


class Stopped(Exception):
    """Raised by a task that was asked to stop, once it has put everything back."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a task works with."""

    store: Store
    inbox: Inbox
    task: TaskRecord
    report: Report


Jobs = Mapping[str, Callable[[Job], dict[str, Any]]]
_DONE = Text("Klaar.", "Done.")
_STOPPED = Text("Gestopt; er is niets veranderd.", "Stopped; nothing was changed.")
_UNKNOWN = Text("Dit werk kent dit programma niet.", "This program does not know this work.")
_BUG = Text("Dit ging bij ons mis; er is niets veranderd.", "This went wrong at our side.")


def work_once(store: Store, inbox: Inbox, worker: str, jobs: Jobs) -> TaskRecord | None:
    """Take the oldest waiting task and do it; None where nothing waits.

    A mistake that a user can act on is the task's result; a bug is raised again once the task
    says that it failed, so that nobody waits for it.
    """
    task = take_task(inbox, worker)
    if task is None:
        return None

    def report(progress: float, says: Text | None = None) -> bool:
        return heard_of(inbox, task.id, worker, progress, says)

    def end(state: TaskState, says: Text, result: dict[str, Any]) -> TaskRecord:
        return end_task(inbox, task.id, worker, state, says, result)

    if task.kind not in jobs:
        return end(TaskState.FAILED, _UNKNOWN, {})
    try:
        result = jobs[task.kind](Job(store, inbox, task, report))
    except Stopped:
        return end(TaskState.STOPPED, _STOPPED, {})
    except KoppelError as error:
        return end(TaskState.FAILED, error.says, {})
    except Exception:
        end(TaskState.FAILED, _BUG, {})
        raise
    return end(TaskState.DONE, _DONE, result)
