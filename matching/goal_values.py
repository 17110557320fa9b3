"""The value of every goal for a given result: counted, not solved."""

from __future__ import annotations

from koppelronde.facts import Facts
from koppelronde.outcome import Stage
from koppelronde.procedure import GoalChoice
from matching.engine import Prepared, prepare
from matching.partners import Pair


def stage_values(
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    pairs: frozenset[Pair],
    keep: frozenset[Pair] = frozenset(),
) -> tuple[Stage, ...]:
    """Each stage of the goals with its value for these couples, in the order of the goals.

    Nothing is claimed about the best possible value: ``proven`` is False and ``bound`` the value
    itself. Couples that are not possible (any more) count for nothing; couples agreed by hand
    between people who never met count as placed, as in the engine.
    """
    return prepared_values(prepare(facts, goals, keep), pairs)


def prepared_values(prepared: Prepared, pairs: frozenset[Pair]) -> tuple[Stage, ...]:
    """:func:`stage_values` for facts that were prepared before."""
    couples = prepared.facts.couples
    made = [n for n, couple in enumerate(couples) if (couple.aios, couple.hao) in pairs]
    possible = {(couple.aios, couple.hao) for couple in couples}
    by_hand = sum(pair in pairs and pair not in possible for pair in prepared.facts.locked)
    found = []
    for stage, counts in zip(prepared.stages, prepared.counts, strict=True):
        value = sum(counts.get(number, 0) for number in made)
        value += by_hand if stage.goal == "placed" else 0
        found.append(
            Stage(
                name=stage.name, says=stage.says, unit=stage.unit.nl, value=value, bound=value,
                proven=False, most=stage.most,
            )
        )  # fmt: skip
    return tuple(found)
