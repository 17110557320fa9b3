"""The visit planner by size and by kind of round: seconds, goal, proof, gap and the checker.

Seconds are of the processor (one worker), imports not counted, so that a busy machine counts
little. A row is kept when every goal is proven, nothing is broken and it stays within its goal.
Run: ``python benchmarks/visits_sizes.py [24 48 200 800]``. Claims: a plan of 24 x 26 within 0.1 s,
48 x 50 within 0.2, 200 x 200 within 0.6, 800 x 800 within 3; a tight round of 24 x 26 within 0.5;
why it cannot be done (24 x 19) within 0.2; planned again after a clashing appointment, or without
a practice, within 0.15 (24 x 26) and 1 s (200 x 200).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import numpy  # noqa: F401  # loaded before the clock starts
from ortools.graph.python import max_flow, min_cost_flow  # noqa: F401
from ortools.sat.python import cp_model  # noqa: F401
from visits_synthetic import synthetic_round, tight_round

from carrousel.check.visit_goal_values import check_stages
from carrousel.check.visit_rules import check_visits
from carrousel.visits.changes import record_visit
from carrousel.visits.plan_visits import plan_visits
from carrousel.visits.replan import replan_visits
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM

PRACTICES = {24: 26, 48: 50}
PLAN_WITHIN = {24: 0.1, 48: 0.2, 200: 0.6, 800: 3.0}
AGAIN_WITHIN = {24: 0.15, 48: 0.3, 200: 1.0}
AT = datetime(2026, 11, 20, tzinfo=AMSTERDAM)


def row(
    name: str, goal: float, ronde: Koppelronde, make: Callable[[], VisitCalendar]
) -> VisitCalendar:
    """Times one plan and prints its line."""
    began = time.process_time()
    calendar = make()
    seconds = time.process_time() - began
    stages = {stage.name: stage for stage in calendar.stages}
    travel, missing = stages["travel_minutes"], stages["minimum"].value
    gap = (travel.value - travel.bound) / max(1, travel.value)
    proven = all(stage.proven for stage in calendar.stages)
    known = {(f.rule, f.who) for f in calendar.findings}
    judged = (*check_visits(ronde, calendar), *check_stages(ronde, calendar))
    broken = sum((f.rule, f.who) not in known for f in judged)
    print(
        f"{name:<34} {seconds:>7.2f} {goal:>6.2f} {len(calendar.visits):>7} {missing:>8} "
        f"{travel.value:>8} {gap:>7.2%} {'yes' if proven else 'NO':>7} {broken:>7}"
    )
    return calendar


def planned(ronde: Koppelronde) -> Callable[[], VisitCalendar]:
    """The plan of a round, to be made under the clock."""
    return lambda: plan_visits(ronde, made_at=AT)


def again(ronde: Koppelronde, calendar: VisitCalendar) -> Callable[[], VisitCalendar]:
    """The plan made again after a change."""
    return lambda: replan_visits(ronde, calendar, made_at=AT)


def main(sizes: list[int]) -> None:
    """Prints a row per round."""
    print(f"{'round':<34} {'seconds':>7} {'goal':>6} {'visits':>7} {'missing':>8} {'travel':>8} "
          f"{'gap':>7} {'proven':>7} {'broken':>7}")  # fmt: skip
    for size in sizes:
        places = PRACTICES.get(size, size)
        for seed in range(3 if size < 100 else 1):
            ronde = synthetic_round(size, places, seed)
            name = f"{size} x {places}, {seed}"
            calendar = row(name, PLAN_WITHIN.get(size, 9), ronde, planned(ronde))
            if size not in AGAIN_WITHIN:
                continue
            held = calendar.visits[len(calendar.visits) // 2]
            other = next(v.aios for v in calendar.visits
                         if v.praktijk == held.praktijk and v.aios != held.aios)  # fmt: skip
            clash = record_visit(ronde, calendar, other, held.praktijk, held.begin, made_at=AT)
            row(f"{name}, appointment", AGAIN_WITHIN[size], ronde, again(ronde, clash))
            gone = replace(ronde, withdrawn=(held.praktijk, "H" + held.praktijk[1:]))
            row(f"{name}, practice gone", AGAIN_WITHIN[size], gone, again(gone, calendar))
    if 24 in sizes:
        for seed in range(4):
            ronde = tight_round(24, 26, seed)
            row(f"24 x 26 tight, {seed}", 0.5, ronde, planned(ronde))
        ronde = synthetic_round(24, 19, 0)
        row("24 x 19, why not", 0.2, ronde, planned(ronde))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [24, 48, 200])
