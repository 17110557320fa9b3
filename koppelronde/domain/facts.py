"""What an engine may know of a possible couple: numbers only, no names and no profile texts.

:func:`couple_facts` decides which couples are possible at all (met or listed, no rule against
it) and lists, for everything left out, the rule that did it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from koppelronde.domain.language import Text
from koppelronde.domain.lists import VetoGround
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.ronde import AgreementKind, Koppelronde
from koppelronde.domain.rules import GROUNDS, Refusal, refusal


class PossibleCouple(NamedTuple):
    """A couple that no rule forbids. A rank is 1 for the best."""

    aios: str
    hao: str
    rank_by_aios: int
    rank_by_hao: int
    listed_by_aios: bool = True
    listed_by_hao: bool = True
    travel_minutes: int | None = None
    shared_days: int | None = None


class Places(NamedTuple):
    """How many AIOS an HAO can take, at which practice, and for how long nobody came.

    ``waiting_days`` runs from the end of the last AIOS until the start of this placement.
    """

    hao: str
    places: int
    praktijk: str = ""
    waiting_days: int = 0


@dataclass(frozen=True, slots=True)
class Excluded:
    """A couple that people met or listed and that a rule forbids."""

    aios: str
    hao: str
    why: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The whole input of the matching engine, sorted by code.

    ``locked`` couples are in every result and need not be possible otherwise.
    ``praktijk_places`` limits the couples of a practice where it is set.
    """

    aios: tuple[str, ...]
    haos: tuple[Places, ...]
    couples: tuple[PossibleCouple, ...]
    praktijk_places: Mapping[str, int] = field(default_factory=dict)
    locked: tuple[tuple[str, str], ...] = ()
    excluded: tuple[Excluded, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs of AIOS who may not come to the same practice."""


def shared_days(aios: Aios, hao: Hao) -> int | None:
    """Weekdays on which both work; None where one of them gave no working days."""
    if not aios.work_days or not hao.work_days:
        return None
    return len(aios.work_days & hao.work_days)


def waiting_days(hao: Hao, ronde: Koppelronde) -> int:
    """Days without an AIOS until the placement starts; 0 where either date is unknown."""
    if hao.last_aios_until is None or ronde.settings.start_date is None:
        return 0
    return max(0, (ronde.settings.start_date - hao.last_aios_until).days)


def met_couples(ronde: Koppelronde) -> frozenset[tuple[str, str]]:
    """Who met, or is to meet in an interview that nobody called off.

    A visit that took place counts for every trainer of the practice; where interviews were
    assigned with some of them, for those alone. An assigned interview counts until its visit is
    recorded as cancelled or as nobody having come: a coordinator need not write down that all
    went as planned.
    """
    met = set(ronde.met_before)
    assigned: dict[tuple[str, str], set[str]] = {}
    for aios, hao in ronde.interviews:
        trainer = ronde.hao_by_code.get(hao)
        if trainer is None or not trainer.praktijk:
            met.add((aios, hao))
        else:
            assigned.setdefault((aios, trainer.praktijk), set()).add(hao)
    called_off = {
        (outcome.aios, outcome.praktijk)
        for outcome in ronde.visit_outcomes
        if outcome.status in (VisitStatus.CANCELLED, VisitStatus.NO_SHOW)
    }
    for outcome in ronde.visit_outcomes:
        if outcome.status is VisitStatus.DONE:
            visit = (outcome.aios, outcome.praktijk)
            called_off.discard(visit)
            if visit not in assigned:
                for trainer in ronde.haos_of_praktijk.get(outcome.praktijk, ()):
                    met.add((outcome.aios, trainer.code))
    for visit, trainers in assigned.items():
        if visit not in called_off:
            met |= {(visit[0], hao) for hao in trainers}
    return frozenset(met)


def candidate_couples(ronde: Koppelronde) -> frozenset[tuple[str, str]]:
    """Who met, or stands on at least one of the two lists: to be listed counts as having met.

    A visit may not have been written down; ``koppel lists check`` names who is listed without one.
    """
    couples = set(met_couples(ronde))
    for lijst in ronde.lists_aios:
        couples |= {(lijst.owner, partner) for partner, _ in lijst.entries}
    for lijst in ronde.lists_hao:
        couples |= {(partner, lijst.owner) for partner, _ in lijst.entries}
    return frozenset(couples)


def _refused_since(ground: str) -> Refusal:
    """Why a couple is out since the lists: a veto on a ground that came late, or a no by phone."""
    if not ground:
        return Refusal(
            "refused_in_call", Text("niet akkoord aan de telefoon", "not agreed by phone")
        )
    return Refusal(
        "veto", Text("veto na de koppeling: ", "veto after the matching: ")
        + GROUNDS[VetoGround(ground)]
    )  # fmt: skip


def couple_facts(ronde: Koppelronde) -> Facts:
    """The matching engine's input for this round."""
    procedure = ronde.procedure
    rules = tuple(choice.name for choice in procedure.rules)
    out = {(a.aios, a.hao): a.ground for a in ronde.agreements if a.kind is AgreementKind.OUT}
    locked = {(a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.LOCKED}
    gone = set(ronde.withdrawn)
    ranks = {owner: lijst.ranks(procedure.ties) for owner, lijst in ronde.list_of.items()}
    left_off = {
        owner: lijst.left_off_rank(procedure.ties, procedure.left_off)
        for owner, lijst in ronde.list_of.items()
    }
    agreed: list[tuple[str, str]] = []
    couples: list[PossibleCouple] = []
    excluded: list[Excluded] = []
    for aios_code, hao_code in sorted(candidate_couples(ronde) | locked):
        aios, hao = ronde.aios_by_code.get(aios_code), ronde.hao_by_code.get(hao_code)
        if aios is None or hao is None or aios_code in gone or hao_code in gone:
            continue
        why = refusal(rules, aios, hao, ronde.veto_by_couple.get((aios_code, hao_code)))
        if why is None and (aios_code, hao_code) in out:
            why = _refused_since(out[aios_code, hao_code])
        if why is not None:
            excluded.append(Excluded(aios_code, hao_code, why))
            continue
        if (aios_code, hao_code) in locked:
            agreed.append((aios_code, hao_code))
        rank_by_aios = ranks.get(aios_code, {}).get(hao_code, left_off.get(aios_code, 1))
        rank_by_hao = ranks.get(hao_code, {}).get(aios_code, left_off.get(hao_code, 1))
        if rank_by_aios is None or rank_by_hao is None:
            continue
        travel = ronde.travel_to_hao(aios, hao)
        couples.append(
            PossibleCouple(
                aios_code,
                hao_code,
                rank_by_aios,
                rank_by_hao,
                hao_code in ranks.get(aios_code, {}),
                aios_code in ranks.get(hao_code, {}),
                None if travel is None else travel.minutes,
                shared_days(aios, hao),
            )
        )
    limited = procedure.applies("praktijk_places")
    return Facts(
        aios=tuple(person.code for person in ronde.aios if person.code not in gone),
        haos=tuple(
            Places(hao.code, hao.places, hao.praktijk, waiting_days(hao, ronde))
            for hao in ronde.haos
            if hao.code not in gone
        ),
        couples=tuple(couples),
        praktijk_places={
            praktijk.code: praktijk.places
            for praktijk in ronde.praktijken
            if limited and praktijk.places is not None
        },
        locked=tuple(agreed),
        excluded=tuple(excluded),
    )


def listed_without_part(ronde: Koppelronde) -> Mapping[str, tuple[str, ...]]:
    """Who stands on lists without taking part (not invited, dropped out), and on whose."""
    gone = set(ronde.withdrawn)
    found: dict[str, set[str]] = {}
    for lijst in (*ronde.lists_before, *ronde.lists_aios, *ronde.lists_hao):
        for partner, _ in lijst.entries:
            if partner in gone and lijst.owner not in gone:
                found.setdefault(partner, set()).add(lijst.owner)
    return {partner: tuple(sorted(owners)) for partner, owners in sorted(found.items())}


def apart_pairs(ronde: Koppelronde) -> tuple[tuple[str, str], ...]:
    """Pairs of AIOS taking part who may not come to one practice, whichever of them named it."""
    here = {person.code for person in ronde.aios} - set(ronde.withdrawn)
    pairs = {
        (min(person.code, other), max(person.code, other))
        for person in ronde.aios
        for other in person.apart_from
        if person.code in here and other in here and other != person.code
    }
    return tuple(sorted(pairs))
