"""A call in words: why, where the partner stands, what another choice costs, what a no does."""

from __future__ import annotations

from koppelronde.domain.language import Text, joined, listed, same
from koppelronde.domain.outcomes.outcome_calls import Call, CallReason
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from matching.calls.scripts import REASON_SAYS
from matching.explain.rank_words import own_rank_said, rank_said


def reasons_said(call: Call) -> Text:
    """All reasons of a call on one line."""
    low = Text(
        f"voorkeur {call.own_rank} op de eigen lijst", f"rank {call.own_rank} on their own list"
    )
    return joined(
        [low if reason is CallReason.LOW_RANK else REASON_SAYS[reason] for reason in call.reasons],
        "; ",
    )


def own_place_said(call: Call) -> Text:
    """Where the partner stands on the own list."""
    if call.own_rank is None:
        return Text("niet genoemd", "not named")
    return rank_said(call.own_rank, named=CallReason.LEFT_OFF not in call.reasons)


def price_said(stage: str | None) -> Text:
    """Whether the group loses anything, as it can be said on the telephone: without a sum."""
    if stage is None:
        return Text("Voor de groep is dit even goed", "For the group this is as good")
    return Text("Voor de groep is dit iets minder goed", "For the group this is a little less good")


def not_in_advance_said(call: Call) -> Text | None:
    """How to have the answers worked out; None where they are known, or need not be any more."""
    if call.in_advance:
        return None
    return Text(
        "Nog niet uitgerekend: vraag deze bladzijde op vlak voor het gesprek.",
        "Not worked out yet: ask for this page just before the call.",
    )


def if_no_said(ronde: Koppelronde, call: Call) -> Text | None:
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
        place = own_rank_said(ronde, call.who, no.partner, no.own_rank)
        first = Text(f"Dan is het nieuwe voorstel {name}; bij deze persoon {place.nl}.",
                     f"Then the new proposal is {name}; for this person {place.en}.")  # fmt: skip
    moved = len(no.others_moved)
    if moved > 8:
        others = Text(f"Ook voor {moved} anderen verandert dan de koppeling.",
                      f"The match of {moved} others changes then too.")  # fmt: skip
    elif moved:
        who = listed(no.others_moved)
        others = Text(f"Ook voor {who.nl} verandert dan de koppeling.",
                      f"The match of {who.en} changes then too.")  # fmt: skip
    else:
        others = Text("Voor niemand anders verandert de koppeling.",
                      "Nobody else's match changes.")  # fmt: skip
    return joined([first, others, price_said(no.worse_stage) + same(".")])
