"""Afterwards: who missed each other, known from the plan and the attendance list.

Missed couples are offered as extra visit wishes: they have had no first impression yet.
Source: procedure Maastricht, fase 2 (visits follow from the first acquaintance).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from carrousel.afternoon.guests import guests_of
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.outcomes.outcome_carrousel import DayEventKind, Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, VisitWish


@dataclass(frozen=True, slots=True)
class Attendance:
    """What the attendance list says.

    ``absent`` gives the turns somebody missed (all turns: was not there at all); ``not_held``
    are conversations that did not take place for another reason; ``caught_up`` those that were
    held after the last turn. ``spoke`` are couples of whom somebody wrote that they did speak:
    that goes before who was there.
    """

    absent: Mapping[str, Collection[int]]
    not_held: Collection[Couple] = ()
    caught_up: Collection[Couple] = ()
    spoke: Collection[Couple] = ()


def couples_met(timetable: Timetable, attendance: Attendance) -> tuple[Couple, ...]:
    """Who really spoke, in order of code."""
    away = {(code, turn) for code, turns in attendance.absent.items() for turn in turns}
    away |= {
        (event.who, turn)
        for event in timetable.events
        if event.kind is not DayEventKind.SWAP_TABLE
        for turn in range(event.first, event.last + 1)
    }
    not_held = set(attendance.not_held)
    met = {
        Couple(meeting.aios, meeting.hao)
        for meeting in timetable.meetings
        if (meeting.aios, meeting.turn) not in away and (meeting.hao, meeting.turn) not in away
    }
    return tuple(sorted((met - not_held) | set(attendance.caught_up) | set(attendance.spoke)))


def couples_missed(
    ronde: Koppelronde, timetable: Timetable, attendance: Attendance
) -> tuple[Couple, ...]:
    """Allowed couples that did not speak: never planned, lost on the day, or not held."""
    met = set(couples_met(timetable, attendance))
    planned = {Couple(meeting.aios, meeting.hao) for meeting in timetable.meetings}
    # Who cannot be coupled may have had a turn all the same; they have nothing to make good.
    never = {Couple(*pair) for pair in guests_of(ronde).ineligible}
    return tuple(sorted((planned | set(timetable.missed)) - met - never))


def lost_conversations(
    ronde: Koppelronde, timetable: Timetable, attendance: Attendance
) -> tuple[Couple, ...]:
    """Of the missed couples those who had a turn: planned, and yet it did not come about."""
    planned = {Couple(meeting.aios, meeting.hao) for meeting in timetable.meetings}
    return tuple(
        couple
        for couple in couples_missed(ronde, timetable, attendance)
        if couple in planned or couple in timetable.lost
    )


def extra_visit_wishes(ronde: Koppelronde, missed: Collection[Couple]) -> tuple[VisitWish, ...]:
    """A visit wish for every missed couple, after everything the AIOS wished already.

    A practice is asked once, and not where the AIOS wished to go already.
    """
    wished = {(wish.aios, wish.praktijk) for wish in ronde.visit_wishes}
    last: dict[str, int] = {}
    for wish in ronde.visit_wishes:
        if wish.by is Side.AIOS:
            last[wish.aios] = max(last.get(wish.aios, 0), wish.rank)
    extra: list[VisitWish] = []
    for couple in sorted(missed):
        hao = ronde.hao_by_code.get(couple.hao)
        if hao is None or not hao.praktijk or (couple.aios, hao.praktijk) in wished:
            continue
        wished.add((couple.aios, hao.praktijk))
        last[couple.aios] = last.get(couple.aios, 0) + 1
        extra.append(VisitWish(couple.aios, hao.praktijk, last[couple.aios]))
    return tuple(extra)
