"""Compact timetables for given couples: holes left, the bound, and processor seconds.

Random bipartite meeting sets of the sizes of the public B2B instances (people, talks, turns, turns
in which somebody is away), and one harder one. Imports are not counted. The start is the colouring
that the afternoon begins with.
"""

from __future__ import annotations

import random
import time

from carrousel.afternoon.compact import fewest_holes, holes_of
from carrousel.afternoon.presence.chains import place_by_chains
from carrousel.afternoon.schedule_grid import Board

SETS = (
    (40, 94, 8, 0), (45, 131, 10, 0), (60, 179, 10, 14), (60, 179, 10, 0),
    (70, 146, 21, 0), (70, 159, 22, 0), (76, 224, 22, 116), (54, 200, 12, 30),
    (70, 220, 22, 60),
)  # fmt: skip


def meeting_set(people: int, talks: int, turns: int, away: int, seed: int) -> Board:
    """Talks between two halves, nobody more than they are there, all with a turn to begin with."""
    dice = random.Random(seed)
    while True:
        n = people // 2
        m = people - n
        here = [(1 << turns) - 1] * people
        for _ in range(away):
            here[dice.randrange(people)] &= ~(1 << dice.randrange(turns))
        most = [mask.bit_count() - 1 for mask in here]
        pairs = [(i, j) for i in range(n) for j in range(m)]
        dice.shuffle(pairs)
        chosen, had = [], [0] * people
        for i, j in pairs:
            if len(chosen) < talks and had[i] < most[i] and had[n + j] < most[n + j]:
                chosen.append((i, j))
                had[i] += 1
                had[n + j] += 1
        board = Board(n, m, turns, here)
        if len(chosen) == talks and not place_by_chains(board, chosen, dice):
            return board


def main() -> None:
    from ortools.sat.python import cp_model

    del cp_model
    print("people  talks  turns  away   start  holes  bound  seconds")
    for people, talks, turns, away in SETS:
        board = meeting_set(people, talks, turns, away, seed=1)
        start = sum(holes_of(board, who) for who in range(people))
        begin = time.process_time()
        holes, bound = fewest_holes(board, random.Random("1"))
        took = time.process_time() - begin
        proven = "  proven" if holes == bound else ""
        print(f"{people:6} {talks:6} {turns:6} {away:5} {start:7} {holes:6} {bound:6} {took:8.2f}"
              f"{proven}")  # fmt: skip


if __name__ == "__main__":
    main()
