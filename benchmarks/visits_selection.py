"""Whom to visit at scale: wishes and the nearest, priced against all pairs, beside all pairs.

Both are proven optimal; the values are compared and the time is given as a ratio. Then the
reason of a shortage: half the practices take half the visitors, and the witness is timed.
Seconds are of the processor, so that a busy machine does not count.
Run: ``python benchmarks/visits_selection.py [200 800]``. Claims: the choice for 800 x 800 within
1 s; the witness for 200 x 200 within 1 s.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import numpy  # noqa: F401  # loaded before the clock starts
from ortools.graph.python import max_flow, min_cost_flow  # noqa: F401
from visits_synthetic import synthetic_round

from carrousel.visits.model_input import visit_question
from carrousel.visits.visit_selection import select
from carrousel.visits.visit_shortage import shortages


def main(sizes: list[int]) -> None:
    """Prints a block per size."""
    for size in sizes:
        ronde = synthetic_round(size, size, 0)
        figures = []
        for every_pair in (False, True):
            began = time.process_time()
            question = visit_question(ronde, every_pair=every_pair)
            asked = time.process_time()
            found = select(question)
            figures.append((asked - began, time.process_time() - asked, dict(found.values)))
        (ask, choose, best), (ask_all, choose_all, best_all) = figures
        print(
            f"{size} x {size}: question {ask:.2f} s (all pairs {ask_all / ask:.1f} x), choice "
            f"{choose:.2f} s (all pairs {choose_all / choose:.1f} x), same: {best == best_all}"
        )
        tight = [replace(p, max_visits=3 if n % 2 else 5) for n, p in enumerate(ronde.praktijken)]
        began = time.process_time()
        reasons = shortages(visit_question(replace(ronde, praktijken=tuple(tight))))
        seconds = time.process_time() - began
        short = sum(reason.needed - reason.possible for reason in reasons)
        print(f"  witness {seconds:.2f} s: {len(reasons)} reasons, {short} visits short")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 800])
