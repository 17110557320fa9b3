"""Dutch public holidays and the days on which nobody expects a visit.

Source: the general recognised public holidays of the Netherlands (Algemene termijnenwet art. 3);
Liberation Day (5 May) counts every year here, since practices close on it more often than not
in the lustrum years and a visit on it is easily moved.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from koppelronde.domain.language import Text
from koppelronde.domain.times import Period


@cache
def public_holidays(year: int) -> dict[date, Text]:
    """The holidays of one calendar year with their names."""
    from dateutil.easter import easter

    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day = date(year, 4, 26)
    return {
        date(year, 1, 1): Text("Nieuwjaarsdag", "New Year's Day"),
        sunday - timedelta(days=2): Text("Goede Vrijdag", "Good Friday"),
        sunday: Text("Eerste Paasdag", "Easter Sunday"),
        sunday + timedelta(days=1): Text("Tweede Paasdag", "Easter Monday"),
        kings_day: Text("Koningsdag", "King's Day"),
        date(year, 5, 5): Text("Bevrijdingsdag", "Liberation Day"),
        sunday + timedelta(days=39): Text("Hemelvaartsdag", "Ascension Day"),
        sunday + timedelta(days=49): Text("Eerste Pinksterdag", "Whit Sunday"),
        sunday + timedelta(days=50): Text("Tweede Pinksterdag", "Whit Monday"),
        date(year, 12, 25): Text("Eerste Kerstdag", "Christmas Day"),
        date(year, 12, 26): Text("Tweede Kerstdag", "Boxing Day"),
    }


def holiday(day: date) -> Text | None:
    """The name of the holiday on that day, if it is one."""
    return public_holidays(day.year).get(day)


def christmas_fortnight(year: int) -> Period:
    """The two weeks of the Dutch school holiday around Christmas.

    The school holiday begins on the Saturday before the fortnight (Monday to Friday twice)
    that holds both Christmas Day and New Year's Day.
    """
    christmas = date(year, 12, 25)
    monday = christmas - timedelta(days=christmas.weekday())
    if christmas.weekday() >= 5:
        monday = christmas + timedelta(days=7 - christmas.weekday())
    return Period(monday, monday + timedelta(days=13))


def summer_break(year: int) -> Period:
    """July and August, in which practices and institutes are hard to reach."""
    return Period(date(year, 7, 1), date(year, 8, 31))


def closed_because(day: date, kinds: tuple[str, ...], periods: tuple[Period, ...]) -> Text | None:
    """Why nobody is expected to work on that day, or None.

    ``kinds`` are the words a procedure uses under ``closed``; ``periods`` are the round's own.
    """
    if "public_holidays" in kinds and (name := holiday(day)) is not None:
        return name
    if "weekends" in kinds and day.weekday() >= 5:
        return Text("weekend", "weekend")
    if "christmas_fortnight" in kinds and any(
        day in christmas_fortnight(year) for year in (day.year - 1, day.year)
    ):
        return Text("kerstvakantie", "Christmas break")
    if "summer_break" in kinds and day in summer_break(day.year):
        return Text("juli en augustus", "July and August")
    if any(day in period for period in periods):
        return Text("gesloten in deze ronde", "closed in this round")
    return None
