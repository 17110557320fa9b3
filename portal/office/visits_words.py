"""The words of the pages about visits to practices, and about candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitStatus


@dataclass(frozen=True, slots=True)
class _Says:
    title: Text = Text("Bezoeken", "Visits")
    lead: Text = Text(
        "Wie gaat wanneer bij welke praktijk langs, en hoe staat het ervoor.",
        "Who visits which practice when, and how things stand.",
    )
    plan: Text = Text("Bezoeken plannen", "Plan the visits")
    plan_what: Text = Text(
        "Dit kan een paar minuten duren. U kunt de bladzijde verlaten; het werk gaat door.",
        "This may take some minutes. You may leave the page; the work goes on.",
    )
    busy: Text = Text("Er wordt gerekend", "Working")
    asked_by: Text = Text("gevraagd door", "asked by")
    stop: Text = Text("Stoppen", "Stop")
    look_again: Text = Text("Kijk opnieuw", "Look again")
    broken: Text = Text(
        "Het rekenen is afgebroken doordat het programma stopte. Er is niets veranderd; vraag "
        "het opnieuw.",
        "The work broke off because the program stopped. Nothing was changed; ask again.",
    )
    failed: Text = Text("Dit lukte niet:", "This did not work:")
    stopped: Text = Text("Gestopt; er is niets veranderd.", "Stopped; nothing was changed.")
    visits: Text = Text("bezoeken gepland of geweest", "visits planned or held")
    done: Text = Text("geweest", "held")
    under: Text = Text("aios onder het minimum", "trainees under the minimum")
    days_left: Text = Text("open dagen over", "open days left")
    shortage: Text = Text("Waarom niet iedereen genoeg heeft", "Why not everybody has enough")
    wishes_unknown: Text = Text(
        "Er zijn nog geen bezoekwensen: dit plan kiest voor de aios. Lees ze in en plan opnieuw.",
        "There are no visit wishes yet: this plan chooses for the trainees. Read them and plan "
        "again.",
    )
    overdue: Text = Text("Hoe ging dit bezoek?", "How did this visit go?")
    per_aios: Text = Text("Per aios", "By trainee")
    per_practice: Text = Text("Per praktijk", "By practice")
    name: Text = Text("Naam", "Name")
    agreed: Text = Text("afgesproken", "agreed")
    planned: Text = Text("gepland", "planned")
    minimum: Text = Text("minimum", "minimum")
    short: Text = Text("tekort", "short")
    of: Text = Text("van", "of")
    no_cap: Text = Text("geen grens", "no cap")
    all_visits: Text = Text("Alle bezoeken", "All visits")
    whose: Text = Text("Van welke aios of praktijk?", "Of which trainee or practice?")
    everybody: Text = Text("iedereen", "everybody")
    show: Text = Text("Toon", "Show")
    moment: Text = Text("Moment", "Moment")
    aios: Text = Text("Aios", "Trainee")
    practice: Text = Text("Praktijk", "Practice")
    state: Text = Text("Stand", "State")
    was_held: Text = Text("Geweest", "Held")
    no_show: Text = Text("Niet gekomen", "Did not come")
    cancel: Text = Text("Gaat niet door", "Is off")
    change: Text = Text("Vastleggen", "Record")
    by_phone: Text = Text("Afspraak door de telefoon", "Appointment by phone")
    by_phone_what: Text = Text(
        "Komt in de plaats van het geplande bezoek van deze twee en ligt dan vast.",
        "Takes the place of the planned visit of these two and is then fixed.",
    )
    drop: Text = Text("Praktijk valt uit", "A practice drops out")
    drop_what: Text = Text(
        "De opleiders daar doen niet meer mee en de bezoeken vervallen. U ziet eerst wat er voor "
        "wie verschuift.",
        "Its trainers take part no more and its visits are off. You see first what moves for whom.",
    )
    reason: Text = Text("Reden", "Reason")
    look: Text = Text("Eerst kijken wat er verschuift", "First see what moves")
    replan: Text = Text("Opnieuw plannen", "Plan again")
    replan_what: Text = Text(
        "Na veranderingen. Wat al is aangekondigd, verschuift zo min mogelijk; afspraken blijven.",
        "After changes. What was announced moves as little as possible; appointments stay.",
    )
    would_move: Text = Text("Dit zou verschuiven", "This would move")
    moved: Text = Text("Dit is verschoven", "This has moved")
    nothing: Text = Text(
        "Aan de bezoeken hoeft niets te veranderen.", "Nothing has to change in the visits."
    )
    keep: Text = Text("Zo bewaren", "Keep it so")
    was: Text = Text("Was", "Was")
    becomes: Text = Text("Wordt", "Becomes")
    off: Text = Text("vervalt", "is off")
    new: Text = Text("nieuw", "new")
    clashes: Text = Text(
        "Deze afspraken blijven staan, maar kloppen niet met de regels:",
        "These appointments stay, but break rules:",
    )
    recorded: Text = Text("Vastgelegd.", "Recorded.")
    recorded_but: Text = Text("Vastgelegd. Let op: ", "Recorded. Mind: ")
    hand_out: Text = Text("Agenda's en lijsten", "Calendars and lists")
    everything: Text = Text("Alles ophalen", "Fetch everything")
    changes: Text = Text("Alleen wijzigingen ophalen", "Fetch changes only")
    no_changes: Text = Text("Er is niets veranderd.", "Nothing has changed.")
    bad_moment: Text = Text("Geef een dag en een tijd.", "Give a day and a time.")
    # candidates
    candidates: Text = Text("Kandidaten", "Candidates")
    candidates_lead: Text = Text(
        "Eerst kiezen wie u uitnodigt, daarna wie met wie kennismaakt.",
        "First choose whom to invite, then who meets whom.",
    )
    invite: Text = Text("Uitnodigen", "Invite")
    invite_what: Text = Text(
        "Genoeg plaatsen voor elk jaar, wie het langst wacht eerst. Wie nu niet wordt "
        "uitgenodigd, doet deze ronde niet mee.",
        "Enough places for each year, longest waiting first. Who is not invited now takes no part "
        "in this round.",
    )
    invite_now: Text = Text("Leg vast wie u uitnodigt", "Record whom you invite")
    invited: Text = Text("Uitgenodigd", "Invited")
    not_now: Text = Text("Nu niet", "Not now")
    also: Text = Text("Toch uitnodigen", "Invite all the same")
    waits: Text = Text("Dagen zonder aios", "Days without a trainee")
    why: Text = Text("Waarom", "Why")
    hao: Text = Text("Opleider", "Trainer")
    assign: Text = Text("Gesprekken verdelen", "Assign the interviews")
    assign_what: Text = Text(
        "Iedereen evenveel kandidaten, de groep zo goed mogelijk, en binnen de gesprekken bestaat "
        "zeker een volledige koppeling.",
        "The same number of candidates for everybody, the best for the group, and a complete "
        "matching certainly exists inside them.",
    )
    shortlist: Text = Text("Wie spreekt wie", "Who meets whom")
    their: Text = Text("Kandidaten", "Candidates")


SAYS: Final = _Says()
STATES: Final = {
    VisitStatus.PLANNED: (SAYS.planned, ""), VisitStatus.AGREED: (SAYS.agreed, "half"),
    VisitStatus.DONE: (SAYS.done, "done"),
    VisitStatus.CANCELLED: (Text("gaat niet door", "is off"), "bad"),
    VisitStatus.NO_SHOW: (Text("niet gekomen", "did not come"), "bad"),
}  # fmt: skip
