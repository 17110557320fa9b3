"""Files of participants as they were made safe (:mod:`bureau.inbox.safe_files`); one of each kind.

A new file of a kind replaces the one before it and gets a new random id, so that an address that
somebody kept does not show the new one.
"""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from bureau.inbox.handle import Inbox
from bureau.inbox.records import UploadKind, UploadRecord


def keep_upload(
    inbox: Inbox,
    ronde: str,
    code: str,
    kind: UploadKind,
    content: bytes,
    media_type: str,
    *,
    by: str,
) -> UploadRecord:
    """Keep a file that was made safe already, in the place of the earlier one of that kind."""
    from bureau.inbox.models import Upload

    with inbox.writing():
        _rows(inbox, ronde).filter(code=code, kind=kind.value).delete()
        row = Upload(
            ronde=ronde, code=code, kind=kind.value, media_type=media_type, content=content,
            sha256=hashlib.sha256(content).hexdigest(), size=len(content),
            saved_at=inbox.now(), saved_by=by,
        )  # fmt: skip
        row.save(using=inbox.alias, force_insert=True)
        return _record(row)


def remove_upload(inbox: Inbox, ronde: str, code: str, kind: UploadKind) -> None:
    """Remove somebody's file of that kind."""
    with inbox.writing():
        _rows(inbox, ronde).filter(code=code, kind=kind.value).delete()


def uploads_of(inbox: Inbox, ronde: str, code: str) -> dict[UploadKind, UploadRecord]:
    """The files of one person, by kind."""
    with inbox.reading():
        rows = _rows(inbox, ronde).filter(code=code).defer("content")
        return {UploadKind(row.kind): _record(row) for row in rows}


def uploads_of_round(inbox: Inbox, ronde: str) -> dict[tuple[str, UploadKind], UploadRecord]:
    """Every file of the round, by code and kind, without the contents."""
    with inbox.reading():
        rows = _rows(inbox, ronde).defer("content")
        return {(row.code, UploadKind(row.kind)): _record(row) for row in rows}


def read_upload(inbox: Inbox, upload: UUID) -> tuple[UploadRecord, bytes] | None:
    """A file with its content; None where there is none of that id."""
    from bureau.inbox.models import Upload

    with inbox.reading():
        row = Upload.objects.using(inbox.alias).filter(id=upload).first()
        return None if row is None else (_record(row), bytes(row.content))


def _rows(inbox: Inbox, ronde: str) -> Any:
    from bureau.inbox.models import Upload

    return Upload.objects.using(inbox.alias).filter(ronde=ronde)


def _record(row: Any) -> UploadRecord:
    return UploadRecord(
        id=row.id, ronde=row.ronde, code=row.code, kind=UploadKind(row.kind),
        media_type=row.media_type, sha256=row.sha256, size=row.size, saved_at=row.saved_at,
    )  # fmt: skip
