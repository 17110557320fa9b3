"""What must hold for any carrousel: no rule broken, names and row order decide nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_timetable
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import broken
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome_carrousel import Table, Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, Koppelronde, MeetingWish, Presence
from tests.carrousel.rounds import MADE_AT, small_round


@st.composite
def rounds(draw: st.DrawFn) -> Koppelronde:
    """Small rounds with any mixture of limits, wishes, vetoes, hours, rooms and movers."""
    n, m = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    numbers = draw(
        st.sampled_from([{}, {"turns_max": 3}, {"turns_max": 5}, {"meetings_each": 2},
                         {"group_size": 3}])
    )  # fmt: skip
    seats = draw(st.sampled_from([0, 0, 4, 9]))
    ronde = small_round(
        n, m, numbers=numbers,
        breaks_at=draw(st.sampled_from([(), (time(13, 20),)])),
        tables=tuple(Table(t + 1, f"Zaal {t % 2}", t) for t in range(seats)),
    )  # fmt: skip
    aios = st.sampled_from([person.code for person in ronde.aios])
    haos = st.sampled_from([person.code for person in ronde.haos])
    wishes = st.builds(
        CarrouselWish, aios, haos, st.sampled_from(Side), st.sampled_from(MeetingWish)
    )
    vetoes = st.builds(Veto, aios, haos, st.just(VetoGround.RELATION))
    hours = st.builds(
        Presence, st.one_of(aios, haos),
        st.sampled_from([None, time(13, 8), time(13, 16)]),
        st.sampled_from([None, time(13, 40), time(14)]),
    )  # fmt: skip
    presences = draw(st.lists(hours, max_size=2, unique_by=lambda presence: presence.code))
    return replace(
        ronde,
        carrousel_wishes=tuple(draw(st.lists(wishes, max_size=10, unique=True))),
        vetoes=tuple(draw(st.lists(vetoes, max_size=2, unique=True))),
        presences=tuple(presences),
        procedure=replace(ronde.procedure, mover=draw(st.sampled_from(Side))),
    )


def plan(ronde: Koppelronde) -> Timetable | None:
    try:
        return plan_carrousel(ronde, version=1, made_at=MADE_AT)
    except NoPlanExists as refused:
        if not (refused.reasons and refused.remedies):
            raise
        return None


@settings(max_examples=120)
@given(rounds())
def test_no_plan_breaks_a_rule_and_no_goal_beats_its_bound(ronde: Koppelronde) -> None:
    timetable = plan(ronde)
    if timetable is None:
        return
    assert broken(check_timetable(ronde, timetable)) == ()
    for stage in timetable.stages:
        assert not stage.proven or stage.value == stage.bound
    first = next(stage for stage in timetable.stages if stage.name == "meetings")
    assert first.value == len(timetable.meetings) <= first.bound


@settings(max_examples=40)
@given(rounds())
def test_the_order_of_rows_changes_nothing(ronde: Koppelronde) -> None:
    shuffled = replace(
        ronde,
        aios=ronde.aios[::-1],
        haos=(*ronde.haos[1:], *ronde.haos[:1]),
        vetoes=ronde.vetoes[::-1],
        presences=ronde.presences[::-1],
        carrousel_wishes=ronde.carrousel_wishes[::-1],
    )
    assert plan(shuffled) == plan(ronde)


@settings(max_examples=40)
@given(rounds())
def test_other_codes_give_goals_of_the_same_value(ronde: Koppelronde) -> None:
    """Only where the choice is proven; a local optimum of groups may depend on the lot."""
    timetable = plan(ronde)
    if timetable is None or timetable.groups:
        return

    def other(code: str) -> str:
        return f"{code[0]}{90 - int(code[1:])}"

    renamed = replace(
        ronde,
        aios=tuple(replace(person, code=other(person.code)) for person in ronde.aios),
        haos=tuple(replace(person, code=other(person.code)) for person in ronde.haos),
        vetoes=tuple(replace(v, aios=other(v.aios), hao=other(v.hao)) for v in ronde.vetoes),
        presences=tuple(replace(p, code=other(p.code)) for p in ronde.presences),
        carrousel_wishes=tuple(
            replace(w, aios=other(w.aios), hao=other(w.hao)) for w in ronde.carrousel_wishes
        ),
    )
    again = plan(renamed)
    assert again is not None
    chosen = ("meetings", "must_granted", "rather_not", "like_granted", "met_before")
    for one, two in zip(timetable.stages, again.stages, strict=True):
        if one.name in chosen and one.proven and two.proven:
            assert (one.name, one.value) == (two.name, two.value)


@settings(max_examples=40)
@given(rounds())
def test_leaving_out_a_veto_never_gives_fewer_meetings(ronde: Koppelronde) -> None:
    with_veto, without = plan(ronde), plan(replace(ronde, vetoes=()))
    if with_veto is None or without is None:
        return
    proven = all(
        stage.proven
        for timetable in (with_veto, without)
        for stage in timetable.stages
        if stage.name == "meetings"
    )
    if proven and not with_veto.groups:
        assert len(without.meetings) >= len(with_veto.meetings)
