"""Moments for visits as constraints of CP-SAT: practices, days and time between.

Variables: ``at[o, m]`` option o is visited at moment m, ``visit[o]`` it is visited at all.
Notation and sources: docs/formulation-visits.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from carrousel.visits.days.blocks import DayBlocks, Spot

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    At = dict[tuple[int, int], cp_model.IntVar]


def solver_for(limit: float, *, linear: int = 0) -> cp_model.CpSolver:
    """A solver with ``limit`` of deterministic time, about a second each.

    ``linear`` 0 leaves the linear relaxation out: feasibility goes faster without.
    """
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    # Ctrl-C is for Python: the solver would stop and its half answer would be kept as a plan.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = linear
    solver.parameters.max_deterministic_time = max(0.01, limit)
    return solver


class Budget:
    """Deterministic time that is left for all solves together."""

    def __init__(self, limit: float) -> None:
        self.left = limit

    def solve(self, solver: cp_model.CpSolver, model: cp_model.CpModel) -> str:
        """Solves, takes what it cost from the budget, gives the name of the status."""
        status = solver.solve(model)
        self.left -= solver.response_proto.deterministic_time
        return solver.status_name(status)


class MomentModel:
    """Some of the options, each visited at one moment or not at all; agreed ones are visited."""

    def __init__(self, many: DayBlocks) -> None:
        from ortools.sat.python import cp_model

        self.many = many
        self.model = cp_model.CpModel()
        self.at: At = {}
        self.visit: dict[int, cp_model.IntVar] = {}
        for o, days in many.spots.items():
            here = []
            for of in days.values():
                for spot in of:
                    self.at[o, spot.moment] = self.model.new_bool_var(f"at{o},{spot.moment}")
                    here.append(self.at[o, spot.moment])
            self.visit[o] = self.model.new_bool_var(f"visit{o}")
            self.model.add(sum(here) == self.visit[o])
            if o in many.fixed:
                self.model.add(self.visit[o] == 1)
        one_at_a_time(self.model, many, self.at, many.spots, ())
        for a, mine in many.of_aios.items():
            time_between(self.model, many, self.at, mine)
            self._days(a, mine)

    def _days(self, a: int, mine: Sequence[int]) -> None:
        """No more visits on a day than allowed, or than were agreed."""
        agreed = {day: len(some) for some, day in _agreed_days(self.many, mine)}
        on_day: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for o in mine:
            for day, of in self.many.spots[o].items():
                on_day[day] += [self.at[o, spot.moment] for spot in of]
        for day, here in on_day.items():
            most = max(self.many.question.day_most, agreed.get(day, 0))
            if len(here) > most:
                self.model.add(sum(here) <= most)

    def chosen_moments(self, value: Callable[[cp_model.IntVar], int]) -> dict[int, int]:
        """Option → moment in a solution."""
        return {o: m for (o, m), here in self.at.items() if value(here)}


def _agreed_days(many: DayBlocks, mine: Sequence[int]) -> list[tuple[list[int], int]]:
    days: dict[int, list[int]] = defaultdict(list)
    for o in mine:
        if o in many.fixed:
            days[next(iter(many.spots[o]))].append(o)
    return [(some, day) for day, some in days.items()]


def one_at_a_time(
    model: cp_model.CpModel,
    many: DayBlocks,
    at: Mapping[tuple[int, int], cp_model.IntVar],
    of: Iterable[int],
    held: Iterable[tuple[int, Spot]],
) -> None:
    """Every practice receives so many at once; ``held`` moments of others are taken.

    The cliques of an interval graph: whatever overlaps overlaps at somebody's begin.
    """
    question = many.question
    spots: dict[int, dict[Spot, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
    agreed: dict[int, list[Spot]] = defaultdict(list)
    taken: dict[int, list[Spot]] = defaultdict(list)
    for o in of:
        p = question.options[o].praktijk
        for day in many.spots[o].values():
            for spot in day:
                if (o, spot.moment) in at:
                    spots[p][spot].append(at[o, spot.moment])
    for o, spot in held:
        taken[question.options[o].praktijk].append(spot)
    for f in question.fixed:
        if f.option in many.spots:
            p = question.options[f.option].praktijk
            agreed[p] += [s for day in many.spots[f.option].values() for s in day]
    for p, of_moment in spots.items():
        begins = sorted({s.starts for s in (*of_moment, *taken[p])})
        for place, begin in enumerate(begins):
            at_once = [s for s in of_moment if s.starts <= begin < s.stops]
            gone = sum(s.starts <= begin < s.stops for s in taken[p])
            # Only a last start before an end counts: an earlier clique is part of a later one.
            following = begins[place + 1] if place + 1 < len(begins) else None
            if following and not taken[p] and all(s.stops > following for s in at_once):
                continue
            here = [var for s in at_once for var in of_moment[s]]
            most = max(question.together, sum(s.starts <= begin < s.stops for s in agreed[p]))
            if len(here) > most - gone:
                model.add(sum(here) <= max(0, most - gone))


def time_between(
    model: cp_model.CpModel,
    many: DayBlocks,
    at: Mapping[tuple[int, int], cp_model.IntVar],
    mine: Sequence[int],
) -> None:
    """No two visits of somebody without time to travel in between."""
    for o, q in combinations(mine, 2):
        if o in many.fixed and q in many.fixed:
            continue
        gap = many.gap(o, q)
        for day in many.spots[o].keys() & many.spots[q].keys():
            theirs = [s for s in many.spots[q][day] if (q, s.moment) in at]
            clashes: dict[tuple[int, ...], list[cp_model.IntVar]] = defaultdict(list)
            for spot in many.spots[o][day]:
                if (o, spot.moment) in at:
                    clash = tuple(
                        s.moment for s in theirs
                        if s.starts < spot.stops + gap and spot.starts < s.stops + gap
                    )  # fmt: skip
                    if clash:
                        clashes[clash].append(at[o, spot.moment])
            for clash, here in clashes.items():
                model.add_at_most_one([*here, *(at[q, m] for m in clash)])
