"""Moments proposed and agreed for one visit; guarded by a revision, like everything typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bureau.inbox.handle import Inbox
from koppelronde.domain.errors import SavedMeanwhile
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side


class AppointmentState(StrEnum):
    """How far two people are with each other."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRecord:
    """``moments`` are proposed by ``proposed_by``; ``begin`` is what both agreed on."""

    aios: str
    praktijk: str
    moments: tuple[datetime, ...]
    proposed_by: Side
    begin: datetime | None
    state: AppointmentState
    revision: int
    taken: int
    saved_at: datetime
    saved_by: str


def appointments(inbox: Inbox, ronde: str) -> tuple[AppointmentRecord, ...]:
    """Every one of that round, in the order in which they were last changed."""
    with inbox.reading():
        return tuple(_record(row) for row in _rows(inbox, ronde).order_by("saved_at", "pk"))


def save_appointment(
    inbox: Inbox, ronde: str, aios: str, praktijk: str, *, state: AppointmentState,
    proposed_by: Side, moments: Sequence[datetime], begin: datetime | None, expect: int, by: str,
) -> AppointmentRecord:  # fmt: skip
    """Save over revision ``expect`` (0: there is none yet); SavedMeanwhile where it moved on."""
    from bureau.inbox.models import Appointment

    with inbox.writing():
        row = _rows(inbox, ronde).select_for_update().filter(aios=aios, praktijk=praktijk).first()
        if (0 if row is None else row.revision) != expect:
            raise SavedMeanwhile(
                Text("De ander veranderde dit bezoek net. Kijk hoe het er nu staat.",
                     "The other just changed this visit. Look how it stands now.")
            )  # fmt: skip
        if row is None:
            row = Appointment(ronde=ronde, aios=aios, praktijk=praktijk)
        row.moments = [moment.isoformat() for moment in moments]
        row.proposed_by, row.begin, row.state = proposed_by.value, begin, state.value
        row.revision, row.saved_at, row.saved_by = expect + 1, inbox.now(), by
        row.save(using=inbox.alias)
        return _record(row)


def note_taken(inbox: Inbox, ronde: str, taken: Sequence[AppointmentRecord]) -> None:
    """The round has these as they were."""
    with inbox.writing():
        for one in taken:
            rows = _rows(inbox, ronde).filter(aios=one.aios, praktijk=one.praktijk)
            rows.update(taken=one.revision)


def _rows(inbox: Inbox, ronde: str) -> Any:
    from bureau.inbox.models import Appointment

    return Appointment.objects.using(inbox.alias).filter(ronde=ronde)


def _record(row: Any) -> AppointmentRecord:
    return AppointmentRecord(
        aios=row.aios, praktijk=row.praktijk,
        moments=tuple(datetime.fromisoformat(text) for text in row.moments),
        proposed_by=Side(row.proposed_by), begin=row.begin, state=AppointmentState(row.state),
        revision=row.revision, taken=row.taken, saved_at=row.saved_at, saved_by=row.saved_by,
    )  # fmt: skip
