"""Who is where in every turn: as numbers that stand, and as a board while a timetable is made.

A chain between two turns is everybody linked by meetings in one or the other. Swapping the two
turns along a chain keeps every meeting and never puts anybody in two places (Kempe). People in
the middle of a chain meet in both turns before and after, so only its two ends notice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """One meeting; turns count from 0, people by index."""

    turn: int
    mover: int
    stayer: int


IDLE = -1


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows[turn][mover]`` is the index of the stayer met, or -1.

    Compact on purpose: a million meetings are a thousand rows of small numbers.
    """

    movers: int
    stayers: int
    rows: tuple[tuple[int, ...], ...]

    @property
    def turns(self) -> int:
        """How many turns."""
        return len(self.rows)

    def cells(self) -> Iterator[Cell]:
        """Every meeting in order of turn and mover."""
        for turn, row in enumerate(self.rows):
            for mover, stayer in enumerate(row):
                if stayer != IDLE:
                    yield Cell(turn, mover, stayer)

    def without(self, couples: frozenset[tuple[int, int]]) -> Grid:
        """The same grid in which these couples have a pause instead."""
        return Grid(
            self.movers,
            self.stayers,
            tuple(
                tuple(IDLE if (i, j) in couples else j for i, j in enumerate(row))
                for row in self.rows
            )
            if couples
            else self.rows,
        )


def grid_of(movers: int, stayers: int, turns: int, cells: Iterator[Cell] | list[Cell]) -> Grid:
    """A grid from its meetings."""
    rows = [[IDLE] * movers for _ in range(turns)]
    for turn, mover, stayer in cells:
        rows[turn][mover] = stayer
    return Grid(movers, stayers, tuple(tuple(row) for row in rows))


def longest_pause(busy: list[bool]) -> int:
    """The longest run of idle turns."""
    longest = run = 0
    for here in busy:
        run = 0 if here else run + 1
        longest = max(longest, run)
    return longest


def idle_in_a_row(grid: Grid) -> int:
    """The longest run of idle turns of anybody."""
    longest = 0
    for mover in range(grid.movers):
        longest = max(longest, longest_pause([row[mover] != IDLE for row in grid.rows]))
    seen = [0] * grid.stayers
    for turn, row in enumerate(grid.rows, 1):
        for stayer in row:
            if stayer != IDLE:
                longest = max(longest, turn - seen[stayer] - 1)
                seen[stayer] = turn
    return max([longest, *(grid.turns - last for last in seen)])


IndexPair = tuple[int, int]


class Board:
    """``partner[person][turn]``; movers are 0 … n-1, stayers n … n+m-1; -1 is a pause.

    ``here[person]`` is a bit mask of the turns in which somebody is there; ``size[turn]`` counts
    meetings and stays within ``tables``.
    """

    __slots__ = ("free", "here", "movers", "partner", "size", "tables", "turns")

    def __init__(
        self,
        movers: int,
        stayers: int,
        turns: int,
        here: Sequence[int] | None = None,
        tables: int | None = None,
    ) -> None:
        everything = (1 << turns) - 1
        self.movers = movers
        self.turns = turns
        self.tables = min(movers, stayers) if tables is None else tables
        self.here = list(here) if here is not None else [everything] * (movers + stayers)
        self.free = list(self.here)
        self.partner = [[IDLE] * turns for _ in range(movers + stayers)]
        self.size = [0] * turns

    def put(self, mover: int, stayer: int, turn: int) -> None:
        """A meeting; ``stayer`` counts from the number of movers."""
        self.partner[mover][turn] = stayer
        self.partner[stayer][turn] = mover
        self.free[mover] &= ~(1 << turn)
        self.free[stayer] &= ~(1 << turn)
        self.size[turn] += 1

    def remove(self, mover: int, stayer: int, turn: int) -> None:
        """Take a meeting off again."""
        self.partner[mover][turn] = self.partner[stayer][turn] = IDLE
        self.free[mover] |= 1 << turn
        self.free[stayer] |= 1 << turn
        self.size[turn] -= 1

    def chain(self, person: int, first: int, second: int) -> list[int] | None:
        """People from ``person``, who is idle in ``second``, along the two turns in alternation.

        None when somebody on the way is not there in the turn that the meeting would move to.
        """
        people = [person]
        turn, other = first, second
        while True:
            following = self.partner[people[-1]][turn]
            if following == IDLE:
                break
            if not (self.here[people[-1]] >> other & 1 and self.here[following] >> other & 1):
                return None
            people.append(following)
            turn, other = other, turn
        return people

    def swap(self, people: Sequence[int], first: int, second: int) -> None:
        """Swap the two turns along a chain that begins with a meeting in ``first``."""
        links = list(itertools.pairwise(people))
        turns = (first, second)
        for at, (a, b) in enumerate(links):
            self.remove(*self._sides(a, b), turns[at % 2])
        for at, (a, b) in enumerate(links):
            self.put(*self._sides(a, b), turns[(at + 1) % 2])

    def _sides(self, a: int, b: int) -> IndexPair:
        return (a, b) if a < self.movers else (b, a)

    def cells(self) -> Iterator[Cell]:
        """All meetings."""
        for mover in range(self.movers):
            for turn, stayer in enumerate(self.partner[mover]):
                if stayer != IDLE:
                    yield Cell(turn, mover, stayer - self.movers)

    def grid(self) -> Grid:
        """The board as it is now."""
        return Grid(
            self.movers,
            len(self.partner) - self.movers,
            tuple(
                tuple(
                    stayer - self.movers if (stayer := self.partner[mover][turn]) != IDLE else IDLE
                    for mover in range(self.movers)
                )
                for turn in range(self.turns)
            ),
        )

    def idle_pairs(self, person: int) -> int:
        """How often two turns after one another are idle while somebody is there."""
        return (self.free[person] & (self.free[person] >> 1)).bit_count()


def board_of(
    movers: int,
    stayers: int,
    turns: int,
    cells: Iterable[Cell],
    here: Sequence[int] | None = None,
    tables: int | None = None,
) -> Board:
    """A board with these meetings; stayers by their own index."""
    board = Board(movers, stayers, turns, here, tables)
    for turn, mover, stayer in cells:
        board.put(mover, movers + stayer, turn)
    return board
