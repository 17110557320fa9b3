"""One call as somebody with a telephone needs it: who, why, what to say, what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bureau.actions.outcome.call_listing import CallsListed
from bureau.actions.outcome.calls import OUTCOMES
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_calls import Call, CallOutcome
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde

if TYPE_CHECKING:
    from matching.calls.rematch import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Possibility:
    """Another partner, and how many others would move for it."""

    name: str
    own_rank: int | None
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCall:
    """``number`` is the place on the list, from 1; ``script`` is what to say, line by line."""

    number: int
    call: Call
    name: str
    where: str
    phones: tuple[str, ...]
    partner: str
    reasons: tuple[Text, ...]
    script: tuple[str, ...]
    possibilities: tuple[Possibility, ...]
    standing: Text | None


def desk_calls(listed: CallsListed, lang: Lang) -> tuple[DeskCall, ...]:
    """Every call of the list, most urgent first."""
    return tuple(_desk_call(listed, n, call, lang) for n, call in enumerate(listed.calls.calls, 1))


def _desk_call(listed: CallsListed, number: int, call: Call, lang: Lang) -> DeskCall:
    from koppelronde.domain.facts import couple_facts
    from koppelronde.press.templates import templates_in
    from matching.calls.scripts import REASON_SAYS, script

    ronde, matching = listed.ronde, listed.kept.matching
    person = ronde.person(call.who)
    said = script(ronde, couple_facts(ronde), matching, call, templates_in("calls", lang), lang)
    return DeskCall(
        number=number, call=call, name=ronde.name_of(call.who), where=_where(ronde, call),
        phones=() if person is None else tuple(person.phones),
        partner="" if call.partner is None else ronde.name_of(call.partner),
        reasons=tuple(REASON_SAYS[reason] for reason in call.reasons),
        script=tuple(said.splitlines()),
        possibilities=tuple(
            Possibility(
                name=ronde.name_of(one.partner), own_rank=one.own_rank, moved=one.others_moved
            )
            for one in call.alternatives
        ),
        standing=None if call.outcome is None else OUTCOMES[CallOutcome(call.outcome)],
    )  # fmt: skip


def _where(ronde: Koppelronde, call: Call) -> str:
    if call.side is Side.AIOS:
        return ronde.aios_by_code[call.who].home.town
    praktijk = ronde.praktijk_by_code.get(ronde.hao_by_code[call.who].praktijk)
    return (
        "" if praktijk is None else ", ".join(p for p in (praktijk.name, praktijk.place.town) if p)
    )


def moves_said(ronde: Koppelronde, moves: tuple[Move, ...]) -> tuple[tuple[str, Text], ...]:
    """``Joost Kuipers``: from whom to whom; who had been spoken to is named as such."""
    found = []
    for move in moves:
        before, after = (
            ", ".join(ronde.name_of(code) for code in codes) for codes in (move.before, move.after)
        )
        said = Text(f"van {before or 'niemand'} naar {after or 'niemand'}",
                    f"from {before or 'nobody'} to {after or 'nobody'}")  # fmt: skip
        if move.told:
            said += Text(" (was al gesproken)", " (had been spoken to)")
        found.append((ronde.name_of(move.who), said))
    return tuple(found)
