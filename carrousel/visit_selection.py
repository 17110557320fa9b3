"""Whom to visit: a flow from AIOS to practices, with ordered goals.

The goals, each kept exactly before the next counts: everybody the minimum, what is missing
shared evenly; the top-5 wishes of
whoever gets fewest, then of the next (leximin); no practice without visitors; wishes of both
sides; the higher wishes first; couples that missed each other in the carrousel; for who wished
nothing different kinds of practice; travel; the lottery. Every stage is a minimum cost flow, so
its value is proven for the choice of practices.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from carrousel.visit_flow import OrderedFlow
from carrousel.visit_question import TOP_WISHES, VisitQuestion
from koppelronde.language import Text

SOURCE: Final = 0
SINK: Final = 1


@dataclass(frozen=True, slots=True)
class Goal:
    """One ordered goal of the choice: its value and whether more is better."""

    name: str
    says: Text
    unit: str
    most: bool


MINIMUM: Final = Goal(
    "minimum",
    Text("bezoeken die nog aan het minimum ontbreken", "visits missing from the minimum"),
    "visits", most=False,
)  # fmt: skip
SPREAD: Final = Goal(
    "minimum_spread",
    Text("tekort ongelijk verdeeld (som van de kwadraten per aios)",
         "shortage unevenly shared (sum of squares per trainee)"),
    "visits²", most=False,
)  # fmt: skip
TOP: Final = tuple(
    Goal(
        f"top_{k}",
        Text(f"aios met minstens {k} van de eigen top 5",
             f"trainees with {k} or more of their own top 5"),
        "aios", most=True,
    )
    for k in range(1, TOP_WISHES + 1)
)  # fmt: skip
VISITED: Final = Goal(
    "practices_visited",
    Text("praktijken die bezoek krijgen", "practices that are visited"),
    "practices", most=True,
)  # fmt: skip
WISHES: Final = Goal(
    "wishes", Text("vervulde wensen (van beide kanten)", "wishes granted (of both sides)"),
    "wishes", most=True,
)  # fmt: skip
RANKS: Final = Goal(
    "wish_ranks",
    Text("som van de rangen van de vervulde wensen", "sum of the ranks of the granted wishes"),
    "ranks", most=False,
)  # fmt: skip
MISSED: Final = Goal(
    "missed_made_good",
    Text("gemiste carrouselgesprekken die een bezoek krijgen", "missed carousel couples that meet"),
    "visits", most=True,
)  # fmt: skip
KINDS: Final = Goal(
    "kinds",
    Text("verschillende praktijkvormen voor wie geen wensen had",
         "different kinds of practice for who wished nothing"),
    "kinds", most=True,
)  # fmt: skip
HOME: Final = Goal(
    "home_minutes",
    Text("reistijd van huis naar de gekozen praktijken, enkele reis", "one-way travel from home"),
    "min", most=False,
)  # fmt: skip
WHOM: Final = (MINIMUM, SPREAD, *TOP, VISITED, WISHES, RANKS, MISSED, KINDS)
"""The goals about whom, before travel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen options, the value of each goal, and what every best choice agrees on.

    ``always`` and ``never`` are options in every (in no) choice that is best for all goals
    before travel; the rest is open.
    """

    chosen: tuple[int, ...]
    values: Mapping[str, int]
    always: frozenset[int]
    never: frozenset[int]


def lottery_number(question: VisitQuestion, option: int) -> int:
    """A number below 2²⁰ from the two codes, the same whatever the order of rows."""
    at = question.options[option]
    pair = f"{question.aios[at.aios]}\x1f{question.praktijken[at.praktijk]}"
    return int.from_bytes(hashlib.sha256(pair.encode()).digest()[:4], "big") >> 12


def select(question: VisitQuestion, said: Callable[[Text], None] = lambda _text: None) -> Selection:
    """The best choice of practices, moments left aside.

    Raises nothing: who cannot get the minimum gets what is possible, and ``values['minimum']``
    says how many visits are missing.
    """
    network = _Network(question)
    flow = network.flow
    values: dict[str, int] = {}
    values[MINIMUM.name] = sum(question.least) - flow.best(dict.fromkeys(network.base, 1))
    # The k-th visit of somebody who needs n takes (n - k + 1)² down to (n - k)².
    gains = {arc: 2 * missing + 1 for arc, missing in network.base.items()}
    values[SPREAD.name] = sum(n * n for n in question.least) - flow.best(gains)
    for k, goal in enumerate(TOP, 1):
        already = sum(had >= k for had in question.top_ranks_had)
        values[goal.name] = already + flow.best(dict.fromkeys(network.top[k], 1))
    values[VISITED.name] = len(network.had_visitors) + flow.best(dict.fromkeys(network.first, 1))
    said(Text("Bezoeken: wensen verdelen", "Visits: sharing out the wishes"))
    options = question.options
    wishes = {arc: options[o].wishes for o, arc in network.arcs.items() if options[o].wishes}
    values[WISHES.name] = flow.best(wishes)
    ranks = {arc: -options[o].rank for o, arc in network.arcs.items() if options[o].rank}
    values[RANKS.name] = -flow.best(ranks)
    missed = {arc: 1 for o, arc in network.arcs.items() if options[o].missed}
    values[MISSED.name] = flow.best(missed)
    values[KINDS.name] = flow.best(dict.fromkeys(network.kinds, 1))
    arcs = list(network.arcs.values())
    still_open, amounts = flow.open_arcs(arcs), flow.flow().tolist()
    always = frozenset(
        o for o, arc in network.arcs.items() if amounts[arc] and arc not in still_open
    )
    never = frozenset(
        o for o, arc in network.arcs.items() if not amounts[arc] and arc not in still_open
    )
    settled_minutes = sum(options[o].home_minutes for o in always)
    home = {arc: -options[o].home_minutes for o, arc in network.arcs.items() if arc in still_open}
    values[HOME.name] = settled_minutes - flow.best(home)
    still_open = flow.open_arcs(arcs)
    flow.best(
        {arc: -lottery_number(question, o) for o, arc in network.arcs.items() if arc in still_open}
    )
    amounts = flow.flow().tolist()
    return Selection(
        chosen=tuple(o for o, arc in network.arcs.items() if amounts[arc]),
        values=values,
        always=always,
        never=never,
    )


def minimum_possible(question: VisitQuestion) -> int:
    """The fewest visits that can be missing from the minimum, moments left aside."""
    network = _Network(question)
    return sum(question.least) - network.flow.best(dict.fromkeys(network.base, 1))


class _Network:
    """The arcs: source → AIOS (minimum, extra) → wishes or other practices → practice → sink."""

    def __init__(self, question: VisitQuestion) -> None:
        people, places = len(question.aios), len(question.praktijken)
        of_aios: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(question.options):
            of_aios[option.aios].append(number)
        kinds = sorted(set(question.kinds))
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
        self.flow = OrderedFlow(node)
        arc = self.flow.arc
        fixed = {at.option for at in question.fixed}
        self.arcs: dict[int, int] = {}
        self.base: dict[int, int] = {}
        self.kinds: list[int] = []
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
            arc(extra[a], wished[a], question.most[a])
            arc(extra[a], base[a], max(0, forced - question.least[a]))
            if any(0 < question.options[o].rank <= TOP_WISHES for o in mine):
                arc(wished[a], top[a], question.most[a])
                for k in range(question.top_ranks_had[a] + 1, TOP_WISHES + 1):
                    self.top[k].append(arc(top[a], granted[a], 1))
            seen: dict[int, int] = defaultdict(int)
            for o in mine:
                option = question.options[o]
                if 0 < option.rank <= TOP_WISHES:
                    start = granted[a]
                elif option.wishes:
                    start = wished[a]
                elif question.has_wishes[a]:
                    start = base[a]
                else:
                    kind = kinds.index(question.kinds[option.praktijk])
                    seen[kind] += 1
                    start = of_kind[a, kind]
                self.arcs[o] = arc(start, practice[option.praktijk], 1, int(o in fixed))
            for kind in sorted(seen):
                self.kinds.append(arc(base[a], of_kind[a, kind], 1))
                if seen[kind] > 1:
                    arc(base[a], of_kind[a, kind], seen[kind] - 1)
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
