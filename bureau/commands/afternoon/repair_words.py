"""What is said of a repair on the day: who must be told what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Lang, Text

if TYPE_CHECKING:
    from koppelronde.domain.outcome_carrousel import PlaceChange, Repair
    from koppelronde.domain.ronde import Koppelronde


def show_repair(work: Work, ronde: Koppelronde, repair: Repair) -> None:
    """Everybody whose afternoon changes, with what changes for them."""
    if work.as_json:
        return
    work.say(
        Text(
            f"{len(repair.told)} mensen krijgen iets anders, {repair.changed_places} plaatsen "
            "veranderen.",
            f"{len(repair.told)} people get something else, {repair.changed_places} places change.",
        )
    )
    rows = [
        (told.who, ronde.name_of(told.who), _said_to(ronde, told.changes, work.lang))
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


def _said_to(ronde: Koppelronde, changes: tuple[PlaceChange, ...], lang: Lang) -> str:
    """All changes of one person; who only moves to another table hears that once."""
    tables = {(c.table_before, c.table_after) for c in changes}
    same = all(c.partner_before and c.partner_before == c.partner_after for c in changes)
    if not same or len(tables) > 1 or len(changes) < 2:
        return "; ".join(_said(ronde, c).say(lang) for c in changes)
    ((before, after),) = tables
    first, last = changes[0].turn, changes[-1].turn
    return Text(
        f"ronde {first} t/m {last}: tafel {before} → {after}, dezelfde gesprekken",
        f"turns {first} to {last}: table {before} → {after}, the same talks",
    ).say(lang)


def _said(ronde: Koppelronde, change: PlaceChange) -> Text:
    def place(partner: str, table: int) -> Text:
        if not partner:
            return Text("pauze", "pause")
        name = ronde.name_of(partner)
        return Text(f"{name} (tafel {table})", f"{name} (table {table})")

    turn = Text(f"ronde {change.turn}: ", f"turn {change.turn}: ")
    if change.partner_before and change.partner_before == change.partner_after:
        name, was, now = (
            ronde.name_of(change.partner_after),
            change.table_before,
            change.table_after,
        )
        return turn + Text(f"{name}, tafel {was} → {now}", f"{name}, table {was} → {now}")
    before = place(change.partner_before, change.table_before)
    after = place(change.partner_after, change.table_after)
    return turn + before + Text(" → ", " → ") + after
