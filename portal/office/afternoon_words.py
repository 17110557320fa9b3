"""The words of the pages about the carrousel: planning it, and the desk of the day itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.people import Side


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Carrousel", "Carousel")
    lead: Text = Text(
        "Het rooster van de middag, de papieren en de bel.",
        "The timetable of the afternoon, the papers and the bell.",
    )
    choices: Text = Text("Zo is de middag ingericht", "How the afternoon is arranged")
    change: Text = Text("Wijzigen: bij ", "To change it: ")
    day: Text = Text("Dag", "Day")
    time: Text = Text("Tijd", "Time")
    place: Text = Text("Plaats", "Place")
    walks: Text = Text("Wie loopt", "Who walks")
    turn_minutes: Text = Text("Gesprek en wisselen", "Talk and change")
    minutes: Text = Text("minuten", "minutes")
    breaks: Text = Text("Pauzes", "Breaks")
    tables: Text = Text("Tafels", "Tables")
    waves: Text = Text("Groepen", "Groups")
    one_group: Text = Text("één groep, de hele middag", "one group, all afternoon")
    each: Text = Text("Gesprekken per aios", "Talks per trainee")
    not_set: Text = Text("nog niet bekend", "not known yet")
    as_many: Text = Text("zo veel als er passen", "as many as fit")
    plan: Text = Text("Rooster maken", "Make the timetable")
    plan_what: Text = Text(
        "Iedereen ontmoet iedereen, of de beste keuze als dat niet past. Een tweede programma "
        "kijkt het rooster na voordat het wordt bewaard.",
        "Everybody meets everybody, or the best choice where that does not fit. A second program "
        "checks the timetable before it is kept.",
    )
    again: Text = Text("Opnieuw plannen", "Plan again")
    again_what: Text = Text(
        "Het nieuwe rooster komt in de plaats van dit. Wat al is afgedrukt, klopt dan niet meer.",
        "The new timetable takes the place of this one. What was printed is then out of date.",
    )
    lost: Text = Text("Dit gaat dan verloren:", "This would be lost:")
    lose_it: Text = Text("Ik weet dat dit verloren gaat", "I know that this will be lost")
    made: Text = Text("Rooster", "Timetable")
    made_at: Text = Text("gemaakt", "made")
    turns: Text = Text("rondes", "turns")
    talks: Text = Text("gesprekken", "talks")
    missed: Text = Text("koppels zonder gesprek", "couples without a talk")
    papers: Text = Text("Papieren", "Papers")
    papers_what: Text = Text(
        "Roosters, kaarten, tafelborden, wandkaart, presentielijst, badges en agenda's, als zip.",
        "Rosters, cards, table signs, wall chart, attendance list, badges and calendars, as a zip.",
    )
    fetch: Text = Text("Papieren ophalen", "Fetch the papers")
    only: Text = Text("Eén soort papier", "One kind of paper")
    bell: Text = Text("Bel openen", "Open the bell")
    bell_file: Text = Text("Bel als bestand (zonder internet)", "The bell as a file (offline)")
    bell_what: Text = Text(
        "Voor de beamer: aftellen, bel, wie zit waar. De geopende bel volgt elke bijsturing.",
        "For the projector: countdown, bell, who sits where. The open bell follows every repair.",
    )
    desk: Text = Text("Dagbalie", "Day desk")
    to_desk: Text = Text("Naar de dagbalie", "To the day desk")
    look: Text = Text("Het rooster", "The timetable")
    of_turn: Text = Text("Ronde", "Turn")
    show: Text = Text("Toon", "Show")
    of_person: Text = Text("Van wie?", "Whose?")
    everybody: Text = Text("Iedereen, per ronde", "Everybody, by turn")
    at: Text = Text("Tijd", "Time")
    table: Text = Text("Tafel", "Table")
    aios: Text = Text("Aios", "Trainee")
    hao: Text = Text("Opleider", "Trainer")
    with_whom: Text = Text("Met wie", "With whom")
    free: Text = Text("vrij", "free")
    pause: Text = Text("pauze", "break")
    away: Text = Text("er niet", "away")
    goals: Text = Text("Doel voor doel", "Goal by goal")
    proven: Text = Text("bewezen", "proven")
    remarks: Text = Text("Let op", "Mind")
    # the day desk
    none_yet: Text = Text("Er is nog geen rooster.", "There is no timetable yet.")
    now: Text = Text("Nu", "Now")
    before: Text = Text("De carrousel is nog niet begonnen", "The carousel has not begun yet")
    after: Text = Text("De carrousel is afgelopen", "The carousel is over")
    until: Text = Text("tot", "until")
    from_: Text = Text("vanaf", "from")
    of: Text = Text("van", "of")
    aios_here: Text = Text("aios er", "trainees here")
    haos_here: Text = Text("opleiders er", "trainers here")
    late: Text = Text("laat", "late")
    absent: Text = Text("afwezig", "absent")
    tell: Text = Text("Nu zeggen", "Tell now")
    must_know: Text = Text("moeten iets weten", "must be told something")
    one_must_know: Text = Text("moet iets weten", "must be told something")
    people: Text = Text("mensen", "people")
    person: Text = Text("mens", "person")
    told: Text = Text("Gezegd", "Told")
    was_told: Text = Text("gezegd door", "told by")
    nothing_to_tell: Text = Text("Niemand hoeft iets te horen.", "Nobody needs to be told.")
    cards: Text = Text("Nieuwe kaarten afdrukken", "Print new cards")
    who: Text = Text("Wie staat er voor u?", "Who is in front of you?")
    name: Text = Text("Naam of nummer", "Name or number")
    search: Text = Text("Zoek", "Search")
    not_found: Text = Text("Niemand gevonden.", "Nobody found.")
    here: Text = Text("Er", "Here")
    is_here: Text = Text("er", "here")
    is_late: Text = Text("Laat", "Late")
    is_absent: Text = Text("Afwezig", "Absent")
    broken: Text = Text("Tafel kan niet", "Table broken")
    something: Text = Text("Er is iets met", "Something is up with")
    time_hint: Text = Text(
        "Laat: er vanaf dan. Afwezig of tafel: vanaf dan.",
        "Late: here from then on. Absent or table: from then on.",
    )
    back: Text = Text("Terug om (leeg: niet meer)", "Back at (empty: not any more)")
    moves: Text = Text("Naar tafel (leeg: een vrije)", "To table (empty: a free one)")
    keep: Text = Text("Vastleggen", "Record")
    sits: Text = Text("zit aan tafel", "sits at table")
    going: Text = Text("loopt", "walks")
    soon: Text = Text("Straks", "Soon")
    empty_tables: Text = Text("vrij:", "free:")
    no_connection: Text = Text(
        "Geen verbinding. Wat u aantikt, bewaren we op dit apparaat en versturen we zodra het kan.",
        "No connection. What you tick is kept on this device and sent as soon as possible.",
    )
    waiting: Text = Text("wachten op verbinding", "waiting for a connection")
    sent: Text = Text("Alles is verstuurd.", "Everything was sent.")
    refused: Text = Text(
        "Niet vastgelegd, kijk de bladzijde na:", "Not recorded, look at the page again:"
    )
    bad_time: Text = Text("Geef een tijd, zoals 14:24.", "Give a time, such as 14:24.")
    repaired: Text = Text("Bijgestuurd", "Repaired")


SAYS: Final = _Says()
WALKER: Final = {Side.AIOS: Text("de aios", "the trainees"),
                 Side.HAO: Text("de opleiders", "the trainers")}  # fmt: skip
KINDS: Final = {
    "rosters": Text("roosters", "rosters"), "cards": Text("kaarten", "cards"),
    "signs": Text("tafelborden", "table signs"), "wall": Text("wandkaart", "wall chart"),
    "attendance": Text("presentielijst", "attendance list"), "badges": Text("badges", "badges"),
    "floor": Text("tafels per zaal", "tables by room"),
    "conversation": Text("gesprekskaart", "conversation card"),
}  # fmt: skip
"""The kinds of paper that can be fetched alone."""
