"""Another choice where the best has no moments: flows in the order of the goals, exactly.

A choice that cannot hold contains a conflict, visits that no moments hold together. Any other
choice lacks at least one of them: so one new flow without the first, one with the first and
without the second, and so on (the parts do not overlap; Lawler 1972). The best flow that is
waiting always goes on, so the first choice that gets moments is the best of all.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Final

from carrousel.visits.days.best_days import Conflict, Days, best_days
from carrousel.visits.days.blocks import DayBlocks
from carrousel.visits.days.moment_model import Budget
from carrousel.visits.flow import NoFlow
from carrousel.visits.visit_options import VisitQuestion
from carrousel.visits.visit_selection import Selection, select
from koppelronde.domain.language import Text

Say = Callable[[Text], None]

MOST_FLOWS: Final = 60
"""So many choices are tried before the choice and the moments are sought in one model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The best choice that gets moments, with them. ``days`` is None where none was found:
    ``selection`` is then no worse than any choice that might have them, ``conflicts`` are known.
    """

    question: VisitQuestion
    first: Selection
    selection: Selection
    days: Days | None
    conflicts: tuple[frozenset[int], ...]


def choose(
    question: VisitQuestion,
    budget: Budget,
    said: Say,
    *,
    most_flows: int = MOST_FLOWS,
    stop: Callable[[Selection], bool] = lambda _selection: False,
) -> Chosen:
    """The best choice for which there are moments, and the best days for it.

    Gives up, without days, at the first choice that makes it ``stop``.
    """
    first = select(question, said)
    question = first.question
    conflicts: list[frozenset[int]] = []
    serial = count(1)
    waiting = [(first.rank, 0, first, frozenset[int](), frozenset[int]())]
    said(Text("Bezoeken: momenten zoeken", "Visits: finding moments"))
    flows = 1

    def chosen(selection: Selection, days: Days | None) -> Chosen:
        return Chosen(question=question, first=first, selection=selection, days=days,
                      conflicts=tuple(conflicts))  # fmt: skip

    while waiting:
        _, _, selection, without, among_them = heapq.heappop(waiting)
        if stop(selection):
            return chosen(selection, None)
        found = _first_conflict(selection, conflicts)
        if found is None:
            days = best_days(DayBlocks(question, selection.chosen), budget)
            if not isinstance(days, Conflict):
                return chosen(selection, days)
            found = days.options
            conflicts.append(frozenset(found))
        if flows > most_flows:
            return chosen(selection, None)
        said(Text("Bezoeken: niet elk gekozen bezoek heeft een moment; opnieuw kiezen",
                  "Visits: some chosen visit has no moment; choosing again"))  # fmt: skip
        for place, o in enumerate(found):
            if o in among_them:
                continue
            held = among_them.union(found[:place])
            try:
                other = select(question, without=without | {o}, among_them=held)
            except NoFlow:
                continue
            question = other.question
            flows += 1
            heapq.heappush(waiting, (other.rank, next(serial), other, without | {o}, held))
    raise RuntimeError("agreed visits alone have no moments")


def _first_conflict(
    selection: Selection, conflicts: list[frozenset[int]]
) -> tuple[int, ...] | None:
    chosen = frozenset(selection.chosen)
    return next((tuple(sorted(one)) for one in conflicts if one <= chosen), None)
