"""Who takes part in the carrousel, which couples may not meet there, and who wishes what.

Everything here is by code. The engines below it work with indices into ``movers`` (in the order
of the lot) and ``stayers`` (in the order of the tables).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind, Turn
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.ronde import AgreementKind, Koppelronde, Presence
from koppelronde.domain.rules import Refusal, refusal
from koppelronde.domain.times import AMSTERDAM, local_moment


def turns_away(
    ronde: Koppelronde, turns: Sequence[Turn], events: Sequence[DayEvent] = ()
) -> Mapping[str, frozenset[int]]:
    """Numbers of the turns that somebody misses; nothing for who is there all the time."""
    away: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for presence in ronde.presences:
        away[presence.code] |= missed_turns(presence, turns)
    for event in events:
        if event.kind is not DayEventKind.SWAP_TABLE:
            away[event.who] |= frozenset(range(event.first, event.last + 1))
    return away


def missed_turns(presence: Presence, turns: Sequence[Turn]) -> frozenset[int]:
    """Turns that do not lie wholly within the hours somebody is there."""
    return frozenset(
        turn.number
        for turn in turns
        if (presence.begin and turn.begin.timestamp() < _same_day(turn, presence.begin))
        or (presence.end and turn.end.timestamp() > _same_day(turn, presence.end))
        or any(
            turn.begin.timestamp() < _same_day(turn, back)
            and turn.end.timestamp() > _same_day(turn, gone)
            for gone, back in presence.away
        )
    )


def _same_day(turn: Turn, at: time) -> float:
    return local_moment(turn.begin.astimezone(AMSTERDAM).date(), at).timestamp()


Pair = tuple[str, str]
"""An AIOS and an HAO, always in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """Everybody who is there, sorted by code.

    ``vetoed`` couples never meet. ``ineligible`` couples could not be coupled afterwards: they
    are never chosen, but when everybody meets everybody they meet too.
    """

    aios: tuple[str, ...]
    haos: tuple[str, ...]
    vetoed: frozenset[Pair]
    ineligible: frozenset[Pair]
    presences: Mapping[str, Presence]
    findings: tuple[Finding, ...] = ()

    def of(self, side: Side) -> tuple[str, ...]:
        """The codes of one side."""
        return self.aios if side is Side.AIOS else self.haos


def guests_of(ronde: Koppelronde) -> Guests:
    """Who takes part: everybody except who withdrew or is away on that date."""
    day = ronde.settings.carrousel_date
    gone = set(ronde.withdrawn)
    away = {
        person.code
        for person in (*ronde.aios, *ronde.haos)
        if person.code not in gone and day is not None and person.away_on(day)
    }
    aios = tuple(sorted((p for p in ronde.aios if p.code not in gone | away), key=_code))
    haos = tuple(sorted((p for p in ronde.haos if p.code not in gone | away), key=_code))
    vetoed, ineligible = _not_allowed(ronde, aios, haos)
    return Guests(
        aios=tuple(person.code for person in aios),
        haos=tuple(person.code for person in haos),
        vetoed=vetoed,
        ineligible=ineligible,
        presences={p.code: p for p in ronde.presences if p.code not in gone | away},
        findings=_away_notice(tuple(sorted(away))),
    )


def _code(person: Aios | Hao) -> str:
    return person.code


def _not_allowed(
    ronde: Koppelronde, aios: tuple[Aios, ...], haos: tuple[Hao, ...]
) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Vetoed or refused by hand, and against a rule for couples."""
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    vetoed = {(veto.aios, veto.hao) for veto in ronde.vetoes} if "veto" in rules else set()
    vetoed |= {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT}
    # The rules look at a few fields of the AIOS only: ask once for all who are alike in those.
    alike: dict[tuple[object, ...], list[Aios]] = defaultdict(list)
    for person in aios:
        fields = (person.year, person.had_large_hds, person.trainer_year_1, person.relations)
        alike[fields].append(person)
    ineligible = {
        (person.code, hao.code)
        for group in alike.values()
        for hao in haos
        if refusal(rules, group[0], hao, None) is not None
        for person in group
    }
    here = {(a.code, h.code) for a in aios for h in haos} if vetoed else set()
    return frozenset(vetoed & here), frozenset(ineligible - vetoed)


def why_not(ronde: Koppelronde, pair: Pair) -> Refusal | None:
    """The rule against a couple, in words."""
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    aios, hao = ronde.aios_by_code[pair[0]], ronde.hao_by_code[pair[1]]
    return refusal(rules, aios, hao, ronde.veto_by_couple.get(pair))


def _away_notice(away: tuple[str, ...]) -> tuple[Finding, ...]:
    if not away:
        return ()
    names = listed(away)
    return (
        Finding(
            "carrousel_away",
            away,
            Text(
                f"Niet in de carrousel, want die dag afwezig gemeld: {names.nl}.",
                f"Not in the carousel, because reported absent that day: {names.en}.",
            ),
            Weight.NOTICE,
        ),
    )
