"""What is said of a repair on the day: who must be told what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.actions.meeting.repair_said import said_to
from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Text, count

if TYPE_CHECKING:
    from koppelronde.domain.outcome_carrousel import Repair
    from koppelronde.domain.ronde import Koppelronde


def show_repair(work: Work, ronde: Koppelronde, repair: Repair) -> None:
    """Everybody whose afternoon changes, with what changes for them."""
    if work.as_json:
        return
    people, changed = len(repair.told), repair.changed_places
    who = count(people, Text("mens krijgt", "person gets"), Text("mensen krijgen", "people get"))
    where = count(changed, Text("plaats verandert", "place changes"),
                  Text("plaatsen veranderen", "places change"))  # fmt: skip
    work.say(Text(f"{who.nl} iets anders, {where.nl}.", f"{who.en} something else, {where.en}."))
    rows = [
        (told.who, ronde.name_of(told.who), said_to(ronde, repair.timetable, told).say(work.lang))
        for told in repair.told
    ]
    heads = (Text("", ""), Text("wie", "who"), Text("wat verandert", "what changes"))
    title = Text("Zeg dit", "Tell them").say(work.lang)
    show_table(title, [head.say(work.lang) for head in heads], rows)
    if repair.timetable.catch_up:
        work.say(
            Text(f"Inhalen na afloop: {len(repair.timetable.catch_up)} gesprekken.",
                 f"To catch up afterwards: {len(repair.timetable.catch_up)} meetings.")
        )  # fmt: skip
    show_findings(repair.timetable.findings, work.lang)
