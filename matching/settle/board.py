"""Who sits where now, and who could sit with whom: the ground under settling by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from koppelronde.domain.facts import met_couples
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import AgreementKind, Koppelronde
from koppelronde.domain.rules import refusal

Pair = tuple[str, str]
"""An AIOS and an HAO, in that order."""


@dataclass(frozen=True)
class Board:
    """``partner`` is the HAO of every placed AIOS. ``fixed`` AIOS agreed and do not move."""

    ronde: Koppelronde
    partner: dict[str, str]
    fixed: frozenset[str]

    @cached_property
    def aios(self) -> tuple[str, ...]:
        """Every AIOS taking part, by code."""
        gone = set(self.ronde.withdrawn)
        return tuple(sorted(p.code for p in self.ronde.aios if p.code not in gone))

    @cached_property
    def haos(self) -> tuple[str, ...]:
        """Every HAO taking part, by code."""
        gone = set(self.ronde.withdrawn)
        return tuple(sorted(p.code for p in self.ronde.haos if p.code not in gone))

    @cached_property
    def met(self) -> frozenset[Pair]:
        """Who met, or was to meet for an interview."""
        return met_couples(self.ronde)

    @cached_property
    def seated(self) -> dict[str, tuple[str, ...]]:
        """The AIOS of every HAO, by code."""
        found: dict[str, list[str]] = {hao: [] for hao in self.haos}
        for aios, hao in sorted(self.partner.items()):
            found[hao].append(aios)
        return {hao: tuple(people) for hao, people in found.items()}

    @cached_property
    def limits(self) -> dict[str, int]:
        """Places of the practices that set a limit."""
        if not self.ronde.procedure.applies("praktijk_places"):
            return {}
        return {p.code: p.places for p in self.ronde.praktijken if p.places is not None}

    @cached_property
    def filled(self) -> Counter[str]:
        """How many AIOS every practice has."""
        return Counter(self.praktijk(hao) for hao in self.partner.values())

    def praktijk(self, hao: str) -> str:
        """The practice of an HAO."""
        return self.ronde.hao_by_code[hao].praktijk

    def has_room(self, hao: str) -> bool:
        """Whether the HAO herself has a place, whatever her practice allows."""
        return len(self.seated[hao]) < self.ronde.hao_by_code[hao].places

    def praktijk_has_room(self, praktijk: str) -> bool:
        """Whether the practice takes one more."""
        limit = self.limits.get(praktijk)
        return limit is None or self.filled[praktijk] < limit

    def free_places(self, hao: str) -> int:
        """Places this HAO can still fill now, her practice's limit included."""
        free = self.ronde.hao_by_code[hao].places - len(self.seated[hao])
        limit = self.limits.get(self.praktijk(hao))
        if limit is not None:
            free = min(free, limit - self.filled[self.praktijk(hao)])
        return max(0, free)

    def why_not(self, aios: str, hao: str) -> Text | None:
        """Why a rule, a veto or an earlier refusal forbids this couple, or None."""
        return why_not(self.ronde, aios, hao)

    def possible(self, aios: str, hao: str) -> bool:
        """Whether nothing forbids this couple."""
        return (aios, hao) in self._allowed

    @cached_property
    def _allowed(self) -> frozenset[Pair]:
        ronde, out = self.ronde, _refused_before(self.ronde)
        rules = tuple(choice.name for choice in ronde.procedure.rules)
        trainers = [ronde.hao_by_code[hao] for hao in self.haos]
        return frozenset(
            (a, hao.code)
            for a in self.aios
            for trainee in [ronde.aios_by_code[a]]
            for hao in trainers
            if (a, hao.code) not in out
            and refusal(rules, trainee, hao, ronde.veto_by_couple.get((a, hao.code))) is None
        )

    def rank(self, aios: str, hao: str, *, by: str) -> int | None:
        """The rank that ``by`` gave to the other; None where it is not on that list."""
        return self._ranks.get(by, {}).get(hao if by == aios else aios)

    @cached_property
    def _ranks(self) -> dict[str, dict[str, int]]:
        """Ranks on the final lists; before those exist, on the lists handed in before."""
        ties = self.ronde.procedure.ties
        lists = {x.owner: x for x in self.ronde.lists_before} | dict(self.ronde.list_of)
        return {owner: lijst.ranks(ties) for owner, lijst in sorted(lists.items())}


def _refused_before(ronde: Koppelronde) -> frozenset[Pair]:
    return frozenset((a.aios, a.hao) for a in ronde.agreements if a.kind is AgreementKind.OUT)


def why_not(ronde: Koppelronde, aios: str, hao: str) -> Text | None:
    """Why this couple may not be made, or None."""
    if (aios, hao) in _refused_before(ronde):
        return Text(
            "hier was iemand eerder niet akkoord mee", "somebody did not agree to this before"
        )
    rules = tuple(choice.name for choice in ronde.procedure.rules)
    trainee, trainer = ronde.aios_by_code[aios], ronde.hao_by_code[hao]
    why = refusal(rules, trainee, trainer, ronde.veto_by_couple.get((aios, hao)))
    return None if why is None else why.says


def board_of(ronde: Koppelronde, matching: Matching) -> tuple[Board, tuple[Finding, ...]]:
    """Where everybody sits: the matching, corrected by what was agreed, refused or withdrawn."""
    locked = {a.aios: a.hao for a in sorted(ronde.agreements) if a.kind is AgreementKind.LOCKED}
    gone = set(ronde.withdrawn)
    partner: dict[str, str] = {}
    found: list[Finding] = []
    for aios, hao in sorted({**{c.aios: c.hao for c in matching.couples}, **locked}.items()):
        if aios not in ronde.aios_by_code or aios in gone:
            continue
        if hao in gone or hao not in ronde.hao_by_code:
            why: Text | None = Text("de opleider doet niet meer mee", "the trainer withdrew")
        else:
            why = None if aios in locked else why_not(ronde, aios, hao)
        if why is None:
            partner[aios] = hao
        else:
            found.append(
                Finding(
                    "couple_fell_through",
                    (aios, hao),
                    Text(
                        f"De koppeling van {aios} en {hao} vervalt: {why.nl}.",
                        f"The couple of {aios} and {hao} falls through: {why.en}.",
                    ),
                    Weight.NOTICE,
                )
            )
    return Board(ronde, partner, frozenset(set(locked) & set(partner))), tuple(found)
