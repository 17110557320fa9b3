"""The closing account of a round: every person, place, couple and conversation counted once.

Each section is a total and its parts; the parts must add up to the total. Everything that was
settled by hand is listed with its reason, its name, and whom it passes over.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from koppelronde.domain.facts import Facts
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.lottery_said import lottery_said
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import CallList, CallOutcome, CallRecord
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from matching.explain.blocking import passed_over
from matching.figures.statistics import call_outcomes, held_said
from matching.goals.partners import pairs_of


@dataclass(frozen=True, slots=True)
class Section:
    """A total and the parts that it is made of."""

    says: Text
    total: int
    parts: tuple[tuple[Text, int], ...]

    @property
    def adds_up(self) -> bool:
        """Whether the parts are the total, none of them negative."""
        return sum(number for _says, number in self.parts) == self.total and all(
            number >= 0 for _says, number in self.parts
        )


@dataclass(frozen=True, slots=True)
class ByHand:
    """A couple settled by hand or by phone, and the codes of people it passes over."""

    agreement: Agreement
    passes_over: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The closing account."""

    sections: tuple[Section, ...]
    by_hand: tuple[ByHand, ...]
    withdrawn: tuple[str, ...]
    result_hash: str
    lottery: Text | None = None
    """Where the lot comes from; None for a trial."""

    @property
    def adds_up(self) -> bool:
        """Whether every section adds up."""
        return all(section.adds_up for section in self.sections)


def closing_account(
    ronde: Koppelronde,
    facts: Facts,
    matching: Matching,
    calls: CallList,
    records: tuple[CallRecord, ...] = (),
) -> Account:
    """The account of this result, counted from the records themselves."""
    pairs = pairs_of(matching)
    by_hand = tuple(
        ByHand(
            agreement,
            passed_over(facts, pairs, (agreement.aios, agreement.hao))
            if agreement.kind is AgreementKind.LOCKED
            else (),
        )
        for agreement in ronde.agreements
    )
    return Account(
        sections=(
            _people(ronde, matching),
            _places(ronde, matching),
            _couples(ronde, matching),
            *_conversations(ronde, calls, records),
        ),
        by_hand=by_hand,
        withdrawn=ronde.withdrawn,
        result_hash=matching.result_hash,
        lottery=None if matching.trial else lottery_said(ronde),
    )


def _people(ronde: Koppelronde, matching: Matching) -> Section:
    placed = {couple.aios for couple in matching.couples}
    gone = {person.code for person in ronde.aios} & set(ronde.withdrawn)
    return Section(
        Text("AIOS in deze ronde", "trainees in this round"),
        len(ronde.aios),
        (
            (Text("geplaatst", "placed"), len(placed)),
            (Text("niet geplaatst", "not placed"), len(set(matching.unplaced))),
            (Text("doet niet (meer) mee", "takes no part (any more)"), len(gone)),
        ),
    )


def _places(ronde: Koppelronde, matching: Matching) -> Section:
    gone = set(ronde.withdrawn)
    return Section(
        Text("plaatsen bij HAO's", "places of trainers"),
        sum(hao.places for hao in ronde.haos),
        (
            (Text("bezet", "filled"), len(matching.couples)),
            (Text("open", "open"), sum(free for _hao, free in matching.open_haos)),
            (
                Text("van wie niet (meer) meedoet", "of those who take no part (any more)"),
                sum(hao.places for hao in ronde.haos if hao.code in gone),
            ),
        ),
    )


def _couples(ronde: Koppelronde, matching: Matching) -> Section:
    locked = sum(couple.locked for couple in matching.couples)
    return Section(
        Text("koppelingen", "matches"),
        len(matching.couples),
        (
            (Text("zoals berekend", "as computed"), len(matching.couples) - locked),
            (held_said(ronde), locked),
        ),
    )


def _conversations(
    ronde: Koppelronde, calls: CallList, records: tuple[CallRecord, ...]
) -> tuple[Section, ...]:
    """Nothing where the procedure settles by hand and nobody was called."""
    if not ronde.procedure.has(PhaseKind.CALLS) and not records:
        return ()
    outcomes = call_outcomes(calls, records)
    counted = Counter(outcomes.values())
    parts = (
        (Text("akkoord", "agrees"), CallOutcome.ACCEPTED),
        (Text("niet akkoord", "does not agree"), CallOutcome.REFUSED),
        (Text("wil bedenktijd", "wants time"), CallOutcome.ASKS_TIME),
        (Text("niet bereikt", "not reached"), CallOutcome.UNREACHABLE),
        (Text("nog te doen", "still to be made"), None),
    )
    section = Section(
        Text("telefoongesprekken", "phone calls"),
        len(outcomes),
        tuple((says, counted[outcome]) for says, outcome in parts),
    )
    return (section,)


def account_findings(account: Account) -> tuple[Finding, ...]:
    """A finding for every section that does not add up."""
    return tuple(
        Finding(
            "account",
            (),
            Text(
                f"De rekening klopt niet: {section.says.nl} {section.total}, "
                f"de delen samen {sum(n for _t, n in section.parts)}.",
                f"The account does not add up: {section.says.en} {section.total}, "
                f"its parts {sum(n for _t, n in section.parts)}.",
            ),
        )
        for section in account.sections
        if not section.adds_up
    )
