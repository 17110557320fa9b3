"""The afternoon of one person, or of one table, read from a timetable.

Papers, calendars and the bell all read the timetable through this book, so that they cannot
tell different stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import (
    DayEventKind,
    Meeting,
    Table,
    Timetable,
    Turn,
)
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


class PartKind(StrEnum):
    """What a stretch of somebody's afternoon is."""

    TALK = "talk"
    FREE = "free"
    BREAK = "break"
    AWAY = "away"


class DayPart(NamedTuple):
    """One stretch: a turn or a break. ``turn`` is 0 for a break; ``table`` 0 where none.

    ``partner`` is the code across the table; ``catch_up`` marks a talk that was missed before. A
    free turn with a partner is an offer: somebody who is free too, and at which table.
    """

    kind: PartKind
    begin: datetime
    end: datetime
    turn: int = 0
    table: int = 0
    partner: str = ""
    catch_up: bool = False


class DayBook:
    """A timetable, opened at anybody's page. Everything comes out in order of time or code."""

    def __init__(self, ronde: Koppelronde, timetable: Timetable) -> None:
        self.ronde = ronde
        self.timetable = timetable
        every = (*timetable.turns, *timetable.catch_up_turns)
        self.turn: Mapping[int, Turn] = {turn.number: turn for turn in every}
        self.table: Mapping[int, Table] = {table.number: table for table in timetable.tables}
        self.home: Mapping[str, int] = dict(timetable.home)
        self.rooms = tuple(sorted({table.room for table in timetable.tables if table.room}))

    @cached_property
    def at_home(self) -> Mapping[int, tuple[str, ...]]:
        """Who stays seated at each table."""
        found: dict[int, list[str]] = defaultdict(list)
        for code, table in sorted(self.timetable.home):
            found[table].append(code)
        return {table: tuple(codes) for table, codes in found.items()}

    @cached_property
    def _talks(self) -> Mapping[str, tuple[tuple[Meeting, bool], ...]]:
        found: dict[str, list[tuple[Meeting, bool]]] = defaultdict(list)
        late = [(meeting, True) for meeting in self.timetable.catch_up]
        for meeting, catch_up in [(m, False) for m in self.timetable.meetings] + late:
            for code in (meeting.aios, meeting.hao):
                found[code].append((meeting, catch_up))
        return {code: tuple(sorted(talks)) for code, talks in found.items()}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who has a talk or a table, AIOS first, by code."""
        there = (set(self._talks) | set(self.home)) - set(self.ronde.withdrawn)
        everybody = (*self.ronde.aios, *self.ronde.haos)
        return tuple(person.code for person in everybody if person.code in there)

    def people_of(self, side: Side) -> tuple[str, ...]:
        """The participants of one side, by code."""
        known = self.ronde.aios_by_code if side is Side.AIOS else self.ronde.hao_by_code
        return tuple(code for code in self.people if code in known)

    @cached_property
    def _away(self) -> frozenset[tuple[str, int]]:
        gone: set[tuple[str, int]] = set()
        for presence in self.ronde.presences:
            for turn in self.timetable.turns:
                early = presence.begin is not None and turn.begin.time() < presence.begin
                late = presence.end is not None and turn.end.time() > presence.end
                between = any(
                    turn.begin.time() < back and gone_at < turn.end.time()
                    for gone_at, back in presence.away
                )
                if early or late or between:
                    gone.add((presence.code, turn.number))
        for event in self.timetable.events:
            if event.kind in (DayEventKind.ABSENT, DayEventKind.LATE):
                gone |= {(event.who, number) for number in range(event.first, event.last + 1)}
        return frozenset(gone)

    @cached_property
    def _offers(self) -> Mapping[tuple[str, int], tuple[int, str]]:
        walks = self.timetable.mover is Side.AIOS
        return {
            (o.aios if walks else o.hao, o.turn): (o.table, o.hao if walks else o.aios)
            for o in self.timetable.offers
        }

    def day_of(self, code: str) -> tuple[DayPart, ...]:
        """Somebody's afternoon, every turn and every break, in order of time."""
        parts: list[DayPart] = []
        busy = set()
        for meeting, catch_up in self._talks.get(code, ()):
            turn = self.turn.get(meeting.turn)
            if turn is None:
                continue
            busy.add(turn.number)
            partner = meeting.hao if code == meeting.aios else meeting.aios
            parts.append(
                DayPart(PartKind.TALK, turn.begin, turn.end, turn.number, meeting.table, partner,
                        catch_up)
            )  # fmt: skip
        for turn in self.timetable.turns:
            if turn.number not in busy:
                away = (code, turn.number) in self._away
                kind = PartKind.AWAY if away else PartKind.FREE
                table, other = (0, "") if away else self._offers.get((code, turn.number), (0, ""))
                parts.append(DayPart(kind, turn.begin, turn.end, turn.number, table, other))
        parts += [DayPart(PartKind.BREAK, b.begin, b.end) for b in self.timetable.breaks]
        return tuple(sorted(parts, key=lambda part: (part.begin.timestamp(), part.turn)))

    def afterwards(self, code: str) -> tuple[Meeting, ...]:
        """Talks to catch up that have no turn: agreed on the spot."""
        return tuple(m for m, _ in self._talks.get(code, ()) if m.turn not in self.turn)

    @property
    def begin(self) -> datetime:
        """The first bell. ValueError for a timetable without turns."""
        return min((turn.begin for turn in self.timetable.turns), key=datetime.timestamp)

    @property
    def end(self) -> datetime:
        """The last bell."""
        return max((turn.end for turn in self.timetable.turns), key=datetime.timestamp)

    def where(self, number: int) -> Text:
        """``tafel 7, zaal B2`` (or online)."""
        table = self.table.get(number, Table(number))
        nl, en = [f"tafel {number}"], [f"table {number}"]
        if table.online:
            nl.append("online")
            en.append("online")
        elif table.room:
            nl.append(table.room)
            en.append(table.room)
        return Text(", ".join(nl), ", ".join(en))

    def short_table(self, number: int) -> str:
        """``7``, with the room where there is more than one: ``7 · zaal A``."""
        table = self.table.get(number, Table(number))
        if table.online:
            return f"{number} · online"
        return f"{number} · {table.room}" if len(self.rooms) > 1 and table.room else str(number)

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """A short name for each participant that nobody else has: ``Amira B.``; else the code."""
        short: dict[str, str] = {}
        for side in Side:
            codes = self.people_of(side)
            for code in codes:
                person = self.ronde.person(code)
                if person is None or not person.first_name or not person.surname:
                    short[code] = code
                    continue
                short[code] = f"{person.first_name.split()[0]} {person.surname[0]}."
            seen: dict[str, list[str]] = defaultdict(list)
            for code in codes:
                seen[short[code]].append(code)
            for label, same in seen.items():
                if len(same) > 1 or len(label) > 16:
                    for code in same:
                        person = self.ronde.person(code)
                        first = person.first_name.split()[:1] if person is not None else []
                        name = first[0] if first and len(first[0]) <= 10 else ""
                        short[code] = f"{name} {code}".strip()
        return short
