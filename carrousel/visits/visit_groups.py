"""Large rounds: moments for everybody first, then better days for one group of AIOS at a time.

A group is some tens of AIOS who visit the same practices; what others have stays put meanwhile,
so the plan is whole after every step (large neighbourhood search; Shaw 1998). The bound is what
every AIOS could reach alone: no plan for all together can be shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from carrousel.visits.model import VisitModel
from carrousel.visits.options import VisitQuestion

GROUP: Final = 40
"""AIOS solved together: a second of work, most of them proven best beside the others."""


def groups(question: VisitQuestion, at: Mapping[int, int]) -> list[tuple[int, ...]]:
    """All AIOS with visits, in groups that share practices; in lottery order."""
    practices: dict[int, set[int]] = defaultdict(set)
    visitors: dict[int, set[int]] = defaultdict(set)
    for o in at:
        option = question.options[o]
        practices[option.aios].add(option.praktijk)
        visitors[option.praktijk].add(option.aios)
    left = set(practices)
    made: list[tuple[int, ...]] = []
    while left:
        group = [min(left)]
        left.remove(group[0])
        shared: dict[int, int] = defaultdict(int)
        while len(group) < GROUP and left:
            for p in practices[group[-1]]:
                for a in visitors[p]:
                    shared[a] += 1
            nearest = max(left, key=lambda a: (shared[a], -a))
            group.append(nearest)
            left.remove(nearest)
        made.append(tuple(sorted(group)))
    return made


def beside_others(
    question: VisitQuestion, at: Mapping[int, int], group: tuple[int, ...]
) -> tuple[VisitQuestion, tuple[int, ...]]:
    """The question for a group, with the moments that others hold taken away; its options."""
    members = frozenset(group)
    mine = tuple(o for o in at if question.options[o].aios in members)
    taken: dict[int, list[int]] = defaultdict(list)
    for o, m in at.items():
        if question.options[o].aios not in members:
            taken[question.options[o].praktijk].append(m)
    options = list(question.options)
    for o in mine:
        option = options[o]
        moments = question.moments[option.praktijk]
        held = [moments[m] for m in taken[option.praktijk]]
        options[o] = replace(
            option,
            moments=tuple(
                m
                for m in option.moments
                if m == at[o]
                or not any(h.begin < moments[m].end and moments[m].begin < h.end for h in held)
            ),
        )
    return replace(question, options=tuple(options)), mine


def tour_values(question: VisitQuestion, at: Mapping[int, int]) -> dict[str, int]:
    """Travel, days and absent trainers of a plan (option → moment), by adding up."""
    tours: dict[tuple[int, date], list[tuple[int, int]]] = defaultdict(list)
    absent = 0
    for o, m in at.items():
        option = question.options[o]
        moment = question.moments[option.praktijk][m]
        absent += moment.absent
        tours[option.aios, moment.day].append((moment.starts, o))
    travel = 0
    for stops in tours.values():
        order = [question.options[o] for _, o in sorted(stops)]
        travel += order[0].home_minutes + order[-1].home_minutes
        travel += sum(question.between[a.praktijk][b.praktijk] for a, b in pairwise(order))
    return {"travel_minutes": travel, "days": len(tours), "absent_trainers": absent}


def least_travel_alone(question: VisitQuestion, chosen: Mapping[int, int]) -> int:
    """Travel if everybody had all practices to themselves: a bound on any plan."""
    from ortools.sat.python import cp_model

    of_aios: dict[int, list[int]] = defaultdict(list)
    for o in chosen:
        of_aios[question.options[o].aios].append(o)
    total = 0
    for a in sorted(of_aios):
        built = VisitModel(question, of_aios[a])
        for visit in built.visit.values():
            built.model.add(visit == 1)
        built.model.minimize(built.goals["travel_minutes"])
        solver = cp_model.CpSolver()
        # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = 0.5
        solver.solve(built.model)
        total += max(0, round(solver.best_objective_bound))
    return total
