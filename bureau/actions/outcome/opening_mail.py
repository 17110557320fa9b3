"""The mail that the result can be read, to everybody at the announced hour; it names nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bureau.actions.participants import accounts_by_code
from bureau.inbox.handle import Inbox
from bureau.inbox.outbox import mails, post_mail
from koppelronde.domain.language import DEFAULT_LANG, Text
from koppelronde.domain.ronde import Koppelronde

SUBJECT: Final = Text("Koppelronde {round}: je uitslag staat klaar",
                      "Matching round {round}: your result is ready")  # fmt: skip
BODY: Final = Text(
    "Beste {name},\n\nDe uitslag van de koppelronde {round} staat klaar. Log in op het portaal en "
    "kies Uitslag. Daar lees je ook wat je nu het beste kunt doen en hoe je ons bereikt.",
    "Dear {name},\n\nThe result of the matching round {round} is ready. Log in to the portal and "
    "choose Result. There you also read what is best to do now and how to reach us.",
)


def post_result_ready(
    inbox: Inbox, ronde: Koppelronde, *, mark: str, opens: datetime | None
) -> int:
    """Put one mail per account in the outbox, to leave at ``opens``; once for each result.

    ``mark`` is that of the result. Everybody gets the same words at the same moment, placed or not.
    """
    kind = f"result {mark[:16]}"
    if mails(inbox, kind=kind, most=1):
        return 0
    sent = 0
    for code, accounts in sorted(accounts_by_code(inbox, ronde).items()):
        if code in ronde.withdrawn:
            continue
        for account in accounts:
            lang = account.lang or DEFAULT_LANG
            fields = {"round": ronde.name, "name": account.name}
            post_mail(
                inbox, kind=kind, address=account.email, account=account.id, not_before=opens,
                subject=SUBJECT.say(lang).format(**fields), body=BODY.say(lang).format(**fields),
            )  # fmt: skip
            sent += 1
    return sent
