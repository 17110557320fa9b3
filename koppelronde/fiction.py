"""A fictional round of any size: for the demonstration, rehearsals, tests and benchmarks.

Everybody and everything here is invented. Only ``random.Random(seed).random()`` is used, the one
call whose sequence Python guarantees over versions, so a seed gives the same round everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from math import ceil
from random import Random
from typing import Final, TypedDict, TypeVar

from koppelronde.lists import Voorkeurslijst, list_in_order
from koppelronde.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.people import Aios, Hao, Place, Praktijk, Side
from koppelronde.procedure import PhaseKind, Procedure
from koppelronde.ronde import Contact, Koppelronde, Settings, VisitOutcome, VisitWish
from koppelronde.rules import refusal
from koppelronde.times import Period, Weekday, WeeklyWindow

_FIRST: Final = (
    "Amira Anouk Ayşe Björn Bram Chloë Daan Daniël Elin Esther Floor Gijs Hanna Hugo Inés "
    "Jelle Jesper Joris Koen Loïs Lotte Lucas Marit Maud Mees Milan Nadia Nina Noor Omar "
    "Puck Ravi Ruben Sanne Sem Stijn Tijn Timo Yasmin Zoë Łucja Ştefan"
).split()
_INFIX: Final = ("", "", "", "", "", "van", "de", "van der", "van den", "'t", "ter", "el")
_SURNAME: Final = (
    "Bakker Bergman Bos Bosch Brouwer Claessens Dijkstra Franssen Gerrits Groen Hendriks "
    "Hermans Hoekstra Idrissi Jacobs Jansen Janssen Koster Kramer Kuiper Kuipers Lemmens Maas "
    "Martens Meijer Mulder Nowák Öztürk Peters Post Postma Prins Scholten Schouten Smit "
    "Theunissen Verhoeven Vermeulen Visser Vos Willems Yıldız Czyż Nguyễn"
).split()
_TOWNS: Final = (
    ("Maastricht", 50.851, 5.691, "62"), ("Heerlen", 50.888, 5.981, "64"),
    ("Sittard", 51.000, 5.869, "61"), ("Geleen", 50.974, 5.829, "61"),
    ("Roermond", 51.194, 5.987, "60"), ("Weert", 51.252, 5.707, "60"),
    ("Venlo", 51.370, 6.172, "59"), ("Venray", 51.525, 5.975, "58"),
    ("Valkenburg", 50.865, 5.832, "63"), ("Gulpen", 50.816, 5.888, "62"),
    ("Brunssum", 50.946, 5.970, "64"), ("Kerkrade", 50.866, 6.063, "64"),
    ("Echt", 51.105, 5.873, "61"), ("Horst", 51.453, 6.051, "59"),
    ("Panningen", 51.327, 5.978, "59"), ("Deurne", 51.460, 5.797, "57"),
    ("Helmond", 51.480, 5.657, "57"), ("Eindhoven", 51.441, 5.478, "56"),
)  # fmt: skip
_STREETS: Final = (
    "Dorpsstraat",
    "Kerkstraat",
    "Kloosterlaan",
    "Markt",
    "Molenweg",
    "Stationsplein",
)
_KINDS: Final = (
    ("solo", "Huisartsenpraktijk"),
    ("duo", "Huisartsen"),
    ("groep", "Huisartsengroep"),
    ("gezondheidscentrum", "Gezondheidscentrum"),
)
_CORNERS: Final = ("Centrum", "Noord", "Oost", "Zuid", "De Linde", "Sint-Jan", "aan de Maas")
_WINDOWS: Final = (
    (time(9), time(12)),
    (time(12, 30), time(14)),
    (time(13), time(17)),
    (time(15), time(17, 30)),
)
_LETTERS: Final = "ABCDEGHJKLMNPRSTVWXZ"
T = TypeVar("T")


class _Dice:
    """Draws from ``random()`` alone."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def share(self) -> float:
        return self._random.random()

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.share() * len(items))]

    def some(self, items: Sequence[T], number: int) -> tuple[T, ...]:
        return tuple(sorted(items, key=lambda _item: self.share())[:number])


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
    dice = _Dice(f"{seed}/{aios}/{haos}/{praktijken}")
    practices = _enough_room(
        procedure, aios, tuple(_praktijk(dice, f"P{n:02d}") for n in range(1, praktijken + 1))
    )
    trainers = tuple(
        _hao(dice, procedure, start, n, _practice_of(n, practices)) for n in range(1, haos + 1)
    )
    trainees = tuple(_aios(dice, procedure, start, n, trainers) for n in range(1, aios + 1))
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
        ronde = replace(ronde, lists_before=_lists_before(dice, ronde))
    if procedure.number("visits_min"):
        ronde = replace(ronde, visit_wishes=_visit_wishes(dice, ronde))
    return ronde


