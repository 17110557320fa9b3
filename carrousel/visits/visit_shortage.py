"""Why not everybody can get the minimum: the smallest group that shows it, and what would help.

Hall's condition for visits: a group of AIOS needs so many visits together; every practice can
receive at most so many of them as it has cap, moments on their days, and as there are of them.
Where the second is less than the first, no plan exists, whatever anybody does. The group comes
from a minimum cut of the flow and is then shrunk until leaving anybody out hides a part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from carrousel.visits.moments import packed
from carrousel.visits.remedies import Remedy, RemedyKind, Shortage
from carrousel.visits.visit_options import NO_LIMIT, VisitQuestion

MOST_REASONS: Final = 20


def shortages(question: VisitQuestion) -> tuple[Shortage, ...]:
    """Every independent reason why the minimum cannot hold; empty where counting shows none.

    The remedies of all reasons together make the counting come out. Counting is a proof of
    impossibility; that it comes out is no proof that moments can be found for everybody.
    """
    counting = _Counting(question.whole())
    reasons: list[Shortage] = []
    while (cut := counting.cut()) and len(reasons) < MOST_REASONS:
        group = counting.smallest(cut)
        needed = sum(counting.need[a] for a in group)
        by_cap, possible, reachable = counting.receives(group)
        reasons.append(
            Shortage(
                aios=tuple(sorted(question.aios[a] for a in group)),
                praktijken=tuple(sorted(question.praktijken[p] for p in reachable)),
                needed=needed,
                by_cap=by_cap,
                possible=possible,
                remedies=counting.relieve(group),
                everybody=len(group) == len(question.aios),
                everywhere=len(reachable) == len(question.praktijken),
                never_open=tuple(
                    sorted(question.praktijken[p] for p in reachable if not question.moments[p])
                ),
            )
        )
    return tuple(reasons)


def relieved(question: VisitQuestion, reasons: Iterable[Shortage]) -> VisitQuestion:
    """The question as it would be with those remedies.

    Nobody knows when a practice would have one more moment: where a remedy asks for that, the
    group wants nothing any more, so that what is left is a shortage of others.
    """
    aios = {code: a for a, code in enumerate(question.aios)}
    praktijk = {code: p for p, code in enumerate(question.praktijken)}
    least, cap = list(question.least), list(question.cap)
    for reason in reasons:
        for remedy in reason.remedies:
            if remedy.kind is RemedyKind.CAP:
                cap[praktijk[remedy.code]] = remedy.becomes
            elif remedy.kind is RemedyKind.MINIMUM:
                least[aios[remedy.code]] = remedy.becomes
    for reason in reasons:
        if any(remedy.kind is RemedyKind.MOMENT for remedy in reason.remedies):
            for code in reason.aios:
                least[aios[code]] = 0
    return replace(question, least=tuple(least), cap=tuple(cap))


class _Counting:
    """Needs, caps and moments as numbers, which ``relieve`` changes as if people agreed."""

    def __init__(self, question: VisitQuestion) -> None:
        self.question = question
        self.need = list(question.least)
        self.cap = list(question.cap)
        self.extra = [0] * len(question.praktijken)
        self.of_aios: dict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)
        for a, p in question.never:
            self.of_aios[a][p] = ()
        for option in question.options:
            known = self.of_aios[option.aios].get(option.praktijk, ())
            self.of_aios[option.aios][option.praktijk] = (*known, *option.moments)
        self.room = question.room

    def _packed(self, p: int, group: Iterable[int]) -> int:
        """The most visits of that group that the practice's moments hold (of one AIOS: one)."""
        if isinstance(group, Sequence) and len(group) == 1:
            return int(bool(self.of_aios[group[0]].get(p)))
        usable = {m for a in group for m in self.of_aios[a].get(p, ())}
        number = packed([self.question.moments[p][m] for m in usable])
        fixed = sum(
            f.moment in usable and self.question.options[f.option].praktijk == p
            for f in self.question.fixed
        )
        return max(number * self.question.together, fixed)

    def _day_most(self, a: int) -> int:
        """The most visits this AIOS can make on the days there are, or what is enough."""
        per_day: dict[object, set[int]] = defaultdict(set)
        for p, fits in self.of_aios[a].items():
            for m in fits:
                per_day[self.question.moments[p][m].day].add(p)
            if len(per_day) >= self.need[a]:
                return len(per_day)
        return sum(min(self.question.day_most, len(there)) for there in per_day.values())

    def cut(self) -> tuple[int, ...]:
        """The AIOS on the source's side of a minimum cut; empty where the counting comes out."""
        import numpy as np
        from ortools.graph.python import max_flow

        people, places = len(self.need), len(self.cap)
        source, sink = people + places, people + places + 1
        pairs = [(a, people + p) for a in range(people) for p in self.of_aios[a]]
        tails = np.array([source] * people + [a for a, _ in pairs]
                         + list(range(people, people + places)), dtype=np.int64)  # fmt: skip
        heads = np.array(list(range(people)) + [p for _, p in pairs] + [sink] * places,
                         dtype=np.int64)  # fmt: skip
        capacities = np.array(
            self.need + [1] * len(pairs)
            + [max(0, min(self.cap[p], self.room[p] + self.extra[p])) for p in range(places)],
            dtype=np.int64,
        )  # fmt: skip
        solver = max_flow.SimpleMaxFlow()
        arcs = solver.add_arcs_with_capacity(tails, heads, capacities)
        solver.solve(source, sink)
        if solver.optimal_flow() < sum(self.need):
            flows = np.asarray(solver.flows(arcs))
            reached = np.zeros(people + places + 2, dtype=bool)
            reached[source] = True
            while True:
                ahead = reached[tails] & (flows < capacities)
                back = reached[heads] & (flows > 0)
                grown = reached.copy()
                grown[heads[ahead]] = True
                grown[tails[back]] = True
                if bool((grown == reached).all()):
                    return tuple(a for a in range(people) if reached[a])
                reached = grown
        for a in range(people):
            # Too few days is a reason that the flow does not see.
            if self._possible((a,)) < self.need[a]:
                return (a,)
        return ()

    def receives(self, group: Sequence[int]) -> tuple[int, int, tuple[int, ...]]:
        """Visits of the group by cap, by moments too, and the practices they can visit."""
        visitors: dict[int, list[int]] = defaultdict(list)
        for a in group:
            for p in self.of_aios[a]:
                visitors[p].append(a)
        by_cap = sum(min(self.cap[p], len(some)) for p, some in visitors.items())
        possible = sum(
            max(0, min(self.cap[p], len(some), self._packed(p, some) + self.extra[p]))
            for p, some in visitors.items()
        )
        if len(group) == 1:
            possible = min(
                possible, self._day_most(group[0]) + sum(self.extra[p] for p in visitors)
            )
        return by_cap, possible, tuple(visitors)

    def _possible(self, group: Sequence[int]) -> int:
        return self.receives(group)[1]

    def smallest(self, cut: Sequence[int]) -> tuple[int, ...]:
        """A group inside the cut that shows a shortage and from which nobody can be left out.

        Somebody short alone comes first. Otherwise the whole shortage is kept while people leave,
        and what is left is split where no scarce practice ties people together.
        """
        for a in cut:
            if self._possible((a,)) < self.need[a]:
                return (a,)
        members = {p: sum(p in self.of_aios[a] for a in cut)
                   for p in sorted({p for a in cut for p in self.of_aios[a]})}  # fmt: skip
        limit = {p: max(0, min(self.cap[p], self.room[p] + self.extra[p])) for p in members}
        group = list(cut)

        def lost(a: int) -> int:
            """How the shortage shrinks when this AIOS leaves the group."""
            return self.need[a] - sum(members[p] <= limit[p] for p in self.of_aios[a])

        while len(group) > 1:
            leaving = min(group, key=lambda a: (lost(a), a))
            if lost(leaving) > 0:
                break
            group.remove(leaving)
            for p in self.of_aios[leaving]:
                members[p] -= 1
        for part in self._parts(group, {p for p, n in members.items() if n > limit[p]}):
            if self._possible(part) < sum(self.need[a] for a in part):
                return part
        return tuple(group)

    def _parts(self, group: Sequence[int], scarce: set[int]) -> list[tuple[int, ...]]:
        """The group split into people who share no scarce practice."""
        left, parts = list(group), []
        while left:
            part, practices = [left.pop(0)], set()
            for a in part:
                practices = scarce & self.of_aios[a].keys()
                joining = [b for b in left if practices & self.of_aios[b].keys()]
                part += joining
                left = [b for b in left if b not in joining]
            parts.append(tuple(sorted(part)))
        return sorted(parts, key=lambda part: (len(part), part))

    def relieve(self, group: Sequence[int]) -> tuple[Remedy, ...]:
        """The cheapest changes that take this reason away; they hold for what follows.

        Every change is spread over the practices (or AIOS) asked least so far.
        """
        visitors: dict[int, list[int]] = defaultdict(list)
        for a in group:
            for p in self.of_aios[a]:
                visitors[p].append(a)
        packed_at = {p: self._packed(p, some) for p, some in visitors.items()}
        asked: dict[tuple[RemedyKind, str], tuple[int, int]] = {}
        while sum(self.need[a] for a in group) > self._day_limit(group):
            # A practice that never has a moment can have one on a day of its own.
            shut = [p for p in visitors
                    if self.cap[p] > 0 and not packed_at[p] and not self.extra[p]]  # fmt: skip
            if shut:
                self._ask(asked, RemedyKind.MOMENT, min(shut))
            else:
                self._ask(asked, RemedyKind.MINIMUM, group[0])
        while sum(self.need[a] for a in group) > sum(
            max(0, min(self.cap[p], len(some), packed_at[p] + self.extra[p]))
            for p, some in visitors.items()
        ):
            moments, caps = [], []
            for p, some in visitors.items():
                room = packed_at[p] + self.extra[p]
                if room < min(self.cap[p], len(some)):
                    moments.append((self.extra[p], room - len(some), p))
                elif self.cap[p] < min(len(some), NO_LIMIT):
                    # First where the moments are there already.
                    caps.append((room == self.cap[p], self.cap[p] - self.question.cap[p],
                                 -len(some), p))  # fmt: skip
            if moments:
                self._ask(asked, RemedyKind.MOMENT, min(moments)[-1])
            elif caps:
                self._ask(asked, RemedyKind.CAP, min(caps)[-1])
            else:
                most = max(group, key=lambda a: (self.need[a], -a))
                self._ask(asked, RemedyKind.MINIMUM, most)
        order = list(RemedyKind)
        return tuple(
            Remedy(kind, code, *change)
            for (kind, code), change in sorted(
                asked.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
            )
        )

    def _day_limit(self, group: Sequence[int]) -> int:
        if len(group) > 1:
            return NO_LIMIT
        return self._day_most(group[0]) + sum(self.extra[p] for p in self.of_aios[group[0]])

    def _ask(
        self, asked: dict[tuple[RemedyKind, str], tuple[int, int]], kind: RemedyKind, place: int
    ) -> None:
        if kind is RemedyKind.MOMENT:
            code, was = self.question.praktijken[place], self.room[place] + self.extra[place]
            self.extra[place] += 1
            becomes = was + 1
        elif kind is RemedyKind.CAP:
            code, was = self.question.praktijken[place], self.cap[place]
            self.cap[place] = becomes = was + 1
        else:
            code, was = self.question.aios[place], self.need[place]
            self.need[place] = becomes = was - 1
        asked[kind, code] = (asked.get((kind, code), (was, was))[0], becomes)
