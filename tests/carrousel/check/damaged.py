"""Timetables with one fault each, for the tests of the checker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from itertools import combinations, permutations

from carrousel.afternoon.plan import plan_carrousel
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome import Couple
from koppelronde.domain.outcomes.outcome_carrousel import (
    Break,
    DayEvent,
    DayEventKind,
    Meeting,
    Table,
    Timetable,
)
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import (
    Agreement,
    AgreementKind,
    CarrouselWish,
    Koppelronde,
    MeetingWish,
    Presence,
)
from tests.carrousel.rounds import MADE_AT, small_round, with_numbers

Damaged = Iterator[tuple[Koppelronde, Timetable]]
MINUTE = timedelta(minutes=1)


def everybody(aios: int = 4, haos: int = 5) -> tuple[Koppelronde, Timetable]:
    """Everybody meets everybody, and nothing is wrong with it."""
    ronde = small_round(aios, haos)
    return ronde, plan_carrousel(ronde, version=1, made_at=MADE_AT)


def chosen() -> tuple[Koppelronde, Timetable]:
    """Three turns of four by five: some couples do not meet."""
    ronde = small_round(4, 5, numbers={"turns_max": 3})
    return ronde, plan_carrousel(ronde, version=1, made_at=MADE_AT)


def with_settings(ronde: Koppelronde, **changed: object) -> Koppelronde:
    return replace(ronde, settings=replace(ronde.settings, **changed))  # type: ignore[arg-type]


def without(plan: Timetable, *gone: Meeting) -> Timetable:
    """These meetings are off, and the couples stand among the missed."""
    return replace(
        plan,
        meetings=tuple(m for m in plan.meetings if m not in gone),
        missed=tuple(sorted((*plan.missed, *(Couple(m.aios, m.hao) for m in gone)))),
        stages=(),
    )


def at_turn(plan: Timetable, at: int, minutes: int, longer: int = 0) -> Timetable:
    """One turn that many minutes later, and longer."""
    turns = list(plan.turns)
    begin, end = turns[at].begin + minutes * MINUTE, turns[at].end + (minutes + longer) * MINUTE
    turns[at] = replace(turns[at], begin=begin, end=end)
    return replace(plan, turns=tuple(turns))


def turns_in_another_order() -> Damaged:
    ronde, plan = everybody()
    yield ronde, replace(plan, turns=(plan.turns[1], plan.turns[0], *plan.turns[2:]))


def a_turn_that_lasts_longer() -> Damaged:
    ronde, plan = everybody()
    yield ronde, at_turn(plan, -1, 0, longer=1)


def a_turn_that_begins_too_early() -> Damaged:
    ronde, plan = everybody()
    yield ronde, at_turn(plan, -1, -1)


def no_time_to_change() -> Damaged:
    ronde, plan = everybody()
    yield with_numbers(ronde, changeover_minutes=1), plan


def a_break_during_a_turn() -> Damaged:
    ronde, plan = everybody()
    yield ronde, replace(plan, breaks=(Break(1, plan.turns[1].begin, plan.turns[1].end),))


def a_break_that_is_not_there() -> Damaged:
    ronde, plan = everybody()
    yield with_settings(ronde, breaks_at=(time(13, 20),)), plan


def after_the_end() -> Damaged:
    ronde, plan = everybody()
    yield with_settings(ronde, carrousel_end=time(13, 30)), plan


def before_the_begin() -> Damaged:
    ronde, plan = everybody()
    yield with_settings(ronde, carrousel_begin=time(13, 1)), plan


def more_turns_than_asked() -> Damaged:
    ronde, plan = everybody()
    yield with_numbers(ronde, turns_max=4), plan


def somebody_who_withdrew() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, withdrawn=("H02",)), plan


def somebody_unknown() -> Damaged:
    """In every turn one HAO pauses: there somebody sits whom nobody knows."""
    ronde, plan = everybody()
    home, extra = dict(plan.home), []
    for turn in range(1, 6):
        [free] = set(home) - {m.hao for m in plan.meetings if m.turn == turn}
        extra.append(Meeting(turn, home[free], "A99", free))
    yield ronde, replace(plan, meetings=(*plan.meetings, *extra), stages=())


def a_turn_that_is_not_there() -> Damaged:
    ronde, plan = everybody()
    for moved in plan.meetings:
        meetings = tuple(replace(m, turn=9) if m == moved else m for m in plan.meetings)
        yield ronde, replace(plan, meetings=meetings, stages=())


def a_table_that_is_not_there() -> Damaged:
    ronde, plan = everybody()
    meetings = tuple(replace(m, table=99) if m.hao == "H01" else m for m in plan.meetings)
    home = {**dict(plan.home), "H01": 99}
    yield ronde, replace(plan, meetings=meetings, home=tuple(sorted(home.items())))


def who_comes_later() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, presences=(Presence("A01", begin=time(13, 8)),)), plan


def who_left() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, presences=(Presence("A01", end=time(13, 32)),)), plan


def who_is_away_in_between() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, presences=(Presence("A01", away=((time(13, 9), time(13, 10)),)),)), plan


def who_is_away_on_the_day() -> Damaged:
    ronde, plan = everybody()
    yield ronde, replace(plan, events=(DayEvent(DayEventKind.ABSENT, "A01", 2, 2),))


def twice() -> Damaged:
    ronde, plan = everybody()
    first = plan.meetings[0]
    yield ronde, replace(plan, catch_up=(replace(first, turn=6),))


def caught_up(table: int = 0) -> Damaged:
    """Missed couples after the last turn, each at the HAO's table or at one."""
    ronde, plan = chosen()
    home = dict(plan.home)
    for one, two in permutations(plan.missed, 2):
        if (one.aios == two.aios) == bool(table):
            continue
        if table and one.hao == two.hao:
            continue
        yield (
            ronde,
            replace(
                plan,
                catch_up=tuple(
                    Meeting(4, table or home[c.hao], c.aios, c.hao) for c in sorted((one, two))
                ),
            ),
        )


