"""What can be offered to somebody on the call list, and what a no does: solved in advance.

Every answer is the very result that recording it will give.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.outcomes.outcome_calls import Alternative, Call, IfRefused
from koppelronde.domain.ronde import Koppelronde
from matching.calls.rematch import Rematch, rematch, repair_goals, without_couple
from matching.explain.explain import as_pair, own_order
from matching.explain.what_if import WhatIf, first_change, worth
from matching.goals.partners import Pair

ALTERNATIVES_SHOWN: Final = 4
_ALTERNATIVES_TRIED: Final = 10


@dataclass(frozen=True)
class CallAnswers:
    """``asked`` is the present result; ``told`` its couples that somebody is thinking over."""

    ronde: Koppelronde
    facts: Facts
    asked: WhatIf
    told: frozenset[Pair]
    _held: dict[frozenset[Pair], WhatIf] = field(default_factory=dict)

    def to(self, call: Call) -> Call:
        """The call with what can be offered and what a no does."""
        return replace(
            call,
            alternatives=self._alternatives(call),
            if_refused=self._if_refused(call),
            in_advance=True,
        )

    def _alternatives(self, call: Call) -> tuple[Alternative, ...]:
        """Other partners, those that cost the group least first, then by the person's own rank.

        Shown is what recording a yes to that partner will give, and "least" is by the stages of
        that new result, in its order: those that matter, then how many couples change, then the
        rest.
        """
        asked = self._after_this_call(call)
        tried: list[tuple[tuple[int, ...], int, str]] = []
        for other, rank in own_order(self.ronde, asked, call.side, call.who):
            if len(tried) == _ALTERNATIVES_TRIED:
                break
            pair = as_pair(call.side, call.who, other)
            if other == call.partner or pair in asked.now:
                continue
            price = asked.forced(pair)
            if price is not None:
                tried.append((worth(price.stages), rank, other))
        shown: dict[tuple[tuple[int, ...], int, str], Alternative] = {}
        for _worth, rank, other in sorted(tried)[:ALTERNATIVES_SHOWN]:
            again = self._after_a_yes(call, other)
            shown[worth(again.solution.stages), rank, other] = _priced(again, call, other, rank)
        return tuple(shown[key] for key in sorted(shown))

    @cached_property
    def _possible(self) -> frozenset[Pair]:
        return frozenset((couple.aios, couple.hao) for couple in self.facts.couples)

    def _after_this_call(self, call: Call) -> WhatIf:
        """The present result as the one before a new one: what it will be asked to keep.

        Nobody is offered the place of somebody who was told and is thinking it over; who is
        called may leave the couple that they are thinking about themselves.
        """
        waiting = frozenset(pair for pair in self.told & self._possible if call.who not in pair)
        if waiting not in self._held:
            held = replace(self.facts, locked=tuple(sorted({*self.facts.locked, *waiting})))
            now = self.asked.now
            self._held[waiting] = WhatIf(
                held, repair_goals(self.ronde.procedure.goals), self.asked.seed, now,
                now & self._possible,
            )  # fmt: skip
        return self._held[waiting]

    def _after_a_yes(self, call: Call, other: str) -> Rematch:
        pair = as_pair(call.side, call.who, other)
        agreed = replace(self.facts, locked=tuple(sorted({*self.facts.locked, pair})))
        return self._rematch(agreed, self.told)

    def _if_refused(self, call: Call) -> IfRefused | None:
        """The result that recording a refusal of this couple will give."""
        if call.partner is None:
            return None
        pair = as_pair(call.side, call.who, call.partner)
        again = self._rematch(without_couple(self.facts, pair), self.told - {pair})
        partner = _new_partner(call.who, self.asked.now, frozenset(again.solution.pairs))
        ranks = dict(own_order(self.ronde, self.asked, call.side, call.who))
        change = first_change(again.stages_before, again.stages_after)
        worse = change if change is not None and change.by > 0 else None
        return IfRefused(
            partner=partner,
            own_rank=None if partner is None else ranks.get(partner),
            others_moved=tuple(move.who for move in again.moves if move.who != call.who),
            worse_stage=None if worse is None else worse.stage.name,
            by=0 if worse is None else worse.by,
        )

    def _rematch(self, facts: Facts, told: frozenset[Pair]) -> Rematch:
        return rematch(
            facts, self.ronde.procedure.goals, before=self.asked.now, seed=self.asked.seed,
            told=told, facts_before=self.facts, kernels="one",
        )  # fmt: skip


def _priced(again: Rematch, call: Call, other: str, rank: int) -> Alternative:
    change = first_change(again.stages_before, again.stages_after)
    worse = change if change is not None and change.by > 0 else None
    return Alternative(
        partner=other,
        own_rank=rank,
        worse_stage=None if worse is None else worse.stage.name,
        by=0 if worse is None else worse.by,
        others_moved=sum(move.who not in (call.who, other) for move in again.moves),
    )


def _new_partner(who: str, before: frozenset[Pair], after: frozenset[Pair]) -> str | None:
    """Whom this person would get besides whom they keep; the first by code."""
    stayed, mine = (
        {other for a, h in pairs for one, other in ((a, h), (h, a)) if one == who}
        for pairs in (before, after)
    )
    return min(mine - stayed, default=None)
