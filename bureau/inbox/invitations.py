"""Invitations: a link of 256 bits and a code of eight letters, each used once, by POST only.

The link opens nothing but the page on which somebody sets up how to log in. A new invitation
voids the one before it. Kept are hashes: SHA-256 of the link's token, and of the code, which
could be guessed from a quick hash, the slow scrypt.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from bureau.inbox.accounts import account_record
from bureau.inbox.handle import Inbox
from bureau.inbox.records import AccountRecord, InvitationRecord, InvitationState, Invited
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text

TERM: Final = timedelta(days=14)
FIRST_TERM: Final = timedelta(minutes=30)
"""For the very first coordinator, who reads the link on the screen of this computer."""
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def invite(inbox: Inbox, account: UUID, *, by: str, term: timedelta = TERM) -> Invited:
    """A new invitation for that account; earlier ones stop working."""
    from bureau.inbox.models import Account, Invitation

    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(_LETTERS) for _ in range(8))
    now = inbox.now()
    with inbox.writing():
        mine = Invitation.objects.using(inbox.alias).filter(account_id=account)
        mine.filter(used_at=None, voided_at=None).update(voided_at=now)
        row = Invitation.objects.using(inbox.alias).create(
            account=Account.objects.using(inbox.alias).get(id=account),
            token_hash=_hash_of_token(token), code_hash=_hash_of_code(code),
            made_at=now, made_by=by, expires_at=now + term,
        )  # fmt: skip
        return Invited(invitation=_record(inbox, row), token=token, code=f"{code[:4]}-{code[4:]}")


def by_token(inbox: Inbox, token: str) -> InvitationRecord | None:
    """The invitation of that link; looking changes nothing."""
    return _found(inbox, token_hash=_hash_of_token(token))


def by_code(inbox: Inbox, code: str) -> InvitationRecord | None:
    """The invitation of that code, however it was typed."""
    return _found(inbox, code_hash=_hash_of_code(code))


def last_invitation(inbox: Inbox, account: UUID) -> InvitationRecord | None:
    """The newest invitation of that account."""
    from bureau.inbox.models import Invitation

    with inbox.reading():
        rows = Invitation.objects.using(inbox.alias).filter(account_id=account)
        row = rows.order_by("-made_at", "-id").first()
        return None if row is None else _record(inbox, row)


def use_token(inbox: Inbox, token: str) -> AccountRecord:
    """Use the link; OutOfOrder where it was used, is over its term or was replaced."""
    return _used(inbox, token_hash=_hash_of_token(token))


def use_code(inbox: Inbox, code: str) -> AccountRecord:
    """Use the code in the place of the link."""
    return _used(inbox, code_hash=_hash_of_code(code))


def _hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hash_of_code(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalpha())[:8]
    return hashlib.scrypt(plain.encode(), salt=b"inbox", n=2**13, r=8, p=1, dklen=32).hex()


def _found(inbox: Inbox, **where: str) -> InvitationRecord | None:
    from bureau.inbox.models import Invitation

    with inbox.reading():
        row = Invitation.objects.using(inbox.alias).filter(**where).first()
        return None if row is None else _record(inbox, row)


def _used(inbox: Inbox, **where: str) -> AccountRecord:
    from bureau.inbox.models import Invitation

    with inbox.writing():
        rows = Invitation.objects.using(inbox.alias).select_for_update().filter(**where)
        row = rows.first()
        if row is None or _state(inbox, row) is not InvitationState.OPEN:
            raise OutOfOrder(
                Text("Deze uitnodiging geldt niet meer.", "This invitation is no longer valid.")
            )
        now = inbox.now()
        row.used_at = now
        row.save(using=inbox.alias)
        if row.account.activated_at is None:
            row.account.activated_at = now
            row.account.save(using=inbox.alias)
        return account_record(row.account)


def _state(inbox: Inbox, row: Any) -> InvitationState:
    if row.used_at is not None:
        return InvitationState.USED
    if row.voided_at is not None or not row.account.is_active:
        return InvitationState.REPLACED
    return InvitationState.EXPIRED if row.expires_at <= inbox.now() else InvitationState.OPEN


def _record(inbox: Inbox, row: Any) -> InvitationRecord:
    return InvitationRecord(
        account=account_record(row.account),
        made_at=row.made_at,
        made_by=row.made_by,
        expires_at=row.expires_at,
        state=_state(inbox, row),
    )
