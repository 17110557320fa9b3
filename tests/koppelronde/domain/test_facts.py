"""Which couples are possible, what is known of them, and which rule took the others out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.fiction.lists import fictional_lists
from bureau.fiction.round import fictional_round
from koppelronde.domain.facts import PossibleCouple, couple_facts, met_couples
from koppelronde.domain.lists import LeftOffReading, Veto, VetoGround, list_in_order
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.people import Aios, Hao, Place, Praktijk, Side
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde, Settings, VisitOutcome
from koppelronde.domain.times import Weekday
from koppelronde.procedure.toml_file import load_procedure

MA, DI, WO = Weekday.MA, Weekday.DI, Weekday.WO
DAY = date(2027, 1, 5)


def a_round(**changes: object) -> Koppelronde:
    base = Koppelronde(
        name="Proef",
        procedure=load_procedure("groningen"),
        settings=Settings(start_date=date(2027, 3, 1)),
        aios=(
            Aios(code="A1", year=1, work_days=frozenset({MA, DI})),
            Aios(code="A3", year=3, had_large_hds=False, trainer_year_1="H1"),
        ),
        haos=(
            Hao(code="H1", praktijk="P1", large_hds=True, work_days=frozenset({DI, WO})),
            Hao(code="H2", praktijk="P1", large_hds=False, last_aios_until=date(2026, 3, 1)),
            Hao(code="H3", praktijk="P3", large_hds=True, supervises=frozenset({3})),
        ),
        praktijken=(Praktijk(code="P1"), Praktijk(code="P3")),
    )
    return replace(base, **changes)


def visits(*pairs: tuple[str, str]) -> tuple[VisitOutcome, ...]:
    return tuple(VisitOutcome(aios, praktijk, DAY, VisitStatus.DONE) for aios, praktijk in pairs)


def possible(ronde: Koppelronde) -> dict[tuple[str, str], PossibleCouple]:
    return {(couple.aios, couple.hao): couple for couple in couple_facts(ronde).couples}


def why_not(ronde: Koppelronde) -> dict[tuple[str, str], str]:
    return {(e.aios, e.hao): e.why.rule for e in couple_facts(ronde).excluded}


def test_a_visit_counts_for_every_trainer_of_the_practice() -> None:
    assert met_couples(a_round(visit_outcomes=visits(("A1", "P1")))) == {("A1", "H1"), ("A1", "H2")}


def test_a_visit_that_was_cancelled_makes_nobody_meet() -> None:
    cancelled = (VisitOutcome("A1", "P1", DAY, VisitStatus.CANCELLED),)
    assert possible(a_round(visit_outcomes=cancelled)) == {}


def test_who_never_met_and_stands_on_no_list_is_never_coupled() -> None:
    assert possible(a_round()) == {}


def test_somebody_listed_without_a_visit_is_accepted() -> None:
    ronde = a_round(lists_aios=(list_in_order("A1", Side.AIOS, ("H2",)),))
    assert set(possible(ronde)) == {("A1", "H2")}


def test_left_off_stands_on_the_next_rank_and_is_marked() -> None:
    ronde = a_round(
        visit_outcomes=visits(("A1", "P1")),
        lists_aios=(list_in_order("A1", Side.AIOS, ("H2",)),),
        lists_hao=(list_in_order("H1", Side.HAO, ("A1",)),),
    )
    couple = possible(ronde)["A1", "H1"]
    assert (couple.rank_by_aios, couple.listed_by_aios) == (2, False)
    assert (couple.rank_by_hao, couple.listed_by_hao) == (1, True)


@pytest.mark.parametrize(
    ("couple", "rule"),
    [
        (("A1", "H3"), "supervises_year"),
        (("A3", "H1"), "former_trainer"),
        (("A3", "H2"), "large_hds"),
    ],
)
def test_each_rule_takes_its_couple_out_and_says_so(couple: tuple[str, str], rule: str) -> None:
    ronde = a_round(met_before=(couple,))
    assert possible(ronde) == {}
    assert why_not(ronde) == {couple: rule}


def test_a_relation_and_a_veto_take_a_couple_out() -> None:
    related = replace(a_round().aios[0], relations=("H1",))
    ronde = a_round(
        aios=(related,), met_before=(("A1", "H1"), ("A1", "H2")),
        vetoes=(Veto("A1", "H2", VetoGround.RELATION),),
    )  # fmt: skip
    assert why_not(ronde) == {("A1", "H1"): "relation", ("A1", "H2"): "veto"}


def test_a_last_year_trainee_who_needs_a_large_hds_may_go_where_there_is_one() -> None:
    assert set(possible(a_round(met_before=(("A3", "H3"),)))) == {("A3", "H3")}


def test_a_couple_refused_on_the_telephone_is_out_and_an_agreed_one_locked() -> None:
    ronde = a_round(
        met_before=(("A1", "H1"), ("A1", "H2")),
        agreements=(
            Agreement("A1", "H1", AgreementKind.OUT),
            Agreement("A1", "H2", AgreementKind.LOCKED),
        ),
    )
    assert why_not(ronde) == {("A1", "H1"): "refused_in_call"}
    assert couple_facts(ronde).locked == (("A1", "H2"),)


def test_who_withdrew_is_nowhere() -> None:
    facts = couple_facts(a_round(met_before=(("A1", "H1"),), withdrawn=("H1",)))
    assert facts.couples == ()
    assert [place.hao for place in facts.haos] == ["H2", "H3"]


def test_shared_days_are_counted_and_unknown_days_are_unknown() -> None:
    ronde = a_round(met_before=(("A1", "H1"), ("A1", "H2")))
    assert possible(ronde)["A1", "H1"].shared_days == 1
    assert possible(ronde)["A1", "H2"].shared_days is None


def test_waiting_runs_from_the_last_aios_until_the_start() -> None:
    waiting = {place.hao: place.waiting_days for place in couple_facts(a_round()).haos}
    assert waiting == {"H1": 0, "H2": 365, "H3": 0}


def test_travel_given_goes_before_an_estimate_and_unknown_stays_unknown() -> None:
    somewhere = Place(latitude=51.0, longitude=5.8)
    trainee = replace(a_round().aios[0], home=somewhere)
    ronde = a_round(
        aios=(trainee,), met_before=(("A1", "H1"), ("A1", "H2")), travel={("A1", "H2"): 44}
    )
    assert possible(ronde)["A1", "H1"].travel_minutes is None
    assert possible(ronde)["A1", "H2"].travel_minutes == 44


@given(st.integers(0, 10_000))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    ronde = fictional_round(load_procedure("groningen"), aios=6, haos=7, praktijken=6)
    met = frozenset((a.code, h.code) for a in ronde.aios for h in ronde.haos if a.year == 1)
    ronde = fictional_lists(ronde, met)
    dice = Random(seed)

    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(dice.sample(items, len(items)))

    other = replace(
        ronde, lists_aios=shuffled(ronde.lists_aios), lists_hao=shuffled(ronde.lists_hao)
    )
    assert couple_facts(other) == couple_facts(ronde)


def test_a_couple_agreed_by_hand_stays_fixed_whatever_the_lists_leave_off() -> None:
    strict = replace(load_procedure("groningen"), left_off=LeftOffReading.IMPOSSIBLE)
    ronde = a_round(
        procedure=strict,
        lists_aios=(list_in_order("A1", Side.AIOS, ("H2",)),),
        agreements=(Agreement("A1", "H1", AgreementKind.LOCKED),),
    )
    facts = couple_facts(ronde)
    assert facts.locked == (("A1", "H1"),)
    assert ("A1", "H1") not in {(couple.aios, couple.hao) for couple in facts.couples}
