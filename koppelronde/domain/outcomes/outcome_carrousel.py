"""The carrousel afternoon as records: turns, tables, who meets whom, and what a repair changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome import Couple, Stage
from koppelronde.domain.people import Side


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
    offers: tuple[Meeting, ...] = ()
    """Whom somebody can go to, freely, in a turn that fell out; not planned."""


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
