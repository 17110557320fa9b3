"""Every 8 minutes a conversation, with breaks, also on the days on which the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from carrousel.afternoon.turns import Hours, hours_of, lay_out, running_at, touched_turns
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.times import AMSTERDAM, clock, minutes_between
from tests.carrousel.rounds import small_round


def hours(begin: str, end: str, **more: object) -> Hours:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)

    base = Hours(begin=at(begin), end=at(end), turn_minutes=8)
    return replace(base, **more)  # type: ignore[arg-type]  # the names are those of Hours


def test_thirty_turns_with_a_break_after_fifteen_end_at_quarter_past_five() -> None:
    day = lay_out(hours_of(small_round(24, 30)), 30)
    assert (clock(day.turns[0].begin), clock(day.turns[-1].end)) == ("13:00", "17:15")
    assert [(b.after_turn, clock(b.begin), clock(b.end)) for b in day.breaks] == [
        (15, "15:00", "15:15")
    ]


def test_a_break_at_a_fixed_time_replaces_the_break_of_the_procedure() -> None:
    day = lay_out(hours_of(small_round(24, 30, breaks_at=(time(14, 30),))), 30)
    assert [clock(b.begin) for b in day.breaks] == ["14:30"]
    assert not any(clock(t.begin) < "14:30" < clock(t.end) for t in day.turns)
    assert clock(day.turns[11].begin) == "14:45"


def test_a_round_may_ask_for_both_kinds_of_break() -> None:
    both = small_round(24, 30, breaks_at=(time(14, 30),), numbers={"break_after_turns": 5})
    day = lay_out(hours_of(both), 18)
    assert [b.after_turn for b in day.breaks] == [5, 9, 14]


def test_no_break_stands_after_the_last_turn() -> None:
    assert lay_out(hours_of(small_round(24, 30)), 15).breaks == ()


def test_only_whole_turns_fit_before_the_end() -> None:
    assert len(lay_out(hours("2026-12-10T13:00", "2026-12-10T13:31")).turns) == 3
    assert len(lay_out(hours("2026-12-10T13:00", "2026-12-10T13:32")).turns) == 4


def test_changing_seats_takes_time_between_turns_but_not_after_a_break() -> None:
    day = lay_out(
        hours(
            "2026-12-10T13:00", "2026-12-10T17:00", changeover_minutes=2, break_after_turns=2,
            break_minutes=10,
        ),
        4,
    )  # fmt: skip
    assert [clock(t.begin) for t in day.turns] == ["13:00", "13:10", "13:28", "13:38"]


@pytest.mark.parametrize(("day", "real"), [("2027-03-28", 23 * 60), ("2026-10-25", 25 * 60)])
def test_on_both_clock_change_days_every_turn_lasts_as_long_as_asked(day: str, real: int) -> None:
    whole = hours(f"{day}T00:00", f"{day}T23:59")
    laid = lay_out(whole)
    assert {minutes_between(t.begin, t.end) for t in laid.turns} == {8}
    assert all(
        minutes_between(a.end, b.begin) == 0
        for a, b in zip(laid.turns, laid.turns[1:], strict=False)
    )
    assert len(laid.turns) == (real - 1) // 8
    assert all(t.begin.utcoffset() is not None for t in laid.turns)


def test_an_end_in_the_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    night = lay_out(hours("2026-10-25T01:00", "2026-10-25T02:30"))
    assert len(night.turns) == 90 // 8


def test_a_begin_that_the_clock_skips_is_asked_again() -> None:
    with pytest.raises(OutOfOrder):
        hours_of(small_round(2, 2, carrousel_date=date(2027, 3, 28), carrousel_begin=time(2, 30)))


@pytest.mark.parametrize("unknown", ["carrousel_date", "carrousel_begin"])
def test_without_date_or_begin_it_says_which_cell_to_fill_in(unknown: str) -> None:
    with pytest.raises(OutOfOrder) as said:
        hours_of(small_round(2, 2, **{unknown: None}))
    cell = {"carrousel_date": "Carrousel datum", "carrousel_begin": "Carrousel begin"}[unknown]
    assert said.value.remedy is not None
    assert cell in said.value.remedy.nl


def test_who_leaves_at_the_bell_still_makes_the_turn_before_it() -> None:
    turns = lay_out(hours_of(small_round(24, 30)), 30).turns
    leaves = datetime(2026, 12, 10, 14, 24, tzinfo=AMSTERDAM)
    assert touched_turns(turns, leaves, None) == (11, 30)
    comes = datetime(2026, 12, 10, 13, 40, tzinfo=AMSTERDAM)
    assert touched_turns(turns, None, comes) == (1, 5)
    assert touched_turns(turns, None, turns[0].begin) is None
    assert running_at(turns, leaves) == 12
    assert running_at(turns, turns[-1].end) == 31
