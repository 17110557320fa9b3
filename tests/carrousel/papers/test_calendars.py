"""Calendars read back by two other parsers are the plan, before and after a re-plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from carrousel.calendars import (
    CalendarSet,
    ChangeKind,
    Form,
    carrousel_calendars,
    deadline_calendar,
    visit_calendars,
)
from carrousel.calendars.zone import VTIMEZONE, written
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import HandedOut, Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Contact
from koppelronde.domain.times import AMSTERDAM, later, local_moment
from koppelronde.procedure.deadlines import deadlines
from tests.papers_round import MADE, rotation, small_round, visits_for

RONDE = small_round(5, 6)
PLAN = rotation(RONDE, rooms=2, pause_every=3)
VISITS = visits_for(RONDE)
Event = tuple[str, datetime, datetime, int, str]


def by_icalendar(content: bytes) -> list[Event]:
    """(uid, begin, end, sequence, status) in UTC."""
    return sorted(
        (str(e["UID"]), e["DTSTART"].dt.astimezone(UTC), e["DTEND"].dt.astimezone(UTC),
         int(e["SEQUENCE"]), str(e["STATUS"]))
        for e in Calendar.from_ical(content).walk("VEVENT")
    )  # fmt: skip


def by_vobject(content: bytes) -> list[Event]:
    """The same, with the moments computed from the file's own VTIMEZONE."""
    calendar = vobject.readOne(content.decode())
    return sorted(
        (e.uid.value, e.dtstart.value.astimezone(UTC), e.dtend.value.astimezone(UTC),
         int(e.sequence.value), e.status.value)
        for e in calendar.vevent_list
    )  # fmt: skip


def each_event(files: Mapping[str, bytes]) -> Iterator[Event]:
    for content in files.values():
        first = by_icalendar(content)
        assert first == by_vobject(content)
        yield from first


def hand_out(
    plan: Timetable, before: Mapping[str, HandedOut] | None = None, per_meeting: bool = True
) -> CalendarSet:
    return carrousel_calendars(RONDE, plan, per_meeting=per_meeting, handed_out=before or {})


def later_version(plan: Timetable, **changes: object) -> Timetable:
    return replace(plan, version=2, made_at=plan.made_at + timedelta(days=1), **changes)  # type: ignore[arg-type]  # any field


def test_every_talk_is_in_both_calendars_at_its_moment() -> None:
    given_out = hand_out(PLAN)
    assert set(given_out.files) == {f"{p.code}.ics" for p in (*RONDE.aios, *RONDE.haos)}
    turn = {t.number: t for t in PLAN.turns}
    for code in (p.code for p in (*RONDE.aios, *RONDE.haos)):
        expected = sorted(
            (turn[m.turn].begin, turn[m.turn].end) for m in PLAN.meetings if code in (m.aios, m.hao)
        )
        got = sorted((e[1], e[2]) for e in each_event({"": given_out.files[f"{code}.ics"]}))
        assert got == expected


def test_by_default_one_entry_holds_the_whole_afternoon() -> None:
    given_out = hand_out(PLAN, per_meeting=False)
    (event,) = Calendar.from_ical(given_out.files["A02.ics"]).walk("VEVENT")
    assert event["DTSTART"].dt == PLAN.turns[0].begin
    assert event["DTEND"].dt == PLAN.turns[-1].end
    told = str(event["DESCRIPTION"])
    turn = {t.number: t for t in PLAN.turns}
    for meeting in PLAN.meetings:
        if meeting.aios == "A02":
            at = f"{turn[meeting.turn].begin:%H:%M}"
            line = next(line for line in told.split("\n") if line.startswith(at))
            assert f"tafel {meeting.table}, " in line
            assert line.endswith(RONDE.name_of(meeting.hao))
    assert "13:24–13:39 pauze" in told
    assert "043-0000000" in told


