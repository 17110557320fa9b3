"""Long work: asked for, taken by one worker under a lease, reported on, stopped, or found broken.

Whoever works on a task must be heard of within :data:`LEASE`. One whose worker fell silent, for
instance because the server was restarted, is marked broken and said so; it never runs on unseen.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.records import TaskRecord, TaskState
from koppelronde.domain.language import Text

LEASE: Final = timedelta(seconds=60)


def ask_task(
    inbox: Inbox, kind: str, arguments: dict[str, Any], *, ronde: str, by: str
) -> TaskRecord:
    """Queue a task."""
    from bureau.inbox.models import Task

    with inbox.writing():
        row = Task(
            kind=kind, arguments=arguments, ronde=ronde, asked_by=by, asked_at=inbox.now(),
            state=TaskState.WAITING.value,
        )  # fmt: skip
        row.save(using=inbox.alias, force_insert=True)
        return _record(row)


def take_task(inbox: Inbox, worker: str) -> TaskRecord | None:
    """The oldest waiting task, now leased to this worker; None where nothing waits."""
    now = inbox.now()
    with inbox.writing():
        _mark_broken(inbox)
        row = (
            _rows(inbox).select_for_update().filter(state=TaskState.WAITING.value)
            .order_by("asked_at", "id").first()
        )  # fmt: skip
        if row is None:
            return None
        row.state, row.worker, row.lease_until = TaskState.RUNNING.value, worker, now + LEASE
        row.heard_at = now
        row.save(using=inbox.alias)
        return _record(row)


def heard_of(
    inbox: Inbox, task: UUID, worker: str, progress: float, says: Text | None = None
) -> bool:
    """Renew the lease and report; False means stop: it was asked, or the lease was lost."""
    now = inbox.now()
    with inbox.writing():
        row = _rows(inbox).select_for_update().get(id=task)
        if row.worker != worker or row.state != TaskState.RUNNING.value:
            return False
        row.progress, row.heard_at, row.lease_until = progress, now, now + LEASE
        if says is not None:
            row.says_nl, row.says_en = says.nl, says.en
        row.save(using=inbox.alias)
        return not row.stop_asked


def end_task(
    inbox: Inbox, task: UUID, worker: str, state: TaskState, says: Text, result: dict[str, Any]
) -> TaskRecord:
    """How it ended; a worker that lost its lease changes nothing."""
    with inbox.writing():
        row = _rows(inbox).select_for_update().get(id=task)
        if row.worker == worker and row.state == TaskState.RUNNING.value:
            row.state, row.says_nl, row.says_en = state.value, says.nl, says.en
            row.result, row.ended_at = result, inbox.now()
            row.progress = 1.0 if state is TaskState.DONE else row.progress
            row.save(using=inbox.alias)
        return _record(row)


def ask_to_stop(inbox: Inbox, task: UUID) -> None:
    """Ask the worker to stop; one that nobody took yet is stopped at once."""
    with inbox.writing():
        _rows(inbox).filter(id=task, state=TaskState.WAITING.value).update(
            state=TaskState.STOPPED.value, ended_at=inbox.now()
        )
        _rows(inbox).filter(id=task).update(stop_asked=True)


def tasks(inbox: Inbox, ronde: str, most: int = 50) -> tuple[TaskRecord, ...]:
    """The newest tasks of that round, newest first."""
    with inbox.writing():
        _mark_broken(inbox)
        rows = _rows(inbox).filter(ronde=ronde).order_by("-asked_at", "-id")
        return tuple(_record(row) for row in rows[:most])


def task(inbox: Inbox, task_id: UUID) -> TaskRecord | None:
    """That task as it stands."""
    with inbox.writing():
        _mark_broken(inbox)
        row = _rows(inbox).filter(id=task_id).first()
        return None if row is None else _record(row)


def _mark_broken(inbox: Inbox) -> None:
    now = inbox.now()
    _rows(inbox).filter(state=TaskState.RUNNING.value, lease_until__lt=now).update(
        state=TaskState.BROKEN.value, ended_at=now
    )


def _rows(inbox: Inbox) -> Any:
    from bureau.inbox.models import Task

    return Task.objects.using(inbox.alias)


def _record(row: Any) -> TaskRecord:
    return TaskRecord(
        id=row.id, kind=row.kind, arguments=dict(row.arguments), ronde=row.ronde,
        asked_by=row.asked_by, asked_at=row.asked_at, state=TaskState(row.state),
        progress=row.progress, says_nl=row.says_nl, says_en=row.says_en,
        stop_asked=row.stop_asked, result=dict(row.result), ended_at=row.ended_at,
    )  # fmt: skip
