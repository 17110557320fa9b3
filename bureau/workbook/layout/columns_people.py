"""The sheets about people and practices."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bureau.workbook.layout.columns import Column, Kind, SheetLayout
from koppelronde.domain.language import Text

_NUMBER_NAMES: Final = ("Nummer", "Code", "ID", "No", "Volgnummer", "Codenummer")


def _code(whose: str, example: str, *names: str) -> Column:
    return Column(
        key="code", header="Nr", example=example, names=(*_NUMBER_NAMES, *names), needed=True,
        as_text=True, width=11,
        says=Text(f"Korte code van {whose}, in de hele werkmap dezelfde.",
                  f"Short code of the {whose}, the same in the whole workbook."),
    )  # fmt: skip


def _person(*, phone: str) -> tuple[Column, ...]:
    return (
        Column(key="first_name", header="Voornaam", example="Joris", width=13,
               names=("Roepnaam", "Voornamen", "First name", "Voorletters",
                      "Initialen"),
               says=Text("Voornaam.", "First name.")),
        Column(key="infix", header="Tussenvoegsel", example="van der", width=15,
               names=("Tussenvoegsels", "Tv", "Voorvoegsel", "Voorvoegsels", "Infix"),
               says=Text("Tussenvoegsel, mag leeg zijn.", "Infix, may be empty.")),
        Column(key="surname", header="Achternaam", example="Yıldız", width=18,
               names=("Familienaam", "Surname", "Last name"),
               says=Text("Achternaam.", "Surname.")),
        Column(key="full_name", header="Volledige naam", width=24,
               names=("Naam", "Naam AIOS", "Naam HAO", "Naam opleider", "Name",
                      "Voor- en achternaam", "Achternaam, voornaam", "Naam, voornaam",
                      "Voornaam achternaam", "Naam en voorletters", "Achternaam en voorletters",
                      "Achternaam voorletters", "Naam kandidaat", "Naam deelnemer"),
               says=Text("In plaats van de drie naamkolommen.",
                         "Instead of the three name columns.")),
        Column(key="emails", header="E-mail", example="joris@aios.example", several=True,
               names=("Mail", "Email", "E-mailadres", "Mailadres", "Emailadressen", "E-mail 2",
                      "Email adres", "Mail adres"), width=34, as_text=True,
               says=Text("E-mailadres. HAO: begeleiden twee opleiders samen, vul dan beide "
                         "adressen in met een puntkomma ertussen.",
                         "E-mail address. HAO: where two train together give both addresses, with "
                         "a semicolon between.")),
        Column(key="phones", header=phone, example="06-00000001", several=True, as_text=True,
               names=("Mobiel", "Telefoon", "Tel", "Telefoonnummer", "Mobiele telefoon", "GSM",
                      "Mobiel nummer", "Telnr", "Mobielnummer", "Tel mobiel", "Phone", "Telefoon 2",
                      "Telefoonnr", "06", "Praktijktelefoon", "Telefoon praktijk"),
               says=Text("Telefoonnummer waarop de coördinator belt.",
                         "Phone number that the coordinator calls.")),
    )  # fmt: skip


_WORK_DAYS: Final = Column(
    key="work_days", header="Werkdagen", example="ma di do vr", width=18, as_text=True,
    names=("Werkdag", "Dagen", "Werkt op", "Aanwezig op", "Praktijkdagen", "Working days"),
    says=Text("Dagen waarop iemand werkt: ma di do, ma t/m vr, alle dagen.",
              "Days on which somebody works: ma di do, ma t/m vr, alle dagen."),
)  # fmt: skip
_ABSENCES: Final = Column(
    key="absences", header="Afwezig", example="24-12-2026 t/m 03-01-2027; 6 jan 2027", width=36,
    names=("Afwezigheid", "Vakantie", "Niet beschikbaar", "Verlof", "Verhinderd", "Absent",
           "Afwezig in bezoekperiode"), as_text=True,
    says=Text("Dagen of periodes zonder bezoek, met een puntkomma ertussen.",
              "Days or periods without a visit, with a semicolon between."),
)  # fmt: skip


def _coordinates() -> tuple[Column, ...]:
    return (
        Column(key="latitude", header="Breedtegraad", example="50.90561", width=13,
               names=("Lat", "Latitude", "Noorderbreedte", "Breedte"),
               says=Text("Graden noorderbreedte; mag leeg zijn, dan is de reistijd onbekend.",
                         "Degrees north; may be empty, then travel is unknown.")),
        Column(key="longitude", header="Lengtegraad", example="6.00757", width=13,
               names=("Lon", "Long", "Lng", "Longitude", "Oosterlengte", "Lengte"),
               says=Text("Graden oosterlengte.", "Degrees east.")),
    )  # fmt: skip


def _year_places(year: int) -> Column:
    return Column(
        key=f"places_{year}", header=f"Plaatsen jaar {year}", width=12,
        names=(f"Aantal plaatsen jaar {year}",),
        says=Text(f"Alleen als er een eigen grens is voor jaar {year}.",
                  f"Only where year {year} has a limit of its own."),
    )  # fmt: skip


_WITHDRAWN: Final = Column(
    key="withdrawn", header="Vervalt", choices="ja_nee", width=9,
    names=("Doet niet meer mee", "Vervallen", "Teruggetrokken", "Afgemeld", "Withdrawn"),
    says=Text("ja: doet niet meer mee en wordt niet gekoppeld; leeg verandert niets.",
              "ja: takes no further part and is not coupled; empty changes nothing."),
)  # fmt: skip


AIOS: Final = SheetLayout(
    kind=Kind.AIOS, names=("Artsen in opleiding", "HAIO", "HAIO's", "AIOS'en", "Trainees"),
    says=Text("Een regel per aios.", "One line per trainee."),
    columns=(
        _code("de aios", "A01", "AIOS", "AIOS nr", "AIOS code", "AIOS nummer", "Code AIOS",
              "Nr AIOS", "HAIO"),
        *_person(phone="Mobiel"),
        Column(key="address", header="Adres", width=22, names=("Straat", "Huisadres", "Woonadres"),
               says=Text("Niet nodig; de postcode en de coördinaten zijn genoeg.",
                         "Not needed; the postcode and coordinates are enough.")),
        Column(key="postcode", header="Postcode", example="6373 NN", as_text=True, width=10,
               names=("PC", "Postcode woonadres"), says=Text("Postcode thuis.", "Home postcode.")),
        Column(key="town", header="Woonplaats", example="Landgraaf", tells=True,
               names=("Plaats", "Stad", "Woonachtig te", "Town", "Gemeente"),
               says=Text("Woonplaats.", "Town.")),
        *_coordinates(),
        Column(key="year", header="Opleidingsjaar", example="1", tells=True,
               choices="jaar", width=15,
               names=("Jaar", "Leerjaar", "AIOS jaar", "Jaar opleiding", "Year", "Opl jaar"),
               says=Text("Opleidingsjaar waarvoor gekoppeld wordt.",
                         "The training year that is coupled.")),
        _WORK_DAYS,
        replace(_ABSENCES, says=Text(
            "Dagen of periodes zonder bezoek, met een puntkomma ertussen; een deel van een dag "
            "als 14-12-2026 09:00-12:00.",
            "Days or periods without a visit, with a semicolon between; part of a day as "
            "14-12-2026 09:00-12:00.")),
        Column(key="visit_windows", header="Bezoekuren", width=30, as_text=True, tells=True,
               names=("Vrij voor bezoek", "Kan op bezoek", "Tijden voor bezoek"),
               says=Text("Alleen als bezoeken niet de hele werkdag kunnen: di 13:00-17:00; "
                         "do 09:00-12:00. Leeg: de hele dag.",
                         "Only where visits cannot be at any time of a working day: "
                         "di 13:00-17:00; do 09:00-12:00. Empty: all day.")),
        Column(key="visits_min", header="Minimum bezoeken", width=12,
               names=("Min bezoeken", "Minimaal aantal bezoeken", "Minimum aantal bezoeken"),
               says=Text("Alleen als voor deze aios een ander minimum geldt dan voor de ronde.",
                         "Only where this trainee has another minimum than the round.")),
        Column(key="trainer_year_1", header="Opleider jaar 1", tells=True, as_text=True, width=15,
               names=("Opleider 1e jaar", "HAO jaar 1", "Vorige opleider", "Eerdere opleider",
                      "Opleider eerste jaar", "HAO 1e jaar"),
               says=Text("Code van de opleider uit jaar 1; wordt nooit opnieuw gekoppeld.",
                         "Code of the trainer of year 1; never coupled again.")),
        Column(key="relations", header="Relatie met", tells=True, as_text=True,
               names=("Relatie", "Relaties", "Persoonlijke relatie", "Persoonlijke relatie met",
                      "Familie van", "Kent persoonlijk"),
               says=Text("Codes van opleiders met wie er een persoonlijke relatie is.",
                         "Codes of trainers with whom there is a personal relation.")),
        Column(key="apart_from", header="Niet samen", tells=True, as_text=True,
               names=("Niet samen met", "Niet bij dezelfde praktijk als", "Apart van"),
               says=Text("Codes van aios die niet bij dezelfde praktijk mogen komen als deze; "
                         "bij een van de twee is genoeg.",
                         "Codes of trainees who may not come to the same practice as this one; "
                         "in one of the two lines is enough.")),
        Column(key="had_large_hds", header="HDS gehad", example="nee", tells=True, choices="ja_nee",
               names=("HDS", "Grootschalige HDS gehad", "Ervaring HDS", "HDS ervaring",
                      "Grote HDS gehad"),
               says=Text("Werkte de aios al bij een grootschalige huisartsendienst?",
                         "Has the trainee worked at a large-scale out-of-hours service?")),
        _WITHDRAWN,
    ),
)  # fmt: skip

HAO: Final = SheetLayout(
    kind=Kind.HAO, names=("HAO's", "HAOs", "Opleiders", "Huisartsopleiders", "Trainers"),
    says=Text("Een regel per opleider; opleiders die samen één aios begeleiden, staan op één "
              "regel.",
              "One line per trainer; two who train together share a line."),
    columns=(
        _code("de opleider", "H01", "HAO", "HAO nr", "HAO code", "HAO nummer", "Code HAO", "Nr HAO",
              "Opleider", "Opleidernr"),
        *_person(phone="Telefoon"),
        Column(key="praktijk", header="Praktijk", example="P01", tells=True, as_text=True,
               width=10, choices="praktijken",
               names=("Praktijknr", "Praktijkcode", "Praktijk nr", "Praktijknummer",
                      "Code praktijk", "Practice", "Praktijknaam"),
               says=Text("Code van de praktijk.", "Code of the practice.")),
        _WORK_DAYS,
        _ABSENCES,
        Column(key="supervises", header="Begeleidt jaar", example="1,3", tells=True, as_text=True,
               names=("Begeleidt jaren", "Begeleidt", "Mag begeleiden", "Jaren", "Jaar",
                      "Voor jaar", "Begeleiding jaar", "Beschikbaar voor jaar", "Leerjaar"),
               says=Text("Opleidingsjaren die deze opleider mag begeleiden: 1, 3 of 1,3.",
                         "Years this trainer may supervise: 1, 3 or 1,3.")),
        Column(key="places", header="Plaatsen", example="1", tells=True, width=10,
               names=("Aantal plaatsen", "Capaciteit", "Opleidingsplaatsen", "Places"),
               says=Text("Aantal aios tegelijk; leeg is 1.", "Number of trainees; empty is 1.")),
        _year_places(1), _year_places(2), _year_places(3),
        Column(key="last_aios_until", header="Laatste AIOS tot", example="28-02-2026", tells=True,
               names=("Laatste AIOS", "Laatst AIOS tot", "Vorige AIOS tot", "Laatste AIOS t/m"),
               width=16, says=Text("Tot wanneer de vorige aios er was.",
                                   "Until when the previous trainee was there.")),
        Column(key="large_hds", header="Grootschalige HDS", example="nee", tells=True, width=18,
               choices="ja_nee",
               names=("HDS", "Grote HDS", "HDS grootschalig", "Grootschalige dienstenstructuur"),
               says=Text("Doet deze opleider diensten bij een grootschalige huisartsendienst?",
                         "Does this trainer belong to a large-scale out-of-hours service?")),
        Column(key="leerwerkplan", header="Leerwerkplan", tells=True, width=24, as_text=True,
               names=("LWP", "Link LWP", "Leerwerkplan link", "Link leerwerkplan", "Bestand LWP"),
               says=Text("Link of bestandsnaam van het leerwerkplan.",
                         "Link to or file name of the training plan.")),
        _WITHDRAWN,
    ),
)  # fmt: skip

PRAKTIJKEN: Final = SheetLayout(
    kind=Kind.PRAKTIJKEN, names=("Praktijk", "Practices", "Praktijkgegevens"),
    says=Text("Een regel per praktijk; een praktijk wordt voor al haar opleiders samen bezocht.",
              "One line per practice; it is visited once for all its trainers."),
    columns=(
        _code("de praktijk", "P01", "Praktijk", "Praktijknr", "Praktijkcode", "Praktijk nr",
              "Praktijknummer", "Code praktijk"),
        Column(key="name", header="Naam", example="Huisartsen Geleen", width=36,
               names=("Praktijknaam", "Naam praktijk", "Name"),
               says=Text("Naam van de praktijk.", "Name of the practice.")),
        Column(key="address", header="Adres", example="Kloosterlaan 157", width=22, tells=True,
               names=("Straat", "Bezoekadres", "Straat en huisnummer", "Address"),
               says=Text("Straat en huisnummer.", "Street and number.")),
        Column(key="postcode", header="Postcode", example="6166 MP", as_text=True, width=10,
               names=("PC",), says=Text("Postcode.", "Postcode.")),
        Column(key="town", header="Plaats", example="Geleen",
               names=("Stad", "Vestigingsplaats", "Town", "Gemeente", "Woonplaats"),
               says=Text("Plaats.", "Town.")),
        *_coordinates(),
        Column(key="kind", header="Praktijkvorm", example="duo", tells=True, width=18,
               names=("Type praktijk", "Soort praktijk", "Vorm", "Praktijktype", "Type"),
               says=Text("solo, duo, groep, gezondheidscentrum …", "solo, duo, group, …")),
        Column(key="surroundings", header="Omgeving", example="stad", tells=True,
               names=("Ligging", "Stad of dorp", "Stad/dorp"),
               says=Text("stad of dorp.", "town or village.")),
        Column(key="max_visits", header="Max bezoeken", example="6", tells=True,
               names=("Maximum bezoeken", "Maximaal aantal bezoeken", "Max aantal bezoeken",
                      "Max bezoek", "Bezoeken max", "Maximaal bezoeken"),
               says=Text("Na zoveel bezoeken mag de praktijk stoppen; leeg: zie de procedure.",
                         "The practice may stop after so many visits; empty: see the procedure.")),
        Column(key="cap_reason", header="Reden meer bezoeken", width=24, tells=True,
               names=("Reden", "Reden hogere grens", "Reden afwijking"),
               says=Text("Alleen als de grens hoger is dan de procedure zegt.",
                         "Only where the cap is higher than the procedure's.")),
        Column(key="places", header="Plaatsen", width=10,
               names=("Aantal plaatsen", "Capaciteit", "Max AIOS"),
               says=Text("Hoogstens zoveel aios in deze praktijk; leeg is geen grens.",
                         "At most so many trainees here; empty is no limit.")),
        Column(key="visit_windows", header="Bezoekmomenten", width=42, tells=True, as_text=True,
               example="di 13:00-17:00; do 09:00-12:00",
               names=("Bezoekmoment", "Bezoektijden", "Momenten", "Beschikbare momenten",
                      "Beschikbaarheid", "Bezoekuren"),
               says=Text("Wanneer de praktijk bezoek kan ontvangen.",
                         "When the practice can receive visitors.")),
        Column(key="phone", header="Telefoon", as_text=True,
               names=("Tel", "Telefoonnummer", "Telefoon praktijk", "Praktijktelefoon", "Phone"),
               says=Text("Telefoonnummer van de praktijk.", "Phone number of the practice.")),
        Column(key="email", header="E-mail", as_text=True, width=30,
               names=("Mail", "Email", "E-mailadres", "Mailadres", "E-mail praktijk"),
               says=Text("E-mailadres van de praktijk.", "E-mail address of the practice.")),
    ),
)  # fmt: skip
