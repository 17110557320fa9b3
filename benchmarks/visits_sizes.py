"""How the visit planner grows: time, travel against its proven bound, and the checker's verdict.

Seconds are of the processor (one worker), so that a busy machine does not count.
Run: ``python benchmarks/visits_sizes.py [24 48 200]``. Claims: 24 x 26 proven optimal within 3 s;
48 x 50 all placed, travel within 3 % of the bound within 15 s; 200 x 200 within 10 % in 60 s;
800 x 800 a valid plan with its gap within 5 minutes.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime

from ortools.sat.python import cp_model  # noqa: F401  # loaded before the clock starts
from visits_synthetic import synthetic_round

from carrousel.check.visit_rules import check_visits
from carrousel.visits.plan_visits import plan_visits
from koppelronde.domain.times import AMSTERDAM

PRACTICES = {24: 26, 48: 50}


def main(sizes: list[int]) -> None:
    """Prints a row per round."""
    print(
        f"{'round':>12} {'seconds':>8} {'visits':>7} {'missing':>8} {'travel':>8} {'gap':>7} broken"
    )
    for size in sizes:
        for seed in range(3 if size < 100 else 1):
            ronde = synthetic_round(size, PRACTICES.get(size, size), seed)
            began = time.process_time()
            calendar = plan_visits(ronde, made_at=datetime(2026, 12, 11, tzinfo=AMSTERDAM))
            seconds = time.process_time() - began
            stages = {stage.name: stage for stage in calendar.stages}
            travel = stages["travel_minutes"]
            gap = (travel.value - travel.bound) / travel.value
            print(
                f"{size:>5} x {PRACTICES.get(size, size):<4} {seconds:>8.2f} "
                f"{len(calendar.visits):>7} {stages['minimum'].value:>8} {travel.value:>8} "
                f"{gap:>7.2%} {len(check_visits(ronde, calendar))}"
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [24, 48])
