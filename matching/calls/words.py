"""A call in words: why, where the partner stands, what another choice costs, what a no does."""

from __future__ import annotations

from koppelronde.domain.language import Text, joined
from koppelronde.domain.outcome import Matching
from koppelronde.domain.outcome_calls import Call, CallReason
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from matching.calls.scripts import REASON_SAYS


def reasons_said(call: Call) -> Text:
    """All reasons of a call on one line."""
    low = Text(
        f"plaats {call.own_rank} op de eigen lijst", f"place {call.own_rank} on the own list"
    )
    return joined(
        [low if reason is CallReason.LOW_RANK else REASON_SAYS[reason] for reason in call.reasons],
        "; ",
    )


def own_place_said(call: Call) -> Text:
    """Where the partner stands on the own list."""
    if call.own_rank is None:
        return Text("niet op de lijst", "not on the list")
    listed = CallReason.LEFT_OFF not in call.reasons
    said = Text(f"plaats {call.own_rank}", f"place {call.own_rank}")
    if listed:
        return said
    return Text(f"niet genoemd (telt als {said.nl})", f"not named (counts as {said.en})")


def price_said(matching: Matching, stage: str | None, by: int) -> Text:
    """What a choice costs the group, in the words of the first goal that gets worse."""
    if stage is None:
        return Text("kost de groep niets", "costs the group nothing")
    for known in matching.stages:
        if known.name == stage:
            sign = "−" if known.most else "+"
            return Text(f"{known.says.nl}: {sign}{by}", f"{known.says.en}: {sign}{by}")
    return Text(f"{stage}: {by}", f"{stage}: {by}")


def not_in_advance_said(call: Call) -> Text | None:
    """How to have the answers worked out; None where they are known, or need not be any more."""
    if call.in_advance:
        return None
    return Text(
        "Nog niet uitgerekend: vraag deze bladzijde op vlak voor het gesprek.",
        "Not worked out yet: ask for this page just before the call.",
    )


def if_no_said(ronde: Koppelronde, matching: Matching, call: Call) -> Text | None:
    """What happens when this person says no, in two sentences; None where nothing is proposed."""
    no = call.if_refused
    if no is None:
        return None
    if no.partner is None:
        first = Text("Dan is er voor deze persoon geen plaats.", "Then this person has no place.") \
            if call.side is Side.AIOS \
            else Text("Dan komt hier geen aios.", "Then no trainee comes here.")  # fmt: skip
    else:
        name = f"{ronde.name_of(no.partner)} ({no.partner})"
        place = "–" if no.own_rank is None else str(no.own_rank)
        first = Text(f"Dan wordt het {name}, eigen plaats {place}.",
                     f"Then it becomes {name}, own place {place}.")  # fmt: skip
    moved = len(no.others_moved)
    if moved > 8:
        others = Text(f"{moved} anderen krijgen een andere partner of geen.",
                      f"{moved} others get another partner or none.")  # fmt: skip
    elif moved:
        who = ", ".join(no.others_moved)
        verb = Text("krijgt", "gets") if moved == 1 else Text("krijgen", "get")
        others = Text(f"{who} {verb.nl} een andere partner of geen.",
                      f"{who} {verb.en} another partner or none.")  # fmt: skip
    else:
        others = Text("Niemand anders verandert van partner.", "Nobody else changes partner.")
    price = price_said(matching, no.worse_stage, no.by)
    return joined([first, others, Text(f"Prijs: {price.nl}.", f"Price: {price.en}.")])
