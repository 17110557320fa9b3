"""What stands in the calendar of an AIOS and of a practice for each visit. No ranks, ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from carrousel.calendars.appointment import Appointment, stable_uid
from carrousel.calendars.ical import is_address
from carrousel.visits.changes import STANDING
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_visits import (
    CalendarKind,
    Visit,
    VisitCalendar,
    VisitStatus,
)
from koppelronde.domain.people import Aios, Place, Praktijk
from koppelronde.domain.ronde import Koppelronde

ALARM_MINUTES: Final = 24 * 60
"""For the AIOS, who travels: a day before."""


def visit_entries(ronde: Koppelronde, calendar: VisitCalendar, lang: Lang) -> list[Appointment]:
    """Two entries for each couple that has a visit, one for either side."""
    entries = []
    together: Counter[tuple[str, float]] = Counter()
    visits = _as_it_is_now(calendar.visits)
    for visit in sorted(visits, key=lambda v: (v.begin.timestamp(), v.praktijk, v.aios)):
        aios = ronde.aios_by_code.get(visit.aios, Aios(code=visit.aios))
        praktijk = ronde.praktijk_by_code.get(visit.praktijk, Praktijk(code=visit.praktijk))
        entries.append(_for_aios(ronde, visit, aios, praktijk, lang))
        moment = (visit.praktijk, visit.begin.timestamp())
        entries.append(_for_praktijk(ronde, visit, aios, praktijk, together[moment] > 0, lang))
        if visit.status is not VisitStatus.CANCELLED:
            together[moment] += 1
    return entries


def _as_it_is_now(visits: Iterable[Visit]) -> Iterable[Visit]:
    """One visit per couple: the one that stands, else the last that fell out.

    Called off and moved is one entry with another moment, earlier or later: never a cancellation.
    """
    by_couple: dict[tuple[str, str], Visit] = {}
    for visit in sorted(visits, key=lambda v: (v.status in STANDING, v.begin)):
        by_couple[visit.aios, visit.praktijk] = visit
    return by_couple.values()


def _for_aios(
    ronde: Koppelronde, visit: Visit, aios: Aios, praktijk: Praktijk, lang: Lang
) -> Appointment:
    names = [ronde.name_of(code) for code in ronde.hosts_of(aios.code, praktijk.code)]
    label = Text("Opleider", "Trainer") if len(names) == 1 else Text("Opleiders", "Trainers")
    lines = [
        (label, ", ".join(names)),
        (Text("Telefoon praktijk", "Phone of the practice"), praktijk.phone),
        (Text("Reistijd", "Travel"), _travel(ronde, visit, aios, praktijk).say(lang)),
        (Text("Vragen over de koppelronde", "Questions about the round"), _contact(ronde)),
    ]
    return Appointment(
        uid=stable_uid(ronde, "visit", aios.code, praktijk.code, aios.code),
        kind=CalendarKind.VISIT,
        owner=aios.code,
        with_whom=praktijk.code,
        begin=visit.begin,
        end=visit.end,
        summary=Text("Praktijkbezoek ", "Practice visit ").say(lang)
        + (praktijk.name or praktijk.code),
        location=_location(praktijk),
        description=_lines(lines, lang),
        geo=_geo(praktijk.place),
        invited=reach_of(ronde, aios.code),
        alarm_minutes=ALARM_MINUTES,
        cancelled=visit.status is VisitStatus.CANCELLED,
    )


def _for_praktijk(
    ronde: Koppelronde, visit: Visit, aios: Aios, praktijk: Praktijk, second: bool, lang: Lang
) -> Appointment:
    """``second``: another AIOS comes at the same moment, so this one blocks no more time."""
    present = ronde.hosts_of(aios.code, praktijk.code, visit.present)
    lines = [
        (Text("AIOS", "Trainee"), aios.name),
        (Text("Telefoon", "Phone"), " / ".join(aios.phones)),
        (Text("E-mail", "E-mail"), " / ".join(aios.emails)),
        (Text("Ontvangt", "Receives"), ", ".join(ronde.name_of(code) for code in present)),
        (Text("Vragen over de koppelronde", "Questions about the round"), _contact(ronde)),
    ]
    return Appointment(
        uid=stable_uid(ronde, "visit", aios.code, praktijk.code, praktijk.code),
        kind=CalendarKind.VISIT,
        owner=praktijk.code,
        with_whom=aios.code,
        begin=visit.begin,
        end=visit.end,
        summary=Text("Praktijkbezoek van aios ", "Practice visit of trainee ").say(lang)
        + aios.name,
        location=_location(praktijk),
        description=_lines(lines, lang),
        geo=_geo(praktijk.place),
        invited=reach_of(ronde, praktijk.code),
        free=second,
        cancelled=visit.status is VisitStatus.CANCELLED,
    )


def reach_of(ronde: Koppelronde, owner: str) -> tuple[tuple[str, str], ...]:
    """Names and mail addresses of a person, or of a practice and its trainers; each once."""
    praktijk, person = ronde.praktijk_by_code.get(owner), ronde.person(owner)
    reach: list[tuple[str, str]] = []
    if person is not None:
        reach = [(person.name, email) for email in person.emails]
    elif praktijk is not None:
        haos = ronde.haos_of_praktijk.get(owner, ())
        reach = [(praktijk.name or owner, praktijk.email)]
        reach += [(hao.name, email) for hao in haos for email in hao.emails]
    once: dict[str, tuple[str, str]] = {}
    for name, email in reach:
        if is_address(email):
            once.setdefault(email.casefold(), (name, email))
    return tuple(once.values())


def _location(praktijk: Praktijk) -> str:
    place = praktijk.place
    town = " ".join(part for part in (place.postcode, place.town) if part)
    return ", ".join(part for part in (praktijk.name, place.address, town) if part)


def _geo(place: Place) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _travel(ronde: Koppelronde, visit: Visit, aios: Aios, praktijk: Praktijk) -> Text:
    travel = ronde.travel_to_praktijk(aios, praktijk)
    minutes = travel.minutes if travel is not None else visit.travel_minutes
    if minutes is None:
        return Text("onbekend", "unknown")
    if travel is not None and travel.estimated:
        return Text(f"ongeveer {minutes} minuten (geschat)", f"about {minutes} minutes (estimated)")
    return Text(f"{minutes} minuten", f"{minutes} minutes")


def _contact(ronde: Koppelronde) -> str:
    contact = ronde.settings.contact
    return " · ".join(part for part in (contact.name, contact.phone, contact.email) if part)


def _lines(lines: list[tuple[Text, str]], lang: Lang) -> str:
    said = [f"{label.say(lang)}: {' '.join(value.split())}" for label, value in lines if value]
    return "\n".join(said)
