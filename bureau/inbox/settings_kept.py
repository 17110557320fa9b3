"""A few values that outlive a restart: read, and written whole."""

from __future__ import annotations

from typing import Any

from bureau.inbox.handle import Inbox


def kept_value(inbox: Inbox, name: str) -> Any:
    """The value of that name; None where there is none."""
    from bureau.inbox.models import Setting

    with inbox.reading():
        row = Setting.objects.using(inbox.alias).filter(name=name[:64]).first()
        return None if row is None else row.value


def keep_value(inbox: Inbox, name: str, value: Any) -> None:
    """Put this value in the place of the former one."""
    from bureau.inbox.models import Setting

    with inbox.writing():
        Setting.objects.using(inbox.alias).update_or_create(
            name=name[:64], defaults={"value": value}
        )


def kept_values(inbox: Inbox, begins: str) -> dict[str, Any]:
    """Every value whose name begins so, by the rest of its name, in order of name."""
    from bureau.inbox.models import Setting

    with inbox.reading():
        rows = Setting.objects.using(inbox.alias).filter(name__startswith=begins).order_by("name")
        return {row.name[len(begins) :]: row.value for row in rows}