def fictional_outcomes(calendar: VisitCalendar) -> tuple[VisitOutcome, ...]:
    """Every planned visit took place."""
    return tuple(
        VisitOutcome(visit.aios, visit.praktijk, visit.begin.date(), VisitStatus.DONE)
        for visit in calendar.visits
    )


def fictional_lists(
    ronde: Koppelronde, met: frozenset[tuple[str, str]], *, seed: str = "demo"
) -> Koppelronde:
    """Both sides rank the people they met.

    Liking is partly mutual, partly shared by all (some people are popular), partly one's own.
    One in five leaves everybody after the fourth off.
    """
    dice = _Dice(f"{seed}/lists")
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    spark = {couple: dice.share() for couple in sorted(met)}
    appeal = _appeal(dice, sorted({code for couple in met for code in couple}))

    def ranked(owner: str, side: Side, partners: list[str]) -> Voorkeurslijst:
        def liking(partner: str) -> float:
            couple = (owner, partner) if side is Side.AIOS else (partner, owner)
            return 0.1 * spark[couple] + 2.0 * appeal[partner] + 0.5 * dice.share()

        allowed = []
        for partner in sorted(partners):
            trainee, trainer = (owner, partner) if side is Side.AIOS else (partner, owner)
            if not refusal(rules, ronde.aios_by_code[trainee], ronde.hao_by_code[trainer], None):
                allowed.append(partner)
        scores = {partner: liking(partner) for partner in allowed}
        best = sorted(allowed, key=lambda p: -scores[p])
        short = dice.share() < 0.2
        return list_in_order(owner, side, tuple(best[:4] if short else best))

    return replace(
        ronde,
        lists_aios=tuple(
            ranked(person.code, Side.AIOS, [h for a, h in met if a == person.code])
            for person in ronde.aios
        ),
        lists_hao=tuple(
            ranked(person.code, Side.HAO, [a for a, h in met if h == person.code])
            for person in ronde.haos
        ),
    )


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


class _Names(TypedDict):
    first_name: str
    infix: str
    surname: str


def _person_names(dice: _Dice) -> _Names:
    return {
        "first_name": dice.pick(_FIRST),
        "infix": dice.pick(_INFIX),
        "surname": dice.pick(_SURNAME),
    }


def _place(dice: _Dice) -> Place:
    town, latitude, longitude, area = dice.pick(_TOWNS)
    return Place(
        address=f"{dice.pick(_STREETS)} {1 + int(180 * dice.share())}",
        postcode=f"{area}{int(10 * dice.share())}{int(10 * dice.share())} "
        f"{dice.pick(_LETTERS)}{dice.pick(_LETTERS)}",
        town=town,
        latitude=round(latitude + 0.03 * (dice.share() - 0.5), 5),
        longitude=round(longitude + 0.04 * (dice.share() - 0.5), 5),
    )


