"""How the visits stand: per AIOS and per practice planned, done and open; days left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from carrousel.visits.changes import STANDING, with_outcomes
from carrousel.visits.moments import open_days
from carrousel.visits.numbers import cap_of, minimum_of
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde

AHEAD: Final = (VisitStatus.PLANNED, VisitStatus.AGREED)
"""A visit that is still to come, or of which nobody told how it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AiosVisits:
    """One AIOS: ``short`` visits are missing from the minimum, counting what is planned."""

    aios: str
    minimum: int
    done: int
    agreed: int
    planned: int
    no_show: int

    @property
    def standing(self) -> int:
        """Visits held or to come."""
        return self.done + self.agreed + self.planned

    @property
    def short(self) -> int:
        """Visits missing from the minimum even if all planned ones take place."""
        return max(0, self.minimum - self.standing)

    @property
    def open(self) -> int:
        """Visits that must still take place to reach the minimum."""
        return max(0, self.minimum - self.done)


@dataclass(frozen=True, slots=True, kw_only=True)
class PraktijkVisits:
    """One practice; ``cap`` is None where there is no limit."""

    praktijk: str
    cap: int | None
    done: int
    agreed: int
    planned: int

    @property
    def used(self) -> int:
        """Visits that take up the cap."""
        return self.done + self.agreed + self.planned

    @property
    def room(self) -> int | None:
        """Visits that still fit; None where there is no limit."""
        return None if self.cap is None else max(0, self.cap - self.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsStatus:
    """The state on one day: ``days_left`` are open days from today on, today included."""

    today: date
    aios: tuple[AiosVisits, ...]
    praktijken: tuple[PraktijkVisits, ...]
    days_left: int
    overdue: tuple[tuple[str, str], ...]
    """Planned or agreed visits before today of which nobody recorded the outcome."""

    @property
    def short(self) -> tuple[str, ...]:
        """Who stays under the minimum even if all goes as planned."""
        return tuple(person.aios for person in self.aios if person.short)

    @property
    def without_visitors(self) -> tuple[str, ...]:
        """Practices that nobody visits."""
        return tuple(p.praktijk for p in self.praktijken if not p.used)


def visit_status(ronde: Koppelronde, calendar: VisitCalendar | None, today: date) -> VisitsStatus:
    """Where everybody stands on that day. Raises OutOfOrder when the period is not known.

    What became of a visit (an outcome read from a sheet) goes before what was planned.
    """
    states = {(o.aios, o.praktijk): o.status for o in sorted(ronde.visit_outcomes)}
    held = {pair for pair, status in states.items() if status is VisitStatus.DONE}
    visits = () if calendar is None else with_outcomes(ronde, calendar.visits)
    # What stands goes before what fell out earlier; what was held goes before all.
    for visit in sorted(visits, key=lambda v: (v.status in STANDING, v.begin)):
        if (visit.aios, visit.praktijk) not in held:
            states[visit.aios, visit.praktijk] = visit.status
    per_aios: Counter[tuple[str, VisitStatus]] = Counter()
    per_praktijk: Counter[tuple[str, VisitStatus]] = Counter()
    for (aios, praktijk), status in states.items():
        per_aios[aios, status] += 1
        per_praktijk[praktijk, status] += 1
    gone = frozenset(ronde.withdrawn)
    return VisitsStatus(
        today=today,
        aios=tuple(
            AiosVisits(
                aios=person.code,
                minimum=minimum_of(ronde, person.code),
                done=per_aios[person.code, VisitStatus.DONE],
                agreed=per_aios[person.code, VisitStatus.AGREED],
                planned=per_aios[person.code, VisitStatus.PLANNED],
                no_show=per_aios[person.code, VisitStatus.NO_SHOW],
            )
            for person in sorted(ronde.aios, key=lambda person: person.code)
            if person.code not in gone
        ),
        praktijken=tuple(
            PraktijkVisits(
                praktijk=praktijk.code,
                cap=cap_of(ronde, praktijk),
                done=per_praktijk[praktijk.code, VisitStatus.DONE],
                agreed=per_praktijk[praktijk.code, VisitStatus.AGREED],
                planned=per_praktijk[praktijk.code, VisitStatus.PLANNED],
            )
            for praktijk in sorted(ronde.praktijken, key=lambda praktijk: praktijk.code)
            if praktijk.code not in gone
        ),
        days_left=sum(day >= today for day in open_days(ronde)),
        overdue=tuple(
            sorted(
                (v.aios, v.praktijk) for v in visits if v.status in AHEAD and v.end.date() < today
            )
        ),
    )
