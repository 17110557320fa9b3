"""Drafts: one per person and part, guarded by a revision; nothing is ever overwritten unseen."""

from __future__ import annotations

from typing import Any

from bureau.inbox.handle import Inbox
from bureau.inbox.records import DraftRecord, Part
from koppelronde.domain.errors import SavedMeanwhile
from koppelronde.domain.language import Text


class DraftChanged(SavedMeanwhile):
    """Somebody, or the same person on another tab, saved since; ``other`` is what stands."""

    def __init__(self, other: DraftRecord) -> None:
        super().__init__(
            Text(
                f"{other.saved_by} heeft dit intussen gewijzigd. Er is niets overschreven.",
                f"{other.saved_by} changed this meanwhile. Nothing was overwritten.",
            )
        )
        self.other = other


def draft(inbox: Inbox, ronde: str, code: str, part: Part) -> DraftRecord:
    """The draft as it stands; revision 0 and no content where there is none."""
    with inbox.reading():
        row = _rows(inbox, ronde, code, part).first()
        return _record(part, row)


def save_draft(
    inbox: Inbox, ronde: str, code: str, part: Part, content: Any, *, expect: int, by: str
) -> DraftRecord:
    """Save over revision ``expect`` (0: there is none yet); DraftChanged where it moved on."""
    from bureau.inbox.models import Draft

    with inbox.writing():
        row = _rows(inbox, ronde, code, part).select_for_update().first()
        if (0 if row is None else row.revision) != expect:
            raise DraftChanged(_record(part, row))
        if row is None:
            row = Draft(ronde=ronde, code=code, part=part.value)
        row.content, row.revision = content, expect + 1
        row.saved_at, row.saved_by = inbox.now(), by
        row.save(using=inbox.alias)
        return _record(part, row)


def drafts_of_round(inbox: Inbox, ronde: str, part: Part) -> dict[str, DraftRecord]:
    """Every draft of that part, by code."""
    from bureau.inbox.models import Draft

    with inbox.reading():
        rows = Draft.objects.using(inbox.alias).filter(ronde=ronde, part=part.value)
        return {row.code: _record(part, row) for row in rows}


def _rows(inbox: Inbox, ronde: str, code: str, part: Part) -> Any:
    from bureau.inbox.models import Draft

    return Draft.objects.using(inbox.alias).filter(ronde=ronde, code=code, part=part.value)


def _record(part: Part, row: Any) -> DraftRecord:
    if row is None:
        return DraftRecord(part=part, content=None, revision=0, saved_at=None, saved_by="")
    return DraftRecord(
        part=part,
        content=row.content,
        revision=row.revision,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )
