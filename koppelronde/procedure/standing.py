"""Where a round stands: per phase what is done, what is missing and from whom, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.steps import Step
from koppelronde.procedure.deadlines import deadlines
from koppelronde.procedure.documents import Documents
from koppelronde.procedure.phase_readings import READ_PEOPLE, READERS


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStanding:
    """One phase. ``missing`` are the codes from whom something is still awaited."""

    kind: PhaseKind
    title: Text
    done: int
    total: int
    says: Text
    missing: tuple[str, ...] = ()
    next_step: Step | None = None
    deadline: date | None = None

    @property
    def finished(self) -> bool:
        """Nothing is left to do here."""
        return self.total > 0 and self.done >= self.total


def standing(ronde: Koppelronde, documents: Documents) -> tuple[PhaseStanding, ...]:
    """Every phase of the procedure, in its order."""
    days = {d.kind: d.day for d in deadlines(ronde.procedure, ronde.settings)}
    found = []
    for phase in ronde.procedure.phases:
        done, total, says, missing, step = READERS[phase.kind](ronde, documents)
        if not ronde.aios or not ronde.haos:
            step = READ_PEOPLE
        found.append(
            PhaseStanding(
                kind=phase.kind, title=phase.title, done=done, total=total, says=says,
                missing=missing, next_step=None if total and done >= total else step,
                deadline=days.get(phase.kind),
            )
        )  # fmt: skip
    return tuple(found)


_BEHIND: Final = frozenset(
    {PhaseKind.SHORTLIST, PhaseKind.CARROUSEL, PhaseKind.VISITS, PhaseKind.LISTS, PhaseKind.MATCH}
)
"""Once one of these is finished, what was left open before it is behind us."""


def overtaken(phases: tuple[PhaseStanding, ...]) -> frozenset[PhaseKind]:
    """The phases that the round went past: a later one that builds on them is finished.

    When all lists are in, two visits of which nobody recorded the outcome hold nothing up.
    """
    done = [number for number, phase in enumerate(phases) if phase.finished]
    last = max((number for number in done if phases[number].kind in _BEHIND), default=0)
    return frozenset(phase.kind for phase in phases[:last])


def next_step(phases: tuple[PhaseStanding, ...]) -> PhaseStanding | None:
    """The first phase that is not finished nor overtaken, and for which something can be done."""
    behind = overtaken(phases)
    return next(
        (p for p in phases if not p.finished and p.next_step and p.kind not in behind), None
    )
