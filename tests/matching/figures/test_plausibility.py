"""The stop before announcing: silent in normal rounds, loud in copies of known failures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from bureau.fiction.lists import fictional_lists
from koppelronde.domain.facts import Facts, couple_facts
from koppelronde.domain.lists import Voorkeurslijst, list_in_order
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, VisitWish
from matching.engine.solve import solve, to_matching
from matching.figures.plausibility import plausibility_findings
from tests.matching.calls.afternoon import disagreeing_round


def mutual_round(seed: int) -> Koppelronde:
    """After good visits: liking is half mutual, half one's own."""
    ronde = disagreeing_round(24, 28, 6, seed=seed)
    dice = Random(seed)
    spark = {pair: dice.random() for pair in ronde.met_before}

    def liked(lijst: Voorkeurslijst) -> Voorkeurslijst:
        mine = {(h if a == lijst.owner else a): spark[a, h] + 0.8 * dice.random()
                for a, h in ronde.met_before if lijst.owner in (a, h)}  # fmt: skip
        return list_in_order(lijst.owner, lijst.side, tuple(sorted(mine, key=lambda c: -mine[c])))

    return replace(
        ronde,
        lists_aios=tuple(map(liked, ronde.lists_aios)),
        lists_hao=tuple(map(liked, ronde.lists_hao)),
    )


def popular_round(seed: int) -> Koppelronde:
    """Everybody likes much the same people."""
    ronde = disagreeing_round(24, 28, 6, seed=seed)
    return fictional_lists(ronde, frozenset(ronde.met_before), seed=str(seed))


def matched(ronde: Koppelronde) -> tuple[Facts, Matching]:
    facts = couple_facts(ronde)
    solution = solve(facts, ronde.procedure.goals, seed="z", kernels="light")
    return facts, to_matching(solution, facts)


def upside_down(lijst: Voorkeurslijst) -> Voorkeurslijst:
    return replace(
        lijst, entries=tuple((who, len(lijst.entries) + 1 - n) for who, n in lijst.entries)
    )


def rules(ronde: Koppelronde, facts: Facts, matching: Matching) -> set[str]:
    return {finding.rule for finding in plausibility_findings(ronde, facts, matching)}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "make", [mutual_round, popular_round, lambda n: disagreeing_round(24, 28, 6, seed=n)]
)
def test_a_normal_round_does_not_stop(make: Callable[[int], Koppelronde], seed: int) -> None:
    ronde = make(seed)
    facts, matching = matched(ronde)
    assert rules(ronde, facts, matching) == set()


@pytest.mark.parametrize("seed", range(4))
def test_ranks_handed_to_the_engine_as_marks_stop(seed: int) -> None:
    """Wales 2021, Ireland 2020: what was best came in as worst, for one side."""
    ronde = mutual_round(seed)
    reversed_round = replace(ronde, lists_aios=tuple(map(upside_down, ronde.lists_aios)))
    facts, matching = matched(reversed_round)
    assert "wrong_way_round" in rules(ronde, facts, matching)


@pytest.mark.parametrize("seed", range(4))
def test_a_side_read_the_wrong_way_round_at_intake_stops(seed: int) -> None:
    """Then the lists themselves are wrong, and only the other side gives it away."""
    ronde = mutual_round(seed)
    reversed_round = replace(ronde, lists_aios=tuple(map(upside_down, ronde.lists_aios)))
    facts, matching = matched(reversed_round)
    assert "sides_opposed" in rules(reversed_round, facts, matching)


def test_lists_that_go_against_the_wishes_for_visits_stop() -> None:
    """Where everybody likes the same people, only the wishes tell which end is up."""
    ronde = popular_round(5)
    wishes = tuple(
        VisitWish(lijst.owner, ronde.hao_by_code[who].praktijk, place)
        for lijst in ronde.lists_aios
        for place, (who, _n) in enumerate(lijst.entries, 1)
    )
    ronde = replace(ronde, visit_wishes=wishes)
    facts, matching = matched(ronde)
    assert rules(ronde, facts, matching) == set()
    wrong = replace(ronde, lists_aios=tuple(map(upside_down, ronde.lists_aios)))
    facts, matching = matched(wrong)
    assert "wishes_opposed" in rules(wrong, facts, matching)
    theirs = replace(wrong, visit_wishes=tuple(replace(w, by=Side.HAO) for w in wishes))
    assert "wishes_opposed" not in rules(theirs, facts, matching)


@pytest.mark.parametrize("seed", range(4))
def test_scores_mixed_up_on_the_way_stop(seed: int) -> None:
    """RCP 2018: everybody got somebody else's scores."""
    ronde = mutual_round(seed)
    facts, _right = matched(ronde)
    numbers = [(c.rank_by_aios, c.rank_by_hao) for c in facts.couples]
    mixed = replace(
        facts,
        couples=tuple(
            couple._replace(rank_by_aios=a, rank_by_hao=h)
            for couple, (a, h) in zip(facts.couples, [*numbers[37:], *numbers[:37]], strict=True)
        ),
    )
    solution = solve(mixed, ronde.procedure.goals, seed="z", kernels="light")
    assert "wrong_way_round" in rules(ronde, facts, to_matching(solution, mixed))


def test_a_popular_trainer_left_empty_stops() -> None:
    """AUA 2005: famous programmes were empty."""
    ronde = mutual_round(1)
    facts, _right = matched(ronde)
    star = ronde.haos[0].code
    fans = [person.code for person in ronde.aios[:14]]
    lists = tuple(
        replace(lijst, entries=((star, lijst.entries[0][1]), *(e for e in lijst.entries[1:]
                                                               if e[0] != star)))
        if lijst.owner in fans else lijst
        for lijst in ronde.lists_aios
    )  # fmt: skip
    loved = replace(ronde, lists_aios=lists, met_before=tuple(
        sorted({*ronde.met_before, *((fan, star) for fan in fans)})))  # fmt: skip
    hers = Voorkeurslijst(star, ronde.lists_hao[0].side,
                          tuple((fan, lists[0].entries[0][1]) for fan in fans))  # fmt: skip
    loved = replace(loved, lists_hao=(hers, *(x for x in loved.lists_hao if x.owner != star)))
    facts, right = matched(loved)
    assert "popular_and_open" not in rules(loved, facts, right)
    empty = replace(right, couples=tuple(c for c in right.couples if c.hao != star))
    assert "popular_and_open" in rules(loved, facts, empty)


def test_a_match_without_a_list_stops() -> None:
    ronde = mutual_round(2)
    ronde = replace(ronde, lists_aios=ronde.lists_aios[1:])
    facts, matching = matched(ronde)
    (finding,) = plausibility_findings(ronde, facts, matching)
    assert (finding.rule, finding.who) == ("without_list", (ronde.aios[0].code,))


def test_far_worse_than_every_earlier_round_stops() -> None:
    ronde = mutual_round(3)
    facts, matching = matched(ronde)
    poor = replace(matching, couples=tuple(replace(c, rank_by_hao=6) for c in matching.couples))
    found = plausibility_findings(ronde, facts, poor, earlier_top_shares=(0.9, 0.8))
    assert "worse_than_before" in {finding.rule for finding in found}
    assert plausibility_findings(ronde, facts, matching, earlier_top_shares=(0.9, 0.8)) == ()
