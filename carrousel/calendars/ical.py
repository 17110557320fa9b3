"""Entries written as iCalendar files (RFC 5545, 5546, 7986) that are the same bytes each time.

Three forms. A file to import: METHOD:PUBLISH, organiser, nobody invited. An invitation: one
entry, organiser and invited, METHOD:REQUEST, or METHOD:CANCEL to withdraw it. A feed: as a file,
with a name and how often to look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vDuration

from carrousel.calendars.appointment import Settled, one_line
from carrousel.calendars.zone import VTIMEZONE, is_plain, written
from koppelronde.domain.language import Lang
from koppelronde.domain.ronde import Koppelronde

ADDRESS: Final = re.compile(r"[^@\s<>\"',;:\\()\[\]]+@[^@\s<>\"',;:\\()\[\]]+")
REFRESH: Final = timedelta(hours=4)
NOBODY: Final = "niet-beantwoorden@koppelcarrousel.invalid"
"""Organiser where the round names no contact: RFC 5546 asks for one."""


class Form(StrEnum):
    """How a calendar reaches its owner."""

    FILE = "file"
    INVITATION = "invitation"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What all entries of one file share. ``made_at`` is the moment of the plan version."""

    ronde: Koppelronde
    made_at: datetime
    lang: Lang
    form: Form
    short_hash: str = ""
    private: bool = False
    name: str = ""


def is_address(email: str) -> bool:
    """Whether this is one mail address and nothing else."""
    return ADDRESS.fullmatch(email) is not None


def calendar_file(entries: Sequence[Settled], sheet: Sheet) -> bytes:
    """The file. An invitation takes exactly one entry; ValueError otherwise or for none."""
    if not entries or (sheet.form is Form.INVITATION and len(entries) != 1):
        raise ValueError("an invitation holds one entry, a file at least one")
    calendar = Calendar()
    calendar.add("prodid", f"-//koppelcarrousel//koppelronde//{sheet.lang.upper()}")
    calendar.add("version", "2.0")
    withdrawn = sheet.form is Form.INVITATION and entries[0].entry.cancelled
    method = "CANCEL" if withdrawn else "REQUEST" if sheet.form is Form.INVITATION else "PUBLISH"
    calendar.add("method", method)
    if sheet.short_hash:
        calendar.add("x-koppel-plan", one_line(sheet.short_hash))
    if sheet.form is Form.FEED:
        _as_feed(calendar, sheet)
    if any(item.entry.all_day is None and _local(item) for item in entries):
        calendar.add_component(Timezone.from_ical(VTIMEZONE))
    for item in entries:
        calendar.add_component(_event(item, sheet))
    return bytes(calendar.to_ical())


def _as_feed(calendar: Calendar, sheet: Sheet) -> None:
    name = one_line(sheet.name or sheet.ronde.name)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("last-modified", sheet.made_at.astimezone(UTC))
    # the library leaves out VALUE=DURATION, which RFC 7986 asks for
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))


def _local(item: Settled) -> bool:
    return is_plain(item.entry.begin) and is_plain(item.entry.end)


def _event(item: Settled, sheet: Sheet) -> Event:
    entry, event = item.entry, Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", sheet.made_at.astimezone(UTC))
    event.add("last-modified", sheet.made_at.astimezone(UTC))
    event.add("sequence", item.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.all_day is not None:
        event.add("dtstart", entry.all_day)
        event.add("dtend", entry.all_day + timedelta(days=1))
    else:
        begin, end = written(entry.begin, entry.end)
        event.add("dtstart", begin)
        event.add("dtend", end)
    event.add("summary", one_line(entry.summary))
    if entry.location:
        event.add("location", one_line(entry.location))
    if entry.description:
        event.add("description", "\n".join(one_line(x) for x in entry.description.split("\n")))
    if entry.geo is not None:
        event.add("geo", entry.geo)
    if entry.free:
        event.add("transp", "TRANSPARENT")
    if sheet.private:
        event.add("class", "PRIVATE")
    contact = sheet.ronde.settings.contact
    organiser = contact.email if is_address(contact.email) else NOBODY
    event.add("organizer", _person(contact.name or sheet.ronde.settings.institute, organiser))
    if sheet.form is Form.INVITATION:
        for name, email in entry.invited:
            event.add("attendee", _attendee(name, email, entry.cancelled))
    if entry.alarm_minutes is not None and not entry.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(minutes=-entry.alarm_minutes))
        alarm.add("description", one_line(entry.summary))
        event.add_component(alarm)
    return event


def _person(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    shown = one_line(name).replace('"', "'")
    if shown:
        address.params["CN"] = shown
    return address


def _attendee(name: str, email: str, withdrawn: bool) -> vCalAddress:
    address = _person(name, email)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    if not withdrawn:
        address.params["PARTSTAT"] = "NEEDS-ACTION"
        address.params["RSVP"] = "TRUE"
    return address