def test_there_is_one_alarm_and_it_is_for_the_first_talk() -> None:
    events = Calendar.from_ical(hand_out(PLAN).files["A01.ics"]).walk("VEVENT")
    first = min(events, key=lambda e: e["DTSTART"].dt)
    alarms = [(e, a) for e in events for a in e.walk("VALARM")]
    assert [(e["UID"], a["TRIGGER"].dt) for e, a in alarms] == [
        (first["UID"], timedelta(minutes=-30))
    ]


def test_a_file_to_import_has_an_organiser_and_nobody_invited() -> None:
    for content in (*hand_out(PLAN).files.values(),
                    *visit_calendars(RONDE, VISITS, handed_out={}).files.values()):  # fmt: skip
        calendar = Calendar.from_ical(content)
        assert calendar["METHOD"] == "PUBLISH"
        assert "X-WR-CALNAME" not in calendar
        for event in calendar.walk("VEVENT"):
            assert str(event["ORGANIZER"]) == "mailto:koppeling@instituut.example"
            assert "ATTENDEE" not in event


def test_an_invitation_holds_one_visit_with_organiser_and_invited() -> None:
    invitations = visit_calendars(RONDE, VISITS, form=Form.INVITATION, handed_out={})
    assert len(invitations.files) == 2 * len(VISITS.visits)
    for visit in VISITS.visits:
        calendar = Calendar.from_ical(invitations.files[f"{visit.aios}-{visit.praktijk}.ics"])
        (event,) = calendar.walk("VEVENT")
        assert calendar["METHOD"] == "REQUEST"
        (email,) = RONDE.aios_by_code[visit.aios].emails
        assert str(event["ATTENDEE"]) == f"mailto:{email}"
        assert event["ATTENDEE"].params["RSVP"] == "TRUE"
        assert event["DTSTART"].dt == visit.begin
        praktijk = RONDE.praktijk_by_code[visit.praktijk]
        assert praktijk.place.address in str(event["LOCATION"])
        assert praktijk.phone in str(event["DESCRIPTION"])
        assert event["GEO"].to_ical() == f"{praktijk.place.latitude};{praktijk.place.longitude}"


def test_who_has_no_mail_address_is_named_and_gets_no_invitation() -> None:
    ronde = replace(RONDE, aios=(replace(RONDE.aios[0], emails=("geen adres",)), *RONDE.aios[1:]))
    invitations = visit_calendars(ronde, VISITS, form=Form.INVITATION, handed_out={})
    assert invitations.without_address == ("A01",)
    assert not [name for name in invitations.files if name.startswith("A01-")]
    assert not [h for h in invitations.handed_out.values() if h.owner == "A01"]


def test_a_feed_has_a_name_and_says_how_often_to_look() -> None:
    feed = visit_calendars(RONDE, VISITS, form=Form.FEED, handed_out={}).files["A01.ics"].decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in feed
    assert "X-PUBLISHED-TTL:PT4H" in feed
    assert f"X-WR-CALNAME:Maart 2027 · {RONDE.name_of('A01')}" in feed


def test_the_same_plan_gives_the_same_files_and_nothing_to_tell() -> None:
    first = hand_out(PLAN)
    again = hand_out(PLAN, first.handed_out)
    assert again.files == first.files
    assert again.changes == ()
    assert again.handed_out == first.handed_out


def test_a_new_version_without_changes_raises_no_sequence() -> None:
    first = hand_out(PLAN)
    second = hand_out(later_version(PLAN), first.handed_out)
    assert second.changes == ()
    assert {e[3] for e in each_event(second.files)} == {0}


def test_a_moved_talk_keeps_its_uid_and_raises_its_sequence() -> None:
    first = hand_out(PLAN)
    moved = PLAN.meetings[0]
    meetings = tuple(replace(m, table=99) if m == moved else m for m in PLAN.meetings)
    second = hand_out(later_version(PLAN, meetings=meetings), first.handed_out)
    assert {(c.kind, c.owner, c.with_whom) for c in second.changes} == {
        (ChangeKind.CHANGED, moved.aios, moved.hao), (ChangeKind.CHANGED, moved.hao, moved.aios),
    }  # fmt: skip
    before = {e[0]: e[3] for e in each_event(first.files)}
    after = {e[0]: e[3] for e in each_event(second.files)}
    assert set(before) == set(after)
    assert sum(after.values()) == 2


