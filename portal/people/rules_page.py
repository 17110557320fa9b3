"""Privacy en regels, Toegankelijkheid, Hulp: pages that anybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koppelronde.domain.language import Text
from koppelronde.procedure.explained import explained
from portal.desk import desk
from portal.people.help_words import HELP
from portal.rights import anybody


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Privacy en regels", "Privacy and rules")
    what: Text = Text(
        "Zo werkt deze koppelronde, met bij elke regel waar hij staat, en wat we van je bewaren.",
        "How this matching round works, with the source of each rule, and what we keep of you.",
    )
    rules: Text = Text("De regels van deze ronde", "The rules of this round")
    how: Text = Text("Hoe er wordt gekoppeld", "How the matching is made")
    how_1: Text = Text(
        "Het programma kiest uit alle mogelijke koppelingen die welke voor de hele groep het beste "
        "is, in de volgorde van de doelen hieronder. Dat het niet beter kan, wordt bewezen en door "
        "een tweede programma nagerekend. Mensen beslissen: een uitzondering wordt eerst gebeld, "
        "en het bureau maakt de uitslag bekend.",
        "Of all possible matches the program chooses the one that is best for the whole group, in "
        "the order of the goals below. That it cannot be better is proven, and computed again by a "
        "second program. People decide: an exception is phoned first, and the office announces.",
    )
    how_2: Text = Text(
        "Een eerlijke volgorde loont: met een andere volgorde dan je meent krijg je geen betere "
        "plek op grond van wat anderen doen, en een korte lijst helpt je niet.",
        "An honest order pays: an order that you do not mean gets you no better place from what "
        "others do, and a short list does not help you.",
    )
    privacy: Text = Text("Wat we bewaren, en hoe lang", "What we keep, and for how long")
    see: Text = Text("Wie ziet wat", "Who sees what")
    access: Text = Text("Toegankelijkheid", "Accessibility")
    help: Text = Text("Zo werkt het", "How it works")
    no_round: Text = Text("Er is nu geen ronde.", "There is no round now.")
    days: Text = Text("dagen na de start", "days after the start")


SAYS: Final = _Says()

_SEEN: Final = (
    Text("Je profiel, foto en PDF: de andere kant van deze ronde, en de teams.",
         "Your profile, photo and PDF: the other side of this round, and the teams."),
    Text("Je sterren en notities: alleen jij.", "Your stars and notes: you alone."),
    Text("Je voorkeurslijst: voor de sluiting niemand. Daarna je eigen team, alleen als dat nodig "
         "is; elke keer staat bij Mijn gegevens.",
         "Your ranked list: nobody before the deadline. After it your own team, only where needed; "
         "each look stands under My data."),
    Text("Op welke plaats iemand jou zette: niemand vertelt het je, en jij niet aan een ander.",
         "Where somebody ranked you: nobody tells you, nor you anybody else."),
    Text("Wie het portaal beheert ziet geen lijsten en geen profielen.",
         "Whoever runs the portal sees no lists and no profiles."),
)  # fmt: skip

_TERMS: Final = (
    ("keep_contacts_days", Text("Profiel, foto, PDF, notities en contactgegevens",
                                "Profile, photo, PDF, notes and contact data")),
    ("keep_ranks_days", Text("Voorkeurslijsten en veto's", "Ranked lists and vetoes")),
    ("keep_rest_days", Text("Wat overblijft, zonder namen", "What is left, without names")),
)  # fmt: skip

_ACCESS: Final = (
    Text("Dit portaal is gemaakt om te voldoen aan WCAG 2.2, niveau AA. Elke bladzijde wordt bij "
         "elke wijziging gekeurd met axe-core, op 320 tot 1600 beeldpunten breed.",
         "This portal is made to meet WCAG 2.2, level AA. Every page is checked with axe-core on "
         "each change, from 320 to 1600 pixels wide."),
    Text("Alles werkt met het toetsenbord, met vergroting tot 400 procent en zonder scripts. "
         "Slepen hoeft nergens.",
         "Everything works with the keyboard, enlarged to 400 per cent and without scripts. You "
         "need not drag anything."),
    Text("Niet beproefd: een echte schermlezer door iemand die er elke dag mee werkt. Loop je "
         "ergens tegenaan, bel of mail je team; je lijst kan ook door de telefoon.",
         "Not tried: a real screen reader by somebody who uses one every day. If something is in "
         "your way, phone or mail your team; your list can be taken by telephone."),
)  # fmt: skip


@anybody
def rules(request: HttpRequest) -> HttpResponse:
    """The procedure as sentences with sources; what is kept and who sees it."""
    ronde = desk().ronde()
    context = {
        "says": SAYS, "seen": _SEEN,
        "sentences": () if ronde is None else explained(ronde.procedure),
        "terms": [] if ronde is None else [(says, ronde.number(name)) for name, says in _TERMS],
    }  # fmt: skip
    return render(request, "people/rules.html", context)


@anybody
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tried and what was not."""
    return render(request, "people/plain.html", {"title": SAYS.access, "paragraphs": _ACCESS})


@anybody
def how_it_works(request: HttpRequest) -> HttpResponse:
    """One page for aios and one for opleiders."""
    return render(request, "people/help.html", {"title": SAYS.help, "parts": HELP})
