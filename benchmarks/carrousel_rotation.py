"""Everybody meets everybody, 1,000 × 1,000, with an independent check.

Beside it: the lower bound max(n, m) on turns, and the longest pause of the same ring with the
empty places together at the end, as scripts usually do.
"""

from __future__ import annotations

from time import perf_counter

from carrousel.afternoon.rotation import rotate
from carrousel.afternoon.schedule_grid import IDLE, Grid, idle_in_a_row


def checked(grid: Grid) -> bool:
    """Every couple once and nobody in two places in one turn, without the engine's code."""
    met = bytearray(grid.movers * grid.stayers)
    for row in grid.rows:
        seated = [stayer for stayer in row if stayer != IDLE]
        if len(set(seated)) != len(seated):
            return False
        for mover, stayer in enumerate(row):
            if stayer != IDLE:
                met[mover * grid.stayers + stayer] += 1
    return met.count(1) == len(met)


def fillers_at_the_end(movers: int, stayers: int) -> Grid:
    """The usual script: people first, empty places after them."""
    total = max(movers, stayers)
    ring = [*range(stayers), *[IDLE] * (total - stayers)]
    return Grid(movers, stayers, tuple(
        tuple(ring[(start + turn) % total] for start in range(movers)) for turn in range(total)
    ))  # fmt: skip


def main() -> None:
    """Print one line per size."""
    print("n x m        turns / bound   longest pause (fillers at the end)   seconds incl. check")
    for movers, stayers in ((24, 30), (48, 60), (200, 250), (1000, 1000)):
        start = perf_counter()
        grid = rotate(movers, stayers).grid
        right = checked(grid)
        took = perf_counter() - start
        usual = idle_in_a_row(fillers_at_the_end(movers, stayers))
        print(
            f"{movers:4} x {stayers:<4}  {grid.turns:5} / {max(movers, stayers):<5}"
            f"  {idle_in_a_row(grid):6} ({usual})  {'right' if right else 'WRONG':>22}  {took:8.3f}"
        )
    for movers, stayers, rooms in ((24, 30, 2), (200, 250, 3)):
        rotation = rotate(movers, stayers, rooms)
        print(f"{movers} x {stayers} in {rooms} rooms: {rotation.turns} turns, "
              f"{rooms - 1} room changes each (the fewest)")  # fmt: skip


if __name__ == "__main__":
    main()
