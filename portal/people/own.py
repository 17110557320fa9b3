"""Whoever asks, as a participant; and addresses of others that give nothing away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.crypto import salted_hmac

from bureau.inbox.records import AccountRecord
from koppelronde.domain.acting import By
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import local_moment
from koppelronde.procedure.deadlines import deadlines
from portal.desk import desk
from portal.visitor import account_of, person_of

VIA: Final = "portaal"


@dataclass(frozen=True, slots=True)
class Me:
    """Who asks: the account, and whom it is in the current round."""

    ronde: Koppelronde
    account: AccountRecord
    side: Side
    code: str
    person: Aios | Hao

    @property
    def is_aios(self) -> bool:
        """Whether a trainee asks."""
        return self.side is Side.AIOS

    @property
    def by(self) -> By:
        """For the journal."""
        return By(self.account.name, desk().now(), VIA)

    def others(self) -> tuple[Aios | Hao, ...]:
        """Everybody of the other side who takes part, by name."""
        there = self.ronde.haos if self.is_aios else self.ronde.aios
        gone = frozenset(self.ronde.withdrawn)
        return tuple(sorted((o for o in there if o.code not in gone), key=lambda o: o.alphabetical))


def me(request: HttpRequest) -> Me:
    """For views behind ``Act.OWN``."""
    mine, ronde = person_of(request), desk().the_round()
    person = ronde.person(mine.code)
    if person is None:
        raise Http404
    return Me(ronde, account_of(request), mine.side, mine.code, person)


def id_of(ronde: Koppelronde, code: str) -> UUID:
    """An address that nobody can guess and that names nobody; the same as long as the key is."""
    digest = salted_hmac("person", f"{ronde.name}\n{code}", algorithm="sha256").digest()
    return UUID(bytes=digest[:16], version=4)


def other_or_404(mine: Me, person: UUID) -> Aios | Hao:
    """The person of the other side with that address."""
    for other in mine.others():
        if id_of(mine.ronde, other.code) == person:
            return other
    raise Http404


def profiles_open(ronde: Koppelronde) -> datetime | None:
    """From when both sides read each other: the day after profiles are due; None for always."""
    due = [
        d.day for d in deadlines(ronde.procedure, ronde.settings) if d.kind is PhaseKind.PROFILES
    ]
    return local_moment(due[0] + timedelta(days=1), time()) if due else None
