"""The telephone calls: how many, why, and what came out."""

from __future__ import annotations

from collections import Counter
from typing import Final

from bureau.report.content import Block, Paragraph, Section, Table
from bureau.report.discretion import Discretion, Part
from bureau.report.given import ReportInput
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_calls import CallOutcome, CallReason
from matching.calls.scripts import REASON_SAYS
from matching.figures.statistics import call_outcomes

_OUTCOMES: Final = (
    (CallOutcome.ACCEPTED, Text("akkoord", "agrees")),
    (CallOutcome.REFUSED, Text("niet akkoord", "does not agree")),
    (CallOutcome.ASKS_TIME, Text("wil bedenktijd", "wants time")),
    (CallOutcome.UNREACHABLE, Text("niet bereikt", "not reached")),
    (None, Text("nog te doen", "still to be made")),
)


def calls(given: ReportInput, told: Discretion) -> Section | None:
    """Nothing before there is a call list."""
    if given.calls is None:
        return None
    lang, listed = told.lang, given.calls
    title = Text("De telefoongesprekken", "The telephone calls").say(lang)
    outcomes = Counter(call_outcomes(listed, given.records).values())
    total = sum(outcomes.values())
    if not total:
        says = Text("Niemand hoefde gebeld te worden.", "Nobody needed to be called.")
        return Section("gesprekken", title, (Paragraph(says.say(lang)),))
    rows = list(told.parts([Part(says, outcomes[outcome]) for outcome, says in _OUTCOMES]))
    rows.append((Text("samen", "together").say(lang), told.count(total)))
    heads = (Text("Uitkomst van het gesprek", "Outcome of the call"), Text("aantal", "number"))
    blocks: list[Block] = [
        Table(tuple(h.say(lang) for h in heads), tuple(rows), strong=len(rows) - 1)
    ]
    reasons = Counter(reason for call in listed.calls for reason in call.reasons)
    if reasons:
        now = len(listed.calls)
        heads = (Text("Reden om te bellen (nu op de bellijst, meer dan één kan)",
                      "Reason to call (now on the call list, there may be several)"),
                 Text("aantal", "number"))  # fmt: skip
        rows = [
            (REASON_SAYS[reason].say(lang), told.share(reasons[reason], now))
            for reason in CallReason
            if reasons[reason]
        ]
        blocks.append(Table(tuple(h.say(lang) for h in heads), tuple(rows)))
    return Section("gesprekken", title, tuple(blocks))
