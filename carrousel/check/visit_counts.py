"""Rules that count visits: the minimum of an AIOS, what must be, the maximum of a practice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, joined, same
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import clock, short_date


def couples_of(ronde: Koppelronde, standing: list[Visit]) -> frozenset[tuple[str, str]]:
    held = {(o.aios, o.praktijk) for o in ronde.visit_outcomes if o.status is VisitStatus.DONE}
    return frozenset(held | {(v.aios, v.praktijk) for v in standing})


def said(visit: Visit) -> Text:
    when = joined((short_date(visit.begin.date()), same(clock(visit.begin))))
    return Text(f"{visit.aios} bij {visit.praktijk} op {when.nl}",
                f"{visit.aios} at {visit.praktijk} on {when.en}")  # fmt: skip


def of_visit(rule: str, visit: Visit, nl: str, en: str) -> Finding:
    visit_said = said(visit)
    return Finding(
        rule, (visit.aios, visit.praktijk), Text(f"{visit_said.nl}: {nl}", f"{visit_said.en}: {en}")
    )


def minimum(ronde: Koppelronde, standing: list[Visit]) -> Iterator[Finding]:
    couples = couples_of(ronde, standing)
    numbers = ronde.settings.numbers
    wished = {(w.aios, w.praktijk) for w in ronde.visit_wishes}
    agreed = {(v.aios, v.praktijk) for v in standing if v.status is not VisitStatus.PLANNED}
    planned = {(v.aios, v.praktijk) for v in standing} - agreed
    for person in ronde.aios:
        if person.code in ronde.withdrawn:
            continue
        least = numbers.get(f"visits_min:{person.code}", ronde.number("visits_min"))
        most = max(least, ronde.number("visits_max"))
        theirs = [couple for couple in couples if couple[0] == person.code]
        has = count(len(theirs), Text("bezoek", "visit"), Text("bezoeken", "visits"))
        if len(theirs) < least:
            yield Finding(
                "visits_min", (person.code,),
                Text(f"{person.code} heeft {has.nl}; er zijn er minstens {least} nodig.",
                     f"{person.code} has {has.en}; at least {least} are needed."),
            )  # fmt: skip
        free = [couple for couple in theirs if couple in planned]
        if len(theirs) > most and free:
            yield Finding(
                "visits_max", (person.code,),
                Text(f"{person.code} heeft {has.nl}; er mogen er hoogstens {most} zijn.",
                     f"{person.code} has {has.en}; at most {most} are allowed."),
            )  # fmt: skip
        unwished = [c for c in free if c not in wished]
        own = [c for c in theirs if c in agreed or c in planned]
        before = len(theirs) - len(own)
        others = sum(c not in wished for c in own)
        if unwished and others > max(least - before, sum(c in agreed for c in own), 0):
            yield Finding(
                "visits_extra_wished", (person.code,),
                Text(f"{person.code} krijgt meer dan het minimum zonder het te wensen.",
                     f"{person.code} gets more than the minimum without a wish."),
            )  # fmt: skip


def musts(ronde: Koppelronde, standing: list[Visit]) -> Iterator[Finding]:
    couples = couples_of(ronde, standing)
    codes = {p.code for p in ronde.aios} | {p.code for p in ronde.praktijken}
    here = codes - set(ronde.withdrawn)
    musts = {(w.aios, w.praktijk) for w in ronde.visit_wishes if w.must}
    for aios, praktijk in sorted(musts - couples):
        if {aios, praktijk} <= here:
            yield Finding(
                "visit_must", (aios, praktijk),
                Text(f"{aios} moet naar {praktijk}, en dat bezoek is er niet.",
                     f"{aios} must visit {praktijk}, and there is no such visit."),
            )  # fmt: skip


def held_too_early(ronde: Koppelronde, calendar: VisitCalendar) -> Iterator[Finding]:
    """A visit is held that begins after the calendar was made, or an outcome is of a later day."""
    today = calendar.made_at.date()
    held = {(v.aios, v.praktijk): v.begin.date() for v in calendar.visits
            if v.status is VisitStatus.DONE and v.begin > calendar.made_at}  # fmt: skip
    held |= {(o.aios, o.praktijk): o.day for o in ronde.visit_outcomes
             if o.status is VisitStatus.DONE and o.day is not None and o.day > today}  # fmt: skip
    for pair, day in sorted(held.items()):
        when = short_date(day)
        yield Finding(
            "visit_held_too_early", pair,
            Text(f"{pair[0]} zou op {when.nl} bij {pair[1]} zijn geweest: dat moet nog komen.",
                 f"{pair[0]} is said to have been to {pair[1]} on {when.en}: still to come."),
            Weight.NOTICE,
        )  # fmt: skip


def caps(ronde: Koppelronde, standing: list[Visit], now: datetime) -> Iterator[Finding]:
    couples = couples_of(ronde, standing)
    numbers, reasons = ronde.settings.numbers, ronde.settings.reasons
    general = ronde.number("practice_cap")
    normal = ronde.procedure.number("practice_cap")
    if (
        normal
        and (general == 0 or general > normal)
        and not reasons.get("practice_cap", "").strip()
    ):
        general = normal
    for praktijk in ronde.praktijken:
        key = f"practice_cap:{praktijk.code}"
        own = numbers.get(key, praktijk.max_visits)
        allowed = general or None
        if own is not None and (allowed is None or own <= allowed or reasons.get(key, "").strip()):
            allowed = own
        visitors = sum(couple[1] == praktijk.code for couple in couples)
        planned = any(
            v.praktijk == praktijk.code and v.status is VisitStatus.PLANNED and v.begin >= now
            for v in standing
        )
        if allowed is not None and visitors > allowed:
            yield Finding(
                "practice_cap" if planned else "practice_cap_agreed", (praktijk.code,),
                Text(f"{praktijk.code} krijgt {visitors} bezoeken; het maximum is {allowed}.",
                     f"{praktijk.code} gets {visitors} visits; the maximum is {allowed}."),
                Weight.BROKEN if planned else Weight.NOTICE,
            )  # fmt: skip
