"""Invented people and practices: their names, where they are, when they work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random
from typing import Final, TypedDict, TypeVar

from koppelronde.domain.people import Aios, Hao, Place, Praktijk
from koppelronde.domain.procedure import Procedure
from koppelronde.domain.times import Period, Weekday, WeeklyWindow

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


class Dice:
    """Draws from ``random()`` alone."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def share(self) -> float:
        return self._random.random()

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.share() * len(items))]

    def some(self, items: Sequence[T], number: int) -> tuple[T, ...]:
        return tuple(sorted(items, key=lambda _item: self.share())[:number])


class _Names(TypedDict):
    first_name: str
    infix: str
    surname: str


def _person_names(dice: Dice) -> _Names:
    return {
        "first_name": dice.pick(_FIRST),
        "infix": dice.pick(_INFIX),
        "surname": dice.pick(_SURNAME),
    }


def _place(dice: Dice) -> Place:
    town, latitude, longitude, area = dice.pick(_TOWNS)
    return Place(
        address=f"{dice.pick(_STREETS)} {1 + int(180 * dice.share())}",
        postcode=f"{area}{int(10 * dice.share())}{int(10 * dice.share())} "
        f"{dice.pick(_LETTERS)}{dice.pick(_LETTERS)}",
        town=town,
        latitude=round(latitude + 0.03 * (dice.share() - 0.5), 5),
        longitude=round(longitude + 0.04 * (dice.share() - 0.5), 5),
    )


def praktijk_of(dice: Dice, code: str) -> Praktijk:
    """A practice in one of the towns, with its visiting hours."""
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


def hao_of(dice: Dice, procedure: Procedure, start: date, number: int, praktijk: Praktijk) -> Hao:
    """A trainer of that practice."""
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


def aios_of(
    dice: Dice, procedure: Procedure, start: date, number: int, trainers: tuple[Hao, ...]
) -> Aios:
    """A trainee, who may have had or may know one of those trainers."""
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
