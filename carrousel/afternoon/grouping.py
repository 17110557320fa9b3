"""Divide both sides into equal groups so that the couples that matter most are together.

With one side fixed, the best division of the other is a transport problem, solved exactly by the
ordered goals: fewest forbidden couples together, most must-wishes, fewest rather-not, most like,
fewest who met before. The sides take turns until nothing improves; of several starts the best
stays. That is a local optimum: the bound says how far it can be from the best.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from carrousel.afternoon.guests import Guests
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.network import Arcs, optimum
from carrousel.afternoon.selection import IndexPair, Worth
from carrousel.afternoon.wishes import by_index, worth_of
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import drawing_order
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True)
class Part:
    """One group: who is in it, at which tables, in which wave (from 0)."""

    guests: Guests
    tables: tuple[Table, ...]
    wave: int


def in_shifts(guests: Guests, side: Side, tables: tuple[Table, ...], number: int) -> list[Part]:
    """Everybody who moves meets one shift of the others after another."""
    stayers = guests.of(side.other)
    parts, begin = [], 0
    for wave, size in enumerate(sizes(len(stayers), number)):
        here = stayers[begin : begin + size]
        begin += size
        parts.append(Part(_only(guests, {*guests.of(side), *here}), tables, wave))
    return parts


def divided(
    ronde: Koppelronde, guests: Guests, tables: tuple[Table, ...], groups: int
) -> list[Part]:
    """Both sides divided; as many groups beside one another as there are tables for."""
    side, seed = ronde.mover, seed_of(ronde)
    movers = drawing_order(seed, guests.of(side))
    stayers = drawing_order(seed, guests.of(side.other))
    mover_at = {code: i for i, code in enumerate(movers)}
    stayer_at = {code: j for j, code in enumerate(stayers)}
    forbidden = frozenset(
        (mover_at[pair[0]], stayer_at[pair[1]])
        if side is Side.AIOS
        else (mover_at[pair[1]], stayer_at[pair[0]])
        for pair in guests.vetoed | guests.ineligible
    )
    worth = by_index(worth_of(ronde), movers, stayers, side)
    grouping: Grouping = divide(movers, stayers, groups, worth, forbidden, seed)
    parts = []
    free, wave = list(tables), 0
    for group in range(groups):
        seated = [stayers[j] for j in grouping.members(grouping.stayers, group)]
        if len(seated) > len(tables):
            raise too_few_tables(len(seated), len(tables))
        codes = {*seated, *(movers[i] for i in grouping.members(grouping.movers, group))}
        mine = _tables_for(seated, codes, free, guests)
        if mine is None:
            free, wave = list(tables), wave + 1
            mine = _tables_for(seated, codes, free, guests)
        if mine is None:
            raise too_few_tables(len(seated), len(tables))
        free = [table for table in free if table not in mine]
        parts.append(Part(_only(guests, codes), tuple(mine), wave))
    return parts


def _tables_for(
    seated: Sequence[str], codes: Collection[str], free: Sequence[Table], guests: Guests
) -> list[Table] | None:
    """The tables of a group: their own first, then in walking order, special ones last.

    A table that somebody of another group has for their own is left to them. None when there
    are too few.
    """
    wished = {code: p.table for code, p in guests.presences.items() if p.table}
    own = {table for code, table in wished.items() if code in codes}
    theirs = set(wished.values()) - own
    mine = [table for table in free if table.number in own]
    others = [table for table in free if table.number not in own | theirs]
    others.sort(key=lambda table: table.fixed or table.online)
    lacking = len([code for code in seated if code not in wished])
    if len(mine) < len(own) or len(others) < lacking:
        return None
    return [*mine, *others[:lacking]]


def _only(guests: Guests, codes: set[str]) -> Guests:
    return replace(
        guests,
        aios=tuple(code for code in guests.aios if code in codes),
        haos=tuple(code for code in guests.haos if code in codes),
        vetoed=frozenset(p for p in guests.vetoed if p[0] in codes and p[1] in codes),
        ineligible=frozenset(p for p in guests.ineligible if p[0] in codes and p[1] in codes),
        presences={code: p for code, p in guests.presences.items() if code in codes},
        findings=(),
    )


def too_few_tables(needed: int, there: int) -> NoPlanExists:
    return NoPlanExists(
        Text("Er zijn te weinig tafels voor deze groepen.", "There are too few tables."),
        (
            Text(
                f"Een groep heeft {needed} tafels nodig en er zijn er {there}.",
                f"A group needs {needed} tables and there are {there}.",
            ),
        ),
        (
            Text("Zet meer tafels neer.", "Put down more tables."),
            Text("Maak de groepen kleiner.", "Make the groups smaller."),
        ),
    )


STARTS = 8
Costs = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The group of every mover and every stayer, and the costs of what is together."""

    movers: tuple[int, ...]
    stayers: tuple[int, ...]
    costs: Costs

    def members(self, side: Sequence[int], group: int) -> list[int]:
        """The indices of one group on one side."""
        return [at for at, mine in enumerate(side) if mine == group]


def sizes(people: int, groups: int) -> tuple[int, ...]:
    """Equal sizes, the first ones a person more where it does not come out even."""
    return tuple(people // groups + (g < people % groups) for g in range(groups))


def divide(
    movers: Sequence[str],
    stayers: Sequence[str],
    groups: int,
    worth: Mapping[IndexPair, Worth],
    forbidden: frozenset[IndexPair],
    seed: str,
) -> Grouping:
    """The best division found; a tie goes to the earlier start, and starts are drawn by lot."""
    costs: dict[IndexPair, Costs] = {
        pair: (0, *worth[pair].cost) for pair in worth if pair not in forbidden
    }
    costs |= dict.fromkeys(forbidden, (1, 0, 0, 0, 0))
    best: Grouping | None = None
    for start in range(STARTS if costs else 1):
        by_stayer = _start(stayers, groups, f"{seed} {start}")
        by_mover = _start(movers, groups, f"{seed} {start}")
        value: Costs | None = None
        while True:
            by_mover = _best_side(by_stayer, costs, sizes(len(movers), groups), 0)
            by_stayer = _best_side(by_mover, costs, sizes(len(stayers), groups), 1)
            now = _value(by_mover, by_stayer, costs)
            if value is not None and now >= value:
                break
            value = now
        if best is None or now < best.costs:
            best = Grouping(by_mover, by_stayer, now)
    assert best is not None
    return best


def _start(codes: Sequence[str], groups: int, seed: str) -> tuple[int, ...]:
    order = {code: at for at, code in enumerate(drawing_order(seed, codes))}
    of_place = [g for g, size in enumerate(sizes(len(codes), groups)) for _ in range(size)]
    return tuple(of_place[order[code]] for code in codes)


def _best_side(
    other: Sequence[int], costs: Mapping[IndexPair, Costs], room: Sequence[int], side: int
) -> tuple[int, ...]:
    """The best group for everybody of one side, the groups of the other side being given."""
    people, groups = sum(room), len(room)
    table = [[[0] * 5 for _ in range(groups)] for _ in range(people)]
    for pair, cost in costs.items():
        cell = table[pair[side]][other[pair[1 - side]]]
        for goal in range(5):
            cell[goal] += cost[goal]
    arcs = Arcs([], [], [], [])
    source, sink = people + groups, people + groups + 1
    nothing = (0, 0, 0, 0, 0)
    names = {}
    for who in range(people):
        arcs.add(source, who, 1, nothing)
        for group in range(groups):
            name = arcs.add(who, people + group, 1, tuple(table[who][group]))
            names[name] = (who, group)
    for group, size in enumerate(room):
        arcs.add(people + group, sink, size, nothing)
    best = optimum(people + groups + 2, arcs, source, sink, people)
    assert best is not None, "there is a place for everybody"
    chosen = dict(who_group for name, who_group in names.items() if best.flow[name])
    return tuple(chosen[who] for who in range(people))


def _value(
    movers: Sequence[int], stayers: Sequence[int], costs: Mapping[IndexPair, Costs]
) -> Costs:
    total = [0] * 5
    for (i, j), cost in costs.items():
        if movers[i] == stayers[j]:
            for goal in range(5):
                total[goal] += cost[goal]
    return (total[0], total[1], total[2], total[3], total[4])
