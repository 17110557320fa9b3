"""The sheet Ronde: one fact a line, into :class:`Settings`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, Final

from koppelronde.language import Text
from koppelronde.procedure import NUMBERS, PhaseKind
from koppelronde.ronde import Contact, Koppelronde, Settings
from koppelronde.workbook.cells import Cell, address
from koppelronde.workbook.characters import LONGEST_SERIES, folded
from koppelronde.workbook.columns import Kind
from koppelronde.workbook.number_labels import NUMBER_LABELS
from koppelronde.workbook.reading import Desk, Line, lines
from koppelronde.workbook.recognising import Found
from koppelronde.workbook.values import (
    Unreadable,
    read_emails,
    read_phones,
    read_text,
    read_whole,
)
from koppelronde.workbook.values_dates import read_date, read_periods, read_time


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the sheet Ronde; the first name is the one in the template."""

    names: tuple[str, ...]
    read: Callable[[Cell], Any]
    example: str
    says: Text


def read_times(cell: Cell) -> tuple[time, ...]:
    """``14:30; 15:45``, in order."""
    if not isinstance(cell.value, str):
        return (read_time(cell),)
    pieces = [
        p
        for p in cell.value.replace("\n", ";").replace(" en ", ";").replace(",", ";").split(";")
        if p.strip()
    ]
    return tuple(sorted({read_time(Cell(piece.strip(), piece.strip())) for piece in pieces}))


def _series(cell: Cell) -> Any:
    if len(cell.shown) > LONGEST_SERIES:
        raise Unreadable(
            "too_long",
            Text(f"hoogstens {LONGEST_SERIES} tekens", f"at most {LONGEST_SERIES} characters"),
        )
    return read_periods(cell)


