"""Synthetic rounds of any size for the benchmarks of the practice visits (fixed seeds).

Trainees live around towns, practices too; every practice has two or three weekly windows, a cap
of six and a trainer who works three to five days; wishes follow a mildly shared taste and travel.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time

from koppelronde.domain.people import Aios, Hao, Place, Praktijk
from koppelronde.domain.ronde import Koppelronde, Settings, VisitWish
from koppelronde.domain.times import Weekday, WeeklyWindow
from koppelronde.procedure.toml_file import load_procedure

WINDOWS = ((9, 12), (13, 17), (15, 17), (12, 14))


def synthetic_round(
    aios: int, praktijken: int, seed: int, *, wishes: int = 7, cap: int = 6
) -> Koppelronde:
    """A round with so many AIOS and practices; ``wishes`` per AIOS (0 = none)."""
    chance = random.Random(seed)
    towns = [(50.75 + chance.random() * 0.8, 5.4 + chance.random() * 0.7)
             for _ in range(max(4, praktijken // 5))]  # fmt: skip

    def somewhere() -> Place:
        north, east = chance.choice(towns)
        return Place(latitude=round(north + chance.gauss(0, 0.02), 5),
                     longitude=round(east + chance.gauss(0, 0.03), 5))  # fmt: skip

    def code(letter: str, number: int) -> str:
        return f"{letter}{number:03d}"

    people = tuple(
        Aios(code=code("A", n), home=somewhere(), year=1, work_days=frozenset(Weekday(d)
             for d in range(5)))
        for n in range(1, aios + 1)
    )  # fmt: skip
    practices = []
    haos = []
    for n in range(1, praktijken + 1):
        days = frozenset(Weekday(d) for d in chance.sample(range(5), chance.randint(3, 5)))
        haos.append(Hao(code=code("H", n), praktijk=code("P", n), work_days=days))
        windows = []
        for day in sorted(chance.sample(sorted(days), min(len(days), chance.randint(2, 3)))):
            begin, end = chance.choice(WINDOWS)
            windows.append(WeeklyWindow(day, time(begin), time(end)))
        practices.append(
            Praktijk(code=code("P", n), place=somewhere(), kind=chance.choice(("solo", "duo")),
                     max_visits=cap, visit_windows=tuple(windows))
        )  # fmt: skip
    shared = {p.code: chance.gauss(0, 1) for p in practices}
    wished = []
    for person in people:
        here = person.home

        def liking(p: Praktijk, home: Place = here) -> float:
            far = abs((p.place.latitude or 0) - (home.latitude or 0)) + abs(
                (p.place.longitude or 0) - (home.longitude or 0)
            )
            return 0.5 * shared[p.code] - 4 * far + chance.gauss(0, 1)

        liked = sorted(((liking(p), p.code) for p in practices), reverse=True)
        wished += [VisitWish(person.code, c, r) for r, (_, c) in enumerate(liked[:wishes], 1)]
    return Koppelronde(
        name=f"synthetic {aios} x {praktijken}, {seed}",
        procedure=load_procedure("maastricht"),
        settings=Settings(visits_from=date(2026, 12, 14), visits_until=date(2027, 1, 15)),
        aios=people, haos=tuple(haos), praktijken=tuple(practices),
        visit_wishes=tuple(sorted(wished)),
    )  # fmt: skip


def tight_round(aios: int, praktijken: int, seed: int) -> Koppelronde:
    """Two weeks only, and one window a week for every practice."""
    ronde = synthetic_round(aios, praktijken, seed)
    chance = random.Random(seed)
    return replace(
        ronde,
        praktijken=tuple(
            replace(p, visit_windows=(chance.choice(p.visit_windows),)) for p in ronde.praktijken
        ),
        settings=replace(
            ronde.settings, visits_from=date(2026, 11, 23), visits_until=date(2026, 12, 4)
        ),
    )
