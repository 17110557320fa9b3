"""In an anonymous report no group of one to four people can be read, nor had by subtraction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.report.discretion import FEW, HIDDEN, LEAST, SMALLEST_WHOLE, Discretion, Part
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
def test_a_number_without_a_whole_is_few_or_a_class_of_five(number: int) -> None:
    shown = TOLD.count(number)
    if number < LEAST:
        assert shown == FEW.nl
    else:
        low, high = (int(n) for n in re.findall(r"\d+", shown))
        assert low <= number <= high == low + 4
        assert low % LEAST == 0


@given(st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=6))
@settings(deadline=None, max_examples=300)
def test_parts_of_a_whole_keep_their_places_whatever_they_hold(numbers: list[int]) -> None:
    shown = TOLD.parts([Part(same(str(at)), n) for at, n in enumerate(numbers, 1)])
    assert [label for label, _said in shown] == [str(at) for at in range(1, len(numbers) + 1)]
    if 0 < sum(numbers) < SMALLEST_WHOLE:
        assert {said for _label, said in shown} == {HIDDEN.nl}


def rank_profiles(people: int, ranks: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can have those ranks, as numbers per rank."""
    for bars in combinations(range(people + ranks - 1), ranks - 1):
        edges = (-1, *bars, people + ranks - 1)
        yield tuple(high - low - 1 for low, high in pairwise(edges))


@pytest.mark.parametrize("people", range(1, 41))
@pytest.mark.parametrize("classes", [3, 5])
def test_how_many_had_the_worst_rank_cannot_be_had_back(people: int, classes: int) -> None:
    """All ways to fill the classes for which the report says the same words, side by side."""
    if classes == 5 and people > 22:  # they grow fast, and nothing new happens
        people -= 20
    alike: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for profile in rank_profiles(people, classes):
        words = tuple(w for _l, w in TOLD.parts([Part(same("x"), number) for number in profile]))
        alike.setdefault(words, []).append(profile)
    for words, profiles in alike.items():
        for part in range(classes):
            numbers = {profile[part] for profile in profiles}
            assert len(numbers) > 1 or not 0 < min(numbers) < LEAST, (words, part)


@pytest.mark.parametrize(
    ("number", "out_of", "shown"),
    [
        (18, 24, "15 t/m 19 van 24"),
        (22, 24, "20 t/m 24 van 24"),
        (24, 24, "20 t/m 24 van 24"),
        (0, 24, "minder dan 5 van 24"),
        (3, 24, "minder dan 5 van 24"),
        (10, 15, "10 van 15"),
        (20, 21, "17 t/m 21 van 21"),
        (3, 8, "te klein om te tonen"),
        (9, 9, "te klein om te tonen"),
        (0, 9, "te klein om te tonen"),
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
