"""Moves on a ranked list: everybody keeps one place, and shared places come apart first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bureau.actions.ranking import MOVES, Order, content_of, move_to, order_of

PEOPLE = [f"H{n:02d}" for n in range(8)]


@st.composite
def orders(draw: st.DrawFn) -> Order:
    people = draw(st.permutations(PEOPLE))[: draw(st.integers(0, 8))]
    groups: list[tuple[str, ...]] = []
    while people:
        size = draw(st.integers(1, min(3, len(people))))
        groups.append(tuple(people[:size]))
        people = people[size:]
    return tuple(groups)


def placed(order: Order) -> list[str]:
    return sorted(code for group in order for code in group)


@given(orders(), st.sampled_from(sorted(MOVES)), st.sampled_from(PEOPLE))
def test_a_move_loses_nobody_and_names_nobody_twice(order: Order, name: str, code: str) -> None:
    after = MOVES[name](order, code)
    expected = set(placed(order))
    expected = expected - {code} if name == "eraf" else expected
    expected = expected | {code} if name == "erbij" else expected
    assert placed(after) == sorted(expected)
    assert all(group for group in after)


@given(orders(), st.sampled_from(PEOPLE), st.integers(-3, 12))
def test_to_a_place_is_to_that_place(order: Order, code: str, place: int) -> None:
    after = move_to(order, code, place)
    at = next(n for n, group in enumerate(after, 1) if code in group)
    assert after[at - 1] == (code,)
    assert at == min(max(place, 1), len(after))


@given(orders())
def test_what_is_handed_in_is_the_order(order: Order) -> None:
    assert order_of(content_of(order)) == order


def test_up_and_down_are_each_others_way_back() -> None:
    order: Order = (("H01",), ("H02",), ("H03",))
    assert MOVES["hoger"](order, "H02") == (("H02",), ("H01",), ("H03",))
    assert MOVES["lager"](MOVES["hoger"](order, "H02"), "H02") == order
    assert MOVES["hoger"](order, "H01") == order
    assert MOVES["lager"](order, "H03") == order


def test_a_shared_place_comes_apart_before_somebody_passes_another() -> None:
    order: Order = (("H01",), ("H02", "H03"), ("H04",))
    assert MOVES["hoger"](order, "H03") == (("H01",), ("H03",), ("H02",), ("H04",))
    assert MOVES["lager"](order, "H02") == (("H01",), ("H03",), ("H02",), ("H04",))
    assert MOVES["samen"](order, "H04") == (("H01",), ("H02", "H03", "H04"))
