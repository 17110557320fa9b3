"""The choice of conversations against one model of the whole afternoon, on small rounds.

The model has a variable for every couple in every turn, and nothing of the engine: no flow, no
colouring, no choosing first and giving times afterwards.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_timetable
from carrousel.day.repair import repair_carrousel
from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.findings import broken
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Table, Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, Koppelronde, MeetingWish, OnTheDay, Presence
from tests.carrousel.rounds import MADE_AT, small_round
from tests.properties.ordered_mip import OrderedMip, Terms

TURN_MINUTES = 8
AT_TURN = [time(13, TURN_MINUTES * turn) for turn in range(8)]


@st.composite
def rounds(draw: st.DrawFn, most: int = 5) -> Koppelronde:
    """A few people, about as many turns, wishes, vetoes, who is not there all the time."""
    n, m = draw(st.integers(2, most)), draw(st.integers(2, most))
    turns = draw(st.one_of(st.integers(1, max(n, m)), st.just(max(n, m) + 1)))
    ronde = small_round(
        n, m, numbers={"turns_max": turns, "turn_minutes": TURN_MINUTES, "break_after_turns": 0}
    )
    aios = st.sampled_from([person.code for person in ronde.aios])
    haos = st.sampled_from([person.code for person in ronde.haos])
    wish = st.builds(CarrouselWish, aios, haos, st.sampled_from(Side), st.sampled_from(MeetingWish))
    veto = st.builds(Veto, aios, haos, st.just(VetoGround.RELATION))
    late, early = st.sampled_from([None, *AT_TURN[1:3]]), st.sampled_from([None, *AT_TURN[2:5]])
    hours = {
        code: Presence(code, begin, end)
        for code, begin, end in draw(
            st.lists(
                st.tuples(st.one_of(aios, haos), late, early), max_size=3, unique_by=lambda h: h[0]
            )
        )
        if begin is None or end is None or begin < end
    }
    mover = draw(st.sampled_from(Side))
    sit = [person.code for person in (ronde.haos if mover is Side.AIOS else ronde.aios)]
    if draw(st.booleans()):
        for code in sit[:2]:
            hours[code] = replace(hours.get(code, Presence(code)), table=1)
    if draw(st.booleans()):
        code = draw(st.one_of(aios, haos))
        hours[code] = replace(hours.get(code, Presence(code)), away=((AT_TURN[1], AT_TURN[2]),))
    return replace(
        ronde,
        carrousel_wishes=tuple(
            draw(st.lists(wish, max_size=12, unique_by=lambda w: (w.aios, w.hao, w.by)))
        ),
        vetoes=tuple(draw(st.lists(veto, max_size=2, unique_by=lambda v: (v.aios, v.hao)))),
        presences=tuple(sorted(hours.values(), key=lambda p: p.code)),
        procedure=replace(ronde.procedure, mover=mover),
    )


def there(ronde: Koppelronde, code: str) -> set[int]:
    """The turns that lie wholly within somebody's hours."""
    hours = next((p for p in ronde.presences if p.code == code), Presence(code))
    return {
        turn
        for turn in range(1, ronde.number("turns_max") + 1)
        if (hours.begin is None or hours.begin <= AT_TURN[turn - 1])
        and (hours.end is None or AT_TURN[turn] <= hours.end)
        and not (hours.away and turn == 2)
    }


