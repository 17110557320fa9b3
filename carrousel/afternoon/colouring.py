"""When the chosen couples meet: in as few turns as anybody's number of meetings.

König (1916): a bipartite graph whose largest degree is K can be edge-coloured with K colours.
Couples are placed one by one; where two people have no free turn in common, a chain between one
free turn of each is swapped and makes one. De Werra (1971): the colours can be made equal in
size to within one, so that every turn uses the same number of tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from carrousel.afternoon.schedule_grid import IDLE, Board, IndexPair


def fewest_turns(movers: int, stayers: int, pairs: Sequence[IndexPair], tables: int) -> int:
    """The largest number of meetings of anybody, or what the tables need if that is more."""
    number = [0] * (movers + stayers)
    for mover, stayer in pairs:
        number[mover] += 1
        number[movers + stayer] += 1
    return max([0, *number, -(-len(pairs) // tables) if tables else 0])


def colour(
    movers: int, stayers: int, turns: int, pairs: Sequence[IndexPair], tables: int | None = None
) -> Board:
    """Everybody's meetings over that many turns, every turn about equally full.

    Raises ValueError when somebody has more meetings than there are turns.
    """
    board = Board(movers, stayers, turns, tables=tables)
    for at, (mover, index) in enumerate(pairs):
        stayer = movers + index
        both = board.free[mover] & board.free[stayer]
        if both:
            # Begin to look where the previous couple left off, so that all turns fill up alike.
            later = both >> (at % turns)
            turn = _lowest(later) + at % turns if later else _lowest(both)
        else:
            if not (board.free[mover] and board.free[stayer]):
                raise ValueError("somebody has more meetings than there are turns")
            turn = _lowest(board.free[mover])
            people = board.chain(stayer, turn, _lowest(board.free[stayer]))
            assert people is not None, "everybody is there all the time"
            board.swap(people, turn, _lowest(board.free[stayer]))
        board.put(mover, stayer, turn)
    level(board)
    return board


def level(board: Board) -> None:
    """Make the turns equal in size to within one, by chains (everybody there all the time)."""
    while True:
        full = max(range(board.turns), key=lambda turn: (board.size[turn], -turn))
        empty = min(range(board.turns), key=lambda turn: (board.size[turn], turn))
        if board.size[full] - board.size[empty] < 2:
            return
        _shift(board, full, empty)


def _shift(board: Board, full: int, empty: int) -> None:
    """Swap chains with one meeting more in ``full`` until the two are level."""
    seen = [False] * len(board.partner)
    for person, partners in enumerate(board.partner):
        if board.size[full] - board.size[empty] < 2:
            return
        if seen[person] or partners[full] == IDLE or partners[empty] != IDLE:
            continue
        people = board.chain(person, full, empty)
        if people is None:
            continue
        for passed in people:
            seen[passed] = True
        if len(people) % 2 == 0:
            board.swap(people, full, empty)


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
