"""What an afternoon calls proven, on rounds small enough to see that it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_timetable
from koppelronde.domain.findings import broken
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.outcomes.outcome_carrousel import Table, Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, Koppelronde, MeetingWish, Pauses, Presence
from tests.carrousel.rounds import MADE_AT, small_round, tables
from tests.properties.test_afternoon_proofs import false_claims


def plan(ronde: Koppelronde) -> Timetable:
    timetable = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    assert broken(check_timetable(ronde, timetable)) == ()
    return timetable


def goal(timetable: Timetable, name: str) -> Stage:
    return next(stage for stage in timetable.stages if stage.name == name)


def vetoes(*couples: tuple[str, str]) -> tuple[Veto, ...]:
    return tuple(Veto(aios, hao, VetoGround.RELATION, aios) for aios, hao in couples)


def said(timetable: Timetable, rule: str) -> list[str]:
    return [finding.says.nl for finding in timetable.findings if finding.rule == rule]


# ── as few turns as the most meetings of anybody ─────────────────────────────────────────────


@pytest.mark.parametrize(
    ("aios", "haos", "never", "turns"),
    [
        (1, 2, [("A01", "H01")], 1),
        (3, 3, [("A01", "H01"), ("A02", "H02"), ("A03", "H03")], 2),
        (3, 3, [("A01", "H01")], 3),
        (2, 4, [("A01", "H01"), ("A02", "H02")], 3),
    ],
)
@pytest.mark.parametrize("asked", [0, 1])
def test_a_veto_of_everybody_saves_a_turn(
    aios: int, haos: int, never: list[tuple[str, str]], turns: int, asked: int
) -> None:
    numbers = {"turns_max": turns} if asked else {}
    ronde = replace(small_round(aios, haos, numbers=numbers), vetoes=vetoes(*never))
    timetable = plan(ronde)
    assert len(timetable.turns) == goal(timetable, "turns").bound == turns
    assert goal(timetable, "turns").proven
    assert len(timetable.meetings) == aios * haos - len(never)
    assert timetable.missed == ()


def test_where_people_come_and_go_the_turns_are_as_few_as_can_be() -> None:
    ronde = replace(
        small_round(1, 4, numbers={"break_after_turns": 0}, carrousel_end=time(13, 24)),
        presences=(Presence("H01", begin=time(13, 8)), Presence("H02", end=time(13, 8)),
                   Presence("H04", end=time(13, 8))),
        vetoes=vetoes(("A01", "H03")),
    )  # fmt: skip
    timetable = plan(ronde)
    assert len(timetable.meetings) == 2
    assert len(timetable.turns) == 2
    assert goal(timetable, "turns").proven


# ── rooms ────────────────────────────────────────────────────────────────────────────────────


def test_two_changes_of_room_where_two_suffice() -> None:
    rooms = (Table(1, "R1", 1), Table(2, "R1", 2), Table(3, "R2", 1))
    ronde = small_round(2, 3, tables=rooms, numbers={"turns_max": 3})
    changes = goal(plan(ronde), "room_changes")
    assert (changes.value, changes.proven) == (2, True)


def test_nobody_walks_to_a_second_room_when_one_holds_everybody() -> None:
    changes = goal(plan(small_round(4, 5, tables=tables([3, 6]))), "room_changes")
    assert (changes.value, changes.proven) == (0, True)


def test_a_walk_to_who_cannot_walk_counts_too() -> None:
    rooms = (*tables([3, 3]),)
    ronde = replace(
        small_round(2, 3, tables=rooms),
        presences=(Presence("A01", table=5), Presence("H01", table=1)),
    )
    timetable = plan(ronde)
    assert {m.table for m in timetable.meetings if m.aios == "A01"} == {5}
    assert goal(timetable, "room_changes").value >= 1


# ── a fixed place ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("numbers", [{}, {"turns_max": 1}, {"turns_max": 2}, {"meetings_each": 2}])
def test_who_walks_but_has_a_fixed_table_is_visited_there(numbers: dict[str, int]) -> None:
    ronde = replace(small_round(1, 2, numbers=numbers), presences=(Presence("A01", table=1),))
    timetable = plan(ronde)
    assert {meeting.table for meeting in timetable.meetings} == {1}
    assert dict(timetable.home)["A01"] == 1
    assert len(set(dict(timetable.home).values())) == 3


def test_who_walks_but_has_a_fixed_table_takes_one_from_those_who_sit() -> None:
    ronde = replace(small_round(3, 3, tables=tables([3])), presences=(Presence("A02", table=2),))
    timetable = plan(ronde)
    assert {meeting.table for meeting in timetable.meetings if meeting.aios == "A02"} == {2}
    assert len(timetable.meetings) == 9
    assert said(timetable, "carrousel_waves")


# ── a fixed number ───────────────────────────────────────────────────────────────────────────


def test_who_gets_fewer_than_asked_is_named_with_what_would_help() -> None:
    ronde = replace(
        small_round(2, 2, numbers={"meetings_each": 2, "turns_max": 2}),
        vetoes=vetoes(("A01", "H01")),
    )
    [short] = said(plan(ronde), "carrousel_short")
    assert short == (
        "A01 (1) krijgt minder dan 2 gesprekken: mag alleen H02 spreken. Wat helpt: A01 en H01 "
        "mogen elkaar toch spreken; hoogstens 1 gesprek per aios vragen."
    )


def test_people_who_together_ask_too_much_of_the_same_haos_are_named_together() -> None:
    never = [(f"A0{i}", f"H0{j}") for i in (1, 2, 3) for j in (3, 4, 5)]
    ronde = replace(
        small_round(5, 5, numbers={"meetings_each": 2, "turns_max": 2}), vetoes=vetoes(*never)
    )
    [finding] = [f for f in plan(ronde).findings if f.rule == "carrousel_short"]
    assert finding.who == ("A01", "A02", "A03")
    assert (
        "A01, A02 en A03 vragen samen 6 gesprekken, en bij wie zij mogen spreken (H01 en H02) is "
        "er ruimte voor 4." in finding.says.nl
    )
    assert "een ronde meer" in finding.says.nl


def test_two_shortages_that_have_nothing_to_do_with_each_other_are_two() -> None:
    ronde = replace(
        small_round(3, 3, numbers={"meetings_each": 2, "turns_max": 3}),
        vetoes=vetoes(("A01", "H01"), ("A01", "H02"), ("A02", "H02"), ("A02", "H03")),
    )
    assert [f.who for f in plan(ronde).findings if f.rule == "carrousel_short"] == [
        ("A01",), ("A02",)
    ]  # fmt: skip


def test_who_is_there_too_short_is_named() -> None:
    ronde = replace(
        small_round(2, 3, numbers={"meetings_each": 3}, carrousel_end=time(14)),
        presences=(Presence("A02", end=time(13, 16)),),
    )
    [short] = said(plan(ronde), "carrousel_short")
    assert short.startswith("A02 (2) krijgt minder dan 3 gesprekken: A02 is er maar 2 rondes.")


# ── what a round can ask ─────────────────────────────────────────────────────────────────────


def test_at_free_tables_nine_turns_do_where_owned_tables_need_twelve() -> None:
    owned = plan(small_round(6, 9, tables=tables([6])))
    free = plan(small_round(6, 9, tables=tables([6]), numbers={"free_tables": 6}))
    assert (len(owned.turns), len(free.turns)) == (12, 9)
    assert len(free.meetings) == len(owned.meetings) == 54
    assert goal(free, "turns").proven
    assert free.home == ()


def test_at_free_tables_a_fixed_place_stays_fixed() -> None:
    ronde = replace(
        small_round(4, 4, numbers={"free_tables": 2}),
        presences=(Presence("A01", table=1), Presence("H03", online=True)),
    )
    timetable = plan(ronde)
    assert {meeting.table for meeting in timetable.meetings if meeting.aios == "A01"} == {1}
    assert len(timetable.turns) == 8


def test_a_couple_that_must_meet_comes_before_one_conversation_more() -> None:
    """A01 may only meet H01, whom A02 must meet; one turn."""
    ronde = replace(
        small_round(2, 2, numbers={"turns_max": 1}),
        vetoes=vetoes(("A01", "H02")),
        carrousel_wishes=(CarrouselWish("A02", "H01", Side.HAO, MeetingWish.MUST),),
    )
    timetable = plan(ronde)
    assert [(m.aios, m.hao) for m in timetable.meetings] == [("A02", "H01")]
    assert [(s.name, s.value, s.proven) for s in timetable.stages][:2] == [
        ("must_granted", 1, True), ("meetings", 1, True)
    ]  # fmt: skip


def test_points_say_how_much_a_wish_is_worth() -> None:
    like = MeetingWish.LIKE
    ronde = replace(
        small_round(1, 3, numbers={"turns_max": 1}),
        carrousel_wishes=(
            CarrouselWish("A01", "H01", Side.AIOS, like, 2),
            CarrouselWish("A01", "H02", Side.AIOS, like, 5),
            CarrouselWish("A01", "H03", Side.AIOS, like),
            CarrouselWish("A01", "H03", Side.HAO, like),
        ),
    )  # fmt: skip
    timetable = plan(ronde)
    assert [meeting.hao for meeting in timetable.meetings] == ["H02"]
    assert goal(timetable, "like_granted").value == 5
    assert goal(timetable, "like_granted").says.nl == "Punten van gehonoreerde graag-wensen"


def test_compact_is_as_little_waiting_as_can_be_between_first_and_last() -> None:
    numbers = {"turns_max": 9, "meetings_each": 4}
    spread = plan(small_round(6, 4, numbers=numbers, carrousel_end=time(15)))
    compact = plan(
        small_round(6, 4, numbers=numbers, carrousel_end=time(15), pauses=Pauses.COMPACT)
    )
    assert [s.name for s in spread.stages if "idle" in s.name] == ["idle_after_idle"]
    holes = goal(compact, "holes")
    assert holes.proven
    assert holes.value == 4, "four of six are busy in the first turn, and then until the fourth"
    assert len(compact.meetings) == len(spread.meetings)


# ── what random rounds found ─────────────────────────────────────────────────────────────────


def test_a_number_that_needs_more_turns_than_people_stay_is_planned_and_said() -> None:
    ronde = replace(
        small_round(3, 1, numbers={"meetings_each": 1}, carrousel_end=time(13, 48)),
        presences=(Presence("H01", end=time(13, 16)),),
    )
    timetable = plan(ronde)
    assert len(timetable.meetings) == 2
    assert said(timetable, "carrousel_short")
    assert false_claims(ronde) == []


def test_a_fixed_place_among_free_tables_leaves_the_other_tables_to_the_others() -> None:
    ronde = replace(
        small_round(2, 2, tables=tables([2]), numbers={"free_tables": 2}),
        presences=(Presence("A01", table=1),),
    )
    assert len(plan(ronde).turns) == 2


def test_in_a_wave_too_who_cannot_be_coupled_is_not_chosen() -> None:
    """A wave in which everybody would meet everybody is not an afternoon in which they do."""
    rooms = tables([2, 2])
    ronde = small_round(4, 3, tables=rooms, mover=Side.HAO, numbers={"turns_max": 5})
    related = {"A01": ("H01", "H02", "H03"), "A02": ("H02", "H03")}
    ronde = replace(
        ronde,
        aios=tuple(replace(p, relations=related.get(p.code, ())) for p in ronde.aios),
        presences=(Presence("H03", table=2),),
    )
    timetable = plan(ronde)
    assert timetable.groups
    assert "A01" not in {meeting.aios for meeting in timetable.meetings}
