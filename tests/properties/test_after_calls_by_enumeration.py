"""What a yes, a no and a withdrawal make of a result, beside every matching there is.

The enumeration is written from docs/explanations.md (The call list) and the lottery from
docs/formulation-matching.md; it shares nothing with the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from koppelronde.domain.facts import Facts, PossibleCouple
from matching.calls.rematch import rematch
from matching.engine.solve import solve
from tests.matching.engine.rounds import maastricht, random_facts

Pair = tuple[str, str]
SEED, TOP, NO_PLACE = "dobbelstenen", 4, 10**6


def every_matching(facts: Facts) -> Iterator[frozenset[Pair]]:
    """All matchings that obey the places and hold the agreed couples."""
    praktijk = {hao.hao: hao.praktijk for hao in facts.haos}
    places = {hao.hao: hao.places for hao in facts.haos}
    agreed = dict(facts.locked)
    choices: dict[str, list[str | None]] = {
        aios: [agreed[aios]]
        if aios in agreed
        else [None, *(c.hao for c in facts.couples if c.aios == aios)]
        for aios in facts.aios
    }

    def extended(made: tuple[Pair, ...], left: tuple[str, ...]) -> Iterator[frozenset[Pair]]:
        if not left:
            yield frozenset(made)
            return
        for hao in choices[left[0]]:
            longer = made if hao is None else (*made, (left[0], hao))
            taken = Counter(h for _, h in longer)
            there = Counter(praktijk[h] for _, h in longer)
            if all(number <= places[h] for h, number in taken.items()) and all(
                there[code] <= limit for code, limit in facts.praktijk_places.items()
            ):
                yield from extended(longer, left[1:])

    return extended((), facts.aios)


def worth(facts: Facts, made: frozenset[Pair], before: frozenset[Pair]) -> tuple[object, ...]:
    """The goals after a call, then the lottery; what is smaller is better."""
    couples = [c for c in facts.couples if (c.aios, c.hao) in made]
    waited = {hao.hao: hao.waiting_days for hao in facts.haos}
    worse = Counter(max(c.rank_by_aios, c.rank_by_hao) for c in couples)
    beyond = [worse[rank] for rank in range(9, TOP, -1)]
    partner = {c.aios: c for c in couples}
    drawn = sorted(facts.aios, key=number)
    return (
        -len(made),
        -sum(worse[rank] for rank in range(1, TOP + 1)),
        -len(made & before),
        beyond,
        [worse[rank] for rank in (4, 3, 2)],
        sum(c.rank_by_aios + c.rank_by_hao for c in couples),
        sum((c.rank_by_aios - c.rank_by_hao) ** 2 for c in couples),
        sum((c.travel_minutes or 0) > 60 for c in couples),
        -sum(c.shared_days or 0 for c in couples),
        -sum(waited[c.hao] for c in couples),
        [partner[aios].rank_by_aios if aios in partner else NO_PLACE for aios in drawn],
        [number(aios, partner[aios].hao) if aios in partner else "" for aios in drawn],
    )


def number(*codes: str) -> str:
    """The number that the lottery gives a person or a couple."""
    return sha256(":".join((SEED, *codes)).encode()).hexdigest()


def _without(facts: Facts, couple: Pair) -> Facts:
    return replace(facts, couples=tuple(c for c in facts.couples if (c.aios, c.hao) != couple))


def _left(facts: Facts, who: str) -> Facts:
    def stays(couple: PossibleCouple) -> bool:
        return who not in (couple.aios, couple.hao)

    return replace(
        facts,
        aios=tuple(aios for aios in facts.aios if aios != who),
        haos=tuple(hao for hao in facts.haos if hao.hao != who),
        couples=tuple(couple for couple in facts.couples if stays(couple)),
        locked=tuple(pair for pair in facts.locked if who not in pair),
    )


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(2, 4))
def test_after_each_call_the_fewest_move_and_the_rest_is_the_best_that_is_left(
    seed: int, aios: int, haos: int
) -> None:
    dice = Random(seed)
    facts = random_facts(dice, aios, haos, worst=dice.choice([2, 7]))
    made = frozenset(solve(facts, maastricht(), seed=SEED, kernels="light").pairs)
    for said in dice.sample(["yes", "no", "no", "withdraws"], 3):
        free = sorted(made - set(facts.locked))
        if said == "withdraws":
            facts = _left(facts, dice.choice([*facts.aios, *(hao.hao for hao in facts.haos)]))
        elif not free:
            continue
        elif said == "yes":
            facts = replace(facts, locked=tuple(sorted({*facts.locked, dice.choice(free)})))
        else:
            facts = _without(facts, dice.choice(free))
        if not facts.aios or not facts.haos:
            return
        before = made
        after = rematch(facts, maastricht(), before=before, seed=SEED, kernels="light")
        made = frozenset(after.solution.pairs)
        best = min((worth(facts, other, before), sorted(other)) for other in every_matching(facts))
        assert sorted(made) == best[1]
        assert made >= set(facts.locked)
