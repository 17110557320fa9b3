"""Is the day right: turns, breaks, people and tables that exist, nobody who is not there.

Part of the checker: shares no code with the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from carrousel.check.rules import away_turns, instant, says, who_meets
from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import clock, local_moment


def turns_fit(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    minutes = timedelta(minutes=ronde.number("turn_minutes"))
    gap = timedelta(minutes=ronde.number("changeover_minutes"))
    free_from: datetime | None = None
    pauses = [(instant(p.begin), instant(p.end)) for p in timetable.breaks]
    opening, closing = _opening(ronde)
    most = ronde.number("turns_max")
    if most and len(timetable.turns) > most:
        yield says(
            "carrousel_turns",
            (),
            f"er zijn {len(timetable.turns)} rondes, hoogstens {most} gevraagd",
            f"there are {len(timetable.turns)} turns, at most {most} were asked",
        )
    for number, turn in enumerate(timetable.turns, 1):
        begin, end = instant(turn.begin), instant(turn.end)
        if turn.number != number:
            yield says(
                "carrousel_turns",
                (),
                f"ronde {turn.number} staat op plaats {number}",
                f"turn {turn.number} stands in place {number}",
            )
        if end - begin != minutes.total_seconds():
            yield says(
                "carrousel_turns",
                (),
                f"ronde {number} duurt niet even lang",
                f"turn {number} does not last as long as asked",
            )
        if free_from is not None and begin < instant(free_from):
            yield says(
                "carrousel_turns",
                (),
                f"ronde {number} begint voordat de vorige om is",
                f"turn {number} begins before the one before is over",
            )
        elif free_from is not None and begin < instant(free_from) + gap.total_seconds():
            rest = any(instant(free_from) <= start < begin for start, _ in pauses)
            if not rest:
                yield says(
                    "carrousel_turns",
                    (),
                    f"te weinig wisseltijd voor ronde {number}",
                    f"too little time to change before turn {number}",
                )
        if any(begin < stop and start < end for start, stop in pauses):
            yield says(
                "carrousel_turns",
                (),
                f"ronde {number} valt in een pauze",
                f"turn {number} runs into a break",
            )
        if (opening and begin < instant(opening)) or (closing and end > instant(closing)):
            yield says(
                "carrousel_turns",
                (),
                f"ronde {number} ({clock(turn.begin)}-{clock(turn.end)}) valt buiten de carrousel",
                f"turn {number} ({clock(turn.begin)}-{clock(turn.end)}) lies outside the carousel",
            )
        free_from = turn.end
    for at in _fixed_breaks(ronde):
        here = [p for p in timetable.breaks if instant(p.begin) <= instant(at) < instant(p.end)]
        spanned = (
            timetable.turns
            and instant(timetable.turns[0].begin) < instant(at)
            and instant(at) < instant(timetable.turns[-1].end)
        )
        if spanned and not here:
            yield says(
                "carrousel_turns",
                (),
                f"de pauze van {clock(at)} ontbreekt",
                f"the break at {clock(at)} is missing",
            )


def known_people(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    gone = set(ronde.withdrawn)
    turns = {turn.number for turn in timetable.turns}
    tables = {table.number for table in timetable.tables}
    for meeting in timetable.meetings:
        for code, known in (
            (meeting.aios, ronde.aios_by_code),
            (meeting.hao, ronde.hao_by_code),
        ):
            if code not in known or code in gone:
                yield says(
                    "carrousel_known",
                    (code,),
                    f"{code} doet niet mee",
                    f"{code} does not take part",
                )
        if meeting.turn not in turns:
            yield says(
                "carrousel_known",
                who_meets(meeting),
                f"ronde {meeting.turn} bestaat niet",
                f"there is no turn {meeting.turn}",
            )
        if meeting.table not in tables:
            yield says(
                "carrousel_known",
                who_meets(meeting),
                f"tafel {meeting.table} bestaat niet",
                f"there is no table {meeting.table}",
            )


def only_who_is_there(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    away = away_turns(ronde, timetable)
    for meeting in timetable.meetings:
        for code in who_meets(meeting):
            if meeting.turn in away.get(code, ()):
                yield says(
                    "carrousel_presence",
                    (code,),
                    f"{code} is er niet in ronde {meeting.turn}",
                    f"{code} is not there in turn {meeting.turn}",
                )


def _opening(ronde: Koppelronde) -> tuple[datetime | None, datetime | None]:
    settings = ronde.settings
    day, begin, end = settings.carrousel_date, settings.carrousel_begin, settings.carrousel_end
    if day is None:
        return None, None
    return (
        local_moment(day, begin) if begin else None,
        local_moment(day, end) if end else None,
    )


def _fixed_breaks(ronde: Koppelronde) -> Iterable[datetime]:
    day = ronde.settings.carrousel_date
    return [] if day is None else [local_moment(day, at) for at in ronde.settings.breaks_at]
