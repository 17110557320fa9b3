"""In an anonymous report no group of one to four people can be read, nor had by subtraction."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.report.discretion import FEW, HIDDEN, LEAST, Discretion, Part
from koppelronde.domain.language import same

OPEN = Discretion(anonymous=False, lang="nl", key="k")
TOLD = Discretion(anonymous=True, lang="nl", key="k" * 64)
SIZES = st.integers(min_value=0, max_value=60)


def bare(shown: str) -> str:
    return shown.replace(FEW.nl, "").replace(HIDDEN.nl, "")


@given(SIZES, SIZES)
@settings(deadline=None, max_examples=300)
def test_neither_a_part_nor_its_rest_is_shown_when_it_is_one_to_four_people(a: int, b: int) -> None:
    number, out_of = min(a, b), max(a, b)
    shown = TOLD.part_of(number, out_of)
    alike = [n for n in range(out_of + 1) if TOLD.part_of(n, out_of) == shown]
    small = [n for n in alike if 0 < n < LEAST or 0 < out_of - n < LEAST]
    # who reads the same words cannot tell one small number from the others
    assert not small or len(alike) >= LEAST - 1 or len(alike) == out_of + 1
    assert all(int(n) >= LEAST or n == "0" for n in re.findall(r"\d+", bare(shown)))


@given(SIZES)
def test_a_number_without_a_whole_is_nobody_few_or_a_class_of_five(number: int) -> None:
    shown = TOLD.count(number)
    if number == 0:
        assert shown == "0"
    elif number < LEAST:
        assert shown == FEW.nl
    else:
        low, high = (int(n) for n in re.findall(r"\d+", shown))
        assert low <= number <= high == low + 4
        assert low % LEAST == 0


@given(st.lists(st.integers(min_value=0, max_value=12), max_size=14), st.integers(0, 14))
@settings(deadline=None, max_examples=300)
def test_parts_keep_their_sum_and_hold_five_each(numbers: list[int], apart: int) -> None:
    parts = [Part(same(str(at)), n) for at, n in enumerate(numbers, 1)]
    merged = TOLD.parts(parts, apart=apart)
    total = sum(numbers)
    if 0 < total < LEAST:
        assert [part.number for part in merged] == [None]
    else:
        assert sum(part.number or 0 for part in merged) == total
        assert all(part.number is not None and part.number >= LEAST for part in merged)


@pytest.mark.parametrize(
    ("number", "out_of", "shown"),
    [
        (18, 24, "15 t/m 19 van 24"),
        (22, 24, "20 t/m 23 van 24"),
        (24, 24, "24 van 24"),
        (0, 24, "0 van 24"),
        (3, 24, "minder dan 5 van 24"),
        (10, 15, "10 van 15"),
        (20, 21, "17 t/m 20 van 21"),
        (3, 8, "te klein om te tonen"),
        (2, 3, "te klein om te tonen"),
    ],
)
def test_shares_read_as_sentences(number: int, out_of: int, shown: str) -> None:
    assert TOLD.share(number, out_of) == shown


def test_the_coordinator_sees_everything() -> None:
    assert OPEN.share(3, 8) == "3 van 8 (38%)"
    assert OPEN.count(3) == "3"
    assert OPEN.numbered(["A01"], "x") == {"A01": "A01"}


def test_people_are_numbered_by_lot_per_picture_and_per_result() -> None:
    codes = [f"A{n:02d}" for n in range(1, 25)]
    one, other = TOLD.numbered(codes, "one"), TOLD.numbered(reversed(codes), "one")
    assert one == other
    assert sorted(map(int, one.values())) == list(range(1, 25))
    assert one != TOLD.numbered(codes, "two")
    assert one != Discretion(anonymous=True, lang="nl", key="j" * 64).numbered(codes, "one")
    assert [one[code] for code in codes] != [str(n) for n in range(1, 25)]


def test_merged_ranks_are_named_as_a_span() -> None:
    parts = [Part(same("1"), 2), Part(same("2"), 1), Part(same("3"), 4), Part(same("x"), 0)]
    assert [part.label.nl for part in TOLD.parts(parts)] == ["1 t/m 3"]
