"""Is everybody in one place, at one table, and nobody twice with the same person.

Part of the checker: shares no code with the engine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from carrousel.check.rules import says, walks_and_sits, who_meets
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import listed
from koppelronde.domain.outcomes.outcome_carrousel import DayEventKind, Meeting, Timetable
from koppelronde.domain.ronde import Koppelronde


def once(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    del ronde
    turns: dict[tuple[str, str], list[int]] = defaultdict(list)
    for meeting in (*timetable.meetings, *timetable.catch_up):
        turns[meeting.aios, meeting.hao].append(meeting.turn)
    for who, when in sorted(turns.items()):
        if len(when) > 1:
            said = listed([str(turn) for turn in sorted(when)])
            yield says(
                "carrousel_once",
                who,
                f"{who[0]} en {who[1]} in ronde {said.nl}",
                f"{who[0]} and {who[1]} in turns {said.en}",
            )


def one_place(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    del ronde
    seen = Counter(
        (meeting.turn, code)
        for meeting in (*timetable.meetings, *timetable.catch_up)
        for code in who_meets(meeting)
    )
    for (turn, code), number in sorted(seen.items()):
        if number > 1:
            yield says(
                "carrousel_one_place",
                (code,),
                f"{code} heeft {number} gesprekken in ronde {turn}",
                f"{code} has {number} meetings in turn {turn}",
            )


def one_table(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    del ronde
    seen: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    for meeting in (*timetable.meetings, *timetable.catch_up):
        seen[meeting.turn, meeting.table].append(meeting)
    for (turn, table), here in sorted(seen.items()):
        if len(here) > 1:
            who = tuple(sorted({code for meeting in here for code in who_meets(meeting)}))
            yield says(
                "carrousel_one_table",
                who,
                f"{len(here)} gesprekken aan tafel {table} in ronde {turn}",
                f"{len(here)} meetings at table {table} in turn {turn}",
            )


def few_at_once(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    free = ronde.number("free_tables")
    seen = Counter(meeting.turn for meeting in (*timetable.meetings, *timetable.catch_up))
    for turn, number in sorted(seen.items()):
        if free and number > free:
            yield says(
                "carrousel_at_once",
                (),
                f"{number} gesprekken in ronde {turn}, hoogstens {free} tegelijk",
                f"{number} meetings in turn {turn}, at most {free} at the same time",
            )


def keeps_table(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    """A mover with a place of their own is visited there, so that meeting is at that table.

    Where the round has free tables only who has a fixed place keeps one.
    """
    home, free = dict(timetable.home), ronde.number("free_tables")
    moved: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for event in timetable.events:
        if event.kind is DayEventKind.SWAP_TABLE:
            moved[event.who].append((event.first, event.table))
    seen: dict[str, dict[int, int]] = defaultdict(dict)
    for meeting in timetable.meetings:
        mover, stayer = walks_and_sits(timetable, meeting)
        if mover in home:
            if meeting.table != home[mover]:
                yield _away_from_home(mover, meeting, home[mover])
        elif stayer in home and not timetable.events and meeting.table != home[stayer]:
            yield _away_from_home(stayer, meeting, home[stayer])
        elif not free or stayer in home:
            seen[stayer][meeting.turn] = meeting.table
    # On the day a table may be swapped: it then changes at that turn and at no other.
    for stayer, tables in sorted(seen.items()):
        ordered = sorted(tables.items())
        swaps = {e.first for e in timetable.events if e.kind is DayEventKind.SWAP_TABLE}
        for (before, old), (turn, new) in pairwise(ordered):
            if old != new and not any(before < first <= turn for first in swaps):
                yield says(
                    "carrousel_home",
                    (stayer,),
                    f"{stayer} verhuist van tafel {old} naar {new} in ronde {turn}",
                    f"{stayer} moves from table {old} to {new} in turn {turn}",
                )
    for presence in ronde.presences:
        if presence.table and presence.code in home and home[presence.code] != presence.table:
            if moved.get(presence.code):
                continue
            yield says(
                "carrousel_home",
                (presence.code,),
                f"{presence.code} hoort aan tafel {presence.table}",
                f"{presence.code} belongs at table {presence.table}",
            )


def _away_from_home(code: str, meeting: Meeting, home: int) -> Finding:
    return says(
        "carrousel_home",
        (code,),
        f"{code} zit in ronde {meeting.turn} aan tafel {meeting.table} en niet aan {home}",
        f"{code} sits at table {meeting.table} in turn {meeting.turn}, not at {home}",
    )
