"""The calendar of one person to subscribe to, from the plans as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bureau.actions.kept import CALENDAR, TIMETABLE
from bureau.actions.meeting.own_afternoon import handed_out_timetable
from bureau.actions.meeting.own_visits import seen_calendar, visits_given
from bureau.inbox.appointments import appointments
from koppelronde.domain.language import Lang
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar
from koppelronde.procedure.deadlines import deadlines

if TYPE_CHECKING:
    from bureau.inbox.handle import Inbox
    from bureau.store.handle import Store
    from koppelronde.domain.acting import By
    from koppelronde.domain.ronde import Koppelronde

T = TypeVar("T")


def own_feed(
    store: Store, inbox: Inbox, ronde: Koppelronde, by: By, *, code: str, lang: Lang
) -> bytes:  # fmt: skip
    """Afternoon, visits and last days as a feed; the same bytes while nothing changes."""
    from carrousel.calendars.personal_feed import personal_feed

    given = handed_out_timetable(store, ronde, by.at.date())
    plans = [] if given is None else _every(store, TIMETABLE, Timetable)
    visits = _every(store, CALENDAR, VisitCalendar) if visits_given(store) else []
    rows = appointments(inbox, ronde.name)
    if rows:
        visits.append(seen_calendar(store, ronde, rows, rows[-1].saved_at))
    moments = [plan.made_at for plan in plans] + [plan.made_at for plan in visits]
    first = store.journal_of()[0].at
    return personal_feed(
        ronde, code, timetables=plans, calendars=visits,
        days=deadlines(ronde.procedure, ronde.settings), made_at=max(moments, default=first),
        lang=lang,
    )  # fmt: skip


def _every(store: Store, kind: str, cls: type[T]) -> list[T]:
    return [kept.record(cls) for kept in store.all(kind) if not kept.erased]
