"""Matching again after calls: the stages that matter, then as few people moved as possible.

The stages that matter are how many are placed and how many couples are within the top ranks on
both lists. Right after them comes *fewest people moved*, then the procedure's other goals. Who
accepted is locked and never moves; who was told and has not answered yet stays put whenever the
stages that matter allow it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.outcomes.outcome_calls import CallOutcome, CallRecord
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from matching.engine.goal_values import in_order_of, prepared_values
from matching.engine.solve import Kernels, Solution, prepare, solve
from matching.explain.what_if import FEWEST_MOVED
from matching.goals.partners import Pair, Standing

MATTERS: Final = ("placed", "both_within")
"""Goals that come before keeping people where they are."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose partners change. ``told`` says that they had been spoken to."""

    who: str
    side: Side
    before: tuple[str, ...]
    after: tuple[str, ...]
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rematch:
    """The new solution with what it was solved from, who moves, and the goals before and after.

    ``facts``, ``goals`` and ``keep`` are what a proof of ``solution`` must be given. The stages
    are those of the procedure, in its own order.
    """

    solution: Solution
    facts: Facts
    goals: tuple[GoalChoice, ...]
    keep: frozenset[Pair]
    moves: tuple[Move, ...]
    stages_before: tuple[Stage, ...]
    stages_after: tuple[Stage, ...]


def repair_goals(goals: tuple[GoalChoice, ...]) -> tuple[GoalChoice, ...]:
    """The procedure's goals with *fewest_moved* right after the stages that matter."""
    rest = [goal for goal in goals if goal.name != FEWEST_MOVED.name]
    cut = max((n for n, goal in enumerate(rest, 1) if goal.name in MATTERS), default=0)
    return (*rest[:cut], FEWEST_MOVED, *rest[cut:])


def told_pairs(records: tuple[CallRecord, ...], now: frozenset[Pair]) -> frozenset[Pair]:
    """Couples of the present result of which somebody was told and asked for time."""
    last: dict[tuple[str, str], CallOutcome] = {}
    for record in records:
        if record.outcome is not CallOutcome.UNREACHABLE:
            last[record.who, record.partner] = record.outcome
    waiting = {couple for couple, outcome in last.items() if outcome is CallOutcome.ASKS_TIME}
    return frozenset(pair for pair in now if pair in waiting or (pair[1], pair[0]) in waiting)


def rematch(
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    *,
    before: frozenset[Pair],
    seed: str,
    told: frozenset[Pair] = frozenset(),
    spoken: frozenset[str] = frozenset(),
    facts_before: Facts | None = None,
    kernels: Kernels = "both",
) -> Rematch:
    """The best result after agreements changed ``facts``; ``goals`` are the procedure's own.

    ``told`` (part of ``before``) are kept where they cost the stages that matter nothing: first
    as many of them as possible, and with those held, as many of the others as possible.
    ``spoken`` are all who said something by phone, for ``Move.told``.
    ``facts_before`` are the facts of the result before, so that couples that fell away since
    still count in ``stages_before``.
    """
    repair = repair_goals(goals)
    standing = Standing(facts, before)
    possible = frozenset(standing.couple_of)
    held = facts
    waiting = (told & before & possible) - frozenset(facts.locked)
    if waiting:
        first = solve(facts, repair, seed=seed, keep=waiting, kernels=kernels)
        stay = waiting & frozenset(first.pairs)
        held = replace(facts, locked=tuple(sorted({*facts.locked, *stay})))
    keep = before & possible
    solution = solve(held, repair, seed=seed, keep=keep, kernels=kernels)
    after = frozenset(solution.pairs)
    measured = prepare(facts if facts_before is None else _both(facts, facts_before), goals)
    stages = prepared_values(measured, before)
    return Rematch(
        solution=solution,
        facts=held,
        goals=repair,
        keep=keep,
        moves=moves(facts, before, after, spoken | {code for pair in told for code in pair}),
        stages_before=stages,
        stages_after=in_order_of(stages, solution.stages),
    )


def without_couple(facts: Facts, pair: Pair) -> Facts:
    """The facts once this couple has been refused: as recording the refusal makes them."""
    return replace(
        facts,
        couples=tuple(c for c in facts.couples if (c.aios, c.hao) != pair),
        locked=tuple(other for other in facts.locked if other != pair),
    )


def _both(facts: Facts, before: Facts) -> Facts:
    """Facts in which couples that were possible before can be counted too."""
    known = {(couple.aios, couple.hao) for couple in facts.couples}
    gone = [couple for couple in before.couples if (couple.aios, couple.hao) not in known]
    places = {hao.hao for hao in facts.haos}
    lost = [hao for hao in before.haos if hao.hao not in places]
    return replace(
        facts,
        couples=tuple(sorted((*facts.couples, *gone), key=lambda c: (c.aios, c.hao))),
        haos=(*facts.haos, *lost),
    )


def moves(
    facts: Facts, before: frozenset[Pair], after: frozenset[Pair], spoken: frozenset[str]
) -> tuple[Move, ...]:
    """Everybody still taking part whose partners change, AIOS first, by code."""
    old, new = Standing(facts, before).partners, Standing(facts, after).partners
    haos = tuple(places.hao for places in facts.haos)
    return tuple(
        Move(code, side, old[code], new[code], code in spoken)
        for side, codes in ((Side.AIOS, facts.aios), (Side.HAO, haos))
        for code in codes
        if old[code] != new[code]
    )
