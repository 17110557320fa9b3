"""Judge a carrousel: a timetable in, findings out. Knows nothing of how timetables are made.

It serves three: tests of the engine, ``koppel carrousel check`` for a plan made elsewhere, and
whoever wants to trust a plan without trusting the program. It reads the round and the timetable
and shares no code with the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from carrousel.check.couples import (
    equal_numbers,
    missed_is_right,
    must_meet,
    no_pause_after_pause,
    nobody_excluded,
    nobody_ineligible,
    number_asked,
)
from carrousel.check.day import known_people, only_who_is_there, turns_fit
from carrousel.check.recounted_goals import goals_are_true
from carrousel.check.rules import RULES
from carrousel.check.table_rules import few_at_once, keeps_table, once, one_place, one_table
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import DayEventKind, Meeting, Timetable
from koppelronde.domain.ronde import Koppelronde

__all__ = ["RULES", "check_history", "check_timetable"]


def check_timetable(ronde: Koppelronde, timetable: Timetable) -> tuple[Finding, ...]:
    """Everything wrong with this timetable (BROKEN), then what somebody should know (NOTICE)."""
    rules: tuple[Callable[[Koppelronde, Timetable], Iterator[Finding]], ...] = (
        turns_fit,
        known_people,
        once,
        one_place,
        one_table,
        few_at_once,
        keeps_table,
        only_who_is_there,
        nobody_excluded,
        nobody_ineligible,
        missed_is_right,
        no_pause_after_pause,
        equal_numbers,
        number_asked,
        must_meet,
        goals_are_true,
    )
    found = [finding for rule in rules for finding in rule(ronde, timetable)]
    return tuple(sorted(found, key=lambda finding: finding.weight is Weight.NOTICE))


def check_history(before: Timetable, after: Timetable) -> tuple[Finding, ...]:
    """Whether a plan made during the day left alone what had been held by then.

    A conversation with somebody who turned out not to be there was not held.
    """
    gone = {
        (event.who, turn)
        for event in after.events
        if event.kind is not DayEventKind.SWAP_TABLE
        for turn in range(event.first, event.last + 1)
    }

    def held(timetable: Timetable) -> set[Meeting]:
        return {
            meeting
            for meeting in timetable.meetings
            if meeting.turn <= after.held_until
            and (meeting.aios, meeting.turn) not in gone
            and (meeting.hao, meeting.turn) not in gone
        }

    return tuple(
        Finding(
            "carrousel_history",
            (meeting.aios, meeting.hao),
            Text(
                f"Ronde {meeting.turn} was al geweest, maar {meeting.aios} met {meeting.hao} "
                "is veranderd.",
                f"Turn {meeting.turn} had been held, but {meeting.aios} with {meeting.hao} "
                "was changed.",
            ),
        )
        for meeting in sorted(held(before) ^ held(after))
    )
