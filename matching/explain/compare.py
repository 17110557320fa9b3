"""The same round under several orders of goals, side by side, so that the choice can be seen.

The procedure's own order comes first; the others show what it would have cost or won to want
something else. The stable matching is what most other programs compute.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from koppelronde.domain.facts import Facts, PossibleCouple
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import Koppelronde
from matching.engine.solve import solve
from matching.explain.blocking import blocking_pairs
from matching.explain.compared import Compared, fewest_calls_said
from matching.explain.stable import stable_matching
from matching.goals.partners import Pair, Standing

FEWEST_CALLS: Final = "fewest_calls"


def orders_of_goals(ronde: Koppelronde) -> tuple[tuple[str, Text, tuple[GoalChoice, ...]], ...]:
    """The orders that are compared: a name, what it wants, and its goals."""
    own = ronde.procedure.goals
    placed = _goal("placed")
    travel = _goal("over_travel_limit", minutes=ronde.number("travel_limit_minutes"))
    lottery = _goal("lottery")
    early = tuple(g for g in own if g.name not in ("over_travel_limit", "lottery"))
    cut = max((n for n, g in enumerate(early, 1) if g.name in ("placed", "both_within")), default=0)
    return (
        ("own", Text("de procedure zelf", "the procedure itself"), own),
        (FEWEST_CALLS, fewest_calls_said(ronde), (placed, _goal("rank_sum"), lottery)),
        ("lowest_sum", Text("laagste som van keuzes", "lowest sum of all choices"),
         (placed, _goal("rank_sum"), lottery)),
        ("best_worst", Text("de minst tevredene zo goed mogelijk", "the least happy best off"),
         (placed, _goal("worst_ranks", **{"from": 1}), lottery)),
        ("travel_earlier", Text("reistijd eerder", "travel earlier"),
         (*early[:cut], travel, *early[cut:], lottery)),
    )  # fmt: skip


def compare(ronde: Koppelronde, facts: Facts, *, seed: str) -> tuple[Compared, ...]:
    """Every order of goals, and the stable matching, on the same facts and lottery."""
    results: list[tuple[str, Text, frozenset[Pair]]] = []
    for name, says, goals in orders_of_goals(ronde):
        seen = facts if name != FEWEST_CALLS else calls_first(facts, ronde.number("top_ranks"))
        solution = solve(seen, goals, seed=seed, kernels="one")
        results.append((name, says, frozenset(solution.pairs)))
    stable = Text("stabiel (AIOS doet voorstel)", "stable (trainees propose)")
    results.append(("stable", stable, stable_matching(facts, seed=seed)))
    own = results[0][2]
    return tuple(_measured(ronde, facts, name, says, pairs, own) for name, says, pairs in results)


def calls_first(facts: Facts, top: int) -> Facts:
    """The facts with every rank that means a telephone call put behind all other ranks together.

    The lowest sum of these ranks is the fewest calls and, among those, the lowest sum of ranks.
    The light kernel counts in whole numbers without limit, so nothing can overflow.
    """
    worst = max((max(c.rank_by_aios, c.rank_by_hao) for c in facts.couples), default=0)
    call = 2 * worst * len(facts.aios) + 1

    def seen(couple: PossibleCouple) -> PossibleCouple:
        by_aios = couple.rank_by_aios > top or not couple.listed_by_aios
        by_hao = couple.rank_by_hao > top or not couple.listed_by_hao
        return couple._replace(
            rank_by_aios=couple.rank_by_aios + call * by_aios,
            rank_by_hao=couple.rank_by_hao + call * by_hao,
        )

    return replace(facts, couples=tuple(seen(couple) for couple in facts.couples))


def _goal(name: str, **parameters: int) -> GoalChoice:
    return GoalChoice(name=name, source="ter vergelijking", parameters=parameters)


def _measured(
    ronde: Koppelronde, facts: Facts, name: str, says: Text, pairs: frozenset[Pair],
    own: frozenset[Pair],
) -> Compared:  # fmt: skip
    top = ronde.number("top_ranks")
    limit = ronde.number("travel_limit_minutes")
    standing = Standing(facts, pairs)
    couples = [standing.couple_of[pair] for pair in sorted(pairs) if pair in standing.couple_of]
    by_aios = [couple.rank_by_aios for couple in couples]
    by_hao = [couple.rank_by_hao for couple in couples]
    by_hand = len(pairs) - len(couples)
    called = sum(c.rank_by_aios > top or not c.listed_by_aios for c in couples)
    called += sum(c.rank_by_hao > top or not c.listed_by_hao for c in couples)
    without = [code for code in facts.aios if not standing.partners[code]]
    if sum(hao.places for hao in facts.haos) <= len(facts.aios):
        without += [hao.hao for hao in facts.haos if not standing.partners[hao.hao]]
    return Compared(
        name=name,
        says=says,
        pairs=pairs,
        placed=len({aios for aios, _hao in pairs}),
        within_top=sum(max(c.rank_by_aios, c.rank_by_hao) <= top for c in couples),
        calls=called + 2 * by_hand + len(without),
        worst_rank=max([*by_aios, *by_hao], default=None),
        mean_rank_aios=_mean(by_aios),
        mean_rank_hao=_mean(by_hao),
        over_limit=sum((c.travel_minutes or 0) > limit for c in couples),
        blocking=len(blocking_pairs(facts, pairs)),
        changed=changed_people(facts, own, pairs),
    )


def _mean(numbers: list[int]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def changed_people(
    facts: Facts, first: frozenset[Pair], second: frozenset[Pair], side: Side | None = None
) -> tuple[str, ...]:
    """Who has other partners in the second result; of one side, or of both."""
    old, new = Standing(facts, first).partners, Standing(facts, second).partners
    haos = tuple(places.hao for places in facts.haos)
    codes = {Side.AIOS: facts.aios, Side.HAO: haos, None: (*facts.aios, *haos)}[side]
    return tuple(code for code in codes if old[code] != new[code])
