"""Who is at the door: the account, whom it is in the current round, and its roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest

from bureau.inbox.records import AccountRecord, Participant, StaffRole
from koppelronde.domain.language import DEFAULT_LANG, Lang
from koppelronde.domain.people import Side


class Role(StrEnum):
    """Whom the table of rights speaks of; somebody may be several of these at once."""

    AIOS = "aios"
    HAO = "hao"
    A_TEAM = StaffRole.A_TEAM.value
    O_TEAM = StaffRole.O_TEAM.value
    KOPPELAAR = StaffRole.KOPPELAAR.value
    BEHEER = StaffRole.BEHEER.value


PARTICIPANTS = frozenset({Role.AIOS, Role.HAO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """An outsider has no account. ``factor``: whether a second factor is set up."""

    account: AccountRecord | None = None
    person: Participant | None = None
    factor: bool = False
    lang: Lang = DEFAULT_LANG

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that this person has now."""
        if self.account is None:
            return frozenset()
        roles = {Role(role.value) for role in self.account.roles}
        if self.person is not None:
            roles.add(Role.AIOS if self.person.side is Side.AIOS else Role.HAO)
        return frozenset(roles)

    @property
    def staff(self) -> bool:
        """Whether somebody has a role in the office."""
        return bool(self.roles - PARTICIPANTS)

    @property
    def name(self) -> str:
        """For the frame of the page; empty for an outsider."""
        return "" if self.account is None else self.account.name


def visitor_of(request: HttpRequest) -> Visitor:
    """Who asks for this page."""
    found = getattr(request, "visitor", None)
    return found if isinstance(found, Visitor) else Visitor()


def account_of(request: HttpRequest) -> AccountRecord:
    """The account that asks; for views that no outsider reaches."""
    account = visitor_of(request).account
    assert account is not None, "the gate lets no outsider in here"
    return account


def person_of(request: HttpRequest) -> Participant:
    """The participant that asks; for views behind an act on what is one's own."""
    person = visitor_of(request).person
    assert person is not None, "the gate lets nobody in here who takes no part"
    return person
