"""What the inbox gives to everybody else. Moments are aware, ids are random (UUID4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from koppelronde.domain.language import Lang
from koppelronde.domain.people import Side


class StaffRole(StrEnum):
    """What somebody of the office may do; a person may hold several."""

    A_TEAM = "a_team"
    O_TEAM = "o_team"
    KOPPELAAR = "koppelaar"
    BEHEER = "beheer"


class Part(StrEnum):
    """What can be drafted and handed in; each person has one line of versions per part."""

    LIST_BEFORE = "list_before"
    LIST = "list"
    VETO = "veto"
    VISIT_WISHES = "visit_wishes"


class UploadKind(StrEnum):
    """The files somebody may add."""

    PHOTO = "photo"
    CV = "cv"
    LEERWERKPLAN = "leerwerkplan"


class TaskState(StrEnum):
    """How long work stands; ``BROKEN`` means its worker was not heard of any more."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody as a person of one round."""

    ronde: str
    side: Side
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRecord:
    """Somebody who can log in. ``lang`` is None as long as nobody chose."""

    id: UUID
    email: str
    name: str
    lang: Lang | None
    roles: frozenset[StaffRole]
    active: bool
    activated_at: datetime | None
    participants: tuple[Participant, ...]

    def in_round(self, ronde: str) -> Participant | None:
        """Whom the account is in that round."""
        return next((p for p in self.participants if p.ronde == ronde), None)


class InvitationState(StrEnum):
    """Whether an invitation can still be used."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRecord:
    """An invitation as it stands now."""

    account: AccountRecord
    made_at: datetime
    made_by: str
    expires_at: datetime
    state: InvitationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A new invitation with its two secrets, which are kept nowhere."""

    invitation: InvitationRecord
    token: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """A draft; ``content`` is JSON data of that part. Revision 0 means that there is none yet."""

    part: Part
    content: Any
    revision: int
    saved_at: datetime | None
    saved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandInRecord:
    """What was handed in. ``admitted`` is None as long as nobody decided on a late one."""

    id: UUID
    ronde: str
    number: int
    code: str
    part: Part
    content: Any
    sha256: str
    received_at: datetime
    by: str
    on_behalf: bool
    reason: str
    late: bool
    admitted: bool | None

    @property
    def counts(self) -> bool:
        """Whether it may be taken up: in time, or admitted."""
        return not self.late or self.admitted is True

    @property
    def mark(self) -> str:
        """The first letters of the hash in groups of four, to read aloud."""
        return " ".join(self.sha256[n : n + 4] for n in range(0, 16, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecord:
    """The texts of one person by field."""

    texts: dict[str, str]
    revision: int
    saved_at: datetime | None
    saved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRecord:
    """A file without its content."""

    id: UUID
    ronde: str
    code: str
    kind: UploadKind
    media_type: str
    sha256: str
    size: int
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord:
    """A star and a note about one person of the other side."""

    about: str
    star: bool
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecord:
    """A message in the outbox."""

    id: UUID
    kind: str
    account: UUID | None
    address: str
    subject: str
    body: str
    made_at: datetime
    not_before: datetime
    tried: int
    sent_at: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """Long work as it stands; ``progress`` runs from 0 to 1."""

    id: UUID
    kind: str
    arguments: dict[str, Any]
    ronde: str
    asked_by: str
    asked_at: datetime
    state: TaskState
    progress: float
    says_nl: str
    says_en: str
    stop_asked: bool
    result: dict[str, Any]
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRecord:
    """Who of the office looked at what, when and why."""

    at: datetime
    what: str
    by: UUID
    by_role: str
    reason: str
