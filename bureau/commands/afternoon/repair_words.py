"""What is said of a repair on the day: who must be told what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.actions.meeting.repair_said import said_to
from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Text, count, same

if TYPE_CHECKING:
    from koppelronde.domain.outcomes.outcome_carrousel import Repair
    from koppelronde.domain.ronde import Koppelronde


def show_repair(work: Work, ronde: Koppelronde, repair: Repair) -> None:
    """Everybody whose afternoon changes, with what changes for them."""
    if work.as_json:
        return
    people, changed = len(repair.told), repair.changed_places
    who = count(people, Text("persoon", "person"), Text("personen", "people"))
    where = count(changed, Text("gesprek", "meeting"), Text("gesprekken", "meetings"))
    work.say(Text(f"Voor {who.nl} verandert het rooster ({where.nl}).",
                  f"The timetable changes for {who.en} ({where.en})."))  # fmt: skip
    rows = [
        (told.who, ronde.name_of(told.who), said_to(ronde, repair.timetable, told).say(work.lang))
        for told in repair.told
    ]
    heads = (Text("", ""), Text("wie", "who"), Text("wat verandert", "what changes"))
    title = Text("Geef dit door aan", "Tell them").say(work.lang)
    show_table(title, [head.say(work.lang) for head in heads], rows)
    if repair.timetable.catch_up:
        work.say(
            Text("Na afloop in te halen: ", "To catch up afterwards: ")
            + count(len(repair.timetable.catch_up), Text("gesprek", "meeting"),
                    Text("gesprekken", "meetings")) + same(".")
        )  # fmt: skip
    show_findings(repair.timetable.findings, work.lang)
