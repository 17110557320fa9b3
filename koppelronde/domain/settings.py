"""What the sheet "Ronde" says about a round: days, times, tables, numbers, whom to phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Final

from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Side
from koppelronde.domain.times import Period


class Pauses(StrEnum):
    """How turns without a conversation lie in somebody's carrousel afternoon."""

    SPREAD = "spread"
    """Never two in a row where that can be."""
    COMPACT = "compact"
    """As few as possible between somebody's first and last conversation."""


class OnTheDay(StrEnum):
    """What comes first when the carrousel is adjusted while it runs."""

    FEWEST_CHANGES = "fewest_changes"
    MOST_TALKS = "most_talks"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people phone or mail about this round."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the sheet "Ronde" says about this round; unknown is None or empty.

    ``numbers`` override the procedure's; each may carry a reason in ``reasons``. With
    ``only_wished`` an AIOS visits no practice but those of a visit wish of either side.
    """

    institute: str = ""
    start_date: date | None = None
    profiles_deadline: date | None = None
    lists_before_deadline: date | None = None
    carrousel_date: date | None = None
    carrousel_begin: time | None = None
    carrousel_end: time | None = None
    carrousel_location: str = ""
    breaks_at: tuple[time, ...] = ()
    mover: Side | None = None
    tables: tuple[Table, ...] = ()
    visits_from: date | None = None
    visits_until: date | None = None
    closed: tuple[Period, ...] = ()
    lists_deadline: date | None = None
    results_date: date | None = None
    contact: Contact = Contact()
    numbers: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    wishes_deadline: date | None = None
    pauses: Pauses = Pauses.SPREAD
    on_the_day: OnTheDay = OnTheDay.FEWEST_CHANGES
    only_wished: bool = False


NOTHING_SAID: Final = Settings()
"""The settings of a round of which nothing is known yet."""
