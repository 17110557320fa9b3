"""Small rounds for the practice visits, by hand and by hypothesis; and a brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations

from hypothesis import strategies as st

from koppelronde.domain.holidays import holiday
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.people import Aios, Hao, Praktijk
from koppelronde.domain.ronde import Koppelronde, Settings, VisitWish
from koppelronde.domain.times import AMSTERDAM, Period, Weekday, WeeklyWindow
from koppelronde.procedure.toml_file import load_procedure

MADE_AT = datetime(2026, 11, 20, 9, tzinfo=AMSTERDAM)
MONDAY = date(2026, 11, 23)
ALL_WEEK = frozenset(Weekday(day) for day in range(5))


def window(text: str) -> WeeklyWindow:
    """``di 13:00-15:00``."""
    day, hours = text.split()
    begin, end = hours.split("-")
    weekday = Weekday("ma di wo do vr za zo".split().index(day))
    return WeeklyWindow(weekday, time.fromisoformat(begin), time.fromisoformat(end))


def practice(code: str, *windows: str, cap: int | None = None, kind: str = "") -> Praktijk:
    """A practice with its weekly windows."""
    return Praktijk(
        code=code, kind=kind, max_visits=cap, visit_windows=tuple(window(w) for w in windows)
    )


def small_round(
    aios: Mapping[str, str],
    praktijken: tuple[Praktijk, ...],
    *,
    minimum: int = 1,
    maximum: int = 0,
    weeks: int = 1,
    travel: int | Mapping[tuple[str, str], int] = 10,
    haos: tuple[Hao, ...] | None = None,
    numbers: Mapping[str, int] | None = None,
    **more: object,
) -> Koppelronde:
    """A round of some weeks; ``aios`` gives each AIOS's wishes ("P1 P2"), strongest first."""
    codes = (*aios, *(p.code for p in praktijken))
    minutes = dict.fromkeys(combinations(codes, 2), travel) if isinstance(travel, int) else travel
    settings = Settings(
        visits_from=MONDAY,
        visits_until=MONDAY + timedelta(days=7 * weeks - 1),
        numbers={"visits_min": minimum, "visits_max": maximum, **(numbers or {})},
    )
    ronde = {
        "name": "proef",
        "procedure": load_procedure("maastricht"),
        "settings": settings,
        "aios": tuple(Aios(code=code, work_days=ALL_WEEK) for code in aios),
        "haos": haos
        or tuple(
            Hao(code="H" + p.code[1:], praktijk=p.code, work_days=ALL_WEEK) for p in praktijken
        ),
        "praktijken": praktijken,
        "travel": minutes,
        "visit_wishes": tuple(
            VisitWish(code, wished, rank)
            for code, wishes in aios.items()
            for rank, wished in enumerate(wishes.split(), 1)
        ),
    }
    return Koppelronde(**{**ronde, **more})  # type: ignore[arg-type]  # fields by name


@st.composite
def rounds(draw: st.DrawFn, people: int = 4, places: int = 4) -> Koppelronde:
    """Rounds of a few people, scarce in caps, moments and days."""
    practices = []
    for n in range(1, draw(st.integers(2, places)) + 1):
        windows = draw(
            st.lists(
                st.sampled_from(
                    ["ma 09:00-10:00", "ma 10:00-11:30", "di 13:00-14:00", "di 14:00-16:00"]
                ),
                min_size=1, max_size=2, unique=True,
            )
        )  # fmt: skip
        practices.append(practice(f"P{n}", *windows, cap=draw(st.integers(1, 3))))
    codes = [f"A{n}" for n in range(1, draw(st.integers(2, people)) + 1)]
    wishes = {
        code: " ".join(
            draw(st.permutations([p.code for p in practices]))[: draw(st.integers(0, 3))]
        )
        for code in codes
    }
    travel = {
        pair: draw(st.sampled_from([5, 20, 40]))
        for pair in combinations([*codes, *(p.code for p in practices)], 2)
    }
    absent = draw(st.sampled_from([*codes, ""]))
    ronde = small_round(
        wishes, tuple(practices), minimum=draw(st.integers(1, 2)),
        maximum=draw(st.sampled_from([0, 3])), travel=travel,
        vetoes=(Veto(codes[0], "H1", VetoGround.RELATION),) if draw(st.booleans()) else (),
    )  # fmt: skip
    people_there = tuple(
        Aios(code=a.code, work_days=a.work_days,
             absences=(Period(MONDAY, MONDAY),) if a.code == absent else ())
        for a in ronde.aios
    )  # fmt: skip
    return replace(ronde, aios=people_there)


Place = tuple[str, date, int]


def clock(minutes: int) -> time:
    """A minute of the day as a time."""
    return time(minutes // 60, minutes % 60)


def places_of(ronde: Koppelronde, aios: Aios) -> Iterator[Place]:
    """Every (practice, day, start minute) this AIOS could visit; its own little calendar."""
    first, last = ronde.settings.visits_from, ronde.settings.visits_until
    assert first is not None
    assert last is not None
    vetoed = {veto.hao for veto in ronde.vetoes if veto.aios == aios.code}
    for praktijk in ronde.praktijken:
        if {h.code for h in ronde.haos if h.praktijk == praktijk.code} <= vetoed:
            continue
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            if aios.away_on(day) or holiday(day):
                continue
            for w in praktijk.visit_windows:
                begin = w.begin.hour * 60 + w.begin.minute
                end = w.end.hour * 60 + w.end.minute
                if w.weekday == day.weekday():
                    for start in range(begin, end - 59, 30):
                        if aios.free_between(day, clock(start), clock(start + 60)):
                            yield praktijk.code, day, start


def fewest_missing(ronde: Koppelronde) -> int:
    """By trying everything: the fewest visits that must miss from the minimum."""
    least = ronde.number("visits_min")
    caps = {p.code: min(p.max_visits or 6, 6) for p in ronde.praktijken}
    choices: list[list[tuple[Place, ...]]] = []
    for aios in ronde.aios:
        places = list(places_of(ronde, aios))
        choices.append(
            [
                some
                for number in range(least, -1, -1)
                for some in combinations(places, number)
                if _fits(ronde, some)
            ]
        )

    def best(person: int, taken: tuple[Place, ...], missing: int, record: int) -> int:
        if missing >= record:
            return record
        if person == len(choices):
            return missing
        for some in choices[person]:
            lacking = missing + least - len(some)
            if lacking >= record:
                break
            if any(_busy(taken, place, caps[place[0]]) for place in some):
                continue
            record = best(person + 1, (*taken, *some), lacking, record)
            if record == 0:
                break
        return record

    return best(0, (), 0, least * len(ronde.aios) + 1)


def _fits(ronde: Koppelronde, some: tuple[Place, ...]) -> bool:
    """One person's visits: each practice once, two a day, time to travel."""
    if len({p for p, _, _ in some}) < len(some):
        return False
    for one, other in combinations(some, 2):
        if one[1] == other[1]:
            first, second = sorted((one, other), key=lambda place: place[2])
            pair = (first[0], second[0])
            travel = ronde.travel.get(pair) or ronde.travel[pair[1], pair[0]]
            if first[2] + 60 + travel + ronde.number("visit_buffer_minutes") > second[2]:
                return False
    return True


def _busy(taken: tuple[Place, ...], place: Place, cap: int) -> bool:
    there = [t for t in taken if t[0] == place[0]]
    return len(there) >= cap or any(t[1] == place[1] and abs(t[2] - place[2]) < 60 for t in there)
