"""A round written back as a workbook that can be imported again and gives the same round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from bureau.workbook.changes import said_hours, said_period, said_window
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.columns_choices import LAYOUTS
from bureau.workbook.layout.number_labels import NO_LIMIT, NUMBER_LABELS
from bureau.workbook.layout.ronde_facts import FACTS
from bureau.workbook.layout.ronde_readers import DAY_WORDS, PAUSE_WORDS
from bureau.workbook.out.writing import Field, Sheet, sheets_workbook
from bureau.workbook.rows.carrousel import WISH_WORDS
from bureau.workbook.rows.outcomes import STATUS_WORDS
from koppelronde.domain.lists import Scale, Voorkeurslijst
from koppelronde.domain.people import Aios, Hao, Person, Place, Praktijk, Side
from koppelronde.domain.ronde import Koppelronde, OnTheDay, Pauses, VisitWish
from koppelronde.domain.rules import GROUNDS

_SIDES: Final = {Side.AIOS: "AIOS", Side.HAO: "HAO"}


def round_workbook(ronde: Koppelronde) -> bytes:
    """All of the round that stands on sheets; what commands made of it is not on them.

    Importing it into an empty round of the same name and procedure gives the same people, lists,
    wishes, outcomes, vetoes, travel and settings.
    """
    return sheets_workbook(ronde.name, round_sheets(ronde))


def round_sheets(ronde: Koppelronde) -> list[Sheet]:
    """The sheets of a round; those that would be empty are left out."""
    sheets = [
        _ronde(ronde),
        _table(Kind.AIOS, [_aios(person, ronde) | _gone(person, ronde) for person in ronde.aios]),
        _table(Kind.HAO, [_hao(person) | _gone(person, ronde) for person in ronde.haos]),
        _table(Kind.PRAKTIJKEN, [_praktijk(p, ronde) for p in ronde.praktijken]),
        _wishes(ronde.visit_wishes),
        _table(
            Kind.BEZOEKUITKOMSTEN,
            [
                {
                    "aios": o.aios,
                    "praktijk": o.praktijk,
                    "day": o.day,
                    "status": STATUS_WORDS[o.status][0],
                }
                for o in ronde.visit_outcomes
            ],
        ),
        _lists(Kind.VOORKEUREN_VOORAF, ronde.lists_before),
        _lists(Kind.VOORKEUREN_AIOS, ronde.lists_aios),
        _lists(Kind.VOORKEUREN_HAO, ronde.lists_hao),
        _table(
            Kind.VETOS,
            [
                {"aios": v.aios, "hao": v.hao, "ground": GROUNDS[v.ground].nl, "by": v.by}
                for v in ronde.vetoes
            ],
        ),
        _table(
            Kind.REISTIJDEN,
            [
                {"from": start, "to": end, "minutes": minutes}
                for (start, end), minutes in sorted(ronde.travel.items())
            ],
        ),
        _table(
            Kind.CARROUSELWENSEN,
            [
                {
                    "aios": w.aios,
                    "hao": w.hao,
                    "wish": WISH_WORDS[w.wish][0],
                    "points": w.points or None,
                    "by": _SIDES[w.by],
                }
                for w in ronde.carrousel_wishes
            ],
        ),
        _table(
            Kind.AANWEZIGHEID,
            [
                {
                    "code": p.code,
                    "begin": p.begin,
                    "end": p.end,
                    "away": "; ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in p.away),
                    "table": p.table or None,
                    "online": _yes(p.online),
                }
                for p in ronde.presences
            ],
        ),
        _table(
            Kind.TAFELS,
            [
                {
                    "number": t.number,
                    "room": t.room,
                    "position": t.position or None,
                    "fixed": _yes(t.fixed),
                    "online": _yes(t.online),
                }
                for t in ronde.settings.tables
            ],
        ),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _table(kind: Kind, records: list[Mapping[str, Field]]) -> Sheet:
    """A sheet with the columns that hold anything, and always the first."""
    layout = LAYOUTS[kind]
    used = [
        column
        for number, column in enumerate(layout.columns)
        if (number == 0 and column.key in (records[0] if records else {}))
        or any(record.get(column.key) not in (None, "") for record in records)
    ]
    return Sheet(
        kind.value,
        [column.header for column in used],
        [[record.get(column.key) for column in used] for record in records],
        [column.width for column in used],
    )


def _ronde(ronde: Koppelronde) -> Sheet:
    settings = ronde.settings
    said: dict[str, Field] = {"name": ronde.name, "procedure": ronde.procedure.code}
    show: dict[str, Callable[[Any], Field]] = {
        "breaks_at": lambda times: "; ".join(f"{moment:%H:%M}" for moment in times),
        "mover": lambda side: side.value.upper() if side else None,
        "closed": lambda periods: "; ".join(said_period(period) for period in periods),
        "only_wished": lambda yes: "ja" if yes else None,
        "pauses": lambda kind: None if kind is Pauses.SPREAD else PAUSE_WORDS[kind][0],
        "on_the_day": lambda kind: None if kind is OnTheDay.FEWEST_CHANGES else DAY_WORDS[kind][0],
    }
    for key in FACTS:
        if key.startswith("contact_"):
            said[key] = getattr(settings.contact, key[8:])
        elif key not in said:
            value = getattr(settings, key)
            said[key] = show[key](value) if key in show else value
    rows: list[list[Field]] = [
        [FACTS[key].names[0], value, ""] for key, value in said.items() if value not in (None, "")
    ]
    rows += [
        [NUMBER_LABELS[name][0], number or NO_LIMIT.get(name, 0), settings.reasons.get(name, "")]
        for name, number in sorted(settings.numbers.items())
        if name in NUMBER_LABELS  # one person's number stands with the person
    ]
    headers = [column.header for column in LAYOUTS[Kind.RONDE].columns]
    return Sheet(Kind.RONDE.value, headers, rows, (34, 44, 40))


def _person(person: Person) -> dict[str, Field]:
    return {
        "code": person.code,
        "first_name": person.first_name,
        "infix": person.infix,
        "surname": person.surname,
        "emails": "; ".join(person.emails),
        "phones": "; ".join(person.phones),
        "work_days": " ".join(day.short.nl for day in sorted(person.work_days)),
        "absences": "; ".join(said_period(period) for period in person.absences),
    }


def _place(place: Place) -> dict[str, Field]:
    return {
        "address": place.address,
        "postcode": place.postcode,
        "town": place.town,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _gone(person: Person, ronde: Koppelronde) -> dict[str, Field]:
    return {"withdrawn": "ja" if person.code in ronde.withdrawn else ""}


def _aios(aios: Aios, ronde: Koppelronde) -> dict[str, Field]:
    return (
        _person(aios)
        | _place(aios.home)
        | {
            "year": aios.year,
            "visits_min": ronde.settings.numbers.get(f"visits_min:{aios.code}"),
            "absences": "; ".join(
                [said_period(period) for period in aios.absences]
                + [said_hours(hours) for hours in aios.away_hours]
            ),
            "visit_windows": "; ".join(said_window(window) for window in aios.visit_windows),
            "trainer_year_1": aios.trainer_year_1,
            "apart_from": "; ".join(aios.apart_from),
            "relations": "; ".join(aios.relations),
            "had_large_hds": _yes(aios.had_large_hds),
        }
    )


def _hao(hao: Hao) -> dict[str, Field]:
    return (
        _person(hao)
        | {f"places_{year}": places for year, places in hao.year_places}
        | {
            "praktijk": hao.praktijk,
            "supervises": ",".join(str(y) for y in sorted(hao.supervises)),
            "places": hao.places,
            "last_aios_until": hao.last_aios_until,
            "large_hds": _yes(hao.large_hds),
            "leerwerkplan": hao.leerwerkplan,
        }
    )


def _praktijk(praktijk: Praktijk, ronde: Koppelronde) -> dict[str, Field]:
    return _place(praktijk.place) | {
        "code": praktijk.code,
        "name": praktijk.name,
        "kind": praktijk.kind,
        "surroundings": praktijk.surroundings,
        "max_visits": praktijk.max_visits,
        "cap_reason": ronde.settings.reasons.get(f"practice_cap:{praktijk.code}", ""),
        "places": praktijk.places,
        "phone": praktijk.phone,
        "email": praktijk.email,
        "visit_windows": "; ".join(said_window(window) for window in praktijk.visit_windows),
    }


def _yes(value: bool | None) -> str:
    return "" if value is None else "ja" if value else "nee"


def _lists(kind: Kind, lists: tuple[Voorkeurslijst, ...]) -> Sheet:
    owner, partner = ("HAO", "AIOS") if kind is Kind.VOORKEUREN_HAO else ("AIOS", "HAO")
    if any(lijst.scale is Scale.MARKS for lijst in lists):
        rows: list[list[Field]] = [
            [lijst.owner, code, number] for lijst in lists for code, number in lijst.entries
        ]
        return Sheet(kind.value, [owner, partner, "Cijfer"], rows)
    return _wide(kind, owner, [(x.owner, x.entries) for x in lists])


def _wide(
    kind: Kind, owner: str, lists: list[tuple[str, tuple[tuple[str, Decimal], ...]]]
) -> Sheet:
    """A column per rank; who shares a rank shares a cell."""
    deepest = max((int(rank) for _, entries in lists for _, rank in entries), default=0)
    rows: list[list[Field]] = []
    for code, entries in lists:
        cells: list[Field] = [
            " / ".join(partner for partner, rank in entries if rank == number)
            for number in range(1, deepest + 1)
        ]
        rows.append([code, *cells])
    return Sheet(kind.value, [owner, *(str(n) for n in range(1, max(deepest, 2) + 1))], rows)


def _wishes(wishes: tuple[VisitWish, ...]) -> Sheet:
    if any(wish.by is Side.HAO or wish.points or wish.must for wish in wishes):
        return _table(
            Kind.BEZOEKWENSEN,
            [
                {
                    "aios": w.aios,
                    "praktijk": w.praktijk,
                    "rank": w.rank,
                    "points": w.points or None,
                    "by": _SIDES[w.by],
                    "must": "ja" if w.must else "",
                }
                for w in wishes
            ],
        )
    owners = sorted({wish.aios for wish in wishes})
    return _wide(
        Kind.BEZOEKWENSEN,
        "AIOS",
        [
            (owner, tuple((w.praktijk, Decimal(w.rank)) for w in wishes if w.aios == owner))
            for owner in owners
        ],
    )