def two_places_at_once() -> Damaged:
    yield from caught_up()


def two_at_one_table() -> Damaged:
    yield from caught_up(table=1)


def too_many_at_free_tables() -> Damaged:
    ronde, plan = everybody()
    yield with_numbers(ronde, free_tables=3), replace(plan, home=())


def away_from_an_own_table() -> Damaged:
    ronde, plan = everybody()
    first, tables = plan.meetings[0], (*plan.tables, Table(9))
    meetings = (replace(first, table=9), *plan.meetings[1:])
    yield ronde, replace(plan, meetings=meetings, tables=tables)


def away_from_a_fixed_place() -> Damaged:
    ronde, plan = everybody()
    yield ronde, replace(plan, home=(*plan.home, ("A01", 1)))


def moving_without_a_reason() -> Damaged:
    ronde, plan = everybody()
    first, tables = plan.meetings[0], (*plan.tables, Table(9))
    meetings = (replace(first, table=9), *plan.meetings[1:])
    yield ronde, replace(plan, meetings=meetings, tables=tables, home=())


def another_table_than_asked() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, presences=(Presence("H01", table=2),)), plan


def a_veto() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, vetoes=(Veto("A01", "H01", VetoGround.RELATION),)), plan


def refused_by_hand() -> Damaged:
    ronde, plan = everybody()
    yield replace(ronde, agreements=(Agreement("A01", "H01", AgreementKind.OUT),)), plan


def cannot_be_coupled() -> Damaged:
    ronde, plan = chosen()
    hao = next(m.hao for m in plan.meetings if m.aios == "A01")
    aios = (replace(ronde.aios[0], relations=(hao,)), *ronde.aios[1:])
    yield replace(ronde, aios=aios), plan


def cannot_be_coupled_where_everybody_meets() -> Damaged:
    ronde, plan = everybody()
    aios = (replace(ronde.aios[0], relations=("H01",)), *ronde.aios[1:])
    yield replace(ronde, aios=aios), plan


def a_missed_couple_left_out() -> Damaged:
    ronde, plan = chosen()
    yield ronde, replace(plan, missed=plan.missed[1:])


def missed_and_yet_met() -> Damaged:
    ronde, plan = chosen()
    first = plan.meetings[0]
    yield ronde, replace(plan, missed=(*plan.missed, Couple(first.aios, first.hao)))


def two_pauses_running() -> Damaged:
    ronde, plan = everybody(4, 6)
    for one, two in combinations(range(1, 7), 2):
        turned = {one: two, two: one}
        meetings = (replace(m, turn=turned.get(m.turn, m.turn)) for m in plan.meetings)
        yield ronde, replace(plan, meetings=tuple(sorted(meetings)), stages=())


def two_fewer_than_others() -> Damaged:
    ronde, plan = everybody(5, 5)
    mine = [m for m in plan.meetings if m.aios == "A01"]
    for one, two in combinations(mine, 2):
        yield ronde, without(plan, one, two)


def more_than_asked() -> Damaged:
    ronde, plan = everybody()
    yield with_numbers(ronde, meetings_each=4), plan


def fewer_than_asked() -> Damaged:
    ronde, plan = everybody()
    yield with_numbers(ronde, meetings_each=6), plan


def a_must_not_granted() -> Damaged:
    ronde, plan = chosen()
    one = plan.missed[0]
    wish = CarrouselWish(one.aios, one.hao, Side.HAO, MeetingWish.MUST)
    yield replace(ronde, carrousel_wishes=(wish,)), plan


def a_goal_that_was_not_reached() -> Damaged:
    ronde, plan = chosen()
    for at, stage in enumerate(plan.stages):
        worse = replace(stage, value=stage.value + 1, bound=stage.bound + 1)
        yield ronde, replace(plan, stages=(*plan.stages[:at], worse, *plan.stages[at + 1 :]))


def better_than_its_own_bound() -> Damaged:
    ronde, plan = everybody()
    meetings = replace(plan.stages[0], bound=19, proven=False)
    yield ronde, replace(plan, stages=(meetings, *plan.stages[1:]))


def proven_but_not_at_the_bound() -> Damaged:
    ronde, plan = everybody()
    yield ronde, replace(plan, stages=(replace(plan.stages[0], bound=21), *plan.stages[1:]))
