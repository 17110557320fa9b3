"""What a calendar reaches of every goal, added up again from the round alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import combinations, pairwise

from carrousel.check.visit_counts import couples_of
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

STANDING = (VisitStatus.PLANNED, VisitStatus.AGREED, VisitStatus.DONE)


def wish_of(ronde: Koppelronde, aios: str, praktijk: str) -> int | None:
    """The rank of that wish of the AIOS, None where it was not wished."""
    ranks = [
        w.rank
        for w in ronde.visit_wishes
        if (w.aios, w.praktijk, w.by) == (aios, praktijk, Side.AIOS)
    ]
    return min(ranks, default=None)


def goal_values(ronde: Koppelronde, calendar: VisitCalendar) -> dict[str, int]:
    """The goals recomputed from the calendar and the round alone, by the names of the stages."""
    standing = [
        v
        for v in calendar.visits
        if v.status in (VisitStatus.PLANNED, VisitStatus.AGREED, VisitStatus.DONE)
    ]
    couples = couples_of(ronde, standing)
    people = [p for p in ronde.aios if p.code not in ronde.withdrawn]
    values = {"minimum": 0, "minimum_spread": 0, **{f"top_{k}": 0 for k in range(1, 6)}}
    for person in people:
        theirs = [praktijk for aios, praktijk in couples if aios == person.code]
        least = ronde.settings.numbers.get(f"visits_min:{person.code}", ronde.number("visits_min"))
        values["minimum"] += max(0, least - len(theirs))
        ranks = [
            wish_of(ronde, person.code, praktijk)
            for praktijk in theirs
            if praktijk not in ronde.withdrawn
        ]
        granted = sum(rank is not None and rank <= 5 for rank in ranks)
        for k in range(1, granted + 1):
            values[f"top_{k}"] += 1
        values["minimum_spread"] += max(0, least - len(theirs)) ** 2
    values["practices_visited"] = len(
        {p for a, p in couples if p not in ronde.withdrawn and a not in ronde.withdrawn}
    )
    # What was held with somebody who left counts for the minimum alone.
    standing = [v for v in standing if not {v.aios, v.praktijk} & set(ronde.withdrawn)]
    pairs = {(v.aios, v.praktijk) for v in standing}
    values["wishes"] = sum(
        1 for w in {(w.aios, w.praktijk, w.by) for w in ronde.visit_wishes} if w[:2] in pairs
    )
    musts = {(w.aios, w.praktijk) for w in ronde.visit_wishes if w.must}
    here = {p.code for p in people} | {p.code for p in ronde.praktijken} - set(ronde.withdrawn)
    values["musts_missing"] = sum({*pair} <= here for pair in musts - couples)
    values["wish_points"] = sum(
        w.points for w in ronde.visit_wishes if (w.aios, w.praktijk) in pairs
    )
    values["absent_trainers"] = sum(_absent(ronde, v) for v in standing)
    values["visits_on_days_off"] = sum(_on_day_off(ronde, v) for v in standing)
    values["wish_ranks"] = sum(wish_of(ronde, *pair) or 0 for pair in pairs)
    values["days"] = len({(v.aios, v.begin.date()) for v in standing})
    values["travel_minutes"] = sum(_tours(ronde, standing).values())
    known = ((ronde.aios_by_code.get(v.aios), ronde.praktijk_by_code.get(v.praktijk))
             for v in standing)  # fmt: skip
    trips = (ronde.travel_to_praktijk(a, p) for a, p in known if a is not None and p is not None)
    values["home_minutes"] = sum(trip.minutes for trip in trips if trip is not None)
    return values


def _absent(ronde: Koppelronde, visit: Visit) -> int:
    """Trainers of the practice who are not there."""
    theirs = [h for h in ronde.haos if h.praktijk == visit.praktijk]
    return sum(h.code not in ronde.withdrawn and h.code not in visit.present for h in theirs)


def _on_day_off(ronde: Koppelronde, visit: Visit) -> bool:
    person = ronde.aios_by_code.get(visit.aios)
    if person is None or not person.work_days or set(range(5)) <= set(person.work_days):
        return False
    return visit.begin.weekday() not in person.work_days


def check_stages(ronde: Koppelronde, calendar: VisitCalendar) -> tuple[Finding, ...]:
    """Goals whose value is not what the calendar itself adds up to.

    Travel is left out where some of it is not known: the planner then reckons with the longest.
    Who was there is left out beside people's own appointments, of which only they know.
    """
    values = goal_values(ronde, calendar)
    standing = [v for v in calendar.visits if v.status in STANDING]
    if _travel_unknown(ronde, standing):
        del values["travel_minutes"], values["home_minutes"]
    if any(v.status is not VisitStatus.PLANNED or v.begin < calendar.made_at for v in standing):
        del values["absent_trainers"]
    found = []
    for stage in calendar.stages:
        counted = values.get(stage.name, stage.value)
        if counted != stage.value:
            said = Text(
                f"{stage.says.nl}: het plan zegt {stage.value}, geteld is {counted}.",
                f"{stage.says.en}: the plan says {stage.value}, counted is {counted}.",
            )
            found.append(Finding("visit_goals", (stage.name,), said))
    return tuple(found)


def _travel_unknown(ronde: Koppelronde, standing: list[Visit]) -> bool:
    """Whether any travel is not known that the planner may have reckoned with."""
    people = [p for p in ronde.aios if p.code not in ronde.withdrawn]
    places = [p for p in ronde.praktijken if p.code in {v.praktijk for v in standing}]
    return any(ronde.travel_to_praktijk(a, p) is None for a in people for p in places) or any(
        ronde.travel_between(p, q) is None for p, q in combinations(places, 2)
    )


def _tours(ronde: Koppelronde, standing: list[Visit]) -> dict[tuple[str, datetime], int]:
    """Minutes from home along the visits of each day and back; all travel must be known."""
    of_day: dict[tuple[str, object], list[Visit]] = defaultdict(list)
    for visit in standing:
        of_day[visit.aios, visit.begin.date()].append(visit)
    tours: dict[tuple[str, datetime], int] = {}
    for (aios, _day), visits in of_day.items():
        theirs = sorted(visits, key=lambda v: v.begin)
        person = ronde.aios_by_code[aios]
        stops = [ronde.praktijk_by_code[v.praktijk] for v in theirs]
        legs = [
            ronde.travel_to_praktijk(person, stops[0]),
            *(ronde.travel_between(a, b) for a, b in pairwise(stops)),
            ronde.travel_to_praktijk(person, stops[-1]),
        ]
        tours[aios, theirs[0].begin] = sum(leg.minutes for leg in legs if leg is not None)
    return tours
