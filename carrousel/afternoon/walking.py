"""The least walking between rooms, once it is known who meets whom when.

Whoever stays seated gets a table in such a room that the others, on their way from one meeting
to the next, change rooms as seldom as possible. It is a graph partition: local search by
exchanging the tables of two people, until no exchange helps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from carrousel.afternoon.grid import IDLE, Grid
from carrousel.afternoon.seating import Seats

PASSES = 20


def room_changes(grid: Grid, rooms: Sequence[str]) -> int:
    """How often movers change rooms in all; ``rooms[stayer]`` is where each stayer sits."""
    return sum(number for (a, b), number in _steps(grid).items() if rooms[a] != rooms[b])


def fewer_room_changes(grid: Grid, seats: Seats, rooted: Collection[str]) -> Seats:
    """Exchange tables of stayers (never of ``rooted`` ones); stayers keep their index."""
    room_of = {table.number: table.room for table in seats.tables}
    tables = [seats.home[code] for code in seats.stayers]
    rooms = [room_of[table] for table in tables]
    if len(set(rooms)) < 2:
        return seats
    near: list[dict[int, int]] = [{} for _ in seats.stayers]
    for (a, b), number in _steps(grid).items():
        near[a][b] = near[a].get(b, 0) + number
        near[b][a] = near[b].get(a, 0) + number
    loose = [j for j, code in enumerate(seats.stayers) if code not in rooted]
    for _ in range(PASSES):
        moved = False
        for a in loose:
            ties = _ties(near[a], rooms)
            best, partner = 0, -1
            for b in loose:
                if rooms[a] == rooms[b]:
                    continue
                there = _ties(near[b], rooms)
                gain = (
                    ties.get(rooms[b], 0) - ties.get(rooms[a], 0)
                    + there.get(rooms[a], 0) - there.get(rooms[b], 0)
                    - 2 * near[a].get(b, 0)
                )  # fmt: skip
                if gain > best:
                    best, partner = gain, b
            if partner >= 0:
                tables[a], tables[partner] = tables[partner], tables[a]
                rooms[a], rooms[partner] = rooms[partner], rooms[a]
                moved = True
        if not moved:
            break
    home = dict(seats.home) | dict(zip(seats.stayers, tables, strict=True))
    return replace(seats, home=home)


def _steps(grid: Grid) -> dict[tuple[int, int], int]:
    """How many movers go from one stayer straight to another."""
    steps: dict[tuple[int, int], int] = {}
    for mover in range(grid.movers):
        last = IDLE
        for row in grid.rows:
            here = row[mover]
            if here == IDLE:
                continue
            if last != IDLE:
                steps[last, here] = steps.get((last, here), 0) + 1
            last = here
    return steps


def _ties(near: dict[int, int], rooms: Sequence[str]) -> dict[str, int]:
    ties: dict[str, int] = {}
    for other, number in near.items():
        ties[rooms[other]] = ties.get(rooms[other], 0) + number
    return ties
