"""The goals about whom to visit, as sums of the variables of the visit model."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from carrousel.visits.goals import HOME, KINDS, MISSED, RANKS, TOP, VISITED, WISHES
from carrousel.visits.options import TOP_WISHES

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from carrousel.visits.model import Sum, VisitModel


def add_choice_goals(built: VisitModel) -> None:
    """Every goal about whom, as a sum of the model's variables."""
    question = built.question
    tops: dict[int, list[Sum]] = {k: [] for k in range(1, TOP_WISHES + 1)}
    kinds: list[Sum] = []
    for a in range(len(question.aios)):
        mine = built.of_aios[a]
        own = [built.visit[o] for o in mine if 0 < question.options[o].rank <= TOP_WISHES]
        had = question.top_ranks_had[a]
        units = [built.model.new_bool_var(f"top{a},{k}") for k in range(1, len(own) + 1)]
        if own:
            built.model.add(sum(units) == sum(own))
        for earlier, later_one in pairwise(units):
            built.model.add_implication(later_one, earlier)
        for k in range(1, TOP_WISHES + 1):
            if k <= had:
                tops[k].append(1)
            elif k - had <= len(units):
                tops[k].append(units[k - had - 1])
        if not question.has_wishes[a]:
            kinds += _kinds(built, a, mine)
    for k, goal in enumerate(TOP, 1):
        built.goals[goal.name] = sum(tops[k])
    visited: list[Sum] = []
    had_visitors = {p for practices in question.had for p in practices}
    for p, mine in built.of_praktijk.items():
        if p not in had_visitors:
            one = built.model.new_bool_var(f"visited{p}")
            built.model.add(sum(built.visit[o] for o in mine) >= one)
            visited.append(one)
    built.goals[VISITED.name] = len(had_visitors) + sum(visited)
    options = question.options
    built.goals[WISHES.name] = sum(options[o].wishes * v for o, v in built.visit.items())
    built.goals[RANKS.name] = sum(options[o].rank * v for o, v in built.visit.items())
    built.goals[MISSED.name] = sum(v for o, v in built.visit.items() if options[o].missed)
    built.goals[KINDS.name] = sum(kinds)
    built.goals[HOME.name] = sum(options[o].home_minutes * v for o, v in built.visit.items())


def _kinds(built: VisitModel, a: int, mine: list[int]) -> list[Sum]:
    by_kind: dict[str, list[cp_model.IntVar]] = defaultdict(list)
    for o in mine:
        option = built.question.options[o]
        if not option.wishes:
            by_kind[built.question.kinds[option.praktijk]].append(built.visit[o])
    seen: list[Sum] = []
    for kind in sorted(by_kind):
        one = built.model.new_bool_var(f"kind{a},{kind}")
        built.model.add(sum(by_kind[kind]) >= one)
        seen.append(one)
    return seen
