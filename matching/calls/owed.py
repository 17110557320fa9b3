"""Who is owed a call because a partner of whom they knew fell away.

Somebody said yes on the phone, or asked for time, and now has another partner or none; or a veto
that came after the matching took their couple. They hear it by phone before any letter does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import CallOutcome, CallReason, CallRecord
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

_SPOKEN = (CallOutcome.ACCEPTED, CallOutcome.ASKS_TIME)


@dataclass(frozen=True, slots=True)
class Owed:
    """``who`` is called because ``before`` fell away."""

    who: str
    side: Side
    before: str
    reason: CallReason


def spoken_people(records: tuple[CallRecord, ...]) -> frozenset[str]:
    """Who said yes or asked for time."""
    return frozenset(record.who for record in records if record.outcome in _SPOKEN)


def calls_owed(
    ronde: Koppelronde, matching: Matching, records: tuple[CallRecord, ...]
) -> dict[str, Owed]:
    """By code; nobody who takes no part any more, and nobody who was told of the present couple."""
    owed: dict[str, Owed] = {}
    for one in (*_told_something_else(ronde, records), *_late_vetoes(ronde)):
        now = matching.partner_of(one.who)
        heard = {r.partner for r in records if r.who == one.who and r.outcome in _SPOKEN}
        if one.who in ronde.withdrawn or one.before in now or (now and heard.issuperset(now)):
            continue
        # A veto is the better word for it where both hold.
        if one.who not in owed or one.reason is CallReason.LATE_VETO:
            owed[one.who] = one
    return owed


def _told_something_else(ronde: Koppelronde, records: tuple[CallRecord, ...]) -> Iterator[Owed]:
    last: dict[str, CallRecord] = {}
    for record in records:
        if record.outcome is not CallOutcome.UNREACHABLE:
            last[record.who] = record
    for who, record in sorted(last.items()):
        if record.outcome in _SPOKEN and record.partner:
            side = Side.AIOS if who in ronde.aios_by_code else Side.HAO
            yield Owed(who, side, record.partner, CallReason.TOLD_OTHER)


def _late_vetoes(ronde: Koppelronde) -> Iterator[Owed]:
    for agreement in ronde.agreements:
        if agreement.ground:
            yield Owed(agreement.aios, Side.AIOS, agreement.hao, CallReason.LATE_VETO)
            yield Owed(agreement.hao, Side.HAO, agreement.aios, CallReason.LATE_VETO)
