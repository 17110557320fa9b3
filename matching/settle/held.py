"""The result after something was settled by hand: nobody else moves.

People have been told by now. So staying where one is comes before every other goal, and an AIOS
who lost her place is not placed by the program: whoever settles it decides, one placement at a
time. What comes out is solved and proven like any result, with these goals and these couples.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import Koppelronde
from matching.calls.rematch import Move, moves
from matching.engine.solve import Solution, solve
from matching.goals.partners import pairs_of
from matching.settle.board import board_of

STAY: Final = GoalChoice(
    name="fewest_moved",
    source="wat openblijft wordt met de hand geregeld; wie een plaats heeft, houdt die",
)
"""Before all other goals, once something is settled by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The new solution, the facts it was solved from, and who gets another partner."""

    facts: Facts
    solution: Solution
    moves: tuple[Move, ...]


def hold_the_rest(after: Koppelronde, matching: Matching, full: Facts | None = None) -> Held:
    """The result of ``after``, in which everybody of ``matching`` stays who can.

    ``after`` holds what was settled: agreements and who withdrew; ``full`` are its facts.
    """
    full = couple_facts(after) if full is None else full
    board, _ = board_of(after, matching)
    now = pairs_of(matching)
    facts = without_the_unplaced(full, frozenset(board.partner))
    possible = {(couple.aios, couple.hao) for couple in facts.couples}
    solution = solve(
        facts, held_goals(after.procedure.goals), seed=matching.seed,
        keep=frozenset(now & possible),
    )  # fmt: skip
    after_pairs = frozenset(solution.pairs)
    return Held(facts=facts, solution=solution, moves=moves(full, now, after_pairs, frozenset()))


def without_the_unplaced(facts: Facts, placed: frozenset[str]) -> Facts:
    """The facts in which only these AIOS can be coupled; people settle the others by hand."""
    return replace(facts, couples=tuple(c for c in facts.couples if c.aios in placed))


def facts_of_result(facts: Facts, matching: Matching, goals: tuple[GoalChoice, ...]) -> Facts:
    """What a stored result is to be judged by: settled by hand, or the facts as they are."""
    if goals[:1] != (STAY,):
        return facts
    return without_the_unplaced(facts, frozenset(aios for aios, _ in pairs_of(matching)))


def held_goals(goals: tuple[GoalChoice, ...]) -> tuple[GoalChoice, ...]:
    """The procedure's goals after *nobody moves*."""
    return (STAY, *(goal for goal in goals if goal.name != STAY.name))
