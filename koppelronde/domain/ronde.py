"""A Koppelronde: one whole round of coupling as one record.

The store loads it, a command hands it to an engine, the papers print from it. Nobody changes it:
a command makes a new one with :func:`dataclasses.replace` and saves that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from koppelronde.domain.language import Text
from koppelronde.domain.lists import Veto, Voorkeurslijst
from koppelronde.domain.lottery_draw import DICE_THROWN, Drawing, DrawWay
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.procedure import NUMBERS, Procedure
from koppelronde.domain.settings import NOTHING_SAID
from koppelronde.domain.settings import Contact as Contact
from koppelronde.domain.settings import OnTheDay as OnTheDay
from koppelronde.domain.settings import Pauses as Pauses
from koppelronde.domain.settings import Settings as Settings
from koppelronde.domain.travel import TravelEstimate, TravelTime, travel_time


@dataclass(frozen=True, slots=True, order=True)
class VisitWish:
    """An AIOS wishes to see a practice; 1 is the strongest wish.

    ``by`` is HAO when the practice asks for the AIOS. ``points`` is how much the visit is worth
    where somebody divided points (0 = none given; the rank then follows from the points).
    ``must`` is a visit that has to be in the plan.
    """

    aios: str
    praktijk: str
    rank: int
    by: Side = Side.AIOS
    points: int = 0
    must: bool = False


@dataclass(frozen=True, slots=True, order=True)
class VisitOutcome:
    """What is recorded of a visit; ``done`` is what makes two people have met."""

    aios: str
    praktijk: str
    day: date | None
    status: VisitStatus


class MeetingWish(StrEnum):
    """What somebody wants of a conversation in the carrousel."""

    MUST = "must"
    LIKE = "like"
    RATHER_NOT = "rather_not"


@dataclass(frozen=True, slots=True, order=True)
class CarrouselWish:
    """One person's wish for one conversation; ``points`` 0 is a wish without points: worth 1."""

    aios: str
    hao: str
    by: Side
    wish: MeetingWish
    points: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Presence:
    """Somebody is in the carrousel only from ``begin`` until ``end`` (None = open).

    ``away`` are times in between, from and until, when they are not.
    """

    code: str
    begin: time | None = None
    end: time | None = None
    table: int = 0
    online: bool = False
    away: tuple[tuple[time, time], ...] = ()


class AgreementKind(StrEnum):
    """What was settled by hand or on the telephone about a couple."""

    LOCKED = "locked"
    OUT = "out"


