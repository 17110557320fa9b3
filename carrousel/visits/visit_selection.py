"""Whom to visit: a flow from AIOS to practices, with ordered goals.

The goals, each kept exactly before the next counts: what must be; everybody the minimum; after an
announcement the fewest people to be told of a change; what is missing shared evenly; the top-5
wishes of whoever gets fewest, then of the next (leximin); no practice without visitors; wishes of
both sides; their points; the higher wishes first; couples that missed each other in the carrousel;
for who wished nothing different kinds of practice; travel; the lottery. Every stage is a minimum
cost flow, so its value is proven for the choice of practices.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from carrousel.visits.flow import OrderedFlow, Table
from carrousel.visits.visit_goals import (
    HOME,
    KINDS,
    MINIMUM,
    MISSED,
    MOVES,
    MUSTS,
    POINTS,
    RANKS,
    SPREAD,
    TOP,
    VISITED,
    WHOM,
    WISHES,
)
from carrousel.visits.visit_options import TOP_WISHES, VisitQuestion
from koppelronde.domain.language import Text

SOURCE: Final = 0
SINK: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen options and the value of each goal.

    ``question`` has an option for every pair that was needed. ``rank`` is less for a better
    choice: the goals in their order, then the lottery.
    """

    question: VisitQuestion
    chosen: tuple[int, ...]
    values: Mapping[str, int]
    rank: tuple[int, ...]


def lottery_number(question: VisitQuestion, a: int, p: int) -> int:
    """A number below 2²⁰ from the two codes, the same whatever the order of rows."""
    pair = f"{question.aios[a]}\x1f{question.praktijken[p]}"
    return int.from_bytes(hashlib.sha256(pair.encode()).digest()[:4], "big") >> 12


def select(
    question: VisitQuestion,
    said: Callable[[Text], None] = lambda _text: None,
    *,
    without: Collection[int] = (),
    among_them: Collection[int] = (),
) -> Selection:
    """The best choice of practices, moments left aside.

    Who cannot get the minimum gets what is possible, and ``values['minimum']`` says how many
    visits are missing. Options in ``without`` are not chosen, those in ``among_them`` are; raises
    :class:`~carrousel.visits.flow.NoFlow` where that is impossible.
    """
    network = _Network(question, frozenset(without), frozenset(among_them))
    flow = network.flow
    values: dict[str, int] = {}
    must = {network.arcs[o]: 1 for o, option in enumerate(question.options) if option.must}
    values[MUSTS.name] = len(question.musts) - flow.best(must)
    values[MINIMUM.name] = sum(question.least) - flow.best(dict.fromkeys(network.base, 1))
    kept = {network.arcs[o]: option.keeps for o, option in enumerate(question.options)
            if option.keeps}  # fmt: skip
    values[MOVES.name] = question.announced - flow.best(kept)
    # The k-th visit of somebody who needs n takes (n - k + 1)² down to (n - k)².
    gains = {arc: 2 * missing + 1 for arc, missing in network.base.items()}
    values[SPREAD.name] = sum(n * n for n in question.least) - flow.best(gains)
    for k, goal in enumerate(TOP, 1):
        already = sum(had >= k for had in question.top_ranks_had)
        values[goal.name] = already + flow.best(dict.fromkeys(network.top[k], 1))
    values[VISITED.name] = len(network.had_visitors) + flow.best(dict.fromkeys(network.first, 1))
    said(Text("Bezoeken: wensen verdelen", "Visits: sharing out the wishes"))
    # Only options of the question as asked can be wished; pairs from beyond come after them.
    options = question.options
    asked = [(option, network.arcs[o]) for o, option in enumerate(options)]
    wishes = {arc: option.wishes for option, arc in asked if option.wishes}
    values[WISHES.name] = flow.best(wishes)
    points = {arc: option.points for option, arc in asked if option.points}
    values[POINTS.name] = flow.best(points)
    ranks = {arc: -option.rank for option, arc in asked if option.rank}
    values[RANKS.name] = -flow.best(ranks)
    missed = {arc: 1 for option, arc in asked if option.missed}
    values[MISSED.name] = flow.best(missed)
    values[KINDS.name] = flow.best(network.kinds)
    # The question may have grown; pairs beyond it were never part of a best choice so far.
    values[HOME.name] = network.least_home_minutes()
    network.draw_lots()
    amounts = flow.flow().tolist()
    question = network.question
    chosen = tuple(sorted(o for o, arc in network.arcs.items() if amounts[arc]))
    pairs = [(question.options[o].aios, question.options[o].praktijk) for o in chosen]
    return Selection(
        question=question,
        chosen=chosen,
        values=values,
        rank=(
            *(-values[goal.name] if goal.most else values[goal.name] for goal in (*WHOM, HOME)),
            sum(lottery_number(question, a, p) for a, p in pairs),
        ),
    )


