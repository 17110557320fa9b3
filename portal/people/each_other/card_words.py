"""The words of cards and of the pages behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Card:
    praktijk: Text = Text("Praktijk", "Practice")
    kind: Text = Text("Soort", "Kind")
    town: Text = Text("Plaats", "Town")
    year: Text = Text("Leerjaar", "Year")
    days: Text = Text("Werkdagen", "Working days")
    travel: Text = Text("Reistijd", "Travel")
    minutes: Text = Text("minuten, enkele reis", "minutes, one way")
    estimated: Text = Text("geschat", "estimated")
    nothing: Text = Text("Hier staat nog niets geschreven.", "Nothing is written here yet.")
    plan: Text = Text("Leerwerkplan als PDF", "Training plan as PDF")
    cv: Text = Text("Cv als PDF", "CV as PDF")


CARD: Final = _Card()


@dataclass(frozen=True, slots=True)
class _Says:
    aios: Text = Text("Opleiders en praktijken", "Trainers and practices")
    hao: Text = Text("Aios in deze ronde", "Trainees in this round")
    look: Text = Text(
        "Kijk eerst naar de mens en de praktijk, dan pas naar de reis.",
        "Look at the person and the practice first, and only then at the journey.",
    )
    look_hao: Text = Text(
        "Lees wie er komt kennismaken. Een ster en een notitie ziet alleen jij.",
        "Read who comes to meet you. Only you see a star and a note.",
    )
    search: Text = Text("Zoeken", "Search")
    search_hint: Text = Text("naam, plaats of woord", "name, town or word")
    order: Text = Text("Volgorde", "Order")
    by_name: Text = Text("op naam", "by name")
    by_days: Text = Text("meeste dagen samen", "most days together")
    by_travel: Text = Text("reistijd", "travel")
    starred: Text = Text("Alleen met ster", "Only with a star")
    show: Text = Text("Toon", "Show")
    both: Text = Text("samen", "together")
    their: Text = Text("alleen de ander", "only the other")
    mine: Text = Text("alleen jij", "only you")
    star: Text = Text("Ster voor", "Star for")
    min: Text = Text("min", "min")
    journey: Text = Text("reizen", "travel")
    more_than: Text = Text("meer dan een uur", "more than an hour")
    read: Text = Text("Lees meer", "Read more")
    over: Text = Text("over", "about")
    note: Text = Text("Mijn notitie", "My note")
    make_note: Text = Text("Notitie maken", "Make a note")
    note_at: Text = Text("bij", "with")
    only_you: Text = Text("alleen voor jou", "for you alone")
    save: Text = Text("Bewaren", "Save")
    none: Text = Text(
        "Niemand gevonden. Zoek op een ander woord.", "Nobody found. Try another word."
    )
    previous: Text = Text("Vorige", "Previous")
    next: Text = Text("Volgende", "Next")
    map: Text = Text("Kaart", "Map")
    map_label: Text = Text(
        "Schets van waar de praktijken liggen; de namen en reistijden staan op de kaarten.",
        "Sketch of where the practices are; names and travel times are on the cards.",
    )
    with_star: Text = Text("met ster", "with a star")
    you: Text = Text("jij", "you")
    ring: Text = Text("cirkel: ongeveer een half uur rijden", "circle: about half an hour's drive")
    estimate: Text = Text(
        "Reistijden gelden enkele reis met de auto. Verre praktijken blijven gewoon te kiezen.",
        "Travel times are one way by car. Far practices can be chosen like any other.",
    )
    own_days: Text = Text("Jouw werkdagen", "Your working days")
    own_days_lead: Text = Text(
        "De dagen van de opleider zijn leidend; kies je vrije dag daarbij.",
        "The trainer's days lead; choose your day off by them.",
    )
    wrong_days: Text = Text("Klopt dit niet?", "Is this not right?")
    closed: Text = Text("De profielen gaan open op", "The profiles open on")
    closed_why: Text = Text(
        "Dan is iedereen klaar met schrijven. Je eigen profiel kun je nu al invullen.",
        "Everybody has finished writing by then. You can fill in your own profile already.",
    )
    not_open: Text = Text("Nog niet open", "Not open yet")
    to_profile: Text = Text("Naar mijn profiel", "To my profile")
    back: Text = Text("Terug naar iedereen", "Back to everybody")
    saved: Text = Text("Bewaard om", "Saved at")


SAYS: Final = _Says()
