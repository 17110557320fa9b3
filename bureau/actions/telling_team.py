"""What a participant tells the office: something about them is wrong, or the result is.

It leaves as a mail to the contact of the round and stays in the outbox, where its sender reads
back that it was sent and the office sees it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.outbox import mails, post_mail
from bureau.inbox.records import MailRecord
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Koppelronde

LONGEST: Final = 2000
AN_HOUR: Final = 5


class Told(StrEnum):
    """What it is about; the kind of the mail."""

    CORRECTION = "correction"
    OBJECTION = "objection"
    LATE = "late_reason"


_SUBJECTS: Final = {
    Told.CORRECTION: "Correctie op gegevens",
    Told.OBJECTION: "Uitslag: dit klopt niet",
    Told.LATE: "Te laat: de reden",
}


def tell_team(
    inbox: Inbox, ronde: Koppelronde, *, about: Told, code: str, account: UUID, text: str
) -> MailRecord:
    """Send it; WrongUse where it is empty or too long, or where the round has no mail address."""
    said = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not said:
        raise WrongUse(Text("Schrijf eerst wat er niet klopt.", "Write what is wrong first."))
    if len(said) > LONGEST:
        raise WrongUse(
            Text(f"Dit zijn {len(said)} letters; {LONGEST} is het meeste.",
                 f"These are {len(said)} letters; {LONGEST} is the most.")
        )  # fmt: skip
    address = ronde.settings.contact.email
    if not address:
        raise WrongUse(
            Text("Deze ronde heeft geen mailadres van het team. Bel ze.",
                 "This round has no mail address of the team. Phone them.")
        )  # fmt: skip
    earlier = told_team(inbox, about=about, account=account)
    if len([m for m in earlier if (inbox.now() - m.made_at).total_seconds() < 3600]) >= AN_HOUR:
        raise WrongUse(
            Text("Je schreef dit uur al vijf keer. Bel je team.",
                 "You wrote five times this hour. Phone your team.")
        )  # fmt: skip
    if earlier and earlier[0].body.endswith(said):
        return earlier[0]
    body = f"{ronde.name_of(code)} ({code}) schrijft in het portaal:\n\n{said}"
    return post_mail(
        inbox, kind=about.value, address=address, account=account,
        subject=f"{_SUBJECTS[about]} · {ronde.name}", body=body,
    )  # fmt: skip


def told_team(inbox: Inbox, *, about: Told, account: UUID) -> tuple[MailRecord, ...]:
    """What this account told before, newest first."""
    return tuple(m for m in mails(inbox, kind=about.value) if m.account == account)
