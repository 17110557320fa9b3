"""Evaluated rounds for the tests of the report, plain or with people nobody could be called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from bureau.report import ReportInput
from koppelronde.domain.outcomes.outcome_calls import CallOutcome
from koppelronde.domain.people import Place
from koppelronde.domain.ronde import Koppelronde
from matching.explain.compare import compare
from tests.matching.calls.afternoon import MADE_AT, SEED, Desk, desk_of, disagreeing_round
from tests.papers_round import rotation, visits_for

T = TypeVar("T")


def given_of(desk: Desk, *, trial: bool = False) -> ReportInput:
    """What the report is told of the round on that desk."""
    return ReportInput(
        ronde=desk.ronde,
        matching=replace(desk.matching, trial=trial, made_at=MADE_AT),
        made_at=MADE_AT,
        timetable=rotation(desk.ronde),
        calendar=visits_for(desk.ronde),
        calls=desk.calls,
        records=desk.records,
        compared=compare(desk.ronde, desk.facts, seed=SEED),
    )


@cache
def evaluated(aios: int = 24, haos: int = 26, trial: bool = False) -> ReportInput:
    """A round of that size with a few calls made."""
    desk = desk_of(disagreeing_round(aios, haos, each=min(7, haos)))
    for call in [call for call in desk.calls.calls if call.partner][:3]:
        desk = desk.call(call.who, call.partner or "", CallOutcome.ACCEPTED)
    return given_of(desk, trial=trial)


def renamed(value: T, codes: Mapping[str, str]) -> T:
    """The same records in which every one of those codes is another."""
    found: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        found = codes.get(value, value)
    elif isinstance(value, tuple):
        parts = [renamed(one, codes) for one in value]
        found = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    elif isinstance(value, Mapping):
        found = {renamed(k, codes): renamed(v, codes) for k, v in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        here = {f.name: renamed(getattr(value, f.name), codes) for f in fields(value) if f.init}
        found = replace(value, **here)
    return found  # type: ignore[no-any-return]  # the same type, piece by piece


CANARIES = ("kanarie", "9876 QX", "vogelnest", "tjilp", "0699887766", "53.98765", "7.12345")


def with_canaries(ronde: Koppelronde) -> Koppelronde:
    """Everything personal holds a word that stands nowhere else."""
    old = [p.code for p in (*ronde.aios, *ronde.haos)] + [p.code for p in ronde.praktijken]
    codes = {code: f"Kanarie{at:03d}{code[:1]}" for at, code in enumerate(old)}
    ronde = renamed(ronde, codes)
    place = Place("Kanarielaan 7", "9876 QX", "Vogelnest", 53.98765, 7.12345)
    near = replace(place, latitude=53.9, longitude=7.1)
    person: dict[str, Any] = {"first_name": "Tjilp", "infix": "van", "surname": "Kanarie",
              "emails": ("kanarie@tjilp.example",), "phones": ("0699887766",)}  # fmt: skip
    return replace(
        ronde,
        aios=tuple(replace(one, home=place, **person) for one in ronde.aios),
        haos=tuple(replace(one, **person) for one in ronde.haos),
        praktijken=tuple(
            replace(one, name="Praktijk Kanarie", place=near, phone="0699887766")
            for one in ronde.praktijken
        ),
        settings=replace(
            ronde.settings,
            contact=replace(ronde.settings.contact, name="Kanarie", email="kanarie@tjilp.example"),
        ),
    )
