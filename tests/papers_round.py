"""Small rounds and plans for the tests of papers, calendars and the bell.

The rotation here is the plainest there is, so that a test of paper never waits for an engine.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bureau.fiction.round import fictional_round
from koppelronde.domain.outcomes.outcome_carrousel import Break, Meeting, Table, Timetable, Turn
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, later, local_moment
from koppelronde.procedure.toml_file import load_procedure

MADE = datetime(2026, 12, 1, 9, 30, tzinfo=AMSTERDAM)
HOSTILE = (
    "<b>Jan</b>",
    '<img src="/etc/passwd">',
    "=1+1",
    "@SOM(A1)",
    "Jan\r\nATTENDEE:mailto:boef@x.example",
    "a <b & c",
    "</script><script>alert(1)</script>",
    "{data} {naam} %s",
    "Ł ğ ș ễ ĳ Ő Đ",
    "Vries; de, \\n Jan:x",
    'Jan "Q" Piet',
    "x" * 200,
    "Maria-Theresia van Rechteren Limpurg-Speckfeld de Vries-Bentinck",
)


def small_round(aios: int = 5, haos: int = 6) -> Koppelronde:
    """A fictional round of that size."""
    return fictional_round(
        load_procedure("maastricht"), aios=aios, haos=haos, praktijken=max(1, haos - 2)
    )


def rotation(
    ronde: Koppelronde, *, rooms: int = 1, pause_every: int = 15, day: date | None = None,
    begin: time = time(13), version: int = 1, made_at: datetime = MADE,
) -> Timetable:  # fmt: skip
    """Everybody meets everybody, 8 minutes a turn, a quarter of an hour's break now and then."""
    n, m = len(ronde.aios), len(ronde.haos)
    size = max(n, m)
    moment = local_moment(day or ronde.settings.carrousel_date or date(2026, 12, 10), begin)
    turns, breaks, meetings = [], [], []
    for number in range(1, size + 1):
        if number > 1 and (number - 1) % pause_every == 0:
            breaks.append(Break(number - 1, moment, later(moment, 15)))
            moment = later(moment, 15)
        turns.append(Turn(number, moment, later(moment, 8)))
        moment = later(moment, 8)
        for at, trainee in enumerate(ronde.aios):
            table = (at + number - 1) % size
            if table < m:
                meetings.append(Meeting(number, table + 1, trainee.code, ronde.haos[table].code))
    names = [f"Zaal {chr(65 + room)}" for room in range(rooms)]
    return Timetable(
        version=version,
        made_at=made_at,
        mover=Side.AIOS,
        turns=tuple(turns),
        breaks=tuple(breaks),
        tables=tuple(Table(at + 1, names[at * rooms // m], at) for at in range(m)),
        home=tuple((hao.code, at + 1) for at, hao in enumerate(ronde.haos)),
        meetings=tuple(sorted(meetings)),
    )


def visits_for(ronde: Koppelronde, each: int = 3, day: date | None = None) -> VisitCalendar:
    """Some visits without clashes, an hour each."""
    first = day or ronde.settings.visits_from or date(2026, 12, 14)
    visits = []
    for at, aios in enumerate(ronde.aios):
        for k in range(min(each, len(ronde.praktijken))):
            praktijk = ronde.praktijken[(at + k) % len(ronde.praktijken)]
            begin = local_moment(first + timedelta(days=7 * k + at // 8), time(9 + at % 8))
            visits.append(Visit(aios.code, praktijk.code, begin, later(begin, 60)))
    return VisitCalendar(version=1, made_at=MADE, visits=tuple(sorted(visits)))


def with_names(ronde: Koppelronde, names: tuple[str, ...]) -> Koppelronde:
    """The same round in which people, practices and places are called like that, in turn."""

    def nth(at: int) -> str:
        return names[at % len(names)]

    return replace(
        ronde,
        aios=tuple(
            replace(p, first_name=nth(at), infix="", surname="") for at, p in enumerate(ronde.aios)
        ),
        haos=tuple(
            replace(p, first_name=nth(at + 3), infix="", surname="")
            for at, p in enumerate(ronde.haos)
        ),
        praktijken=tuple(
            replace(p, name=nth(at + 5), place=replace(p.place, address=nth(at + 7)))
            for at, p in enumerate(ronde.praktijken)
        ),
        name=nth(7),
        settings=replace(
            ronde.settings,
            institute=nth(2),
            carrousel_location=nth(1),
            contact=replace(ronde.settings.contact, name=nth(4)),
        ),
    )
