"""As little waiting as can be between somebody's first and last meeting, for couples given.

Holes of a person are the turns from the first to the last meeting in which they have none, those
in which they are not there included.

1. A walk over proper timetables: exchange two turns along one alternating chain, of which only the
   two ends notice (Kempe). Half of the steps aim: somebody with a hole moves their first or last
   meeting into it. Worse is accepted with a probability that falls (simulated annealing).
2. A model with windows (CP-SAT): everybody has one stretch of turns, which costs its length less
   the meetings in it. It looks only for less than the walk found, so windows are short; that there
   is nothing proves the walk's plan. Within its limit it may find less, and then goes on.

Steps and deterministic time are limited, never the clock: the same round, the same plan.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Final

from carrousel.afternoon.schedule_grid import IDLE, Board, Cell

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

STEPS: Final = 1_000_000
STEPS_EACH: Final = 4_500
"""At most so many for each conversation."""
HOT: Final = 2.0
COLD: Final = 0.15
"""The temperature falls from one to the other, twice."""
MOST_VARIABLES: Final = 30_000
SECONDS: Final = 2.5
"""Deterministic time for the model, about a second each."""


def holes_in(busy: int) -> int:
    """Idle turns between the first and the last of a mask of turns."""
    if not busy:
        return 0
    return busy.bit_length() - ((busy & -busy).bit_length() - 1) - busy.bit_count()


def holes_of(board: Board, person: int) -> int:
    """Holes of one person."""
    return holes_in(board.here[person] ^ board.free[person])


def fewest_holes(board: Board, lot: Random) -> tuple[int, int]:
    """Make the board (in place) as compact as found; the holes left, and a proven bound."""
    _Walk(board, lot).run(min(STEPS, STEPS_EACH * sum(board.size)))
    holes = sum(holes_of(board, person) for person in range(len(board.partner)))
    left, bound = SECONDS, 0
    while holes and left > 0:
        cells, bound, spent = _fewer(board, holes, left)
        left -= spent
        if not cells:
            break
        _lay_out(board, cells)
        holes = sum(holes_of(board, person) for person in range(len(board.partner)))
        if bound >= holes:
            break
    return holes, min(bound, holes)


class _Walk:
    """The board, everybody's holes, and the best board seen."""

    def __init__(self, board: Board, lot: Random) -> None:
        self._board, self._random = board, lot.random
        self._holes = [holes_of(board, person) for person in range(len(board.partner))]
        self._total = sum(self._holes)

    def run(self, steps: int) -> None:
        """Walk until there is no hole or so many steps are done; end with the best board."""
        board, random = self._board, self._random
        if board.turns < 2:
            return
        best, kept = self._total, [list(row) for row in board.partner]
        cooling = max(1, steps // 2)
        for step in range(steps):
            if not self._total:
                return
            if step % cooling == 0 and self._total > best:
                self._restore(kept)
            warmth = HOT * (COLD / HOT) ** (step % cooling / cooling)
            found = self._aimed() if random() < 0.5 else self._any()
            if found is not None and self._step(*found, warmth) and self._total < best:
                best, kept = self._total, [list(row) for row in board.partner]
        if self._total > best:
            self._restore(kept)

    def _any(self) -> tuple[int, int, int] | None:
        board, random = self._board, self._random
        person = int(random() * len(board.partner))
        first, second = int(random() * board.turns), int(random() * board.turns)
        row = board.partner[person]
        if row[first] == IDLE:
            first, second = second, first
        if row[first] == IDLE or not board.free[person] >> second & 1:
            return None
        return person, first, second

    def _aimed(self) -> tuple[int, int, int] | None:
        """Somebody's first or last meeting, and an idle turn between them."""
        board, random = self._board, self._random
        people = len(self._holes)
        start = int(random() * people)
        person = next(
            at % people for at in range(start, start + people) if self._holes[at % people]
        )
        busy = board.here[person] ^ board.free[person]
        low, high = (busy & -busy).bit_length() - 1, busy.bit_length() - 1
        inside = [t for t in range(low + 1, high) if board.free[person] >> t & 1]
        if not inside:
            return None
        return person, low if random() < 0.5 else high, inside[int(random() * len(inside))]

    def _step(self, person: int, first: int, second: int, warmth: float) -> bool:
        """Exchange the turns along the chain that begins there, if that is accepted."""
        board = self._board
        people = board.chain(person, first, second)
        if people is None:
            return False
        one_more = len(people) % 2 == 0
        if one_more and board.size[second] >= board.tables:
            return False
        both, end = 1 << first | 1 << second, people[-1]
        was = self._holes[person] + self._holes[end]
        mine = holes_in(board.here[person] ^ board.free[person] ^ both)
        theirs = holes_in(board.here[end] ^ board.free[end] ^ both)
        worse = mine + theirs - was
        if worse > 0 and self._random() >= math.exp(-worse / warmth):
            return False
        for who in people:
            row = board.partner[who]
            row[first], row[second] = row[second], row[first]
        board.free[person] ^= both
        board.free[end] ^= both
        if one_more:
            board.size[first] -= 1
            board.size[second] += 1
        self._holes[person], self._holes[end] = mine, theirs
        self._total += worse
        return True

    def _restore(self, rows: Sequence[Sequence[int]]) -> None:
        board = self._board
        _lay_out(board, [Cell(t, i, j - board.movers) for i in range(board.movers)
                         for t, j in enumerate(rows[i]) if j != IDLE])  # fmt: skip
        self._holes = [holes_of(board, person) for person in range(len(board.partner))]
        self._total = sum(self._holes)


def _lay_out(board: Board, cells: Sequence[Cell]) -> None:
    for cell in list(board.cells()):
        board.remove(cell.mover, board.movers + cell.stayer, cell.turn)
    for turn, mover, stayer in cells:
        board.put(mover, board.movers + stayer, turn)


def _fewer(board: Board, holes: int, limit: float) -> tuple[list[Cell], int, float]:
    """A timetable with fewer holes (none without one), a proven bound, and the time it took."""
    from ortools.sat.python import cp_model

    n, model = board.movers, cp_model.CpModel()
    couples = [(cell.mover, n + cell.stayer) for cell in board.cells()]
    now = {(cell.mover, n + cell.stayer): cell.turn for cell in board.cells()}
    at: dict[tuple[int, int, int], cp_model.IntVar] = {}
    meets: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    in_turn: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
    if len(couples) * board.turns > MOST_VARIABLES:
        return [], 0, limit
    for i, j in couples:
        mine = []
        for turn in range(board.turns):
            if board.here[i] & board.here[j] & 1 << turn:
                here = at[i, j, turn] = model.new_bool_var("")
                model.add_hint(here, now[i, j] == turn)
                mine.append(here)
                meets[i, turn].append(here)
                meets[j, turn].append(here)
                in_turn[turn].append(here)
        model.add_exactly_one(mine)
    for turn, together in in_turn.items():
        if len(together) > board.tables:
            model.add(sum(together) <= board.tables)
        del turn
    costs = []
    for person in range(len(board.partner)):
        costs += _windows(board, person, holes - 1, model, meets)
    total = sum(cost * window for cost, window in costs)
    model.add(total <= holes - 1)
    model.minimize(total)
    solver = cp_model.CpSolver()
    # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 0
    solver.parameters.max_deterministic_time = limit
    status = solver.solve(model)
    spent = max(solver.response_proto.deterministic_time, 0.05)
    if status == cp_model.INFEASIBLE:
        return [], holes, spent
    bound = max(0, math.ceil(solver.best_objective_bound - 1e-6))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return [], min(bound, holes), spent
    return (
        [Cell(turn, i, j - n) for (i, j, turn), here in at.items() if solver.boolean_value(here)],
        bound,
        spent,
    )


def _windows(
    board: Board,
    person: int,
    slack: int,
    model: cp_model.CpModel,
    meets: dict[tuple[int, int], list[cp_model.IntVar]],
) -> list[tuple[int, cp_model.IntVar]]:
    """One stretch of turns for somebody, with what it costs beyond their meetings."""
    here, number = board.here[person], (board.here[person] ^ board.free[person]).bit_count()
    if not number:
        return []
    costs = []
    over: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
    full: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
    for first in range(board.turns):
        for length in range(number, min(number + slack, board.turns - first) + 1):
            last = first + length - 1
            inside = here >> first & (1 << length) - 1
            ends = here >> first & 1 and here >> last & 1
            if not ends or inside.bit_count() < number:
                continue
            window = model.new_bool_var("")
            costs.append((length - number, window))
            for turn in range(first, last + 1):
                over[turn].append(window)
            # Nothing idle in the shortest; in a longer one both ends are busy.
            for turn in range(first, last + 1) if length == number else (first, last):
                full[turn].append(window)
    model.add_exactly_one([window for _, window in costs])
    for turn in range(board.turns):
        busy = meets.get((person, turn), [])
        if busy:
            model.add(sum(busy) <= sum(over[turn]))
        if full[turn]:
            model.add(sum(busy) >= sum(full[turn]))
    return costs
