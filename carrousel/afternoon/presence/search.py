"""Couples and turns when people come and go: by chains first, exactly where those fall short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from carrousel.afternoon.goals import Known
from carrousel.afternoon.lottery import dice
from carrousel.afternoon.presence.chains import place, place_by_chains
from carrousel.afternoon.presence.exact_choice import choose_exactly, reach_in
from carrousel.afternoon.presence.presence_input import Asking, owners
from carrousel.afternoon.schedule_grid import Board, Cell, IndexPair, board_of
from carrousel.afternoon.selection import Question, Selection, choose, measured
from koppelronde.domain.language import Text
from koppelronde.progress import Progress, Tell

ROUNDS = 12
_SAYS = Text("koppels en rondes kiezen", "choosing couples and turns")


@dataclass(frozen=True, slots=True)
class Found:
    """A board that keeps the rules, and what it is worth."""

    board: Board
    question: Question
    values: tuple[int, ...]


def search(asking: Asking, turns: int, bound: Selection, seed: str, tell: Tell) -> Found:
    """Choose, give times, cut what got none, choose again; the best of all attempts."""
    question, here = asking.divided(turns)
    n, m = len(question.mover_caps), len(question.stayer_caps)
    cut: frozenset[IndexPair] = frozenset()
    best: Found | None = None
    for attempt in range(ROUNDS):
        selection = choose(replace(question, forbidden=question.forbidden | cut))
        board = Board(n, m, turns, here, asking.sides.seats.at_once)
        left = place_by_chains(board, selection.pairs, dice(seed, f"times {attempt}"))
        if left:
            _fill(board, question)
        values = measured(question, [(cell.mover, cell.stayer) for cell in board.cells()]).values()
        if best is None or values < best.values:
            best = Found(board, question, values)
            tell(Progress(_SAYS, -values[1], bound.meetings))
        if not left or values <= bound.values():
            break
        cut |= frozenset(left)
    assert best is not None
    return best


def improved(
    asking: Asking, turns: int, bound: Selection, best: Found, tell: Tell
) -> tuple[Found, Known]:
    """By the exact solver, when the model is not too large for it."""
    here, question = asking.here(turns), asking.question(turns)
    tables, rooted = asking.sides.seats.at_once, asking.sides.rooted()
    start = list(best.board.cells()) if best.board.turns <= turns else []
    exact = choose_exactly(question, here, turns, tables, start, bound.values(), tell, rooted)
    known = proven_by(best.values, bound.values())
    if exact is None:
        return best, known
    mine = found_as(asking, turns, exact.cells)
    found = mine if mine.values < best.values else best
    known = proven_by(found.values, bound.values())
    if turns == asking.most and mine.values == found.values and exact.proven > known.proven:
        known = replace(known, proven=exact.proven, bound=exact.bound)
    return found, known


def found_as(asking: Asking, turns: int, cells: Sequence[Cell]) -> Found:
    """These meetings on a board of so many turns, the turns of shared tables divided over them."""
    question = asking.question(turns)
    masks = owners(asking.sides, asking.here(turns), cells, turns)
    n, m = len(question.mover_caps), len(question.stayer_caps)
    board = board_of(n, m, turns, cells, masks, asking.sides.seats.at_once)
    values = measured(question, [(cell.mover, cell.stayer) for cell in cells]).values()
    return Found(board, question, values)


def in_fewest_turns(asking: Asking, best: Found) -> tuple[Found, int]:
    """The same values in as few turns as can be found, and a number that is proven needed."""
    used = 1 + max(cell.turn for cell in best.board.cells())
    least = 1
    low, high = 1, used
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if asking.allows(middle, best.values) else (middle + 1, high)
    least = low
    sure = True
    for turns in range(least, used):
        cells, proven = reach_in(
            asking.question(turns), asking.here(turns), turns, asking.sides.seats.at_once,
            best.values, asking.sides.rooted(),
        )  # fmt: skip
        if cells:
            return found_as(asking, turns, cells), least
        sure = sure and proven
        least += sure
    return found_as(asking, used, list(best.board.cells())), least


def proven_by(values: tuple[int, ...], bound: tuple[int, ...]) -> Known:
    """Goals that equal what the flow allows, from the first."""
    for goal, (value, best) in enumerate(zip(values, bound, strict=True)):
        if value != best:
            return Known(goal, best, goal)
    return Known(len(values), 0, len(values))


def _open_couples(board: Board, question: Question) -> list[IndexPair]:
    """Allowed couples without a meeting of whom both could have one more."""
    n = board.movers
    met = {(cell.mover, cell.stayer) for cell in board.cells()}
    number = [len([p for p in row if p >= 0]) for row in board.partner]
    return [
        (i, j)
        for i, cap in enumerate(question.mover_caps)
        if number[i] < cap
        for j, other_cap in enumerate(question.stayer_caps)
        if number[n + j] < other_cap and (i, j) not in met and (i, j) not in question.forbidden
    ]


def _fill(board: Board, question: Question) -> None:
    """Use what is idle on both sides for couples that were not chosen, best wishes first."""
    nothing = (0, 0, 0, 0)

    def cost(pair: IndexPair) -> tuple[int, ...]:
        worth = question.worth.get(pair)
        return worth.cost if worth else nothing

    for pair in sorted(_open_couples(board, question), key=lambda pair: (cost(pair), pair)):
        number = [len([p for p in board.partner[who] if p >= 0])
                  for who in (pair[0], board.movers + pair[1])]  # fmt: skip
        caps = (question.mover_caps[pair[0]], question.stayer_caps[pair[1]])
        if number[0] < caps[0] and number[1] < caps[1] and sum(board.size) < question.total:
            place(board, *pair)
