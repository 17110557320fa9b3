"""An independent judge of visit calendars: every rule again, from the round alone.

Nothing here is shared with the planner. A calendar made by hand is judged by the same rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from carrousel.check.visit_counts import caps, held_too_early, minimum, musts, of_visit, said
from koppelronde.domain.findings import Finding
from koppelronde.domain.holidays import christmas_fortnight, holiday
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import refusal
from koppelronde.domain.times import clock


def check_visits(
    ronde: Koppelronde, calendar: VisitCalendar, previous: VisitCalendar | None = None
) -> tuple[Finding, ...]:
    """Every broken rule of the calendar, sorted. ``previous`` gives what had to stay as it was.

    Agreed and held visits are people's own appointments: for those only the limits per person and
    practice are judged, not windows, working days and closed days. Where people's own appointments
    alone exceed a cap, or a visit is said to have been held that has yet to come, it is a notice.
    """
    standing = [
        v
        for v in calendar.visits
        if v.status in (VisitStatus.PLANNED, VisitStatus.AGREED, VisitStatus.DONE)
    ]
    # What was held with somebody who left is history: it counts, but stands in nobody's way.
    together = [v for v in standing if _known(ronde, v)]
    found = [
        *_unknown(ronde, standing),
        *_twice(standing),
        *minimum(ronde, standing),
        *musts(ronde, standing),
        *held_too_early(ronde, calendar),
        *caps(ronde, standing, calendar.made_at),
        *(f for v in standing if v.status is VisitStatus.PLANNED for f in _one(ronde, v)),
        *_per_day(ronde, together),
        *_together(ronde, together),
    ]
    if previous is not None:
        found += _locked(ronde, calendar, previous)
    return tuple(sorted(found, key=lambda f: (f.rule, f.who, f.says)))


def _known(ronde: Koppelronde, visit: Visit) -> bool:
    gone = ronde.withdrawn
    return (
        visit.aios in ronde.aios_by_code
        and visit.praktijk in ronde.praktijk_by_code
        and visit.aios not in gone
        and visit.praktijk not in gone
    )


def _unknown(ronde: Koppelronde, standing: list[Visit]) -> Iterator[Finding]:
    for visit in standing:
        # What was held was held, also with somebody who left since.
        if visit.status is not VisitStatus.DONE and not _known(ronde, visit):
            yield of_visit("visit_known", visit, "staat niet (meer) in de ronde",
                            "is not (or no longer) in the round")  # fmt: skip


def _twice(standing: list[Visit]) -> Iterator[Finding]:
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for visit in standing:
        pairs[visit.aios, visit.praktijk] += 1
    for pair, times in pairs.items():
        if times > 1:
            yield Finding(
                "visit_once", pair,
                Text(f"{pair[0]} bezoekt {pair[1]} {times} keer.",
                     f"{pair[0]} visits {pair[1]} {times} times."),
            )  # fmt: skip


def _one(ronde: Koppelronde, visit: Visit) -> Iterator[Finding]:
    if not _known(ronde, visit):
        return
    day = visit.begin.date()
    first, last = ronde.settings.visits_from, ronde.settings.visits_until
    if first is None or last is None or not first <= day <= last:
        yield of_visit("visit_period", visit, "buiten de bezoekperiode", "outside the period")
    closed = ronde.procedure.closed
    shut = (
        ("weekends" in closed and day.isoweekday() > 5)
        or ("public_holidays" in closed and holiday(day) is not None)
        or ("christmas_fortnight" in closed
            and any(day in christmas_fortnight(year) for year in (day.year - 1, day.year)))
        or any(period.first <= day <= period.last for period in ronde.settings.closed)
    )  # fmt: skip
    if shut:
        yield of_visit("visit_closed_day", visit, "die dag is gesloten", "that day is closed")
    if visit.end - visit.begin != timedelta(minutes=ronde.number("visit_minutes")):
        yield of_visit("visit_minutes", visit, "duurt niet zo lang als afgesproken",
                        "does not last as long as agreed")  # fmt: skip
    practice = ronde.praktijk_by_code[visit.praktijk]
    begin, end = visit.begin.timetz(), visit.end.timetz()
    if practice.visit_windows and not any(
        window.weekday == day.weekday()
        and window.begin <= begin.replace(tzinfo=None)
        and end.replace(tzinfo=None) <= window.end
        and visit.end.date() == day
        for window in practice.visit_windows
    ):
        yield of_visit("visit_window", visit, "geen bezoekmoment van de praktijk",
                        "no visit moment of the practice")  # fmt: skip
    person = ronde.aios_by_code[visit.aios]
    if any(absence.first <= day <= absence.last for absence in person.absences):
        yield of_visit("visit_absence", visit, "de aios is afwezig", "the trainee is away")
    yield from _wanted(ronde, visit)
    haos = [h for h in ronde.haos if h.praktijk == visit.praktijk and h.code not in ronde.withdrawn]
    there = [hao.code for hao in haos if hao.works_on(day)]
    if sorted(visit.present) != sorted(there):
        yield of_visit("visit_present", visit, "de genoemde opleiders zijn er niet (allemaal)",
                        "the trainers named are not the ones there")  # fmt: skip
    rules = [choice.name for choice in ronde.procedure.rules]
    allowed = [
        hao.code
        for hao in haos
        if refusal(tuple(rules), person, hao,
                   next((t for t in ronde.vetoes if (t.aios, t.hao) == (visit.aios, hao.code)),
                        None)) is None
    ]  # fmt: skip
    if not allowed:
        yield of_visit("visit_eligible", visit, "met geen opleider daar mag deze aios koppelen",
                        "no trainer there may be coupled to this trainee")  # fmt: skip
    elif not set(allowed) & set(there):
        yield of_visit("visit_trainer_there", visit, "geen opleider die mag is er die dag",
                        "no trainer who may is there that day")  # fmt: skip


def _wanted(ronde: Koppelronde, visit: Visit) -> Iterator[Finding]:
    """Within the hours of the AIOS, and wished where only wished visits are planned."""
    person, day = ronde.aios_by_code[visit.aios], visit.begin.date()
    starts, stops = visit.begin.time(), visit.end.time()
    busy = any(h.day == day and h.begin < stops and starts < h.end for h in person.away_hours)
    inside = not person.visit_windows or any(
        w.weekday == day.weekday() and w.begin <= starts and stops <= w.end
        for w in person.visit_windows
    )
    if busy or not inside:
        yield of_visit("visit_hours", visit, "de aios kan dan niet", "the trainee cannot then")
    if ronde.settings.only_wished and not any(
        (w.aios, w.praktijk) == (visit.aios, visit.praktijk) for w in ronde.visit_wishes
    ):
        yield of_visit("visit_only_wished", visit,
                        "niemand wenst dit bezoek; alleen gewenste bezoeken worden gepland",
                        "nobody wishes this visit; only wished visits are planned")  # fmt: skip


def _per_day(ronde: Koppelronde, standing: list[Visit]) -> Iterator[Finding]:
    of_day: dict[tuple[str, object], list[Visit]] = defaultdict(list)
    for visit in standing:
        of_day[visit.aios, visit.begin.date()].append(visit)
    most = ronde.number("visits_per_day_max")
    for (aios, _day), theirs in of_day.items():
        planned = [v for v in theirs if v.status is VisitStatus.PLANNED]
        if not planned:
            continue
        if len(theirs) > most:
            yield of_visit("visits_per_day_max", theirs[0],
                            f"{len(theirs)} bezoeken op een dag; hoogstens {most} mag",
                            f"{len(theirs)} visits on a day; at most {most}")  # fmt: skip
        for one, other in combinations(sorted(theirs, key=lambda v: v.begin), 2):
            if VisitStatus.PLANNED in (one.status, other.status):
                need = minutes_between(ronde, one, other)
                gap = (other.begin - one.end).total_seconds() / 60
                if gap < need:
                    yield Finding(
                        "visit_overlap", (aios, *sorted((one.praktijk, other.praktijk))),
                        Text(f"{said(one).nl} en {other.praktijk} om {clock(other.begin)}: "
                             f"er zijn {need} minuten nodig.",
                             f"{said(one).en} and {other.praktijk} at {clock(other.begin)}: "
                             f"{need} minutes are needed."),
                    )  # fmt: skip


def minutes_between(ronde: Koppelronde, one: Visit, other: Visit) -> int:
    first = ronde.praktijk_by_code.get(one.praktijk)
    second = ronde.praktijk_by_code.get(other.praktijk)
    travel = None if first is None or second is None else ronde.travel_between(first, second)
    # Unknown travel is never zero; the planner takes more, this much is needed at the least.
    minutes = 1 if travel is None else travel.minutes
    return minutes + ronde.number("visit_buffer_minutes")


def _together(ronde: Koppelronde, standing: list[Visit]) -> Iterator[Finding]:
    most = ronde.number("visits_together")
    at: dict[str, list[Visit]] = defaultdict(list)
    for visit in standing:
        at[visit.praktijk].append(visit)
    for visits in at.values():
        for visit in visits:
            same_time = [v for v in visits if v.begin <= visit.begin < v.end]
            if len(same_time) > most and any(v.status is VisitStatus.PLANNED for v in same_time):
                yield of_visit("visits_together", visit,
                                f"de praktijk ontvangt er {len(same_time)} tegelijk; "
                                f"hoogstens {most}",
                                f"the practice receives {len(same_time)} at once; "
                                f"at most {most}")  # fmt: skip


def _locked(
    ronde: Koppelronde, calendar: VisitCalendar, previous: VisitCalendar
) -> Iterator[Finding]:
    now = {(v.aios, v.praktijk, v.begin): v for v in calendar.visits}
    for visit in previous.visits:
        if visit.status not in (VisitStatus.AGREED, VisitStatus.DONE) or not _known(ronde, visit):
            continue
        if now.get((visit.aios, visit.praktijk, visit.begin)) != visit:
            yield of_visit("visit_locked", visit, "was afgesproken en is veranderd",
                            "was agreed and has changed")  # fmt: skip
