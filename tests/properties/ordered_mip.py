"""Goals one after the other by mixed-integer programming (HiGHS); knows nothing of the engines."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Terms = list[tuple[int, int]]
"""Variables with their factors."""


class OrderedMip:
    """Variables 0 or 1, constraints, and goals that each keep their optimum for the next."""

    def __init__(self) -> None:
        self.variables = 0
        self.rows: list[tuple[Terms, float, float]] = []

    def variable(self) -> int:
        """A new variable."""
        self.variables += 1
        return self.variables - 1

    def constrain(self, terms: Terms, lowest: float, highest: float) -> None:
        """The sum of the terms lies between these."""
        self.rows.append((terms, lowest, highest))

    def at_least(self, terms: Iterable[int], number: int) -> int:
        """A variable that can only be 1 if at least so many of these are."""
        reached = self.variable()
        self.constrain([*((v, 1) for v in terms), (reached, -number)], 0, np.inf)
        return reached

    def counted(self, terms: Iterable[int], most: int) -> Terms:
        """The square of how many of these are 1, as something to make small."""
        steps = [self.variable() for _ in range(most)]
        self.constrain([*((v, 1) for v in terms), *((s, -1) for s in steps)], 0, 0)
        return [(step, 2 * number + 1) for number, step in enumerate(steps)]

    def least(self, goal: Terms) -> int:
        """The smallest value of the goal; from now on it is kept."""
        if not goal:
            return 0
        cost = np.zeros(self.variables)
        for variable, factor in goal:
            cost[variable] += factor
        entries = [(r, v, f) for r, (terms, _, _) in enumerate(self.rows) for v, f in terms]
        at, of, factors = zip(*entries, strict=True)
        matrix = coo_array((factors, (at, of)), shape=(len(self.rows), self.variables))
        lowest, highest = zip(*((low, high) for _, low, high in self.rows), strict=True)
        found = milp(
            cost,
            constraints=LinearConstraint(matrix.tocsr(), lowest, highest),
            bounds=Bounds(0, 1),
            integrality=np.ones(self.variables),
        )
        assert found.success, found.message
        value = round(found.fun)
        self.constrain(goal, -np.inf, value)
        return value

    def most(self, goal: Terms) -> int:
        """The largest value of the goal; from now on it is kept."""
        return -self.least([(variable, -factor) for variable, factor in goal])
