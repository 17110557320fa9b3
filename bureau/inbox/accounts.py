"""Accounts: made, found, changed and ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.records import AccountRecord, Participant, StaffRole
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import LANGS, Lang, Text
from koppelronde.domain.people import Side


def make_account(
    inbox: Inbox, *, email: str, name: str, roles: Iterable[StaffRole] = ()
) -> AccountRecord:
    """The account of that address, made where there is none; the roles are added to it."""
    from bureau.inbox.models import Account

    address = email.strip().lower()
    with inbox.writing():
        rows = Account.objects.using(inbox.alias)
        row = rows.filter(email=address).first()
        if row is None:
            row = Account(email=address, name=name, roles=[], made_at=inbox.now())
            row.set_unusable_password()
        row.roles = sorted({*row.roles, *roles})
        row.save(using=inbox.alias)
        return account_record(row)


def bind(inbox: Inbox, account: UUID, who: Participant) -> AccountRecord:
    """Make the account that person of that round; an account is one person a round."""
    from bureau.inbox.models import Participation

    with inbox.writing():
        row = _row(inbox, account)
        Participation.objects.using(inbox.alias).update_or_create(
            account=row, ronde=who.ronde, defaults={"side": who.side.value, "code": who.code}
        )
        return account_record(row)


def account(inbox: Inbox, account_id: UUID) -> AccountRecord:
    """That account; WrongUse where there is none."""
    with inbox.reading():
        return account_record(_row(inbox, account_id))


def find_account(inbox: Inbox, email: str) -> AccountRecord | None:
    """The account of that address."""
    from bureau.inbox.models import Account

    with inbox.reading():
        row = Account.objects.using(inbox.alias).filter(email=email.strip().lower()).first()
        return None if row is None else account_record(row)


def accounts(inbox: Inbox) -> tuple[AccountRecord, ...]:
    """Every account, by name."""
    from bureau.inbox.models import Account

    with inbox.reading():
        rows = Account.objects.using(inbox.alias).prefetch_related("participations")
        return tuple(account_record(row) for row in rows.order_by("name", "email"))


def accounts_of(inbox: Inbox, ronde: str, code: str) -> tuple[AccountRecord, ...]:
    """The accounts that are this person of this round: one, or two doctors on one row."""
    from bureau.inbox.models import Account

    with inbox.reading():
        rows = Account.objects.using(inbox.alias).filter(
            participations__ronde=ronde, participations__code=code
        )
        return tuple(account_record(row) for row in rows.order_by("email"))


def anybody_with(inbox: Inbox, role: StaffRole) -> bool:
    """Whether there is an active account with that role."""
    return any(role in one.roles and one.active for one in accounts(inbox))


def choose_language(inbox: Inbox, account_id: UUID, lang: Lang) -> None:
    """Remember in which language this person reads."""
    from bureau.inbox.models import Account

    with inbox.writing():
        Account.objects.using(inbox.alias).filter(id=account_id).update(lang=lang)


def set_roles(inbox: Inbox, account_id: UUID, roles: Iterable[StaffRole]) -> AccountRecord:
    """Give exactly these roles; all sessions of the account end."""
    return _change(inbox, account_id, roles=sorted(set(roles)), stamp=_stamp())


def set_active(inbox: Inbox, account_id: UUID, active: bool) -> AccountRecord:
    """Let an account in, or keep it out; all its sessions end."""
    return _change(inbox, account_id, is_active=active, stamp=_stamp())


def end_sessions(inbox: Inbox, account_id: UUID) -> AccountRecord:
    """End every session of the account."""
    return _change(inbox, account_id, stamp=_stamp())


def account_record(row: Any) -> AccountRecord:
    """The record of a row."""
    return AccountRecord(
        id=row.id,
        email=row.email,
        name=row.name,
        lang=next((lang for lang in LANGS if lang == row.lang), None),
        roles=frozenset(StaffRole(role) for role in row.roles),
        active=row.is_active,
        activated_at=row.activated_at,
        participants=tuple(
            Participant(ronde=p.ronde, side=Side(p.side), code=p.code)
            for p in sorted(row.participations.all(), key=lambda p: p.ronde)
        ),
    )


def _stamp() -> str:
    from bureau.inbox.tables.logins import new_stamp

    return new_stamp()


def _change(inbox: Inbox, account_id: UUID, **values: Any) -> AccountRecord:
    with inbox.writing():
        row = _row(inbox, account_id)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(using=inbox.alias)
        return account_record(row)


def _row(inbox: Inbox, account_id: UUID) -> Any:
    from bureau.inbox.models import Account

    row = Account.objects.using(inbox.alias).filter(id=account_id).first()
    if row is None:
        raise WrongUse(Text("Dit account is er niet.", "There is no such account."))
    return row
