"""What a coordinator can say about the carousel and the visits, from the sheet to the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bureau.workbook.intake import read_files
from bureau.workbook.out.exporting import round_workbook
from koppelronde.domain.facts import apart_pairs
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, MeetingWish, OnTheDay, Pauses, VisitWish
from koppelronde.domain.times import DayHours, Period, Weekday, WeeklyWindow
from tests.bureau.workbook.books import clean_sheets, empty_round, refused, taken


def with_column(heading: str, *values: Any, sheet: str = "AIOS") -> dict[str, list[list[Any]]]:
    """The clean round with one column more."""
    sheets = clean_sheets()
    for row, value in zip(sheets[sheet], [heading, *values], strict=False):
        row.append(value)
    return sheets


def facts(*lines: tuple[str, Any]) -> dict[str, list[list[Any]]]:
    rows = [["Gegeven", "Waarde", "Reden"]]
    return {"Ronde": [*rows, *([name, value, ""] for name, value in lines)]}


def test_a_trainee_may_be_free_for_part_of_the_week() -> None:
    aios = taken(with_column("Bezoekuren", "di 13:00-17:00; do 09:00-12:00")).ronde.aios[0]
    assert aios.visit_windows == (
        WeeklyWindow(Weekday.DI, time(13), time(17)),
        WeeklyWindow(Weekday.DO, time(9), time(12)),
    )
    tuesday = date(2026, 12, 15)
    assert aios.free_between(tuesday, time(13), time(14))
    assert not aios.free_between(tuesday, time(12, 30), time(13, 30))
    assert not aios.free_between(date(2026, 12, 16), time(13), time(14))


def test_a_trainee_may_be_away_for_part_of_a_day() -> None:
    sheets = clean_sheets()
    column = sheets["AIOS"][0].index("Afwezig") if "Afwezig" in sheets["AIOS"][0] else None
    if column is None:
        sheets = with_column("Afwezig", "")
        column = sheets["AIOS"][0].index("Afwezig")
    sheets["AIOS"][1][column] = "24-12-2026 t/m 03-01-2027; di 15-12-2026 09:00 tot 12.30 uur"
    aios = taken(sheets).ronde.aios[0]
    assert aios.absences == (Period(date(2026, 12, 24), date(2027, 1, 3)),)
    assert aios.away_hours == (DayHours(date(2026, 12, 15), time(9), time(12, 30)),)
    assert not aios.free_between(date(2026, 12, 15), time(12), time(13))
    assert aios.free_between(date(2026, 12, 15), time(12, 30), time(13, 30))
    assert not aios.free_between(date(2026, 12, 24), time(12), time(13))


@pytest.mark.parametrize(
    "written", ["15-12-2026 12:00-09:00", "32-12-2026 09:00-12:00", "15-12-2026 25:00-26:00"]
)
def test_hours_that_cannot_be_are_refused_in_their_cell(written: str) -> None:
    sheets = clean_sheets()
    column = sheets["AIOS"][0].index("Afwezig")
    sheets["AIOS"][1][column] = written
    [mistake] = refused(sheets)
    assert mistake.read == written
    assert "09:00-12:00" in mistake.expected.nl


def test_two_trainees_may_be_kept_apart_by_naming_one_of_them() -> None:
    ronde = taken(with_column("Niet samen", "A02")).ronde
    assert ronde.aios[0].apart_from == ("A02",)
    assert apart_pairs(ronde) == (("A01", "A02"),)
    both = taken(with_column("Niet samen", "A02", "A01; A03")).ronde
    assert apart_pairs(both) == (("A01", "A02"), ("A02", "A03"))
    assert apart_pairs(replace(both, withdrawn=("A02",))) == ()


def test_nobody_is_kept_apart_from_themselves() -> None:
    [mistake] = refused(with_column("Niet samen", "A01"))
    assert mistake.kind == "apart_from_self"


def test_visits_may_be_wished_with_points_or_be_a_must() -> None:
    rows = [
        ["AIOS", "Praktijk", "Punten", "Moet"],
        ["A01", "P01", 30, ""],
        ["A01", "P02", 70, ""],
        ["A02", "P01", "", "ja"],
    ]
    assert taken({**clean_sheets(), "Bezoekwensen": rows}).ronde.visit_wishes == (
        VisitWish("A01", "P01", 2, Side.AIOS, 30),
        VisitWish("A01", "P02", 1, Side.AIOS, 70),
        VisitWish("A02", "P01", 1, Side.AIOS, 0, True),
    )


def test_a_talk_may_be_wished_with_points() -> None:
    rows = [["AIOS", "HAO", "Wens", "Punten"], ["A01", "H01", "graag", 5], ["A02", "H02", "", 8]]
    wishes = taken({**clean_sheets(), "Carrouselwensen": rows}).ronde.carrousel_wishes
    assert [(w.aios, w.wish, w.points) for w in wishes] == [
        ("A01", MeetingWish.LIKE, 5),
        ("A02", MeetingWish.LIKE, 8),
    ]


def test_the_round_says_how_pauses_lie_and_what_comes_first_on_the_day() -> None:
    settings = taken(
        facts(
            ("Wachttijd in de carrousel", "aaneengesloten"),
            ("Bijsturen op de middag", "Meeste gesprekken"),
            ("Alleen gewenste praktijken", "ja"),
            ("Bezoekwensen uiterlijk op", "07-12-2026"),
            ("Vrije tafels", 9),
        ),
        empty_round(),
    ).ronde.settings
    assert settings.pauses is Pauses.COMPACT
    assert settings.on_the_day is OnTheDay.MOST_TALKS
    assert settings.only_wished
    assert settings.wishes_deadline == date(2026, 12, 7)
    assert settings.numbers == {"free_tables": 9}


def test_a_word_that_is_neither_is_refused_with_both() -> None:
    [mistake] = refused(facts(("Wachttijd in de carrousel", "gemiddeld")), empty_round())
    assert mistake.expected.nl == "verspreid of aaneengesloten"


def test_all_of_it_comes_back_as_it_was() -> None:
    sheets = with_column("Bezoekuren", "di 13:00-17:00", "wo 09:00-12:00")
    for row, value in zip(sheets["AIOS"], ["Niet samen", "A03"], strict=False):
        row.append(value)
    column = sheets["AIOS"][0].index("Afwezig")
    sheets["AIOS"][1][column] = "24-12-2026; 15-12-2026 09:00-12:00"
    sheets["Bezoekwensen"] = [
        ["AIOS", "Praktijk", "Punten", "Moet"], ["A01", "P01", 30, "ja"], ["A02", "P02", 5, ""]
    ]  # fmt: skip
    sheets["Carrouselwensen"] = [["AIOS", "HAO", "Wens", "Punten"], ["A01", "H01", "moet", 5]]
    sheets["Ronde"] += [
        ["Wachttijd in de carrousel", "aaneengesloten"],
        ["Bijsturen op de middag", "meeste gesprekken"],
        ["Alleen gewenste praktijken", "ja"],
        ["Bezoekwensen uiterlijk op", "07-12-2026"],
        ["Vrije tafels", 9],
    ]
    ronde = taken(sheets).ronde
    blank = Koppelronde(name=ronde.name, procedure=ronde.procedure)
    assert read_files([("terug.xlsx", round_workbook(ronde))], blank).ronde == ronde
