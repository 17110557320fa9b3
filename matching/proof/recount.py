"""Every goal counted a second time, from its sentence, for the checker.

Shares nothing with :mod:`matching.goals.policy` on purpose: two people who read
docs/formulation-matching.md should come to the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from koppelronde.domain.facts import Facts
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.procedure import GoalChoice


def goal_values(
    matching: Matching,
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    keep: frozenset[tuple[str, str]] = frozenset(),
) -> Iterator[tuple[str, int]]:
    """Every stage by name with its value, counted over the couples of the facts."""
    by_pair = {(couple.aios, couple.hao): couple for couple in facts.couples}
    pairs = [(made.aios, made.hao) for made in matching.couples]
    made = [by_pair[pair] for pair in pairs if pair in by_pair]
    worse = [max(couple.rank_by_aios, couple.rank_by_hao) for couple in made]
    waited = {places.hao: places.waiting_days for places in facts.haos}
    highest = max((max(c.rank_by_aios, c.rank_by_hao) for c in facts.couples), default=0)
    highest_own = max((couple.rank_by_aios for couple in facts.couples), default=0)
    known = [c.travel_minutes for c in facts.couples if c.travel_minutes is not None]
    said: set[str] = set()
    for goal in goals:
        stages: list[tuple[str, int]] = []
        match goal.name:
            case "placed":
                stages = [("placed", len(pairs))]
            case "both_within":
                rank = goal.parameters.get("rank", 4)
                stages = [(f"both_within:{rank}", sum(r <= rank for r in worse))]
            case "worst_ranks":
                top = min(highest, goal.parameters.get("to", highest))
                bottom = goal.parameters.get("from", 1)
                stages = [
                    (f"worst_ranks:{rank}", worse.count(rank))
                    for rank in range(top, bottom - 1, -1)
                ]
            case "own_worst_rank":
                own = [couple.rank_by_aios for couple in made]
                stages = [
                    (f"own_worst_rank:{rank}", own.count(rank))
                    for rank in range(highest_own, 1, -1)
                ]
            case "rank_sum":
                ranks = [rank for c in made for rank in (c.rank_by_aios, c.rank_by_hao)]
                stages = [("rank_sum", sum(ranks))]
            case "evenness":
                gaps = [abs(couple.rank_by_aios - couple.rank_by_hao) for couple in made]
                stages = [("evenness", sum(gap * gap for gap in gaps))]
            case "over_travel_limit":
                limit = goal.parameters.get("minutes", 60)
                far = [c for c in made if c.travel_minutes is not None and c.travel_minutes > limit]
                stages = [(f"over_travel_limit:{limit}", len(far))]
            case "travel_sum":
                minutes = [
                    max(known, default=0) if c.travel_minutes is None else c.travel_minutes
                    for c in made
                ]
                stages = [("travel_sum", sum(minutes))]
            case "shared_days":
                stages = [("shared_days", sum(couple.shared_days or 0 for couple in made))]
            case "waiting":
                stages = [("waiting", sum(waited[couple.hao] for couple in made))]
            case "fewest_moved":
                stayed = {(couple.aios, couple.hao) for couple in made} & keep
                stages = [("fewest_moved", len(stayed))]
            case "lottery":
                pass
            case unknown:
                raise ValueError(f"no goal is called {unknown!r}")
        for name, value in stages:
            if name not in said:
                said.add(name)
                yield name, value
