"""What another choice would cost the group, found by solving again; never by a story.

A couple is forced in, or kept out, and the goals by which the result was made are solved once
more, in the order in which it was made and proven. The first stage that then gets worse is the
price, and everybody whose partner changes is counted. The lottery is left out (it has no price);
after all other stages nobody moves away from the present result who need not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from koppelronde.domain.facts import Facts
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.procedure import GoalChoice
from matching.engine.goal_values import prepared_values
from matching.engine.solve import Prepared, prepare, solve_prepared
from matching.goals.partners import Pair, Standing, people_moved
from matching.goals.policy import stage_as_now

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
    that there would be, ``stages`` what every stage would be worth.
    """

    change: Change | None
    moved: tuple[str, ...]
    pairs: frozenset[Pair]
    stages: tuple[Stage, ...]

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


def worth(stages: tuple[Stage, ...]) -> tuple[int, ...]:
    """The stages as numbers to compare in order: the lower the better."""
    return tuple(-stage.value if stage.most else stage.value for stage in stages)


class _Weighed(NamedTuple):
    """Goals ready to be solved, and what each of their stages is worth in the present result."""

    goals: Prepared
    now: tuple[Stage, ...]


@dataclass(frozen=True)
class WhatIf:
    """A result, and the questions that can be put to it.

    ``goals`` are the goals by which it was made, in that order. Where *fewest_moved* is among
    them (a result after calls), ``keep`` are the couples that it was to keep.
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
        """Whether keeping couples of an earlier result was one of the goals of this one."""
        return bool(self.keep) and any(goal.name == FEWEST_MOVED.name for goal in self.goals)

    @cached_property
    def nobody_moves(self) -> bool:
        """Whether it was the very first goal: the rest is being settled by hand."""
        return self.goals[:1] != () and self.goals[0].name == FEWEST_MOVED.name

    @cached_property
    def _as_made(self) -> _Weighed:
        return self._weighed(self.goals)

    @cached_property
    def _free_to_move(self) -> _Weighed:
        return self._weighed(tuple(g for g in self.goals if g.name != FEWEST_MOVED.name))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What every stage by which the result was made is worth in it."""
        return self._as_made.now

    def forced(self, pair: Pair) -> Price | None:
        """What it costs to make this couple; None when rules and agreements make it impossible."""
        if not self.can_force(pair):
            return None
        return self._price(self._as_made, pair, pair, frozenset())

    def forced_if_all_may_move(self, pair: Pair) -> Price | None:
        """The same, as if *fewest_moved* were no goal: what the other goals say of this couple."""
        if not self.can_force(pair):
            return None
        return self._price(self._free_to_move, pair, pair, frozenset())

    def without(self, pair: Pair) -> Price:
        """What it costs that this couple is not made."""
        return self._price(self._as_made, pair, None, frozenset({pair}))

    def needed(self, pair: Pair) -> bool:
        """Whether every result that is equally good, by all these goals, has this couple."""
        return pair in self.facts.locked or self.without(pair).change is not None

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

    def _weighed(self, goals: tuple[GoalChoice, ...]) -> _Weighed:
        base = prepare(self.facts, goals, self.keep)
        staying = replace(base, stages=(*base.stages, stage_as_now()), now=self.now)
        return _Weighed(staying, prepared_values(base, self.now))

    def _price(
        self, by: _Weighed, about: Pair, force: Pair | None, forbid: frozenset[Pair]
    ) -> Price:
        solution = solve_prepared(
            by.goals, seed=self.seed, force=force, forbid=forbid, lottery=False
        )
        pairs = frozenset(solution.pairs)
        moved = tuple(code for code in people_moved(self.now, pairs) if code not in about)
        then = solution.stages[:-1]
        return Price(first_change(by.now, then), moved, pairs, then)
