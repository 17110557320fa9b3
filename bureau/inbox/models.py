"""Every table of the inbox, where Django looks for them."""

from __future__ import annotations

from bureau.inbox.tables.lists import Draft, HandIn, LateDecision
from bureau.inbox.tables.logins import Account, Feed, Invitation, Look, Participation
from bureau.inbox.tables.people import Note, Profile, Upload
from bureau.inbox.tables.visits import Appointment
from bureau.inbox.tables.work import Mail, Setting, Task

__all__ = [
    "Account",
    "Appointment",
    "Draft",
    "Feed",
    "HandIn",
    "Invitation",
    "LateDecision",
    "Look",
    "Mail",
    "Note",
    "Participation",
    "Profile",
    "Setting",
    "Task",
    "Upload",
]
