"""What the inbox holds about somebody, and erasing it: on request, or because its term is over.

With the ranks go drafts and hand-ins; with the contact data profiles, files, notes, invitations
and mails, and accounts that are nobody any more in any round; with the rest looks and tasks.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from bureau.inbox.handle import Inbox

_OF_LOGIN: Final = ("mfa_authenticator", "usersessions_usersession", "account_emailaddress")
"""Tables of the login library, which a command does not load; each has a column user_id."""


def about_person(inbox: Inbox, ronde: str, code: str) -> dict[str, Any]:
    """Everything held about that person of that round, as plain data; files by their hash."""
    from bureau.inbox import models

    def rows(model: Any, *names: str, **where: Any) -> list[dict[str, Any]]:
        found = model.objects.using(inbox.alias).filter(**where).order_by("pk")
        return [{name: _plain(getattr(row, name)) for name in names} for row in found]

    mine = {"ronde": ronde, "code": code}
    of_account = {"account__participations__ronde": ronde, "account__participations__code": code}
    with inbox.reading():
        return {
            "accounts": rows(models.Account, "email", "name", "lang", "made_at", "activated_at",
                             participations__ronde=ronde, participations__code=code),
            "profile": rows(models.Profile, "texts", "saved_at", "saved_by", **mine),
            "files": rows(models.Upload, "kind", "size", "sha256", "saved_at", **mine),
            "drafts": rows(models.Draft, "part", "content", "saved_at", "saved_by", **mine),
            "hand_ins": rows(models.HandIn, "number", "part", "content", "sha256", "received_at",
                             "by", "on_behalf", "reason", "late", **mine),
            "notes": rows(models.Note, "about", "star", "text", ronde=ronde, **of_account),
            "mails": rows(models.Mail, "kind", "address", "subject", "body", "made_at", "sent_at",
                          **of_account),
            "appointments": rows(models.Appointment, "praktijk", "moments", "begin", "state",
                                 "saved_at", "saved_by", ronde=ronde, aios=code),
            "looks": rows(models.Look, "at", "what", "by_role", "reason", **mine),
        }  # fmt: skip


def erase_person(inbox: Inbox, ronde: str, code: str, *, keep_hand_ins: bool) -> None:
    """Erase that person from the inbox; ``keep_hand_ins`` where they are in a sealed input."""
    from bureau.inbox import models

    with inbox.writing():
        accounts = _accounts(inbox, ronde, code)
        for model in (models.Profile, models.Upload, models.Draft):
            model.objects.using(inbox.alias).filter(ronde=ronde, code=code).delete()
        models.Note.objects.using(inbox.alias).filter(ronde=ronde, about=code).delete()
        models.Appointment.objects.using(inbox.alias).filter(ronde=ronde, aios=code).delete()
        if not keep_hand_ins:
            models.HandIn.objects.using(inbox.alias).filter(ronde=ronde, code=code).delete()
        models.Note.objects.using(inbox.alias).filter(ronde=ronde, account__in=accounts).delete()
        models.Mail.objects.using(inbox.alias).filter(account__in=accounts).delete()
        for account in accounts:
            _leave_round(inbox, account, ronde)
    leave_no_traces(inbox)


def erase_by_term(inbox: Inbox, ronde: str, *, ranks: bool, contacts: bool, rest: bool) -> None:
    """Erase what may no longer be kept of that round."""
    from bureau.inbox import models

    def of_round(model: Any) -> Any:
        return model.objects.using(inbox.alias).filter(ronde=ronde)

    with inbox.writing():
        if ranks:
            of_round(models.Draft).delete()
            of_round(models.HandIn).delete()
        if contacts:
            for model in (models.Profile, models.Upload, models.Note, models.Appointment):
                of_round(model).delete()
            accounts = _accounts(inbox, ronde)
            models.Mail.objects.using(inbox.alias).filter(account__in=accounts).delete()
            for account in accounts:
                _leave_round(inbox, account, ronde)
        if rest:
            of_round(models.Look).delete()
            of_round(models.Task).delete()
    leave_no_traces(inbox)


def leave_no_traces(inbox: Inbox) -> None:
    """What was erased is also gone from the write-ahead log and from free pages."""
    from django.db import connections

    connection = connections[inbox.alias]
    if connection.vendor == "sqlite":
        with inbox.reading(), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _accounts(inbox: Inbox, ronde: str, code: str | None = None) -> list[Any]:
    from bureau.inbox import models

    where = {"participations__ronde": ronde}
    if code is not None:
        where["participations__code"] = code
    return list(models.Account.objects.using(inbox.alias).filter(**where))


def _leave_round(inbox: Inbox, account: Any, ronde: str) -> None:
    """The account is nobody in that round; one without round and role goes altogether."""
    from bureau.inbox import models

    account.participations.using(inbox.alias).filter(ronde=ronde).delete()
    account.invitations.using(inbox.alias).all().delete()
    if account.roles or account.participations.using(inbox.alias).exists():
        return
    account.mails.using(inbox.alias).update(account=None)
    account.notes.using(inbox.alias).all().delete()
    models.Feed.objects.using(inbox.alias).filter(account=account).delete()
    _erase_login(inbox, account.id)


def _erase_login(inbox: Inbox, account: UUID) -> None:
    """The row of the account, after those of the libraries whose tables this database has.

    Not by the ORM: it would look in the tables of every app of the process, also where a portal's
    apps are loaded and this inbox was never migrated for them.
    """
    from django.db import connections

    from bureau.inbox import models

    connection = connections[inbox.alias]
    key = models.Account._meta.pk.get_db_prep_value(account, connection)
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in _OF_LOGIN:
            if table in there:
                cursor.execute(f"DELETE FROM {table} WHERE user_id = %s", [key])
        cursor.execute(f"DELETE FROM {models.Account._meta.db_table} WHERE id = %s", [key])


def _plain(value: Any) -> Any:
    """As JSON has it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