FACTS: Final[Mapping[str, Fact]] = {
    "name": Fact(
        ("Naam", "Naam ronde", "Ronde", "Koppelronde"),
        read_text,
        "",
        Text("Naam van de ronde.", "Name of the round."),
    ),
    "institute": Fact(
        ("Instituut", "Opleidingsinstituut", "Opleiding", "Organisatie"),
        read_text,
        "",
        Text(
            "Naam van het instituut, voor op de papieren.", "Name of the institute, for the papers."
        ),
    ),
    "procedure": Fact(
        ("Procedure", "Koppelprocedure"),
        read_text,
        "",
        Text("De procedure van deze ronde.", "The procedure of this round."),
    ),
    "start_date": Fact(
        ("Start stage", "Startdatum", "Start", "Begin stage", "Startdatum stage", "Stage begint"),
        read_date,
        "01-03-2027",
        Text("Eerste dag van de stage.", "First day of the placement."),
    ),
    "profiles_deadline": Fact(
        ("Profielen inleveren voor", "Profielen klaar", "Deadline profielen", "LWP inleveren voor"),
        read_date,
        "01-12-2026",
        Text(
            "Uiterste dag voor profielen en leerwerkplannen.",
            "Last day for profiles and training plans.",
        ),
    ),
    "lists_before_deadline": Fact(
        ("Voorkeuren vooraf inleveren voor", "Voorkeuren vooraf", "Deadline voorkeuren vooraf"),
        read_date,
        "14-12-2026",
        Text("Uiterste dag voor de voorkeuren vooraf.", "Last day for the lists beforehand."),
    ),
    "carrousel_date": Fact(
        (
            "Carrousel datum",
            "Datum carrousel",
            "Koppelcarrousel datum",
            "Koppelcarrousel",
            "Carrousel",
        ),
        read_date,
        "10-12-2026",
        Text("Dag van de koppelcarrousel.", "Day of the carousel."),
    ),
    "carrousel_begin": Fact(
        (
            "Carrousel begin",
            "Begin carrousel",
            "Carrousel starttijd",
            "Carrousel van",
            "Starttijd carrousel",
        ),
        read_time,
        "13:00",
        Text("Begintijd van het eerste gesprek.", "When the first talk begins."),
    ),
    "carrousel_end": Fact(
        (
            "Carrousel eind",
            "Einde carrousel",
            "Carrousel einde",
            "Carrousel tot",
            "Eindtijd carrousel",
        ),
        read_time,
        "17:30",
        Text("Wanneer de zaal leeg moet zijn.", "When the room must be empty."),
    ),
    "carrousel_location": Fact(
        ("Carrousel locatie", "Locatie carrousel", "Locatie", "Zaal"),
        read_text,
        "Onderwijscentrum, zaal 1",
        Text("Waar de carrousel is.", "Where the carousel is."),
    ),
    "breaks_at": Fact(
        ("Pauzes om", "Pauze om", "Pauzetijden", "Vaste pauzes"),
        read_times,
        "15:00",
        Text(
            "Vaste pauzes, met een puntkomma ertussen.", "Fixed breaks, with a semicolon between."
        ),
    ),
    "visits_from": Fact(
        (
            "Bezoeken van",
            "Bezoeken vanaf",
            "Bezoekperiode van",
            "Kennismaking van",
            "Kennismaking vanaf",
            "Gesprekken van",
            "Begin bezoeken",
        ),
        read_date,
        "14-12-2026",
        Text("Eerste dag voor praktijkbezoeken.", "First day for visits."),
    ),
    "visits_until": Fact(
        (
            "Bezoeken tot en met",
            "Bezoeken t/m",
            "Bezoeken tot",
            "Bezoekperiode t/m",
            "Bezoekperiode tot en met",
            "Kennismaking tot en met",
            "Kennismaking t/m",
            "Kennismaking tot",
            "Gesprekken tot en met",
            "Einde bezoeken",
        ),
        read_date,
        "15-01-2027",
        Text("Laatste dag voor praktijkbezoeken.", "Last day for visits."),
    ),
    "closed": Fact(
        ("Gesloten", "Geen bezoeken op", "Gesloten dagen", "Vakanties", "Vrije dagen"),
        _series,
        "24-12-2026 t/m 03-01-2027",
        Text(
            "Dagen en periodes zonder bezoeken, naast die van de procedure.",
            "Days and periods without visits, besides those of the procedure.",
        ),
    ),
    "lists_deadline": Fact(
        (
            "Voorkeurslijsten inleveren voor",
            "Ranglijsten inleveren voor",
            "Lijsten inleveren voor",
            "Deadline voorkeurslijsten",
            "Deadline ranglijsten",
            "Inleveren voorkeurslijsten",
            "Voorkeurslijsten inleveren",
            "Ranglijsten inleveren",
        ),
        read_date,
        "18-01-2027",
        Text("Uiterste dag voor de voorkeurslijsten.", "Last day for the lists."),
    ),
    "results_date": Fact(
        ("Uitslag", "Uitslag op", "Datum uitslag", "Bekendmaking"),
        read_date,
        "25-01-2027",
        Text("Dag van de uitslag.", "Day of the results."),
    ),
    "contact_name": Fact(
        ("Contactpersoon", "Contact", "Contact naam", "Coördinator", "HAO-coördinator"),
        read_text,
        "Coördinator koppeling",
        Text("Wie mensen kunnen bellen of mailen.", "Whom people can call or mail."),
    ),
    "contact_email": Fact(
        (
            "Contact e-mail",
            "Contact mail",
            "E-mail contact",
            "E-mail coördinator",
            "Contact e-mailadres",
        ),
        lambda cell: read_emails(cell, 1)[0],
        "koppeling@instituut.example",
        Text("E-mailadres voor vragen.", "E-mail address for questions."),
    ),
    "contact_phone": Fact(
        (
            "Contact telefoon",
            "Telefoon contact",
            "Contact tel",
            "Contact telefoonnummer",
            "Telefoon coördinator",
        ),
        lambda cell: read_phones(cell, 1)[0],
        "043-0000000",
        Text("Telefoonnummer voor vragen.", "Phone number for questions."),
    ),
}
_EITHER_LIST: Final = ("Voorkeuren inleveren voor", "Deadline voorkeuren", "Voorkeuren inleveren")
"""Means the lists beforehand where the procedure has those, else the lists after the visits."""


