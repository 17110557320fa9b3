"""A procedure: how one institute couples. Data, read from TOML, never code.

A procedure picks phases, numbers, rules and goals *by name* from the vocabulary of this program,
puts them in order and gives each its source. A new institute needs a file, not a programmer.
Reading and checking a file: :mod:`koppelronde.procedure.toml_file`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.lists import LeftOffReading, RefusedGround, TieReading, VetoGround
from koppelronde.domain.people import Side


class PhaseKind(StrEnum):
    """The steps that this program can do; a procedure chooses which and in what order."""

    PROFILES = "profiles"
    SELECT = "select"
    LISTS_BEFORE = "lists_before"
    SHORTLIST = "shortlist"
    CARROUSEL = "carrousel"
    VISITS = "visits"
    LISTS = "lists"
    MATCH = "match"
    CALLS = "calls"
    RESULTS = "results"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One step of the procedure. ``days`` is how long it lasts where the source says so."""

    kind: PhaseKind
    title: Text
    source: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A number that a procedure or a round may set: its unit, bounds and meaning."""

    unit: str
    lowest: int
    highest: int
    default: int
    says: Text


def _number(unit: str, low: int, high: int, default: int, nl: str, en: str) -> NumberKind:
    return NumberKind(unit, low, high, default, Text(nl, en))


NUMBERS: Final[Mapping[str, NumberKind]] = {
    "turn_minutes": _number(
        "min", 1, 120, 8,
        "Om de hoeveel minuten de bel gaat (wisselen inbegrepen).",
        "The bell rings every so many minutes (changing seats included).",
    ),
    "changeover_minutes": _number(
        "min", 0, 30, 0,
        "Extra wisseltijd tussen twee gesprekken.",
        "Extra minutes to change seats between two turns.",
    ),
    "warning_minutes": _number(
        "min", 0, 30, 1,
        "Waarschuwing zoveel minuten voor de bel.",
        "A warning so many minutes before the bell.",
    ),
    "break_after_turns": _number(
        "turns", 0, 200, 0,
        "Een pauze na zoveel gesprekken (0 = alleen op vaste tijden).",
        "A break after so many turns (0 = only at fixed times).",
    ),
    "break_minutes": _number(
        "min", 0, 180, 15,
        "Zo lang duurt een pauze.",
        "How long a break lasts.",
    ),
    "turns_max": _number(
        "turns", 0, 2000, 0,
        "Hoogstens zoveel gespreksrondes (0 = zoveel als er passen).",
        "At most so many turns (0 = as many as fit).",
    ),
    "meetings_each": _number(
        "meetings", 0, 2000, 0,
        "Iedere aios krijgt zoveel gesprekken (0 = iedereen ontmoet iedereen als het past).",
        "Each trainee gets so many meetings (0 = everybody meets everybody if that fits).",
    ),
    "group_size": _number(
        "people", 0, 200, 0,
        "Kleine groepen van ongeveer zoveel aios (0 = één groep).",
        "Small groups of about so many trainees (0 = one group).",
    ),
    "free_tables": _number(
        "tables", 0, 2000, 0,
        "Hoogstens zoveel gesprekken tegelijk, aan tafels die van niemand zijn "
        "(0 = wie zit, houdt een eigen tafel).",
        "At most so many meetings at a time, at tables that nobody owns "
        "(0 = anyone who sits keeps a table of their own).",
    ),
    "visits_min": _number(
        "visits", 0, 100, 0,
        "Iedere aios bezoekt minstens zoveel praktijken.",
        "Each trainee visits at least so many practices.",
    ),
    "visits_max": _number(
        "visits", 0, 100, 0,
        "Een aios bezoekt hoogstens zoveel praktijken (0 = niet meer dan het minimum).",
        "A trainee visits at most so many practices (0 = no more than the minimum).",
    ),
    "practice_cap": _number(
        "visits", 0, 200, 0,
        "Een praktijk mag na zoveel bezoeken stoppen (0 = geen grens).",
        "A practice may stop after so many visits (0 = no cap).",
    ),
    "visit_minutes": _number(
        "min", 5, 480, 60,
        "Zo lang duurt een praktijkbezoek.",
        "How long a visit to a practice lasts.",
    ),
    "visit_buffer_minutes": _number(
        "min", 0, 240, 15,
        "Speling tussen twee bezoeken, naast de reistijd.",
        "Slack between two visits, on top of travel.",
    ),
    "visits_per_day_max": _number(
        "visits", 1, 10, 2,
        "Een aios doet hoogstens zoveel bezoeken op een dag.",
        "A trainee makes at most so many visits on one day.",
    ),
    "visits_together": _number(
        "people", 1, 10, 1,
        "Zoveel aios ontvangt een praktijk tegelijk.",
        "How many trainees a practice receives at one moment.",
    ),
    "top_ranks": _number(
        "rank", 1, 100, 4,
        "Voorkeur 1 tot en met dit getal geldt als match.",
        "Ranks 1 up to this number count as a match.",
    ),
    "travel_limit_minutes": _number(
        "min", 1, 600, 60,
        "Reistijd enkele reis die nog acceptabel is.",
        "One-way travel that is still called acceptable.",
    ),
    "travel_speed_kmh": _number(
        "km/h", 5, 130, 50,
        "Geschatte snelheid onderweg.",
        "Assumed speed on the road.",
    ),
    "travel_detour_percent": _number(
        "%", 100, 300, 130,
        "Lengte van de route in procenten van de afstand hemelsbreed.",
        "The road is this share of the distance as the crow flies.",
    ),
    "travel_fixed_minutes": _number(
        "min", 0, 60, 5,
        "Vaste minuten voor instappen en parkeren.",
        "Fixed minutes for getting in and parking.",
    ),
    "invite_spare": _number(
        "people", 0, 200, 0,
        "Zoveel opleiders meer uitnodigen dan nodig is, voor wie uitvalt.",
        "Invite so many trainers more than needed, in case somebody drops out.",
    ),
    "candidates_each": _number(
        "people", 0, 50, 0,
        "Iedere aios krijgt zoveel kandidaten voor een kennismakingsgesprek (0 = geen toewijzing).",
        "Each trainee gets so many candidates for an interview (0 = none are assigned).",
    ),
    "process_weeks_before_start": _number(
        "weeks", 0, 52, 0,
        "Het proces begint zoveel weken voor de start van de stage.",
        "The process begins so many weeks before the placement starts.",
    ),
    "process_months_before_start": _number(
        "months", 0, 24, 0,
        "Het proces begint zoveel maanden voor de start van de stage.",
        "The process begins so many months before the placement starts.",
    ),
    "results_days_after_lists": _number(
        "days", 0, 60, 7,
        "De uitslag volgt zoveel dagen na het inleveren van de lijsten.",
        "The result follows so many days after the lists are handed in.",
    ),
    "keep_ranks_days": _number(
        "days", 0, 3650, 90,
        "Ranglijsten en veto's worden zoveel dagen na de start van de stage gewist.",
        "Ranks and vetoes are erased so many days after the placement starts.",
    ),
    "keep_contacts_days": _number(
        "days", 0, 3650, 28,
        "Contactgegevens worden zoveel dagen na de start van de stage gewist.",
        "Contact data are erased so many days after the placement starts.",
    ),
    "keep_rest_days": _number(
        "days", 0, 3650, 730,
        "Wat overblijft (zonder namen) wordt zoveel dagen na de start van de stage gewist.",
        "What is left (without names) is erased so many days after the placement starts.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberChoice:
    """The value that a procedure gives to a number, and where it is written."""

    value: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """A rule of :mod:`koppelronde.domain.rules` that this procedure applies."""

    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChoice:
    """A goal of :mod:`matching.goals.policy`, with its own numbers (``rank = 4``)."""

    name: str
    source: str
    parameters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefusedVeto:
    """A ground that is no veto here, and the rule to quote when somebody gives it."""

    ground: RefusedGround
    quote: Text
    source: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A point of attention for the first conversation; voluntary ones nobody has to answer."""

    says: Text
    voluntary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One institute's way of coupling, dated and sourced.

    ``toml`` is the text that it was read from, kept with every round that uses it.
    """

    code: str
    name: str
    version: date
    source: str
    phases: tuple[Phase, ...]
    rules: tuple[RuleChoice, ...]
    goals: tuple[GoalChoice, ...]
    shortlist_goals: tuple[GoalChoice, ...] = ()
    numbers: Mapping[str, NumberChoice] = field(default_factory=dict)
    years: tuple[int, ...] = (1, 3)
    start_months: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    mover: Side = Side.AIOS
    ties: TieReading = TieReading.COMPETITION
    left_off: LeftOffReading = LeftOffReading.NEXT_RANK
    veto_grounds: tuple[VetoGround, ...] = ()
    refused_vetoes: tuple[RefusedVeto, ...] = ()
    closed: tuple[str, ...] = ()
    conversation: tuple[Topic, ...] = ()
    toml: str = field(default="", compare=False, repr=False)

    def number(self, name: str) -> int:
        """The value of a number here, or its default; KeyError for a name nobody declared."""
        kind = NUMBERS[name]
        choice = self.numbers.get(name)
        return kind.default if choice is None else choice.value

    def has(self, kind: PhaseKind) -> bool:
        """Whether this procedure has that phase."""
        return any(phase.kind is kind for phase in self.phases)

    def applies(self, rule: str) -> bool:
        """Whether this procedure applies the rule of that name."""
        return any(choice.name == rule for choice in self.rules)
