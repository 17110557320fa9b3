"""The days of the visit model: what fits on one day of somebody, and the travel along it.

``leg[aios, day, o, o']``: one visit follows another on the same day, which saves going home in
between. Notation and sources: docs/formulation-visits.md.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from carrousel.visits.model import Sum, VisitModel

MOST_FOR_ODD_SETS = 9


def add_days(built: VisitModel, *, tours: bool) -> None:
    """Who travels on which day, within what a day holds; with ``tours`` in which order too."""
    question = built.question
    agreed: dict[tuple[int, date], int] = defaultdict(int)
    fixed_options = {f.option for f in question.fixed}
    for f in question.fixed:
        option = question.options[f.option]
        agreed[option.aios, question.moments[option.praktijk][f.moment].day] += 1
    on_day: dict[tuple[int, date], list[int]] = defaultdict(list)
    for o, day in built.on:
        on_day[question.options[o].aios, day].append(o)
    travel: list[Sum] = [
        2 * question.options[o].home_minutes * built.visit[o] for o in built.options
    ]
    for (a, day), mine in on_day.items():
        used = built.model.new_bool_var(f"used{a},{day}")
        built.used[a, day] = used
        total = sum(built.on[o, day] for o in mine)
        for o in mine:
            built.model.add_implication(built.on[o, day], used)
        built.model.add(total >= used)
        day_most = max(question.day_most, agreed[a, day])
        if len(mine) > 1:
            built.model.add(total <= day_most * used)
            if day_most == 1:
                continue
            for o, q in combinations(sorted(mine), 2):
                if not (o in fixed_options and q in fixed_options):
                    _apart(built, o, q, day)
            if tours:
                _legs(built, day, mine, used, day_most, fixed_options, travel)
    if tours and question.day_most == 2:
        _odd_sets(built)
    if tours:
        built.goals["travel_minutes"] = sum(travel)
        built.goals["days"] = sum(built.used.values())
    built.goals["absent_trainers"] = sum(
        question.moments[question.options[o].praktijk][m].absent * here
        for (o, m), here in built.at.items()
    )


def _legs(
    built: VisitModel, day: date, mine: list[int], used: cp_model.IntVar, day_most: int,
    fixed: set[int], travel: list[Sum],
) -> None:  # fmt: skip
    question = built.question
    several = day_most > 2
    out: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    into: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for i, o in enumerate(mine):
        for q in mine if several else mine[i + 1 :]:
            if o == q:
                continue
            both_fixed = o in fixed and q in fixed
            if not both_fixed and not _can_follow(built, o, q, day, several=several):
                continue
            leg = built.model.new_bool_var(f"leg{o},{q},{day}")
            out[o].append(leg)
            (into if several else out)[q].append(leg)
            built.leg_of[o, q, day] = leg
            first, second = question.options[o], question.options[q]
            saved = (
                first.home_minutes
                + second.home_minutes
                - question.between[first.praktijk][second.praktijk]
            )
            travel.append(-saved * leg)
            if several:
                _in_order(built, o, q, day, leg)
    for o in mine:
        for legs in (out[o], into[o]):
            if legs:
                built.model.add(sum(legs) <= built.on[o, day])
    every = [leg for o in mine for leg in into[o]] if several else [
        built.leg_of[o, q, day] for i, o in enumerate(mine) for q in mine[i + 1 :]
        if (o, q, day) in built.leg_of
    ]  # fmt: skip
    # A day with k visits has k - 1 legs between them.
    built.model.add(sum(every) == sum(built.on[o, day] for o in mine) - used)


def _odd_sets(built: VisitModel) -> None:
    """Of three visits at most one pair shares a day, of five at most two.

    True of any plan with two visits a day; said aloud, it makes the linear bound tight
    (odd-set inequalities of the matching polytope; Edmonds 1965).
    """
    pairs: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    for (o, q, _day), leg in built.leg_of.items():
        pairs[min(o, q), max(o, q)].append(leg)
    fixed = {f.option for f in built.question.fixed}
    for mine in built.of_aios.values():
        free = [o for o in mine if o not in fixed]
        if len(free) > MOST_FOR_ODD_SETS:
            continue
        for size in (3, 5, 7):
            for some in combinations(sorted(free), size):
                inside = [pair for pair in combinations(some, 2) if pair in pairs]
                if len(inside) >= size:
                    legs = [leg for pair in inside for leg in pairs[pair]]
                    built.model.add(sum(legs) <= size // 2)


def _moments(built: VisitModel, o: int, day: date) -> list[int]:
    option = built.question.options[o]
    moments = built.question.moments[option.praktijk]
    return [m for m in option.moments if moments[m].day == day]


def _gap(built: VisitModel, o: int, q: int) -> int:
    first, second = built.question.options[o], built.question.options[q]
    return built.question.between[first.praktijk][second.praktijk] + built.question.buffer_minutes


def _span(built: VisitModel, o: int, m: int) -> tuple[int, int]:
    moment = built.question.moments[built.question.options[o].praktijk][m]
    return moment.starts, moment.stops


def _can_follow(built: VisitModel, o: int, q: int, day: date, *, several: bool) -> bool:
    gap = _gap(built, o, q)
    first = [_span(built, o, m) for m in _moments(built, o, day)]
    second = [_span(built, q, m) for m in _moments(built, q, day)]
    after = min(stop for _, stop in first) + gap <= max(start for start, _ in second)
    before = min(stop for _, stop in second) + gap <= max(start for start, _ in first)
    return after or (before and not several)


def _apart(built: VisitModel, o: int, q: int, day: date) -> None:
    """No two visits without time to travel in between."""
    gap = _gap(built, o, q)
    theirs = [(_span(built, q, m), built.at[q, m]) for m in _moments(built, q, day)]
    clashes: dict[tuple[int, ...], list[cp_model.IntVar]] = defaultdict(list)
    for m in _moments(built, o, day):
        start, stop = _span(built, o, m)
        clash = tuple(
            n for n, ((begin, end), _) in enumerate(theirs)
            if begin < stop + gap and start < end + gap
        )  # fmt: skip
        if clash:
            clashes[clash].append(built.at[o, m])
    for clash, here in clashes.items():
        built.model.add_at_most_one([*here, *(theirs[n][1] for n in clash)])


def _in_order(built: VisitModel, o: int, q: int, day: date, leg: cp_model.IntVar) -> None:
    """A leg runs forward in time."""
    for m in _moments(built, o, day):
        _, stop = _span(built, o, m)
        early = [built.at[q, n] for n in _moments(built, q, day) if _span(built, q, n)[0] < stop]
        if early:
            built.model.add(leg + built.at[o, m] + sum(early) <= 2)