def _praktijk(dice: _Dice, code: str) -> Praktijk:
    place = _place(dice)
    kind, label = dice.pick(_KINDS)
    days = sorted(dice.some(tuple(Weekday)[:5], 2 + int(2 * dice.share())))
    return Praktijk(
        code=code,
        name=f"{label} {place.town} {dice.pick(_CORNERS)}",
        place=place,
        kind=kind,
        surroundings="stad" if dice.share() < 0.5 else "dorp",
        max_visits=(6, 6, 6, 6, 5, 4)[int(6 * dice.share())],
        visit_windows=tuple(WeeklyWindow(day, *dice.pick(_WINDOWS)) for day in days),
        phone=f"043-1{int(code[1:]):06d}",
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


def _hao(dice: _Dice, procedure: Procedure, start: date, number: int, praktijk: Praktijk) -> Hao:
    days = {window.weekday for window in praktijk.visit_windows}
    free = [day for day in tuple(Weekday)[:5] if day not in days]
    days |= set(dice.some(free, max(0, 3 + int(2 * dice.share()) - len(days))))
    years = procedure.years if dice.share() < 0.6 else (dice.pick(procedure.years),)
    return Hao(
        code=f"H{number:02d}",
        **_person_names(dice),
        emails=(f"h{number:02d}@praktijk.example",),
        phones=(f"043-{number:07d}",),
        work_days=frozenset(days),
        praktijk=praktijk.code,
        supervises=frozenset(years),
        last_aios_until=start - timedelta(days=1 + 182 * int(7 * dice.share())),
        large_hds=dice.share() < 0.6,
    )


def _aios(
    dice: _Dice, procedure: Procedure, start: date, number: int, trainers: tuple[Hao, ...]
) -> Aios:
    year = dice.pick(procedure.years)
    newyear = date(start.year if start.month <= 6 else start.year + 1, 1, 3)
    away = (Period(newyear - timedelta(days=10), newyear),) if dice.share() < 0.4 else ()
    free = dice.pick(tuple(Weekday)[:5]) if dice.share() < 0.4 else None
    return Aios(
        code=f"A{number:02d}",
        **_person_names(dice),
        emails=(f"a{number:02d}@aios.example",),
        phones=(f"06-{number:08d}",),
        work_days=frozenset(day for day in tuple(Weekday)[:5] if day is not free),
        absences=away,
        home=_place(dice),
        year=year,
        trainer_year_1=dice.pick(trainers).code if year == 3 else "",
        relations=(dice.pick(trainers).code,) if dice.share() < 0.1 else (),
        had_large_hds=dice.share() < 0.5 if year == 3 else False,
    )


def _appeal(dice: _Dice, codes: Sequence[str]) -> Mapping[str, float]:
    """How popular each is with everybody: tastes are partly shared."""
    return {code: dice.share() for code in codes}


def _visit_wishes(dice: _Dice, ronde: Koppelronde) -> tuple[VisitWish, ...]:
    appeal = _appeal(dice, [praktijk.code for praktijk in ronde.praktijken])
    least = ronde.number("visits_min")
    wishes = []
    for person in ronde.aios:
        scores: dict[str, float] = {}
        for praktijk in ronde.praktijken:
            travel = ronde.travel_to_praktijk(person, praktijk)
            minutes = travel.minutes if travel else 60
            scores[praktijk.code] = 0.4 * appeal[praktijk.code] + dice.share() - minutes / 60
        best = sorted(scores, key=lambda code: (-scores[code], code))
        number = least + int(4 * dice.share())
        wishes += [VisitWish(person.code, code, n) for n, code in enumerate(best[:number], 1)]
    return tuple(wishes)


def _lists_before(dice: _Dice, ronde: Koppelronde) -> tuple[Voorkeurslijst, ...]:
    appeal = _appeal(dice, [hao.code for hao in ronde.haos])
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    lists = []
    for person in ronde.aios:
        scores = {
            hao.code: 0.5 * appeal[hao.code] + dice.share()
            for hao in ronde.haos
            if not refusal(rules, person, hao, None)
        }
        best = sorted(scores, key=lambda code: (-scores[code], code))
        lists.append(list_in_order(person.code, Side.AIOS, tuple(best)))
    return tuple(lists)
