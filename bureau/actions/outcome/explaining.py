"""Why this couple and not another; what another couple would cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koppelronde.domain.acting import By
from koppelronde.domain.language import Text
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.facts import Facts
    from koppelronde.domain.ronde import Koppelronde
    from matching.explain.explain import Explanation
    from matching.explain.what_if import Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One person's result in sentences; ``explanation`` is None while it is settled by hand."""

    who: str
    trial: bool
    sentences: tuple[Text, ...]
    explanation: Explanation | None = None


def explain_person(store: Store, by: By, *, code: str, full: bool = False) -> Explained:
    """Why somebody has this partner and nobody who stood higher; found by solving again.

    ``full`` names others and their ranks: for the office only. WrongUse for an unknown code.
    """
    from bureau.actions.kept import known_person, result_of
    from matching.explain.explain import asked_about, explain

    del by  # looking leaves no trace
    ronde = store.load()
    kept = result_of(store, ronde)
    code = known_person(ronde, code)
    facts, settling = _facts_of(ronde, kept)
    if settling and code in kept.matching.unplaced:
        said = (
            Text(
                f"{ronde.name_of(code)} ({code}) heeft nu geen plaats; daar wordt met de hand een "
                "oplossing voor gezocht. Zie  ",
                f"{ronde.name_of(code)} ({code}) has no place now; that is being settled by hand. "
                "See  ",
            )
            + Step(Do.SETTLE).said
        )
        return Explained(who=code, trial=kept.matching.trial, sentences=(said,))
    asked = asked_about(facts, kept.matching, goals=kept.goals, keep=frozenset(kept.keep))
    made = explain(ronde, asked, code)
    return Explained(
        who=code, trial=kept.matching.trial, explanation=made,
        sentences=_sentences(ronde, facts, kept, made, full=full),
    )  # fmt: skip


def _facts_of(ronde: Koppelronde, kept: KeptResult) -> tuple[Facts, bool]:
    """The facts that the result was made from; whether the rest is settled by hand."""
    from koppelronde.domain.facts import couple_facts
    from matching.settle.held import facts_of_result

    now = couple_facts(ronde)
    facts = facts_of_result(now, kept.matching, kept.goals)
    return facts, facts.couples != now.couples


def _sentences(
    ronde: Koppelronde, facts: Facts, kept: KeptResult, made: Explanation, *, full: bool
) -> tuple[Text, ...]:
    from matching.explain.explain_words import explanation_said
    from matching.explain.matching_shortage import shortage_as_reason, shortages
    from matching.goals.partners import pairs_of

    said = list(explanation_said(ronde, made, full=full))
    lacks = shortages(facts, pairs_of(kept.matching))
    lack = next((lack for lack in lacks if made.who in lack.unplaced), None)
    if lack is not None:
        said.insert(1, shortage_as_reason(lack, full=full))
    return tuple(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAsked:
    """What it would cost to make one couple; ``price`` is None where it is not possible at all."""

    aios: str
    hao: str
    trial: bool
    price: Price | None

    @property
    def sentences(self) -> tuple[Text, ...]:
        """What it would cost, for the office."""
        from matching.explain.price_words import group_said

        if self.price is None:
            return (Text("Dit paar kan niet: een regel of veto sluit het uit, of zij hebben elkaar "
                         "niet ontmoet.",
                         "This pair is not possible: a rule or veto excludes it, or they did not "
                         "meet."),)  # fmt: skip
        if self.price.change is None:
            return (
                Text(
                    "Dat was voor de groep even goed geweest; de loting besliste.",
                    "That would have been as good for the group; the draw decided.",
                ),
            )
        return (group_said(self.price, self.price.change, full=True),)


def ask_what_if(store: Store, by: By, *, aios: str, hao: str) -> WhatIfAsked:
    """The price of making this couple, by the goals that the result was made by; changes nothing.

    WrongUse for an unknown code, OutOfOrder while there is no result.
    """
    from bureau.actions.kept import known_person, result_of
    from matching.explain.explain import asked_about

    del by  # looking leaves no trace
    ronde = store.load()
    kept = result_of(store, ronde)
    pair = (known_person(ronde, aios), known_person(ronde, hao))
    facts, _ = _facts_of(ronde, kept)
    asked = asked_about(facts, kept.matching, goals=kept.goals, keep=frozenset(kept.keep))
    return WhatIfAsked(
        aios=pair[0], hao=pair[1], trial=kept.matching.trial, price=asked.forced(pair)
    )
