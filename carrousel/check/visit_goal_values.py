"""What a calendar reaches of every goal, added up again from the round alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import pairwise

from carrousel.check.visit_rules import couples_of
from koppelronde.domain.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


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
    values = {"minimum": 0, **{f"top_{k}": 0 for k in range(1, 6)}}
    for person in people:
        theirs = [praktijk for aios, praktijk in couples if aios == person.code]
        least = ronde.settings.numbers.get(f"visits_min:{person.code}", ronde.number("visits_min"))
        values["minimum"] += max(0, least - len(theirs))
        ranks = [wish_of(ronde, person.code, praktijk) for praktijk in theirs]
        granted = sum(rank is not None and rank <= 5 for rank in ranks)
        for k in range(1, granted + 1):
            values[f"top_{k}"] += 1
    values["practices_visited"] = len(
        {p for a, p in couples if p not in ronde.withdrawn and a not in ronde.withdrawn}
    )
    pairs = {(v.aios, v.praktijk) for v in standing}
    values["wishes"] = sum(
        1 for w in {(w.aios, w.praktijk, w.by) for w in ronde.visit_wishes} if w[:2] in pairs
    )
    values["wish_ranks"] = sum(wish_of(ronde, *pair) or 0 for pair in pairs)
    values["days"] = len({(v.aios, v.begin.date()) for v in standing})
    values["travel_minutes"] = sum(_tours(ronde, standing).values())
    values["home_minutes"] = sum(v.travel_minutes for v in standing if v.travel_minutes is not None)
    return values


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
