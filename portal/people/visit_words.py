"""The words of visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text

STATES: Final = {
    "none": (Text("Nog geen moment", "No moment yet"), ""),
    "answer": (Text("Wacht op jouw antwoord", "Waits for your answer"), "wait"),
    "waiting": (Text("Wacht op de ander", "Waits for the other"), "half"),
    "planned": (Text("Gepland door het bureau", "Planned by the office"), "half"),
    "agreed": (Text("Afgesproken", "Agreed"), "done"),
    "done": (Text("Geweest", "Took place"), "done"),
    "cancelled": (Text("Gaat niet door", "Called off"), "bad"),
    "no_show": (Text("Niet gekomen", "Nobody came"), "bad"),
}


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Praktijkbezoeken", "Practice visits")
    what_aios: Text = Text(
        "Jij neemt het initiatief: stel een of meer momenten voor. Bevestigt de praktijk er een, "
        "dan staat het vast en komt het in je agenda.",
        "You take the initiative: propose one or more moments. Once the practice confirms one it "
        "is fixed and goes into your calendar.",
    )
    what_hao: Text = Text(
        "Aios stellen momenten voor; kies er een. Je mag ook zelf voorstellen.",
        "Trainees propose moments; choose one. You may propose some yourself too.",
    )
    between: Text = Text("Bezoeken kunnen van", "Visits can be from")
    until: Text = Text("tot en met", "until")
    minutes: Text = Text("minuten per bezoek", "minutes a visit")
    visits: Text = Text("Je bezoeken", "Your visits")
    at_least: Text = Text("minstens", "at least")
    needed: Text = Text("nodig", "needed")
    none: Text = Text("Je hebt nog geen bezoeken", "You have no visits yet")
    none_aios: Text = Text("Kies hieronder welke praktijken je wilt zien.",
                           "Choose below which practices you want to see.")  # fmt: skip
    none_hao: Text = Text("Zodra een aios een moment voorstelt staat het hier.",
                          "As soon as a trainee proposes a moment it stands here.")  # fmt: skip
    confirm: Text = Text("Kies", "Choose")
    proposed: Text = Text("Voorgesteld:", "Proposed:")
    propose: Text = Text("Momenten voorstellen", "Propose moments")
    other: Text = Text("Andere momenten voorstellen", "Propose other moments")
    moment: Text = Text("Moment", "Moment")
    optional: Text = Text("mag, hoeft niet", "optional")
    send: Text = Text("Voorstellen", "Propose")
    cancel: Text = Text("Gaat niet door", "Call it off")
    done: Text = Text("Ja, geweest", "Yes, it took place")
    not_done: Text = Text("Nee, niet doorgegaan", "No, it did not")
    took_place: Text = Text("Is het doorgegaan?", "Did it take place?")
    answer_it: Text = Text("Kies een moment, of stel een ander voor.",
                           "Choose a moment, or propose another.")  # fmt: skip
    gone: Text = Text("Dit moment staat er niet meer. Kijk hoe het er nu staat.",
                      "This moment is not there any more. Look how it stands now.")  # fmt: skip
    wishes: Text = Text("Welke praktijken wil je zien?", "Which practices do you want to see?")
    wishes_what: Text = Text(
        "Geef je eerste keus een 1, de volgende een 2. Wat je niet kiest laat je leeg.",
        "Give your first choice a 1, the next a 2. Leave empty what you do not choose.",
    )
    hand_in: Text = Text("Wensen doorgeven", "Hand in the wishes")
    handed: Text = Text("Doorgegeven wensen:", "Wishes handed in:")
    few: Text = Text("Kies er liefst minstens", "Choose at least")
    twice: Text = Text("Twee praktijken hebben hetzelfde nummer.",
                       "Two practices have the same number.")  # fmt: skip
    wish: Text = Text("Voorkeur voor", "Preference for")
    star: Text = Text("met ster", "with a star")
    late: Text = Text("De tijd voor wensen is voorbij; je team beslist of een wijziging meetelt.",
                      "The time for wishes is over; your team decides on a change.")  # fmt: skip


SAYS: Final = _Says()
