"""When: moments for the chosen visits, and another choice where no moment can be found.

First the choice of :mod:`carrousel.visits.visit_selection` gets moments. Where that is impossible
the choice itself is opened again, goal by goal, with the values of the flow as bounds: so the
minimum holds whenever it can hold. One solver worker, a fixed seed and deterministic time: the
same round gives the same plan on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from carrousel.visits.goals import ABSENT, DAYS, HOME, TRAVEL, WHEN, WHOM, Goal
from carrousel.visits.model import VisitModel
from carrousel.visits.options import VisitQuestion
from carrousel.visits.visit_groups import beside_others, groups, least_travel_alone, tour_values
from carrousel.visits.visit_search import Reached, Search, Timing
from carrousel.visits.visit_selection import Selection
from koppelronde.domain.language import Text

MOST_AT_ONCE: Final = 600
"""Visits whose days are solved and proven in one model; more go group by group: 1,000 visits
take 15 s instead of 54 s, with the same travel."""

if TYPE_CHECKING:
    from carrousel.visits.model import Sum

Say = Callable[[Text], None]


def time_visits(question: VisitQuestion, selection: Selection, limit: float, said: Say) -> Timing:
    """Moments for the chosen visits; another choice where that is needed.

    ``limit`` is deterministic time of the solver, about a second each.
    """
    said(Text("Bezoeken: momenten zoeken", "Visits: finding moments"))
    flow = [Reached(g, selection.values[g.name], selection.values[g.name]) for g in (*WHOM, HOME)]
    search = _for_these(question, selection.chosen, {}, limit)
    if len(search.best) < len(selection.chosen):
        again, flow = _choose_again(question, selection, search.left, said)
        search = _for_these(question, tuple(again.best), again.best, again.left)
    if len(search.best) > MOST_AT_ONCE:
        parts = in_groups(question, search.best, search.left, said)
        return Timing(at=parts.at, reached=(*flow, *parts.reached))
    when = reach_when(question, search, said)
    return Timing(at=search.best, reached=(*flow, *when))


def _for_these(
    question: VisitQuestion, chosen: tuple[int, ...], hint: Mapping[int, int], limit: float
) -> Search:
    """Moments for exactly these visits, if there are any."""
    built = VisitModel(question, chosen, tours=len(chosen) <= MOST_AT_ONCE)
    for visit in built.visit.values():
        built.model.add(visit == 1)
    search = Search(built, limit, chosen, hint)
    search.run(None, share=0.5 if hint else 0.25)
    if hint and not search.found:
        search.best = dict(hint)
    return search


def _factors(question: VisitQuestion, chosen: Mapping[int, int]) -> tuple[int, int]:
    """What a minute and a day count for in one sum with absent trainers.

    Not weights: each is more than all that the later goals can add up to, so the sum is least
    exactly when the goals are best one after the other.
    """
    days = 1 + sum(
        max(m.absent for m in question.moments[question.options[o].praktijk]) for o in chosen
    )
    return days * (1 + len(chosen)), days


def _in_order(goals: Mapping[str, Sum], factors: tuple[int, int]) -> Sum:
    travel, days = factors
    return goals[TRAVEL.name] * travel + goals[DAYS.name] * days + goals[ABSENT.name]


def reach_when(question: VisitQuestion, search: Search, said: Say) -> list[Reached]:
    """Travel, then days, then absent trainers, in one exact solve."""
    said(Text("Bezoeken: reistijd en dagen", "Visits: travel and days"))
    factors = _factors(question, search.best)
    bound = search.run(_in_order(search.built.goals, factors))
    values = {goal: search.value(goal) for goal in WHEN}
    whole = values[TRAVEL] * factors[0] + values[DAYS] * factors[1] + values[ABSENT]
    if bound is not None and bound >= whole:
        return [Reached(goal, values[goal], values[goal]) for goal in WHEN]
    least = 0 if bound is None else max(0, -(-(bound - factors[0] + 1) // factors[0]))
    return _unproven(question, search.best, values, least)


def _unproven(
    question: VisitQuestion, chosen: Iterable[int], values: Mapping[Goal, int], least_travel: int
) -> list[Reached]:
    """Bounds that hold for these visits whatever their moments, where the solver gave none.

    Nobody can see more practices a day than is allowed, and no moment of a practice has more
    trainers there than its best one.
    """
    of_aios = Counter(question.options[o].aios for o in chosen)
    days = sum(-(-number // max(1, question.day_most)) for number in of_aios.values())
    absent = sum(
        min(question.moments[question.options[o].praktijk][m].absent
            for m in question.options[o].moments)
        for o in chosen
    )  # fmt: skip
    bounds = {TRAVEL: least_travel, DAYS: days, ABSENT: absent}
    return [Reached(goal, values[goal], min(values[goal], bounds[goal])) for goal in WHEN]


def in_groups(question: VisitQuestion, start: Mapping[int, int], limit: float, said: Say) -> Timing:
    """Better days group after group, from a plan in which every visit has a moment."""
    at = dict(start)
    factors = _factors(question, at)
    parts = groups(question, at)
    for number, group in enumerate(parts, 1):
        said(Text(f"Bezoeken: reistijd en dagen, groep {number} van {len(parts)}",
                  f"Visits: travel and days, group {number} of {len(parts)}"))  # fmt: skip
        alone, mine = beside_others(question, at, group)
        built = VisitModel(alone, mine)
        for visit in built.visit.values():
            built.model.add(visit == 1)
        search = Search(built, limit / len(parts), mine, {o: at[o] for o in mine})
        search.run(_in_order(built.goals, factors))
        at.update(search.best)
    said(Text("Bezoeken: ondergrens voor de reistijd", "Visits: a bound for the travel"))
    values = tour_values(question, at)
    least = least_travel_alone(question, at)
    named = {goal: values[goal.name] for goal in WHEN}
    return Timing(at=at, reached=tuple(_unproven(question, at, named, least)))


def reach(search: Search, goal: Goal, said: Say, bound: int | None) -> Reached:
    """Optimises one goal and keeps what was reached; ``bound`` is known from the flow."""
    said(Text(f"Bezoeken: {goal.says.nl}", f"Visits: {goal.says.en}"))
    search.first_plan()
    found = search.run(search.built.goals[goal.name], most=goal.most, share=0.3)
    value = search.value(goal)
    if search.built.question.beyond is not None:
        # The model does not know every pair: only the flow's value bounds what is possible.
        found = None
    bounds = [b for b in (bound, found) if b is not None]
    search.built.keep(goal.name, value, most=goal.most)
    if not bounds:
        return Reached(goal, value, search.all_of(goal) if goal.most else 0)
    return Reached(goal, value, min(bounds) if goal.most else max(bounds))


def _choose_again(
    question: VisitQuestion, selection: Selection, limit: float, said: Say
) -> tuple[Search, list[Reached]]:
    said(Text("Bezoeken: niet elk gekozen bezoek heeft een moment; opnieuw kiezen",
              "Visits: some chosen visit has no moment; choosing again"))  # fmt: skip
    still_best = [o for o in range(len(question.options)) if o not in selection.never]
    built = VisitModel(question, still_best, tours=False)
    for goal in WHOM:
        built.keep(goal.name, selection.values[goal.name], most=goal.most)
    search = Search(built, limit, selection.chosen)
    search.run(None, share=0.25)
    if search.found:
        kept = [Reached(g, selection.values[g.name], selection.values[g.name]) for g in WHOM]
        return search, [*kept, reach(search, HOME, said, selection.values[HOME.name])]
    built = VisitModel(question, range(len(question.options)), tours=False)
    search = Search(built, search.left, selection.chosen)
    # A flow value bounds a goal only as long as every goal before it reached its own.
    as_flow = True
    reached: list[Reached] = []
    for goal in (*WHOM, HOME):
        bound = selection.values[goal.name] if as_flow else None
        reached.append(reach(search, goal, said, bound))
        as_flow = as_flow and reached[-1].value == selection.values[goal.name]
    return search, reached