def best_by_mip(ronde: Koppelronde) -> list[int]:
    """The ordered goals of a choice: must, meetings, squares of both sides, rather not, like."""
    mip = OrderedMip()
    people = [p.code for p in (*ronde.aios, *ronde.haos)]
    turns = range(1, ronde.number("turns_max") + 1)
    meets = {
        (a.code, h.code, turn): mip.variable()
        for a in ronde.aios
        for h in ronde.haos
        if (a.code, h.code) not in {(veto.aios, veto.hao) for veto in ronde.vetoes}
        for turn in sorted(there(ronde, a.code) & there(ronde, h.code))
    }
    of = {code: [v for key, v in meets.items() if code in key] for code in people}
    couples = {
        couple: [v for key, v in meets.items() if key[:2] == couple]
        for couple in {key[:2] for key in meets}
    }
    for variables in couples.values():
        mip.constrain([(v, 1) for v in variables], 0, 1)
    for code in people:
        for turn in turns:
            mip.constrain([(v, 1) for key, v in meets.items() if code in key and key[2] == turn],
                          0, 1)  # fmt: skip
    sharing = [presence.code for presence in ronde.presences if presence.table]
    for turn in turns if sharing else ():
        mip.constrain(
            [(v, 1) for key, v in meets.items() if key[2] == turn and {*key[:2]} & {*sharing}], 0, 1
        )
    squares: dict[Side, Terms] = {Side.AIOS: [], Side.HAO: []}
    for side, group in ((Side.AIOS, ronde.aios), (Side.HAO, ronde.haos)):
        for person in group:
            squares[side] += mip.counted(of[person.code], len(turns))

    def granted(kind: MeetingWish) -> Terms:
        return [
            (v, 1)
            for wish in ronde.carrousel_wishes
            if wish.wish is kind
            for v in couples.get((wish.aios, wish.hao), [])
        ]

    return [
        mip.most(granted(MeetingWish.MUST)),
        mip.most([(v, 1) for v in meets.values()]),
        mip.least(squares[ronde.mover]),
        mip.least(squares[ronde.mover.other]),
        mip.least(granted(MeetingWish.RATHER_NOT)),
        mip.most(granted(MeetingWish.LIKE)),
    ]


def values_of(ronde: Koppelronde, timetable: Timetable) -> list[int]:
    """The same goals, counted in a timetable."""
    couples = {(meeting.aios, meeting.hao) for meeting in timetable.meetings}
    each = {
        Side.AIOS: Counter(aios for aios, _ in couples),
        Side.HAO: Counter(hao for _, hao in couples),
    }

    def granted(kind: MeetingWish) -> int:
        return sum(
            (wish.aios, wish.hao) in couples for wish in ronde.carrousel_wishes if wish.wish is kind
        )

    return [
        granted(MeetingWish.MUST),
        len(timetable.meetings),
        sum(number**2 for number in each[ronde.mover].values()),
        sum(number**2 for number in each[ronde.mover.other].values()),
        granted(MeetingWish.RATHER_NOT),
        granted(MeetingWish.LIKE),
    ]


@settings(max_examples=25)
@given(rounds())
def test_no_model_of_the_whole_afternoon_finds_a_better_choice(ronde: Koppelronde) -> None:
    best = best_by_mip(ronde)
    if not best[1]:
        with pytest.raises(NoPlanExists, match="Not one conversation is possible"):
            plan_carrousel(ronde, version=1, made_at=MADE_AT)
        return
    timetable = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    for turn in timetable.turns:
        assert turn.begin.time() == AT_TURN[turn.number - 1]
        assert turn.end - turn.begin == timedelta(minutes=TURN_MINUTES)
    assert values_of(ronde, timetable) == best


def test_where_nobody_can_talk_that_is_the_right_answer() -> None:
    """One turn, and both HAOs come after it: a random round that was once not expected."""
    ronde = replace(
        small_round(2, 2, numbers={"turns_max": 1, "turn_minutes": 8, "break_after_turns": 0}),
        presences=(Presence("H01", time(13, 8)), Presence("H02", time(13, 8))),
    )
    assert best_by_mip(ronde)[1] == 0
    with pytest.raises(NoPlanExists, match="Not one conversation is possible"):
        plan_carrousel(ronde, version=1, made_at=MADE_AT)


