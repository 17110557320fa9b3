"""The levels of a shortlist's goals as one number: the optimum of each is fixed before the next.

The levels are the digits of one integer, the first in front, and no digit can overflow into the
one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from koppelronde.domain.outcomes.outcome import Stage
from matching.shortlist.candidate_flow import Pair
from matching.shortlist.goals import Level, Setting


@dataclass(frozen=True, slots=True)
class Digits:
    """Levels packed into one number: ``units[n]`` is what a 1 in level n is worth."""

    levels: tuple[Level, ...]
    units: tuple[int, ...]

    @staticmethod
    def of(levels: tuple[Level, ...], setting: Setting, cap: Mapping[str, int]) -> Digits:
        """Room for every sum that so many interviews can reach."""
        units, unit = [0] * len(levels), 1
        for number in reversed(range(len(levels))):
            level = levels[number]
            units[number] = unit
            largest = max((level.per_interview or {}).values(), default=0)
            if level.per_turn is not None:
                largest += max((level.per_turn(hao, n) for hao, n in cap.items() if n), default=0)
            unit *= 1 + largest * max(1, setting.interviews)
        return Digits(levels, tuple(units))

    def of_interviews(self, pairs: Iterable[Pair]) -> dict[Pair, int]:
        """The weight of every possible interview, by code."""
        weight = dict.fromkeys(sorted(pairs), 0)
        for level, unit in zip(self.levels, self.units, strict=True):
            for pair, number in (level.per_interview or {}).items():
                weight[pair] += unit * number
        return weight

    def of_turn(self, hao: str, number: int) -> int:
        """The weight of an HAO's n-th candidate."""
        return sum(
            unit * level.per_turn(hao, number)
            for level, unit in zip(self.levels, self.units, strict=True)
            if level.per_turn is not None
        )

    def stages(self, pairs: frozenset[Pair], *, proven: bool) -> tuple[Stage, ...]:
        """The value of every level that people may read, best first digit first.

        A rank on which nobody has an interview, worse than the worst one given, is left out.
        """
        number_of: dict[str, int] = {}
        for _, hao in pairs:
            number_of[hao] = number_of.get(hao, 0) + 1
        found: list[Stage] = []
        for level in self.levels:
            total = sum((level.per_interview or {}).get(pair, 0) for pair in pairs)
            if level.per_turn is not None:
                total += sum(
                    level.per_turn(hao, n + 1) for hao, m in number_of.items() for n in range(m)
                )
            before = any(stage.name == "worst_ranks" for stage in found)
            if level.secret or (level.name == "worst_ranks" and not total and not before):
                continue
            value = total if level.shown is None else level.shown(total)
            found.append(
                Stage(name=level.name, says=level.says, unit=level.unit, value=value,
                      bound=value, proven=proven, most=level.most)
            )  # fmt: skip
        return tuple(found)
