"""Accounts for the people of a round: one per mail address, so two for two doctors on one row."""

from __future__ import annotations

from bureau.inbox.accounts import accounts, bind, make_account
from bureau.inbox.handle import Inbox
from bureau.inbox.records import AccountRecord, Participant
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


def side_of(ronde: Koppelronde, code: str) -> Side:
    """Which side somebody of the round is on; WrongUse for a code that is not in it."""
    if code in ronde.aios_by_code:
        return Side.AIOS
    if code in ronde.hao_by_code:
        return Side.HAO
    raise WrongUse(
        Text(f"{code} doet niet mee aan deze ronde.", f"{code} takes no part in this round.")
    )


def make_accounts(inbox: Inbox, ronde: Koppelronde, code: str) -> tuple[AccountRecord, ...]:
    """The accounts of that person, made where they were not there yet.

    WrongUse where the round knows no mail address, or where somebody else of this round has it.
    """
    person, side = ronde.person(code), side_of(ronde, code)
    assert person is not None
    if not person.emails:
        raise WrongUse(
            Text(f"{person.name} heeft nog geen mailadres.", f"{person.name} has no address yet.")
        )
    who = Participant(ronde=ronde.name, side=side, code=code)
    found = []
    for email in person.emails:
        account = make_account(inbox, email=email, name=person.name)
        taken = account.in_round(ronde.name)
        if taken is not None and taken != who:
            raise WrongUse(
                Text(
                    f"Het adres van {person.name} is ook dat van {ronde.name_of(taken.code)}.",
                    f"The address of {person.name} is also that of {ronde.name_of(taken.code)}.",
                ),
                Text("Geef een van beiden een eigen adres.", "Give one of them another address."),
            )
        found.append(bind(inbox, account.id, who))
    return tuple(found)


def accounts_by_code(inbox: Inbox, ronde: Koppelronde) -> dict[str, tuple[AccountRecord, ...]]:
    """The accounts of everybody of the round who has one."""
    found: dict[str, tuple[AccountRecord, ...]] = {}
    for account in accounts(inbox):
        who = account.in_round(ronde.name)
        if who is not None:
            found[who.code] = (*found.get(who.code, ()), account)
    return found