def fact_keys(ronde: Koppelronde) -> dict[str, str]:
    """Key of each label, folded: facts by their key, numbers as ``number:turn_minutes``."""
    keys = {}
    for label in _EITHER_LIST:
        before = ronde.procedure.has(PhaseKind.LISTS_BEFORE)
        keys[folded(label)] = "lists_before_deadline" if before else "lists_deadline"
    named = [(f"number:{name}", names) for name, names in NUMBER_LABELS.items()]
    named += [(key, fact.names) for key, fact in FACTS.items()]
    for key, names in named:
        for name in names:
            keys[folded(name)] = key
            keys[folded(name.partition("(")[0])] = key
    return keys


def read_ronde(desk: Desk, found: Found, ronde: Koppelronde, settings: Settings) -> Settings:
    """The settings with what this sheet says; an empty value leaves what was known."""
    keys = fact_keys(ronde)
    tally = desk.tally(Kind.RONDE)
    seen: dict[str, str] = {}
    empty = 0
    for line in lines(desk, found, Kind.RONDE, "label"):
        label = line.shown("label")
        key = keys.get(folded(label)) or keys.get(folded(label.partition("(")[0]))
        place = address(line.row.number, found.columns["label"][0])
        if key is None:
            near = get_close_matches(folded(label), keys, n=1, cutoff=0.75)
            hint = _label(keys[near[0]]) if near else ""
            why = Text("onbekend gegeven", "unknown fact")
            if hint:
                why = why + Text(f"; bedoelt u '{hint}'?", f"; did you mean '{hint}'?")
            desk.skip(found.sheet, place, label, why)
            tally.ignored += 1
            continue
        if not line.cells("value"):
            empty += 1
            tally.ignored += 1
            continue
        if key in seen:
            line.wrong_at(
                "label",
                Text(
                    f"één keer '{_label(key)}'; het staat ook in {seen[key]}",
                    f"'{_label(key)}' once; it is also in {seen[key]}",
                ),
                "doubled_fact",
            )
            tally.refused += 1
            continue
        seen[key] = place
        after = _one_fact(line, key, ronde, settings)
        if line.marred:
            tally.refused += 1
        elif after == settings:
            tally.unchanged += 1
        else:
            tally.stored += 1
        settings = after
    if empty:
        desk.skip(found.sheet, "", f"{empty} regels", Text("niet ingevuld", "not filled in"))
    return settings


def _label(key: str) -> str:
    return NUMBER_LABELS[key[7:]][0] if key.startswith("number:") else FACTS[key].names[0]


def _one_fact(line: Line, key: str, ronde: Koppelronde, settings: Settings) -> Settings:
    if key.startswith("number:"):
        name = key[7:]
        bounds = NUMBERS[name]
        number = line.get("value", lambda cell: read_whole(cell, bounds.lowest, bounds.highest), -1)
        if number < 0:
            return settings
        numbers = dict(settings.numbers)
        reasons = dict(settings.reasons)
        numbers[name] = number
        reason = line.get("reason", read_text, "")
        if reason:
            reasons[name] = reason
        if name == "practice_cap" and 0 < ronde.procedure.number(name) < number and not reason:
            _cap_needs_reason(line, ronde.procedure.number(name))
        return replace(settings, numbers=dict(sorted(numbers.items())), reasons=reasons)
    value = line.get("value", FACTS[key].read, None)
    if value is None:
        return settings
    if key == "name":
        if folded(value) != folded(ronde.name):
            line.desk.notices.append(
                Text(
                    f"Het blad Ronde heet '{value}', deze ronde heet '{ronde.name}'.",
                    f"The sheet Ronde says '{value}', this round is called '{ronde.name}'.",
                )
            )
        return settings
    if key == "procedure":
        known = (ronde.procedure.code, ronde.procedure.name)
        if folded(value) not in [folded(name) for name in known]:
            line.wrong_at(
                "value",
                Text(
                    f"de procedure van deze ronde: {known[0]}",
                    f"the procedure of this round: {known[0]}",
                ),
                "other_procedure",
                known[0],
            )
        return settings
    if key.startswith("contact_"):
        contact: Contact = replace(settings.contact, **{key[8:]: value})
        return replace(settings, contact=contact)
    return replace(settings, **{key: value})


