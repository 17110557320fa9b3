"""When a practice can be visited: its moments in the period, and who is there.

A moment starts at the beginning of a window of the practice and every half hour after that when
the length of a visit is a whole number of half hours; otherwise one visit straight after the
other. A practice that named no windows is taken to receive on working days from 9 to 17.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.holidays import christmas_fortnight, holiday
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit
from koppelronde.domain.people import Aios, Praktijk
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import Period, Weekday, WeeklyWindow, later, local_moment

HALF_HOUR: Final = 30
WEEK: Final = frozenset(Weekday(day) for day in range(Weekday.ZA))
OFFICE_HOURS: Final = tuple(
    WeeklyWindow(Weekday(day), time(9), time(17)) for day in range(Weekday.ZA)
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A possible visit: ``starts`` and ``stops`` are minutes of the day.

    ``present`` are the trainers who work that day, ``absent`` how many do not.
    """

    day: date
    begin: datetime
    end: datetime
    starts: int
    stops: int
    present: tuple[str, ...]
    absent: int = 0

    @classmethod
    def of_visit(cls, visit: Visit) -> Moment:
        """The moment of a visit that was agreed by hand."""
        starts = visit.begin.hour * 60 + visit.begin.minute
        minutes = round((visit.end.timestamp() - visit.begin.timestamp()) / 60)
        return cls(visit.begin.date(), visit.begin, visit.end, starts, starts + minutes,
                   visit.present)  # fmt: skip


def visit_period(ronde: Koppelronde) -> Period:
    """The period of the visits; OutOfOrder where the round does not name it."""
    first, last = ronde.settings.visits_from, ronde.settings.visits_until
    if first is None or last is None:
        raise OutOfOrder(
            Text("De bezoekperiode is nog niet bekend.", "The period of the visits is not known."),
            Text(
                "Vul op het blad Ronde 'Bezoeken van' en 'Bezoeken tot en met' in.",
                "Fill in the first and last day of the visits on the sheet Ronde.",
            ),
        )
    return Period(first, last)


def why_closed(ronde: Koppelronde, day: date) -> Text | None:
    """Why nobody visits on that day, or None."""
    closed = ronde.procedure.closed
    if "weekends" in closed and day.weekday() >= Weekday.ZA:
        return Text("weekend", "weekend")
    if "public_holidays" in closed and (named := holiday(day)) is not None:
        return named
    if "christmas_fortnight" in closed and any(
        day in christmas_fortnight(year) for year in (day.year, day.year - 1)
    ):
        return Text("kerstvakantie", "Christmas holidays")
    if any(day in period for period in ronde.settings.closed):
        return Text("gesloten volgens het blad Ronde", "closed according to the sheet Ronde")
    return None


def open_days(ronde: Koppelronde) -> tuple[date, ...]:
    """The days of the period on which visits can be made."""
    return tuple(day for day in visit_period(ronde).days() if why_closed(ronde, day) is None)


def moments_of(
    ronde: Koppelronde, praktijk: Praktijk, days: tuple[date, ...] | None = None
) -> Iterator[Moment]:
    """Every moment at which a trainer of the practice is there, in order of time.

    ``days`` are the open days of the round, for who asks this for many practices.
    """
    minutes = ronde.number("visit_minutes")
    step = HALF_HOUR if minutes % HALF_HOUR == 0 else minutes
    haos = [h for h in ronde.haos_of_praktijk[praktijk.code] if h.code not in ronde.withdrawn]
    windows = sorted(set(praktijk.visit_windows or OFFICE_HOURS))
    seen: set[datetime] = set()
    for day in open_days(ronde) if days is None else days:
        present = tuple(sorted(hao.code for hao in haos if hao.works_on(day)))
        if not present:
            continue
        for window in windows:
            if window.weekday != day.weekday():
                continue
            starts = window.begin.hour * 60 + window.begin.minute
            last = window.end.hour * 60 + window.end.minute - minutes
            for start in range(starts, last + 1, step):
                try:
                    begin = local_moment(day, time(start // 60, start % 60))
                except ValueError:
                    continue
                if begin not in seen:
                    seen.add(begin)
                    yield Moment(day, begin, later(begin, minutes), start, start + minutes,
                                 present, len(haos) - len(present))  # fmt: skip


def moment_at(ronde: Koppelronde, praktijk: Praktijk, begin: datetime) -> Moment | None:
    """That moment if the practice receives then, on the half hours or not; else None."""
    minutes = ronde.number("visit_minutes")
    day, starts = begin.date(), begin.hour * 60 + begin.minute
    haos = [h for h in ronde.haos_of_praktijk[praktijk.code] if h.code not in ronde.withdrawn]
    present = tuple(sorted(hao.code for hao in haos if hao.works_on(day)))
    fits = any(
        window.weekday == day.weekday()
        and window.begin.hour * 60 + window.begin.minute <= starts
        and starts + minutes <= window.end.hour * 60 + window.end.minute
        for window in praktijk.visit_windows or OFFICE_HOURS
    )
    if not present or not fits or day not in visit_period(ronde) or why_closed(ronde, day):
        return None
    return Moment(day, begin, later(begin, minutes), starts, starts + minutes, present,
                  len(haos) - len(present))  # fmt: skip


def packed(moments: Iterable[Moment]) -> int:
    """The most of these moments that do not overlap (earliest end first; exact)."""
    number, last = 0, None
    for moment in sorted(moments, key=lambda moment: (moment.end, moment.begin)):
        if last is None or moment.begin >= last:
            number, last = number + 1, moment.end
    return number


def days_off_of(person: Aios) -> frozenset[Weekday]:
    """The weekdays on which the AIOS does not work; none where that is not known."""
    if not person.work_days or person.work_days.issuperset(WEEK):
        return frozenset()
    return frozenset(Weekday) - person.work_days
