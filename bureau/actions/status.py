"""Where the round stands: what is done, from whom something is awaited, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bureau.actions.kept import load_documents
from bureau.actions.taking_up import lists_up_to_date
from koppelronde.domain.acting import By
from koppelronde.domain.findings import Finding
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.deadlines import awkward, deadlines
from koppelronde.procedure.standing import PhaseStanding, next_step, overtaken, standing

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from bureau.store.journal import JournalEntry


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """Somebody from whom something is awaited in one phase.

    ``since`` is the first day on which it could be done and ``due`` the last; None where the round
    has no such date.
    """

    kind: PhaseKind
    code: str
    since: date | None
    due: date | None

    def days_late(self, today: date) -> int:
        """How many days ago the last day was; 0 as long as it is not over."""
        return 0 if self.due is None else max(0, (today - self.due).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a round stands.

    ``now`` is the phase in which the next step is, None where nothing is left to do. ``findings``
    are dates that lie awkwardly. ``erased`` is the entry of the journal by which the data went.
    """

    ronde: Koppelronde
    today: date
    phases: tuple[PhaseStanding, ...]
    now: PhaseStanding | None
    findings: tuple[Finding, ...]
    waiting: tuple[Waiting, ...]
    erased: JournalEntry | None


def look_at_status(store: Store, by: By) -> Status:
    """The phases of the procedure, each with what is done and what is missing from whom."""
    ronde = lists_up_to_date(store, by)
    phases = standing(ronde, load_documents(store, ronde))
    erased = store.erased_by_term()
    now = None if erased is not None else next_step(phases)
    today = by.at.date()
    return Status(
        ronde=ronde, today=today, phases=phases, now=now,
        findings=awkward(ronde.procedure, ronde.settings),
        waiting=() if erased is not None else _waiting(ronde, phases, now, today),
        erased=erased,
    )  # fmt: skip


def _waiting(
    ronde: Koppelronde, phases: tuple[PhaseStanding, ...], now: PhaseStanding | None, today: date
) -> tuple[Waiting, ...]:
    """From whom, in the phase of now and in those that began by their dates."""
    days = {d.kind: d for d in deadlines(ronde.procedure, ronde.settings)}
    behind = overtaken(phases)
    found = []
    for phase in phases:
        day = days.get(phase.kind)
        first = None if day is None else day.first
        begun = (now is not None and phase.kind is now.kind) or (
            first is not None and first <= today
        )
        if begun and phase.kind not in behind and not phase.finished:
            due = None if day is None else day.day
            found += [Waiting(phase.kind, code, first, due) for code in phase.missing]
    return tuple(found)
