"""What another choice would cost, in words: the first goal that gets worse, and for how many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from koppelronde.domain.language import Text, count, listed
from koppelronde.domain.outcomes.outcome import Stage
from matching.explain.explain import Reason, WhyNot
from matching.explain.what_if import Change, Price

STAYING: Final[Mapping[WhyNot, Text]] = {
    WhyNot.STAYS: Text(
        "sinds de telefoongesprekken houden we zo veel mogelijk koppelingen gelijk.",
        "since the phone calls as many matches as possible stay the same.",
    ),
    WhyNot.SETTLED: Text(
        "wat nog openligt, wordt met de hand geregeld; wie een plaats heeft, houdt die.",
        "what is left is settled by hand; whoever has a place keeps it.",
    ),
}
"""A goal that counts since the result was known: as few changes as possible."""


def group_said(price: Price, worse: Change, full: bool) -> Text:
    """A goal of the group gets worse: which, by how much, and how many others move."""
    moved = moved_said(price.moved, full)
    said = worse_said(worse)
    return Text(
        f"dan zou de uitkomst voor de groep slechter zijn: {said.nl}; {moved.nl}.",
        f"the result for the group would be worse: {said.en}; {moved.en}.",
    )


def stays_said(reason: Reason, price: Price, worse: Change, full: bool) -> Text:
    """How many fewer couples would stay, and what the other goals alone would say."""
    moved = moved_said(price.moved, full)
    said = STAYING[reason.why] + Text(
        f" Anders bleven er minder zoals ze waren: {worse.then} in plaats van {worse.now}; "
        f"{moved.nl}.",
        f" Otherwise fewer would stay as they were: {worse.then} instead of {worse.now}; "
        f"{moved.en}.",
    )
    if reason.if_all_may_move is None:
        return said
    change = reason.if_all_may_move.change
    if change is None:
        return said + Text(
            " Telt dat niet mee, dan was het voor de groep even goed.",
            " If that did not count, it would be equally good for the group.",
        )
    other = worse_said(change)
    if change.by < 0:
        return said + Text(
            f" Telt dat niet mee, dan was de uitkomst voor de groep beter: {other.nl}.",
            f" If that did not count, the result for the group would be better: {other.en}.",
        )
    return said + Text(
        f" Ook als dat niet meetelt, zou de uitkomst voor de groep slechter zijn: {other.nl}.",
        f" Even if that did not count, the result for the group would be worse: {other.en}.",
    )


def worse_said(worse: Change) -> Text:
    """``koppels binnen de eerste 4: 21 in plaats van 22``."""
    stage: Stage = worse.stage
    return Text(
        f"{stage.says.nl}: {worse.then} in plaats van {worse.now}",
        f"{stage.says.en}: {worse.then} instead of {worse.now}",
    )


def moved_said(moved: tuple[str, ...], full: bool) -> Text:
    """``3 anderen krijgen een andere koppeling``, in full with their codes."""
    if not moved:
        return Text("voor niemand anders verandert de koppeling", "nobody else's match changes")
    others = count(len(moved), Text("ander", "other"), Text("anderen", "others"))
    verb = Text("krijgt", "gets") if len(moved) == 1 else Text("krijgen", "get")
    said = Text(
        f"{others.nl} {verb.nl} een andere koppeling of geen",
        f"{others.en} {verb.en} another match or none",
    )
    if not full:
        return said
    codes = listed(moved)
    return Text(f"{said.nl} ({codes.nl})", f"{said.en} ({codes.en})")
