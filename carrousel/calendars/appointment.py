"""What a calendar entry says, and what became of it since its owner last got it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_visits import CalendarKind, HandedOut
from koppelronde.domain.ronde import Koppelronde

DOMAIN: Final = "koppelcarrousel.invalid"
"""Behind every UID; a reserved name (RFC 2606), so that it never depends on a mail address."""
CANCELLED: Final = Text("GEANNULEERD: ", "CANCELLED: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One entry in one owner's calendar. ``all_day`` entries have only their first day.

    ``invited`` pairs names and mail addresses; only an invitation shows them. ``free`` does not
    block the time. ``alarm_minutes`` before the beginning, None without an alarm.
    """

    uid: str
    kind: CalendarKind
    owner: str
    with_whom: str
    begin: datetime
    end: datetime
    summary: str
    location: str = ""
    description: str = ""
    geo: tuple[float, float] | None = None
    invited: tuple[tuple[str, str], ...] = ()
    alarm_minutes: int | None = None
    all_day: date | None = None
    free: bool = False
    cancelled: bool = False
    same_as: str = ""
    """The hash of the same entry in Dutch, where this one is in another language."""

    @property
    def content_hash(self) -> str:
        """Over everything that its owner sees but its language; not over who else is invited."""
        if self.same_as:
            return self.same_as
        seen = [
            self.begin.astimezone(UTC).isoformat(), self.end.astimezone(UTC).isoformat(),
            self.summary, self.location, self.description, list(self.geo or ()),
            self.alarm_minutes, self.free, self.cancelled,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(seen, ensure_ascii=True).encode()).hexdigest()


class ChangeKind(StrEnum):
    """What happened to an entry since it was last handed out."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry with the number and the state with which it goes out now."""

    entry: Appointment
    sequence: int
    change: ChangeKind
    was: HandedOut | None


def translated(entries: Sequence[Appointment], dutch: Sequence[Appointment]) -> list[Appointment]:
    """The same entries, told apart by what they say in Dutch.

    Printing them once more in another language moves nobody's appointment: without this
    everybody would get a changed one.
    """
    return [replace(entry, same_as=same.content_hash)
            for entry, same in zip(entries, dutch, strict=True)]  # fmt: skip


def stable_uid(ronde: Koppelronde, kind: str, *who: str) -> str:
    """The same for the same meeting of the same round, wherever and whenever it takes place."""
    parts = json.dumps([ronde.procedure.code, ronde.name, kind, *who], ensure_ascii=True)
    return f"{uuid5(uuid5(NAMESPACE_URL, DOMAIN), parts)}@{DOMAIN}"


def one_line(text: str) -> str:
    """A value on one line without control characters: nothing a name says can add a property."""
    letters = (
        " " if letter in "\t\n\v\f\r\x85\u2028\u2029" else letter
        for letter in unicodedata.normalize("NFC", text)
        if letter in "\t\n\v\f\r\x85" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
    return "".join(letters).strip()


def settled(
    entries: Iterable[Appointment], handed_out: Mapping[str, HandedOut], kind: CalendarKind,
    owners: frozenset[str] | None, lang: Lang,
) -> tuple[Settled, ...]:  # fmt: skip
    """Each entry with its SEQUENCE; what was handed out and is no more comes as cancelled.

    Only entries of that kind (and of those owners, None = all) can vanish. Sorted by owner and
    moment. What was never handed out and is cancelled is left out.
    """
    result = []
    current = {entry.uid: entry for entry in entries}
    for uid, was in handed_out.items():
        mine = was.kind is kind and (owners is None or was.owner in owners)
        if mine and uid not in current:
            current[uid] = _gone(was)
    for uid, entry in current.items():
        before = handed_out.get(uid)
        if entry.cancelled:
            if before is None:
                continue
            entry = _as_cancelled(entry, before, lang)
            if before.cancelled:
                result.append(Settled(entry, before.sequence, ChangeKind.SAME, before))
            else:
                result.append(Settled(entry, before.sequence + 1, ChangeKind.CANCELLED, before))
        elif before is None:
            result.append(Settled(entry, 0, ChangeKind.NEW, None))
        elif before.content_hash == entry.content_hash:
            result.append(Settled(entry, before.sequence, ChangeKind.SAME, before))
        else:
            result.append(Settled(entry, before.sequence + 1, ChangeKind.CHANGED, before))
    return tuple(
        sorted(result, key=lambda s: (s.entry.owner, s.entry.begin.timestamp(), s.entry.uid))
    )


def _gone(was: HandedOut) -> Appointment:
    return Appointment(
        uid=was.uid, kind=was.kind, owner=was.owner, with_whom=was.with_whom, begin=was.begin,
        end=was.end, summary=was.summary, location=was.location, cancelled=True,
    )  # fmt: skip


def _as_cancelled(entry: Appointment, was: HandedOut, lang: Lang) -> Appointment:
    """A cancellation names the moment that its owner has in the calendar, under a clear title."""
    said = CANCELLED.say(lang)
    summary = was.summary if was.summary.startswith((CANCELLED.nl, CANCELLED.en)) else (
        said + was.summary
    )  # fmt: skip
    return replace(entry, begin=was.begin, end=was.end, summary=summary, location=was.location,
                   alarm_minutes=None, description="", geo=None, same_as="")  # fmt: skip


def record(settled_entry: Settled) -> HandedOut:
    """What the store must remember of an entry that goes out."""
    entry = settled_entry.entry
    return HandedOut(
        uid=entry.uid, kind=entry.kind, owner=entry.owner, with_whom=entry.with_whom,
        sequence=settled_entry.sequence, cancelled=entry.cancelled,
        content_hash=entry.content_hash, begin=entry.begin, end=entry.end,
        summary=entry.summary, location=entry.location,
    )  # fmt: skip
