"""A carrousel by number: who meets whom when, before anybody has a name or a table."""

from __future__ import annotations

from collections.abc import Iterator
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
