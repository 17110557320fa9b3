"""Every explanation is what enumeration of all results says, and names nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from matching.engine.solve import solve, to_matching
from matching.explain.best_possible import best_possible
from matching.explain.explain import WhyNot, as_pair, asked_about, explain, what_if
from matching.explain.explain_words import explanation_said
from matching.explain.what_if import WhatIf
from matching.settle.held import hold_the_rest
from tests.matching.small_rounds import GOALS, all_results, facts_of, round_of, small_rounds, worth


def asked_of(ronde: Koppelronde, seed: str = "zaad") -> WhatIf:
    facts = facts_of(ronde)
    solution = solve(facts, GOALS, seed=seed, kernels="light")
    return what_if(facts, GOALS, seed=seed, now=frozenset(solution.pairs))


@settings(max_examples=60)
@given(ronde=small_rounds())
def test_the_price_of_every_couple_is_that_of_enumeration(ronde: Koppelronde) -> None:
    asked = asked_of(ronde)
    results = list(all_results(asked.facts))
    now = worth(asked.facts, asked.now)
    assert now == max(worth(asked.facts, pairs) for pairs in results)
    for couple in asked.facts.couples:
        pair = (couple.aios, couple.hao)
        price = asked.forced(pair)
        assert price is not None
        having = [pairs for pairs in results if pair in pairs]
        best = max(worth(asked.facts, pairs) for pairs in having)
        assert worth(asked.facts, price.pairs) == best
        kept = max(len(pairs & asked.now) for pairs in having if worth(asked.facts, pairs) == best)
        assert len(price.pairs & asked.now) == kept, "nobody moves who need not"
        assert (price.change is None) == (best == now)
        if price.change is not None:
            first = next(n for n, (a, b) in enumerate(zip(now, best, strict=True)) if a != b)
            assert price.change.by == now[first] - best[first] > 0
            assert asked.stages[first].name == price.change.stage.name
            assert abs(price.change.then - price.change.now) == price.change.by


@settings(max_examples=40)
@given(ronde=small_rounds())
def test_a_no_costs_what_enumeration_says(ronde: Koppelronde) -> None:
    asked = asked_of(ronde)
    results = list(all_results(asked.facts))
    for pair in sorted(asked.now):
        without = max(worth(asked.facts, pairs) for pairs in results if pair not in pairs)
        assert worth(asked.facts, asked.without(pair).pairs) == without


@settings(max_examples=40)
@given(ronde=small_rounds())
def test_the_best_possible_place_is_the_best_in_any_equally_good_result(
    ronde: Koppelronde,
) -> None:
    asked = asked_of(ronde)
    now = worth(asked.facts, asked.now)
    equal = [pairs for pairs in all_results(asked.facts) if worth(asked.facts, pairs) == now]
    for best in best_possible(ronde, asked):
        side = Side.AIOS if best.who in ronde.aios_by_code else Side.HAO
        ranks = [
            asked.standing.rank_of(a, h, best.who)
            for pairs in equal
            for a, h in pairs
            if best.who in (a, h)
        ]
        known = [rank for rank in ranks if rank is not None]
        assert best.best_rank == min(known, default=None)
        own = [asked.standing.rank_of(a, h, best.who) for a, h in asked.now if best.who in (a, h)]
        assert best.own_rank == min((rank for rank in own if rank is not None), default=None)
        mine = {as_pair(side, best.who, p) for p in asked.standing.partners[best.who]}
        always = bool(mine) and all(mine <= pairs for pairs in equal)
        assert explain(ronde, asked, best.who).always == always
        if best.best_partner is not None:
            assert any(as_pair(side, best.who, best.best_partner) in pairs for pairs in equal)


@settings(max_examples=40)
@given(ronde=small_rounds())
def test_nobody_else_is_named_to_the_person(ronde: Koppelronde) -> None:
    asked = asked_of(ronde)
    everybody = [*ronde.aios_by_code, *ronde.hao_by_code]
    for code in everybody:
        explanation = explain(ronde, asked, code)
        about = {code, *(p for p, _own, _back in explanation.partners)}
        about |= {reason.partner for reason in explanation.why_not}
        for said in explanation_said(ronde, explanation):
            for other in set(everybody) - about:
                assert ronde.name_of(other) not in said.nl + said.en
                assert f"({other})" not in said.nl + said.en
                assert f" {other}" not in said.nl + said.en


@settings(max_examples=40)
@given(ronde=small_rounds())
def test_exactly_those_whom_the_person_put_higher_get_a_reason(ronde: Koppelronde) -> None:
    asked = asked_of(ronde)
    for code in (*ronde.aios_by_code, *ronde.hao_by_code):
        side = Side.AIOS if code in ronde.aios_by_code else Side.HAO
        ranks = dict(ronde.list_of[code].ranks()) if code in ronde.list_of else {}
        for couple in asked.facts.couples:
            if code in (couple.aios, couple.hao):
                other = couple.hao if side is Side.AIOS else couple.aios
                by_aios = side is Side.AIOS
                ranks.setdefault(other, couple.rank_by_aios if by_aios else couple.rank_by_hao)
        mine = asked.standing.partners[code]
        worst = max((ranks[other] for other in mine), default=None)
        if worst is None or (side is Side.HAO and asked.standing.free_places(code)):
            worst = 10**6
        expected = sorted(
            (rank, other) for other, rank in ranks.items() if rank < worst and other not in mine
        )
        reasons = explain(ronde, asked, code).why_not
        assert [(reason.own_rank, reason.partner) for reason in reasons] == expected


def test_everybody_higher_on_the_list_gets_a_reason_and_nobody_else() -> None:
    ronde = round_of(
        {"A1": "H1 H2 H3", "A2": "H1 H3 H2", "A3": "H2 H1 H3"},
        {"H1": "A1 A2 A3", "H2": "A3 A1 A2", "H3": "A1 A2 A3"},
    )
    asked = asked_of(ronde)
    partner = asked.standing.partners["A2"][0]
    assert partner == "H3"
    explanation = explain(ronde, asked, "A2")
    assert [(r.partner, r.own_rank, r.why) for r in explanation.why_not] == [
        ("H1", 1, WhyNot.GROUP)
    ]
    said = explanation_said(ronde, explanation)
    assert said[0].nl.endswith(": op de eigen lijst voorkeur 2.")
    assert "in plaats van" in said[1].nl
    assert "anderen krijgen een andere koppeling" in said[1].nl
    full = explanation_said(ronde, explanation, full=True)
    assert "A1" in full[1].nl, "the coordinator sees who would have to move"
    assert full[0].nl.endswith("voorkeur 2; op de lijst van de ander voorkeur 2 (vertrouwelijk).")


def test_a_rule_is_quoted_and_its_ground_is_only_for_the_coordinator() -> None:
    ronde = round_of({"A1": "H1 H2"}, {"H1": "A1", "H2": "A1"}, vetoes=[("A1", "H1")])
    explanation = explain(ronde, asked_of(ronde), "A1")
    assert explanation.why_not[0].why is WhyNot.RULE
    person = explanation_said(ronde, explanation)[1].nl
    assert "veto op een erkende grond" in person
    assert "relatie" not in person
    assert "persoonlijke relatie" in explanation_said(ronde, explanation, full=True)[1].nl


def test_places_promised_by_hand_are_named_as_the_reason() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "A2 A1", "H2": "A1 A2"})
    agreed = Agreement("A2", "H1", AgreementKind.LOCKED, "zo afgesproken", "Ans")
    ronde = replace(ronde, agreements=(agreed,))
    asked = asked_of(ronde)
    assert explain(ronde, asked, "A1").why_not[0].why is WhyNot.PLACE_HELD
    ronde = replace(ronde, agreements=(replace(agreed, hao="H2"),))
    asked = asked_of(ronde)
    assert explain(ronde, asked, "A2").why_not[0].why is WhyNot.OWN_AGREED


def test_a_place_of_somebody_who_thinks_it_over_is_not_called_agreed() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "A2 A1", "H2": "A1 A2"})
    facts = replace(facts_of(ronde), locked=(("A2", "H1"),))
    matching = to_matching(solve(facts, GOALS, seed="s"), facts, agreed=())
    assert [(c.held, c.locked) for c in matching.couples] == [(False, False), (True, False)]
    asked = asked_about(facts_of(ronde), matching, goals=GOALS)
    explanation = explain(ronde, asked, "A1")
    assert explanation.why_not[0].why is WhyNot.PLACE_TOLD
    assert "bedenktijd gevraagd" in explanation_said(ronde, explanation)[1].nl
    facts = replace(facts_of(ronde), locked=(("A2", "H2"),))
    matching = to_matching(solve(facts, GOALS, seed="s"), facts, agreed=())
    asked = asked_about(facts_of(ronde), matching, goals=GOALS)
    assert explain(ronde, asked, "A2").why_not[0].why is WhyNot.OWN_TOLD


def test_a_lottery_is_called_a_lottery() -> None:
    ronde = round_of({"A1": "H1", "A2": "H1"}, {"H1": ""}, met=[("A1", "H1"), ("A2", "H1")])
    asked = asked_of(ronde)
    loser = "A1" if asked.standing.partners["A2"] else "A2"
    explanation = explain(ronde, asked, loser)
    assert explanation.partners == ()
    assert [reason.why for reason in explanation.why_not] == [WhyNot.LOTTERY]
    assert explanation_said(ronde, explanation)[-1].nl.endswith("iets verliest: voorkeur 1.")
    assert "de loting besliste" in explanation_said(ronde, explanation)[1].nl
    best = {b.who: b.best_rank for b in best_possible(ronde, asked)}
    assert best[loser] == 1


def test_the_best_possible_place_of_who_lost_the_lottery_is_the_place_of_the_winner() -> None:
    everybody = [("A1", "H1"), ("A1", "H2"), ("A2", "H1"), ("A2", "H2")]
    ronde = round_of({"A1": "H1 H2", "A2": "H1 H2"}, {"H1": "", "H2": ""}, met=everybody)
    asked = asked_of(ronde)
    (loser,) = asked.standing.partners["H2"]
    (found,) = (best for best in best_possible(ronde, asked) if best.who == loser)
    assert (found.own_rank, found.best_rank, found.best_partner) == (2, 1, "H1")


def test_once_the_rest_is_settled_by_hand_who_has_a_place_keeps_it() -> None:
    everybody = [("A1", "H1"), ("A1", "H2"), ("A2", "H1"), ("A2", "H2"), ("A3", "H3")]
    ronde = round_of(
        {"A1": "H1 H2", "A2": "H1 H2", "A3": "H3"}, {"H1": "", "H2": "", "H3": ""}, met=everybody
    )
    first = to_matching(solve(facts_of(ronde), GOALS, seed="zaad"), facts_of(ronde))
    without = replace(ronde, withdrawn=("H3",))
    held = hold_the_rest(without, first)
    now = to_matching(held.solution, held.facts)
    asked = asked_about(held.facts, now, goals=held.solution.goals, keep=held.solution.keep)
    (loser,) = asked.standing.partners["H2"]
    explanation = explain(without, asked, loser)
    assert [reason.why for reason in explanation.why_not] == [WhyNot.SETTLED]
    said = explanation_said(without, explanation)[1]
    assert "wordt met de hand geregeld; wie een plaats heeft, houdt die" in said.nl
    assert "0 in plaats van 2" in said.nl
    assert "telefoongesprekken" not in said.nl
    assert "settled by hand" in said.en


def test_who_withdrew_and_who_was_never_met_have_their_own_sentence() -> None:
    ronde = round_of({"A1": "H1 H2 H3"}, {"H1": "", "H2": "", "H3": "A1"})
    ronde = replace(ronde, withdrawn=("H1",))
    asked = asked_of(ronde)
    reasons = {r.partner: r.why for r in explain(ronde, asked, "A1").why_not}
    assert reasons["H1"] is WhyNot.GONE


def test_an_outdated_matching_is_not_explained_but_refused() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H2 H1"}, {"H1": "A1 A2", "H2": "A2 A1"})
    facts = facts_of(ronde)
    worse = what_if(facts, GOALS, seed="zaad", now=frozenset({("A1", "H2"), ("A2", "H1")}))
    with pytest.raises(OutOfOrder, match="older"):
        explain(ronde, worse, "A1")


def test_a_practice_full_of_agreed_couples_has_no_place_but_another_one_has() -> None:
    ronde = round_of(
        {"A1": "H1", "A2": "H2 H3"}, {"H1": "A1", "H2": "A2", "H3": "A2"},
        praktijk_of={"H1": "P", "H2": "P"}, praktijk_places={"P": 1},
    )  # fmt: skip
    agreed = Agreement("A1", "H1", AgreementKind.LOCKED)
    asked = asked_of(replace(ronde, agreements=(agreed,)))
    assert asked.forced(("A2", "H2")) is None
    assert asked.forced(("A2", "H3")) is not None
    assert explain(ronde, asked, "A2").why_not[0].why is WhyNot.PLACE_HELD


def test_what_becomes_better_is_no_price() -> None:
    ronde = round_of({"A1": "H1 H2", "A2": "H2 H1"}, {"H1": "A1 A2", "H2": "A2 A1"})
    facts = facts_of(ronde)
    poor = what_if(facts, GOALS, seed="zaad", now=frozenset({("A1", "H2"), ("A2", "H1")}))
    price = poor.forced(("A1", "H1"))
    assert price is not None
    assert price.change is not None
    assert price.change.by < 0
    assert price.worse is None


def test_a_trainer_with_two_places_hears_of_everybody_above_the_lesser_of_the_two() -> None:
    ronde = round_of(
        {"A1": "H1", "A2": "H2 H1", "A3": "H1"}, {"H1": "A1 A2 A3", "H2": "A2"}, places={"H1": 2}
    )
    asked = asked_of(ronde)
    assert asked.standing.partners["H1"] == ("A1", "A3")
    assert [r.partner for r in explain(ronde, asked, "H1").why_not] == ["A2"]
