"""Everything of one person in one calendar to subscribe to: afternoon, visits and last days.

SEQUENCE is found by going through all plans from the first: it rises by one each time an entry
changed for its owner, and what fell away stays as cancelled. Nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from carrousel.afternoon.person_day import DayBook
from carrousel.calendars import _last_days, _whole_day
from carrousel.calendars.appointment import Appointment, Settled, record, settled, translated
from carrousel.calendars.carrousel_day import day_entries
from carrousel.calendars.ical import Form, Sheet, calendar_file
from carrousel.calendars.visit_days import visit_entries
from koppelronde.domain.language import DEFAULT_LANG, Lang
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import CalendarKind, HandedOut, VisitCalendar
from koppelronde.domain.ronde import Koppelronde
from koppelronde.procedure.deadlines import Deadline

_Entries = Callable[[Lang], list[Appointment]]


def personal_feed(
    ronde: Koppelronde, code: str, *, timetables: Sequence[Timetable],
    calendars: Sequence[VisitCalendar], days: Sequence[Deadline], made_at: datetime, lang: Lang,
) -> bytes:  # fmt: skip
    """The feed of that AIOS or HAO; plans oldest first. For an HAO the visits of the practice."""
    hao = ronde.hao_by_code.get(code)
    visits_of = code if hao is None else hao.praktijk
    afternoons = [_afternoon(ronde, plan, code) for plan in timetables]
    visits = [_visits(ronde, plan, visits_of) for plan in calendars]
    items = [
        *_gone_through(CalendarKind.CARROUSEL, afternoons, lang),
        *_gone_through(CalendarKind.VISIT, visits, lang),
        *(_whole_day(item) for item in
          _gone_through(CalendarKind.DEADLINE, [lambda lang: _last_days(ronde, days, lang)], lang)),
    ]  # fmt: skip
    sheet = Sheet(ronde=ronde, made_at=made_at, lang=lang, form=Form.FEED, private=True,
                  name=f"{ronde.name} · {ronde.name_of(code)}")  # fmt: skip
    return calendar_file(items, sheet)


def _afternoon(ronde: Koppelronde, plan: Timetable, code: str) -> _Entries:
    return lambda lang: day_entries(DayBook(ronde, plan), [code], False, lang)


def _visits(ronde: Koppelronde, plan: VisitCalendar, owner: str) -> _Entries:
    return lambda lang: [e for e in visit_entries(ronde, plan, lang) if e.owner == owner]


def _gone_through(kind: CalendarKind, plans: Sequence[_Entries], lang: Lang) -> tuple[Settled, ...]:
    """The entries of the last plan, numbered by all plans before it."""
    memory: dict[str, HandedOut] = {}
    items: tuple[Settled, ...] = ()
    for entries in plans:
        made = entries(lang)
        if lang != DEFAULT_LANG:
            made = translated(made, entries(DEFAULT_LANG))
        items = settled([replace(e, invited=()) for e in made], memory, kind, None, lang)
        memory |= {item.entry.uid: record(item) for item in items}
    return items
