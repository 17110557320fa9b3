"""Looks: who of the office saw what a participant wrote; the participant can read it."""

from __future__ import annotations

from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.records import LookRecord


def note_look(
    inbox: Inbox, ronde: str, code: str, what: str, *, by: UUID, by_role: str, reason: str = ""
) -> None:
    """Write down that somebody looked, before showing it."""
    from bureau.inbox.models import Look

    with inbox.writing():
        Look.objects.using(inbox.alias).create(
            at=inbox.now(), ronde=ronde, code=code, what=what, by=by, by_role=by_role,
            reason=reason,
        )  # fmt: skip


def looks_at(inbox: Inbox, ronde: str, code: str) -> tuple[LookRecord, ...]:
    """Every look at what that person wrote, newest first."""
    from bureau.inbox.models import Look

    with inbox.reading():
        rows = Look.objects.using(inbox.alias).filter(ronde=ronde, code=code)
        return tuple(
            LookRecord(at=r.at, what=r.what, by=r.by, by_role=r.by_role, reason=r.reason)
            for r in rows.order_by("-at", "-id")
        )