class _Network:
    """The arcs: source → AIOS (minimum, extra) → wishes or other practices → practice → sink."""

    def __init__(
        self, question: VisitQuestion, without: frozenset[int], among_them: frozenset[int]
    ) -> None:
        self.question = question
        people, places = len(question.aios), len(question.praktijken)
        of_aios: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(question.options):
            of_aios[option.aios].append(number)
        # Where no kind is known there is nothing to tell apart; else unknown is a kind as well.
        kinds = sorted(set(question.kinds)) if any(question.kinds) else []
        kind_of = [kinds.index(kind) if kinds else -1 for kind in question.kinds]
        free = [a for a in range(people) if not question.has_wishes[a]]
        node = 2
        base = {a: node + a for a in range(people)}
        extra = {a: node + people + a for a in range(people)}
        wished = {a: node + 2 * people + a for a in range(people)}
        top = {a: node + 3 * people + a for a in range(people)}
        granted = {a: node + 4 * people + a for a in range(people)}
        node += 5 * people
        practice = {p: node + p for p in range(places)}
        node += places
        of_kind = {}
        for a in free:
            for kind in range(len(kinds)):
                of_kind[a, kind] = node
                node += 1
        pairs = Counter((option.aios, option.praktijk) for option in question.options)
        twice = {pair for pair, number in pairs.items() if number > 1}
        meeting: dict[tuple[int, int], int] = {}
        self.flow = OrderedFlow(node + len(twice))
        arc = self.flow.arc
        fixed = {at.option for at in question.fixed}
        self.arcs: dict[int, int] = {}
        self.base: dict[int, int] = {}
        self.kinds: dict[int, int] = {}
        self.first: list[int] = []
        self.top: dict[int, list[int]] = {k: [] for k in range(1, TOP_WISHES + 1)}
        for a in range(people):
            mine = of_aios[a]
            for missing in range(question.least[a]):
                self.base[arc(SOURCE, base[a], 1)] = missing
            # Agreed visits may be unwished and more than the minimum: they pass all the same.
            forced = sum(o in fixed for o in mine)
            arc(SOURCE, extra[a], question.most[a] - question.least[a])
            arc(base[a], wished[a], question.most[a])
            above = arc(extra[a], wished[a], question.most[a])
            if kinds and not question.has_wishes[a]:
                # Else a needless visit would be made to see one more kind.
                self.kinds[above] = -1
            arc(extra[a], base[a], max(0, forced - question.least[a]))
            if any(0 < question.options[o].rank <= TOP_WISHES for o in mine):
                arc(wished[a], top[a], question.most[a])
                for k in range(question.top_ranks_had[a] + 1, TOP_WISHES + 1):
                    self.top[k].append(arc(top[a], granted[a], 1))
                # Shared ranks can make the top longer than five.
                arc(top[a], granted[a], question.most[a])
            for o in mine:
                option = question.options[o]
                if 0 < option.rank <= TOP_WISHES:
                    start = granted[a]
                elif option.wishes:
                    start = wished[a]
                else:
                    start = of_kind.get((a, kind_of[option.praktijk]), base[a])
                if (a, option.praktijk) in twice:
                    if (pair := meeting.get((a, option.praktijk))) is None:
                        pair = meeting[a, option.praktijk] = node + len(meeting)
                        arc(start, pair, 1)
                    start = pair
                self.arcs[o] = arc(
                    start, practice[option.praktijk], int(o not in without),
                    int(o in fixed or o in among_them),
                )  # fmt: skip
            for kind in range(len(kinds)) if not question.has_wishes[a] else ():
                self.kinds[arc(base[a], of_kind[a, kind], 1)] = 1
                arc(base[a], of_kind[a, kind], question.most[a])
        self.had_visitors = {p for visited in question.had for p in visited}
        for p in range(places):
            capacity = min(question.cap[p], question.room[p])
            if p in self.had_visitors:
                arc(practice[p], SINK, capacity)
                continue
            if capacity > 0:
                self.first.append(arc(practice[p], SINK, 1))
                arc(practice[p], SINK, capacity - 1)
        arc(SINK, SOURCE, sum(question.most))
        self._practice = practice
        self._base, self._of_kind, self._kind_of = base, of_kind, kind_of
        self._tabulate()

    def _start_of(self, a: int, p: int) -> int:
        """Where the arc of a pair begins that nobody wishes."""
        return self._of_kind.get((a, self._kind_of[p]), self._base[a])

    def _tabulate(self) -> None:
        """Pairs beyond the options become a table that the flow prices."""
        import numpy as np

        beyond = self.question.beyond
        if beyond is None:
            return
        people, places = beyond.possible.shape
        tail = np.repeat(np.array([self._base[a] for a in range(people)])[:, None], places, axis=1)
        for a in {a for a, _kind in self._of_kind}:
            tail[a] = [self._start_of(a, p) for p in range(places)]
        head = np.array([self._practice[p] for p in range(places)])
        self.flow.table = Table(tail, head, beyond.possible.copy(), self._enter)

    def _enter(self, pairs: list[tuple[int, int]]) -> None:
        """Options for pairs that a goal needs, each with its arc."""
        known = len(self.question.options)
        self.question = self.question.with_pairs(pairs)
        for o, (a, p) in enumerate(pairs, known):
            self.arcs[o] = self.flow.arc(self._start_of(a, p), self._practice[p], 1)

    def _open_options(self) -> list[tuple[int, int]]:
        """(option, arc) of those that still differ between best choices."""
        still_open = self.flow.open_arcs(list(self.arcs.values()))
        return [(o, arc) for o, arc in self.arcs.items() if arc in still_open]

    def least_home_minutes(self) -> int:
        """The goal of travel from home; whatever no longer differs costs what it costs."""
        home = {arc: -self.question.options[o].home_minutes for o, arc in self.arcs.items()}
        beyond = self.question.beyond
        return -self.flow.best(home, None if beyond is None else beyond.home_minutes)

    def draw_lots(self) -> None:
        """Whatever is still equal is decided by the lottery."""
        import numpy as np

        options = self.question.options
        lots = {
            arc: -lottery_number(self.question, options[o].aios, options[o].praktijk)
            for o, arc in self._open_options()
        }
        table = self.flow.table
        if table is None:
            self.flow.best(lots)
            return
        costs = np.zeros(table.open.shape, dtype=np.int64)
        for a, p in np.argwhere(table.open).tolist():
            costs[a, p] = lottery_number(self.question, a, p)
        self.flow.best(lots, costs)
