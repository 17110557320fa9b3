"""A few values that outlive a restart, by name."""

from __future__ import annotations

from typing import Any

from bureau.inbox.handle import Inbox


def remember(inbox: Inbox, name: str, value: Any) -> None:
    """Keep that JSON value under that name."""
    from bureau.inbox.models import Setting

    with inbox.writing():
        Setting.objects.using(inbox.alias).update_or_create(name=name, defaults={"value": value})


def remembered(inbox: Inbox, name: str) -> Any:
    """What was kept under that name, or None."""
    from bureau.inbox.models import Setting

    with inbox.reading():
        row = Setting.objects.using(inbox.alias).filter(name=name).first()
        return None if row is None else row.value