def test_a_vanished_talk_stays_in_the_file_as_cancelled_until_the_round_ends() -> None:
    first = hand_out(PLAN)
    gone = PLAN.meetings[3]
    meetings = tuple(m for m in PLAN.meetings if m != gone)
    second = hand_out(later_version(PLAN, meetings=meetings), first.handed_out)
    third = hand_out(later_version(PLAN, meetings=meetings), second.handed_out)
    for later_set, news in ((second, 2), (third, 0)):
        cancelled = [e for e in each_event(later_set.files) if e[4] == "CANCELLED"]
        assert [e[3] for e in cancelled] == [1, 1]
        assert len([c for c in later_set.changes if c.kind is ChangeKind.CANCELLED]) == news
    (event,) = [
        e for e in Calendar.from_ical(second.files[f"{gone.aios}.ics"]).walk("VEVENT")
        if str(e["STATUS"]) == "CANCELLED"
    ]  # fmt: skip
    assert str(event["SUMMARY"]).startswith("GEANNULEERD: ")
    fourth = hand_out(later_version(PLAN), third.handed_out)
    assert {(c.kind, c.owner) for c in fourth.changes} == {
        (ChangeKind.CHANGED, gone.aios), (ChangeKind.CHANGED, gone.hao),
    }  # fmt: skip
    assert max(e[3] for e in each_event(fourth.files)) == 2


def test_somebody_who_withdrew_gets_cancellations_and_keeps_the_file() -> None:
    first = hand_out(PLAN)
    ronde = replace(RONDE, withdrawn=("A01",))
    meetings = tuple(m for m in PLAN.meetings if m.aios != "A01")
    second = carrousel_calendars(
        ronde, later_version(PLAN, meetings=meetings), per_meeting=True, handed_out=first.handed_out
    )
    assert set(second.files) == set(first.files)
    assert {e[4] for e in each_event({"": second.files["A01.ics"]})} == {"CANCELLED"}


def test_another_way_of_handing_out_cancels_the_former_way() -> None:
    first = hand_out(PLAN, per_meeting=False)
    second = hand_out(later_version(PLAN), first.handed_out, per_meeting=True)
    blocks = {h.uid for h in first.handed_out.values()}
    assert {e[0] for e in each_event(second.files) if e[4] == "CANCELLED"} == blocks


def test_only_changes_are_written_with_the_list_of_who_must_get_what() -> None:
    first = visit_calendars(RONDE, VISITS, form=Form.INVITATION, handed_out={})
    moved, gone, *rest = VISITS.visits
    moved = replace(moved, begin=later(moved.begin, 30), end=later(moved.end, 30))
    calendar = replace(VISITS, version=2, visits=(moved, *rest))
    second = visit_calendars(
        RONDE, calendar, form=Form.INVITATION, handed_out=first.handed_out, changes_only=True
    )
    assert {(c.kind, c.file) for c in second.changes} == {
        (ChangeKind.CHANGED, f"{moved.aios}-{moved.praktijk}.ics"),
        (ChangeKind.CHANGED, f"{moved.praktijk}-{moved.aios}.ics"),
        (ChangeKind.CANCELLED, f"{gone.aios}-{gone.praktijk}.ics"),
        (ChangeKind.CANCELLED, f"{gone.praktijk}-{gone.aios}.ics"),
    }
    assert set(second.files) == {change.file for change in second.changes}
    assert all(change.invited for change in second.changes)
    withdrawal = Calendar.from_ical(second.files[f"{gone.aios}-{gone.praktijk}.ics"])
    assert withdrawal["METHOD"] == "CANCEL"
    (event,) = withdrawal.walk("VEVENT")
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, gone.begin)
    (change,) = [
        c for c in second.changes if c.owner == moved.aios and c.with_whom == moved.praktijk
    ]
    assert (change.was_begin, change.begin) == (VISITS.visits[0].begin, moved.begin)


def test_a_visit_marked_as_cancelled_is_withdrawn_but_never_announced_as_such_first() -> None:
    visit = replace(VISITS.visits[0], status=VisitStatus.CANCELLED)
    calendar = replace(VISITS, visits=(visit, *VISITS.visits[1:]))
    fresh = visit_calendars(RONDE, calendar, handed_out={})
    assert all(e[4] == "CONFIRMED" for e in each_event(fresh.files))
    first = visit_calendars(RONDE, VISITS, handed_out={})
    second = visit_calendars(RONDE, calendar, handed_out=first.handed_out)
    assert [c.kind for c in second.changes] == [ChangeKind.CANCELLED] * 2


def test_two_visits_at_one_moment_block_the_practice_once() -> None:
    first, second = VISITS.visits[0], VISITS.visits[-1]
    together = replace(second, praktijk=first.praktijk, begin=first.begin, end=first.end)
    calendar = replace(VISITS, visits=(first, together))
    events = Calendar.from_ical(
        visit_calendars(RONDE, calendar, handed_out={}).files[f"{first.praktijk}.ics"]
    ).walk("VEVENT")
    assert [str(e.get("TRANSP", "OPAQUE")) for e in events].count("OPAQUE") == 1


def test_memory_of_one_kind_does_not_cancel_another() -> None:
    day = hand_out(PLAN)
    visits = visit_calendars(RONDE, VISITS, handed_out=day.handed_out)
    assert all(change.kind is ChangeKind.NEW for change in visits.changes)
    again = hand_out(PLAN, visits.handed_out)
    assert again.changes == ()
    assert len(again.handed_out) == len(day.handed_out) + 2 * len(VISITS.visits)


def test_no_rank_or_wish_reaches_a_calendar() -> None:
    assert RONDE.visit_wishes
    bare = replace(RONDE, visit_wishes=(), carrousel_wishes=(), vetoes=())
    assert (
        visit_calendars(RONDE, VISITS, handed_out={}).files
        == visit_calendars(bare, VISITS, handed_out={}).files
    )


def test_a_round_without_a_contact_still_has_an_organiser() -> None:
    ronde = replace(RONDE, settings=replace(RONDE.settings, contact=Contact()))
    content = carrousel_calendars(ronde, PLAN, handed_out={}).files["A01.ics"]
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["ORGANIZER"]).startswith("mailto:")


def test_deadlines_are_whole_days_that_block_nothing() -> None:
    known = deadlines(RONDE.procedure, RONDE.settings)
    given_out = deadline_calendar(RONDE, known, MADE, handed_out={})
    events = Calendar.from_ical(given_out.files["deadlines.ics"]).walk("VEVENT")
    assert [e["DTSTART"].dt for e in events] == [d.day for d in known]
    assert all(e["TRANSP"] == "TRANSPARENT" for e in events)
    assert b"VTIMEZONE" not in given_out.files["deadlines.ics"]
    later_on = tuple(replace(d, day=d.day + timedelta(days=1)) for d in known[:2])
    moved = deadline_calendar(RONDE, later_on, MADE, handed_out=given_out.handed_out)
    kinds = [c.kind for c in moved.changes]
    assert kinds.count(ChangeKind.CHANGED) == 2
    assert kinds.count(ChangeKind.CANCELLED) == len(known) - 2


# ── the clock ────────────────────────────────────────────────────────────────────────────────

CHANGES = [
    date(year, month, 31 - (date(year, month, 31).weekday() + 1) % 7)
    for year in range(2025, 2036)
    for month in (3, 10)
]


@pytest.mark.parametrize("sunday", CHANGES, ids=str)
def test_talks_of_8_minutes_across_a_clock_change_come_back_as_the_same_instants(
    sunday: date,
) -> None:
    plan = rotation(small_round(1, 12), day=sunday, begin=time(1, 20))
    ronde = small_round(1, 12)
    given_out = carrousel_calendars(ronde, plan, per_meeting=True, handed_out={})
    got = [(e[1], e[2]) for e in each_event({"": given_out.files["A01.ics"]})]
    turn = {t.number: t for t in plan.turns}
    assert sorted(got) == sorted(
        (turn[m.turn].begin.astimezone(UTC), turn[m.turn].end.astimezone(UTC))
        for m in plan.meetings
    )


