"""What the engines produce for everybody: goals reached, couples, candidates, a matching.

All outcomes are plain frozen records; the afternoon, the visits and the calls have modules of
their own (outcome_carrousel, outcome_visits, outcome_calls). Printing, mailing and storing need
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One ordered goal: its value, the best value possible, and whether that was proven.

    ``most`` says whether more is better. ``value == bound`` when ``proven``.
    """

    name: str
    says: Text
    unit: str
    value: int
    bound: int
    proven: bool
    most: bool


@dataclass(frozen=True, slots=True, order=True)
class Couple:
    """Two codes."""

    aios: str
    hao: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """Who interviews whom. ``witness`` is a complete matching inside the interviews.

    ``groups`` holds the codes of each group where everybody in a group meets everybody.
    """

    version: int
    made_at: datetime
    interviews: tuple[Couple, ...]
    witness: tuple[Couple, ...]
    stages: tuple[Stage, ...] = ()
    findings: tuple[Finding, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class MatchedCouple:
    """One AIOS placed with one HAO, with what stood on both lists.

    A rank is None for a couple made by hand between two people who never met. ``locked`` was
    agreed by hand or by phone; ``held`` only stays because somebody was told of it and asked for
    time.
    """

    aios: str
    hao: str
    rank_by_aios: int | None
    rank_by_hao: int | None
    listed_by_aios: bool = True
    listed_by_hao: bool = True
    travel_minutes: int | None = None
    shared_days: int | None = None
    locked: bool = False
    held: bool = False

    @property
    def worse_rank(self) -> int | None:
        """The worse of both ranks."""
        if self.rank_by_aios is None or self.rank_by_hao is None:
            return None
        return max(self.rank_by_aios, self.rank_by_hao)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The whole group's result. ``open_haos`` pairs each HAO with the places still free."""

    couples: tuple[MatchedCouple, ...]
    unplaced: tuple[str, ...]
    open_haos: tuple[tuple[str, int], ...]
    stages: tuple[Stage, ...]
    always: tuple[Couple, ...] = ()
    """Couples that are in every optimum."""
    trial: bool = True
    input_hash: str = ""
    result_hash: str = ""
    seed: str = ""
    made_at: datetime | None = None
    findings: tuple[Finding, ...] = ()

    def partner_of(self, code: str) -> tuple[str, ...]:
        """Who somebody is coupled to: none, one, or several for an HAO with places."""
        return tuple(
            couple.hao if couple.aios == code else couple.aios
            for couple in self.couples
            if code in (couple.aios, couple.hao)
        )
