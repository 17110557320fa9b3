"""The round itself: enough practices, trainers and candidates for everybody, and the dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from math import ceil
from typing import Final

from bureau.fiction.lists import first_lists, wishes_of
from bureau.fiction.people import Dice, aios_of, hao_of, praktijk_of
from koppelronde.domain.people import Aios, Hao, Praktijk
from koppelronde.domain.procedure import PhaseKind, Procedure
from koppelronde.domain.ronde import Contact, Koppelronde, Settings
from koppelronde.domain.rules import refusal


def fictional_round(
    procedure: Procedure,
    *,
    aios: int = 24,
    haos: int = 30,
    praktijken: int = 26,
    start: date = date(2027, 3, 1),
    seed: str = "demo",
    name: str = "Maart 2027",
) -> Koppelronde:
    """Who takes part, where they live and work, and whom they would like to visit.

    ``start`` is the first day of the placement; the carrousel and the visits fall in the three
    months before it.
    """
    dice = Dice(f"{seed}/{aios}/{haos}/{praktijken}")
    practices = _enough_room(
        procedure, aios, tuple(praktijk_of(dice, f"P{n:02d}") for n in range(1, praktijken + 1))
    )
    trainers = tuple(
        hao_of(dice, procedure, start, n, _practice_of(n, practices)) for n in range(1, haos + 1)
    )
    trainees = tuple(aios_of(dice, procedure, start, n, trainers) for n in range(1, aios + 1))
    trainers = _enough_candidates(procedure, trainees, trainers)
    ronde = Koppelronde(
        name=name,
        procedure=procedure,
        settings=_settings(procedure, start),
        aios=trainees,
        haos=trainers,
        praktijken=practices,
    )
    if procedure.has(PhaseKind.LISTS_BEFORE):
        ronde = replace(ronde, lists_before=first_lists(dice, ronde))
    if procedure.number("visits_min"):
        ronde = replace(ronde, visit_wishes=wishes_of(dice, ronde))
    return ronde


def _settings(procedure: Procedure, start: date) -> Settings:
    months_back = (start.month - 4) % 12 + 1
    year = start.year - (1 if start.month <= 3 else 0)
    opening = date(year, months_back, 1)
    monday = opening + timedelta(days=(7 - opening.weekday()) % 7)
    has_carrousel = procedure.has(PhaseKind.CARROUSEL)
    visits_from = monday + timedelta(days=7)
    return Settings(
        institute="Huisartsopleiding Voorbeeld (verzonnen)",
        start_date=start,
        profiles_deadline=(
            visits_from - timedelta(days=10) if procedure.has(PhaseKind.PROFILES) else None
        ),
        lists_before_deadline=(
            visits_from - timedelta(days=3) if procedure.has(PhaseKind.LISTS_BEFORE) else None
        ),
        carrousel_date=monday + timedelta(days=3) if has_carrousel else None,
        carrousel_begin=time(13) if has_carrousel else None,
        carrousel_location="Onderwijscentrum, zaal 1 en 2" if has_carrousel else "",
        visits_from=visits_from,
        visits_until=visits_from + timedelta(days=32),
        lists_deadline=visits_from + timedelta(days=35),
        contact=Contact("Coördinator koppeling", "koppeling@instituut.example", "043-0000000"),
    )


_ROOM: Final = 1.15
"""So many times the visits that are needed must fit: who may not be coupled does not visit."""


def practices_needed(procedure: Procedure, aios: int) -> int:
    """The fewest practices where so many trainees can all make their minimum of visits."""
    least, cap = procedure.number("visits_min"), procedure.number("practice_cap")
    return max(least + 1, ceil(_ROOM * aios * least / cap)) if least and cap else 1


def _enough_room(
    procedure: Procedure, aios: int, practices: tuple[Praktijk, ...]
) -> tuple[Praktijk, ...]:
    """A few practices at the cap of the procedure, where there would be too few visits."""
    needed, cap = _ROOM * aios * procedure.number("visits_min"), procedure.number("practice_cap")
    for number, praktijk in enumerate(practices):
        if not cap or sum(each.max_visits or cap for each in practices) >= needed:
            break
        freed = replace(praktijk, max_visits=max(cap, praktijk.max_visits or cap))
        practices = (*practices[:number], freed, *practices[number + 1 :])
    return practices


def _enough_candidates(
    procedure: Procedure, trainees: tuple[Aios, ...], trainers: tuple[Hao, ...]
) -> tuple[Hao, ...]:
    """A few trainers less restricted, where somebody could not have enough candidates."""
    rules = tuple(choice.name for choice in procedure.rules)
    needed = procedure.number("candidates_each")

    def short() -> bool:
        return any(
            sum(refusal(rules, person, hao, None) is None for hao in trainers) < needed
            for person in trainees
        )

    for number, hao in enumerate(trainers):
        if not needed or not short():
            break
        freed = replace(hao, supervises=frozenset(procedure.years), large_hds=True)
        trainers = (*trainers[:number], freed, *trainers[number + 1 :])
    return trainers


def _practice_of(number: int, practices: tuple[Praktijk, ...]) -> Praktijk:
    return practices[(number - 1) % len(practices)]