@dataclass(frozen=True, slots=True, order=True)
class Agreement:
    """This couple is fixed, or is out, whatever the lists say.

    ``ground`` is that of a veto that came after the matching, else empty.
    """

    aios: str
    hao: str
    kind: AgreementKind
    reason: str = ""
    by: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The lists are frozen: the mark of the input, and the lottery once it is drawn.

    ``salt`` stands in the sealed input, so that nobody can guess a list from the mark. ``drawing``
    is the draw that the seal named, ``way`` how the lot was really drawn, ``drawn`` what came out
    in its one spelling, and ``seed`` the lot that follows from it. This is seal number ``seals``
    and draw number ``draws`` of the round; ``watched`` saw them. ``agreements`` and ``withdrawn``
    are those of before the seal: they are part of the sealed input.
    """

    input_hash: str
    seed: str = ""
    salt: str = ""
    drawing: Drawing = DICE_THROWN
    way: DrawWay | None = None
    drawn: str = ""
    seals: int = 1
    draws: int = 0
    watched: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Koppelronde:
    """Everything known about a round, sorted by code so that row order cannot matter."""

    name: str
    procedure: Procedure
    settings: Settings = NOTHING_SAID
    aios: tuple[Aios, ...] = ()
    haos: tuple[Hao, ...] = ()
    praktijken: tuple[Praktijk, ...] = ()
    lists_before: tuple[Voorkeurslijst, ...] = ()
    lists_aios: tuple[Voorkeurslijst, ...] = ()
    lists_hao: tuple[Voorkeurslijst, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    visit_wishes: tuple[VisitWish, ...] = ()
    visit_outcomes: tuple[VisitOutcome, ...] = ()
    carrousel_wishes: tuple[CarrouselWish, ...] = ()
    presences: tuple[Presence, ...] = ()
    met_before: tuple[tuple[str, str], ...] = ()
    interviews: tuple[tuple[str, str], ...] = ()
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    withdrawn: tuple[str, ...] = ()
    sealed: Sealed | None = None
    version: int = 0

    @property
    def mover(self) -> Side:
        """Who walks from table to table: as set for this round, else as in the procedure."""
        return self.settings.mover or self.procedure.mover

    def number(self, name: str) -> int:
        """A number of the round, else of its procedure, else the default."""
        if name not in NUMBERS:
            raise KeyError(name)
        override = self.settings.numbers.get(name)
        return self.procedure.number(name) if override is None else override

    def number_for(self, name: str, code: str) -> int:
        """The same number, but as set for this person or practice where it was (``name:code``)."""
        own = self.settings.numbers.get(f"{name}:{code}")
        return self.number(name) if own is None else own

    @cached_property
    def aios_by_code(self) -> Mapping[str, Aios]:
        """AIOS by code."""
        return {person.code: person for person in self.aios}

    @cached_property
    def hao_by_code(self) -> Mapping[str, Hao]:
        """HAO by code."""
        return {person.code: person for person in self.haos}

    @cached_property
    def praktijk_by_code(self) -> Mapping[str, Praktijk]:
        """Practice by code."""
        return {praktijk.code: praktijk for praktijk in self.praktijken}

    @cached_property
    def haos_of_praktijk(self) -> Mapping[str, tuple[Hao, ...]]:
        """The trainers of each practice."""
        return {
            praktijk.code: tuple(hao for hao in self.haos if hao.praktijk == praktijk.code)
            for praktijk in self.praktijken
        }

    def hosts_of(self, aios: str, praktijk: str, present: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The trainers whom this AIOS comes for: those of the interview where one was assigned.

        Else those who are there (``present``), else all of the practice.
        """
        codes = tuple(hao.code for hao in self.haos_of_praktijk.get(praktijk, ()))
        assigned = tuple(hao for hao in codes if (aios, hao) in self.interviews)
        return assigned or present or codes

    @cached_property
    def veto_by_couple(self) -> Mapping[tuple[str, str], Veto]:
        """The veto on each vetoed couple."""
        return {(veto.aios, veto.hao): veto for veto in self.vetoes}

    @cached_property
    def list_of(self) -> Mapping[str, Voorkeurslijst]:
        """The final list of each person who handed one in."""
        return {lijst.owner: lijst for lijst in (*self.lists_aios, *self.lists_hao)}

    def person(self, code: str) -> Aios | Hao | None:
        """The AIOS or HAO with that code."""
        return self.aios_by_code.get(code) or self.hao_by_code.get(code)

    def name_of(self, code: str) -> str:
        """A person's or practice's name, or the code itself."""
        person = self.person(code)
        if person is not None:
            return person.name
        praktijk = self.praktijk_by_code.get(code)
        return praktijk.name or code if praktijk is not None else code

    def named(self, code: str) -> Text:
        """``Joris van der Yıldız (A01)``."""
        return Text(f"{self.name_of(code)} ({code})", f"{self.name_of(code)} ({code})")

    @cached_property
    def travel_estimate(self) -> TravelEstimate:
        """How distance becomes minutes in this round."""
        return TravelEstimate(
            self.number("travel_speed_kmh"),
            self.number("travel_detour_percent"),
            self.number("travel_fixed_minutes"),
        )

    def travel_to_praktijk(self, aios: Aios, praktijk: Praktijk) -> TravelTime | None:
        """From the AIOS's home to the practice."""
        return travel_time(
            aios.code, praktijk.code, aios.home, praktijk.place, self.travel, self.travel_estimate
        )

    def travel_to_hao(self, aios: Aios, hao: Hao) -> TravelTime | None:
        """From the AIOS's home to the HAO's practice; minutes given for the HAO come first."""
        if (aios.code, hao.code) in self.travel:
            return TravelTime(self.travel[aios.code, hao.code], estimated=False)
        praktijk = self.praktijk_by_code.get(hao.praktijk)
        return None if praktijk is None else self.travel_to_praktijk(aios, praktijk)

    def travel_between(self, first: Praktijk, second: Praktijk) -> TravelTime | None:
        """From one practice to another."""
        return travel_time(
            first.code, second.code, first.place, second.place, self.travel, self.travel_estimate
        )
