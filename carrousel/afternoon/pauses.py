"""No idle turn after an idle turn, where that can be avoided.

Local search over Kempe chains: somebody idle twice in a row trades one of those turns with
another in which they are busy. Only the two ends of the chain notice, so a trade is judged by
two people. Trades that make nothing worse are taken too, now and then, to get off a plateau.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from carrousel.afternoon.schedule_grid import IDLE, Board


def idle_after_idle(busy: Sequence[int], here: Sequence[int]) -> int:
    """Idle turns after an idle turn, summed over people; both are masks of turns."""
    idle = [mask & ~mine for mask, mine in zip(here, busy, strict=True)]
    return sum((free & free >> 1).bit_count() for free in idle)


def unavoidable(busy: Sequence[int], here: Sequence[int]) -> int:
    """Of those, how many no order of the same meetings can take away.

    Somebody with d meetings has d + 1 gaps for pauses; a stretch of presence counts by itself.
    """
    total = 0
    for mine, mask in zip(busy, here, strict=True):
        meetings, stretches = mine.bit_count(), (mask & ~(mask << 1)).bit_count()
        total += max(0, mask.bit_count() - 2 * meetings - stretches)
    return total


def spread_pauses(board: Board, dice: Random, effort: int = 60) -> int:
    """Lower the number of idle turns after an idle turn; returns what is left.

    ``effort`` rounds over everybody concerned without improvement, then it stops.
    """
    least = unavoidable([m ^ f for m, f in zip(board.here, board.free, strict=True)], board.here)
    left = sum(board.idle_pairs(person) for person in range(len(board.partner)))
    stale = 0
    while left > least and stale < effort:
        before = left
        concerned = [p for p in range(len(board.partner)) if board.idle_pairs(p)]
        for person in sorted(concerned, key=lambda _p: dice.random()):
            while board.idle_pairs(person):
                gain = _best_trade(board, person, dice)
                left -= gain
                if gain <= 0:
                    break
        stale = 0 if left < before else stale + 1
    return left


def _best_trade(board: Board, person: int, dice: Random) -> int:
    """Make the best trade for one person that worsens nothing; the gain (0 for a side step)."""
    twice = board.free[person] & (board.free[person] >> 1)
    idle = [t for t in range(board.turns) if (twice | twice << 1) >> t & 1]
    busy = [t for t in range(board.turns) if board.partner[person][t] != IDLE]
    best = -1
    found: list[tuple[list[int], int, int]] = []
    for turn in idle:
        for other in busy:
            people = board.chain(person, other, turn)
            one_more = len(people) % 2 == 0 if people else False
            if people is None or (one_more and board.size[turn] >= board.tables):
                continue
            gain = _gain(board, person, people[-1], other, turn)
            if gain < 0:
                continue
            if gain > best:
                best, found = gain, []
            if gain == best:
                found.append((people, other, turn))
    if not found:
        return 0
    people, other, turn = found[int(dice.random() * len(found))]
    board.swap(people, other, turn)
    return best


def _gain(board: Board, person: int, end: int, busy: int, idle: int) -> int:
    """What the two ends win: each gets the idle and the busy turn the other way round."""
    total = 0
    both = 1 << busy | 1 << idle
    for one in {person, end}:
        free = board.free[one]
        after = free ^ (both & board.here[one])
        total += (free & free >> 1).bit_count() - (after & after >> 1).bit_count()
    return total