@pytest.mark.parametrize("sunday", CHANGES, ids=str)
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_visit_around_a_clock_change_is_written_in_wall_clock_time(
    sunday: date, days: int
) -> None:
    begin = local_moment(sunday + timedelta(days=days), time(13))
    visit = Visit(RONDE.aios[0].code, RONDE.praktijken[0].code, begin, later(begin, 60))
    calendar = VisitCalendar(version=1, made_at=MADE, visits=(visit,))
    content = visit_calendars(RONDE, calendar, handed_out={}).files["A01.ics"]
    assert f"DTSTART;TZID=Europe/Amsterdam:{begin:%Y%m%dT130000}" in content.decode()
    assert by_vobject(content)[0][1:3] == (begin, later(begin, 60))


def test_the_own_zone_has_rules_and_no_list_of_dates() -> None:
    assert "RDATE" not in VTIMEZONE
    assert VTIMEZONE.count("RRULE") == 2
    assert len(VTIMEZONE.splitlines()) == 17


@settings(max_examples=150)
@given(st.integers(min_value=0, max_value=16 * 365 * 24 * 12))
def test_the_own_zone_agrees_with_the_zone_of_the_world(steps: int) -> None:
    zone = tzical(_Lines(VTIMEZONE)).get()
    assert zone is not None
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * steps)
    local = moment.astimezone(AMSTERDAM)
    begin, end = written(local, later(local, 30))
    assert (begin.timestamp(), end.timestamp()) == (moment.timestamp(), moment.timestamp() + 1800)
    if begin.tzinfo is AMSTERDAM:
        assert begin.replace(tzinfo=zone).timestamp() == moment.timestamp()
        assert end.replace(tzinfo=zone).timestamp() == moment.timestamp() + 1800


class _Lines:
    """A file as dateutil wants it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def read(self) -> str:
        return self._text


def test_lines_are_short_and_end_as_the_norm_says() -> None:
    for content in hand_out(PLAN).files.values():
        assert not re.search(rb"(?<!\r)\n", content)
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert max(len(line) for line in content.split(b"\r\n")) <= 75


@pytest.mark.parametrize("per_meeting", [False, True])
def test_the_same_day_in_another_language_is_no_changed_appointment(per_meeting: bool) -> None:
    dutch = hand_out(PLAN, per_meeting=per_meeting)
    english = carrousel_calendars(
        RONDE, PLAN, per_meeting=per_meeting, handed_out=dutch.handed_out, lang="en"
    )
    assert english.changes == ()
    assert {event[3] for event in each_event(english.files)} == {0}
    assert english.files != dutch.files


def test_visits_and_last_days_in_another_language_are_no_changed_appointments() -> None:
    english = visit_calendars(RONDE, VISITS, handed_out={}, lang="en")
    back = visit_calendars(RONDE, VISITS, handed_out=english.handed_out)
    assert back.changes == ()
    assert "Praktijkbezoek" in back.files["A01.ics"].decode()
    days = deadlines(RONDE.procedure, replace(RONDE.settings, start_date=date(2027, 3, 1)))
    assert days
    dutch = deadline_calendar(RONDE, days, MADE, handed_out={})
    other = deadline_calendar(RONDE, days, MADE, handed_out=dutch.handed_out, lang="en")
    assert other.changes == ()


def test_what_was_cancelled_in_english_and_comes_back_is_a_change() -> None:
    first = visit_calendars(RONDE, VISITS, handed_out={}, lang="en")
    none = replace(VISITS, visits=())
    gone = visit_calendars(RONDE, none, handed_out=first.handed_out, lang="en")
    again = visit_calendars(RONDE, VISITS, handed_out=gone.handed_out, lang="en")
    assert {change.kind for change in gone.changes} == {ChangeKind.CANCELLED}
    assert {change.kind for change in again.changes} == {ChangeKind.CHANGED}
    assert {event[3] for event in each_event(again.files)} == {2}
