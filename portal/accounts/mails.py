"""The mails about getting in, in both languages; every one goes by the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bureau.inbox.handle import Inbox
from bureau.inbox.outbox import post_mail
from bureau.inbox.records import AccountRecord
from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class Letter:
    """``body`` may hold ``{name}`` and what the kind gives besides."""

    subject: Text
    body: Text


_NOT_YOU: Final = Text(
    "\n\nWas jij dit niet? Bel dan meteen je eigen team; het nummer staat op elke bladzijde.",
    "\n\nWas this not you? Then phone your own team at once; the number is on every page.",
)

LETTERS: Final[dict[str, Letter]] = {
    "invitation": Letter(
        Text("Je account voor de koppeling", "Your account for the matching"),
        Text(
            "Dag {name},\n\nJe doet mee aan de koppeling van aios en opleiders. Maak je account "
            "klaar met deze link. Hij werkt tot en met {until} en is alleen voor jou:\n\n{link}\n\n"
            "Werkt de link niet, ga dan naar {page} en typ deze code: {code}\n\n"
            "Je kiest zelf hoe je inlogt. Een wachtwoord is er niet. Houd twee minuten en je "
            "telefoon bij de hand.",
            "Dear {name},\n\nYou take part in the matching of trainees and trainers. Set up your "
            "account with this link. It works until {until} and is for you only:\n\n{link}\n\n"
            "If the link does not work, go to {page} and type this code: {code}\n\n"
            "You choose how to log in. There is no password. Keep two minutes and your telephone "
            "at hand.",
        ),
    ),
    "login_code": Letter(
        Text("Je inlogcode", "Your login code"),
        Text(
            "Dag {name},\n\nJe code is {code}\n\nHij geldt 10 minuten en voor één keer. Geef hem "
            "aan niemand, ook niet aan ons.",
            "Dear {name},\n\nYour code is {code}\n\nIt is valid for 10 minutes and for one time. "
            "Give it to nobody, not even to us.",
        ),
    ),
    "totp_activated": Letter(
        Text("Inloggen met een app staat aan", "Logging in with an app is on"),
        Text("Dag {name},\n\nJe logt voortaan in met de codes van je app.",
             "Dear {name},\n\nFrom now on you log in with the codes of your app.") + _NOT_YOU,
    ),
    "totp_deactivated": Letter(
        Text("Inloggen met een app staat uit", "Logging in with an app is off"),
        Text("Dag {name},\n\nJe app met codes hoort niet meer bij je account.",
             "Dear {name},\n\nYour app with codes no longer belongs to your account.") + _NOT_YOU,
    ),
    "webauthn_added": Letter(
        Text("Er is een passkey bij gekomen", "A passkey was added"),
        Text("Dag {name},\n\nJe kunt voortaan inloggen met een nieuwe passkey.",
             "Dear {name},\n\nFrom now on you can log in with a new passkey.") + _NOT_YOU,
    ),
    "webauthn_removed": Letter(
        Text("Er is een passkey weg", "A passkey was removed"),
        Text("Dag {name},\n\nEen van je passkeys hoort niet meer bij je account.",
             "Dear {name},\n\nOne of your passkeys no longer belongs to your account.") + _NOT_YOU,
    ),
    "recovery_codes_generated": Letter(
        Text("Je hebt nieuwe herstelcodes", "You have new recovery codes"),
        Text("Dag {name},\n\nDe herstelcodes die je eerder had, werken niet meer.",
             "Dear {name},\n\nThe recovery codes that you had before no longer work.") + _NOT_YOU,
    ),
    "factor_reset": Letter(
        Text("Je inlogmanier is weggehaald", "Your way of logging in was removed"),
        Text(
            "Dag {name},\n\nJe eigen team heeft op jouw verzoek je passkey, app en herstelcodes "
            "weggehaald. Log in met een code per mail en kies een nieuwe manier.",
            "Dear {name},\n\nYour own team removed your passkey, app and recovery codes at your "
            "request. Log in with a code by mail and choose a new way.",
        ) + _NOT_YOU,
    ),
}  # fmt: skip


def tell(inbox: Inbox, account: AccountRecord, kind: str, **values: Text | str) -> None:
    """Put that letter for that account into the outbox."""
    letter, lang = LETTERS[kind], account.lang or "nl"
    said = {k: v.say(lang) if isinstance(v, Text) else v for k, v in values.items()}
    post_mail(
        inbox,
        kind=kind,
        address=account.email,
        subject=letter.subject.say(lang),
        body=letter.body.say(lang).format(name=account.name, **said),
        account=account.id,
    )
