"""The outbox: every mail of the portal waits here, is sent once, and can be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.records import MailRecord

TRIES: Final = 8
_WAIT_AFTER: Final = (0, 1, 2, 5, 15, 60, 240, 720)
"""Minutes to wait after so many tries."""


def post_mail(
    inbox: Inbox,
    *,
    kind: str,
    address: str,
    subject: str,
    body: str,
    account: UUID | None = None,
    not_before: datetime | None = None,
) -> MailRecord:
    """Put a message in the outbox; it leaves as soon as it may."""
    from bureau.inbox.models import Mail

    now = inbox.now()
    with inbox.writing():
        row = Mail(
            kind=kind, account_id=account, address=address, subject=" ".join(subject.split()),
            body=body, made_at=now, not_before=now if not_before is None else not_before,
        )  # fmt: skip
        row.save(using=inbox.alias, force_insert=True)
        return _record(row)


def mails(inbox: Inbox, *, kind: str | None = None, most: int = 500) -> tuple[MailRecord, ...]:
    """The newest messages, newest first."""
    from bureau.inbox.models import Mail

    with inbox.reading():
        rows = Mail.objects.using(inbox.alias).order_by("-made_at", "-id")
        if kind is not None:
            rows = rows.filter(kind=kind)
        return tuple(_record(row) for row in rows[:most])


def due_mails(inbox: Inbox, most: int = 50) -> tuple[MailRecord, ...]:
    """What may leave now, oldest first; a message that failed waits longer each time."""
    now = inbox.now()
    with inbox.reading():
        rows = _waiting(inbox).filter(not_before__lte=now).order_by("made_at", "id")
        return tuple(_record(row) for row in rows if _patient(row, now))[:most]


def stuck_mails(inbox: Inbox) -> int:
    """How many messages failed more than once and still wait, or were given up."""
    from bureau.inbox.models import Mail

    with inbox.reading():
        rows = Mail.objects.using(inbox.alias)
        return int(rows.filter(sent_at=None, tried__gte=2).count())


def claim_mail(inbox: Inbox, mail: UUID) -> bool:
    """Count a try before sending; False where another worker took it in this very moment."""
    from bureau.inbox.models import Mail

    now = inbox.now()
    with inbox.writing():
        row = Mail.objects.using(inbox.alias).select_for_update().get(id=mail)
        if row.sent_at is not None or not _patient(row, now):
            return False
        row.tried, row.tried_at = row.tried + 1, now
        row.save(using=inbox.alias)
        return True


def note_sent(inbox: Inbox, mails_sent: Iterable[UUID]) -> None:
    """The server took these."""
    from bureau.inbox.models import Mail

    with inbox.writing():
        rows = Mail.objects.using(inbox.alias).filter(id__in=list(mails_sent))
        rows.update(sent_at=inbox.now(), trouble="")


def note_trouble(inbox: Inbox, mail: UUID, trouble: str) -> None:
    """Sending failed; ``trouble`` names the kind of error and nobody."""
    from bureau.inbox.models import Mail

    with inbox.writing():
        Mail.objects.using(inbox.alias).filter(id=mail).update(trouble=trouble)


def _waiting(inbox: Inbox) -> Any:
    from bureau.inbox.models import Mail

    return Mail.objects.using(inbox.alias).filter(sent_at=None, tried__lt=TRIES)


def _patient(row: Any, now: datetime) -> bool:
    if row.tried == 0 or row.tried_at is None:
        return True
    wait = timedelta(minutes=_WAIT_AFTER[min(row.tried, len(_WAIT_AFTER) - 1)])
    return bool(row.tried_at + wait <= now)


def _record(row: Any) -> MailRecord:
    return MailRecord(
        id=row.id, kind=row.kind, account=row.account_id, address=row.address,
        subject=row.subject, body=row.body, made_at=row.made_at, not_before=row.not_before,
        tried=row.tried, sent_at=row.sent_at, trouble=row.trouble,
    )  # fmt: skip
