"""Claim: "why not X?" and "what if no?" for a round of 60 take under 20 ms each.

Puts every such question of the round (one per name above somebody's partner, one per couple) and
prints the slowest and the mean, beside one full solve with the lottery as the unit.

    python benchmarks/explain_questions.py [people a side] [names on a list]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from random import Random
from time import perf_counter

from koppelronde.domain.facts import Facts, Places, PossibleCouple
from koppelronde.procedure.toml_file import load_procedure
from matching.calls.rematch import rematch, repair_goals, without_couple
from matching.engine.solve import solve
from matching.explain.explain import what_if


def invented(people: int, names: int) -> Facts:
    """Everybody met ``names`` others; both sides rank by taste of their own."""
    dice = Random(people * 1000 + names)
    aios = [f"A{n:03d}" for n in range(people)]
    haos = [f"H{n:03d}" for n in range(people)]
    load = dict.fromkeys(haos, 0)
    met: set[tuple[str, str]] = set()
    for code in aios:
        for hao in sorted(haos, key=lambda h: (load[h] >= names, dice.random()))[:names]:
            met.add((code, hao))
            load[hao] += 1

    def ranks(owner: str, side: int) -> dict[tuple[str, str], int]:
        mine = sorted(pair for pair in met if pair[side] == owner)
        dice.shuffle(mine)
        return {pair: n for n, pair in enumerate(mine, 1)}

    by_aios = {pair: n for code in aios for pair, n in ranks(code, 0).items()}
    by_hao = {pair: n for code in haos for pair, n in ranks(code, 1).items()}
    return Facts(
        aios=tuple(aios),
        haos=tuple(Places(code, 1) for code in haos),
        couples=tuple(
            PossibleCouple(a, h, by_aios[a, h], by_hao[a, h], True, True, dice.randrange(10, 90), 3)
            for a, h in sorted(met)
        ),
    )


def timed(questions: Iterable[Callable[[], object]]) -> list[float]:
    """Milliseconds of each."""
    took = []
    for ask in questions:
        begin = perf_counter()
        ask()
        took.append((perf_counter() - begin) * 1000)
    return took


def main(people: int, names: int) -> None:
    """Print a line per kind of question."""
    facts, goals = invented(people, names), load_procedure("maastricht").goals
    solution = solve(facts, goals, seed="b", kernels="light")
    unit = min(timed([lambda: solve(facts, goals, seed="b", kernels="light")] * 5))
    now = frozenset(solution.pairs)
    asked = what_if(facts, goals, seed="b", now=now)
    called = what_if(facts, repair_goals(goals), seed="b", now=now, keep=now)
    partner = dict(now)
    rank = {(c.aios, c.hao): c.rank_by_aios for c in facts.couples}
    higher = [p for p in sorted(rank) if rank[p] < rank[p[0], partner.get(p[0], p[1])]]
    kinds = {
        "why not X": timed([lambda p=pair: asked.forced(p) for pair in higher]),
        "why not X, after calls (twice)": timed(
            [
                lambda p=pair: (called.forced(p), called.forced_if_all_may_move(p))
                for pair in higher
            ]
        ),
        "without this couple": timed([lambda p=pair: asked.without(p) for pair in sorted(now)]),
        "what if no (the new result)": timed(
            [
                lambda p=pair: rematch(
                    without_couple(facts, p), goals, before=now, seed="b", facts_before=facts,
                    kernels="light",
                )
                for pair in sorted(now)
            ]
        ),
    }  # fmt: skip
    print(f"{people} x {people}, {names} names: one solve with lottery {unit:.1f} ms")
    for kind, took in kinds.items():
        print(
            f"{kind:30} {len(took):4} questions  slowest {max(took):6.1f} ms"
            f"  mean {sum(took) / len(took):6.1f} ms  = {sum(took) / len(took) / unit:.1f} solve"
        )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given if len(given) == 2 else (60, 15)))
