"""When the chosen couples meet if not everybody is there all the time.

König's theorem no longer holds, so first couples are placed by chains that respect presence,
with random exchanges to make room; what is then still without a turn is for the exact solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from carrousel.afternoon.schedule_grid import IDLE, Board, IndexPair

SHAKES = 40


def place_by_chains(board: Board, pairs: Sequence[IndexPair], dice: Random) -> list[IndexPair]:
    """Give as many couples as possible a turn on the board; returns those without one."""

    # Who has least to choose from goes first.
    def slack(pair: IndexPair) -> int:
        mover, stayer = pair[0], board.movers + pair[1]
        return (board.here[mover] & board.here[stayer]).bit_count()

    waiting = [p for p in sorted(pairs, key=slack) if not place(board, *p)]
    for _ in range(SHAKES):
        if not waiting:
            break
        for mover, stayer in waiting:
            _shake(board, mover, dice)
            _shake(board, board.movers + stayer, dice)
        waiting = [p for p in waiting if not place(board, *p)]
    return waiting


def place(board: Board, mover: int, index: int) -> bool:
    """Put one couple on the board, if need be after swapping one chain."""
    stayer = board.movers + index
    both = board.free[mover] & board.free[stayer]
    open_turns = [t for t in _turns(both) if board.size[t] < board.tables]
    if open_turns:
        board.put(mover, stayer, min(open_turns, key=lambda t: (board.size[t], t)))
        return True
    for turn in _turns(board.free[mover] & board.here[stayer]):
        if board.size[turn] >= board.tables:
            continue
        for other in _turns(board.free[stayer]):
            if _freed(board, stayer, turn, other):
                board.put(mover, stayer, turn)
                return True
    for turn in _turns(board.free[stayer] & board.here[mover]):
        if board.size[turn] >= board.tables:
            continue
        for other in _turns(board.free[mover]):
            if _freed(board, mover, turn, other):
                board.put(mover, stayer, turn)
                return True
    return False


def _freed(board: Board, person: int, turn: int, other: int) -> bool:
    """Move the meeting of ``person`` from ``turn`` to ``other`` along a chain, if that can be."""
    people = board.chain(person, turn, other)
    if people is None:
        return False
    if len(people) % 2 == 0 and board.size[other] >= board.tables:
        return False
    board.swap(people, turn, other)
    return True


def _shake(board: Board, person: int, dice: Random) -> None:
    """Exchange one idle and one busy turn of somebody, at random."""
    idle = _turns(board.free[person])
    busy = [turn for turn in range(board.turns) if board.partner[person][turn] != IDLE]
    if idle and busy:
        turn, other = (side[int(dice.random() * len(side))] for side in (busy, idle))
        _freed(board, person, turn, other)


def _turns(mask: int) -> list[int]:
    turns = []
    while mask:
        low = mask & -mask
        turns.append(low.bit_length() - 1)
        mask ^= low
    return turns
