"""Whom and when in one model for CP-SAT: the rules of practice visits as constraints.

Variables: ``at[o, m]`` option o is visited at moment m; ``on[o, day]``; ``visit[o]``;
``used[aios, day]``; ``leg[aios, day, o, o']`` one visit follows another on the same day, which
saves going home in between. Notation and sources: docs/formulation-visits.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from carrousel.visit_goals import HOME, KINDS, MINIMUM, MISSED, RANKS, SPREAD, TOP, VISITED, WISHES
from carrousel.visit_options import TOP_WISHES, VisitQuestion

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Sum = cp_model.LinearExpr | int


MOST_FOR_ODD_SETS = 9


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
        self._of_aios: dict[int, list[int]] = defaultdict(list)
        self._of_praktijk: dict[int, list[int]] = defaultdict(list)
        for o in self.options:
            self._of_aios[question.options[o].aios].append(o)
            self._of_praktijk[question.options[o].praktijk].append(o)
        self.goals: dict[str, Sum] = {}
        self.legs_known = tours
        self._visits()
        self._practices()
        self._people()
        self._days(tours=tours)
        self._choice_goals()

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
        for p, mine in self._of_praktijk.items():
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
            mine = [self.visit[o] for o in self._of_aios[a]]
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
            others = [self.visit[o] for o in self._of_aios[a] if not question.options[o].wishes]
            if most > least and others:
                # More than the minimum only where wished.
                self.model.add(sum(others) <= max(least, forced[a]))
        self.goals[MINIMUM.name] = sum(shortfalls)
        self.goals[SPREAD.name] = sum(squares)

    def _days(self, *, tours: bool) -> None:
        question = self.question
        agreed: dict[tuple[int, date], int] = defaultdict(int)
        fixed_options = {f.option for f in question.fixed}
        for f in question.fixed:
            option = question.options[f.option]
            agreed[option.aios, question.moments[option.praktijk][f.moment].day] += 1
        on_day: dict[tuple[int, date], list[int]] = defaultdict(list)
        for o, day in self.on:
            on_day[question.options[o].aios, day].append(o)
        travel: list[Sum] = [
            2 * question.options[o].home_minutes * self.visit[o] for o in self.options
        ]
        for (a, day), mine in on_day.items():
            used = self.model.new_bool_var(f"used{a},{day}")
            self.used[a, day] = used
            total = sum(self.on[o, day] for o in mine)
            for o in mine:
                self.model.add_implication(self.on[o, day], used)
            self.model.add(total >= used)
            day_most = max(question.day_most, agreed[a, day])
            if len(mine) > 1:
                self.model.add(total <= day_most * used)
                if day_most == 1:
                    continue
                for o, q in combinations(sorted(mine), 2):
                    if not (o in fixed_options and q in fixed_options):
                        self._apart(o, q, day)
                if tours:
                    self._legs(day, mine, used, day_most, fixed_options, travel)
        if tours and question.day_most == 2:
            self._odd_sets()
        if tours:
            self.goals["travel_minutes"] = sum(travel)
            self.goals["days"] = sum(self.used.values())
        self.goals["absent_trainers"] = sum(
            question.moments[question.options[o].praktijk][m].absent * here
            for (o, m), here in self.at.items()
        )

    def _legs(
        self, day: date, mine: list[int], used: cp_model.IntVar, day_most: int,
        fixed: set[int], travel: list[Sum],
    ) -> None:  # fmt: skip
        question = self.question
        several = day_most > 2
        out: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        into: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for i, o in enumerate(mine):
            for q in mine if several else mine[i + 1 :]:
                if o == q:
                    continue
                both_fixed = o in fixed and q in fixed
                if not both_fixed and not self._can_follow(o, q, day, several=several):
                    continue
                leg = self.model.new_bool_var(f"leg{o},{q},{day}")
                out[o].append(leg)
                (into if several else out)[q].append(leg)
                self.leg_of[o, q, day] = leg
                first, second = question.options[o], question.options[q]
                saved = (
                    first.home_minutes
                    + second.home_minutes
                    - question.between[first.praktijk][second.praktijk]
                )
                travel.append(-saved * leg)
                if several:
                    self._in_order(o, q, day, leg)
        for o in mine:
            for legs in (out[o], into[o]):
                if legs:
                    self.model.add(sum(legs) <= self.on[o, day])
        every = [leg for o in mine for leg in into[o]] if several else [
            self.leg_of[o, q, day] for i, o in enumerate(mine) for q in mine[i + 1 :]
            if (o, q, day) in self.leg_of
        ]  # fmt: skip
        # A day with k visits has k - 1 legs between them.
        self.model.add(sum(every) == sum(self.on[o, day] for o in mine) - used)

    def _odd_sets(self) -> None:
        """Of three visits at most one pair shares a day, of five at most two.

        True of any plan with two visits a day; said aloud, it makes the linear bound tight
        (odd-set inequalities of the matching polytope; Edmonds 1965).
        """
        pairs: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (o, q, _day), leg in self.leg_of.items():
            pairs[min(o, q), max(o, q)].append(leg)
        fixed = {f.option for f in self.question.fixed}
        for mine in self._of_aios.values():
            free = [o for o in mine if o not in fixed]
            if len(free) > MOST_FOR_ODD_SETS:
                continue
            for size in (3, 5, 7):
                for some in combinations(sorted(free), size):
                    inside = [pair for pair in combinations(some, 2) if pair in pairs]
                    if len(inside) >= size:
                        legs = [leg for pair in inside for leg in pairs[pair]]
                        self.model.add(sum(legs) <= size // 2)

    def _moments(self, o: int, day: date) -> list[int]:
        option = self.question.options[o]
        moments = self.question.moments[option.praktijk]
        return [m for m in option.moments if moments[m].day == day]

    def _gap(self, o: int, q: int) -> int:
        first, second = self.question.options[o], self.question.options[q]
        return self.question.between[first.praktijk][second.praktijk] + self.question.buffer_minutes

    def _span(self, o: int, m: int) -> tuple[int, int]:
        moment = self.question.moments[self.question.options[o].praktijk][m]
        return moment.starts, moment.stops

    def _can_follow(self, o: int, q: int, day: date, *, several: bool) -> bool:
        gap = self._gap(o, q)
        first = [self._span(o, m) for m in self._moments(o, day)]
        second = [self._span(q, m) for m in self._moments(q, day)]
        after = min(stop for _, stop in first) + gap <= max(start for start, _ in second)
        before = min(stop for _, stop in second) + gap <= max(start for start, _ in first)
        return after or (before and not several)

    def _apart(self, o: int, q: int, day: date) -> None:
        """No two visits without time to travel in between."""
        gap = self._gap(o, q)
        theirs = [(self._span(q, m), self.at[q, m]) for m in self._moments(q, day)]
        clashes: dict[tuple[int, ...], list[cp_model.IntVar]] = defaultdict(list)
        for m in self._moments(o, day):
            start, stop = self._span(o, m)
            clash = tuple(
                n for n, ((begin, end), _) in enumerate(theirs)
                if begin < stop + gap and start < end + gap
            )  # fmt: skip
            if clash:
                clashes[clash].append(self.at[o, m])
        for clash, here in clashes.items():
            self.model.add_at_most_one([*here, *(theirs[n][1] for n in clash)])

    def _in_order(self, o: int, q: int, day: date, leg: cp_model.IntVar) -> None:
        """A leg runs forward in time."""
        for m in self._moments(o, day):
            _, stop = self._span(o, m)
            early = [self.at[q, n] for n in self._moments(q, day) if self._span(q, n)[0] < stop]
            if early:
                self.model.add(leg + self.at[o, m] + sum(early) <= 2)

    def _choice_goals(self) -> None:
        question = self.question
        tops: dict[int, list[Sum]] = {k: [] for k in range(1, TOP_WISHES + 1)}
        kinds: list[Sum] = []
        for a in range(len(question.aios)):
            mine = self._of_aios[a]
            own = [self.visit[o] for o in mine if 0 < question.options[o].rank <= TOP_WISHES]
            had = question.top_ranks_had[a]
            units = [self.model.new_bool_var(f"top{a},{k}") for k in range(1, len(own) + 1)]
            if own:
                self.model.add(sum(units) == sum(own))
            for earlier, later_one in pairwise(units):
                self.model.add_implication(later_one, earlier)
            for k in range(1, TOP_WISHES + 1):
                if k <= had:
                    tops[k].append(1)
                elif k - had <= len(units):
                    tops[k].append(units[k - had - 1])
            if not question.has_wishes[a]:
                kinds += self._kinds(a, mine)
        for k, goal in enumerate(TOP, 1):
            self.goals[goal.name] = sum(tops[k])
        visited: list[Sum] = []
        had_visitors = {p for practices in question.had for p in practices}
        for p, mine in self._of_praktijk.items():
            if p not in had_visitors:
                one = self.model.new_bool_var(f"visited{p}")
                self.model.add(sum(self.visit[o] for o in mine) >= one)
                visited.append(one)
        self.goals[VISITED.name] = len(had_visitors) + sum(visited)
        options = question.options
        self.goals[WISHES.name] = sum(options[o].wishes * v for o, v in self.visit.items())
        self.goals[RANKS.name] = sum(options[o].rank * v for o, v in self.visit.items())
        self.goals[MISSED.name] = sum(v for o, v in self.visit.items() if options[o].missed)
        self.goals[KINDS.name] = sum(kinds)
        self.goals[HOME.name] = sum(options[o].home_minutes * v for o, v in self.visit.items())

    def _kinds(self, a: int, mine: list[int]) -> list[Sum]:
        by_kind: dict[str, list[cp_model.IntVar]] = defaultdict(list)
        for o in mine:
            option = self.question.options[o]
            if not option.wishes:
                by_kind[self.question.kinds[option.praktijk]].append(self.visit[o])
        seen: list[Sum] = []
        for kind in sorted(by_kind):
            one = self.model.new_bool_var(f"kind{a},{kind}")
            self.model.add(sum(by_kind[kind]) >= one)
            seen.append(one)
        return seen
