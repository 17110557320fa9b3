"""The dates of a round: what must be ready when, counted backwards from the placement.

A date on the sheet "Ronde" goes before a computed one. A procedure that says when its process
begins (``process_months_before_start``) gets all its dates computed from the start date; the
phases follow each other for as many days as their source says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.holidays import closed_because
from koppelronde.domain.language import Text, listed
from koppelronde.domain.procedure import PhaseKind, Procedure
from koppelronde.domain.ronde import Settings
from koppelronde.domain.times import month_name, short_date


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """The last day of a phase; ``first`` is its first day where that is known."""

    day: date
    kind: PhaseKind
    title: Text
    first: date | None = None
    computed: bool = False


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month (the last one where that day does not exist)."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    for shorter in range(4):
        try:
            return date(year, month + 1, day.day - shorter)
        except ValueError:
            continue
    raise ValueError(f"no day {day.day} in month {month + 1}")


def deadlines(procedure: Procedure, settings: Settings) -> tuple[Deadline, ...]:
    """Every deadline that is known, in order of date; on one day, in order of the phases."""
    given = {
        PhaseKind.PROFILES: settings.profiles_deadline,
        PhaseKind.LISTS_BEFORE: settings.lists_before_deadline,
        PhaseKind.CARROUSEL: settings.carrousel_date,
        PhaseKind.VISITS: settings.visits_until,
        PhaseKind.LISTS: settings.lists_deadline,
        PhaseKind.RESULTS: settings.results_date,
    }
    computed = _computed(procedure, settings)
    found: list[Deadline] = []
    last: date | None = None
    for phase in procedure.phases:
        stated = given.get(phase.kind)
        day, first = (stated, None) if stated else computed.get(phase.kind, (None, None))
        if stated is None and last is not None and phase.kind in computed:
            # The sheet may have moved the phase before: then this one begins (and one that takes
            # no days ends) where that one ended.
            if phase.days is None:
                day = last
            elif day is not None and last <= day:
                first = last
        if phase.kind is PhaseKind.VISITS and settings.visits_from is not None:
            first = settings.visits_from
        if day is not None:
            found.append(Deadline(day, phase.kind, phase.title, first, stated is None))
            last = day
    lists = next((d.day for d in found if d.kind is PhaseKind.LISTS), None)
    has_results = any(d.kind is PhaseKind.RESULTS for d in found)
    if lists is not None and procedure.has(PhaseKind.RESULTS) and not has_results:
        title = next(p.title for p in procedure.phases if p.kind is PhaseKind.RESULTS)
        wait = settings.numbers.get(
            "results_days_after_lists", procedure.number("results_days_after_lists")
        )
        found.append(
            Deadline(lists + timedelta(days=wait), PhaseKind.RESULTS, title, None, computed=True)
        )
    order = {phase.kind: number for number, phase in enumerate(procedure.phases)}
    return tuple(sorted(found, key=lambda d: (d.day, order[d.kind])))


def _computed(
    procedure: Procedure, settings: Settings
) -> dict[PhaseKind, tuple[date | None, date | None]]:
    months = procedure.number("process_months_before_start")
    if settings.start_date is None or not months:
        return {}
    day = months_before(settings.start_date, months)
    dates: dict[PhaseKind, tuple[date | None, date | None]] = {}
    for phase in procedure.phases:
        if phase.kind in (PhaseKind.SELECT, PhaseKind.SHORTLIST, PhaseKind.LISTS):
            dates[phase.kind] = (day, None)
        elif phase.days is not None:
            dates[phase.kind] = (day + timedelta(days=phase.days), day)
            day += timedelta(days=phase.days)
    return dates


def _open_day_before(day: date, procedure: Procedure, settings: Settings) -> date:
    """The last day before this one on which people work."""
    for back in range(1, 120):
        earlier = day - timedelta(days=back)
        if closed_because(earlier, procedure.closed, settings.closed) is None:
            return earlier
    return day


def awkward(procedure: Procedure, settings: Settings) -> tuple[Finding, ...]:
    """Deadlines on a day on which nobody works, and starts in a month that is not usual."""
    found = []
    for deadline in deadlines(procedure, settings):
        why = closed_because(deadline.day, procedure.closed, settings.closed)
        if why is not None:
            day = short_date(deadline.day)
            before = short_date(_open_day_before(deadline.day, procedure, settings))
            found.append(
                Finding(
                    "deadline_on_closed_day",
                    (deadline.kind.value,),
                    Text(
                        f"{deadline.title.nl}: {day.nl} is geen werkdag ({why.nl}); "
                        f"de werkdag ervoor is {before.nl}.",
                        f"{deadline.title.en}: {day.en} is no working day ({why.en}); "
                        f"the working day before is {before.en}.",
                    ),
                    Weight.NOTICE,
                )
            )
    usual = sorted({month for months in procedure.start_months.values() for month in months})
    start = settings.start_date
    if start is not None and usual and start.month not in usual:
        months = listed([month_name(month).nl for month in usual]).nl
        months_en = listed([month_name(month).en for month in usual]).en
        month = month_name(start.month)
        found.append(
            Finding(
                "start_month",
                (),
                Text(
                    f"De stage start in {month.nl}; gebruikelijk zijn {months}.",
                    f"The placement starts in {month.en}; usual are {months_en}.",
                ),
                Weight.NOTICE,
            )
        )
    return tuple(found)
