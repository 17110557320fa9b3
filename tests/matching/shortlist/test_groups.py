"""Groups of about four in which everybody visits everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bureau.fiction.round import fictional_round
from koppelronde.domain.findings import broken
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.shortlist.check.judge import check_shortlist
from matching.shortlist.shortlist import plan_shortlist
from tests.matching.shortlist.rounds import MADE_AT


def cohort(aios: int, haos: int) -> Koppelronde:
    return fictional_round(
        load_procedure("amsterdam"), aios=aios, haos=haos, praktijken=haos, seed="groep"
    )


@pytest.mark.parametrize(("aios", "haos"), [(48, 48), (36, 44), (10, 12), (3, 3)])
def test_everybody_is_in_one_group_and_meets_everybody_there(aios: int, haos: int) -> None:
    ronde = cohort(aios, haos)
    shortlist = plan_shortlist(ronde, seed="lot", version=1, made_at=MADE_AT)
    assert broken(check_shortlist(ronde, shortlist)) == ()
    sizes = [sum(code.startswith("A") for code in group) for group in shortlist.groups]
    assert max(sizes) - min(sizes) <= 1
    assert 3 <= min(sizes) <= max(sizes) <= 5
    assert shortlist.stages[0].value == 0


def test_two_people_who_may_not_be_coupled_do_not_share_a_group_when_it_can_be_helped() -> None:
    ronde = cohort(12, 12)
    seen = plan_shortlist(ronde, seed="lot", version=1, made_at=MADE_AT)
    family = next(c for c in seen.interviews if c not in seen.witness)
    related = replace(
        ronde,
        aios=tuple(
            replace(p, relations=(family.hao,)) if p.code == family.aios else p for p in ronde.aios
        ),
    )
    shortlist = plan_shortlist(related, seed="lot", version=1, made_at=MADE_AT)
    group = next(group for group in shortlist.groups if family.aios in group)
    assert family.hao not in group
    assert broken(check_shortlist(related, shortlist)) == ()


def test_a_group_taken_apart_is_found() -> None:
    ronde = cohort(12, 12)
    good = plan_shortlist(ronde, seed="lot", version=1, made_at=MADE_AT)
    bad = replace(good, groups=(good.groups[0][1:], *good.groups[1:]))
    assert "group" in {finding.rule for finding in check_shortlist(ronde, bad)}
