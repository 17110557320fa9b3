"""Telephone calls about a matching as records: who is called, why, and what came out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from koppelronde.domain.people import Side


class CallReason(StrEnum):
    """Why somebody is telephoned."""

    UNPLACED = "unplaced"
    TOLD_OTHER = "told_other"
    LATE_VETO = "late_veto"
    LEFT_OFF = "left_off"
    LOW_RANK = "low_rank"
    FAR_AWAY = "far_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another partner for this person and what it costs the group.

    ``worse_stage`` is the first goal that gets worse (None when none does), ``by`` how much,
    ``others_moved`` how many others get another partner.
    """

    partner: str
    own_rank: int | None
    worse_stage: str | None
    by: int
    others_moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IfRefused:
    """What happens when this person says no, solved in advance."""

    partner: str | None
    own_rank: int | None
    others_moved: tuple[str, ...]
    worse_stage: str | None
    by: int


class CallOutcome(StrEnum):
    """What came out of a call."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    ASKS_TIME = "asks_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """What somebody wrote down of one telephone call, in the order in which it was recorded.

    ``partner`` is the one the call was about, empty when there was none. The last record about
    a person and a partner counts.
    """

    who: str
    outcome: CallOutcome
    partner: str = ""
    by: str = ""
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One person to be telephoned; ``before`` is a partner of an earlier result that fell away.

    ``in_advance``: what can be offered and what a no does was solved. It is false for who comes
    later on the list of a large round, and then nothing is known of that yet.
    """

    who: str
    side: Side
    partner: str | None
    reasons: tuple[CallReason, ...]
    own_rank: int | None
    partner_rank: int | None
    urgency: int
    alternatives: tuple[Alternative, ...] = ()
    if_refused: IfRefused | None = None
    outcome: CallOutcome | None = None
    note: str = ""
    before: str | None = None
    in_advance: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """Everybody to be called, most urgent first."""

    result_hash: str
    calls: tuple[Call, ...] = field(default=())

    @property
    def open(self) -> tuple[Call, ...]:
        """Calls without a final answer."""
        final = (CallOutcome.ACCEPTED, CallOutcome.REFUSED)
        return tuple(call for call in self.calls if call.outcome not in final)
