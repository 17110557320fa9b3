"""Small rounds of the Groningen kind: lists handed in before anybody met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from koppelronde.domain.lists import Veto, VetoGround, Voorkeurslijst
from koppelronde.domain.people import Aios, Hao, Praktijk, Side
from koppelronde.domain.procedure import GoalChoice, Procedure
from koppelronde.domain.ronde import Koppelronde, Settings
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.toml_file import load_procedure

MADE_AT = datetime(2026, 12, 15, 9, tzinfo=AMSTERDAM)
START = date(2027, 3, 1)


def goal(name: str, **numbers: int) -> GoalChoice:
    """A goal of a test; ``from_`` stands for ``from``."""
    return GoalChoice(
        name=name, source="test", parameters={k.rstrip("_"): v for k, v in numbers.items()}
    )


GOALS = (
    goal("even_candidates"),
    goal("worst_ranks", from_=3),
    goal("rank_sum"),
    goal("waiting"),
    goal("lottery"),
)


def procedure(each: int, goals: tuple[GoalChoice, ...] = GOALS) -> Procedure:
    """The Groningen procedure with another number of candidates and these shortlist goals."""
    known = load_procedure("groningen")
    choice = replace(known.numbers["candidates_each"], value=each)
    spare = replace(known.numbers["invite_spare"], value=0)
    numbers = {**known.numbers, "candidates_each": choice, "invite_spare": spare}
    return replace(known, numbers=numbers, shortlist_goals=goals)


def before(owner: str, text: str, side: Side = Side.AIOS) -> Voorkeurslijst:
    """``H1 H2=H3`` is H1 first, then H2 and H3 together on 2."""
    entries: list[tuple[str, Decimal]] = []
    for group in text.split():
        rank = Decimal(len(entries) + 1)
        entries += [(code, rank) for code in group.split("=")]
    return Voorkeurslijst(owner, side, tuple(entries))


def round_before(
    lists: Mapping[str, str],
    haos: Sequence[str],
    *,
    each: int = 2,
    years: Mapping[str, int] | None = None,
    supervises: Mapping[str, Sequence[int]] | None = None,
    needs_hds: Sequence[str] = (),
    hds: Sequence[str] | None = None,
    places: Mapping[str, int] | None = None,
    praktijk_of: Mapping[str, str] | None = None,
    praktijk_places: Mapping[str, int] | None = None,
    vetoes: Sequence[tuple[str, str]] = (),
    waiting: Mapping[str, int] | None = None,
    goals: tuple[GoalChoice, ...] = GOALS,
) -> Koppelronde:
    """A round in which the AIOS have ranked; ``waiting`` is in days, 100 unless told."""
    at = dict(praktijk_of or {})
    years, waiting, supervises = years or {}, waiting or {}, supervises or {}
    limits = dict(praktijk_places or {})
    people = [
        Aios(
            code=code,
            year=3 if code in needs_hds else years.get(code, 1),
            had_large_hds=code not in needs_hds,
        )
        for code in sorted(lists)
    ]
    trainers = [
        Hao(
            code=code,
            praktijk=at.get(code, "P" + code),
            supervises=frozenset(supervises.get(code, (1, 3))),
            places=(places or {}).get(code, 1),
            large_hds=hds is None or code in hds,
            last_aios_until=START - timedelta(days=waiting.get(code, 100)),
        )
        for code in sorted(haos)
    ]
    return Koppelronde(
        name="Proefronde",
        procedure=procedure(each, goals),
        settings=Settings(start_date=START),
        aios=tuple(people),
        haos=tuple(trainers),
        praktijken=tuple(
            Praktijk(code=code, places=limits.get(code))
            for code in sorted({trainer.praktijk for trainer in trainers})
        ),
        lists_before=tuple(before(owner, text) for owner, text in sorted(lists.items()) if text),
        vetoes=tuple(Veto(a, h, VetoGround.RELATION) for a, h in sorted(vetoes)),
    )