def _cap_needs_reason(line: Line, cap: int) -> None:
    line.wrong_at(
        "value",
        Text(
            f"hoogstens {cap}, of een reden in de kolom Reden",
            f"at most {cap}, or a reason in the column Reden",
        ),
        "cap_without_reason",
        str(cap),
    )


def check_settings(desk: Desk, found: Found, settings: Settings) -> None:
    """Dates and times that contradict each other, pointed at in this sheet."""
    from koppelronde.times import local_moment

    def at(key: str) -> tuple[str, str]:
        for row in found.lines:
            label = row.cells.get(found.columns["label"][0])
            names = {folded(name) for name in FACTS[key].names}
            if label is not None and folded(label.shown) in names:
                column = found.columns["value"][0]
                shown = row.cells[column].shown if column in row.cells else ""
                return address(row.number, column), shown
        return address(found.header.number, found.columns["value"][0]), ""

    def wrong(key: str, nl: str, en: str, kind: str) -> None:
        desk.wrong(found.sheet, *at(key), Text(nl, en), kind)

    s = settings
    if s.visits_from and s.visits_until and s.visits_until < s.visits_from:
        wrong(
            "visits_until",
            f"een dag na het begin ({s.visits_from:%d-%m-%Y})",
            f"a day after the beginning ({s.visits_from:%d-%m-%Y})",
            "period_reversed",
        )
    reversed_end = bool(
        s.carrousel_begin and s.carrousel_end and s.carrousel_end <= s.carrousel_begin
    )
    if reversed_end:
        wrong(
            "carrousel_end",
            f"een tijd na het begin ({s.carrousel_begin:%H:%M})",
            f"a time after the beginning ({s.carrousel_begin:%H:%M})",
            "period_reversed",
        )
    for pause in s.breaks_at if not reversed_end else ():
        if (s.carrousel_begin and pause < s.carrousel_begin) or (
            s.carrousel_end and pause >= s.carrousel_end
        ):
            wrong(
                "breaks_at",
                "tijden tussen begin en eind van de carrousel",
                "times between begin and end of the carousel",
                "break_outside",
            )
            break
    if s.carrousel_date:
        times: list[tuple[str, time]] = [
            (k, t)
            for k, t in (("carrousel_begin", s.carrousel_begin), ("carrousel_end", s.carrousel_end))
            if t
        ]
        for key, moment in (*times, *(("breaks_at", pause) for pause in s.breaks_at)):
            try:
                local_moment(s.carrousel_date, moment)
            except ValueError:
                wrong(
                    key,
                    "een tijd die bestaat: die nacht gaat de klok een uur vooruit",
                    "a time that exists: the clock goes forward that night",
                    "no_such_time",
                )
    _notice_order(desk, s)


def _notice_order(desk: Desk, s: Settings) -> None:
    steps: list[tuple[str, date | None]] = [
        ("Carrousel", s.carrousel_date),
        ("Bezoeken van", s.visits_from),
        ("Bezoeken tot en met", s.visits_until),
        ("Lijsten inleveren", s.lists_deadline),
        ("Uitslag", s.results_date),
        ("Start stage", s.start_date),
    ]
    given = [(name, day) for name, day in steps if day is not None]
    for (first, before), (second, after) in pairwise(given):
        if after < before:
            desk.notices.append(
                Text(
                    f"{second} ({after:%d-%m-%Y}) ligt voor {first} ({before:%d-%m-%Y}).",
                    f"{second} ({after:%d-%m-%Y}) lies before {first} ({before:%d-%m-%Y}).",
                )
            )
