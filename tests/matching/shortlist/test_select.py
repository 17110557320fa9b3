"""Whom to invite: the longest waiting, as long as everybody can be placed."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.fiction.round import fictional_round
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.toml_file import load_procedure
from matching.shortlist.invite import Selection, in_order_of_waiting, select_haos
from tests.matching.shortlist.exact import allowed_pairs, fits
from tests.matching.shortlist.rounds import round_before


def invited(selection: Selection) -> list[str]:
    return [considered.hao for considered in selection.invited]


def why(selection: Selection, hao: str) -> str:
    everybody = (*selection.invited, *selection.passed_over)
    return next(considered.why.nl for considered in everybody if considered.hao == hao)


def without_shortlist(ronde: Koppelronde) -> Koppelronde:
    """Only places count, not candidates."""
    phases = tuple(p for p in ronde.procedure.phases if p.kind is not PhaseKind.SHORTLIST)
    return replace(ronde, procedure=replace(ronde.procedure, phases=phases))


WAITING = {"H1": 900, "H2": 700, "H3": 500, "H4": 300, "H5": 100}


def test_the_longest_waiting_are_invited_first() -> None:
    ronde = round_before({"A1": "", "A2": "", "A3": ""}, list(WAITING), waiting=WAITING)
    assert invited(select_haos(without_shortlist(ronde), seed="lot")) == ["H1", "H2", "H3"]


def test_who_waits_shorter_is_invited_when_only_she_can_take_somebody() -> None:
    ronde = without_shortlist(
        round_before(
            {"A1": "", "A2": "", "A3": ""}, list(WAITING), waiting=WAITING,
            needs_hds=["A3"], hds=["H5"],
        )
    )  # fmt: skip
    selection = select_haos(ronde, seed="lot")
    assert invited(selection) == ["H1", "H2", "H5"]
    assert why(selection, "H5").endswith("zonder H5 is er voor A3 te weinig plaats")
    assert why(selection, "H3") == (
        "voor de 2 AIOS die bij H3 kunnen, is al plaats bij HAO's die langer zonder aios zijn; "
        "H5 wacht korter maar is nodig voor anderen"
    )


def test_who_can_take_nobody_of_this_round_is_told_why() -> None:
    ronde = round_before(
        {"A1": "", "A2": ""}, list(WAITING), waiting=WAITING, supervises={"H1": (3,)}
    )
    selection = select_haos(without_shortlist(ronde), seed="lot")
    assert invited(selection) == ["H2", "H3"]
    assert why(selection, "H1") == (
        "geen AIOS van deze ronde past hier (uitgesloten: 2 wegens een jaar dat de HAO niet "
        "begeleidt)"
    )


def test_everybody_can_have_the_candidates_of_the_procedure_among_the_invited() -> None:
    ronde = round_before({"A1": "", "A2": ""}, list(WAITING), each=3, waiting=WAITING)
    selection = select_haos(ronde, seed="lot")
    assert invited(selection) == ["H1", "H2", "H3"]
    assert why(selection, "H3") == "nodig om iedereen 3 kandidaten te kunnen geven"


def test_a_trainer_with_two_places_counts_for_two() -> None:
    ronde = round_before(
        {"A1": "", "A2": "", "A3": ""}, list(WAITING), waiting=WAITING, places={"H1": 2}
    )
    assert invited(select_haos(without_shortlist(ronde), seed="lot")) == ["H1", "H2"]


def test_a_longer_waiting_colleague_yields_when_their_practice_takes_only_one() -> None:
    # H1 and H2 share one place; only H2 may supervise year 3, and H3 can take A1.
    ronde = round_before(
        {"A1": "", "A2": ""}, ["H1", "H2", "H3"], years={"A2": 3}, waiting=WAITING,
        supervises={"H1": (1,), "H2": (3,), "H3": (1,)},
        praktijk_of={"H1": "P", "H2": "P"}, praktijk_places={"P": 1},
    )  # fmt: skip
    selection = select_haos(without_shortlist(ronde), seed="lot")
    assert invited(selection) == ["H2", "H3"]
    assert why(selection, "H1") == "praktijk P heeft al een AIOS bij H2 en neemt er niet meer"


def test_when_it_cannot_be_done_the_smallest_group_is_named() -> None:
    ronde = round_before(
        {"A1": "", "A2": "", "A3": ""}, list(WAITING),
        years={"A1": 3, "A2": 3}, supervises=dict.fromkeys(("H1", "H2", "H3", "H4"), (1,)),
    )  # fmt: skip
    with pytest.raises(NoPlanExists) as found:
        select_haos(without_shortlist(ronde), seed="lot")
    assert [reason.nl for reason in found.value.reasons] == [
        "Deze 2 AIOS kunnen samen alleen bij 1 HAO terecht (1 plaats): A1 en A2 (jaar 3) bij H5."
    ]


def test_who_is_unknown_to_wait_comes_last_and_is_said() -> None:
    ronde = round_before({"A1": "", "A2": ""}, ["H1", "H2", "H3"])
    unknown = replace(ronde.haos[0], last_aios_until=None)
    selection = select_haos(
        without_shortlist(replace(ronde, haos=(unknown, *ronde.haos[1:]))), seed="lot"
    )
    assert sorted(invited(selection)) == ["H2", "H3"]
    assert "waiting_unknown" in {finding.rule for finding in selection.findings}


def test_a_whole_cohort_keeps_one_spare_trainer_and_proves_everybodys_place() -> None:
    ronde = fictional_round(load_procedure("groningen"), aios=20, haos=26, praktijken=23)
    selection = select_haos(ronde, seed="lot")
    assert len(selection.proof) == 20
    assert {couple.hao for couple in selection.proof} <= set(invited(selection))
    assert any(considered.why.nl.startswith("extra") for considered in selection.invited)
    assert len(selection.invited) + len(selection.passed_over) == 26


@st.composite
def rounds(draw: st.DrawFn) -> Koppelronde:
    haos = [f"H{n}" for n in range(1, draw(st.integers(2, 6)) + 1)]
    aios = [f"A{n}" for n in range(1, draw(st.integers(1, 4)) + 1)]
    return without_shortlist(
        round_before(
            dict.fromkeys(aios, ""),
            haos,
            years={code: draw(st.sampled_from([1, 3])) for code in aios},
            supervises={code: draw(st.sampled_from([(1, 3), (1,), (3,)])) for code in haos},
            waiting={code: draw(st.sampled_from([100, 200, 300])) for code in haos},
            praktijk_of={haos[0]: "P", haos[1]: "P"},
            praktijk_places={"P": draw(st.integers(1, 2))},
        )
    )


@settings(max_examples=60)
@given(rounds())
def test_of_all_groups_that_place_everybody_it_is_first_in_order_of_waiting(
    ronde: Koppelronde,
) -> None:
    """Over all smallest groups of trainers that can place everybody, by trying them all."""
    order = in_order_of_waiting(ronde, "lot")
    allowed = allowed_pairs(ronde)
    enough = [
        group
        for group in combinations(range(len(order)), len(ronde.aios))
        if fits(ronde, [(a, h) for a, h in allowed if order.index(h) in group])
    ]
    if not enough:
        with pytest.raises(NoPlanExists):
            select_haos(ronde, seed="lot")
        return
    assert invited(select_haos(ronde, seed="lot")) == [order[n] for n in min(enough)]
