"""The secret address of each account's calendar; renewing it ends the old one."""

from __future__ import annotations

import secrets
from uuid import UUID

from bureau.inbox.accounts import account_record
from bureau.inbox.handle import Inbox
from bureau.inbox.records import AccountRecord


def feed_secret(inbox: Inbox, account: UUID, *, renew: bool = False) -> str:
    """The secret of that account's address, made the first time it is asked for."""
    from bureau.inbox.models import Feed

    with inbox.writing():
        row = Feed.objects.using(inbox.alias).filter(account_id=account).first()
        if row is None or renew:
            row = Feed(account_id=account) if row is None else row
            row.secret, row.made_at = secrets.token_urlsafe(32), inbox.now()
            row.save(using=inbox.alias)
        return str(row.secret)


def account_of_feed(inbox: Inbox, secret: str) -> AccountRecord | None:
    """Whose calendar it is; None for an address that was renewed or never was."""
    from bureau.inbox.models import Feed

    with inbox.reading():
        row = Feed.objects.using(inbox.alias).filter(secret=secret).first()
        return None if row is None or not row.account.is_active else account_record(row.account)
