"""Where the lot of a round comes from, in words: for the result, the letters and the account."""

from __future__ import annotations

from koppelronde.domain.language import Text, same
from koppelronde.domain.lottery_draw import WAYS, DrawWay
from koppelronde.domain.ronde import Koppelronde, Sealed


def draw_said(sealed: Sealed) -> Text:
    """``426135, dobbelstenen``; where another draw was named than was used, that too."""
    way = sealed.way or sealed.drawing.way
    said = same(f"{sealed.drawn}, ")
    if way is sealed.drawing.way:
        return said + sealed.drawing.said
    named = Text(" (bij het afsluiten was genoemd: ", " (when sealing was named: ")
    return said + WAYS[way] + named + sealed.drawing.said + same(")")


def lottery_said(ronde: Koppelronde) -> Text | None:
    """One sentence: what was drawn, how, at which seal and draw, and who looked on.

    None while no lot was drawn.
    """
    sealed = ronde.sealed
    if sealed is None or not sealed.seed or sealed.way is None:
        return None
    said = Text("Lot: ", "Lot: ") + draw_said(sealed)
    said += Text(f"; verzegeling {sealed.seals}, trekking {sealed.draws} van deze ronde",
                 f"; seal {sealed.seals}, draw {sealed.draws} of this round")  # fmt: skip
    if sealed.watched:
        names = ", ".join(sealed.watched)
        said += Text(f"; erbij waren {names}", f"; watched by {names}")
    elif sealed.way is not DrawWay.PROGRAM:
        said += Text("; niemand is genoteerd als getuige", "; nobody is noted as a witness")
    return said + same(".")
