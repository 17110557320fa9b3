"""Fewer turns than people: the proven choice with its turns, beside greedy and one CP-SAT model.

All three get the same wishes. Greedy goes through the couples from most to least wished and takes
the first turn that both have free. The CP-SAT model chooses couples and turns together, with two
workers and a time limit. Values are: meetings, then wish points.
"""

from __future__ import annotations

import sys
from random import Random
from time import perf_counter

from carrousel.afternoon.colouring import colour
from carrousel.afternoon.pauses import spread_pauses
from carrousel.afternoon.selection import NEUTRAL, Question, Worth, choose


def instance(n: int, m: int, turns: int) -> Question:
    """Everybody wishes about as many people as there are turns; a few couples are excluded."""
    dice = Random(7)
    worth: dict[tuple[int, int], Worth] = {}
    for i in range(n):
        for j in dice.sample(range(m), min(m, turns)):
            worth[i, j] = Worth(like=1)
    for j in range(m):
        for i in dice.sample(range(n), min(n, turns)):
            worth[i, j] = Worth(like=worth.get((i, j), NEUTRAL).like + 1)
    forbidden = frozenset((i, dice.randrange(m)) for i in range(0, n, 3))
    return Question(
        mover_caps=(turns,) * n, stayer_caps=(turns,) * m, total=n * m, forbidden=forbidden,
        worth=worth,
    )  # fmt: skip


def greedy(question: Question, turns: int) -> tuple[int, int]:
    """First come, first served."""
    n, m = len(question.mover_caps), len(question.stayer_caps)
    free = [(1 << turns) - 1] * (n + m)
    pairs = [(i, j) for i in range(n) for j in range(m) if (i, j) not in question.forbidden]
    pairs.sort(key=lambda pair: -question.worth.get(pair, NEUTRAL).like)
    meetings = points = 0
    for i, j in pairs:
        both = free[i] & free[n + j]
        if both:
            free[i] ^= both & -both
            free[n + j] ^= both & -both
            meetings += 1
            points += question.worth.get((i, j), NEUTRAL).like
    return meetings, points


def one_model(question: Question, turns: int, seconds: float) -> tuple[int, int, bool]:
    """Couples and turns in one CP-SAT model, meetings before points by a weight."""
    from ortools.sat.python import cp_model

    n, m = len(question.mover_caps), len(question.stayer_caps)
    model = cp_model.CpModel()
    at = {
        (i, j, t): model.new_bool_var("")
        for i in range(n)
        for j in range(m)
        if (i, j) not in question.forbidden
        for t in range(turns)
    }
    couple: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    place: dict[tuple[str, int, int], list[cp_model.IntVar]] = {}
    for (i, j, t), here in at.items():
        couple.setdefault((i, j), []).append(here)
        place.setdefault(("m", i, t), []).append(here)
        place.setdefault(("s", j, t), []).append(here)
    for group in (*couple.values(), *place.values()):
        model.add_at_most_one(group)
    high = 4 * n * m
    model.maximize(sum((high + question.worth.get((i, j), NEUTRAL).like) * here
                       for (i, j, _), here in at.items()))  # fmt: skip
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return 0, 0, False
    chosen = [key for key, here in at.items() if solver.boolean_value(here)]
    points = sum(question.worth.get((i, j), NEUTRAL).like for i, j, _ in chosen)
    return len(chosen), points, status == cp_model.OPTIMAL


def main() -> None:
    """Print one line per size; the CP-SAT model only where it can be written down at all."""
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    choose(instance(4, 4, 2))
    for n, m, turns in ((24, 30, 10), (48, 60, 12), (200, 250, 15), (400, 420, 16),
                        (1000, 1000, 20)):  # fmt: skip
        question = instance(n, m, turns)
        start = perf_counter()
        chosen = choose(question)
        middle = perf_counter()
        board = colour(n, m, turns, chosen.pairs)
        left = spread_pauses(board, Random("1"))
        took = perf_counter() - start
        first = greedy(question, turns)
        print(
            f"{n} x {m} in {turns}: {chosen.meetings} meetings, {chosen.like} points, proven; "
            f"{left} idle after idle; {took:.3f} s (choice {middle - start:.3f} s)"
        )
        print(
            f"    greedy {first[0]} meetings, {first[1]} points: "
            f"{first[0] / chosen.meetings:.1%} and {first[1] / chosen.like:.1%} of ours"
        )
        if n * m * turns <= 40_000:
            start = perf_counter()
            model = one_model(question, turns, limit)
            print(
                f"    one CP-SAT model {model[0]} meetings, {model[1]} points, "
                f"{'proven' if model[2] else 'not proven'}, {perf_counter() - start:.1f} s: "
                f"{(perf_counter() - start) / took:.0f} times as long"
            )


if __name__ == "__main__":
    main()
