"""Who takes part: trainees (Aios), trainers (Hao) and the practices (Praktijk) they work in.

Codes identify people everywhere; names are for paper. Profile texts and remarks have no field
here on purpose: they never reach an engine, or a paper that somebody else reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from unicodedata import combining, normalize

from koppelronde.domain.times import DayHours, Period, Weekday, WeeklyWindow, WorkDays


class Side(StrEnum):
    """Which of the two groups somebody belongs to."""

    AIOS = "aios"
    HAO = "hao"

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.HAO if self is Side.AIOS else Side.AIOS


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as far as known; degrees north and east (WGS84)."""

    address: str = ""
    postcode: str = ""
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a trainee and a trainer have in common."""

    code: str
    first_name: str = ""
    infix: str = ""
    surname: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    work_days: WorkDays = frozenset()
    absences: tuple[Period, ...] = ()

    @property
    def name(self) -> str:
        """``Joris van der Yıldız``; the code where no name is known."""
        parts = (self.first_name, self.infix, self.surname)
        return " ".join(part for part in parts if part) or self.code

    @property
    def sort_name(self) -> str:
        """``Yıldız, Joris van der``, for alphabetical lists."""
        rest = " ".join(part for part in (self.first_name, self.infix) if part)
        return f"{self.surname}, {rest}" if rest and self.surname else self.name

    @property
    def alphabetical(self) -> tuple[str, str]:
        """The place in an alphabetical list: Öztürk stands under the O, as in a Dutch index."""
        letters = self.sort_name.casefold().replace("ı", "i").replace("ł", "l").replace("ø", "o")
        return "".join(c for c in normalize("NFKD", letters) if not combining(c)), self.code

    def away_on(self, day: date) -> bool:
        """Whether a recorded absence covers that day."""
        return any(day in period for period in self.absences)

    def works_on(self, day: date) -> bool:
        """Whether somebody works on that day; unknown working days count as every weekday."""
        if self.away_on(day):
            return False
        weekday = Weekday(day.weekday())
        return weekday in self.work_days if self.work_days else weekday <= Weekday.VR


@dataclass(frozen=True, slots=True, kw_only=True)
class Aios(Person):
    """A trainee (arts in opleiding tot specialist).

    ``trainer_year_1`` and ``relations`` hold codes of HAOs. ``had_large_hds`` is None where
    nobody knows whether the trainee already worked with a large-scale out-of-hours service.
    ``visit_windows`` are the stretches of the week in which visits can be; empty is any time.
    ``away_hours`` are stretches of single days in which they cannot. ``apart_from`` holds codes of
    AIOS who may not come to the same practice; either of the two may name the other.
    """

    home: Place = Place()
    year: int = 1
    trainer_year_1: str = ""
    relations: tuple[str, ...] = ()
    had_large_hds: bool | None = None
    visit_windows: tuple[WeeklyWindow, ...] = ()
    away_hours: tuple[DayHours, ...] = ()
    apart_from: tuple[str, ...] = ()

    def free_between(self, day: date, begin: time, end: time) -> bool:
        """Whether no absence, and no hours given for visits, keep that stretch of the day taken.

        Working days are another question: see :meth:`Person.works_on`.
        """
        if self.away_on(day) or any(
            hours.day == day and hours.begin < end and begin < hours.end
            for hours in self.away_hours
        ):
            return False
        return not self.visit_windows or any(
            window.weekday == day.weekday() and window.begin <= begin and end <= window.end
            for window in self.visit_windows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hao(Person):
    """A trainer (huisartsopleider); two doctors who train together are one Hao.

    Then the name fields hold both names and ``emails`` and ``phones`` both addresses.
    ``last_aios_until`` is None where no earlier trainee is known.
    """

    praktijk: str = ""
    supervises: frozenset[int] = frozenset({1, 3})
    places: int = 1
    last_aios_until: date | None = None
    large_hds: bool | None = None
    leerwerkplan: str = ""
    year_places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Praktijk:
    """A practice; visited once for all its trainers together.

    ``max_visits`` is None where the practice sets no cap of its own; ``places`` likewise for
    the number of trainees it can take in one round.
    """

    code: str
    name: str = ""
    place: Place = Place()
    kind: str = ""
    surroundings: str = ""
    max_visits: int | None = None
    places: int | None = None
    visit_windows: tuple[WeeklyWindow, ...] = ()
    phone: str = ""
    email: str = ""