@settings(max_examples=25)
@given(rounds(most=5), st.data())
def test_most_talks_first_is_as_many_as_a_model_of_the_rest_of_the_day_finds(
    ronde: Koppelronde, data: st.DataObject
) -> None:
    seats = len(ronde.haos if ronde.mover is Side.AIOS else ronde.aios)
    tables = tuple(Table(number) for number in range(1, seats + 1))
    first_wish = replace(ronde.settings, tables=tables, on_the_day=OnTheDay.MOST_TALKS)
    ronde = replace(ronde, presences=(), settings=first_wish)
    before = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    last = len(before.turns)
    who = data.draw(st.sampled_from([p.code for p in (*ronde.aios, *ronde.haos)]))
    now = data.draw(st.integers(1, last))
    away = {(who, turn) for turn in range(now, data.draw(st.integers(now, last)) + 1)}
    event = DayEvent(DayEventKind.ABSENT, who, now, max(turn for _, turn in away))
    after = repair_carrousel(ronde, before, [event], now_turn=now, version=2, made_at=MADE_AT)
    assert broken(check_timetable(ronde, after.timetable)) == ()
    past = {(m.aios, m.hao) for m in before.meetings if m.turn < now}
    vetoed = {(veto.aios, veto.hao) for veto in ronde.vetoes}
    mip = OrderedMip()
    talk = {
        (a.code, h.code, turn): mip.variable()
        for a in ronde.aios
        for h in ronde.haos
        if (a.code, h.code) not in past | vetoed
        for turn in range(now, last + 1)
        if not {(a.code, turn), (h.code, turn)} & away
    }
    for code in {code for key in talk for code in key[:2]}:
        for turn in range(now, last + 1):
            mip.constrain([(v, 1) for key, v in talk.items() if code in key and key[2] == turn],
                          0, 1)  # fmt: skip
    for couple in {key[:2] for key in talk}:
        mip.constrain([(v, 1) for key, v in talk.items() if key[:2] == couple], 0, 1)
    planned = {(m.aios, m.hao, m.turn) for m in before.meetings}
    coming = {(m.aios, m.hao, m.turn) for m in after.timetable.meetings if m.turn >= now}
    assert len(coming) == mip.most([(v, 1) for v in talk.values()])
    assert len(coming & planned) == mip.most([(v, 1) for key, v in talk.items() if key in planned])


@settings(max_examples=25)
@given(rounds(most=6), st.data())
def test_on_the_day_only_what_falls_out_changes_and_no_more_can_be_made_good(
    ronde: Koppelronde, data: st.DataObject
) -> None:
    seats = len(ronde.haos if ronde.mover is Side.AIOS else ronde.aios)
    tables = tuple(Table(number) for number in range(1, seats + 1))
    ronde = replace(ronde, presences=(), settings=replace(ronde.settings, tables=tables))
    before = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    if not before.turns:
        return
    who = data.draw(st.sampled_from([p.code for p in (*ronde.aios, *ronde.haos)]))
    first = data.draw(st.integers(1, len(before.turns)))
    last = data.draw(st.integers(first, len(before.turns)))
    event = DayEvent(DayEventKind.ABSENT, who, first, last)
    after = repair_carrousel(
        ronde, before, [event], now_turn=first, version=2, made_at=MADE_AT
    ).timetable
    lost = [m for m in before.meetings if who in (m.aios, m.hao) and first <= m.turn <= last]
    kept = [m for m in before.meetings if m not in lost]
    assert set(kept) <= set(after.meetings)
    mip = OrderedMip()
    again = {
        (m.aios, m.hao, turn): mip.variable()
        for m in lost
        for turn in range(first, len(before.turns) + 1)
        if not first <= turn <= last
        and not any(k.turn == turn and (k.aios == m.aios or k.hao == m.hao) for k in kept)
    }
    for code in {code for key in again for code in key[:2]}:
        for turn in {key[2] for key in again}:
            mip.constrain([(v, 1) for key, v in again.items() if code in key and key[2] == turn],
                          0, 1)  # fmt: skip
    for couple in {key[:2] for key in again}:
        mip.constrain([(v, 1) for key, v in again.items() if key[:2] == couple], 0, 1)
    assert len(after.meetings) - len(kept) == mip.most([(v, 1) for v in again.values()])
