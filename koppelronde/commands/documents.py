"""The plans and results of the current round, out of the store and into a place of their own.

Each kind of document has one name in the store; commands use the functions here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from koppelronde.commands.frame import Work
from koppelronde.commands.rounds import slug
from koppelronde.errors import OutOfOrder
from koppelronde.language import Text
from koppelronde.outcome import CallList, Matching, Shortlist, Timetable, VisitCalendar
from koppelronde.ronde import Koppelronde
from koppelronde.standing import Documents

if TYPE_CHECKING:
    from koppelronde.store.opening import Store

TIMETABLE: Final = "timetable"
CALENDAR: Final = "visit_calendar"
SHORTLIST: Final = "shortlist"
MATCHING: Final = "matching"
RESULT_FILE: Final = "result_file"
CALLS: Final = "call_list"
HANDED_OUT: Final = "handed_out"
ANNOUNCED: Final = "announced"


def load_documents(store: Store) -> Documents:
    """The newest of each kind."""
    return Documents(
        timetable=store.latest(TIMETABLE, Timetable),
        calendar=store.latest(CALENDAR, VisitCalendar),
        shortlist=store.latest(SHORTLIST, Shortlist),
        matching=store.latest(MATCHING, Matching),
        calls=store.latest(CALLS, CallList),
        announced=store.latest(ANNOUNCED, dict) is not None,
    )


def timetable_of(store: Store) -> Timetable:
    """The timetable in force, or OutOfOrder when there is none yet."""
    found = store.latest(TIMETABLE, Timetable)
    if found is None:
        raise OutOfOrder(
            Text("Er is nog geen carrouselrooster.", "There is no carousel timetable yet."),
            Text("Maak het eerst:  koppel carrousel plan", "Make it first:  koppel carrousel plan"),
        )
    return found


def calendar_of(store: Store) -> VisitCalendar:
    """The visit calendar in force, or OutOfOrder when there is none yet."""
    found = store.latest(CALENDAR, VisitCalendar)
    if found is None:
        raise OutOfOrder(
            Text("Er is nog geen plan voor de praktijkbezoeken.", "There is no visit plan yet."),
            Text("Maak het eerst:  koppel visits plan", "Make it first:  koppel visits plan"),
        )
    return found


def matching_of(store: Store) -> Matching:
    """The newest matching, trial or real, or OutOfOrder when there is none yet."""
    found = store.latest(MATCHING, Matching)
    if found is None:
        raise OutOfOrder(
            Text("Er is nog niet gekoppeld.", "There is no matching yet."),
            Text("Doe eerst:  koppel match --trial  of  koppel seal  en  koppel match",
                 "First:  koppel match --trial  or  koppel seal  and  koppel match"),
        )  # fmt: skip
    return found


def output_folder(work: Work, ronde: Koppelronde, *parts: str) -> Path:
    """Where the papers of this round go: ``maart-2027/carrousel``."""
    return work.path(slug(ronde.name), *parts)
