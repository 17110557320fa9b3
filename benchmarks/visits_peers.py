"""The visit planner beside what people do now (first come, first served) and one joint model.

First come: in lottery order everybody books the own wishes from the top, then the nearest
practices, at the first moment that fits. Joint: one CP-SAT model for whom and when together, with
the weighted sum (wishes before travel) that such models usually carry; same time limit. Every
line ends with ratios to the planner: wishes granted and travel, each of the same visits to make.
The package grad-visit-scheduler was not on the package index when this was written; no row.
Run: ``python benchmarks/visits_peers.py [24 48]``.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from datetime import datetime

from ortools.sat.python import cp_model
from visits_synthetic import synthetic_round

from carrousel.visits.days.best_days import plan_cost
from carrousel.visits.joint_choice import JointModel
from carrousel.visits.model_input import visit_question
from carrousel.visits.plan_visits import plan_visits
from carrousel.visits.visit_options import Option, VisitQuestion
from koppelronde.domain.times import AMSTERDAM

PRACTICES = {24: 26, 48: 50}
SECONDS = 60


def first_come(question: VisitQuestion) -> tuple[int, int, int, float]:
    """(missing from the minimum, wishes granted, practices nobody visits, share refused)."""
    visitors: Counter[int] = Counter()
    held: dict[int, list[tuple[object, object]]] = defaultdict(list)
    own: dict[int, list[tuple[object, int, int, int]]] = defaultdict(list)
    asked = refused = wishes = missing = 0
    for a in range(len(question.aios)):
        mine = [o for o in question.options if o.aios == a]
        booked = 0
        for option in sorted(mine, key=lambda o: (o.rank or 99, o.home_minutes)):
            if booked == question.least[a]:
                break
            asked += 1
            moment = _first_moment(question, option, held, own)
            if visitors[option.praktijk] == question.cap[option.praktijk] or moment is None:
                refused += 1
                continue
            chosen = question.moments[option.praktijk][moment]
            held[option.praktijk].append((chosen.begin, chosen.end))
            own[a].append((chosen.day, chosen.starts, chosen.stops, option.praktijk))
            visitors[option.praktijk] += 1
            booked += 1
            wishes += option.wishes
        missing += question.least[a] - booked
    empty = len(question.praktijken) - len(visitors)
    return missing, wishes, empty, refused / asked


def _first_moment(
    question: VisitQuestion,
    option: Option,
    held: dict[int, list[tuple[object, object]]],
    own: dict[int, list[tuple[object, int, int, int]]],
) -> int | None:
    for m in option.moments:
        moment = question.moments[option.praktijk][m]
        if any(
            begin < moment.end and moment.begin < end  # type: ignore[operator]  # datetimes
            for begin, end in held[option.praktijk]
        ):
            continue
        same_day = [visit for visit in own[option.aios] if visit[0] == moment.day]
        gaps = all(
            moment.stops + question.between[option.praktijk][p] + question.buffer_minutes <= start
            or stop + question.between[option.praktijk][p] + question.buffer_minutes
            <= moment.starts
            for _, start, stop, p in same_day
        )
        if gaps and len(same_day) < question.day_most:
            return m
    return None


def joint(question: VisitQuestion) -> tuple[str, float, int, int, int]:
    """Status, seconds, missing, wishes and travel of one model for everything."""
    began = time.perf_counter()
    built = JointModel(question)
    goals = built.goals
    built.model.minimize(
        goals["minimum"] * 10_000_000 - goals["wishes"] * 100_000 + 2 * goals["home_minutes"]
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 2
    status = solver.solve(built.model)
    seconds = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return solver.status_name(status), seconds, -1, -1, -1
    travel = plan_cost(built.many, built.chosen_moments(solver.value))
    return (
        solver.status_name(status), seconds, solver.value(goals["minimum"]),
        solver.value(goals["wishes"]), travel // built.many.factors.minute,
    )  # fmt: skip


def main(sizes: list[int]) -> None:
    """Prints, per size, the three ways on the same data."""
    for size in sizes:
        ronde = synthetic_round(size, PRACTICES.get(size, size), 0)
        question = visit_question(ronde)
        began = time.perf_counter()
        calendar = plan_visits(ronde, made_at=datetime(2026, 12, 11, tzinfo=AMSTERDAM))
        seconds = time.perf_counter() - began
        value = {stage.name: stage.value for stage in calendar.stages}
        print(f"{size} AIOS")
        print(f"  planner     {seconds:6.1f} s  missing {value['minimum']}, wishes "
              f"{value['wishes']}, travel {value['travel_minutes']}, proven "
              f"{all(stage.proven for stage in calendar.stages)}")  # fmt: skip
        missing, wishes, empty, refused = first_come(question)
        print(f"  first come           missing {missing}, wishes {wishes}, practices without "
              f"visitors {empty}, requests refused {refused:.0%}; wishes "
              f"{wishes / value['wishes']:.2f} x")  # fmt: skip
        own = seconds
        status, seconds, missing, wishes, travel = joint(question)
        print(f"  joint model {seconds:6.1f} s  missing {missing}, wishes {wishes}, travel "
              f"{travel}, {status}; time {seconds / own:.1f} x, wishes "
              f"{wishes / value['wishes']:.2f} x, travel "
              f"{travel / value['travel_minutes']:.2f} x")  # fmt: skip


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [24])
