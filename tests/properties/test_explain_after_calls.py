"""After calls too, what is explained is what enumeration says of the result that stands.

A result after calls was made by the goals in another order (docs/explanations.md, The call list):
what matters, then as few couples changed as possible, then the rest. Everything said about it is
compared with every result there is, weighed in just that order.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.domain.people import Side
from matching.explain.explain import WhyNot, as_pair, asked_about, explain
from matching.explain.explain_words import explanation_said
from matching.explain.what_if import Price, WhatIf
from matching.goals.partners import Pair
from tests.matching.calls.afternoon import Desk, desk_of
from tests.matching.small_rounds import all_results, small_rounds, worth

MATTER = 2
"""Placed and within the top ranks come before keeping couples as they were."""

Worth = Callable[[frozenset[Pair]], tuple[int, ...]]


@st.composite
def afternoons(draw: st.DrawFn) -> Desk:
    """A desk after one to three answers, or somebody leaving, each of which changed something."""
    desk = desk_of(draw(small_rounds()))
    for _step in range(draw(st.integers(1, 4))):
        pairs = sorted(desk.pairs)
        if not pairs:
            break
        aios, hao = draw(st.sampled_from(pairs))
        who, partner = draw(st.sampled_from([(aios, hao), (hao, aios)]))
        answer = draw(st.sampled_from([*CallOutcome, CallOutcome.REFUSED, None]))
        try:
            desk = desk.withdraw(who) if answer is None else desk.call(who, partner, answer)
        except WrongUse:
            continue
    return desk


def asked_of(desk: Desk) -> tuple[WhatIf, Worth]:
    """The questions about the standing result, and its order of goals written out once more."""
    if desk.last is None:
        goals, keep = desk.ronde.procedure.goals, frozenset[Pair]()
    else:
        goals, keep = desk.last.goals, desk.last.keep
    asked = asked_about(desk.facts, desk.matching, goals=goals, keep=keep)

    def as_made(pairs: frozenset[Pair]) -> tuple[int, ...]:
        plain = worth(asked.facts, pairs)
        if desk.last is None:
            return plain
        return (*plain[:MATTER], len(pairs & keep), *plain[MATTER:])

    return asked, as_made


def is_best(
    asked: WhatIf, price: Price, among: list[frozenset[Pair]], by: Worth, names: list[str]
) -> None:
    """The price is that of the best of these results, and nobody moves who need not."""
    now, best = by(asked.now), max(by(pairs) for pairs in among)
    assert by(price.pairs) == best
    assert len(price.pairs & asked.now) == max(
        len(pairs & asked.now) for pairs in among if by(pairs) == best
    )
    if best == now:
        assert price.change is None
        return
    first = next(n for n, (a, b) in enumerate(zip(now, best, strict=True)) if a != b)
    assert price.change is not None
    assert price.change.stage.name == names[first]
    assert price.change.by == now[first] - best[first]
    assert abs(price.change.then - price.change.now) == abs(price.change.by)


@settings(deadline=None, max_examples=200)
@given(afternoons())
def test_every_reason_is_true_of_the_standing_result(desk: Desk) -> None:
    asked, as_made = asked_of(desk)
    assert [(s.name, s.value) for s in asked.stages] == [
        (s.name, s.value) for s in desk.matching.stages
    ], "weighed by the stages that the result was certified with"
    results = list(all_results(asked.facts))
    assert as_made(asked.now) == max(as_made(pairs) for pairs in results)
    names = [stage.name for stage in asked.stages]
    gone = set(desk.ronde.withdrawn)
    for code in {*desk.ronde.aios_by_code, *desk.ronde.hao_by_code} - gone:
        side = Side.AIOS if code in desk.ronde.aios_by_code else Side.HAO
        for reason in explain(desk.ronde, asked, code).why_not:
            pair = as_pair(side, code, reason.partner)
            having = [pairs for pairs in results if pair in pairs]
            if reason.price is None:
                assert not having
                continue
            is_best(asked, reason.price, having, as_made, names)
            stage = None if reason.price.change is None else reason.price.change.stage.name
            assert (reason.why is WhyNot.LOTTERY) == (stage is None)
            assert (reason.why is WhyNot.STAYS) == (stage == "fewest_moved")
            if reason.why is WhyNot.STAYS:
                assert reason.if_all_may_move is not None
                is_best(
                    asked, reason.if_all_may_move, having,
                    lambda pairs: worth(asked.facts, pairs),
                    [name for name in names if name != "fewest_moved"],
                )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(afternoons())
def test_best_place_and_always_are_about_results_as_good_as_this_one(desk: Desk) -> None:
    asked, as_made = asked_of(desk)
    equal = [r for r in all_results(asked.facts) if as_made(r) == as_made(asked.now)]
    gone = set(desk.ronde.withdrawn)
    for code in {*desk.ronde.aios_by_code, *desk.ronde.hao_by_code} - gone:
        side = Side.AIOS if code in desk.ronde.aios_by_code else Side.HAO
        explanation = explain(desk.ronde, asked, code)
        mine = {as_pair(side, code, other) for other in asked.standing.partners[code]}
        assert explanation.always == (bool(mine) and all(mine <= pairs for pairs in equal))
        ranks = [asked.standing.rank_of(*pair, code) for r in equal for pair in r if code in pair]
        best = min((rank for rank in ranks if rank is not None), default=None)
        [said] = [
            text.nl
            for text in explanation_said(desk.ronde, explanation)
            if text.nl.startswith("Beste voorkeur")
        ]
        assert said.endswith("geen." if best is None else said[said.index(":") + 2 :])
        assert f" voorkeur {best}" in said or best is None
        assert ("koppels veranderen" in said) == bool(desk.last is not None and desk.last.keep)


@settings(deadline=None, max_examples=40)
@given(afternoons())
def test_after_calls_too_nobody_else_is_named_to_the_person(desk: Desk) -> None:
    asked, _ = asked_of(desk)
    everybody = {*desk.ronde.aios_by_code, *desk.ronde.hao_by_code}
    for code in everybody - set(desk.ronde.withdrawn):
        explanation = explain(desk.ronde, asked, code)
        about = {code, *(p for p, _own, _back in explanation.partners)}
        about |= {reason.partner for reason in explanation.why_not}
        for said in explanation_said(desk.ronde, explanation):
            words = set((said.nl + " " + said.en).replace("(", " ").replace(")", " ").split())
            assert not words & (everybody - about)
            for other in everybody - about:
                assert desk.ronde.name_of(other) not in said.nl + said.en
