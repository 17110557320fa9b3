"""What was done and about what: what a program may read of a journal, beside its sentences.

The sentence of an entry is for people: it may be corrected, translated or erased. Whether a round
was printed, mailed or announced is read from the act and its subject, never from the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """One act. The values are stored: a name may be added, none may change."""

    CHANGED = "changed"
    """Anything else that was saved."""

    CREATED = "created"
    IMPORTED = "imported"
    INVITED = "invited"
    ASSIGNED = "assigned"
    """Interviews were assigned: the candidates of everybody."""
    PLANNED = "planned"
    REPAIRED = "repaired"
    """A timetable or visit plan was mended for one event."""
    ATTENDED = "attended"
    """Who was at the carrousel is written down."""
    VISIT_RECORDED = "visit_recorded"
    TAKEN_UP = "taken_up"
    """Lists that people handed in elsewhere were taken up into the round."""
    SEALED = "sealed"
    DRAWN = "drawn"
    UNSEALED = "unsealed"
    TRIED = "tried"
    """A matching that does not count."""
    MATCHED = "matched"
    CALLED = "called"
    WITHDRAWN = "withdrawn"
    PLACED = "placed"
    VETOED = "vetoed"
    ANNOUNCED = "announced"

    PRINTED = "printed"
    """Papers were made."""
    EXPORTED = "exported"
    """A file was written that is no paper for anybody: a workbook, a proof, somebody's own data."""
    DRAFTED = "drafted"
    """Messages were made for everybody whom they concern, to be sent by hand."""
    MAILED = "mailed"
    """A message is about to leave, has left, or was refused; its document says which."""
    HANDED_OUT = "handed_out"
    """Calendars: from now on people have these appointments."""

    UNDONE = "undone"
    RESTORED = "restored"
    PURGED = "purged"
    """Erased because its term was over."""
    ERASED = "erased"
    """Somebody's data were erased at their request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an act was about; every field may be empty.

    ``kind`` is a kind of document, of paper or of mail; ``version`` its number, or the mark of a
    result; ``who`` a code.
    """

    kind: str = ""
    version: str = ""
    who: str = ""


NOTHING: Final = Subject()
