"""Calendars of the carrousel, the visits and the deadlines, as iCalendar files.

Everything here is a pure function of the plan and of what was handed out before: a meeting keeps
its UID through every re-plan, SEQUENCE rises only for what changed, and what vanished goes out as
cancelled instead of staying behind in somebody's phone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from carrousel.afternoon.person_day import DayBook
from carrousel.calendars.appointment import (
    Appointment,
    ChangeKind,
    Settled,
    record,
    settled,
    stable_uid,
    translated,
)
from carrousel.calendars.carrousel_day import day_entries
from carrousel.calendars.ical import Form, Sheet, calendar_file
from carrousel.calendars.visit_days import reach_of, visit_entries
from koppelronde.domain.file_names import file_stem
from koppelronde.domain.language import DEFAULT_LANG, Lang, Text
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import CalendarKind, HandedOut, VisitCalendar
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, local_moment, long_date
from koppelronde.procedure.deadlines import Deadline

__all__ = [
    "CalendarChange", "CalendarSet", "ChangeKind", "Form", "carrousel_calendars",
    "deadline_calendar", "visit_calendars",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """Somebody must get something: an entry that is new, changed or cancelled for them.

    ``invited`` are the mail addresses that go with it; ``was_begin`` the moment they have now.
    """

    kind: ChangeKind
    owner: str
    with_whom: str
    file: str
    summary: str
    begin: datetime
    was_begin: datetime | None
    invited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSet:
    """Files by name (a name holds codes only), and what to remember once they are handed out.

    ``handed_out`` is the whole new memory, by UID, other kinds included. ``without_address`` are
    the owners to whom no invitation can be mailed.
    """

    files: Mapping[str, bytes]
    handed_out: Mapping[str, HandedOut]
    changes: tuple[CalendarChange, ...]
    without_address: tuple[str, ...] = ()


def carrousel_calendars(
    ronde: Koppelronde, timetable: Timetable, *, per_meeting: bool = False,
    handed_out: Mapping[str, HandedOut], lang: Lang = "nl",
    only: Collection[str] | None = None, form: Form = Form.FILE, short_hash: str = "",
) -> CalendarSet:  # fmt: skip
    """A file per participant: one entry for the afternoon, or with ``per_meeting`` one for each.

    One entry opens as an appointment everywhere; several open as a second calendar in some
    programs unless they are imported. ``only`` limits it to those codes.
    """
    book = DayBook(ronde, timetable)
    owners = None if only is None else frozenset(only)
    codes = [code for code in book.people if owners is None or code in owners]
    entries = day_entries(book, codes, per_meeting, lang)
    if lang != DEFAULT_LANG:
        entries = translated(entries, day_entries(book, codes, per_meeting, DEFAULT_LANG))
    items = settled(entries, handed_out, CalendarKind.CARROUSEL, owners, lang)
    items = tuple(_with_address(item, ronde) for item in items)
    sheet = Sheet(ronde=ronde, made_at=timetable.made_at, lang=lang, form=form,
                  short_hash=short_hash)  # fmt: skip
    return _as_files(items, sheet, handed_out, changes_only=False)


def visit_calendars(
    ronde: Koppelronde, calendar: VisitCalendar, *, form: Form = Form.FILE,
    handed_out: Mapping[str, HandedOut], changes_only: bool = False, lang: Lang = "nl",
    only: Collection[str] | None = None, short_hash: str = "", private: bool = False,
) -> CalendarSet:  # fmt: skip
    """The visits of each AIOS and each practice.

    As a file or a feed: one per owner (``A01.ics``). As invitations: one per entry
    (``A01-P03.ics``), to mail. ``changes_only`` leaves out what its owner already has.
    """
    owners = None if only is None else frozenset(only)
    entries = visit_entries(ronde, calendar, lang)
    if lang != DEFAULT_LANG:
        entries = translated(entries, visit_entries(ronde, calendar, DEFAULT_LANG))
    entries = [entry for entry in entries if owners is None or entry.owner in owners]
    items = settled(entries, handed_out, CalendarKind.VISIT, owners, lang)
    items = tuple(_with_address(item, ronde) for item in items)
    sheet = Sheet(ronde=ronde, made_at=calendar.made_at, lang=lang, form=form,
                  short_hash=short_hash, private=private)  # fmt: skip
    return _as_files(items, sheet, handed_out, changes_only)


def deadline_calendar(
    ronde: Koppelronde, deadlines: Sequence[Deadline], made_at: datetime, *,
    handed_out: Mapping[str, HandedOut], lang: Lang = "nl", form: Form = Form.FILE,
) -> CalendarSet:  # fmt: skip
    """The last day of each phase as an entry for the whole day, in one file ``deadlines.ics``."""
    entries = _last_days(ronde, deadlines, lang)
    if lang != DEFAULT_LANG:
        entries = translated(entries, _last_days(ronde, deadlines, DEFAULT_LANG))
    items = settled(entries, handed_out, CalendarKind.DEADLINE, None, lang)
    items = tuple(_whole_day(item) for item in items)
    sheet = Sheet(ronde=ronde, made_at=made_at, lang=lang, form=form)
    return _as_files(items, sheet, handed_out, changes_only=False)


def _last_days(ronde: Koppelronde, deadlines: Sequence[Deadline], lang: Lang) -> list[Appointment]:
    entries = []
    for deadline in deadlines:
        begin = local_moment(deadline.day, time(0))
        period = ""
        if deadline.first is not None and deadline.first != deadline.day:
            first, last = long_date(deadline.first), long_date(deadline.day)
            period = Text(f"Van {first.nl} tot en met {last.nl}.",
                          f"From {first.en} to {last.en}.").say(lang)  # fmt: skip
        entries.append(
            Appointment(
                uid=stable_uid(ronde, "deadline", deadline.kind.value),
                kind=CalendarKind.DEADLINE,
                owner="deadlines",
                with_whom=deadline.kind.value,
                begin=begin,
                end=local_moment(deadline.day + timedelta(days=1), time(0)),
                summary=f"{deadline.title.say(lang)} · {ronde.name}",
                description=period,
                all_day=deadline.day,
                free=True,
            )
        )
    return entries


def _with_address(item: Settled, ronde: Koppelronde) -> Settled:
    """A cancellation goes to whoever has the entry, also when the plan no longer knows it."""
    if item.entry.invited:
        return item
    return replace(item, entry=replace(item.entry, invited=reach_of(ronde, item.entry.owner)))


def _whole_day(item: Settled) -> Settled:
    day = item.entry.begin.astimezone(AMSTERDAM).date()
    return replace(item, entry=replace(item.entry, all_day=day))


def _as_files(
    items: Sequence[Settled], sheet: Sheet, handed_out: Mapping[str, HandedOut], changes_only: bool
) -> CalendarSet:
    invitation = sheet.form is Form.INVITATION
    grouped: dict[str, list[Settled]] = defaultdict(list)
    without_address: dict[str, None] = {}
    remembered = dict(handed_out)
    changes = []
    for item in items:
        entry = item.entry
        if invitation and not entry.invited:
            without_address[entry.owner] = None
            continue
        remembered[entry.uid] = record(item)
        if changes_only and item.change is ChangeKind.SAME:
            continue
        stem = file_stem(entry.owner, entry.with_whom) if invitation else file_stem(entry.owner)
        file = f"{stem}.ics"
        grouped[file].append(item)
        if item.change is not ChangeKind.SAME:
            changes.append(
                CalendarChange(
                    kind=item.change, owner=entry.owner, with_whom=entry.with_whom, file=file,
                    summary=entry.summary, begin=entry.begin,
                    was_begin=None if item.was is None else item.was.begin,
                    invited=tuple(email for _, email in entry.invited),
                )
            )  # fmt: skip
    return CalendarSet(
        files={
            file: calendar_file(group, replace(sheet, name=_feed_name(group, sheet)))
            for file, group in sorted(grouped.items())
        },
        handed_out=dict(sorted(remembered.items())),
        changes=tuple(changes),
        without_address=tuple(sorted(without_address)),
    )


def _feed_name(group: Sequence[Settled], sheet: Sheet) -> str:
    return f"{sheet.ronde.name} · {sheet.ronde.name_of(group[0].entry.owner)}"
