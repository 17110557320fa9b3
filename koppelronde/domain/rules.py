"""The rules for a couple, by name: which AIOS may not be coupled to which HAO, and why.

A procedure switches rules on by name. Each rule is one function that answers with a sentence
when it forbids the couple, or None. Limits that concern more than one couple (places per HAO,
places per practice) are named here too, so that a procedure can ask for them; the engines obey
them as capacities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.lists import Veto, VetoGround
from koppelronde.domain.people import Aios, Hao

GROUNDS: Final[Mapping[VetoGround, Text]] = {
    VetoGround.FORMER_TRAINER: Text("opleider uit jaar 1", "trainer of year 1"),
    VetoGround.RELATION: Text("persoonlijke relatie", "personal relation"),
    VetoGround.LARGE_HDS: Text("grootschalige HDS nodig", "large-scale HDS needed"),
}


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule about one couple; ``forbids`` gives the reason, or None when it is allowed."""

    says: Text
    forbids: Callable[[Aios, Hao, Veto | None], Text | None]


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A rule about how many couples one HAO or practice can have."""

    says: Text


def _veto(_aios: Aios, _hao: Hao, veto: Veto | None) -> Text | None:
    if veto is None:
        return None
    ground = GROUNDS[veto.ground]
    return Text(f"veto: {ground.nl}", f"veto: {ground.en}")


def _supervises_year(aios: Aios, hao: Hao, _veto: Veto | None) -> Text | None:
    if aios.year in hao.supervises:
        return None
    return Text(
        f"{hao.code} begeleidt geen aios uit jaar {aios.year}",
        f"{hao.code} does not supervise year {aios.year}",
    )


def _former_trainer(aios: Aios, hao: Hao, _veto: Veto | None) -> Text | None:
    if aios.trainer_year_1 != hao.code:
        return None
    return Text(
        f"{hao.code} was in jaar 1 al opleider van {aios.code}",
        f"{hao.code} already was the trainer of {aios.code} in year 1",
    )


def _relation(aios: Aios, hao: Hao, _veto: Veto | None) -> Text | None:
    if hao.code not in aios.relations:
        return None
    return Text(
        f"{aios.code} en {hao.code} hebben een persoonlijke relatie",
        f"{aios.code} and {hao.code} have a personal relation",
    )


def needs_large_hds(aios: Aios) -> bool:
    """A last-year trainee who is known not to have had a large-scale HDS still needs one."""
    return aios.year == 3 and aios.had_large_hds is False


def _large_hds(aios: Aios, hao: Hao, _veto: Veto | None) -> Text | None:
    if not needs_large_hds(aios) or hao.large_hds:
        return None
    if hao.large_hds is None:
        return Text(
            f"{aios.code} heeft een grootschalige HDS nodig en van {hao.code} is niet ingevuld "
            "of zij eraan verbonden is",
            f"{aios.code} needs a large-scale HDS and for {hao.code} it is not filled in whether "
            "she belongs to one",
        )
    return Text(
        f"{aios.code} had nog geen grootschalige HDS en {hao.code} is er niet aan verbonden",
        f"{aios.code} had no large-scale HDS yet and {hao.code} does not belong to one",
    )


RULES: Final[Mapping[str, PairRule | LimitRule]] = {
    "veto": PairRule(
        Text(
            "Een veto op een erkende grond sluit een koppeling uit.",
            "A veto on a recognised ground excludes a couple.",
        ),
        _veto,
    ),
    "supervises_year": PairRule(
        Text(
            "Een HAO krijgt alleen een AIOS uit een jaar dat zij mag begeleiden.",
            "A trainer only gets a trainee of a year she may supervise.",
        ),
        _supervises_year,
    ),
    "former_trainer": PairRule(
        Text(
            "Een AIOS krijgt niet dezelfde opleider als in jaar 1.",
            "A trainee does not get the trainer of year 1 again.",
        ),
        _former_trainer,
    ),
    "relation": PairRule(
        Text(
            "Geen koppeling bij een persoonlijke relatie (familie, eigen huisarts).",
            "No couple with a personal relation (family, own GP).",
        ),
        _relation,
    ),
    "large_hds": PairRule(
        Text(
            "Een AIOS werkt minstens één keer bij een HAO met een grootschalige HDS.",
            "A trainee works at least once with a trainer of a large-scale HDS.",
        ),
        _large_hds,
    ),
    "places": LimitRule(
        Text(
            "Een HAO krijgt niet meer AIOS dan zij plaatsen heeft.",
            "A trainer gets no more trainees than she has places.",
        )
    ),
    "praktijk_places": LimitRule(
        Text(
            "Een praktijk krijgt niet meer AIOS dan zij plaatsen heeft.",
            "A practice gets no more trainees than it has places.",
        )
    ),
}


RULE_NAMES: Final[Mapping[str, Text]] = {
    "veto": Text("een veto", "a veto"),
    "supervises_year": Text("een jaar dat de HAO niet begeleidt",
                            "a year that the trainer does not supervise"),
    "former_trainer": Text("opleider in jaar 1", "the trainer of year 1"),
    "relation": Text("een persoonlijke relatie", "a personal relation"),
    "large_hds": Text("geen grootschalige HDS bekend", "no large-scale HDS known"),
    "refused_in_call": Text("een nee aan de telefoon", "a no by phone"),
}  # fmt: skip
"""Each reason that can exclude a couple, short enough to be counted in a sentence."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a couple may not be made: the rule's name and its reason."""

    rule: str
    says: Text


def refusal(rules: tuple[str, ...], aios: Aios, hao: Hao, veto: Veto | None) -> Refusal | None:
    """The first of the named rules that forbids this couple, or None."""
    for name in rules:
        rule = RULES[name]
        if isinstance(rule, PairRule):
            says = rule.forbids(aios, hao, veto)
            if says is not None:
                return Refusal(name, says)
    return None
