"""What the day desk shows of the plan: everybody's state, the turn of now, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Timetable, Turn
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from portal.office.afternoon_words import SAYS

_NEXT = 4


@dataclass(frozen=True, slots=True)
class Here:
    """One person at the desk; ``mark`` is the class of the state."""

    code: str
    name: str
    side: Side
    table: int
    where: Text
    says: Text | None
    mark: str


@dataclass(frozen=True, slots=True)
class Soon:
    """A turn that comes, and the tables without a talk in it."""

    turn: Turn
    empty: tuple[int, ...]


def people_here(
    ronde: Koppelronde, timetable: Timetable, ticked: Mapping[str, str]
) -> tuple[Here, ...]:
    """Everybody of the plan: late and absent first, then by name."""
    events = {event.who: event for event in timetable.events
              if event.kind in (DayEventKind.ABSENT, DayEventKind.LATE)}  # fmt: skip
    home = dict(timetable.home)
    codes = {code for m in timetable.meetings for code in (m.aios, m.hao)} | set(home) | set(events)
    found = [
        _here(ronde, timetable, code, home.get(code, 0), events.get(code), ticked.get(code, ""))
        for code in codes - set(ronde.withdrawn)
    ]
    return tuple(sorted(found, key=lambda p: (p.mark not in ("bad", "wait"), p.name, p.code)))


def _here(
    ronde: Koppelronde, timetable: Timetable, code: str, table: int, event: DayEvent | None,
    ticked: str,
) -> Here:  # fmt: skip
    side = Side.AIOS if code in ronde.aios_by_code else Side.HAO
    what = Text("aios", "trainee") if side is Side.AIOS else Text("opleider", "trainer")
    place = SAYS.sits + Text(f" {table}", f" {table}") if table else SAYS.going
    says, mark = (None, "") if event is None else _said(timetable, event)
    if ticked:
        says, mark = Text(f"{SAYS.is_here.nl}, {ticked}", f"{SAYS.is_here.en}, {ticked}"), "done"
    where = what + Text(" · ", " · ") + place
    return Here(code, ronde.name_of(code), side, table, where, says, mark)


def _said(timetable: Timetable, event: DayEvent) -> tuple[Text, str]:
    span = (Text(f"ronde {event.first}", f"turn {event.first}") if event.first == event.last
            else Text(f"ronde {event.first} t/m {event.last}",
                      f"turns {event.first} to {event.last}"))  # fmt: skip
    late = event.kind is DayEventKind.LATE
    return ((SAYS.late if late else SAYS.absent) + Text(", ", ", ") + span,
            "wait" if late else "bad")  # fmt: skip


def figures(people: Sequence[Here]) -> dict[str, int]:
    """How many of each side are there, and how many are late or absent."""
    sides = Counter(person.side for person in people)
    here = Counter(person.side for person in people if person.mark == "done")
    marks = Counter(person.mark for person in people)
    return {
        "aios": here[Side.AIOS], "all_aios": sides[Side.AIOS],
        "haos": here[Side.HAO], "all_haos": sides[Side.HAO],
        "late": marks["wait"], "absent": marks["bad"],
    }  # fmt: skip


def turn_now(timetable: Timetable, now: datetime) -> dict[str, object]:
    """The turn that is going on, how far it is in minutes; or before, between, after."""
    turns = (*timetable.turns, *timetable.catch_up_turns)
    going = next((turn for turn in turns if turn.begin <= now < turn.end), None)
    if going is not None:
        minutes = round((going.end - going.begin).total_seconds() / 60)
        past = int((now - going.begin).total_seconds() // 60)
        return {"turn": going, "of": len(timetable.turns), "past": past, "minutes": minutes}
    return {"before": now < turns[0].begin, "after": now >= turns[-1].end}


def soon(timetable: Timetable, now: datetime) -> tuple[Soon, ...]:
    """The next turns, with the tables that stay empty in them."""
    coming = [turn for turn in timetable.turns if turn.begin > now][:_NEXT]
    used = {(meeting.turn, meeting.table) for meeting in timetable.meetings}
    tables = sorted({meeting.table for meeting in timetable.meetings})
    return tuple(
        Soon(turn, tuple(table for table in tables if (turn.number, table) not in used))
        for turn in coming
    )
