"""What another choice would cost the group, found by solving again; never by a story.

A couple is forced in, or kept out, and the same ordered goals are solved once more. The first
stage that then gets worse is the price, and everybody whose partner changes is counted. The
lottery is left out (it has no price); *fewest people moved* comes last, so that nobody is
counted as moving who need not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from koppelronde.facts import Facts
from koppelronde.outcome import Stage
from koppelronde.procedure import GoalChoice
from matching.engine import Prepared, prepare, solve_prepared
from matching.goal_values import prepared_values
from matching.partners import Pair, Standing, people_moved

FEWEST_MOVED: Final = GoalChoice(
    name="fewest_moved", source="na een telefoongesprek verandert er zo weinig mogelijk"
)


class Change(NamedTuple):
    """The first stage that becomes another: its value now, its value then, and how much worse.

    ``by`` is negative when the stage gets better.
    """

    stage: Stage
    now: int
    then: int
    by: int


class Price(NamedTuple):
    """What another choice costs: ``change`` is None when every goal keeps its value.

    ``moved`` are the others (AIOS and HAO) who would get another partner; ``pairs`` the couples
    that there would be.
    """

    change: Change | None
    moved: tuple[str, ...]
    pairs: frozenset[Pair]

    @property
    def worse(self) -> Change | None:
        """The first stage that gets worse, if that is the first that changes."""
        return self.change if self.change is not None and self.change.by > 0 else None


def first_change(now: tuple[Stage, ...], then: tuple[Stage, ...]) -> Change | None:
    """The first stage, in order, whose value differs; both have the same stages."""
    for old, new in zip(now, then, strict=True):
        if old.value != new.value:
            by = old.value - new.value if old.most else new.value - old.value
            return Change(old, old.value, new.value, by)
    return None


@dataclass(frozen=True)
class WhatIf:
    """A result, and the questions that can be put to it.

    ``goals`` are the goals by which it was made. When *fewest_moved* is among them (a result
    after calls), ``keep`` are the couples that it was to keep; the price is then first looked for
    in the other goals, and only where these lose nothing it is that others would have to move.
    """

    facts: Facts
    goals: tuple[GoalChoice, ...]
    seed: str
    now: frozenset[Pair]
    keep: frozenset[Pair] = frozenset()

    @cached_property
    def standing(self) -> Standing:
        """Who has whom now."""
        return Standing(self.facts, self.now)

    @cached_property
    def after_calls(self) -> bool:
        """Whether moving as few people as possible was one of the goals of this result."""
        return any(goal.name == FEWEST_MOVED.name for goal in self.goals)

    @cached_property
    def _plain(self) -> Prepared:
        """The goals that have a price: no lottery, and moving nobody last of all."""
        without = ("lottery", FEWEST_MOVED.name)
        goals = tuple(goal for goal in self.goals if goal.name not in without)
        return prepare(self.facts, (*goals, FEWEST_MOVED), self.now)

    @cached_property
    def _as_made(self) -> Prepared:
        """The goals of a result after calls, in its own order."""
        goals = tuple(goal for goal in self.goals if goal.name != "lottery")
        return prepare(self.facts, goals, self.keep)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """What every goal that has a price is worth now, moving nobody last."""
        return prepared_values(self._plain, self.now)

    @cached_property
    def _stages_as_made(self) -> tuple[Stage, ...]:
        return prepared_values(self._as_made, self.now)

    def forced(self, pair: Pair) -> Price | None:
        """What it costs to make this couple; None when rules and agreements make it impossible."""
        if not self.can_force(pair):
            return None
        return self._price(pair, pair, frozenset())

    def without(self, pair: Pair) -> Price:
        """What it costs that this couple is not made."""
        return self._price(pair, None, frozenset({pair}))

    def needed(self, pair: Pair) -> bool:
        """Whether every result that is equally good for the group has this couple."""
        change = self.without(pair).change
        return change is not None and change.stage.name != FEWEST_MOVED.name

    def can_force(self, pair: Pair) -> bool:
        """Whether a rule, or couples agreed by hand, leave room for this couple."""
        aios, hao = pair
        if pair not in self.standing.couple_of:
            return False
        locked = [other for other in self.facts.locked if other != pair]
        if any(other[0] == aios for other in locked):
            return False
        places = self.standing.places_of[hao]
        if sum(other[1] == hao for other in locked) >= places.places:
            return False
        limit = self.facts.praktijk_places.get(places.praktijk)
        if limit is None:
            return True
        of = self.standing.places_of
        return sum(of[other[1]].praktijk == places.praktijk for other in locked) < limit

    def _price(self, about: Pair, force: Pair | None, forbid: frozenset[Pair]) -> Price:
        price = self._solved(self._plain, self.stages[:-1], about, force, forbid)
        if self.after_calls and price.worse is None:
            return self._solved(self._as_made, self._stages_as_made, about, force, forbid)
        return price

    def _solved(
        self, prepared: Prepared, now: tuple[Stage, ...], about: Pair, force: Pair | None,
        forbid: frozenset[Pair],
    ) -> Price:  # fmt: skip
        solution = solve_prepared(
            prepared, seed=self.seed, force=force, forbid=forbid, lottery=False
        )
        pairs = frozenset(solution.pairs)
        moved = tuple(code for code in people_moved(self.now, pairs) if code not in about)
        return Price(first_change(now, solution.stages[: len(now)]), moved, pairs)
