"""How a result turned out, per side, each number with its denominator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_calls import CallList, CallOutcome, CallRecord
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many, and what is counted."""

    says: Text
    number: int
    out_of: int

    @property
    def percent(self) -> int | None:
        """Rounded half up; None when there is nobody to count."""
        return None if not self.out_of else (200 * self.number + self.out_of) // (2 * self.out_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideStatistics:
    """One side's result.

    ``profile`` counts couples by the rank that this side gave: (rank, number), for ranks on the
    list. ``left_off`` are couples whose partner did not stand on it.
    """

    side: Side
    shares: tuple[Share, ...]
    profile: tuple[tuple[int, int], ...]
    left_off: int
    mean_rank: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatistics:
    """The whole result: both sides, the couples, and the calls."""

    aios: SideStatistics
    hao: SideStatistics
    couples: tuple[Share, ...]
    calls: tuple[Share, ...]


def round_statistics(
    ronde: Koppelronde,
    matching: Matching,
    calls: CallList | None = None,
    records: tuple[CallRecord, ...] = (),
) -> RoundStatistics:
    """All numbers of a result; people who withdrew count nowhere but among the calls."""
    return RoundStatistics(
        aios=_side(ronde, matching, Side.AIOS),
        hao=_side(ronde, matching, Side.HAO),
        couples=_couples(ronde, matching),
        calls=() if calls is None else call_shares(calls, records),
    )


def _side(ronde: Koppelronde, matching: Matching, side: Side) -> SideStatistics:
    aios_side = side is Side.AIOS
    gone = set(ronde.withdrawn)
    people = [p.code for p in (ronde.aios if aios_side else ronde.haos) if p.code not in gone]
    ranks: list[int] = []
    left_off = 0
    with_partner: set[str] = set()
    for couple in matching.couples:
        rank = couple.rank_by_aios if aios_side else couple.rank_by_hao
        listed = couple.listed_by_aios if aios_side else couple.listed_by_hao
        with_partner.add(couple.aios if aios_side else couple.hao)
        if rank is None or not listed:
            left_off += 1
        else:
            ranks.append(rank)
    top, made = ronde.number("top_ranks"), len(matching.couples)
    handed_in = sum(bool(ronde.list_of.get(c) and ronde.list_of[c].entries) for c in people)
    shares = (
        Share(Text("leverden een lijst in", "handed in a list"), handed_in, len(people)),
        Share(Text("hebben een koppeling", "have a match"),
              len(with_partner & set(people)), len(people)),
        Share(Text("koppelingen met de eigen eerste keus", "matches with their own first choice"),
              ranks.count(1), made),
        Share(Text(f"koppelingen binnen de eigen eerste {top}",
                   f"matches within their own first {top}"),
              sum(rank <= top for rank in ranks), made),
        Share(Text(f"koppelingen met voorkeur {top + 1} of verder",
                   f"matches with rank {top + 1} or lower"),
              sum(rank > top for rank in ranks), made),
        Share(Text("koppelingen met iemand buiten de eigen lijst",
                   "matches with somebody off their own list"), left_off, made),
    )  # fmt: skip
    return SideStatistics(
        side=side,
        shares=shares,
        profile=tuple(sorted(Counter(ranks).items())),
        left_off=left_off,
        mean_rank=sum(ranks) / len(ranks) if ranks else None,
    )


def _couples(ronde: Koppelronde, matching: Matching) -> tuple[Share, ...]:
    top, limit = ronde.number("top_ranks"), ronde.number("travel_limit_minutes")
    made = len(matching.couples)
    both = sum(
        c.worse_rank is not None and c.worse_rank <= top and c.listed_by_aios and c.listed_by_hao
        for c in matching.couples
    )
    resting = sum(
        not (c.listed_by_aios and c.listed_by_hao)
        and c.worse_rank is not None and c.worse_rank <= top
        for c in matching.couples
    )  # fmt: skip
    known = [c.travel_minutes for c in matching.couples if c.travel_minutes is not None]
    return (
        Share(Text(f"koppelingen binnen {top} aan beide kanten",
                   f"matches within {top} on both sides"), both, made),
        Share(Text("uitzonderingen", "exceptions"), made - both, made),
        Share(Text(f"waarvan alleen binnen {top} omdat iemand niet is genoemd",
                   f"of which within {top} only because somebody was not named"),
              resting, made),
        Share(Text(f"meer dan {limit} minuten reizen (van wie de reistijd bekend is)",
                   f"over {limit} minutes of travel (of those known)"),
              sum(minutes > limit for minutes in known), len(known)),
        Share(held_said(ronde),
              sum(c.locked for c in matching.couples), made),
    )  # fmt: skip


def held_said(ronde: Koppelronde) -> Text:
    """How couples came to be fixed in this procedure."""
    if ronde.procedure.has(PhaseKind.CALLS):
        return Text("met de hand of aan de telefoon vastgezet", "held by hand or by phone")
    return Text("met de hand vastgezet", "held by hand")


def call_outcomes(
    calls: CallList, records: tuple[CallRecord, ...]
) -> dict[tuple[str, str], CallOutcome | None]:
    """Every conversation, by who was called and about whom, with its last outcome.

    A refused couple is no longer on the call list but its conversation still counts. None means
    that it is still to be held.
    """
    found: dict[tuple[str, str], CallOutcome | None] = {}
    for record in records:
        found[record.who, record.partner] = record.outcome
    for call in calls.calls:
        found.setdefault((call.who, call.partner or ""), call.outcome)
    return found


def call_shares(calls: CallList, records: tuple[CallRecord, ...]) -> tuple[Share, ...]:
    """The conversations by their last outcome; together they are all conversations."""
    outcomes = Counter(call_outcomes(calls, records).values())
    total = sum(outcomes.values())
    return (
        Share(Text("telefoongesprekken: akkoord", "phone calls: agrees"),
              outcomes[CallOutcome.ACCEPTED], total),
        Share(Text("telefoongesprekken: niet akkoord", "phone calls: does not agree"),
              outcomes[CallOutcome.REFUSED], total),
        Share(Text("telefoongesprekken: wil bedenktijd", "phone calls: wants time"),
              outcomes[CallOutcome.ASKS_TIME], total),
        Share(Text("telefoongesprekken: niet bereikt", "phone calls: not reached"),
              outcomes[CallOutcome.UNREACHABLE], total),
        Share(Text("telefoongesprekken: nog te doen", "phone calls: still to be made"),
              outcomes[None], total),
    )  # fmt: skip
