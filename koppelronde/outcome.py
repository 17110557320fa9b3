"""What the engines produce: timetables, visit calendars, shortlists, matchings, call lists.

All are plain frozen records. Printing, mailing and storing need nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from koppelronde.findings import Finding
from koppelronde.language import Text
from koppelronde.people import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One ordered goal: its value, the best value possible, and whether that was proven.

    ``most`` says whether more is better. ``value == bound`` when ``proven``.
    """

    name: str
    says: Text
    unit: str
    value: int
    bound: int
    proven: bool
    most: bool


# ── carrousel ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """One conversation of the afternoon, from bell to bell. Numbered from 1."""

    number: int
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """A pause, after the turn of that number (0 = before the first)."""

    after_turn: int
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True, order=True)
class Table:
    """A table; ``position`` is its place in the walking order inside the room."""

    number: int
    room: str = ""
    position: int = 0
    fixed: bool = False
    online: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """Who talks to whom, in which turn, at which table."""

    turn: int
    table: int
    aios: str
    hao: str


@dataclass(frozen=True, slots=True, order=True)
class Couple:
    """Two codes."""

    aios: str
    hao: str


class DayEventKind(StrEnum):
    """What changed during the afternoon."""

    ABSENT = "absent"
    LATE = "late"
    SWAP_TABLE = "swap_table"


@dataclass(frozen=True, slots=True, order=True)
class DayEvent:
    """A change on the day; turns ``first`` to ``last`` (included) are affected.

    ``table`` is where somebody was asked to go (0: any that is free), ``left`` the table that is
    empty since.
    """

    kind: DayEventKind
    who: str
    first: int
    last: int
    table: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrouselGroup:
    """People who meet only each other, in turns ``first`` to ``last`` (included)."""

    number: int
    first: int
    last: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The carrousel of one afternoon.

    ``home`` is the table of everybody who stays seated. ``missed`` are allowed couples that do
    not meet. ``held_until`` is the last turn that had already taken place when it was planned.
    ``lost`` are the missed couples that had a turn until something happened on the day;
    ``catch_up`` offers them one after the last turn, in ``catch_up_turns``. ``groups`` is empty
    when everybody is in one group all the time.
    """

    version: int
    made_at: datetime
    mover: Side
    turns: tuple[Turn, ...]
    breaks: tuple[Break, ...]
    tables: tuple[Table, ...]
    home: tuple[tuple[str, int], ...]
    meetings: tuple[Meeting, ...]
    missed: tuple[Couple, ...] = ()
    catch_up: tuple[Meeting, ...] = ()
    events: tuple[DayEvent, ...] = ()
    held_until: int = 0
    stages: tuple[Stage, ...] = ()
    findings: tuple[Finding, ...] = ()
    lost: tuple[Couple, ...] = ()
    catch_up_turns: tuple[Turn, ...] = ()
    groups: tuple[CarrouselGroup, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class PlaceChange:
    """What is different for one person in one turn; no partner and table 0 is a pause."""

    turn: int
    partner_before: str
    table_before: int
    partner_after: str
    table_after: int


@dataclass(frozen=True, slots=True)
class Told:
    """Who must be told what on the day, and get a new card."""

    who: str
    changes: tuple[PlaceChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The new plan of the afternoon and whom it touches; ``told`` is sorted by code."""

    timetable: Timetable
    told: tuple[Told, ...]
    changed_places: int


# ── visits ───────────────────────────────────────────────────────────────────────────────────


class VisitStatus(StrEnum):
    """How far a visit is."""

    PLANNED = "planned"
    AGREED = "agreed"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """An AIOS goes to see a practice (all its trainers) at that moment."""

    aios: str
    praktijk: str
    begin: datetime
    end: datetime
    status: VisitStatus = VisitStatus.PLANNED
    present: tuple[str, ...] = ()
    travel_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCalendar:
    """Who visits which practice and when.

    ``without_moment`` are visits that were chosen but for which no moment was found.
    """

    version: int
    made_at: datetime
    visits: tuple[Visit, ...]
    without_moment: tuple[tuple[str, str], ...] = ()
    stages: tuple[Stage, ...] = ()
    findings: tuple[Finding, ...] = ()


class CalendarKind(StrEnum):
    """What a calendar entry is about."""

    CARROUSEL = "carrousel"
    VISIT = "visit"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class HandedOut:
    """One calendar entry as its owner last got it: what a change or cancellation refers to.

    ``uid`` never changes; ``sequence`` rises with each change. ``owner`` is the code of the
    person or practice, ``with_whom`` that of the other one. ``content_hash`` covers everything
    that the owner sees.
    """

    uid: str
    kind: CalendarKind
    owner: str
    with_whom: str
    sequence: int
    cancelled: bool
    content_hash: str
    begin: datetime
    end: datetime
    summary: str
    location: str = ""


# ── shortlist ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """Who interviews whom. ``witness`` is a complete matching inside the interviews.

    ``groups`` holds the codes of each group where everybody in a group meets everybody.
    """

    version: int
    made_at: datetime
    interviews: tuple[Couple, ...]
    witness: tuple[Couple, ...]
    stages: tuple[Stage, ...] = ()
    findings: tuple[Finding, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


# ── matching ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, order=True)
class MatchedCouple:
    """One AIOS placed with one HAO, with what stood on both lists.

    A rank is None for a couple made by hand between two people who never met. ``locked`` was
    agreed by hand or by phone; ``held`` only stays because somebody was told of it and asked for
    time.
    """

    aios: str
    hao: str
    rank_by_aios: int | None
    rank_by_hao: int | None
    listed_by_aios: bool = True
    listed_by_hao: bool = True
    travel_minutes: int | None = None
    shared_days: int | None = None
    locked: bool = False
    held: bool = False

    @property
    def worse_rank(self) -> int | None:
        """The worse of both ranks."""
        if self.rank_by_aios is None or self.rank_by_hao is None:
            return None
        return max(self.rank_by_aios, self.rank_by_hao)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The whole group's result. ``open_haos`` pairs each HAO with the places still free."""

    couples: tuple[MatchedCouple, ...]
    unplaced: tuple[str, ...]
    open_haos: tuple[tuple[str, int], ...]
    stages: tuple[Stage, ...]
    always: tuple[Couple, ...] = ()
    """Couples that are in every optimum."""
    trial: bool = True
    input_hash: str = ""
    result_hash: str = ""
    seed: str = ""
    made_at: datetime | None = None
    findings: tuple[Finding, ...] = ()

    def partner_of(self, code: str) -> tuple[str, ...]:
        """Who somebody is coupled to: none, one, or several for an HAO with places."""
        return tuple(
            couple.hao if couple.aios == code else couple.aios
            for couple in self.couples
            if code in (couple.aios, couple.hao)
        )


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
    """One person to be telephoned; ``before`` is a partner of an earlier result that fell away."""

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
