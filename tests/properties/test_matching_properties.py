"""What must hold for every round, whatever its lists: said as properties of the matching."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matching.engine.flow.flow_lottery
import matching.engine.optimal_face
from koppelronde.domain.facts import Facts, Places, PossibleCouple
from koppelronde.domain.lottery import drawing_order, lot
from matching.engine.solve import Solution, solve, to_matching
from matching.proof.check import check_matching
from tests.matching.engine.rounds import ORDERS, goal, maastricht, random_facts

some = settings(deadline=None, max_examples=60)
rounds = st.builds(
    lambda seed, aios, haos, dense, worst: random_facts(
        Random(seed), aios, haos, dense=dense, worst=worst
    ),
    st.integers(0, 10**6),
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from([0.2, 0.4, 0.7, 1.0]),
    st.sampled_from([1, 2, 3, 8]),
)
orders = st.sampled_from(ORDERS)


def light(facts: Facts, goals: object = None, **more: object) -> Solution:
    return solve(facts, goals or maastricht(), seed="lot", kernels="light", **more)  # type: ignore[arg-type]


def vector(solution: Solution) -> tuple[int, ...]:
    return tuple(stage.value if stage.most else -stage.value for stage in solution.stages)


@some
@given(rounds, orders)
def test_the_checker_finds_nothing_and_counts_the_same(facts: Facts, goals: object) -> None:
    solution = light(facts, goals)
    checked = check_matching(to_matching(solution, facts), facts, solution.goals)
    assert checked.findings == ()
    assert [value for _, value in checked.values] == list(solution.values)


@some
@given(rounds, orders, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(facts: Facts, goals: object, rng: Random) -> None:
    def shuffled(rows: tuple[object, ...]) -> tuple[object, ...]:
        mixed = list(rows)
        rng.shuffle(mixed)
        return tuple(mixed)

    mixed = Facts(
        aios=shuffled(facts.aios),  # type: ignore[arg-type]
        haos=shuffled(facts.haos),  # type: ignore[arg-type]
        couples=shuffled(facts.couples),  # type: ignore[arg-type]
        praktijk_places=dict(reversed(list(facts.praktijk_places.items()))),
    )
    assert light(mixed, goals) == light(facts, goals)


@some
@given(rounds, orders, st.randoms(use_true_random=False))
def test_other_codes_with_the_same_lots_give_the_same_people(
    facts: Facts, goals: object, rng: Random
) -> None:
    codes = [*facts.aios, *(places.hao for places in facts.haos)]
    fresh = [f"X{n}" for n in range(len(codes))]
    rng.shuffle(fresh)
    new = dict(zip(codes, fresh, strict=True))
    old = {renamed: code for code, renamed in new.items()}
    renamed = Facts(
        aios=tuple(sorted(new[code] for code in facts.aios)),
        haos=tuple(sorted(p._replace(hao=new[p.hao]) for p in facts.haos)),
        couples=tuple(sorted((c._replace(aios=new[c.aios], hao=new[c.hao]) for c in facts.couples),
                             key=lambda c: c[:2])),
        praktijk_places=facts.praktijk_places,
    )  # fmt: skip

    def as_before(seed: str, *who: str) -> str:
        return lot(seed, *(old[code] for code in who))

    def order_as_before(seed: str, who: list[str]) -> list[str]:
        return [new[code] for code in drawing_order(seed, (old[code] for code in who))]

    with pytest.MonkeyPatch.context() as patch:
        for module in (matching.engine.optimal_face, matching.engine.flow.flow_lottery):
            patch.setattr(module, "lot", as_before)
            patch.setattr(module, "drawing_order", order_as_before)
        pairs = light(renamed, goals).pairs
    assert sorted((old[a], old[h]) for a, h in pairs) == list(light(facts, goals).pairs)


@some
@given(rounds, orders)
def test_another_seed_changes_nobody_whom_the_goals_decide(facts: Facts, goals: object) -> None:
    one = light(facts, goals)
    other = solve(facts, one.goals, seed="other", kernels="light")
    assert (one.values, one.always, one.undecided) == (other.values, other.always, other.undecided)
    moved = set(one.pairs) ^ set(other.pairs)
    assert {aios for aios, _ in moved} <= set(one.undecided)


@some
@given(rounds, st.data())
def test_a_new_possibility_never_worsens_the_goals(facts: Facts, data: st.DataObject) -> None:
    """Removing a rule adds couples; here a rule that forbade some couples goes away."""
    if not facts.couples:
        return
    fewer = frozenset(data.draw(st.sets(st.sampled_from([(c.aios, c.hao) for c in facts.couples]))))
    assert vector(light(facts)) >= vector(light(facts, forbid=fewer))


@some
@given(rounds, st.data())
def test_locking_a_couple_never_improves_the_goals(facts: Facts, data: st.DataObject) -> None:
    open_ = {p.hao for p in facts.haos if p.places and facts.praktijk_places.get(p.praktijk, 1)}
    possible = [(c.aios, c.hao) for c in facts.couples if c.hao in open_]
    if possible:
        locked = replace(facts, locked=(data.draw(st.sampled_from(possible)),))
        assert vector(light(locked)) <= vector(light(facts))


@some
@given(rounds)
def test_locking_what_came_out_changes_nothing(facts: Facts) -> None:
    free = light(facts)
    assert light(replace(facts, locked=free.pairs)).pairs == free.pairs
    if free.pairs:
        assert light(replace(facts, locked=free.pairs[:1])).pairs == free.pairs


@some
@given(rounds, st.data())
def test_who_puts_their_own_partner_higher_keeps_that_partner(
    facts: Facts, data: st.DataObject
) -> None:
    goals = (goal("placed"), goal("rank_sum"))
    before = light(facts, goals)
    raised = [c for c in before.couples if c.rank_by_aios > 1]
    if not raised:
        return
    mine = data.draw(st.sampled_from(raised))
    higher = tuple(
        c._replace(rank_by_aios=c.rank_by_aios - 1) if c[:2] == mine[:2] else c
        for c in facts.couples
    )
    assert (mine.aios, mine.hao) in light(replace(facts, couples=higher), goals).pairs


@some
@given(rounds)
def test_a_couple_that_nobody_made_can_be_forbidden(facts: Facts) -> None:
    before = light(facts)
    unused = {(c.aios, c.hao) for c in facts.couples} - set(before.pairs)
    for pair in sorted(unused)[:2]:
        assert light(facts, forbid=frozenset({pair})).pairs == before.pairs


@some
@given(rounds, rounds)
def test_two_cohorts_that_never_meet_add_up(one: Facts, other: Facts) -> None:
    far = Facts(
        aios=tuple(f"Z{code}" for code in other.aios),
        haos=tuple(p._replace(hao=f"Z{p.hao}", praktijk=f"Z{p.praktijk}") for p in other.haos),
        couples=tuple(c._replace(aios=f"Z{c.aios}", hao=f"Z{c.hao}") for c in other.couples),
        praktijk_places={f"Z{code}": n for code, n in other.praktijk_places.items()},
    )
    joined = Facts(
        aios=one.aios + far.aios,
        haos=one.haos + far.haos,
        couples=one.couples + far.couples,
        praktijk_places={**one.praktijk_places, **far.praktijk_places},
    )
    goals = (goal("placed"), goal("worst_ranks", **{"from": 2, "to": 8}), goal("rank_sum"))

    def by_name(facts: Facts) -> dict[str, int]:
        return {stage.name: stage.value for stage in light(facts, goals).stages}

    both, first, second = by_name(joined), by_name(one), by_name(far)
    assert both == {name: first.get(name, 0) + second.get(name, 0) for name in both}


@some
@given(rounds)
def test_an_hao_with_places_is_as_good_as_so_many_haos_with_one(facts: Facts) -> None:
    clones = [
        Places(f"{p.hao}.{number}", 1, p.praktijk, p.waiting_days)
        for p in facts.haos
        for number in range(p.places)
    ]
    couples: list[PossibleCouple] = []
    for c in facts.couples:
        room = next(p.places for p in facts.haos if p.hao == c.hao)
        couples += [c._replace(hao=f"{c.hao}.{number}") for number in range(room)]
    cloned = replace(facts, haos=tuple(sorted(clones)), couples=tuple(couples))
    goals = (goal("placed"), goal("worst_ranks", **{"from": 1, "to": 8}), goal("waiting"),
             goal("own_worst_rank"))  # fmt: skip
    had, have = light(facts, goals), light(cloned, goals)
    values = {stage.name: stage.value for stage in have.stages}
    assert all(values.get(stage.name, 0) == stage.value for stage in had.stages)


@some
@given(rounds)
def test_swapping_the_sides_gives_the_same_values(facts: Facts) -> None:
    goals = (goal("placed"), goal("both_within", rank=2), goal("worst_ranks"), goal("rank_sum"),
             goal("evenness"))  # fmt: skip
    single = replace(
        facts, haos=tuple(p._replace(places=1) for p in facts.haos), praktijk_places={}
    )
    swapped = Facts(
        aios=tuple(p.hao for p in facts.haos),
        haos=tuple(Places(code, 1) for code in facts.aios),
        couples=tuple(
            c._replace(
                aios=c.hao, hao=c.aios, rank_by_aios=c.rank_by_hao, rank_by_hao=c.rank_by_aios
            )
            for c in facts.couples
        ),
    )
    assert light(swapped, goals).values == light(single, goals).values
