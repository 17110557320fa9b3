"""What an import changed, in words: new people counted, every change of somebody known said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any, Final

from bureau.workbook.rows.directory import several
from koppelronde.domain.counted import NEW_LISTS, counted
from koppelronde.domain.language import Text
from koppelronde.domain.lists import Voorkeurslijst
from koppelronde.domain.people import Place
from koppelronde.domain.ronde import Contact, Koppelronde
from koppelronde.domain.times import DayHours, Period, Weekday, WeeklyWindow

_NAMES: Final[Mapping[str, Text]] = {
    "first_name": Text("voornaam", "first name"),
    "infix": Text("tussenvoegsel", "infix"),
    "surname": Text("achternaam", "surname"),
    "emails": Text("e-mail", "e-mail"),
    "phones": Text("telefoon", "phone"),
    "work_days": Text("werkdagen", "working days"),
    "absences": Text("afwezig", "absent"),
    "home": Text("woonplaats", "home"),
    "year": Text("opleidingsjaar", "training year"),
    "trainer_year_1": Text("opleider jaar 1", "trainer of year 1"),
    "relations": Text("relatie met", "relation with"),
    "visit_windows": Text("bezoekmomenten", "visit moments"),
    "away_hours": Text("uren afwezig", "hours away"),
    "apart_from": Text("niet samen", "apart from"),
    "had_large_hds": Text("HDS gehad", "had HDS"),
    "praktijk": Text("praktijk", "practice"),
    "supervises": Text("begeleidt jaar", "supervises"),
    "places": Text("plaatsen", "places"),
    "last_aios_until": Text("laatste aios tot", "last trainee"),
    "large_hds": Text("grootschalige HDS", "large-scale HDS"),
    "leerwerkplan": Text("leerwerkplan", "training plan"),
    "year_places": Text("plaatsen per jaar", "places a year"),
    "name": Text("naam", "name"),
    "place": Text("adres", "address"),
    "kind": Text("praktijkvorm", "kind"),
    "surroundings": Text("omgeving", "surroundings"),
    "max_visits": Text("max bezoeken", "max visits"),
    "phone": Text("telefoon", "phone"),
    "email": Text("e-mail", "e-mail"),
}


def changes_between(old: Koppelronde, new: Koppelronde) -> tuple[Text, ...]:
    """Every difference that an import can make, sorted by kind and code."""
    said: list[Text] = []
    for label, before, after in (
        ("AIOS", old.aios_by_code, new.aios_by_code),
        ("HAO", old.hao_by_code, new.hao_by_code),
        ("Praktijken", old.praktijk_by_code, new.praktijk_by_code),
    ):
        said += _records(label, before, after)
    said += [
        Text(f"{code} doet niet meer mee", f"{code} takes no part any more")
        for code in sorted(set(new.withdrawn) - set(old.withdrawn))
    ]
    said += _settings(old, new)
    for name, first, second in (
        (Text("Voorkeuren vooraf", "Lists beforehand"), old.lists_before, new.lists_before),
        (Text("Voorkeuren AIOS", "Lists of trainees"), old.lists_aios, new.lists_aios),
        (Text("Voorkeuren HAO", "Lists of trainers"), old.lists_hao, new.lists_hao),
    ):
        said += _lists(name, first, second)
    for name, one, two in (
        (Text("Bezoekwensen", "Visit wishes"), old.visit_wishes, new.visit_wishes),
        (Text("Bezoekuitkomsten", "Visit outcomes"), old.visit_outcomes, new.visit_outcomes),
        (Text("Veto's", "Vetoes"), old.vetoes, new.vetoes),
        (Text("Carrouselwensen", "Carousel wishes"), old.carrousel_wishes, new.carrousel_wishes),
        (Text("Aanwezigheid", "Presence"), old.presences, new.presences),
        (
            Text("Reistijden", "Travel"),
            tuple(sorted(old.travel.items())),
            tuple(sorted(new.travel.items())),
        ),
    ):
        said += _sets(name, one, two)
    return tuple(said)


def _records(label: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Text]:
    said = []
    fresh = sorted(set(after) - set(before))
    if fresh:
        said.append(
            Text(
                f"{label}: {len(fresh)} nieuw ({several(fresh)})",
                f"{label}: {len(fresh)} new ({several(fresh)})",
            )
        )
    for code in sorted(set(before) & set(after)):
        said += _fields(code, before[code], after[code], _NAMES)
    return said


def _fields(code: str, before: Any, after: Any, names: Mapping[str, Text]) -> list[Text]:
    said = []
    for field in fields(before):
        first, second = getattr(before, field.name), getattr(after, field.name)
        if first != second:
            name = names.get(field.name, Text(field.name, field.name))
            said.append(
                Text(
                    f"{code}: {name.nl} {shown(first)} → {shown(second)}",
                    f"{code}: {name.en} {shown(first)} → {shown(second)}",
                )
            )
    return said


def _settings(old: Koppelronde, new: Koppelronde) -> list[Text]:
    from bureau.workbook.layout.number_labels import NUMBER_LABELS
    from bureau.workbook.layout.ronde_facts import FACTS

    names = {key: Text(fact.names[0], fact.names[0]) for key, fact in FACTS.items()}
    said = [
        text
        for text in _fields("Ronde", old.settings, new.settings, names)
        if not text.nl.startswith(("Ronde: numbers", "Ronde: reasons", "Ronde: contact"))
    ]
    said += _fields(
        "Ronde",
        old.settings.contact,
        new.settings.contact,
        {
            "name": names["contact_name"],
            "email": names["contact_email"],
            "phone": names["contact_phone"],
        },
    )
    for key in sorted({*old.settings.numbers, *new.settings.numbers}):
        first, second = old.settings.numbers.get(key), new.settings.numbers.get(key)
        if first != second:
            number, _, code = key.partition(":")
            label = " ".join([NUMBER_LABELS[number][0], code]).strip()
            said.append(Text(*(f"Ronde: {label} {shown(first)} → {shown(second)}",) * 2))
    return said


def _lists(
    name: Text, before: tuple[Voorkeurslijst, ...], after: tuple[Voorkeurslijst, ...]
) -> list[Text]:
    first, second = {x.owner: x for x in before}, {x.owner: x for x in after}
    fresh = sorted(set(second) - set(first))
    said = []
    if fresh:
        said.append(
            counted(
                len(fresh),
                NEW_LISTS,
                f"{name.nl}: {{}} ({several(fresh)})",
                f"{name.en}: {{}} ({several(fresh)})",
            )
        )
    said += [
        Text(f"{name.nl}, {owner}: ingetrokken", f"{name.en}, {owner}: withdrawn")
        for owner in sorted(set(first) - set(second))
    ]
    for owner in sorted(set(first) & set(second)):
        if first[owner] != second[owner]:
            was, now = (" ".join(code for code, _ in x[owner].entries) for x in (first, second))
            if was == now:
                was, now = (
                    shown(tuple(f"{c} {n}" for c, n in x[owner].entries)) for x in (first, second)
                )
            said.append(
                Text(f"{name.nl}, {owner}: {was} → {now}", f"{name.en}, {owner}: {was} → {now}")
            )
    return said


def _sets(name: Text, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Text]:
    added, gone = len(set(after) - set(before)), len(set(before) - set(after))
    if not added and not gone:
        return []
    nl, en = f"{name.nl}: {added} nieuw of gewijzigd", f"{name.en}: {added} new or changed"
    if gone > added:
        nl, en = f"{nl}, {gone - added} weg", f"{en}, {gone - added} gone"
    if gone and added:
        number = min(gone, added)
        nl, en = f"{nl}, {number} vervangen", f"{en}, {number} replaced"
    return [Text(nl, en)]


def shown(value: Any) -> str:
    """A value as a person writes it; a dash where there is none."""
    say = _SAY.get(type(value))
    if say is not None:
        return say(value) or "–"
    if isinstance(value, frozenset | tuple):
        if value and all(isinstance(item, Weekday) for item in value):
            return " ".join(day.short.nl for day in sorted(value))
        return (
            "; ".join(
                shown(item) for item in (sorted(value) if isinstance(value, frozenset) else value)
            )
            or "–"
        )
    return "–" if value is None or value == "" else str(value)


def said_period(period: Period) -> str:
    """``24-12-2026 t/m 03-01-2027``."""
    first = f"{period.first:%d-%m-%Y}"
    return first if period.first == period.last else f"{first} t/m {period.last:%d-%m-%Y}"


def said_window(window: WeeklyWindow) -> str:
    """``di 13:00-17:00``."""
    return f"{window.weekday.short.nl} {window.begin:%H:%M}-{window.end:%H:%M}"


def said_hours(hours: DayHours) -> str:
    """``14-12-2026 09:00-12:00``."""
    return f"{hours.day:%d-%m-%Y} {hours.begin:%H:%M}-{hours.end:%H:%M}"


def _said_place(place: Place) -> str:
    parts = [place.address, place.postcode, place.town]
    if place.latitude is not None:
        parts.append(f"{place.latitude}/{place.longitude}")
    return " ".join(part for part in parts if part)


_SAY: Final[Mapping[type, Callable[[Any], str]]] = {
    bool: lambda value: "ja" if value else "nee",
    date: lambda value: f"{value:%d-%m-%Y}",
    time: lambda value: f"{value:%H:%M}",
    Period: said_period,
    WeeklyWindow: said_window,
    DayHours: said_hours,
    Place: _said_place,
    Contact: lambda value: value.name,
}
