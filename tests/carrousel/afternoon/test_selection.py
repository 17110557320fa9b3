"""Whom to meet and when: against trying everything, and against what theory promises."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.afternoon.colouring import colour, fewest_turns
from carrousel.afternoon.pauses import spread_pauses, unavoidable
from carrousel.afternoon.schedule_grid import idle_in_a_row
from carrousel.afternoon.selection import NEUTRAL, Question, Worth, choose, told_apart


@st.composite
def questions(draw: st.DrawFn) -> Question:
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    pairs = [(i, j) for i in range(n) for j in range(m)]
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=6)
    worth = st.builds(Worth, *(st.integers(0, 2) for _ in range(3)), st.integers(0, 1))
    return Question(
        mover_caps=tuple(draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))),
        stayer_caps=tuple(draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))),
        total=draw(st.integers(0, 12)),
        forbidden=frozenset(draw(some)),
        worth={pair: draw(worth) for pair in draw(some)},
        shared=(((0, 1), draw(st.integers(0, 4))),) if m > 1 and draw(st.booleans()) else (),
    )


def value_of(question: Question, pairs: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """The ordered goals, counted in the plainest way."""
    worths = [question.worth.get(pair, NEUTRAL) for pair in pairs]
    movers = [sum(1 for p in pairs if p[0] == i) for i in range(len(question.mover_caps))]
    stayers = [sum(1 for p in pairs if p[1] == j) for j in range(len(question.stayer_caps))]
    return (
        -sum(w.must for w in worths),
        -len(pairs),
        sum(k * k for k in movers),
        sum(k * k for k in stayers),
        sum(w.rather_not for w in worths),
        -sum(w.like for w in worths),
        sum(w.met_before for w in worths),
    )


def allowed(question: Question, pairs: tuple[tuple[int, int], ...]) -> bool:
    return (
        len(pairs) <= question.total
        and not question.forbidden.intersection(pairs)
        and all(
            sum(1 for p in pairs if p[0] == i) <= cap for i, cap in enumerate(question.mover_caps)
        )
        and all(
            sum(1 for p in pairs if p[1] == j) <= cap for j, cap in enumerate(question.stayer_caps)
        )
        and all(sum(p[1] in who for p in pairs) <= most for who, most in question.shared)
    )


@settings(max_examples=60)
@given(questions())
def test_the_choice_is_the_best_of_all_choices(question: Question) -> None:
    pairs = [
        (i, j)
        for i in range(len(question.mover_caps))
        for j in range(len(question.stayer_caps))
        if (i, j) not in question.forbidden
    ]
    chosen = choose(question)
    assert allowed(question, chosen.pairs)
    assert chosen.values() == value_of(question, chosen.pairs)
    if len(pairs) <= 9:
        every = (c for k in range(len(pairs) + 1) for c in combinations(pairs, k))
        best = min(value_of(question, c) for c in every if allowed(question, c))
        assert chosen.values() == best


@pytest.mark.parametrize("seed", range(4))
def test_leaving_out_couples_without_wishes_does_not_change_the_optimum(seed: int) -> None:
    """The way through the hub and the way over every single couple agree."""
    from carrousel.afternoon import selection

    dice = random.Random(seed)
    n, m, turns = 80, 84, 6
    worth = {
        (i, j): Worth(must=int(dice.random() < 0.1), like=1)
        for i in range(n)
        for j in dice.sample(range(m), 5)
    }
    question = Question(
        mover_caps=(turns,) * n,
        stayer_caps=(turns,) * m,
        total=10**6,
        forbidden=frozenset((i, dice.randrange(m)) for i in range(n)),
        worth=worth,
    )
    assert n * m > selection.DENSE_UP_TO
    whole, _ = selection._among(question, None)
    assert choose(question).values() == selection.measured(question, whole).values()


def test_everybody_gets_the_same_number_or_one_less_when_the_sides_differ() -> None:
    chosen = choose(Question(mover_caps=(10,) * 24, stayer_caps=(10,) * 30, total=10**6))
    numbers = [sum(1 for p in chosen.pairs if p[1] == j) for j in range(30)]
    assert chosen.meetings == 240
    assert set(numbers) == {8}


def test_people_who_share_a_table_share_its_turns() -> None:
    question = Question(mover_caps=(4, 4, 4), stayer_caps=(4, 4), total=99, shared=(((0, 1), 4),))
    assert choose(question).meetings == 4


def test_numbers_that_cannot_be_told_apart_are_noticed() -> None:
    assert told_apart([1, 1], [2, 0], frozenset({(0, 0)})) is None
    assert told_apart([1, 1], [1, 1], frozenset({(0, 0)})) == [(0, 1), (1, 0)]


@settings(max_examples=60)
@given(st.data())
def test_any_couples_fit_in_as_many_turns_as_the_busiest_has_meetings(data: st.DataObject) -> None:
    n, m = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 9))
    every = [(i, j) for i in range(n) for j in range(m)]
    pairs = sorted(data.draw(st.sets(st.sampled_from(every), min_size=1)))
    turns = fewest_turns(n, m, pairs, 0)
    board = colour(n, m, turns, pairs)
    cells = list(board.cells())
    assert sorted((cell.mover, cell.stayer) for cell in cells) == pairs
    assert len({(cell.turn, "m", cell.mover) for cell in cells}) == len(pairs)
    assert len({(cell.turn, "s", cell.stayer) for cell in cells}) == len(pairs)
    assert max(board.size) - min(board.size) <= 1
    left = spread_pauses(board, random.Random("1"))
    assert (
        left
        == sum(board.idle_pairs(person) for person in range(n + m))
        >= unavoidable(
            [mask ^ free for mask, free in zip(board.here, board.free, strict=True)], board.here
        )
    )
    assert sorted((cell.mover, cell.stayer) for cell in board.cells()) == pairs


def test_no_pause_follows_a_pause_where_there_are_fewer_pauses_than_meetings() -> None:
    pairs = choose(Question(mover_caps=(12,) * 48, stayer_caps=(12,) * 60, total=10**6)).pairs
    board = colour(48, 60, 12, pairs)
    assert spread_pauses(board, random.Random("1")) == 0
    assert idle_in_a_row(board.grid()) == 1


def test_more_meetings_than_turns_is_refused() -> None:
    with pytest.raises(ValueError, match="more meetings than there are turns"):
        colour(1, 2, 1, [(0, 0), (0, 1)])
