"""Side conditions that are no flow: the same stages and the same lottery as integer programs.

One condition so far: two AIOS who may not come to the same practice (``Facts.apart``), such as
partners or relatives. It ties couples of different AIOS together across the limits of the
network, so the optimum is found by branch and bound (HiGHS, in scipy). Every stage is proven by
the solver; there is no certificate that an outsider could check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from koppelronde.domain.facts import Facts
from koppelronde.domain.lottery import drawing_order, lot
from matching.engine.lottery import worth
from matching.engine.network import NONE, Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def solve_mip(
    network: Network,
    facts: Facts,
    weights: Sequence[Mapping[int, int]],
    seed: str | None,
) -> list[int] | None:
    """The couple of each AIOS (or NONE); None when the couples fixed by hand break a condition.

    ``weights`` holds, per stage, what couples add (by their position in ``facts.couples``), the
    more the better; couples that are not named add 0.
    """
    import numpy as np

    if not network.tail:
        return [NONE] * len(network.aios) if _fixed_fit(network, facts) else None
    if not _fixed_fit(network, facts):
        return None
    program = _Program(network, facts)
    for weight in weights:
        program.improve(np.array([weight.get(source, 0) for source in network.source], float))
    if seed is not None:
        _draw(program, network, facts, seed)
    chosen = [NONE] * len(network.aios)
    for couple in np.flatnonzero(program.best > 0.5).tolist():
        chosen[network.tail[couple]] = couple
    return chosen


def _draw(program: _Program, network: Network, facts: Facts, seed: str) -> None:
    import numpy as np

    couples_of = network.couples_of()
    position = {code: aios for aios, code in enumerate(network.aios)}
    order = [position[code] for code in drawing_order(seed, network.aios)]
    for by_rank in (True, False):
        for aios in order:
            mine = couples_of[aios]
            row = np.zeros(len(network.tail))
            if by_rank:
                row[mine] = worth([facts.couples[network.source[c]].rank_by_aios for c in mine])
            else:
                codes = [network.haos[network.head[c]] for c in mine]
                row[mine] = worth([lot(seed, network.aios[aios], code) for code in codes])
            program.improve(row)


def _praktijken(facts: Facts) -> dict[str, str]:
    """The practice of each HAO; an HAO without one is a practice alone."""
    return {places.hao: places.praktijk or f"HAO {places.hao}" for places in facts.haos}


def _fixed_fit(network: Network, facts: Facts) -> bool:
    at = _praktijken(facts)
    where = {aios: at[hao] for aios, hao in network.fixed}
    return all(where.get(one, one) != where.get(other, other) for one, other in facts.apart)


class _Program:
    """The rows of the round; every stage adds one that keeps its optimum."""

    def __init__(self, network: Network, facts: Facts) -> None:
        import numpy as np

        size = len(network.tail)
        tail, head = np.array(network.tail), np.array(network.head)
        rows: list[NDArray[np.float64]] = []
        upper: list[float] = []
        for aios in sorted(set(network.tail)):
            rows.append((tail == aios).astype(float))
            upper.append(1)
        for hao, room in enumerate(network.room_hao):
            rows.append((head == hao).astype(float))
            upper.append(room)
        parent = np.array(network.parent)[head]
        for praktijk, room in enumerate(network.room_praktijk):
            rows.append((parent == praktijk).astype(float))
            upper.append(room)
        at = _praktijken(facts)
        where = {aios: at[hao] for aios, hao in network.fixed}
        code_of = np.array(network.aios, object)[tail]
        praktijk_of = np.array([at[code] for code in network.haos], object)[head]
        for one, other in facts.apart:
            pair = (code_of == one) | (code_of == other)
            for code in sorted(set(praktijk_of[pair])):
                rows.append((pair & (praktijk_of == code)).astype(float))
                upper.append(0 if code in (where.get(one), where.get(other)) else 1)
        self.rows = rows
        self.upper = upper
        self.lower: list[float] = [0.0] * len(rows)
        self.best: NDArray[np.float64] = np.zeros(size)

    def improve(self, weight: NDArray[np.float64]) -> None:
        """Make the sum of these weights as large as can be, and keep it so."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        if not weight.any():
            return
        result = milp(
            c=-weight,
            constraints=LinearConstraint(np.array(self.rows), self.lower, self.upper),
            integrality=np.ones(len(weight)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        if not result.success:
            raise AssertionError(f"integer program ended with status {result.status}")
        self.best = np.round(result.x)
        value = float(round(float(weight @ self.best)))
        self.rows.append(weight)
        self.lower.append(value)
        self.upper.append(value)
