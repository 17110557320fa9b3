"""A result of the engine as a record, and the same as what is stored and printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from operator import attrgetter

from koppelronde.domain.facts import Facts, PossibleCouple
from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome import Couple, MatchedCouple, Matching, Stage
from koppelronde.domain.procedure import GoalChoice
from matching.engine.network import NONE, Network
from matching.engine.prices import Proof
from matching.engine.stages import Prepared
from matching.goals.policy import GOALS, RANK_GOALS, GoalStage, numbers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """One result for the whole group.

    ``by_hand`` are locked couples that were not among the possible ones; they count as placed
    and in no other goal. ``always`` are the couples in every optimum of the goals, ``undecided``
    the AIOS for whom the lottery chose; both are empty until :func:`proved` where the flow
    kernel worked alone. ``proof`` holds the prices, then None too. ``drawn``: the lottery was held;
    otherwise this is any optimum, and no result.
    """

    couples: tuple[PossibleCouple, ...]
    by_hand: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    unplaced: tuple[str, ...]
    open_places: tuple[tuple[str, int], ...]
    always: tuple[Couple, ...]
    undecided: tuple[str, ...]
    seed: str
    goals: tuple[GoalChoice, ...]
    keep: frozenset[tuple[str, str]]
    kernels: tuple[str, ...]
    proof: Proof | None
    drawn: bool = True

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All couples by code, those made by hand included."""
        return tuple(sorted([*((c.aios, c.hao) for c in self.couples), *self.by_hand]))

    @property
    def values(self) -> tuple[int, ...]:
        """The value of every stage, in order."""
        return tuple(stage.value for stage in self.stages)


def solution_of(
    prepared: Prepared,
    network: Network,
    chosen: list[int],
    settled: list[bool] | None,
    seed: str,
    kernels: tuple[str, ...],
    proof: Proof | None,
    lottery: bool,
) -> Solution:
    """The record of a result: ``chosen[a]`` is the free couple of each AIOS, or NONE.

    ``settled[a]`` says that the goals leave this AIOS only one outcome.
    """
    facts = prepared.facts
    made = [network.source[couple] for couple in chosen if couple != NONE]
    by_hand: tuple[tuple[str, str], ...] = ()
    if network.fixed:
        place_of = prepared.place_of
        made += [place_of[couple] for couple in network.fixed if couple in place_of]
        by_hand = tuple(couple for couple in network.fixed if couple not in place_of)
    couples = tuple(sorted((facts.couples[place] for place in made), key=lambda c: c[:2]))
    values = _values(prepared, couples, len(by_hand))
    placed = {couple.aios for couple in couples} | {aios for aios, _ in by_hand}
    used: dict[str, int] = {}
    for hao in [*(couple.hao for couple in couples), *(hao for _, hao in by_hand)]:
        used[hao] = used.get(hao, 0) + 1
    return Solution(
        couples=couples,
        by_hand=by_hand,
        stages=tuple(
            _stage(stage, value) for stage, value in zip(prepared.stages, values, strict=True)
        ),
        unplaced=tuple(code for code in network.aios if code not in placed),
        open_places=tuple(
            (place.hao, left)
            for place in sorted(facts.haos)
            if (left := place.places - used.get(place.hao, 0)) > 0
        ),
        always=() if settled is None else always(network, chosen, settled),
        undecided=() if settled is None else undecided(network, settled),
        seed=seed,
        goals=prepared.goals,
        keep=prepared.keep,
        kernels=kernels,
        proof=proof if lottery else None,
        drawn=lottery,
    )


def always(network: Network, chosen: list[int], settled: list[bool]) -> tuple[Couple, ...]:
    """The couples that are in every optimum of the goals."""
    couples = [
        Couple(network.aios[aios], network.haos[network.head[couple]])
        for aios, couple in enumerate(chosen)
        if couple != NONE and settled[aios]
    ]
    return tuple(sorted([*couples, *(Couple(*couple) for couple in network.fixed)]))


def undecided(network: Network, settled: list[bool]) -> tuple[str, ...]:
    """The AIOS for whom the goals leave more than one outcome."""
    return tuple(
        code
        for code, free, sure in zip(network.aios, network.free, settled, strict=True)
        if free and not sure
    )


def _values(prepared: Prepared, couples: Sequence[PossibleCouple], by_hand: int) -> list[int]:
    """The value of every stage, counted over the couples that were made."""
    numbers = numbers_of(prepared.facts, prepared.keep, couples, prepared.now)
    ranks = {goal: Counter(map(attrgetter(rank), numbers)) for goal, rank in RANK_GOALS.items()}
    values = []
    for stage in prepared.stages:
        if stage.goal in ranks:
            values.append(ranks[stage.goal][stage.number])
        else:
            counting, number = GOALS[stage.goal].counts, stage.number
            value = sum(map(counting, numbers, repeat(number)))
            values.append(value + (by_hand if stage.goal == "placed" else 0))
    return values


def _stage(stage: GoalStage, value: int) -> Stage:
    return Stage(
        name=stage.name,
        says=stage.says,
        unit=stage.unit.nl,
        value=value,
        bound=value,
        proven=True,
        most=stage.most,
    )


def to_matching(
    solution: Solution,
    facts: Facts,
    *,
    trial: bool = True,
    input_hash: str = "",
    result_hash: str = "",
    made_at: datetime | None = None,
    findings: tuple[Finding, ...] = (),
    agreed: Collection[tuple[str, str]] | None = None,
) -> Matching:
    """The result as the record that is stored and printed.

    ``agreed`` are the couples that people agreed to; others that stood fast are held meanwhile.
    Without it all that stood fast were agreed.
    """
    locked = set(facts.locked)
    settled = locked if agreed is None else locked & set(agreed)
    made = [
        MatchedCouple(
            aios=couple.aios,
            hao=couple.hao,
            rank_by_aios=couple.rank_by_aios,
            rank_by_hao=couple.rank_by_hao,
            listed_by_aios=couple.listed_by_aios,
            listed_by_hao=couple.listed_by_hao,
            travel_minutes=couple.travel_minutes,
            shared_days=couple.shared_days,
            locked=(couple.aios, couple.hao) in settled,
            held=(couple.aios, couple.hao) in locked - settled,
        )
        for couple in solution.couples
    ]
    made += [
        MatchedCouple(
            aios=aios,
            hao=hao,
            rank_by_aios=None,
            rank_by_hao=None,
            listed_by_aios=False,
            listed_by_hao=False,
            locked=True,
        )
        for aios, hao in solution.by_hand
    ]
    return Matching(
        couples=tuple(sorted(made, key=lambda couple: (couple.aios, couple.hao))),
        unplaced=solution.unplaced,
        open_haos=solution.open_places,
        stages=solution.stages,
        always=solution.always,
        trial=trial,
        input_hash=input_hash,
        result_hash=result_hash,
        seed=solution.seed,
        made_at=made_at,
        findings=findings,
    )
