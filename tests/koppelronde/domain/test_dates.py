"""Dates: Dutch holidays, clock changes, and deadlines counted back from the placement."""

from __future__ import annotations

from datetime import date, time

import pytest

from koppelronde.domain.holidays import christmas_fortnight, closed_because, holiday
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Settings
from koppelronde.domain.times import (
    Period,
    later,
    local_moment,
    long_date,
    minutes_between,
    short_date,
)
from koppelronde.procedure.deadlines import awkward, deadlines, months_before
from koppelronde.procedure.toml_file import load_procedure


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 28), "Eerste Paasdag"),
        (date(2027, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2027, 5, 6), "Hemelvaartsdag"),
        (date(2027, 5, 17), "Tweede Pinksterdag"),
        (date(2026, 12, 26), "Tweede Kerstdag"),
    ],
)
def test_the_dutch_public_holidays(day: date, name: str) -> None:
    found = holiday(day)
    assert found is not None
    assert found.nl == name


def test_an_ordinary_day_is_no_holiday() -> None:
    assert holiday(date(2027, 4, 28)) is None
    assert holiday(date(2025, 4, 27)) is None


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2025, date(2025, 12, 22), date(2026, 1, 4)),
        (2026, date(2026, 12, 21), date(2027, 1, 3)),
        (2027, date(2027, 12, 27), date(2028, 1, 9)),
        (2028, date(2028, 12, 25), date(2029, 1, 7)),
        (2033, date(2033, 12, 26), date(2034, 1, 8)),
    ],
)
def test_the_christmas_fortnight_is_that_of_the_schools(year: int, first: date, last: date) -> None:
    assert christmas_fortnight(year) == Period(first, last)
    assert date(year, 12, 25) in Period(first, last) or date(year, 12, 25).weekday() >= 5
    assert date(year + 1, 1, 1) in Period(first, last)


def test_a_day_is_closed_for_the_reasons_that_a_procedure_names() -> None:
    saturday, january_2 = date(2027, 1, 9), date(2027, 1, 2)
    assert closed_because(saturday, ("weekends",), ()) is not None
    assert closed_because(saturday, (), ()) is None
    assert closed_because(january_2, ("christmas_fortnight",), ()) is not None
    assert closed_because(date(2027, 7, 14), ("summer_break",), ()) is not None
    assert closed_because(date(2027, 2, 9), (), (Period(date(2027, 2, 8), date(2027, 2, 12)),))


def test_the_hour_that_the_spring_skips_does_not_exist() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        local_moment(date(2027, 3, 28), time(2, 30))


def test_eight_minutes_are_eight_minutes_when_the_clock_goes_back() -> None:
    before = local_moment(date(2027, 10, 31), time(2, 56))
    after = later(before, 8)
    assert minutes_between(before, after) == 8
    assert (after.hour, after.minute, after.fold) == (2, 4, 1)


def test_dates_are_said_as_people_say_them() -> None:
    assert long_date(date(2026, 12, 10)).nl == "donderdag 10 december 2026"
    assert long_date(date(2026, 12, 10)).en == "Thursday 10 December 2026"
    assert short_date(date(2026, 12, 10)).nl == "do 10-12-2026"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 9, 1), 3, date(2027, 6, 1)),
        (date(2027, 3, 1), 3, date(2026, 12, 1)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
    ],
)
def test_months_are_counted_back(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_groningen_takes_six_weeks_from_three_months_before_the_start() -> None:
    found = deadlines(load_procedure("groningen"), Settings(start_date=date(2027, 9, 1)))
    days = {deadline.kind: deadline.day for deadline in found}
    assert days[PhaseKind.SELECT] == date(2027, 6, 1)
    assert days[PhaseKind.PROFILES] == date(2027, 6, 12)
    assert days[PhaseKind.LISTS_BEFORE] == date(2027, 6, 26)
    assert days[PhaseKind.LISTS] == date(2027, 7, 13)
    assert (days[PhaseKind.LISTS] - days[PhaseKind.SELECT]).days == 6 * 7


def test_a_date_on_the_sheet_goes_before_a_computed_one() -> None:
    settings = Settings(start_date=date(2027, 9, 1), lists_deadline=date(2027, 7, 1))
    found = {d.kind: d for d in deadlines(load_procedure("groningen"), settings)}
    assert found[PhaseKind.LISTS].day == date(2027, 7, 1)
    assert not found[PhaseKind.LISTS].computed


def test_maastricht_announces_a_week_after_the_lists() -> None:
    settings = Settings(lists_deadline=date(2027, 1, 18))
    found = {d.kind: d.day for d in deadlines(load_procedure("maastricht"), settings)}
    assert found[PhaseKind.RESULTS] == date(2027, 1, 25)


def test_a_deadline_in_a_weekend_or_the_summer_break_is_a_notice() -> None:
    said = awkward(load_procedure("groningen"), Settings(start_date=date(2027, 9, 1)))
    assert any("weekend" in finding.says.nl for finding in said)
    assert any("juli en augustus" in finding.says.nl for finding in said)


def test_a_start_in_an_unusual_month_is_a_notice() -> None:
    said = awkward(load_procedure("groningen"), Settings(start_date=date(2027, 5, 1)))
    assert any(finding.rule == "start_month" for finding in said)
