"""The plan of an afternoon, judged by the checker that shares no code with it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time

import pytest

from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_timetable
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import broken
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, Koppelronde, MeetingWish, Presence
from koppelronde.domain.times import Period, clock
from tests.carrousel.rounds import MADE_AT, small_round, tables, with_numbers


def plan(ronde: Koppelronde) -> Timetable:
    timetable = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    assert broken(check_timetable(ronde, timetable)) == ()
    return timetable


def rules_noticed(ronde: Koppelronde, timetable: Timetable) -> set[str]:
    return {finding.rule for finding in check_timetable(ronde, timetable)}


def value(timetable: Timetable, name: str) -> int:
    return next(stage.value for stage in timetable.stages if stage.name == name)


def with_wishes(ronde: Koppelronde, seed: int = 1) -> Koppelronde:
    dice = random.Random(seed)
    kinds = [MeetingWish.MUST, *[MeetingWish.LIKE] * 5, MeetingWish.RATHER_NOT]
    wishes = {
        CarrouselWish(a.code, h.code, dice.choice(list(Side)), dice.choice(kinds))
        for a in ronde.aios
        for h in dice.sample(ronde.haos, min(6, len(ronde.haos)))
    }
    return replace(ronde, carrousel_wishes=tuple(wishes))


# ── everybody meets everybody ────────────────────────────────────────────────────────────────


def test_twenty_four_aios_meet_thirty_haos_in_thirty_turns() -> None:
    ronde = small_round(24, 30)
    timetable = plan(ronde)
    assert len(timetable.turns) == 30
    assert len(timetable.meetings) == len({(m.aios, m.hao) for m in timetable.meetings}) == 720
    assert clock(timetable.turns[-1].end) == "17:15"
    assert timetable.missed == ()
    assert rules_noticed(ronde, timetable) == set()
    assert all(stage.proven for stage in timetable.stages)


def test_who_moves_is_a_setting_of_the_procedure_and_of_the_round() -> None:
    ronde = small_round(5, 6)
    aios_move = plan(ronde)
    by_procedure = replace(ronde, procedure=replace(ronde.procedure, mover=Side.HAO))
    assert {code[0] for code, _ in aios_move.home} == {"H"}
    assert {code[0] for code, _ in plan(by_procedure).home} == {"A"}
    assert {code[0] for code, _ in plan(small_round(5, 6, mover=Side.HAO)).home} == {"A"}
    this_time = replace(by_procedure, settings=replace(ronde.settings, mover=Side.AIOS))
    assert {code[0] for code, _ in plan(this_time).home} == {"H"}


def test_a_veto_gives_both_a_pause_and_the_rest_still_meets() -> None:
    ronde = small_round(5, 6)
    ronde = replace(ronde, vetoes=(Veto("A02", "H03", VetoGround.RELATION, "A02"),))
    timetable = plan(ronde)
    assert ("A02", "H03") not in {(m.aios, m.hao) for m in timetable.meetings}
    assert len(timetable.meetings) == 29
    assert timetable.missed == ()
    assert "carrousel_veto_pause" in {finding.rule for finding in timetable.findings}


def test_who_cannot_be_coupled_still_meets_when_everybody_meets_everybody_and_it_is_said() -> None:
    ronde = small_round(5, 6)
    first = replace(ronde.aios[0], relations=("H02",))
    ronde = replace(ronde, aios=(first, *ronde.aios[1:]))
    timetable = plan(ronde)
    assert len(timetable.meetings) == 30
    assert {finding.rule for finding in timetable.findings} == {"carrousel_ineligible"}


def test_with_two_rooms_everybody_walks_to_the_other_room_once() -> None:
    timetable = plan(small_round(24, 30, tables=tables([15, 15])))
    assert value(timetable, "room_changes") == 24
    assert len(timetable.turns) == 30
    assert all(stage.proven for stage in timetable.stages)


def test_who_reported_absent_that_day_is_left_out_and_it_is_said() -> None:
    ronde = small_round(4, 4)
    away = replace(ronde.aios[0], absences=(Period(date(2026, 12, 9), date(2026, 12, 11)),))
    timetable = plan(replace(ronde, aios=(away, *ronde.aios[1:])))
    assert len(timetable.meetings) == 12
    assert timetable.findings[0].who == ("A01",)


def test_rows_in_another_order_give_the_same_afternoon() -> None:
    ronde = with_wishes(small_round(9, 11, numbers={"turns_max": 5}))
    turned = replace(
        ronde,
        aios=ronde.aios[::-1],
        haos=ronde.haos[::-1],
        carrousel_wishes=ronde.carrousel_wishes[::-1],
    )
    assert plan(ronde) == plan(turned)
    assert plan(with_numbers(ronde)) == plan(with_numbers(turned))


# ── fewer turns than people ──────────────────────────────────────────────────────────────────


def test_sixteen_turns_are_used_as_well_as_can_be() -> None:
    ronde = with_wishes(small_round(24, 30, numbers={"turns_max": 16}))
    timetable = plan(ronde)
    assert len(timetable.turns) == 16
    assert len(timetable.meetings) == 24 * 16
    assert rules_noticed(ronde, timetable) == set()
    assert all(stage.proven for stage in timetable.stages)
    assert len(timetable.missed) == 720 - 24 * 16


def test_the_end_of_the_afternoon_limits_the_turns() -> None:
    timetable = plan(small_round(24, 30, carrousel_end=time(14, 30)))
    assert len(timetable.turns) == 11
    assert clock(timetable.turns[-1].end) <= "14:30"


def test_four_conversations_each_are_four_turns() -> None:
    timetable = plan(small_round(24, 30, numbers={"meetings_each": 4}))
    assert len(timetable.turns) == 4
    assert all(
        sum(1 for m in timetable.meetings if m.aios == f"A{n:02d}") == 4 for n in range(1, 25)
    )


def test_four_each_in_three_turns_is_refused_with_what_would_solve_it() -> None:
    with pytest.raises(NoPlanExists) as said:
        plan(small_round(24, 30, numbers={"meetings_each": 4, "turns_max": 3}))
    assert "vragen 4 gespreksrondes; er passen er 3" in said.value.reasons[0].nl
    assert [remedy.nl for remedy in said.value.remedies] == [
        "Zet 'Aantal rondes' op blad Ronde op 4.", "Vraag hoogstens 3 gesprekken per aios.",
    ]  # fmt: skip
    assert plan(small_round(24, 30, numbers={"meetings_each": 4, "turns_max": 4})).meetings
    assert plan(small_round(24, 30, numbers={"meetings_each": 3, "turns_max": 3})).meetings


def test_who_has_too_little_time_is_told_how_many_turns_must_fit() -> None:
    with pytest.raises(NoPlanExists) as said:
        plan(small_round(8, 8, carrousel_end=time(13, 9), numbers={"meetings_each": 6}))
    assert [remedy.nl for remedy in said.value.remedies] == [
        "Zet 'Carrousel eind' later, zodat er 6 rondes passen (nu 1).",
        "Vraag hoogstens 1 gesprek per aios.",
    ]
    later = small_round(8, 8, carrousel_end=time(13, 48), numbers={"meetings_each": 6})
    assert len(plan(later).turns) == 6


def test_who_cannot_be_coupled_is_never_chosen() -> None:
    ronde = with_wishes(small_round(8, 9, numbers={"turns_max": 6}))
    related = tuple(replace(a, relations=("H01", "H02")) for a in ronde.aios[:6])
    timetable = plan(replace(ronde, aios=(*related, *ronde.aios[6:])))
    assert not {(a.code, h) for a in related for h in ("H01", "H02")} & {
        (m.aios, m.hao) for m in timetable.meetings
    }


def test_a_must_that_cannot_be_given_is_said() -> None:
    ronde = small_round(3, 4, numbers={"turns_max": 1})
    wishes = tuple(CarrouselWish(a.code, "H01", Side.AIOS, MeetingWish.MUST) for a in ronde.aios)
    timetable = plan(replace(ronde, carrousel_wishes=wishes))
    assert value(timetable, "must_granted") == 1
    assert [f.rule for f in timetable.findings] == ["carrousel_must"] * 2


def test_not_one_turn_fits() -> None:
    with pytest.raises(NoPlanExists) as said:
        plan(small_round(2, 2, carrousel_end=time(13, 5)))
    assert "13:00" in said.value.reasons[0].nl
    assert said.value.remedies


def test_nobody_on_one_side() -> None:
    with pytest.raises(NoPlanExists):
        plan(small_round(0, 3))


# ── presence ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("numbers", [{}, {"turns_max": 8}, {"meetings_each": 4}])
def test_late_early_and_sharing_a_table_reach_the_bound(numbers: dict[str, int]) -> None:
    ronde = with_wishes(small_round(12, 15, numbers=numbers))
    timetable = plan(
        replace(
            ronde,
            presences=(
                Presence("A03", begin=time(13, 20)),
                Presence("H05", end=time(14, 10)),
                Presence("A07", begin=time(13, 8), end=time(14, 40)),
                Presence("H08", table=7),
                Presence("H09", table=7),
            ),
        )
    )
    meetings = next(stage for stage in timetable.stages if stage.name == "meetings")
    assert meetings.value == meetings.bound
    assert meetings.proven


def test_by_video_from_a_fixed_place_others_come_to_that_table() -> None:
    ronde = small_round(5, 6)
    ronde = replace(
        ronde, presences=(Presence("A02", online=True), Presence("H03", table=9, online=True))
    )
    timetable = plan(ronde)
    home = dict(timetable.home)
    assert home["H03"] == 9
    assert {m.table for m in timetable.meetings if m.aios == "A02"} == {home["A02"]}
    assert next(t for t in timetable.tables if t.number == home["A02"]).online
    assert len(timetable.meetings) == 30


def test_a_fixed_table_that_does_not_exist_is_said() -> None:
    ronde = small_round(3, 3, tables=tables([3]))
    with pytest.raises(NoPlanExists, match="no table 9"):
        plan(replace(ronde, presences=(Presence("H01", table=9),)))


# ── waves and groups ─────────────────────────────────────────────────────────────────────────


def test_too_few_tables_but_time_enough_still_everybody_meets_everybody() -> None:
    timetable = plan(small_round(8, 12, tables=tables([6])))
    assert len(timetable.meetings) == 96
    assert [(group.first, group.last) for group in timetable.groups] == [(1, 8), (9, 16)]


def test_too_few_tables_and_too_little_time_make_two_balanced_waves() -> None:
    ronde = with_wishes(small_round(12, 14, tables=tables([7]), numbers={"turns_max": 10}))
    timetable = plan(ronde)
    assert [(group.first, group.last) for group in timetable.groups] == [(1, 5), (6, 10)]
    assert [len(group.codes) for group in timetable.groups] == [13, 13]
    assert len(timetable.meetings) == 2 * 6 * 5


def test_small_groups_meet_among_themselves_at_the_same_time() -> None:
    ronde = with_wishes(small_round(12, 14, numbers={"group_size": 4}))
    timetable = plan(ronde)
    assert len(timetable.groups) == 3
    assert {group.first for group in timetable.groups} == {1}
    group_of = {code: group.number for group in timetable.groups for code in group.codes}
    assert all(group_of[m.aios] == group_of[m.hao] for m in timetable.meetings)
    assert len(timetable.meetings) == 4 * 5 + 4 * 5 + 4 * 4


def test_more_waves_than_turns_is_refused() -> None:
    with pytest.raises(NoPlanExists, match="Not every wave"):
        plan(small_round(6, 6, tables=tables([1]), numbers={"turns_max": 3}))


def test_fewer_people_who_walk_than_waves_see_a_part_of_every_shift() -> None:
    timetable = plan(small_round(1, 5, tables=tables([2]), numbers={"turns_max": 3}))
    assert len(timetable.meetings) == 3


@pytest.mark.parametrize(
    ("people", "settings", "said"),
    [
        (40, {}, True),
        (24, {}, False),
        (24, {"carrousel_begin": time(19)}, True),
        (40, {"carrousel_end": time(20)}, False),
    ],
)
def test_a_day_that_became_long_or_late_without_an_end_given_is_said_aloud(
    people: int, settings: dict[str, time], said: bool
) -> None:
    timetable = plan(small_round(4, people, **settings))
    assert ("carrousel_long_day" in {f.rule for f in timetable.findings}) == said


def test_somebody_with_a_table_of_their_own_keeps_it_in_whatever_group() -> None:
    ronde = with_numbers(small_round(12, 12, tables=tables([6, 6])), group_size=4)
    for code in (f"H{n:02d}" for n in range(1, 13)):
        there = replace(ronde, presences=(Presence(code, table=9),))
        timetable = plan(there)
        assert dict(timetable.home)[code] == 9
        assert broken(check_timetable(there, timetable)) == ()


def test_a_late_comer_meets_everybody_when_the_turns_fit() -> None:
    ronde = small_round(5, 3, carrousel_end=time(14))
    ronde = replace(ronde, presences=(Presence("A02", time(13, 24)), Presence("A04", time(13, 5))))
    timetable = plan(ronde)
    assert len(timetable.meetings) == 15
    assert len(timetable.turns) == 6
    assert all(stage.proven for stage in timetable.stages if stage.name == "meetings")


def test_sharing_a_table_is_solved_exactly_where_chains_find_no_times() -> None:
    ronde = small_round(4, 5, carrousel_end=time(13, 24), mover=Side.HAO)
    ronde = replace(
        ronde,
        presences=(Presence("H02", time(13, 16)), Presence("H04", None, time(13, 16)),
                   Presence("A01", table=1), Presence("A02", table=1)),
        carrousel_wishes=(CarrouselWish("A01", "H04", Side.AIOS, MeetingWish.MUST),
                          CarrouselWish("A02", "H02", Side.AIOS, MeetingWish.MUST)),
    )  # fmt: skip
    timetable = plan(ronde)
    assert value(timetable, "must_granted") == 2
    assert len(timetable.meetings) == 9
    assert all(stage.proven for stage in timetable.stages if stage.name != "idle_after_idle")


def test_all_that_may_meet_in_a_wave_is_the_bound_of_that_wave() -> None:
    ronde = small_round(6, 6, tables=tables([3]), carrousel_end=time(14, 40))
    ronde = replace(ronde, vetoes=(Veto("A02", "H03", VetoGround.RELATION, "A02"),))
    timetable = plan(ronde)
    assert value(timetable, "meetings") == 35
    assert all(stage.proven for stage in timetable.stages if stage.name == "meetings")


def test_with_a_table_too_few_it_is_said_what_would_do_without_waves() -> None:
    ronde = small_round(11, 10, tables=tables([10]), mover=Side.HAO, carrousel_end=time(13, 40))
    [said] = [f.says.nl for f in plan(ronde).findings if f.rule == "carrousel_waves"]
    assert said == (
        "Er zijn 10 tafels voor 11 aios die blijven zitten. Daarom zitten zij er in groepen na "
        "elkaar. Met 11 tafels kan het in één keer; ook als de HAO's blijven zitten ('Wie "
        "loopt' op blad Ronde)."
    )
    assert len(plan(replace(ronde, settings=replace(ronde.settings, mover=None))).meetings) == 50


def test_who_is_away_for_some_turns_is_planned_around_them() -> None:
    ronde = replace(
        small_round(4, 4, carrousel_end=time(14)),
        presences=(Presence("H02", away=((time(13, 10), time(13, 20)),)),),
    )
    timetable = plan(ronde)
    busy = {meeting.turn for meeting in timetable.meetings if meeting.hao == "H02"}
    assert not busy & {2, 3}
    assert len(timetable.meetings) == 16
    assert len(timetable.turns) == 6


def test_who_walks_is_treated_equally_before_who_sits_where_both_cannot_be() -> None:
    ronde = replace(
        small_round(2, 2, carrousel_end=time(13, 24)),
        presences=(Presence("A01", time(13, 16)), Presence("H01", time(13, 16), table=1),
                   Presence("H02", table=1)),
        vetoes=(Veto("A01", "H01", VetoGround.RELATION, "A01"),),
    )  # fmt: skip
    timetable = plan(ronde)
    assert value(timetable, "meetings") == 2
    assert value(timetable, "spread_movers") == 0
    assert all(stage.proven for stage in timetable.stages if stage.name.startswith("spread"))


def test_it_is_said_when_an_afternoon_lasts_long_because_of_one_who_comes_late() -> None:
    ronde = replace(
        small_round(6, 6, numbers={"meetings_each": 2}, carrousel_end=time(15)),
        presences=(Presence("H05", time(14, 30)),),
    )
    [said] = [f.says.nl for f in plan(ronde).findings if f.rule == "carrousel_waiting"]
    assert said == (
        "De middag duurt 14 gespreksrondes, omdat H05 later komt; voor 2 gesprekken per aios "
        "zijn 2 rondes anders genoeg."
    )


@pytest.mark.parametrize("presences", [(), (Presence("A01", time(13, 16)),)])
def test_where_everybody_is_ruled_out_no_talk_is_possible_and_that_is_said(
    presences: tuple[Presence, ...],
) -> None:
    ronde = replace(
        small_round(1, 2, numbers={"meetings_each": 1}),
        presences=presences,
        vetoes=tuple(Veto("A01", hao, VetoGround.RELATION, "A01") for hao in ("H01", "H02")),
    )
    with pytest.raises(NoPlanExists) as refused:
        plan(ronde)
    assert refused.value.reasons
    assert refused.value.remedies
