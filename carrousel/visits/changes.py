"""What happens to a visit after the plan: agreed by phone, cancelled, held, nobody came.

Pure updates: each takes a calendar and gives a new one. A visit that is called off stays in the
calendar with its status, so that calendars can send a cancellation and the moment is not
proposed again. WrongUse names a visit that does not exist.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde, VisitOutcome
from koppelronde.domain.times import later

STANDING = (VisitStatus.PLANNED, VisitStatus.AGREED, VisitStatus.DONE)


def active(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Visits that stand: planned, agreed or held."""
    return tuple(visit for visit in visits if visit.status in STANDING)


def record_visit(
    ronde: Koppelronde,
    calendar: VisitCalendar,
    aios: str,
    praktijk: str,
    begin: datetime,
    *,
    agreed: bool = True,
    made_at: datetime,
) -> VisitCalendar:
    """An appointment made by phone: takes the place of the planned visit of these two, if any.

    ``agreed`` locks it against re-planning. Rules are not judged here but by the checker.
    """
    person, practice = ronde.aios_by_code.get(aios), ronde.praktijk_by_code.get(praktijk)
    if person is None or practice is None:
        unknown = aios if person is None else praktijk
        raise WrongUse(
            Text(f"{unknown} staat niet in deze ronde.", f"{unknown} is not in this round.")
        )
    travel = ronde.travel_to_praktijk(person, practice)
    present = tuple(
        sorted(
            hao.code
            for hao in ronde.haos_of_praktijk[praktijk]
            if hao.code not in ronde.withdrawn and hao.works_on(begin.date())
        )
    )
    visit = Visit(
        aios,
        praktijk,
        begin,
        later(begin, ronde.number("visit_minutes")),
        VisitStatus.AGREED if agreed else VisitStatus.PLANNED,
        present,
        None if travel is None else travel.minutes,
    )
    others = tuple(
        v
        for v in calendar.visits
        if (v.aios, v.praktijk) != (aios, praktijk)
        or (v.status not in STANDING and v.begin != begin)
    )
    return _renewed(calendar, (*others, visit), made_at)


def cancel_visit(
    calendar: VisitCalendar, aios: str, praktijk: str, *, made_at: datetime
) -> VisitCalendar:
    """The visit does not take place."""
    return _with_status(calendar, aios, praktijk, VisitStatus.CANCELLED, made_at)


def visit_done(
    calendar: VisitCalendar, aios: str, praktijk: str, *, made_at: datetime
) -> VisitCalendar:
    """The visit took place: these two have met."""
    return _with_status(calendar, aios, praktijk, VisitStatus.DONE, made_at)


def visit_no_show(
    calendar: VisitCalendar, aios: str, praktijk: str, *, made_at: datetime
) -> VisitCalendar:
    """The AIOS did not come: it counts for nobody."""
    return _with_status(calendar, aios, praktijk, VisitStatus.NO_SHOW, made_at)


def with_outcomes(ronde: Koppelronde, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """The visits with what the round has recorded of them: done, cancelled, nobody came."""
    final = (VisitStatus.DONE, VisitStatus.CANCELLED, VisitStatus.NO_SHOW)
    known = {
        (o.aios, o.praktijk): o for o in sorted(ronde.visit_outcomes) if o.status in final
    }  # fmt: skip

    # A visit that fell out and stands in the calendar as such says nothing of the next one.
    fallen = {
        (v.aios, v.praktijk, v.status, day)
        for v in visits
        if v.status not in STANDING
        for day in (None, v.begin.date())
    }

    def settled(visit: Visit) -> Visit:
        outcome = known.get((visit.aios, visit.praktijk))
        if outcome is None or visit.status not in (VisitStatus.PLANNED, VisitStatus.AGREED):
            return visit
        if (visit.aios, visit.praktijk, outcome.status, outcome.day) in fallen:
            return visit
        # A visit that did take place took place, whatever day was written down; a visit that
        # fell out only says something about that day.
        same_day = outcome.day in (None, visit.begin.date())
        if outcome.status is not VisitStatus.DONE and not same_day:
            return visit
        return replace(visit, status=outcome.status)

    return tuple(settled(visit) for visit in visits)


def outcomes_of(calendar: VisitCalendar) -> tuple[VisitOutcome, ...]:
    """One outcome per couple for the round: the visit that stands, else what became of it."""
    latest: dict[tuple[str, str], Visit] = {}
    for visit in sorted(calendar.visits, key=lambda v: (v.status in STANDING, v.begin)):
        latest[visit.aios, visit.praktijk] = visit
    return tuple(
        VisitOutcome(visit.aios, visit.praktijk, visit.begin.date(), visit.status)
        for _, visit in sorted(latest.items())
    )


def _with_status(
    calendar: VisitCalendar, aios: str, praktijk: str, status: VisitStatus, made_at: datetime
) -> VisitCalendar:
    standing = [
        v
        for v in calendar.visits
        if (v.aios, v.praktijk) == (aios, praktijk) and v.status in STANDING
    ]
    if not standing:
        theirs = sorted(
            {v.praktijk for v in calendar.visits if v.aios == aios and v.status in STANDING}
        )
        known = ", ".join(theirs)
        raise WrongUse(
            Text(f"{aios} heeft geen bezoek bij {praktijk} staan.",
                 f"{aios} has no visit to {praktijk}."),
            Text(f"Wel bij: {known}.", f"There are visits to: {known}.") if theirs else None,
        )  # fmt: skip
    if all(v.status is status for v in standing):
        return calendar
    changed = tuple(replace(v, status=status) if v in standing else v for v in calendar.visits)
    return _renewed(calendar, changed, made_at)


def _renewed(
    calendar: VisitCalendar, visits: tuple[Visit, ...], made_at: datetime
) -> VisitCalendar:
    ordered = tuple(sorted(visits))
    if ordered == calendar.visits:
        return calendar
    return replace(calendar, visits=ordered, version=calendar.version + 1, made_at=made_at)
