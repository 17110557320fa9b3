"""What a list means: 1 is the first choice, equals share a rank, a short list does not pay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelronde.domain.lists import (
    LeftOffReading,
    Scale,
    TieReading,
    Voorkeurslijst,
    list_in_order,
    list_of_ranks,
)
from koppelronde.domain.people import Side

COMPETITION, DENSE = TieReading.COMPETITION, TieReading.DENSE
NEXT, LAST = LeftOffReading.NEXT_RANK, LeftOffReading.SHARED_LAST


def a_list(**ranks: int) -> Voorkeurslijst:
    return list_of_ranks("A01", Side.AIOS, ranks)


def marks(**given_marks: str) -> Voorkeurslijst:
    entries = tuple((partner, Decimal(mark)) for partner, mark in given_marks.items())
    return Voorkeurslijst("H01", Side.HAO, entries, Scale.MARKS)


def test_equals_share_a_rank_and_the_next_stands_below_both() -> None:
    assert a_list(H01=1, H02=1, H03=2).ranks() == {"H01": 1, "H02": 1, "H03": 3}
    assert a_list(H01=1, H02=1, H03=3).ranks() == {"H01": 1, "H02": 1, "H03": 3}


def test_densely_read_equals_do_not_push_the_next_down() -> None:
    assert a_list(H01=1, H02=1, H03=3).ranks(DENSE)["H03"] == 3
    assert a_list(H01=1, H02=1, H03=2).ranks(DENSE)["H03"] == 2


def test_nobody_moves_up_into_a_gap() -> None:
    assert a_list(H01=1, H02=2, H04=4).ranks() == {"H01": 1, "H02": 2, "H04": 4}


def test_the_highest_mark_is_the_first_choice() -> None:
    assert marks(A01="8", A02="9.5", A03="8").ranks() == {"A02": 1, "A01": 2, "A03": 2}


@pytest.mark.parametrize(
    ("lijst", "ties", "expected"),
    [
        (a_list(H01=1, H02=2, H03=3), COMPETITION, 4),
        (a_list(H01=1, H02=2, H03=2), COMPETITION, 4),
        (a_list(H01=1, H02=2, H03=2), DENSE, 3),
        (a_list(H01=1, H02=2, H04=4), COMPETITION, 5),
        (marks(A01="6", A02="6"), COMPETITION, 3),
    ],
)
def test_who_was_left_off_stands_on_the_next_shared_rank(
    lijst: Voorkeurslijst, ties: TieReading, expected: int
) -> None:
    assert lijst.left_off_rank(ties, NEXT) == expected


def test_other_readings_of_left_off() -> None:
    lijst = a_list(H01=1, H02=2)
    assert lijst.left_off_rank(COMPETITION, LAST) == 2
    assert lijst.left_off_rank(COMPETITION, LeftOffReading.IMPOSSIBLE) is None


def test_who_hands_in_an_empty_list_is_content_with_anybody() -> None:
    for reading in LeftOffReading:
        assert a_list().left_off_rank(COMPETITION, reading) == 1


@given(st.lists(st.sampled_from(["H01", "H02", "H03", "H04", "H05"]), unique=True))
def test_a_plain_list_counts_from_one(partners: list[str]) -> None:
    ranks = list_in_order("A01", Side.AIOS, tuple(partners)).ranks()
    assert [ranks[partner] for partner in partners] == list(range(1, len(partners) + 1))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 6), min_size=1))
def test_a_competition_rank_is_at_least_one_more_than_those_above(numbers: dict[str, int]) -> None:
    ranks = list_of_ranks("A01", Side.AIOS, numbers).ranks()
    for partner, number in numbers.items():
        above = sum(other < number for other in numbers.values())
        assert ranks[partner] == max(above + 1, number)
