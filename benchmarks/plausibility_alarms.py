"""Claim: the stop before announcing is silent in normal rounds and loud in reversed ones.

Invents rounds of 5 to 40 a side with tastes from independent to nearly shared, matches each, and
counts stops without cause; then hands the same lists to the engine with one side reversed and
counts stops with cause.

    python benchmarks/plausibility_alarms.py [rounds]
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from random import Random

from bureau.fiction.round import fictional_round
from koppelronde.domain.facts import couple_facts
from koppelronde.domain.lists import Voorkeurslijst, list_in_order
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.engine.solve import solve, to_matching
from matching.figures.plausibility import plausibility_findings


def invented(number: int) -> Koppelronde:
    """A round; how far taste is shared, and how mutual it is, differ from round to round."""
    dice = Random(number)
    aios = dice.choice((5, 8, 12, 24, 24, 24, 40))
    haos, shared, mutual = aios + dice.randrange(8), dice.random(), dice.random()
    each = min(haos, dice.choice((4, 5, 6, 6, 7, 8)))
    ronde = fictional_round(load_procedure("maastricht"), aios=aios, haos=haos, praktijken=haos)
    load = {hao.code: 0 for hao in ronde.haos}
    met: set[tuple[str, str]] = set()
    for person in ronde.aios:
        for code in sorted(load, key=lambda h: (load[h] >= each, dice.random()))[:each]:
            met.add((person.code, code))
            load[code] += 1
    appeal = {code: dice.random() for pair in sorted(met) for code in pair}
    spark = {pair: dice.random() for pair in sorted(met)}

    def listing(code: str, side: Side) -> Voorkeurslijst:
        mine = {
            (h if a == code else a): shared * appeal[h if a == code else a]
            + mutual * spark[a, h]
            + 0.5 * dice.random()
            for a, h in sorted(met)
            if code in (a, h)
        }
        return list_in_order(code, side, tuple(sorted(mine, key=lambda other: -mine[other])))

    return replace(
        ronde,
        met_before=tuple(sorted(met)),
        haos=tuple(hao for hao in ronde.haos if load[hao.code]),
        lists_aios=tuple(listing(person.code, Side.AIOS) for person in ronde.aios),
        lists_hao=tuple(listing(hao.code, Side.HAO) for hao in ronde.haos if load[hao.code]),
    )


def matched(ronde: Koppelronde) -> Matching:
    """The result of the procedure."""
    facts = couple_facts(ronde)
    return to_matching(solve(facts, ronde.procedure.goals, seed="b", kernels="light"), facts)


def reversed_aios(ronde: Koppelronde) -> Koppelronde:
    """The AIOS' lists upside down."""
    return replace(
        ronde,
        lists_aios=tuple(
            replace(
                lijst,
                entries=tuple((who, len(lijst.entries) + 1 - rank) for who, rank in lijst.entries),
            )
            for lijst in ronde.lists_aios
        ),
    )


def main(rounds: int) -> None:
    """Print both counts."""
    false, caught, tried = Counter[str](), 0, 0
    for number in range(rounds):
        ronde = invented(number)
        facts = couple_facts(ronde)
        for finding in plausibility_findings(ronde, facts, matched(ronde)):
            false[finding.rule] += 1
        if len(ronde.aios) >= 12:
            tried += 1
            wrong = matched(reversed_aios(ronde))
            caught += bool(plausibility_findings(ronde, facts, wrong))
    print(f"{rounds} normal rounds: {sum(false.values())} stops without cause {dict(false)}")
    print(f"{tried} with one side reversed on its way to the engine: {caught} stopped")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
