"""Everybody meets everybody, in closed form and in max(n, m) turns: nobody can do with fewer.

The places stand in a ring of T = max(n, m). The stayers sit at places ⌊q·T/m⌋, evenly spread;
the movers start at places ⌊q·T/n⌋ and go one place on at every bell. An empty place is a pause,
and because these too are evenly spread no two come in a row unless there are more pauses than
conversations.

With R rooms of k = ⌈T/R⌉ places the ring is cut up: group g is in room (g + b) mod R during
block b and rotates inside the room, so that everybody changes rooms exactly R - 1 times, the
fewest possible. It takes R·k turns: at most R - 1 more than T.
"""

from __future__ import annotations

from dataclasses import dataclass

from carrousel.afternoon.schedule_grid import IDLE, Grid, idle_in_a_row

TRIED_SHIFTS = 40


@dataclass(frozen=True, slots=True)
class Rotation:
    """A grid, with the place of every stayer in walking order, counted from 0.

    With rooms, place p stands in room p // (places per room).
    """

    grid: Grid
    places: tuple[int, ...]
    room_size: int

    @property
    def turns(self) -> int:
        """How many turns it takes."""
        return self.grid.turns


def turns_needed(movers: int, stayers: int, rooms: int = 1) -> int:
    """Turns for everybody to meet everybody with the fewest room changes."""
    return rooms * -(-max(movers, stayers) // rooms)


def rotate(movers: int, stayers: int, rooms: int = 1) -> Rotation:
    """Everybody meets everybody exactly once.

    One room: max(movers, stayers) turns. More rooms: :func:`turns_needed`.
    """
    if not movers or not stayers:
        return Rotation(Grid(movers, stayers, ()), tuple(range(stayers)), 0)
    total = turns_needed(movers, stayers, rooms)
    size = total // rooms
    if rooms == 1:
        return _rotation(movers, stayers, rooms, size, 0)
    # At the end of a block the ring is interrupted: shift the empty places until no two pauses
    # touch there. A handful of shifts is enough, and the longest pause is at most one longer.
    best: Rotation | None = None
    longest = 0
    for shift in range(min(TRIED_SHIFTS, total)):
        rotation = _rotation(movers, stayers, rooms, size, shift)
        idle = idle_in_a_row(rotation.grid)
        if best is None or idle < longest:
            best, longest = rotation, idle
        if longest <= _unavoidable(movers, stayers, total):
            break
    assert best is not None
    return best


def _unavoidable(movers: int, stayers: int, turns: int) -> int:
    """Pauses stand between meetings: d meetings leave d + 1 gaps for the rest of the turns."""
    fewest = min(movers, stayers)
    return -(-(turns - fewest) // (fewest + 1))


def _rotation(movers: int, stayers: int, rooms: int, size: int, shift: int) -> Rotation:
    total = rooms * size
    places = tuple(sorted((q * total // stayers + shift) % total for q in range(stayers)))
    starts = tuple(q * total // movers for q in range(movers))
    ring = [IDLE] * total
    for stayer, place in enumerate(places):
        ring[place] = stayer
    rows = []
    for block in range(rooms):
        # Twice the same room after one another: a rotation is then a plain slice.
        doubled = [
            ring[room * size : (room + 1) * size] * 2
            for room in ((group + block) % rooms for group in range(rooms))
        ]
        for turn in range(size):
            if movers == total:
                row = [seat for group in doubled for seat in group[turn : turn + size]]
            else:
                row = [doubled[start // size][start % size + turn] for start in starts]
            rows.append(tuple(row))
    return Rotation(Grid(movers, stayers, tuple(rows)), places, size)
