"""Days, periods and moments of the week, in Dutch local time.

Everything people agree on is wall-clock time in the Netherlands. Moments are aware datetimes in
Europe/Amsterdam, so that both clock changes come out right; comparing them compares instants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Final
from zoneinfo import ZoneInfo

from koppelronde.domain.language import Text

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")


class Weekday(IntEnum):
    """Monday is 0, as in :meth:`datetime.date.weekday`."""

    MA = 0
    DI = 1
    WO = 2
    DO = 3
    VR = 4
    ZA = 5
    ZO = 6

    @property
    def short(self) -> Text:
        """``ma`` / ``Mon``."""
        return Text(
            ("ma", "di", "wo", "do", "vr", "za", "zo")[self],
            ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[self],
        )

    @property
    def full(self) -> Text:
        """``maandag`` / ``Monday``."""
        return Text(
            ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")[self],
            ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[self],
        )


WorkDays = frozenset[Weekday]

_MONTHS_NL = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> tuple[date, ...]:
        """Every day of the period in order."""
        span = (self.last - self.first).days
        return tuple(self.first + timedelta(days=n) for n in range(span + 1))


@dataclass(frozen=True, slots=True, order=True)
class WeeklyWindow:
    """A stretch of a weekday at which a practice can receive visitors: ``di 13:00-17:00``."""

    weekday: Weekday
    begin: time
    end: time


@dataclass(frozen=True, slots=True, order=True)
class DayHours:
    """A stretch of one day: ``14-12-2026 09:00-12:00``."""

    day: date
    begin: time
    end: time


def local_moment(day: date, at: time) -> datetime:
    """That wall-clock time in the Netherlands.

    Raises ValueError for the hour that does not exist on the spring change of clocks.
    """
    moment = datetime.combine(day, at, AMSTERDAM)
    back = datetime.fromtimestamp(moment.timestamp(), AMSTERDAM)
    if (back.hour, back.minute) != (moment.hour, moment.minute):
        raise ValueError(f"{day} {at} does not exist: the clock goes forward")
    return moment


def later(moment: datetime, minutes: int) -> datetime:
    """So many real minutes later, whatever the clock does in between."""
    return datetime.fromtimestamp(moment.timestamp() + 60 * minutes, AMSTERDAM)


def minutes_between(first: datetime, second: datetime) -> int:
    """Real minutes from one moment to another."""
    return round((second.timestamp() - first.timestamp()) / 60)


def long_date(day: date) -> Text:
    """``donderdag 10 december 2026`` / ``Thursday 10 December 2026``."""
    weekday = Weekday(day.weekday()).full
    return Text(
        f"{weekday.nl} {day.day} {_MONTHS_NL[day.month - 1]} {day.year}",
        f"{weekday.en} {day.day} {_MONTHS_EN[day.month - 1]} {day.year}",
    )


def month_name(month: int) -> Text:
    """``maart`` / ``March`` for 3."""
    return Text(_MONTHS_NL[month - 1], _MONTHS_EN[month - 1])


def short_date(day: date) -> Text:
    """``do 10-12-2026`` / ``Thu 10 Dec 2026``."""
    weekday = Weekday(day.weekday()).short
    return Text(
        f"{weekday.nl} {day:%d-%m-%Y}",
        f"{weekday.en} {day.day} {_MONTHS_EN[day.month - 1][:3]} {day.year}",
    )


def clock(moment: datetime | time) -> str:
    """``13:08``."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def days_said(days: WorkDays) -> Text:
    """``ma, di en do`` / ``Mon, Tue and Thu``."""
    ordered = sorted(days)
    return Text(
        " ".join(d.short.nl for d in ordered) or "geen dag",
        " ".join(d.short.en for d in ordered) or "no day",
    )
