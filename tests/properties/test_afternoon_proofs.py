"""Whatever an afternoon calls proven is the best there is: small rounds against another model.

Vetoes, rules against couples, people who come late, leave early or are away in between, tables
that are shared, fixed or free, rooms, a fixed number of meetings, both sides walking.
"""

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
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, Koppelronde, MeetingWish, Pauses, Presence
from tests.carrousel.rounds import MADE_AT, small_round
from tests.properties.afternoon_model import better_than_claimed

AT_TURN = [time(13, 8 * turn) for turn in range(7)]
END = time(13, 48)


@st.composite
def rounds(draw: st.DrawFn) -> Koppelronde:
    """Up to four a side and six turns, with any mixture of limits."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    mover = draw(st.sampled_from(Side))
    stay = m if mover is Side.AIOS else n
    numbers = {"turn_minutes": 8, "break_after_turns": 0}
    numbers["turns_max"] = draw(st.sampled_from([0, 1, 2, 3, 4, 5]))
    numbers["meetings_each"] = draw(st.sampled_from([0, 0, 0, 1, 2]))
    numbers["free_tables"] = draw(st.sampled_from([0, 0, 0, 1, 2, 3]))
    rooms = draw(st.sampled_from([(), (), (stay,), (stay, stay), (1, stay), (2, 2), (3, 1, 1)]))
    places = [(room, at) for room, size in enumerate(rooms) for at in range(size)]
    tables = tuple(Table(t, f"Zaal {room}", at) for t, (room, at) in enumerate(places, 1))
    ronde = small_round(
        n, m, numbers=numbers, tables=tables, mover=mover, carrousel_end=END,
        pauses=draw(st.sampled_from(Pauses)),
    )  # fmt: skip
    aios = st.sampled_from([person.code for person in ronde.aios])
    haos = st.sampled_from([person.code for person in ronde.haos])
    points = st.sampled_from([0, 0, 2, 3])
    wish = st.builds(
        CarrouselWish, aios, haos, st.sampled_from(Side), st.sampled_from(MeetingWish), points
    )
    couples = st.lists(
        st.tuples(aios, haos), unique=True, max_size=draw(st.sampled_from([0, 2, 9]))
    )
    presences = {}
    for code in draw(st.lists(st.one_of(aios, haos), unique=True, max_size=3)):
        begin = draw(st.sampled_from([None, None, *AT_TURN[1:3]]))
        end = draw(st.sampled_from([None, None, *AT_TURN[2:5]]))
        presences[code] = Presence(
            code,
            begin,
            end if begin is None or end is None or begin < end else None,
            table=draw(st.sampled_from([0, 0, 1, 2])),
            online=draw(st.sampled_from([False, False, False, True])),
            away=draw(st.sampled_from([(), (), ((AT_TURN[1], AT_TURN[2]),)])),
        )
    related = {
        code: {hao for mine, hao in draw(couples) if mine == code} for code in ("A01", "A02")
    }
    return replace(
        ronde,
        aios=tuple(
            replace(p, relations=tuple(sorted(related.get(p.code, ())))) for p in ronde.aios
        ),
        carrousel_wishes=tuple(
            draw(st.lists(wish, max_size=6, unique_by=lambda w: (w.aios, w.hao, w.by)))
        ),
        met_before=tuple(sorted(draw(couples)))[:3],
        vetoes=tuple(Veto(a, h, VetoGround.RELATION) for a, h in sorted(draw(couples))),
        presences=tuple(sorted(presences.values(), key=lambda p: p.code)),
    )


def turns_of(ronde: Koppelronde) -> dict[str, set[int]]:
    """In which of the turns that fit everybody is there."""
    most = min(6, ronde.number("turns_max") or 6)
    there = {}
    for person in (*ronde.aios, *ronde.haos):
        hours = next((p for p in ronde.presences if p.code == person.code), Presence(person.code))
        there[person.code] = {
            turn
            for turn in range(1, most + 1)
            if (hours.begin is None or hours.begin <= AT_TURN[turn - 1])
            and (hours.end is None or AT_TURN[turn] <= hours.end)
            and not (hours.away and turn == 2)
        }
    return there


def false_claims(ronde: Koppelronde) -> list[str]:
    """What the afternoon claims and another model refutes; nothing where no plan is possible."""
    try:
        timetable = plan_carrousel(ronde, version=1, made_at=MADE_AT)
    except NoPlanExists as refused:
        return [] if refused.reasons and refused.remedies else ["refused without a word"]
    assert broken(check_timetable(ronde, timetable)) == ()
    if timetable.groups:
        return []
    given, free = ronde.settings.tables, ronde.number("free_tables")
    at_once = min(free or 99, len(given) or 99)
    return better_than_claimed(ronde, timetable, turns_of(ronde), at_once)


@settings(max_examples=60)
@given(rounds())
def test_nothing_is_better_than_what_is_called_proven(ronde: Koppelronde) -> None:
    assert false_claims(ronde) == []
