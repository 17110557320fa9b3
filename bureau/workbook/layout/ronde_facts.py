"""What can stand on the sheet Ronde: every fact with its names, how it is read, and an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bureau.workbook.files.characters import folded
from bureau.workbook.layout.number_labels import NUMBER_LABELS
from bureau.workbook.layout.ronde_readers import (
    DAY_WORDS,
    PAUSE_WORDS,
    Fact,
    read_series,
    read_times,
    word_reader,
)
from bureau.workbook.rows.references import read_side
from bureau.workbook.values.contact import read_phones
from bureau.workbook.values.dates import read_date, read_time
from bureau.workbook.values.emails import read_emails
from bureau.workbook.values.single import read_text, read_yes_no
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde

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
        (
            "Profielen uiterlijk op",
            "Profielen inleveren voor",
            "Profielen klaar",
            "Deadline profielen",
            "LWP inleveren voor",
        ),
        read_date,
        "01-12-2026",
        Text(
            "Uiterste dag voor profielen en leerwerkplannen.",
            "Last day for profiles and training plans.",
        ),
    ),
    "lists_before_deadline": Fact(
        (
            "Voorkeuren vooraf uiterlijk op",
            "Voorkeuren vooraf inleveren voor",
            "Voorkeuren vooraf",
            "Deadline voorkeuren vooraf",
        ),
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
    "mover": Fact(
        ("Wie loopt", "Wie wisselt", "Wie schuift door", "Wie draait door", "Lopers"),
        read_side,
        "AIOS",
        Text(
            "Wie in de carrousel van tafel naar tafel loopt: AIOS of HAO.",
            "Who walks from table to table in the carousel: AIOS or HAO.",
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
        read_series,
        "24-12-2026 t/m 03-01-2027",
        Text(
            "Dagen en periodes zonder bezoeken, naast die van de procedure.",
            "Days and periods without visits, besides those of the procedure.",
        ),
    ),
    "lists_deadline": Fact(
        (
            "Voorkeurslijsten uiterlijk op",
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
    "wishes_deadline": Fact(
        (
            "Bezoekwensen uiterlijk op",
            "Bezoekwensen inleveren voor",
            "Deadline bezoekwensen",
            "Bezoekwensen inleveren",
        ),
        read_date,
        "07-12-2026",
        Text("Laatste dag voor de bezoekwensen.", "Last day for the visit wishes."),
    ),
    "only_wished": Fact(
        ("Alleen gewenste praktijken", "Alleen gewenste bezoeken", "Alleen bezoekwensen"),
        read_yes_no,
        "nee",
        Text(
            "ja: een aios bezoekt alleen praktijken waar een bezoekwens voor is.",
            "ja: a trainee visits only practices for which there is a visit wish.",
        ),
    ),
    "pauses": Fact(
        ("Wachttijd in de carrousel", "Pauzes verdelen", "Gaten in het rooster"),
        word_reader(PAUSE_WORDS, "pauses"),
        "verspreid",
        Text(
            "verspreid: zo min mogelijk twee rondes na elkaar zonder gesprek; aaneengesloten: zo "
            "min mogelijk wachten tussen iemands eerste en laatste gesprek.",
            "verspreid (spread): as seldom as can be two turns in a row without a meeting; "
            "aaneengesloten (compact): as little waiting as can be between somebody's first and "
            "last meeting.",
        ),
    ),
    "on_the_day": Fact(
        ("Bijsturen op de middag", "Bijsturen op de dag", "Bij wijzigingen op de middag"),
        word_reader(DAY_WORDS, "on_the_day"),
        "minste wijzigingen",
        Text(
            "minste wijzigingen: er verandert zo weinig mogelijk; meeste gesprekken: er gaan zo "
            "weinig mogelijk gesprekken verloren.",
            "minste wijzigingen (fewest changes): as little as possible changes; meeste gesprekken "
            "(most meetings): as few meetings as possible are lost.",
        ),
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


def label_of(key: str) -> str:
    """How the template writes this fact or number."""
    return NUMBER_LABELS[key[7:]][0] if key.startswith("number:") else FACTS[key].names[0]
