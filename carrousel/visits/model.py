"""Whom and when in one model for CP-SAT: the rules of practice visits as constraints.

Variables: ``at[o, m]`` option o is visited at moment m; ``on[o, day]``; ``visit[o]``;
``used[aios, day]``; ``leg[aios, day, o, o']`` one visit follows another on the same day, which
saves going home in between. Notation and sources: docs/formulation-visits.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from carrousel.visits.choice_goals import add_choice_goals
from carrousel.visits.goals import MINIMUM, SPREAD
from carrousel.visits.options import VisitQuestion
from carrousel.visits.tours import add_days

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Sum = cp_model.LinearExpr | int


class Flat(NamedTuple):
    """A sum as a constant and (number of the variable, coefficient) pairs."""

    offset: int
    terms: list[tuple[int, int]]


class VisitModel:
    """The model for some of the options; ``goals`` names what can be optimised or bounded.

    Without ``tours`` the order of a day's visits is left out: smaller, and enough to choose.
    """

    def __init__(
        self, question: VisitQuestion, options: Iterable[int], *, tours: bool = True
    ) -> None:
        from ortools.sat.python import cp_model

        self.question = question
        self.options = tuple(options)
        self.model = cp_model.CpModel()
        self.at: dict[tuple[int, int], cp_model.IntVar] = {}
        self.on: dict[tuple[int, date], cp_model.IntVar] = {}
        self.visit: dict[int, cp_model.IntVar] = {}
        self.used: dict[tuple[int, date], cp_model.IntVar] = {}
        self.legs: list[tuple[int, cp_model.IntVar]] = []
        self.leg_of: dict[tuple[int, int, date], cp_model.IntVar] = {}
        self.of_aios: dict[int, list[int]] = defaultdict(list)
        self.of_praktijk: dict[int, list[int]] = defaultdict(list)
        for o in self.options:
            self.of_aios[question.options[o].aios].append(o)
            self.of_praktijk[question.options[o].praktijk].append(o)
        self.goals: dict[str, Sum] = {}
        self.legs_known = tours
        self._visits()
        self._practices()
        self._people()
        add_days(self, tours=tours)
        add_choice_goals(self)

    def keep(self, name: str, value: int, *, most: bool) -> None:
        """From now on that goal is at least (``most``) or at most that value."""
        self.model.add(self.goals[name] >= value if most else self.goals[name] <= value)

    def flat(self, goal: Sum) -> Flat:
        """A goal as coefficients of variables by their number in the model."""
        from ortools.sat.python import cp_model

        flat = cp_model.FlatIntExpr(cp_model.LinearExpr.sum([goal]))
        pairs = zip(flat.vars, flat.coeffs, strict=True)
        return Flat(int(flat.offset), [(var.index, int(coefficient)) for var, coefficient in pairs])

    def _visits(self) -> None:
        fixed = {f.option for f in self.question.fixed}
        for o in self.options:
            option = self.question.options[o]
            moments = self.question.moments[option.praktijk]
            self.visit[o] = self.model.new_bool_var(f"visit{o}")
            by_day: dict[date, list[cp_model.IntVar]] = defaultdict(list)
            for m in option.moments:
                self.at[o, m] = self.model.new_bool_var(f"at{o},{m}")
                by_day[moments[m].day].append(self.at[o, m])
            for day, here in by_day.items():
                if len(here) == 1:
                    self.on[o, day] = here[0]
                    continue
                on_day = self.model.new_bool_var(f"on{o},{day}")
                self.model.add(sum(here) == on_day)
                self.on[o, day] = on_day
            self.model.add(sum(self.on[o, day] for day in by_day) == self.visit[o])
            if o in fixed:
                self.model.add(self.visit[o] == 1)

    def _practices(self) -> None:
        fixed = {(f.option, f.moment) for f in self.question.fixed}
        for p, mine in self.of_praktijk.items():
            self.model.add(sum(self.visit[o] for o in mine) <= self.question.cap[p])
            moments = self.question.moments[p]
            wanted: dict[int, list[int]] = defaultdict(list)
            for o in mine:
                for m in self.question.options[o].moments:
                    wanted[m].append(o)
            used = sorted(wanted, key=lambda m: moments[m].begin)
            covered = False
            for place, m in enumerate(used):
                begin = moments[m].begin
                at_once = [n for n in used[: place + 1] if moments[n].end > begin]
                held = sum((o, n) in fixed for n in at_once for o in wanted[n])
                here = [self.at[o, n] for n in at_once for o in wanted[n]]
                # The cliques of an interval graph: only a last start before an end counts.
                following = used[place + 1] if place + 1 < len(used) else None
                covered = following is not None and all(
                    moments[n].end > moments[following].begin for n in at_once
                )
                if not covered and len(here) > 1:
                    self.model.add(sum(here) <= max(self.question.together, held))

    def _people(self) -> None:
        question = self.question
        forced: dict[int, int] = defaultdict(int)
        for f in question.fixed:
            forced[question.options[f.option].aios] += 1
        shortfalls: list[Sum] = []
        squares: list[Sum] = []
        for a in range(len(question.aios)):
            mine = [self.visit[o] for o in self.of_aios[a]]
            least, most = question.least[a], question.most[a]
            if not mine:
                shortfalls.append(least)
                squares.append(least * least)
                continue
            if least:
                short = self.model.new_int_var(0, least, f"short{a}")
                self.model.add(short + sum(mine) >= least)
                shortfalls.append(short)
                missing = [self.model.new_bool_var(f"short{a},{k}") for k in range(least)]
                self.model.add(sum(missing) == short)
                squares += [(2 * k + 1) * one for k, one in enumerate(missing)]
            if most < len(mine):
                self.model.add(sum(mine) <= most)
            others = [self.visit[o] for o in self.of_aios[a] if not question.options[o].wishes]
            if most > least and others:
                # More than the minimum only where wished.
                self.model.add(sum(others) <= max(least, forced[a]))
        self.goals[MINIMUM.name] = sum(shortfalls)
        self.goals[SPREAD.name] = sum(squares)
