"""The value of every goal for a given result: counted, not solved."""

from __future__ import annotations

from dataclasses import replace

from koppelronde.domain.outcomes.outcome import Stage
from matching.engine.solve import Prepared
from matching.goals.partners import Pair
from matching.goals.policy import numbers_of


def prepared_values(prepared: Prepared, pairs: frozenset[Pair]) -> tuple[Stage, ...]:
    """Each stage of the goals with its value for these couples, in the order of the goals.

    Nothing is claimed about the best possible value: ``proven`` is False and ``bound`` the value
    itself. Couples that are not possible (any more) count for nothing; couples agreed by hand
    between people who never met count as placed, as in the engine.
    """
    couples = prepared.facts.couples
    made = [couple for couple in couples if (couple.aios, couple.hao) in pairs]
    numbers = numbers_of(prepared.facts, prepared.keep, made)
    possible = prepared.place_of
    by_hand = sum(pair in pairs and pair not in possible for pair in prepared.facts.locked)
    found = []
    for stage in prepared.stages:
        value = sum(stage.count(row) for row in numbers)
        value += by_hand if stage.goal == "placed" else 0
        found.append(
            Stage(
                name=stage.name, says=stage.says, unit=stage.unit.nl, value=value, bound=value,
                proven=False, most=stage.most,
            )
        )  # fmt: skip
    return tuple(found)


def in_order_of(stages: tuple[Stage, ...], solved: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The values that were solved, in the order of other stages; 0 for one that was not asked.

    A stage of a rank that no couple has any more is not asked, and its value would be 0.
    """
    value = {stage.name: stage.value for stage in solved}
    return tuple(
        replace(stage, value=value.get(stage.name, 0), bound=value.get(stage.name, 0))
        for stage in stages
    )
