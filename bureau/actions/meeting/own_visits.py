"""Visits as two people arrange them: moments proposed by one, confirmed by the other.

What they agree lies in the inbox and is taken up into the round when the office needs it, so that
no participant changes the round under the hands of a coordinator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bureau.actions.kept import CALENDAR, about_calendar, newest
from bureau.inbox.appointments import (
    AppointmentRecord,
    AppointmentState,
    appointments,
    note_taken,
    save_appointment,
)
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.people import Aios, Side
from koppelronde.domain.times import AMSTERDAM, later

if TYPE_CHECKING:
    from bureau.inbox.handle import Inbox
    from bureau.store.handle import Store
    from koppelronde.domain.acting import By
    from koppelronde.domain.ronde import Koppelronde

MOST_MOMENTS: Final = 3
_STANDING: Final = (VisitStatus.PLANNED, VisitStatus.AGREED, VisitStatus.DONE)
_FULL: Final = Text(
    "Deze praktijk ontvangt geen bezoek meer. Kies een andere.",
    "This practice receives no more visits. Choose another.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVisit:
    """One couple: what stands in the plan, and what the two proposed to each other."""

    aios: str
    praktijk: str
    visit: Visit | None
    asked: AppointmentRecord | None
    wished: bool


def own_visits(
    ronde: Koppelronde, calendar: VisitCalendar, rows: Sequence[AppointmentRecord], code: str,
    wishes: Sequence[str] = (),
) -> tuple[OwnVisit, ...]:  # fmt: skip
    """Everything between that person and the practices, or between a practice and the AIOS."""
    hao = ronde.hao_by_code.get(code)
    mine = code if hao is None else hao.praktijk
    side = 0 if hao is None else 1
    visits = {(v.aios, v.praktijk): v for v in sorted(calendar.visits, key=_standing_last)}
    asked = {(row.aios, row.praktijk): row for row in rows}
    wished = {(code, p) for p in wishes} if hao is None else set()
    # What an AIOS wishes is not told to the practice; it is once a moment is proposed.
    known = {Side.HAO} if hao is not None or wishes else {Side.HAO, Side.AIOS}
    wished |= {(w.aios, w.praktijk) for w in ronde.visit_wishes if w.by in known}
    wished |= {(a, ronde.hao_by_code[h].praktijk) for a, h in ronde.interviews}
    pairs = {p for p in (*visits, *asked, *wished) if p[side] == mine}
    gone = frozenset(ronde.withdrawn)
    return tuple(
        OwnVisit(aios=a, praktijk=p, visit=visits.get((a, p)), asked=asked.get((a, p)),
                 wished=(a, p) in wished)
        for a, p in sorted(pairs) if a not in gone and p not in gone
    )  # fmt: skip


def calendar_now(
    store: Store, ronde: Koppelronde, rows: Sequence[AppointmentRecord], now: datetime
) -> VisitCalendar:
    """The kept calendar with what people agreed since; an empty one where there is none yet."""
    kept = newest(store, CALENDAR, VisitCalendar)
    calendar = VisitCalendar(version=1, made_at=now, visits=()) if kept is None else kept
    for row in rows:
        if kept is None or row.revision != row.taken or kept.made_at < row.saved_at:
            calendar = _with(ronde, calendar, row)
    return calendar


def visits_given(store: Store) -> bool:
    """Whether a visit plan was given to the people that it is about."""
    given = (Act.PRINTED, Act.HANDED_OUT, Act.DRAFTED)
    return any(e.act in given and e.subject.kind == CALENDAR for e in store.journal_of())


def seen_calendar(
    store: Store, ronde: Koppelronde, rows: Sequence[AppointmentRecord], now: datetime
) -> VisitCalendar:
    """The same as participants may see it: a plan that nobody was given yet is not in it."""
    calendar = calendar_now(store, ronde, rows, now)
    if visits_given(store):
        return calendar
    made = tuple(v for v in calendar.visits if v.status is not VisitStatus.PLANNED)
    return replace(calendar, visits=made)


def propose_moments(
    store: Store, inbox: Inbox, ronde: Koppelronde, by: By, *, aios: str, praktijk: str,
    side: Side, moments: Sequence[datetime], expect: int,
) -> AppointmentRecord:  # fmt: skip
    """Propose up to three moments; WrongUse with what is wrong with one of them."""
    _room(store, inbox, ronde, by, aios, praktijk)
    wanted = sorted(set(moments))
    if not wanted or len(wanted) > MOST_MOMENTS:
        raise WrongUse(Text("Geef één tot drie momenten.", "Give one to three moments."))
    for moment in wanted:
        _possible(ronde, by, aios, moment)
    return save_appointment(
        inbox, ronde.name, aios, praktijk, state=AppointmentState.PROPOSED, proposed_by=side,
        moments=wanted, begin=None, expect=expect, by=by.name,
    )  # fmt: skip


def confirm_moment(
    store: Store, inbox: Inbox, ronde: Koppelronde, by: By, *, asked: AppointmentRecord,
    side: Side, begin: datetime, expect: int,
) -> AppointmentRecord:  # fmt: skip
    """The other side confirms one of the moments proposed."""
    if asked.proposed_by is side or begin not in asked.moments:
        raise WrongUse(Text("Dit moment is niet voorgesteld.", "This moment was not proposed."))
    _room(store, inbox, ronde, by, asked.aios, asked.praktijk)
    _possible(ronde, by, asked.aios, begin)
    _not_double(store, inbox, ronde, by, asked, begin)
    return save_appointment(
        inbox, ronde.name, asked.aios, asked.praktijk, state=AppointmentState.AGREED,
        proposed_by=asked.proposed_by, moments=(), begin=begin, expect=expect, by=by.name,
    )  # fmt: skip


def settle_visit(
    store: Store, inbox: Inbox, ronde: Koppelronde, by: By, *, aios: str, praktijk: str,
    side: Side, state: AppointmentState, expect: int,
) -> AppointmentRecord:  # fmt: skip
    """It took place, or it does not; WrongUse where no visit stands or it is still ahead."""
    rows = appointments(inbox, ronde.name)
    standing = [v for v in calendar_now(store, ronde, rows, by.at).visits
                if (v.aios, v.praktijk) == (aios, praktijk) and v.status in _STANDING]  # fmt: skip
    if not standing:
        raise WrongUse(Text("Dit bezoek staat niet.", "This visit does not stand."))
    visit = standing[-1]
    if state is AppointmentState.DONE and visit.begin > by.at:
        raise WrongUse(Text("Dit bezoek moet nog komen.", "This visit is still to come."))
    return save_appointment(
        inbox, ronde.name, aios, praktijk, state=state, proposed_by=side, moments=(),
        begin=visit.begin, expect=expect, by=by.name,
    )  # fmt: skip


def take_up_visits(store: Store, inbox: Inbox, by: By) -> Koppelronde:
    """Bring what people agreed into the round, in one step, as often as asked."""
    from carrousel.visits.changes import outcomes_of

    ronde = store.load()
    rows = appointments(inbox, ronde.name)
    if not rows:
        return ronde
    kept = newest(store, CALENDAR, VisitCalendar)
    calendar = calendar_now(store, ronde, rows, by.at)
    if calendar.visits == (() if kept is None else kept.visits):
        return ronde
    touched = {(row.aios, row.praktijk) for row in rows}
    mine = [o for o in outcomes_of(calendar) if (o.aios, o.praktijk) in touched]
    rest = [o for o in ronde.visit_outcomes if (o.aios, o.praktijk) not in touched]
    what = Text("afspraken van deelnemers overgenomen", "appointments of participants taken up")
    with store.transaction(
        by=by, what=what, name=ronde.name, expect_version=ronde.version, act=Act.TAKEN_UP,
        subject=about_calendar(calendar),
    ) as change:  # fmt: skip
        change.save(replace(ronde, visit_outcomes=tuple(
            sorted([*rest, *mine], key=lambda o: (o.aios, o.praktijk)))))  # fmt: skip
        change.put_document(CALENDAR, calendar)
    note_taken(inbox, ronde.name, rows)
    return change.ronde


def _with(ronde: Koppelronde, calendar: VisitCalendar, row: AppointmentRecord) -> VisitCalendar:
    from carrousel.visits import changes

    a, p = row.aios, row.praktijk
    if row.begin is None or a not in ronde.aios_by_code or p not in ronde.praktijk_by_code:
        return calendar
    stands = [v for v in calendar.visits if (v.aios, v.praktijk) == (a, p)
              and v.status in _STANDING and v.begin == row.begin]  # fmt: skip
    agreed = stands and stands[0].status is not VisitStatus.PLANNED
    if row.state is AppointmentState.CANCELLED:
        return changes.cancel_visit(calendar, a, p, made_at=row.saved_at) if stands else calendar
    if not agreed:
        begin = row.begin.astimezone(AMSTERDAM)
        calendar = changes.record_visit(ronde, calendar, a, p, begin, made_at=row.saved_at)
    if row.state is AppointmentState.DONE:
        calendar = changes.visit_done(calendar, a, p, made_at=row.saved_at)
    return calendar


def _standing_last(visit: Visit) -> tuple[bool, datetime]:
    return visit.status in _STANDING, visit.begin


def _room(store: Store, inbox: Inbox, ronde: Koppelronde, by: By, aios: str, praktijk: str) -> None:
    """The cap of the practice, without a word about who comes."""
    from carrousel.visits.numbers import cap_of

    if praktijk not in ronde.praktijk_by_code or aios not in ronde.aios_by_code:
        raise WrongUse(Text("Deze praktijk doet niet mee.", "This practice takes no part."))
    cap = cap_of(ronde, ronde.praktijk_by_code[praktijk])
    rows = appointments(inbox, ronde.name)
    there = {v.aios for v in calendar_now(store, ronde, rows, by.at).visits
             if v.praktijk == praktijk and v.status in _STANDING}  # fmt: skip
    if cap is not None and aios not in there and len(there) >= cap:
        raise WrongUse(_FULL)


def _possible(ronde: Koppelronde, by: By, aios: str, moment: datetime) -> None:
    settings, local = ronde.settings, moment.astimezone(AMSTERDAM)
    first, last = settings.visits_from, settings.visits_until
    at = f"{local:%d-%m-%Y %H:%M}"
    if moment <= by.at:
        raise WrongUse(Text(f"{at} is al geweest.", f"{at} is past."))
    if (first is not None and local.date() < first) or (last is not None and local.date() > last):
        raise WrongUse(Text(f"{at} valt buiten de bezoekweken.",
                            f"{at} is outside the weeks of the visits."))  # fmt: skip
    person: Aios = ronde.aios_by_code[aios]
    end = later(local, ronde.number("visit_minutes"))
    if not person.free_between(local.date(), local.time(), end.time()):
        raise WrongUse(Text(f"{at} valt in een tijd die de aios niet kan.",
                            f"{at} is in a time when the trainee cannot."))  # fmt: skip


def _not_double(
    store: Store, inbox: Inbox, ronde: Koppelronde, by: By, asked: AppointmentRecord,
    begin: datetime,
) -> None:  # fmt: skip
    end = later(begin, ronde.number("visit_minutes"))
    rows = appointments(inbox, ronde.name)
    for visit in calendar_now(store, ronde, rows, by.at).visits:
        other = visit.praktijk != asked.praktijk and visit.aios == asked.aios
        if other and visit.status in _STANDING and visit.begin < end and begin < visit.end:
            raise WrongUse(Text("Op dat moment is er al een ander bezoek.",
                                "There is another visit at that moment already."))  # fmt: skip
