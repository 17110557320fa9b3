"""The words of the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Uitslag", "Result")
    over: Text = Text("Uitslag koppelronde", "Result of matching round")
    closed: Text = Text("De uitslag is er nog niet", "The result is not there yet")
    opens: Text = Text("De uitslag opent op", "The result opens on")
    same: Text = Text(
        "Voor iedereen tegelijk. Je krijgt een mail als het zover is; bellen hoeft niet.",
        "For everybody at the same time. You get a mail when it is there; no need to phone.",
    )
    day: Text = Text("In de planning staat", "The planned day is")
    not_open: Text = Text("Nog niet open", "Not open yet")
    trainer: Text = Text("wordt je opleider.", "will be your trainer.")
    trainee: Text = Text("komt bij je in opleiding.", "comes to you for training.")
    begin_aios: Text = Text("Je begint op", "You begin on")
    begin_hao: Text = Text("De stage begint op", "The placement begins on")
    practice: Text = Text("Praktijk", "Practice")
    address: Text = Text("Adres", "Address")
    phone: Text = Text("Telefoon", "Telephone")
    mail: Text = Text("Mail", "Mail")
    days: Text = Text("Werkdagen", "Working days")
    travel: Text = Text("Reistijd", "Travel")
    minutes: Text = Text("minuten, enkele reis", "minutes, one way")
    why: Text = Text("Waarom deze koppeling?", "Why this match?")
    stood: Text = Text("stond op", "stood at")
    place: Text = Text("plaats", "place")
    of_list: Text = Text("van jouw lijst.", "of your list.")
    not_on_list: Text = Text("stond niet op jouw lijst.", "was not on your list.")
    match: Text = Text("Dat is binnen de eerste", "That is within the first")
    know: Text = Text("Hoe weet ik dat dit klopt?", "How do I know that this is right?")
    proof: Text = Text(
        "De uitslag is de best mogelijke voor de hele groep, en dat is bewezen voor precies de "
        "lijsten die zijn ingeleverd. Een tweede programma rekende het na. Op je bewijs zie je "
        "dat jouw lijst erin zit.",
        "The result is the best possible for the whole group, and that was proven for exactly the "
        "lists that were handed in. A second program computed it again. Your proof shows that "
        "your list is in it.",
    )
    to_proof: Text = Text("Naar mijn bewijs", "To my proof")
    marks: Text = Text("Kenmerk uitslag", "Mark of the result")
    seal: Text = Text("kenmerk lijsten", "mark of the lists")
    next: Text = Text("Je volgende stap", "Your next step")
    call: Text = Text("Bel", "Phone")
    call_before: Text = Text("Doe het voor", "Do it before")
    they_know: Text = Text("De ander weet dat je belt.", "The other knows that you will phone.")
    wait_call: Text = Text("neemt contact met je op", "will contact you")
    wait_why: Text = Text(
        "Hoor je over twee weken nog niets, bel dan zelf.",
        "If you hear nothing in two weeks, phone yourself.",
    )
    after: Text = Text("Bespreek samen", "Talk about")
    voluntary: Text = Text("hoeft niet", "optional")
    none_aios: Text = Text(
        "Voor jou is nog geen koppeling gevonden", "No match was found for you yet"
    )
    none_aios_what: Text = Text(
        "We begrijpen dat dit tegenvalt. We hebben je hierover gebeld of bellen je zo snel "
        "mogelijk, en zoeken verder naar een plaats.",
        "We understand that this is disappointing. We have phoned you about it or will as soon as "
        "we can, and go on looking for a place.",
    )
    none_hao: Text = Text("Bij jou is deze keer geen aios geplaatst",
                          "No trainee was placed with you this time")  # fmt: skip
    none_hao_what: Text = Text(
        "We begrijpen dat dit tegenvalt. De uitslag zegt niets over jou als opleider of over je "
        "praktijk.",
        "We understand that this is disappointing. The result says nothing about you as a trainer "
        "or about your practice.",
    )
    wrong: Text = Text("Klopt er iets niet?", "Is something wrong?")
    wrong_what: Text = Text(
        "Ken je elkaar persoonlijk, of kan het om een andere reden van de regels niet doorgaan? "
        "Zeg het meteen, het liefst vandaag.",
        "Do you know each other personally, or can it not go on for another reason of the rules? "
        "Say so at once, today if you can.",
    )
    not_right: Text = Text("Dit klopt niet", "This is not right")
    what: Text = Text("Wat klopt er niet?", "What is not right?")
    send: Text = Text("Stuur naar mijn team", "Send to my team")
    sent: Text = Text("Je schreef op", "You wrote on")
    answer: Text = Text("Je team belt je hierover.", "Your team will phone you about it.")
    print: Text = Text(
        "Bewaren op papier of als PDF: druk deze bladzijde af.",
        "To keep it on paper or as a PDF: print this page.",
    )


SAYS: Final = _Says()
