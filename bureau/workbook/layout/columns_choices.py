"""The sheets about what people want and what came of it, and their list of layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bureau.workbook.layout.columns import Column, Kind, SheetLayout
from bureau.workbook.layout.columns_people import AIOS, HAO, PRAKTIJKEN
from koppelronde.domain.language import Text

_AIOS: Final = Column(
    key="aios", header="AIOS", example="A01", as_text=True, width=12, choices="aios",
    names=("AIOS nr", "AIOS code", "AIOS nummer", "Code AIOS", "Naam AIOS", "HAIO", "Trainee",
           "Nr AIOS", "AIOS-nr."),
    says=Text("Code (of volledige naam) van de aios.", "Code (or full name) of the trainee."),
)  # fmt: skip
_HAO: Final = Column(
    key="hao", header="HAO", example="H12", as_text=True, width=12, choices="haos",
    names=("HAO nr", "HAO code", "HAO nummer", "Code HAO", "Naam HAO", "Opleider",
           "Huisartsopleider", "Trainer", "Nr HAO", "Naam opleider"),
    says=Text("Code (of volledige naam) van de opleider.", "Code (or full name) of the trainer."),
)  # fmt: skip
_PRAKTIJK: Final = Column(
    key="praktijk", header="Praktijk", example="P02", as_text=True, width=12, choices="praktijken",
    names=("Praktijknr", "Praktijkcode", "Praktijk nr", "Praktijknummer", "Code praktijk",
           "Practice"),
    says=Text("Code (of naam) van de praktijk.", "Code (or name) of the practice."),
)  # fmt: skip
_RANK: Final = Column(
    key="rank", header="Rang", example="1", tells=True, width=8,
    names=("Voorkeur", "Keus", "Keuze", "Plaats", "Volgorde", "Rank", "Rangnummer",
           "Voorkeursnummer", "Prioriteit"),
    says=Text("1 is de eerste keus.", "1 is the first choice."),
)  # fmt: skip
_MARK: Final = Column(
    key="mark", header="Cijfer", tells=True, width=8,
    names=("Cijfers", "Score", "Rapportcijfer", "Punten", "Mark", "Waardering"),
    says=Text("Cijfer van 1 tot 10; 10 is het beste.", "Mark from 1 to 10; 10 is the best."),
)  # fmt: skip
_POINTS: Final = Column(
    key="points", header="Punten", tells=True, width=8, names=("Aantal punten", "Points"),
    says=Text("Hoeveel deze wens waard is, van 1 tot en met 100; hoger is liever. Mag leeg zijn.",
              "How much this wish is worth, from 1 to 100; more is better. May be empty."),
)  # fmt: skip
_BY: Final = Column(
    key="by", header="Door", example="", width=10, choices="kanten",
    names=("Van wie", "Gevraagd door", "Ingediend door", "By", "Wie", "Door wie"),
    says=Text("Van wie dit komt: AIOS of HAO (of een code).",
              "Whose this is: AIOS or HAO (or a code)."),
)  # fmt: skip
_LIST_SERIES: Final = Text(
    "In kolom 1 de eerste keus, in kolom 2 de tweede, enzovoort. Gelijke plaatsen: H03 / H07.",
    "Column 1 the first choice, column 2 the second, and so on. Ties: H03 / H07.",
)

RONDE: Final = SheetLayout(
    kind=Kind.RONDE, names=("Instellingen", "Ronde gegevens", "Algemeen", "Settings"),
    says=Text("Gegevens van de ronde, een per regel.", "Facts of the round, one a line."),
    columns=(
        Column(key="label", header="Gegeven", needed=True, tells=True, width=34,
               names=("Onderdeel", "Instelling", "Veld", "Item", "Omschrijving", "Gegevens"),
               says=Text("Wat er in de tweede kolom staat.", "What the second column says.")),
        Column(key="value", header="Waarde", needed=True, tells=True, width=40,
               names=("Inhoud", "Invulling", "Value", "Antwoord"),
               says=Text("De waarde.", "The value.")),
        Column(key="reason", header="Reden", width=40,
               names=("Reden afwijking", "Waarom", "Reason"),
               says=Text("Waarom dit afwijkt van de procedure.",
                         "Why this differs from the procedure.")),
    ),
)  # fmt: skip
BEZOEKWENSEN: Final = SheetLayout(
    kind=Kind.BEZOEKWENSEN, names=("Bezoekvoorkeuren", "Wensen bezoeken", "Visit wishes", "Wensen"),
    says=Text("Welke praktijken een aios wil bezoeken, de meest gewenste eerst.",
              "Which practices a trainee wishes to visit, most wanted first."),
    columns=(_AIOS, _PRAKTIJK, _HAO, replace(_RANK, names=(*_RANK.names, "Wens")), _POINTS, _BY,
             Column(key="must", header="Moet", choices="ja_nee", tells=True, width=8,
                    names=("Verplicht", "Moet doorgaan", "Must"),
                    says=Text("ja: dit bezoek moet in het plan; leeg is nee.",
                              "ja: this visit must be in the plan; empty is nee."))),
    series=Text("Praktijkcodes: de praktijk die de aios het liefst wil bezoeken in kolom 1.",
                "Practice codes: the one the trainee wants to visit most in column 1."),
)  # fmt: skip
BEZOEKUITKOMSTEN: Final = SheetLayout(
    kind=Kind.BEZOEKUITKOMSTEN,
    names=("Bezoeken", "Uitkomsten bezoeken", "Uitkomsten", "Praktijkbezoeken", "Visits",
           "Afspraken"),
    says=Text("Wat er van elk bezoek geworden is.", "What became of each visit."),
    columns=(
        _AIOS, _PRAKTIJK, _HAO,
        Column(key="day", header="Datum", example="14-12-2026", width=12,
               names=("Bezoekdatum", "Dag", "Date", "Op", "Bezocht op"),
               says=Text("Datum van het bezoek.", "Date of the visit.")),
        Column(key="status", header="Status", example="geweest", tells=True, choices="status",
               names=("Uitkomst", "Stand", "Resultaat", "Bezocht", "Geweest"),
               says=Text("gepland, afgesproken, geweest, geannuleerd of niet verschenen.",
                         "gepland (planned), afgesproken (agreed), geweest (done), geannuleerd "
                         "(cancelled) or niet verschenen (no show).")),
    ),
)  # fmt: skip
VOORKEUREN_VOORAF: Final = SheetLayout(
    kind=Kind.VOORKEUREN_VOORAF, series_width=24, series=_LIST_SERIES,
    names=("Vooraf", "Voorkeuren van tevoren", "Ranking vooraf", "Ranglijst vooraf",
           "Voorkeurslijst vooraf", "Voorkeurslijsten vooraf"),
    says=Text("Volgorde van alle opleiders door de aios, vóór de kennismaking.",
              "The trainees' order of all trainers, before they meet."),
    columns=(_AIOS, _HAO, _RANK, _MARK),
)  # fmt: skip
VOORKEUREN_AIOS: Final = SheetLayout(
    kind=Kind.VOORKEUREN_AIOS, series=_LIST_SERIES,
    names=("Voorkeurslijst AIOS", "Voorkeurslijsten AIOS", "Ranglijst AIOS", "Ranglijsten AIOS",
           "Keuzes AIOS", "Lijsten AIOS", "Voorkeuren van AIOS", "AIOS voorkeuren"),
    says=Text("De voorkeurslijst van elke aios.", "The list of each trainee."),
    columns=(_AIOS, _HAO, _RANK, _MARK),
)  # fmt: skip
VOORKEUREN_HAO: Final = SheetLayout(
    kind=Kind.VOORKEUREN_HAO, series=_LIST_SERIES,
    names=("Voorkeurslijst HAO", "Voorkeurslijsten HAO", "Ranglijst HAO", "Ranglijsten HAO",
           "Keuzes HAO", "Lijsten HAO", "Voorkeuren opleiders", "Voorkeuren van HAO",
           "HAO voorkeuren", "Voorkeuren HAO's", "Cijfers HAO"),
    says=Text("De voorkeurslijst van elke opleider.", "The list of each trainer."),
    columns=(_HAO, _AIOS, _RANK, _MARK),
)  # fmt: skip
VETOS: Final = SheetLayout(
    kind=Kind.VETOS, names=("Veto", "Vetoes", "Uitsluitingen"),
    says=Text("Wie niet gekoppeld mag worden, en op welke erkende grond.",
              "Who may not be coupled, and on which recognised ground."),
    columns=(
        _AIOS, _HAO,
        Column(key="ground", header="Grond", example="persoonlijke relatie", tells=True, width=26,
               choices="gronden", names=("Reden", "Vetogrond", "Grond veto", "Ground", "Motief"),
               says=Text("Een van de erkende gronden; wordt als code bewaard, nooit als tekst.",
                         "One of the recognised grounds; kept as a code, never as a text.")),
        _BY,
    ),
)  # fmt: skip
REISTIJDEN: Final = SheetLayout(
    kind=Kind.REISTIJDEN, names=("Reistijd", "Reisminuten", "Travel", "Reizen"),
    says=Text("Reistijd in minuten, enkele reis, waar die bekend is.",
              "Travel in minutes, one way, where known."),
    columns=(
        _AIOS, _PRAKTIJK, _HAO,
        Column(key="from", header="Van", names=("Vertrek", "From"), as_text=True,
               says=Text("In plaats van AIOS: elke code.", "Instead of AIOS: any code.")),
        Column(key="to", header="Naar", names=("Bestemming", "To"), as_text=True,
               says=Text("In plaats van Praktijk: elke code.", "Instead of Praktijk: any code.")),
        Column(key="minutes", header="Minuten", example="35", tells=True, width=10,
               names=("Reistijd", "Reisminuten", "Min", "Minutes", "Reistijd in minuten", "Tijd"),
               says=Text("Hele minuten; leeg is onbekend.", "Whole minutes; empty is unknown.")),
    ),
)  # fmt: skip
CARROUSELWENSEN: Final = SheetLayout(
    kind=Kind.CARROUSELWENSEN, names=("Gesprekswensen", "Wensen carrousel", "Carousel wishes"),
    says=Text("Met wie iemand in de carrousel wil spreken.", "Whom somebody wants to talk to."),
    columns=(
        _AIOS, _HAO,
        Column(key="wish", header="Wens", example="graag", tells=True, choices="wensen",
               names=("Gesprek", "Wish", "Gesprekswens"),
               says=Text("moet, graag of liever niet.",
                         "moet (must), graag (like) or liever niet (rather not).")),
        _POINTS,
        _BY,
    ),
)  # fmt: skip
AANWEZIGHEID: Final = SheetLayout(
    kind=Kind.AANWEZIGHEID, names=("Aanwezig carrousel", "Aanwezigheid carrousel", "Presence"),
    says=Text("Alleen wie later komt, eerder gaat, online meedoet of aan een vaste tafel zit.",
              "Only who comes late, leaves early, is online or sits at a fixed table."),
    columns=(
        Column(key="code", header="Nr", example="A01", as_text=True, needed=True,
               names=("Code", "Wie", "AIOS of HAO", "Persoon", "Deelnemer", "Nummer", "AIOS",
                      "HAO"),
               says=Text("Code van de aios of opleider.", "Code of the trainee or trainer.")),
        Column(key="begin", header="Van", example="13:00", tells=True,
               names=("Vanaf", "Komt om", "Begin", "From", "Aanwezig vanaf"),
               says=Text("Aanwezig vanaf; leeg is vanaf het begin.",
                         "Present from; empty is the start.")),
        Column(key="end", header="Tot", example="15:30", tells=True,
               names=("Tot en met", "Gaat om", "Eind", "Until", "Aanwezig tot"),
               says=Text("Aanwezig tot; leeg is tot het eind.",
                         "Present until; empty is the end.")),
        Column(key="away", header="Even weg", example="14:00-14:30", tells=True, as_text=True,
               width=20, names=("Tussendoor weg", "Tussendoor afwezig", "Weg", "Away"),
               says=Text("Tijden tussendoor dat diegene er niet is, met een puntkomma ertussen.",
                         "Times in between when they are not there, with a semicolon between.")),
        Column(key="table", header="Tafel", names=("Tafelnr", "Vaste tafel", "Table"), width=8,
               says=Text("Vaste tafel, als dat nodig is.", "A fixed table, where needed.")),
        Column(key="online", header="Online", choices="ja_nee", tells=True,
               names=("Video", "Digitaal", "Via video"),
               says=Text("Doet mee via video: ja of nee.", "Takes part by video: ja or nee.")),
    ),
)  # fmt: skip
TAFELS: Final = SheetLayout(
    kind=Kind.TAFELS, names=("Tafel", "Tables", "Zaalindeling"),
    says=Text("De tafels van de carrousel in looprichting.", "The tables in walking order."),
    columns=(
        Column(key="number", header="Tafel", example="1", needed=True, tells=True, width=8,
               names=("Tafelnr", "Tafelnummer", "Nr", "Nummer", "Table"),
               says=Text("Nummer van de tafel.", "Number of the table.")),
        Column(key="room", header="Zaal", example="Zaal 1", tells=True, width=20,
               names=("Ruimte", "Lokaal", "Room"), says=Text("Zaal.", "Room.")),
        Column(key="position", header="Plaats in de rij", tells=True, width=14,
               names=("Positie", "Looprichting", "Volgorde", "Position"),
               says=Text("Plaats in de looprichting; leeg is het tafelnummer.",
                         "Place in the walking order; empty is the table's number.")),
        Column(key="fixed", header="Vast", choices="ja_nee", tells=True,
               names=("Vaste tafel", "Rolstoel", "Fixed"),
               says=Text("Wie hier zit, blijft hier (bijvoorbeeld rolstoel).",
                         "Who sits here stays here (wheelchair, for instance).")),
        Column(key="online", header="Online", choices="ja_nee", names=("Video", "Scherm"),
               says=Text("Tafel met een scherm voor wie via video meedoet.",
                         "A table with a screen for who takes part by video.")),
    ),
)  # fmt: skip

LAYOUTS: Final[Mapping[Kind, SheetLayout]] = {
    layout.kind: layout
    for layout in (
        RONDE, AIOS, HAO, PRAKTIJKEN, BEZOEKWENSEN, BEZOEKUITKOMSTEN, VOORKEUREN_VOORAF,
        VOORKEUREN_AIOS, VOORKEUREN_HAO, VETOS, REISTIJDEN, CARROUSELWENSEN, AANWEZIGHEID, TAFELS,
    )
}  # fmt: skip
