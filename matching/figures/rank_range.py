"""Between the best and the worst: where a result's sum of ranks stands among all results.

A yardstick for the plausibility stop. It uses SciPy's assignment (the Jonker-Volgenant method of
D.F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE TAES 52 (2016)) and none
of the engine's code, so that a mistake of direction in the engine cannot hide itself here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from matching.goals.partners import Pair

_IMPOSSIBLE = 1e7
"""Far above any sum of ranks, far below where doubles stop being exact."""


class RankRange(NamedTuple):
    """The sum of ranks of a result, and the lowest and highest with the same AIOS placed."""

    here: int
    lowest: int
    highest: int

    @property
    def share(self) -> float:
        """0 for the best sum, 1 for the worst; 0 where all are the same."""
        span = self.highest - self.lowest
        return (self.here - self.lowest) / span if span else 0.0


def rank_range(
    cost: Mapping[Pair, int], places: Mapping[str, int], pairs: frozenset[Pair]
) -> RankRange:
    """The range over all results that place the same AIOS.

    ``cost`` gives the sum of both ranks of every possible couple; ``pairs`` are counted as far
    as they are among them.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    made = sorted(pair for pair in pairs if pair in cost)
    rows = {aios: n for n, aios in enumerate(sorted({aios for aios, _hao in made}))}
    columns = [hao for hao in sorted(places) for _place in range(places[hao])]
    here = sum(cost[pair] for pair in made)
    if not rows or not columns:
        return RankRange(here, here, here)
    table = np.full((len(rows), len(columns)), _IMPOSSIBLE)
    for at, hao in enumerate(columns):
        for aios, row in rows.items():
            if (aios, hao) in cost:
                table[row, at] = cost[aios, hao]
    low = table[linear_sum_assignment(table)].sum()
    turned = np.where(table == _IMPOSSIBLE, _IMPOSSIBLE, -table)
    high = -turned[linear_sum_assignment(turned)].sum()
    return RankRange(here, int(low), int(high))
