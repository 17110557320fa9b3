"""The words of the pages from closing the lists to announcing the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Says:
    # checking
    check: Text = Text("Lijsten nakijken", "Checking the lists")
    check_lead: Text = Text(
        "Wat knelt, voordat u sluit. De ernstigste staat bovenaan.",
        "What will hurt, before you close. The gravest comes first.",
    )
    nothing: Text = Text("Er valt niets op.", "Nothing stands out.")
    # closing
    seal: Text = Text("Sluiten en loten", "Closing and drawing")
    seal_lead: Text = Text(
        "Eerst gaan de lijsten dicht, daarna valt het lot. Zo kan niemand de loting kiezen nadat "
        "de lijsten bekend zijn.",
        "First the lists close, then the lot is drawn. So nobody can choose the lot after the "
        "lists are known.",
    )
    close: Text = Text("Lijsten afsluiten", "Close the lists")
    close_what: Text = Text(
        "Vanaf dan verandert niemand meer een lijst. Alles wat tot nu toe is ingeleverd, doet mee.",
        "From then on nobody changes a list. Everything handed in until now takes part.",
    )
    way: Text = Text("Hoe valt het lot?", "How will the lot be drawn?")
    dice: Text = Text("Met dobbelstenen, waar anderen bij zijn", "With dice, others looking on")
    public: Text = Text(
        "Met een openbare trekking van een latere dag", "By a public draw of a later day"
    )
    program: Text = Text("Door het programma", "By the program")
    source: Text = Text("Welke trekking?", "Which draw?")
    day: Text = Text("Van welke dag?", "Of which day?")
    watched: Text = Text(
        "Wie keken mee? (een naam per regel)", "Who looked on? (one name per line)"
    )
    mark: Text = Text("Kenmerk van de afgesloten lijsten", "Reference of the closed lists")
    read_aloud: Text = Text(
        "Lees dit voor of schrijf het op, samen met wie meekijkt. Gooi daarna pas.",
        "Read this aloud or write it down, together with whoever looks on. Only then throw.",
    )
    throws: Text = Text("De worpen, achter elkaar", "The throws, one after another")
    drawn_outside: Text = Text("Wat er is getrokken", "What was drawn")
    draw: Text = Text("Lot vastleggen", "Fix the lot")
    draw_program: Text = Text("Laat het programma loten", "Let the program draw")
    lot: Text = Text("Het lot ligt vast", "The lot is fixed")
    came: Text = Text("Getrokken", "Drawn")
    to_match: Text = Text("Naar Koppelen", "To Matching")
    reopen: Text = Text("Lijsten heropenen", "Reopen the lists")
    reopen_what: Text = Text(
        "Het lot vervalt. Dat de lijsten open zijn geweest, blijft in het logboek en in elke "
        "volgende uitslag staan.",
        "The lot is void. That the lists were open stays in the journal and in every later result.",
    )
    reason: Text = Text("Reden", "Reason")
    # matching
    match: Text = Text("Koppelen", "Matching")
    match_lead: Text = Text(
        "De beste koppeling voor de hele groep, met bewijs.",
        "The best matching for the whole group, with proof.",
    )
    run: Text = Text("Koppelen", "Match")
    run_what: Text = Text(
        "De lijsten zijn afgesloten en het lot ligt vast.",
        "The lists are closed and the lot is fixed.",
    )
    try_: Text = Text("Proef doen", "Do a trial")
    try_what: Text = Text(
        "Een proef telt niet en kan altijd. Voor de sluiting ziet u alleen aantallen.",
        "A trial does not count and is always possible. Before the deadline you see numbers only.",
    )
    trial: Text = Text("Proef, telt niet", "Trial, does not count")
    result: Text = Text("Uitslag", "Result")
    placed: Text = Text("aios met een plaats", "trainees with a place")
    within: Text = Text("bij de eerste {} aan beide kanten", "within the first {} on both sides")
    to_call: Text = Text("te bellen", "to call")
    no_place: Text = Text("nog geen plaats", "no place yet")
    sums_only: Text = Text(
        "Wie bij wie komt, ziet u pas na de sluiting: dan kan niemand er nog iets mee.",
        "Who comes with whom you see only after the deadline: then nobody can use it.",
    )
    goals: Text = Text("Doel voor doel, het zwaarste eerst", "Goal by goal, the weightiest first")
    goal: Text = Text("Doel", "Goal")
    value: Text = Text("Waarde", "Value")
    proven: Text = Text("Bewezen", "Proven")
    yes: Text = Text("ja", "yes")
    no: Text = Text("nee", "no")
    couples: Text = Text("Wie bij wie", "Who with whom")
    aios: Text = Text("Aios", "Trainee")
    hao: Text = Text("Opleider", "Trainer")
    rank_aios: Text = Text("voorkeur van de aios", "rank by the trainee")
    rank_hao: Text = Text("voorkeur van de opleider", "rank by the trainer")
    why: Text = Text("Waarom?", "Why?")
    why_not: Text = Text("Waarom niet met iemand anders?", "Why not with somebody else?")
    ask: Text = Text("Vraag het na", "Ask")
    person: Text = Text("Wie?", "Who?")
    other: Text = Text("En met wie?", "And with whom?")
    proof_file: Text = Text("Bewijs ophalen", "Fetch the proof")
    papers: Text = Text("Overzicht en brieven ophalen", "Fetch the overview and letters")
    compare: Text = Text("Andere doelen vergelijken", "Compare other orders of goals")
    # calls
    calls: Text = Text("Bellijst", "Call list")
    calls_lead: Text = Text(
        "De dringendste staat bovenaan. Bekendmaken kan pas als alles is gebeld.",
        "The most urgent comes first. Announcing is possible once everybody was called.",
    )
    nobody: Text = Text("Niemand hoeft gebeld te worden.", "Nobody needs a call.")
    call_of: Text = Text("Gesprek", "Call")
    of: Text = Text("van", "of")
    all_calls: Text = Text("Alle gesprekken", "All calls")
    proposal: Text = Text("Voorstel", "Proposal")
    why_call: Text = Text("Waarom bellen", "Why call")
    none: Text = Text("niemand", "nobody")
    says_what: Text = Text("Wat is het antwoord?", "What is the answer?")
    agrees: Text = Text("Akkoord", "Agrees")
    agrees_what: Text = Text("ligt vast", "is fixed")
    refuses: Text = Text("Niet akkoord", "Does not agree")
    refuses_what: Text = Text("dit paar kan dan niet meer", "this pair is out then")
    thinks: Text = Text("Wil bedenktijd", "Wants time")
    thinks_what: Text = Text("u belt terug", "you call back")
    absent: Text = Text("Niet bereikt", "Not reached")
    absent_what: Text = Text("probeer het later", "try again later")
    said: Text = Text("Wat is er gezegd?", "What was said?")
    said_hint: Text = Text(
        "Kort en zakelijk. Deze persoon mag dit inzien.",
        "Short and to the point. This person may read it.",
    )
    look_first: Text = Text("Eerst kijken wat er verschuift", "First see who moves")
    record: Text = Text("Vastleggen en verder", "Record and go on")
    nobody_moves: Text = Text("Er verschuift verder niemand.", "Nobody else moves.")
    would_move: Text = Text("Dan verschuift dit:", "Then this moves:")
    more: Text = Text("Andere mogelijkheden", "Other possibilities")
    own_rank: Text = Text("voorkeur van deze persoon", "rank by this person")
    asks: Text = Text("anderen die verschuiven", "others who move")
    not_yours: Text = Text(
        "Noem deze namen niet uit uzelf: het voorstel telt pas als het antwoord vastligt.",
        "Do not name these yourself: the proposal counts once the answer is recorded.",
    )
    still: Text = Text("Nog bellen", "Still to call")
    busy: Text = Text(
        "Er belt nu ook iemand anders met deze persoon:",
        "Somebody else is calling this person too:",
    )
    # announcing
    announce: Text = Text("Bekendmaken", "Announcing")
    announce_lead: Text = Text(
        "Iedereen hoort het op hetzelfde moment.", "Everybody hears at the same moment."
    )
    sign: Text = Text("Akkoord namens mijn team", "Agree for my team")
    signed: Text = Text("Getekend", "Signed")
    waits: Text = Text("Wacht op het andere team", "Waits for the other team")
    announced: Text = Text("Bekendgemaakt", "Announced")
    despite: Text = Text("Waarom toch?", "Why all the same?")
    opens: Text = Text(
        "Vanaf wanneer mag iedereen het zien? (leeg: meteen)",
        "From when may everybody see it? (empty: at once)",
    )
    opens_at: Text = Text("Iedereen kan het zien vanaf", "Everybody can see it from")
    no_moment: Text = Text("Kies een dag en een tijd.", "Choose a day and a time.")
    doubts: Text = Text("Kijk hier eerst naar", "Look at this first")
    # journal
    journal: Text = Text("Logboek en terugnemen", "Journal and undoing")
    journal_lead: Text = Text(
        "Wie deed wat, wanneer, waarom en langs welke deur.",
        "Who did what, when, why and by which door.",
    )
    when: Text = Text("Wanneer", "When")
    who: Text = Text("Wie", "Who")
    what: Text = Text("Wat", "What")
    undo: Text = Text("Laatste wijziging terugnemen", "Take back the last change")
    undo_what: Text = Text(
        "Wat deelnemers inleverden, blijft altijd staan.",
        "What participants handed in always stays.",
    )
    undone: Text = Text("Teruggenomen", "Taken back")
    left: Text = Text("Dit is al weg bij mensen:", "This has already reached people:")
    copies: Text = Text("Kopieën", "Copies")
    head: Text = Text("Kenmerk van het logboek", "Reference of the journal")


SAYS: Final = _Says()
