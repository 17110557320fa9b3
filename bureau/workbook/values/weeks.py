"""Working days and visit moments: ``ma, di t/m vr`` and ``di 13:00-17:00; do 09:00-12:00``."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise
from typing import Final, NamedTuple

from bureau.workbook.files.cells import Cell
from bureau.workbook.values.dates import typed_time
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.times import Weekday, WeeklyWindow, WorkDays

DAYS_WANTED: Final = Text(
    "werkdagen, bijvoorbeeld ma di do vr", "working days, such as ma di do vr"
)
MOMENTS_WANTED: Final = Text(
    "bezoekmomenten, bijvoorbeeld di 13:00-17:00; do 09:00-12:00",
    "visit moments, such as di 13:00-17:00; do 09:00-12:00",
)
_NAMES: Final = {
    name: Weekday(number)
    for number, names in enumerate(
        (
            "maandag maandagen ma maa mon monday mo",
            "dinsdag dinsdagen di din tue tuesday tu dins",
            "woensdag woensdagen wo woe wed wednesday we woens",
            "donderdag donderdagen do don dond thu thursday th",
            "vrijdag vrijdagen vr fri friday fr vrijd",
            "zaterdag za zat sat saturday sa",
            "zondag zo zon sun sunday su",
        )
    )
    for name in names.split()
}
_WEEK: Final = tuple(Weekday(n) for n in range(5))
_ALL: Final = frozenset(
    "alle dagen,alle werkdagen,hele week,de hele week,elke dag,iedere dag,dagelijks,fulltime,"
    "voltijd,full time,alle,allemaal,elke werkdag,all days,every day,5 dagen".split(",")
)
_UNLESS: Final = re.compile(
    r"\b(?:behalve|m\.?u\.?v\.?|met uitzondering van|niet|zonder|except)\b\.?(?:\s+op\b)?"
)
_TOKEN: Final = re.compile(
    r"(?P<to>t/m|tot en met|\btm\b|\btot\b|[-–—])|(?P<time>[0-9]{1,4}(?:\s?[:.uh][0-9]{2})?"
    r"(?:\s?(?:uur|u|h)\b)?)|(?P<day>[^\W\d_]+)[.:]?|(?P<gap>[\s,;/&+.|()]+)",
)
_FILLER: Final = frozenset("van uur u h op en and from s elke iedere".split())


def read_work_days(cell: Cell) -> WorkDays:
    """The set of weekdays; ``alle dagen`` is Monday to Friday."""
    if not isinstance(cell.value, str):
        raise Unreadable("work_days", DAYS_WANTED)
    text = " ".join(cell.value.casefold().split())
    wanted, *unless = _UNLESS.split(text)
    try:
        days = _days(wanted.strip(" ,;.()") or "alle")
        if unless:
            days -= _days(unless[0].strip(" ,;.()"))
    except Unreadable as bad:
        raise _half_or_free(text) or bad from None
    if not days:
        raise Unreadable("work_days", DAYS_WANTED)
    return frozenset(days)


def _half_or_free(text: str) -> Unreadable | None:
    """What to say where the days are clear but not how: half days, days off."""
    if re.search(r"ochtend|middag|halve|\bvm\b|\bnm\b|avond", text):
        why = Text("; alleen hele dagen", "; whole days only")
    elif re.search(r"\bvrij\b", text):
        why = Text("; alleen de dagen waarop iemand werkt", "; only days on which somebody works")
    elif re.fullmatch(r"[0-9](?:[.,]5)? ?(?:dagen|dgn|d)", text):
        why = Text("; welke dagen zijn dat?", "; which days are those?")
    else:
        return None
    return Unreadable("work_days", DAYS_WANTED + why)


def _days(text: str) -> set[Weekday]:
    if text in _ALL:
        return set(_WEEK)
    plain = re.sub(r"\bt\s?/\s?m\b|\btot en met\b|\btm\b|\btot\b|[–—]", " - ", text)
    pieces = [piece for piece in re.split(r"[\s,;/&+.]+|\ben\b|\band\b", plain) if piece]
    days: set[Weekday] = set()
    row = " ".join(pieces)
    for part in re.split(r" (?!-)(?<!- )", re.sub(r"\s*-\s*", " - ", row)):
        names = part.split(" - ")
        if any(name not in _NAMES for name in names):
            raise Unreadable("work_days", DAYS_WANTED)
        found = [_NAMES[name] for name in names]
        twice = [day for day in (_span(*found) if len(found) == 2 else found) if day in days]
        if twice:
            raise Unreadable("work_days", DAYS_WANTED + _twice(twice[0]))
        days |= set(_span(*found) if len(found) == 2 else found)
    return days


def _twice(day: Weekday) -> Text:
    return Text(f"; {day.short.nl} staat er meer dan eens", f"; {day.short.en} is there twice")


def _span(first: Weekday, last: Weekday) -> tuple[Weekday, ...]:
    if first > last:
        raise Unreadable("work_days", DAYS_WANTED)
    return tuple(Weekday(n) for n in range(first, last + 1))


class _Token(NamedTuple):
    kind: str
    text: str


def read_visit_windows(cell: Cell) -> tuple[WeeklyWindow, ...]:
    """Stretches of the week in order; a stretch may name several days or a day several times."""
    if not isinstance(cell.value, str):
        raise Unreadable("visit_moments", MOMENTS_WANTED)
    tokens = _tokens(cell.value.casefold())
    windows: set[WeeklyWindow] = set()
    days: list[Weekday] = []
    position, timed = 0, False
    while position < len(tokens):
        kind, text = tokens[position]
        if kind == "day":
            if timed:
                days, timed = [], False
            days.append(_NAMES[text])
            if _kinds(tokens, position + 1) == ("to", "day"):
                days += _span(days[-1], _NAMES[tokens[position + 2].text])[1:]
                position += 2
            position += 1
        elif kind == "time" and days and _kinds(tokens, position + 1) == ("to", "time"):
            begin, end = _clock(text), _clock(tokens[position + 2].text)
            if begin.hour < 6:
                raise Unreadable(
                    "moment_at_night",
                    MOMENTS_WANTED
                    + Text(" (voor zes uur 's ochtends?)", " (before six in the morning?)"),
                )
            if begin >= end:
                raise Unreadable(
                    "moment_reversed",
                    MOMENTS_WANTED
                    + Text(
                        " (het eind ligt niet na het begin)",
                        " (the end is not after the beginning)",
                    ),
                )
            windows |= {WeeklyWindow(day, begin, end) for day in days}
            position, timed = position + 3, True
        else:
            raise Unreadable("visit_moments", MOMENTS_WANTED)
    if not windows or not timed:
        raise Unreadable("visit_moments", MOMENTS_WANTED)
    ordered = sorted(windows)
    for first, second in pairwise(ordered):
        if first.weekday == second.weekday and second.begin < first.end:
            raise Unreadable(
                "moments_overlap",
                MOMENTS_WANTED
                + Text(" (twee momenten vallen over elkaar)", " (two moments overlap)"),
            )
    return tuple(ordered)


def _kinds(tokens: list[_Token], start: int) -> tuple[str, ...]:
    return tuple(token.kind for token in tokens[start : start + 2])


def _clock(text: str) -> time:
    try:
        return typed_time(text)
    except Unreadable:
        raise Unreadable("visit_moments", MOMENTS_WANTED) from None


def _tokens(text: str) -> list[_Token]:
    tokens = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise Unreadable("visit_moments", MOMENTS_WANTED)
        position = found.end()
        kind = found.lastgroup or "gap"
        word = found[kind]
        if kind == "gap" or (kind == "day" and word in _FILLER):
            continue
        if kind == "day" and word not in _NAMES:
            raise Unreadable("visit_moments", MOMENTS_WANTED)
        tokens.append(_Token(kind, word))
    return tokens
