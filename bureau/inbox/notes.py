"""Stars and private notes about people of the other side; seen by nobody but their writer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.profiles import LONGEST
from bureau.inbox.records import NoteRecord


def notes_of(inbox: Inbox, account: UUID, ronde: str) -> dict[str, NoteRecord]:
    """Everything this account noted in this round, by whom it is about."""
    with inbox.reading():
        return {row.about: _record(row) for row in _rows(inbox, account, ronde)}


def save_note(
    inbox: Inbox,
    account: UUID,
    ronde: str,
    about: str,
    *,
    star: bool | None = None,
    text: str | None = None,
) -> NoteRecord:
    """Change the star, the note, or both; what is None stays as it is."""
    from bureau.inbox.models import Note

    with inbox.writing():
        row = _rows(inbox, account, ronde).select_for_update().filter(about=about).first()
        if row is None:
            row = Note(account_id=account, ronde=ronde, about=about)
        if star is not None:
            row.star = star
        if text is not None:
            row.text = text[:LONGEST]
        row.saved_at = inbox.now()
        row.save(using=inbox.alias)
        return _record(row)


def _rows(inbox: Inbox, account: UUID, ronde: str) -> Any:
    from bureau.inbox.models import Note

    return Note.objects.using(inbox.alias).filter(account_id=account, ronde=ronde)


def _record(row: Any) -> NoteRecord:
    return NoteRecord(about=row.about, star=row.star, text=row.text, saved_at=row.saved_at)
