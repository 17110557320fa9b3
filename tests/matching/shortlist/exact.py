"""Two exact solvers that share nothing with the engine: enumeration, and a MIP with stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import combinations, product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from koppelronde.domain.facts import waiting_days
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import refusal

Pair = tuple[str, str]


def allowed_pairs(ronde: Koppelronde) -> list[Pair]:
    """Every couple that no rule forbids."""
    names = tuple(choice.name for choice in ronde.procedure.rules)
    return [
        (a.code, h.code)
        for a in ronde.aios
        for h in ronde.haos
        if h.places and refusal(names, a, h, ronde.veto_by_couple.get((a.code, h.code))) is None
    ]


def rank_of(ronde: Koppelronde, pair: Pair) -> int:
    """The rank on the list handed in before; left off is the next rank, no list is rank 1."""
    for lijst in ronde.lists_before:
        if lijst.owner == pair[0]:
            numbers = dict(lijst.entries)
            if pair[1] in numbers:
                return 1 + sum(number < numbers[pair[1]] for number in numbers.values())
            return 1 + len(numbers)
    return 1


def fits(ronde: Koppelronde, pairs: list[Pair], missing: str = "") -> bool:
    """Whether everybody can be placed in these couples, by trying everything."""
    places = {h.code: h.places for h in ronde.haos}
    limits = {p.code: p.places for p in ronde.praktijken if p.places is not None}
    at = {h.code: h.praktijk for h in ronde.haos}
    mine: Mapping[str, list[str]] = {
        a.code: [h for x, h in pairs if x == a.code and h != missing] for a in ronde.aios
    }
    return any(
        all(n <= places[h] for h, n in Counter(seats).items())
        and all(n <= limits.get(p, n) for p, n in Counter(at[h] for h in seats).items())
        for seats in product(*(mine[a.code] for a in ronde.aios))
    )


def value_of(ronde: Koppelronde, pairs: list[Pair], seed: str) -> tuple[int, ...]:
    """The goals of the test rounds in order, lottery included; fewer is better everywhere."""
    places = {h.code: h.places for h in ronde.haos}
    squares = 0
    for hao, number in Counter(h for _, h in pairs).items():
        turns = [0] * places[hao]
        for candidate in range(number):
            turns[candidate % places[hao]] += 1
        squares += sum(turn**2 for turn in turns)
    ranks = {pair: rank_of(ronde, pair) for pair in pairs}
    profile = Counter(ranks.values())
    drawn = sorted(
        (a.code for a in ronde.aios), key=lambda c: sha256(f"{seed}:{c}".encode()).hexdigest()
    )
    return (
        squares,
        *(profile[rank] for rank in range(len(ronde.haos) + 1, 2, -1)),
        sum(ranks.values()),
        -sum(waiting_days(ronde.hao_by_code[h], ronde) for _, h in pairs),
        *(sum(rank for pair, rank in ranks.items() if pair[0] == code) for code in drawn),
        sum(int(sha256(f"{seed}:{a}:{h}".encode()).hexdigest()[:16], 16) for a, h in pairs),
    )


def best_by_enumeration(ronde: Koppelronde, seed: str) -> list[Pair] | None:
    """The best interviews of all; None when there are none. For very small rounds only."""
    each = ronde.number("candidates_each")
    allowed = allowed_pairs(ronde)
    if not fits(ronde, allowed):
        return None
    bearable = [h.code for h in ronde.haos if fits(ronde, allowed, h.code)]
    choices = [
        list(combinations([pair for pair in allowed if pair[0] == a.code], each))
        for a in ronde.aios
    ]
    everything = sorted(
        ([pair for part in parts for pair in part] for parts in product(*choices)),
        key=lambda pairs: value_of(ronde, pairs, seed),
    )
    for most in range(each, len(ronde.aios) + 1):
        within = [pairs for pairs in everything if _within(ronde, pairs, most)]
        complete = (pairs for pairs in within if fits(ronde, pairs))
        first = next(complete, None)
        if first is None:
            continue
        for pairs in _both(first, complete):
            if all(fits(ronde, pairs, hao) for hao in bearable):
                return pairs
        return first
    return None


def _both(first: list[Pair], rest: Iterator[list[Pair]]) -> Iterator[list[Pair]]:
    yield first
    yield from rest


def _within(ronde: Koppelronde, pairs: list[Pair], most: int) -> bool:
    places = {h.code: h.places for h in ronde.haos}
    limits = {p.code: p.places for p in ronde.praktijken if p.places is not None}
    at = Counter(ronde.hao_by_code[h].praktijk for _, h in pairs)
    return all(n <= most * places[h] for h, n in Counter(h for _, h in pairs).items()) and all(
        n <= most * limits.get(p, n) for p, n in at.items()
    )


def stages_by_mip(ronde: Koppelronde, worst_from: int) -> list[int] | None:
    """Squares, interviews per rank from the worst, rank sum, waiting days; at most ``each`` per
    place, complete, and bearing every loss that can be borne. None when the MIP has no solution.
    """
    each = ronde.number("candidates_each")
    allowed = allowed_pairs(ronde)
    haos = [h.code for h in ronde.haos]
    places = {h.code: h.places for h in ronde.haos}
    bearable = [h for h in haos if _mip_fits(ronde, allowed, h)]
    n, scenarios = len(allowed), ["", *bearable]
    turns = [(h, k) for h in haos for k in range(1, each * places[h] + 1)]
    width = n * (1 + len(scenarios)) + len(turns)
    rows: list[Any] = []
    low: list[float] = []
    high: list[float] = []

    def row(entries: Mapping[int, int], lowest: float, highest: float) -> None:
        line = np.zeros(width)
        for column, factor in entries.items():
            line[column] = factor
        rows.append(line)
        low.append(lowest)
        high.append(highest)

    turn_at = {turn: n * (1 + len(scenarios)) + i for i, turn in enumerate(turns)}
    for a in ronde.aios:
        row({i: 1 for i, pair in enumerate(allowed) if pair[0] == a.code}, each, each)
    for h in haos:
        entries = {i: 1 for i, pair in enumerate(allowed) if pair[1] == h}
        entries |= {turn_at[turn]: -1 for turn in turns if turn[0] == h}
        row(entries, 0, 0)
    for number, missing in enumerate(scenarios, 1):
        for a in ronde.aios:
            row(
                {
                    number * n + i: 1
                    for i, pair in enumerate(allowed)
                    if pair[0] == a.code and pair[1] != missing
                },
                1, 1,
            )  # fmt: skip
        for h in haos:
            row({number * n + i: 1 for i, p in enumerate(allowed) if p[1] == h}, 0, places[h])
        for i in range(n):
            row({number * n + i: 1, i: -1}, -1, 0)
    ranks = [rank_of(ronde, pair) for pair in allowed]
    goals = [{turn_at[h, k]: 2 * -(-k // places[h]) - 1 for h, k in turns}]
    goals += [
        {i: 1 for i, rank in enumerate(ranks) if rank == worst}
        for worst in range(max(ranks), worst_from - 1, -1)
    ]
    goals.append(dict(enumerate(ranks)))
    goals.append({i: -waiting_days(ronde.hao_by_code[p[1]], ronde) for i, p in enumerate(allowed)})
    values = []
    for entries in goals:
        cost = np.zeros(width)
        for column, factor in entries.items():
            cost[column] = factor
        found = milp(
            cost,
            constraints=LinearConstraint(np.array(rows), np.array(low), np.array(high)),
            bounds=Bounds(0, 1),
            integrality=np.ones(width),
        )
        if not found.success:
            return None
        values.append(round(found.fun))
        row(entries, round(found.fun), round(found.fun))
    return values


def _mip_fits(ronde: Koppelronde, allowed: list[Pair], missing: str) -> bool:
    left = [pair for pair in allowed if pair[1] != missing]
    rows, low, high = [], [], []
    for a in ronde.aios:
        rows.append([float(pair[0] == a.code) for pair in left])
        low.append(1)
        high.append(1)
    for h in ronde.haos:
        rows.append([float(pair[1] == h.code) for pair in left])
        low.append(0)
        high.append(h.places)
    found = milp(
        np.zeros(len(left)),
        constraints=LinearConstraint(np.array(rows), np.array(low), np.array(high)),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(left)),
    )
    return bool(found.success)
