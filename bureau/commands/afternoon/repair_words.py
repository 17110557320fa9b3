"""What is said of a repair on the day: who must be told what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Lang, Text, count
from koppelronde.domain.times import clock

if TYPE_CHECKING:
    from koppelronde.domain.outcome_carrousel import PlaceChange, Repair, Told
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
        (told.who, ronde.name_of(told.who), _said_to(ronde, repair, told, work.lang))
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


def _said_to(ronde: Koppelronde, repair: Repair, told: Told, lang: Lang) -> str:
    """All changes of one person; who only moves to another table hears that once."""
    changes = told.changes
    tables = {(c.table_before, c.table_after) for c in changes}
    same = all(c.partner_before and c.partner_before == c.partner_after for c in changes)
    if not same or len(tables) > 1 or len(changes) < 2:
        return "; ".join(_said(ronde, repair, told.who, c).say(lang) for c in changes)
    ((before, after),) = tables
    first, last = changes[0].turn, changes[-1].turn
    return Text(
        f"ronde {first} t/m {last}: tafel {before} → {after}, dezelfde gesprekken",
        f"turns {first} to {last}: table {before} → {after}, the same talks",
    ).say(lang)


def _said(ronde: Koppelronde, repair: Repair, who: str, change: PlaceChange) -> Text:
    def place(partner: str, table: int) -> Text:
        if not partner:
            return Text("pauze", "pause")
        name = ronde.name_of(partner)
        return Text(f"{name} (tafel {table})", f"{name} (table {table})")

    turn = Text(f"ronde {change.turn}: ", f"turn {change.turn}: ")
    after = place(change.partner_after, change.table_after)
    for later in repair.timetable.catch_up_turns:
        if later.number == change.turn and change.partner_after:
            at = clock(later.begin)
            return Text(f"na afloop, {at}: ", f"afterwards, {at}: ") + after
    if change.partner_before and change.partner_before == change.partner_after:
        name, was, now = (
            ronde.name_of(change.partner_after),
            change.table_before,
            change.table_after,
        )
        return turn + Text(f"{name}, tafel {was} → {now}", f"{name}, table {was} → {now}")
    before = place(change.partner_before, change.table_before)
    if not change.partner_after:
        after += _offer(ronde, repair, who, change.turn)
    return turn + before + Text(" → ", " → ") + after


def _offer(ronde: Koppelronde, repair: Repair, who: str, turn: int) -> Text:
    """Who is free as well just then."""
    for offer in repair.timetable.offers:
        if offer.turn == turn and who in (offer.aios, offer.hao):
            other = ronde.name_of(offer.hao if who == offer.aios else offer.aios)
            return Text(f", kan naar tafel {offer.table}: {other}",
                        f", can go to table {offer.table}: {other}")  # fmt: skip
    return Text("", "")
