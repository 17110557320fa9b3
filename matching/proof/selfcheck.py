"""A tiny round whose result is known, solved before every real match.

It holds no symmetry: read ranks as marks or marks as ranks, swap the two sides, turn any goal
round, let the lottery begin at the other end, and somebody gets another place. So a program that
gets a direction wrong, in whatever way, stops here and not after the letters are sent.

The round is five small groups that never met each other. The lists go through
:mod:`koppelronde.domain.lists`, as people's own lists do: AIOS give ranks (1 is best), HAOs give
marks (10 is best).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from koppelronde.domain.facts import Facts, Places, PossibleCouple
from koppelronde.domain.lists import Scale, Voorkeurslijst
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from matching.engine.solve import Kernels, solve

SEED: Final = "zelfcontrole"

ROWS: Final = """
    A11 H11 3 8 50 3 | A11 H12 2 8 70 3 | A11 H13 1 7 50 2 | A12 H11 3 6 70 3
    A12 H12 2 7 70 2 | A13 H11 3 8 50 3 | A13 H12 3 6 50 3 | A13 H13 1 7 50 2
    A21 H21 3 7 50 2 | A21 H22 3 7 70 3 | A21 H23 2 7 50 3 | A22 H21 3 7 50 3
    A22 H23 2 7 50 2 | A23 H21 1 6 50 2 | A23 H23 3 7 50 3 | A24 H21 2 7 70 2
    A24 H22 1 6 50 2 | A24 H23 3 8 50 3 | A31 H31 3 6 50 3 | A31 H33 2 7 70 3
    A32 H31 3 7 50 3 | A32 H32 3 7 50 2 | A32 H33 1 7 50 2 | A33 H32 3 7 50 3
    A33 H33 2 7 50 2 | A41 H41 3 8 50 2 | A41 H42 1 7 50 3 | A41 H43 1 7 50 3
    A42 H41 3 8 70 3 | A42 H42 2 7 50 3 | A42 H43 2 7 50 3 | A43 H41 1 6 50 2
    A43 H43 3 7 70 2 | A71 H73 1 7 70 3 | A71 H74 3 7 50 3 | A72 H71 2 6 50 2
    A72 H72 2 7 50 2 | A72 H74 3 8 50 3 | A73 H73 1 8 50 2 | A73 H74 3 7 50 2
    A74 H73 2 7 50 2 | A74 H74 2 6 70 2
"""
"""AIOS, HAO, rank by the AIOS, mark by the HAO, travel minutes, shared days."""

WAITED: Final = """
    H11:200 H12:0 H13:100 H21:200 H22:0 H23:0 H24:0 H31:0 H32:100 H33:200 H41:0 H42:100
    H43:200 H71:100 H72:200 H73:100 H74:0
"""
"""Days that each HAO has been without an AIOS."""

ANSWER: Final = """
    A11-H13 A12-H12 A13-H11 A21-H23 A22-H21 A24-H22 A31-H31 A32-H33 A33-H32 A41-H42 A42-H43
    A43-H41 A71-H74 A72-H72 A73-H73
"""
"""Who gets whom."""

VALUES: Final = {
    "placed": 15,
    "both_within:2": 9,
    "worst_ranks:4": 0,
    "worst_ranks:3": 6,
    "rank_sum": 51,
    "evenness": 21,
    "over_travel_limit:60": 1,
    "shared_days": 38,
    "waiting": 1400,
}
"""The value of every goal."""

GOALS: Final = tuple(
    GoalChoice(name=name, source="zelfcontrole", parameters=parameters)
    for name, parameters in (
        ("placed", {}),
        ("both_within", {"rank": 2}),
        ("worst_ranks", {"from": 3}),
        ("rank_sum", {}),
        ("evenness", {}),
        ("over_travel_limit", {"minutes": 60}),
        ("shared_days", {}),
        ("waiting", {}),
        ("lottery", {}),
    )
)


class SelfCheckFailed(AssertionError):
    """This program gets a known round wrong; no match may be made with it."""


def selfcheck_facts(by_aios: Scale = Scale.RANKS, by_hao: Scale = Scale.MARKS) -> Facts:
    """The tiny round. Other scales read the same numbers the wrong way round (for tests)."""
    rows = [row.split() for row in ROWS.replace("|", "\n").split("\n") if row.strip()]
    ranks: dict[tuple[str, str], int] = {}
    for own, other, number, side, scale in (
        (0, 1, 2, Side.AIOS, by_aios),
        (1, 0, 3, Side.HAO, by_hao),
    ):
        for owner in sorted({row[own] for row in rows}):
            entries = tuple((r[other], Decimal(r[number])) for r in rows if r[own] == owner)
            for partner, rank in Voorkeurslijst(owner, side, entries, scale).ranks().items():
                ranks[owner, partner] = rank
    waited = dict(item.split(":") for item in WAITED.split())
    return Facts(
        aios=tuple(sorted({row[0] for row in rows})),
        haos=tuple(Places(hao, 1, "", int(days)) for hao, days in sorted(waited.items())),
        couples=tuple(
            sorted(
                PossibleCouple(
                    row[0],
                    row[1],
                    ranks[row[0], row[1]],
                    ranks[row[1], row[0]],
                    travel_minutes=int(row[4]),
                    shared_days=int(row[5]),
                )
                for row in rows
            )
        ),
    )


def run_selfcheck(kernels: Kernels = "light") -> None:
    """Solve the tiny round; SelfCheckFailed when anything is not as it is known to be."""
    solution = solve(selfcheck_facts(), GOALS, seed=SEED, kernels=kernels)
    known = tuple(tuple(couple.split("-")) for couple in ANSWER.split())
    if solution.pairs != known:
        wrong = sorted(set(solution.pairs) ^ set(known))
        raise SelfCheckFailed(f"other couples than are known: {wrong}")
    values = {stage.name: stage.value for stage in solution.stages}
    if values != VALUES:
        raise SelfCheckFailed(f"other values than are known: {values}")
