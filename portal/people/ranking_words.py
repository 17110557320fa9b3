"""The words of the ranking, its check and its receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bureau.actions.ranking import ListState
from bureau.inbox.records import Part
from koppelronde.domain.language import Text
from koppelronde.domain.times import AMSTERDAM, clock, long_date
from koppelronde.procedure.windows import Window


@dataclass(frozen=True, slots=True)
class _Says:
    title: Mapping[Part, Text] = field(
        default_factory=lambda: {
            Part.LIST: Text("Voorkeurslijst", "Ranked list"),
            Part.LIST_BEFORE: Text("Voorkeuren vooraf", "Preferences beforehand"),
        }
    )
    lead_haos: Text = Text(
        "Zet de opleiders in de volgorde die jij echt wilt.",
        "Put the trainers in the order that you really want.",
    )
    lead_aios: Text = Text(
        "Zet de aios in de volgorde die jij echt wilt.",
        "Put the trainees in the order that you really want.",
    )
    own_order: Text = Text("Jouw volgorde", "Your order")
    not_handed_in: Text = Text("nog niet ingeleverd", "not handed in yet")
    number: Text = Text("ontvangstbewijs nr.", "receipt no.")
    dutch_time: Text = Text("Nederlandse tijd", "Dutch time")
    until: Text = Text("tot en met", "until")
    midnight: Text = Text("24:00", "midnight")
    late_until: Text = Text("gesloten sinds", "closed since")
    days: Text = Text("dagen", "days")
    day: Text = Text("dag", "day")
    hours: Text = Text("uur", "hours")
    minutes: Text = Text("minuten", "minutes")
    saved_at: Text = Text("Bewaard om", "Saved at")
    saved_by: Text = Text("door", "by")
    not_saved_yet: Text = Text("Nog niets veranderd", "Nothing changed yet")
    saves_itself: Text = Text(
        "Elke wijziging wordt vanzelf bewaard.", "Every change is saved by itself."
    )
    place: Text = Text("plaats", "place")
    to_place: Text = Text("naar plaats", "to place")
    for_: Text = Text("voor", "for")
    higher: Text = Text("hoger", "higher")
    lower: Text = Text("lager", "lower")
    share: Text = Text("gelijk met hierboven", "equal to the one above")
    apart: Text = Text("een eigen plaats", "a place of their own")
    take_off: Text = Text("niet plaatsen", "do not place")
    update: Text = Text("Volgorde bijwerken", "Update the order")
    last: Text = Text("laatste", "last")
    rest_title: Text = Text("Iedereen die je niet plaatst", "Everybody you do not place")
    rest_together: Text = Text("samen op de laatste plaats.", "together in the last place.")
    rest_nobody: Text = Text("Je hebt iedereen een plaats gegeven.", "You gave everybody a place.")
    rest_call: Text = Text(
        "Komt de koppeling toch bij een van hen uit, dan bellen we je eerst.",
        "If the match comes out at one of them, we call you first.",
    )
    add: Text = Text("Nog iemand plaatsen", "Place somebody else")
    choose: Text = Text("Kies iemand", "Choose somebody")
    put_at: Text = Text("Achteraan zetten", "Put at the end")
    check: Text = Text("Nakijken en inleveren", "Check and hand in")
    check_soft: Text = Text(
        "Je ziet eerst alles nog eens in woorden.", "First you see everything in words once more."
    )
    honest: Text = Text("Eerlijk is het beste", "Honest is best")
    honest_1: Text = Text(
        "Je weet niet hoe anderen kiezen. Gokken op wie jou zal kiezen maakt je kans niet groter. "
        "Zet dus neer wat je echt vindt.",
        "You do not know how others choose. Guessing who will choose you does not raise your "
        "chances. So put down what you really think.",
    )
    honest_2: Text = Text(
        "Een korte lijst helpt ook niet: wie je niet plaatst, telt gewoon als laatste.",
        "A short list does not help either: whoever you do not place simply counts as last.",
    )
    who_sees: Text = Text("Wie ziet dit?", "Who sees this?")
    who_sees_1: Text = Text(
        "Tot de sluiting alleen jij. Daarna ziet het bureau je lijst als dat nodig is, en jij ziet "
        "wie er keek en wanneer.",
        "Until it closes only you. After that the office sees your list where that is needed, and "
        "you see who looked and when.",
    )
    how: Text = Text("Zo verplaats je iemand", "How to move somebody")
    ways: tuple[Text, ...] = (
        Text("Sleep aan de zes puntjes.", "Drag by the six dots."),
        Text("Druk op pijl omhoog of omlaag.", "Press the arrow up or down."),
        Text("Kies een getal bij ‘naar plaats’.", "Choose a number at ‘to place’."),
        Text(
            "Toetsen: Alt met ↑ of ↓, Home en End; Esc zet terug.",
            "Keys: Alt with ↑ or ↓, Home and End; Esc puts back.",
        ),
    )
    colleague: Text = Text(
        "Jullie zijn met meer dan één op deze plaats en hebben samen één lijst.",
        "There are more of you in this place and you have one list together.",
    )
    not_yet: Text = Text("Deze lijst is nog niet open", "This list is not open yet")
    closed: Text = Text("De lijsten zijn gesloten", "The lists are closed")
    closed_remedy: Text = Text(
        "Wat je eerder bewaarde of inleverde is veilig. Is er iets misgegaan, bel dan je team.",
        "What you saved or handed in before is safe. If something went wrong, phone your team.",
    )
    late_title: Text = Text("De sluiting is voorbij", "The deadline has passed")
    late_says: Text = Text(
        "Je kunt je lijst nog sturen. Hij telt alleen als je team hem toelaat; geef daarom de "
        "reden erbij.",
        "You can still send your list. It counts only if your team admits it; so give the reason.",
    )
    late_reason: Text = Text("Waarom is het later geworden?", "Why is it late?")

    # the check
    check_over: Text = Text("nog niet ingeleverd", "not handed in yet")
    check_title: Text = Text("Klopt deze volgorde?", "Is this order right?")
    check_lead: Text = Text(
        "Lees rustig na. Pas als je hieronder op ‘Lijst inleveren’ drukt, telt hij.",
        "Read it at your ease. It counts only when you press ‘Hand in the list’ below.",
    )
    most_wanted: Text = Text("Het liefst word je gekoppeld aan", "Most of all you want")
    last_placed: Text = Text("De laatste die je plaatst is", "The last one you place is")
    others_behind: Text = Text(
        "anderen staan samen daarachter.", "others stand behind that together."
    )
    nobody_placed: Text = Text(
        "Je plaatst niemand: iedereen telt even zwaar.",
        "You place nobody: everybody counts the same.",
    )
    in_words: Text = Text("Jouw volgorde in woorden", "Your order in words")
    back: Text = Text("Terug, ik wil iets veranderen", "Back, I want to change something")
    good_to_know: Text = Text("Goed om te weten", "Good to know")
    all_placed: Text = Text("Iedereen heeft een plaats", "Everybody has a place")
    not_placed: Text = Text("niet geplaatst, samen als laatste", "not placed, together as last")
    mine: Text = Text("Dit is mijn volgorde", "This is my order")
    hand_in: Text = Text("Lijst inleveren", "Hand in the list")
    after: Text = Text(
        "Je krijgt meteen een bewijs, hier en per mail. Tot de sluiting kun je opnieuw inleveren; "
        "de laatste telt.",
        "You get a receipt at once, here and by mail. Until it closes you can hand in again; the "
        "last one counts.",
    )
    tick_first: Text = Text(
        "Zet eerst een vinkje bij ‘Dit is mijn volgorde’.", "First tick ‘This is my order’."
    )

    # two orders
    two_over: Text = Text("Niets overschreven", "Nothing overwritten")
    two_title: Text = Text(
        "Er is intussen iets anders bewaard", "Something else was saved meanwhile"
    )
    two_theirs: Text = Text("Bewaard", "Saved")
    two_mine: Text = Text("Op dit scherm", "On this screen")
    two_take: Text = Text("Neem de bewaarde over", "Take the saved one")
    two_keep: Text = Text("Bewaar die van dit scherm", "Keep the one of this screen")

    # the receipt
    received: Text = Text("Je lijst is ontvangen", "Your list was received")
    receipt: Text = Text("Ontvangstbewijs nr.", "Receipt no.")
    from_: Text = Text("Van", "From")
    for_round: Text = Text("Voor", "For")
    standing: Text = Text("Stand", "Standing")
    mark: Text = Text("Kenmerk van deze lijst", "Reference of this list")
    seal: Text = Text("Afsluiting", "Closing")
    seal_later: Text = Text(
        "Komt hier als de lijsten zijn afgesloten. Dan zie je dat precies deze lijst meedoet.",
        "Comes here once the lists are closed. Then you see that just this list takes part.",
    )
    seal_in: Text = Text(
        "Precies deze lijst doet mee. Kenmerk van de afgesloten lijsten:",
        "Just this list takes part. Reference of the closed lists:",
    )
    seal_not: Text = Text(
        "Deze versie doet niet mee; een latere telt.",
        "This version does not take part; a later one counts.",
    )
    counts: Text = Text("Ingeleverd, dit is de lijst die telt", "Handed in, this list counts")
    replaced: Text = Text("Vervangen door een latere", "Replaced by a later one")
    waits: Text = Text(
        "Te laat binnen; je team beslist of hij telt",
        "Came in late; your team decides whether it counts",
    )
    refused: Text = Text("Te laat binnen; telt niet", "Came in late; does not count")
    on_behalf: Text = Text("Namens jou ingevoerd door", "Entered on your behalf by")
    together_last: Text = Text(
        "Daarna, samen op de laatste plaats: wie je niet plaatste.",
        "After that, together in the last place: those you did not place.",
    )
    pdf: Text = Text("Bewaar als PDF", "Save as PDF")
    mailed: Text = Text("Ook gemaild naar", "Also mailed to")
    change: Text = Text("Ik wil toch iets veranderen", "I want to change something after all")
    earlier: Text = Text("Eerdere versies", "Earlier versions")
    none_earlier: Text = Text("Dit is de eerste.", "This is the first.")
    look: Text = Text("Bekijken", "Look at it")
    looks: Text = Text("Wie keek naar mijn lijst?", "Who looked at my list?")
    nobody_looked: Text = Text("Nog niemand.", "Nobody yet.")
    proof_title: Text = Text("Bewijs", "Proof")
    proof_none: Text = Text("Je hebt nog niets ingeleverd.", "You have not handed in anything yet.")
    proof_lead: Text = Text(
        "Hier staat wat je inleverde, met het kenmerk waaraan je het terugkent.",
        "Here is what you handed in, with the reference by which you know it again.",
    )

    states: Mapping[ListState, tuple[Text, str]] = field(
        default_factory=lambda: {
            ListState.EMPTY: (Text("Nog leeg", "Still empty"), "wait"),
            ListState.DRAFT: (Text("Concept", "Draft"), "half"),
            ListState.HANDED_IN: (Text("Ingeleverd", "Handed in"), "done"),
            ListState.CHANGED_SINCE: (
                Text("Ingeleverd, daarna gewijzigd", "Handed in, changed since"),
                "half",
            ),
            ListState.LATE: (Text("Te laat binnen", "Came in late"), "bad"),
        }
    )

    def opens(self, window: Window) -> Text:
        """From when it is open."""
        if window.opens is None:
            return Text("", "")
        local = window.opens.astimezone(AMSTERDAM)
        said = long_date(local.date())
        return Text(f"Hij gaat open op {said.nl}, {clock(local)}.",
                    f"It opens on {said.en}, {clock(local)}.")  # fmt: skip


SAYS: Final = _Says()

ORDINALS: Final = (
    Text("Eerste", "First"), Text("Tweede", "Second"), Text("Derde", "Third"),
    Text("Vierde", "Fourth"), Text("Vijfde", "Fifth"), Text("Zesde", "Sixth"),
    Text("Zevende", "Seventh"), Text("Achtste", "Eighth"), Text("Negende", "Ninth"),
    Text("Tiende", "Tenth"),
)  # fmt: skip


def ordinal(number: int) -> Text:
    """``Eerste`` … ``Tiende``, then ``11e``."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    return Text(f"{number}e", f"{number}th")
