"""What is said to somebody whose afternoon was repaired, in one sentence."""

from __future__ import annotations

from koppelronde.domain.language import Text, joined
from koppelronde.domain.outcomes.outcome_carrousel import PlaceChange, Timetable, Told
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import clock


def said_to(ronde: Koppelronde, timetable: Timetable, told: Told) -> Text:
    """All changes of one person; who only moves to another table hears that once."""
    changes = told.changes
    tables = {(c.table_before, c.table_after) for c in changes}
    same = all(c.partner_before and c.partner_before == c.partner_after for c in changes)
    if not same or len(tables) > 1 or len(changes) < 2:
        return joined([_said(ronde, timetable, told.who, c) for c in changes], "; ")
    ((before, after),) = tables
    first, last = changes[0].turn, changes[-1].turn
    return Text(
        f"ronde {first} t/m {last}: tafel {before} → {after}, dezelfde gesprekken",
        f"turns {first} to {last}: table {before} → {after}, the same talks",
    )


def _said(ronde: Koppelronde, timetable: Timetable, who: str, change: PlaceChange) -> Text:
    def place(partner: str, table: int) -> Text:
        if not partner:
            return Text("pauze", "pause")
        name = ronde.name_of(partner)
        return Text(f"{name} (tafel {table})", f"{name} (table {table})")

    turn = Text(f"ronde {change.turn}: ", f"turn {change.turn}: ")
    after = place(change.partner_after, change.table_after)
    for later in timetable.catch_up_turns:
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
        after += _offer(ronde, timetable, who, change.turn)
    return turn + before + Text(" → ", " → ") + after


def _offer(ronde: Koppelronde, timetable: Timetable, who: str, turn: int) -> Text:
    """Who is free as well just then."""
    for offer in timetable.offers:
        if offer.turn == turn and who in (offer.aios, offer.hao):
            other = ronde.name_of(offer.hao if who == offer.aios else offer.aios)
            return Text(f", kan naar tafel {offer.table}: {other}",
                        f", can go to table {offer.table}: {other}")  # fmt: skip
    return Text("", "")
