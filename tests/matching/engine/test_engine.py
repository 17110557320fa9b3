"""The best result, and the only one: against enumeration, between kernels, against a MIP."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.facts import Facts, Places, PossibleCouple
from koppelronde.domain.procedure import GoalChoice
from matching.engine.solve import Solution, solve, to_matching
from matching.explain.what_if import WhatIf
from matching.proof.check import check_matching
from tests.matching.engine.rounds import (
    ORDERS,
    by_enumeration,
    cohort,
    counted,
    goal,
    maastricht,
    random_facts,
)


def signed(solution: Solution) -> list[int]:
    """Stage values, the larger the better."""
    return [stage.value if stage.most else -stage.value for stage in solution.stages]


@pytest.mark.parametrize("seed", range(60))
def test_both_kernels_find_what_enumeration_finds(seed: int) -> None:
    rng = Random(seed)
    for goals in ORDERS:
        size = rng.randint(1, 5), rng.randint(1, 4)
        facts = random_facts(
            rng, *size, dense=rng.choice([0.4, 0.7, 1]), worst=rng.choice([1, 2, 5])
        )
        values, people = by_enumeration(facts, goals, "lot")
        solution = solve(facts, goals, seed="lot", kernels="both")
        assert signed(solution) == values
        assert solution.pairs == people


def test_practices_with_limits_and_agreements_by_hand_are_in_the_enumeration_too() -> None:
    locked_rounds = 0
    for seed in range(120):
        rng = Random(seed)
        facts = random_facts(rng, 5, 5, dense=0.8, worst=rng.choice([1, 3]))
        facts = replace(
            facts,
            haos=tuple(
                p._replace(places=rng.randint(1, 2), praktijk=rng.choice(["P1", "P2"]))
                for p in facts.haos
            ),
            praktijk_places={"P1": rng.randint(1, 3), "P2": rng.randint(1, 2)},
        )
        if seed % 2:
            agreed = rng.choice(facts.couples)
            facts = replace(facts, locked=((agreed.aios, agreed.hao),))
            locked_rounds += 1
        goals = ORDERS[seed % len(ORDERS)]
        values, people = by_enumeration(facts, goals, "lot")
        solution = solve(facts, goals, seed="lot", kernels="light" if seed % 4 else "both")
        assert solution.pairs == people
        assert signed(solution) == values
    assert locked_rounds


@pytest.mark.parametrize("goals", ORDERS)
@pytest.mark.parametrize("seed", range(4))
def test_the_kernels_agree_on_rounds_too_large_to_enumerate(
    goals: tuple[GoalChoice, ...], seed: int
) -> None:
    facts = random_facts(Random(seed), 40, 30, dense=0.3, worst=9)
    both = solve(facts, goals, seed="x", kernels="both")
    assert both.kernels == ("light", "flow")
    assert both.pairs == solve(facts, goals, seed="x", kernels="light").pairs
    assert both.pairs == solve(facts, goals, seed="x", kernels="flow").pairs


def test_a_disagreement_between_the_kernels_is_never_swallowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import matching.engine.flow.flow_kernel
    from matching.engine.solve import KernelsDisagree

    honest = matching.engine.flow.flow_kernel.counts_at
    monkeypatch.setattr(
        matching.engine.flow.flow_kernel, "counts_at", lambda stage, there: -honest(stage, there)
    )
    with pytest.raises(KernelsDisagree):
        solve(cohort(12, 5), maastricht(), seed="x", kernels="both")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("goals", [ORDERS[0], ORDERS[4], ORDERS[6]])
def test_an_independent_mip_finds_the_same_values(goals: tuple[GoalChoice, ...], seed: int) -> None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rng = Random(seed)
    facts = random_facts(rng, 18, 14, dense=0.35, worst=6)
    couples = facts.couples
    rows: list[list[float]] = [[c.aios == a for c in couples] for a in facts.aios]
    upper: list[float] = [1.0] * len(facts.aios)
    for places in facts.haos:
        rows.append([c.hao == places.hao for c in couples])
        upper.append(places.places)
    at = {places.hao: places.praktijk for places in facts.haos}
    for code, limit in facts.praktijk_places.items():
        rows.append([at[c.hao] == code for c in couples])
        upper.append(limit)
    lower = [0.0] * len(rows)
    alone = [counted(facts, goals, [couple]) for couple in couples]
    found = []
    for weights in zip(*alone, strict=True):
        result = milp(
            c=-np.array(weights, float),
            constraints=LinearConstraint(np.array(rows, float), lower, upper),
            integrality=np.ones(len(couples)),
            bounds=Bounds(0, 1),
        )
        assert result.success
        best = round(-result.fun)
        found.append(best)
        rows.append([float(weight) for weight in weights])
        lower.append(best)
        upper.append(best)
    assert signed(solve(facts, goals, seed="x", kernels="both")) == found


# ── what it means for people ─────────────────────────────────────────────────────────────────


def couple(a: str, h: str, own: int, other: int) -> PossibleCouple:
    return PossibleCouple(a, h, own, other)


def facts_of(couples: list[PossibleCouple], **places: int) -> Facts:
    aios = sorted({c.aios for c in couples})
    haos = sorted({c.hao for c in couples})
    return Facts(
        aios=tuple(aios),
        haos=tuple(Places(h, places.get(h, 1)) for h in haos),
        couples=tuple(sorted(couples, key=lambda c: c[:2])),
    )


def test_a_couple_agreed_by_hand_is_in_the_result_even_if_they_never_met() -> None:
    facts = Facts(
        aios=("A1", "A2"),
        haos=(Places("H1", 1), Places("H2", 1)),
        couples=(couple("A1", "H1", 1, 1), couple("A2", "H1", 1, 1)),
        locked=(("A1", "H2"),),
    )
    solution = solve(facts, maastricht(), seed="x")
    assert solution.pairs == (("A1", "H2"), ("A2", "H1"))
    assert solution.by_hand == (("A1", "H2"),)
    matching = to_matching(solution, facts)
    by_hand, listed = matching.couples
    assert (by_hand.rank_by_aios, by_hand.locked) == (None, True)
    assert (listed.rank_by_aios, listed.locked) == (1, False)
    assert matching.stages[0].value == 2


def test_agreements_that_do_not_fit_together_are_said_not_overruled() -> None:
    facts = facts_of([couple("A1", "H1", 1, 1), couple("A2", "H1", 1, 1)])
    with pytest.raises(NoPlanExists) as told:
        solve(replace(facts, locked=(("A1", "H1"), ("A2", "H1"))), maastricht(), seed="x")
    assert "H1" in told.value.says.nl
    with pytest.raises(NoPlanExists):
        solve(replace(facts, locked=(("A1", "H9"),)), maastricht(), seed="x")
    with pytest.raises(NoPlanExists):
        solve(replace(facts, locked=(("A2", "H1"),)), maastricht(), seed="x", force=("A1", "H1"))


def test_forced_and_forbidden_couples_are_obeyed() -> None:
    facts = cohort(12, 4)
    free = solve(facts, maastricht(), seed="x")
    gone = free.pairs[0]
    assert gone not in solve(facts, maastricht(), seed="x", forbid=frozenset({gone})).pairs
    other = next(c for c in facts.couples if (c.aios, c.hao) not in free.pairs)
    wanted = (other.aios, other.hao)
    assert wanted in solve(facts, maastricht(), seed="x", force=wanted).pairs


def test_after_a_call_as_few_people_move_as_the_goals_before_it_allow() -> None:
    facts = cohort(20, 5)
    goals = (goal("placed"), goal("fewest_moved"), goal("rank_sum"))
    kept = frozenset(solve(facts, (goal("placed"),), seed="other").pairs)
    solution = solve(facts, goals, seed="x", keep=kept)
    assert set(solution.pairs) == kept
    assert {s.name: s.value for s in solution.stages}["fewest_moved"] == len(kept)


def test_worst_ranks_become_one_stage_per_rank_from_the_worst_down() -> None:
    facts = facts_of([couple("A1", "H1", 7, 1), couple("A2", "H2", 1, 2)])
    goals = (goal("worst_ranks", **{"from": 5}), goal("worst_ranks", **{"from": 2, "to": 4}))
    names = [stage.name for stage in solve(facts, goals, seed="x").stages]
    assert names == [f"worst_ranks:{rank}" for rank in (7, 6, 5, 4, 3, 2)]


def test_the_worst_rank_may_stand_on_a_trainers_list_alone() -> None:
    facts = facts_of([couple("A1", "H1", 1, 7), couple("A2", "H2", 3, 2)])
    goals = (goal("placed"), goal("worst_ranks", **{"from": 3}))
    solution = solve(facts, goals, seed="x")
    names = [stage.name for stage in solution.stages]
    assert names == ["placed", *(f"worst_ranks:{rank}" for rank in (7, 6, 5, 4, 3))]
    assert check_matching(to_matching(solution, facts), facts, goals).findings == ()


def test_a_round_is_large_when_either_side_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import matching.engine.solve

    monkeypatch.setattr(matching.engine.solve, "BOTH_UP_TO", 2)
    few = facts_of([couple("A1", "H1", 1, 1), couple("A2", "H2", 1, 1)])
    assert solve(few, maastricht(), seed="x", kernels="both").kernels == ("light", "flow")
    trainers = facts_of([couple("A1", f"H{n}", n, 1) for n in (1, 2, 3)])
    trainees = facts_of([couple(f"A{n}", "H1", 1, n) for n in (1, 2, 3)])
    for facts in (trainers, trainees):
        assert solve(facts, maastricht(), seed="x", kernels="both").kernels == ("flow",)


def test_who_the_lottery_decided_for_and_who_not() -> None:
    facts = facts_of(
        [
            couple("A1", "H1", 1, 1),
            couple("A1", "H2", 1, 1),
            couple("A2", "H1", 1, 1),
            couple("A2", "H2", 1, 1),
            couple("A3", "H3", 1, 1),
        ]
    )
    solution = solve(facts, maastricht(), seed="x")
    assert solution.undecided == ("A1", "A2")
    assert [(c.aios, c.hao) for c in solution.always] == [("A3", "H3")]
    assert len({solve(facts, maastricht(), seed=str(n)).pairs for n in range(20)}) == 2


def test_people_without_any_possible_couple_and_an_empty_round_have_a_result_too() -> None:
    empty = Facts(aios=(), haos=(), couples=())
    assert solve(empty, maastricht(), seed="x").pairs == ()
    lonely = Facts(aios=("A1",), haos=(Places("H1", 1),), couples=())
    solution = solve(lonely, maastricht(), seed="x")
    assert solution.unplaced == ("A1",)
    assert solution.open_places == (("H1", 1),)


def test_progress_is_told() -> None:
    heard: list[tuple[int, int]] = []
    solve(
        cohort(24, 6),
        maastricht(),
        seed="x",
        progress=lambda done, total, says: heard.append((done, total)),
    )
    assert heard
    assert all(done <= total for done, total in heard)


def test_methods_that_are_not_the_rule_fail_somewhere() -> None:
    """Else the rounds of these tests would be too easy to prove anything."""
    size, rank_sum, float_weight, unstable = 0, 0, 0, 0
    for seed in range(12):
        facts = cohort(24, 6, seed)
        exact = signed(solve(facts, maastricht(), seed="x", kernels="light"))
        by_sum = solve(facts, (goal("placed"), goal("rank_sum")), seed="x", kernels="light")
        size += _value(facts, _gale_shapley(facts)) != exact
        rank_sum += _value(facts, set(by_sum.pairs)) != exact
        float_weight += _value(facts, _one_float_weight(facts)) != exact
        unstable += _value(facts, _gale_shapley(facts))[0] < exact[0]
    assert all((size, rank_sum, float_weight, unstable))


def _value(facts: Facts, pairs: set[tuple[str, str]]) -> list[int]:
    made = [c for c in facts.couples if (c.aios, c.hao) in pairs]
    return counted(facts, maastricht(), made)


def _gale_shapley(facts: Facts) -> set[tuple[str, str]]:
    lists = {
        a: sorted((c for c in facts.couples if c.aios == a), key=lambda c: c.rank_by_aios)
        for a in facts.aios
    }
    held: dict[str, PossibleCouple] = {}
    free = list(facts.aios)
    while free:
        who = free.pop()
        while lists[who]:
            proposal = lists[who].pop(0)
            now = held.get(proposal.hao)
            if now is None or proposal.rank_by_hao < now.rank_by_hao:
                held[proposal.hao] = proposal
                if now is not None:
                    free.append(now.aios)
                break
    return {(c.aios, c.hao) for c in held.values()}


def _one_float_weight(facts: Facts) -> set[tuple[str, str]]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    a = {code: n for n, code in enumerate(facts.aios)}
    h = {places.hao: n for n, places in enumerate(facts.haos)}
    weight = np.zeros((len(a), len(h)))
    for c in facts.couples:
        folded = 0.0
        for value in counted(facts, maastricht(), [c]):
            folded = folded * 97 + value
        weight[a[c.aios], h[c.hao]] = folded
    rows, columns = linear_sum_assignment(weight, maximize=True)
    possible = {(c.aios, c.hao) for c in facts.couples}
    pairs = {(facts.aios[i], facts.haos[j].hao) for i, j in zip(rows, columns, strict=True)}
    return pairs & possible


def test_a_large_round_is_asked_by_the_other_kernel_with_the_same_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0
    for seed in range(25):
        rng = Random(seed)
        facts = random_facts(rng, rng.randint(2, 8), rng.randint(2, 7), dense=0.6, worst=5)
        goals = maastricht() if seed % 2 else (*maastricht()[:1], goal("fewest_moved"))
        keep = frozenset(couple[:2] for couple in facts.couples[::3])
        now = frozenset(solve(facts, goals, seed="lot", keep=keep, kernels="light").pairs)
        answers = []
        for up_to in (1000, 0):
            monkeypatch.setattr("matching.engine.solve.LIGHT_UP_TO", up_to)
            what_if = WhatIf(facts, goals, "lot", now, keep)
            answers.append([
                None if price is None else (price.stages, len(price.pairs & now))
                for couple in facts.couples
                for price in (what_if.forced(couple[:2]), what_if.without(couple[:2]))
            ])  # fmt: skip
            again = solve(facts, goals, seed="lot", keep=keep, kernels="one")
            assert again.kernels == (("light",) if up_to else ("flow",))
            assert frozenset(again.pairs) == now
        assert answers[0] == answers[1]
        asked += len(answers[0])
    assert asked > 500
