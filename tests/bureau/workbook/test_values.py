"""Values as people write them: each way of writing gives the same value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import clean, folded, mixed_scripts
from bureau.workbook.layout.columns import series_number
from bureau.workbook.rows.directory import loose
from bureau.workbook.values.contact import read_phones, read_postcode
from bureau.workbook.values.dates import read_date, read_periods, read_time, read_time_ranges
from bureau.workbook.values.emails import read_emails
from bureau.workbook.values.names import split_name
from bureau.workbook.values.single import Unreadable, read_whole, read_years, read_yes_no
from bureau.workbook.values.weeks import read_visit_windows, read_work_days
from koppelronde.domain.times import Period, Weekday, WeeklyWindow
from tests.bureau.workbook.books import on


def cell(value: Any) -> Cell:
    return Cell(value, repr(value) if isinstance(value, float) else str(value))


MA, DI, WO, DO, VR = (Weekday(n) for n in range(5))
DEC, JAN = date(2026, 12, 24), date(2027, 1, 3)

SAME: list[tuple[Callable[[Cell], Any], Any, tuple[Any, ...]]] = [
    (read_work_days, {MA, DI, DO}, (
        "ma di do", "Ma, Di, Do", "ma/di/do", "maandag, dinsdag en donderdag", "ma-di-do",
        "ma.di.do", "ma t/m do behalve wo", "ma;di;do", "ma & di & do", "mon tue thu",
        "maandag t/m dinsdag en donderdag")),
    (read_work_days, {MA, DI, WO, DO, VR}, (
        "ma di wo do vr", "ma t/m vr", "ma-vr", "ma - vr", "alle dagen", "hele week", "fulltime",
        "maandag tot en met vrijdag", "elke dag", "ma, di t/m vr")),
    (read_visit_windows, (WeeklyWindow(DI, time(13), time(17)),
                          WeeklyWindow(DO, time(9), time(12))), (
        "di 13:00-17:00; do 09:00-12:00", "dinsdag 13.00 – 17.00 uur, donderdag 9.00 – 12.00 uur",
        "do 9-12, di 13-17", "di 13u-17u / do 9u-12u", "di 1300-1700 do 0900-1200",
        "di van 13:00 tot 17:00 uur en do van 9:00 tot 12:00 uur",
        "di 13:00 t/m 17:00\ndo 9:00-12:00")),
    (read_visit_windows, (WeeklyWindow(MA, time(9), time(12)),
                          WeeklyWindow(MA, time(13), time(16, 30))), (
        "ma 9-12 en 13-16:30", "ma 09:00-12:00; ma 13:00-16.30",
        "maandag 9:00-12:00, 13:00-16:30")),
    (read_visit_windows, (WeeklyWindow(MA, time(9), time(12)),
                          WeeklyWindow(DI, time(9), time(12))), (
        "ma en di 9-12", "ma-di 09:00-12:00", "ma, di 9.00-12.00")),
    (read_periods, (Period(DEC, JAN),), (
        "24-12-2026 t/m 03-01-2027", "24-12-2026 - 3-1-2027", "24 december 2026 t/m 3 januari 2027",
        "24/12/26 tot en met 3/1/27", "24-12 t/m 3-1-2027", "van 24-12-2026 t/m 03-01-2027",
        "24 dec '26 – 3 jan '27", "do 24-12-2026 t/m zo 03-01-2027")),
    (read_periods, (Period(date(2026, 12, 24), date(2026, 12, 28)),), (
        "24 t/m 28 december 2026", "24-12-2026 t/m 28-12-2026", "24-12 t/m 28-12-2026")),
    (read_periods, (), ("geen", "-", "nvt", "nee")),
    (read_date, DEC, (
        on(2026, 12, 24), "24-12-2026", "24 december '26", "24/12/26", "2026-12-24", "24.12.2026",
        "24 december 2026", "do 24 dec. 2026", "donderdag 24 december 2026", "24-dec-2026",
        "24 December 2026", "2026/12/24", "24-12-26", "24e december 2026")),
    (read_time, time(13), ("13:00", "13.00", "13u", "13 uur", "13:00 uur", "1300", "13u00", 13,
                           time(13), "13h", "13:00:00")),
    (read_yes_no, True, ("ja", "Ja", "J", "x", "waar", "TRUE", "1", 1, True, "yes", "✓")),
    (read_yes_no, False, ("nee", "Nee.", "n", "onwaar", "false", "0", 0, False, "no", "niet")),
    (read_years, {1, 3}, ("1,3", "1 en 3", 1.3, "1/3", "1+3", "1 & 3", "beide", "jaar 1 en jaar 3",
                          "1e en 3e jaar", "eerste en derde jaar", "3,1", "1;3", "1 3")),
    (read_years, {1}, (1, "1", "jaar 1", "1e jaar", "1e-jaars", "eerste jaar")),
    (read_phones, ("0612345678",), ("0612345678", 612345678)),
    (read_phones, ("06-12345678", "043-3612345"), (
        "06-12345678 / 043-3612345", "06-12345678; 043-3612345", "06-12345678 en 043-3612345",
        "06-12345678\n043-3612345", "06-12345678, 043-3612345")),
    (read_emails, ("a@b.nl", "c@d.nl"), (
        "a@b.nl; c@d.nl", "a@b.nl, c@d.nl", "a@b.nl / c@d.nl", "a@b.nl c@d.nl", "a@b.nl en c@d.nl",
        "mailto:a@b.nl; C <c@D.NL>")),
    (read_postcode, "6211 AB", ("6211 AB", "6211AB", "6211 ab", "NL-6211AB")),
    (lambda c: read_whole(c, 0, 10), 3, (3, "3", "3.0", "3,0", " 3 ")),
    (lambda c: series_number(c.shown), 2, (
        2, "2", "2e", "2e keus", "Voorkeur 2", "keuze 2", "tweede keus", "2.", "nr. 2", "Rang 2")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reader", "value", "written"),
    [(reader, value, one) for reader, value, ways in SAME for one in ways],
)
def test_all_ways_of_writing_give_the_same_value(
    reader: Callable[[Cell], Any], value: Any, written: Any
) -> None:
    assert reader(cell(written)) == value


@pytest.mark.parametrize("rank", ["٣", "１", "1_0", "+1", "²", "Ⅳ", "1e0"])
def test_digits_are_ascii(rank: str) -> None:
    with pytest.raises(Unreadable):
        read_whole(cell(rank), 0, 100)


def test_comparison_ignores_what_people_do_not_mean() -> None:
    assert folded(" E-Mail-adres (werk) ") == "emailadreswerk"
    assert folded("Voorkéúr") == "voorkeur"
    assert loose("a1") == loose("A-01") == loose("A 001") == "a1"
    assert loose("A1") != loose("A11")
    assert clean("\u00a0 Jan \t de  Boer ")[0] == "Jan de Boer"
    assert mixed_scripts("Y\u0430nsen")
    assert not mixed_scripts("Иванов")
    assert not mixed_scripts("Yıldız")


@pytest.mark.parametrize(("whole", "parts"), [
    ("Joris van der Yıldız", ("Joris", "van der", "Yıldız")),
    ("Yıldız, Joris van der", ("Joris", "van der", "Yıldız")),
    ("Anna Maria de Wit", ("Anna Maria", "de", "Wit")),
    ("Jan Bos", ("Jan", "", "Bos")),
    ("Jan Bos Janssen", ("Jan", "", "Bos Janssen")),
    ("Null", ("", "", "Null")),
    ("Jan Bos & Piet de Wit", ("", "", "Jan Bos & Piet de Wit")),
    ("Daan 't Hooft", ("Daan", "'t", "Hooft")),
])  # fmt: skip
def test_a_name_in_one_column_falls_apart_as_people_expect(
    whole: str, parts: tuple[str, str, str]
) -> None:
    assert split_name(whole)[:3] == parts


@pytest.mark.parametrize(
    "text",
    ["14:00-14:30; 15:10-15:20", "14.00 tot 14.30 en 15.10 tot 15.20", "15:10–15:20\n14u00-14u30"],
)
def test_times_in_between_are_read_as_people_write_them(text: str) -> None:
    assert read_time_ranges(cell(text)) == (
        (time(14), time(14, 30)), (time(15, 10), time(15, 20)),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["14:30-14:00", "14:00", "even", "14:00-25:00"])
def test_times_in_between_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_time_ranges(cell(text))
