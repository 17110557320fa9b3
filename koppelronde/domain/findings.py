"""A finding: a rule that a plan breaks, or something a person should look at. It is data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from koppelronde.domain.language import Text


class Weight(StrEnum):
    """How much a finding matters."""

    BROKEN = "broken"
    """A rule is broken: the plan may not be used as it is."""
    NOTICE = "notice"
    """Allowed, but somebody should know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    ``rule`` is the name of the rule, ``who`` the codes concerned (sorted by the finder),
    ``says`` the sentence for the coordinator.
    """

    rule: str
    who: tuple[str, ...]
    says: Text
    weight: Weight = Weight.BROKEN


def broken(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """Only the findings that forbid the plan."""
    return tuple(f for f in findings if f.weight is Weight.BROKEN)
