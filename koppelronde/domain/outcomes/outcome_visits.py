"""The visits to practices as records, and what the owner of a calendar last got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome import Stage


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
