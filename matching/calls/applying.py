"""What a recorded call changes: an acceptance locks the couple, a refusal takes it out.

Records in, a new round out; undoing a call is going back to the earlier round. What then becomes
of the matching is :mod:`matching.calls.rematch`.
"""

from __future__ import annotations

from dataclasses import replace

from koppelronde.domain.errors import WrongUse
from koppelronde.domain.facts import couple_facts
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_calls import CallOutcome, CallRecord
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Agreement, AgreementKind, Koppelronde
from koppelronde.domain.steps import Do, Step


def apply_call(ronde: Koppelronde, record: CallRecord) -> Koppelronde:
    """The round after this call; the same round when nothing was settled by it.

    The partner may be the one of the matching or an alternative that was agreed on the spot.
    WrongUse when a code is unknown, when nobody is named to accept or refuse, or when an
    accepted couple cannot be made: a rule forbids it, or the places are promised to others.
    """
    settled = {
        CallOutcome.ACCEPTED: AgreementKind.LOCKED,
        CallOutcome.REFUSED: AgreementKind.OUT,
    }.get(record.outcome)
    side = side_of(ronde, record.who)
    if settled is None:
        return ronde
    aios, hao = pair_of_call(ronde, side, record)
    agreement = Agreement(aios, hao, settled, record.note, record.by)
    others = tuple(a for a in ronde.agreements if (a.aios, a.hao) != (aios, hao))
    after = replace(ronde, agreements=tuple(sorted((*others, agreement))))
    if settled is AgreementKind.LOCKED:
        _can_be_kept(after, aios, hao)
    return after


def withdraw(ronde: Koppelronde, code: str) -> Koppelronde:
    """The round without this AIOS or HAO; what was agreed with them is void, the rest stays."""
    side_of(ronde, code)
    return replace(ronde, withdrawn=tuple(sorted({*ronde.withdrawn, code})))


def side_of(ronde: Koppelronde, code: str) -> Side:
    """Which side somebody is on; WrongUse for a code that this round does not know."""
    if code in ronde.aios_by_code:
        return Side.AIOS
    if code in ronde.hao_by_code:
        return Side.HAO
    raise WrongUse(
        Text(f"'{code}' is geen AIOS of HAO in deze ronde.", f"'{code}' is nobody in this round.")
    )


def pair_of_call(ronde: Koppelronde, side: Side, record: CallRecord) -> tuple[str, str]:
    """The couple that the call settled, the AIOS first; WrongUse when there is none."""
    if not record.partner:
        raise WrongUse(
            Text(
                f"Over welke koppeling ging het gesprek met {record.who}?",
                f"Which match was the call with {record.who} about?",
            ),
            Text("Noem de ander:  ", "Name the other:  ") + Step(Do.NAME_THE_OTHER).said,
        )
    if side_of(ronde, record.partner) is side:
        raise WrongUse(
            Text(
                f"{record.who} en {record.partner} zijn van dezelfde kant.",
                f"{record.who} and {record.partner} are on the same side.",
            )
        )
    pair = (record.who, record.partner)
    return pair if side is Side.AIOS else (pair[1], pair[0])


def _can_be_kept(ronde: Koppelronde, aios: str, hao: str) -> None:
    """WrongUse when this couple, once agreed, could not be in any matching."""
    facts = couple_facts(ronde)
    for excluded in facts.excluded:
        if (excluded.aios, excluded.hao) == (aios, hao):
            raise WrongUse(
                Text(f"{aios} en {hao} kan niet: ", f"{aios} and {hao} cannot be matched: ")
                + excluded.why.says
            )
    if (aios, hao) not in facts.locked:
        raise WrongUse(
            Text(
                f"{aios} en {hao} kan niet: een van beiden doet niet meer mee, of staat niet op "
                "de lijst waar dat moet.",
                f"{aios} and {hao} cannot be matched: one of them takes no part any more, or is "
                "not on a list where that is required.",
            )
        )
    praktijk_of = {places.hao: places for places in facts.haos}
    mine = [other for a, other in facts.locked if a == aios and other != hao]
    if mine:
        raise WrongUse(
            Text(f"{aios} heeft al afgesproken met {mine[0]}.",
                 f"{aios} already agreed with {mine[0]}."),
            Text("Leg eerst vast dat die koppeling vervalt.",
                 "Record first that that match is dropped."),
        )  # fmt: skip
    places = praktijk_of[hao]
    at_hao = sum(other == hao for _a, other in facts.locked)
    limit = facts.praktijk_places.get(places.praktijk)
    at_praktijk = sum(praktijk_of[h].praktijk == places.praktijk for _a, h in facts.locked)
    if at_hao > places.places or (limit is not None and at_praktijk > limit):
        raise WrongUse(
            Text(f"Alle plaatsen bij {hao} zijn al met anderen afgesproken.",
                 f"All places of {hao} are already agreed with others."),
        )  # fmt: skip
