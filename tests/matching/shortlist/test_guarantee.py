"""The promise of the candidates, checked by hand on many small rounds: somebody for everybody."""

from __future__ import annotations

from itertools import product
from random import Random

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.shortlist import plan_shortlist
from tests.matching.shortlist.rounds import MADE_AT, round_before


def random_round(number: int) -> Koppelronde:
    dice = Random(number)
    aios = [f"A{n}" for n in range(1, dice.randint(3, 5))]
    haos = [f"H{n}" for n in range(1, dice.randint(len(aios), 6) + 1)]
    third = [code for code in aios if dice.random() < 0.4]
    lists = {}
    for code in aios:
        order = dice.sample(haos, dice.randint(1, len(haos)))
        lists[code] = (
            " ".join(order).replace(" ", "=", 1) if dice.random() < 0.4 else " ".join(order)
        )
    return round_before(
        lists, haos, each=2,
        years=dict.fromkeys(third, 3),
        supervises={h: dice.choice([(1,), (3,), (1, 3), (1, 3)]) for h in haos},
        needs_hds=[code for code in third if dice.random() < 0.5],
        hds=[h for h in haos if dice.random() < 0.6],
        vetoes=[(a, h) for a, h in product(aios, haos) if dice.random() < 0.05],
    )  # fmt: skip


def can_be_placed(people: list[str], met: set[tuple[str, str]], without: str = "") -> bool:
    """By trying everything: each AIOS an HAO of her own."""
    if not people:
        return True
    first, *rest = people
    return any(
        can_be_placed(rest, {(a, h) for a, h in met if h != hao}, without)
        for aios, hao in sorted(met)
        if aios == first and hao != without
    )


def test_within_the_interviews_everybody_can_be_placed_or_the_reason_names_people() -> None:
    made = refused = 0
    for number in range(120):
        ronde = random_round(number)
        people = [person.code for person in ronde.aios]
        try:
            plan = plan_shortlist(ronde, seed="lot", version=1, made_at=MADE_AT)
        except NoPlanExists as error:
            refused += 1
            said = " ".join(reason.nl for reason in error.reasons)
            assert any(code in said for code in people)
            continue
        made += 1
        met = {(couple.aios, couple.hao) for couple in plan.interviews}
        assert all(sum(a == code for a, _ in met) == 2 for code in people)
        assert can_be_placed(people, met)
        survived = next(s.value for s in plan.stages if s.name == "survives_a_loss")
        assert survived == sum(can_be_placed(people, met, hao.code) for hao in ronde.haos)
    assert made > 30
    assert refused > 10
