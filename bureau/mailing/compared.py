"""A letter and its attachments, read back and held against what the store says at that moment.

Nothing here knows how a letter was made: the recipient, the names and every moment are looked up
again in the round and the plan, and compared with what stands in the text, in the calendar and on
the paper. Each difference is a finding, and one finding stops the mailing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from icalendar import Calendar, Event

from bureau.mailing.letters import Attachment, Letter, MailKind
from bureau.mailing.pdf_text import pdf_text
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import clock
from koppelronde.press.glyphs import printable

RULE: Final = "mail_store"
OFF: Final = frozenset({VisitStatus.CANCELLED, VisitStatus.NO_SHOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """What the store holds at this moment; None where the letters do not need it."""

    timetable: Timetable | None = None
    calendar: VisitCalendar | None = None
    matching: Matching | None = None


def against_store(
    letter: Letter, kind: MailKind, ronde: Koppelronde, plans: Plans, *, trial_address: str = ""
) -> tuple[Finding, ...]:
    """What this letter says that the store does not, or the other way round; empty when right.

    ``trial_address`` is the one address that everything goes to in a trial.
    """
    # of visits that fall away also whoever left hears, and of nothing else
    left = letter.code in ronde.withdrawn and kind is not MailKind.VISITS
    wrong = ["code"] if left else [*_reader(letter, ronde, trial_address)]
    if kind is MailKind.ROSTER and plans.timetable is not None:
        wrong += _roster(letter, ronde, plans.timetable)
    if kind is MailKind.VISITS and plans.calendar is not None:
        wrong += _visits(letter, ronde, plans.calendar)
    if kind is MailKind.RESULT and plans.matching is not None:
        wrong += _result(letter, ronde, plans.matching)
    for attachment in letter.attachments:
        if attachment.media == "application/pdf" and not _names(attachment, [letter.name]):
            wrong.append(f"{attachment.name}: {letter.code}")
    return tuple(_finding(letter.code, what) for what in wrong)


def _finding(code: str, what: str) -> Finding:
    return Finding(
        RULE,
        (code,),
        Text(f"Het bericht voor {code} klopt niet met de opslag: {what}. Er is niets verstuurd.",
             f"The message for {code} differs from the store: {what}. Nothing was sent."),
    )  # fmt: skip


def _reader(letter: Letter, ronde: Koppelronde, trial_address: str) -> Iterator[str]:
    person = ronde.person(letter.code)
    if person is None:
        yield "code"
        return
    known = (trial_address,) if trial_address else person.emails
    if letter.address not in known:
        yield "recipient"
    if letter.name != person.name:
        yield "name"
    if person.name not in letter.body:
        yield "greeting"


def _names(attachment: Attachment, names: Iterable[str]) -> bool:
    """Whether all these stand on a paper; letters may be wrapped and are drawn as they are seen."""
    try:
        text = _squeezed(pdf_text(attachment.content))
    except (ValueError, KeyError):
        return False
    return all(_squeezed(printable(word)) in text for name in names for word in name.split())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _events(letter: Letter) -> list[tuple[Attachment, Event]]:
    found = []
    for attachment in letter.attachments:
        if attachment.media == "text/calendar":
            calendar = Calendar.from_ical(attachment.content)
            events = [item for item in calendar.walk() if isinstance(item, Event)]
            found += [(attachment, event) for event in events]
    return found


def _moments(event: Event) -> tuple[datetime, datetime]:
    return event.decoded("dtstart"), event.decoded("dtend")


def _roster(letter: Letter, ronde: Koppelronde, timetable: Timetable) -> Iterator[str]:
    code, turns = letter.code, {turn.number: turn for turn in timetable.turns}
    talks = [
        (turns[m.turn], m.table, m.hao if m.aios == code else m.aios)
        for m in timetable.meetings
        if code in (m.aios, m.hao)
    ]
    partners = [ronde.name_of(partner) for _, _, partner in talks]
    hours = [f"{clock(turn.begin)}–{clock(turn.end)}" for turn, _, _ in talks]
    for attachment in letter.attachments:
        if attachment.media == "application/pdf" and not _names(attachment, partners + hours):
            yield attachment.name
    events = [found for found in _events(letter) if str(found[1].get("status")) != "CANCELLED"]
    if len(events) != 1:
        yield "calendar"
    for attachment, event in events:
        begin, end = _moments(event)
        if any(turn.begin < begin or turn.end > end for turn, _, _ in talks):
            yield attachment.name
        said = str(event.get("description", "")).split("\n")
        for (_turn, table, _partner), time, name in zip(talks, hours, partners, strict=True):
            line = next((x for x in said if x.startswith(time)), "")
            seen = _squeezed(line)
            if not seen.endswith(_squeezed(name)) or not re.search(rf"(?<!\d){table}(?!\d)", line):
                yield f"{attachment.name}: {time}"


def _mine(visits: Iterable[Visit], ronde: Koppelronde, code: str) -> list[Visit]:
    hao = ronde.hao_by_code.get(code)
    return [v for v in visits if (v.aios == code if hao is None else v.praktijk == hao.praktijk)]


def _visits(letter: Letter, ronde: Koppelronde, calendar: VisitCalendar) -> Iterator[str]:
    mine = _mine(calendar.visits, ronde, letter.code)
    coming = {(v.aios, v.praktijk) for v in mine if v.status not in OFF}
    stands = sorted(
        (v.begin.timestamp(), v.end.timestamp())
        for v in mine
        if v.status not in OFF
        # nobody came: their entry stays where it was, unless these two have a new moment
        or (v.status is VisitStatus.NO_SHOW and (v.aios, v.praktijk) not in coming)
    )
    told = []
    for attachment, event in _events(letter):
        begin, end = (moment.timestamp() for moment in _moments(event))
        cancelled = str(event.get("status")) == "CANCELLED"
        if attachment.method == "CANCEL" and not cancelled:
            yield attachment.name
        if not cancelled:
            told.append((begin, end))
            if (begin, end) not in stands:
                yield attachment.name
    whole = any(a.method == "PUBLISH" for a in letter.attachments)
    if whole and sorted(told) != stands:
        yield "calendar"
    as_guest = letter.code in ronde.aios_by_code
    for visit in mine:
        whom = ronde.name_of(visit.praktijk if as_guest else visit.aios)
        hours = f"{clock(visit.begin)}–{clock(visit.end)}: {whom}"
        if visit.status not in OFF and hours not in letter.body:
            yield f"text, {visit.aios}–{visit.praktijk}"
    names = [ronde.name_of(v.praktijk if as_guest else v.aios) for v in mine]
    for attachment in letter.attachments:
        if attachment.media == "application/pdf" and not _names(attachment, names):
            yield attachment.name


def _result(letter: Letter, ronde: Koppelronde, matching: Matching) -> Iterator[str]:
    """The own partners, all of them, and nobody else's name."""
    partners = [ronde.name_of(partner) for partner in matching.partner_of(letter.code)]
    for partner in partners:
        if partner not in letter.body:
            yield "partner"
    for attachment in letter.attachments:
        if attachment.media == "application/pdf" and not _names(attachment, partners):
            yield attachment.name
    rest = letter.body
    contact = ronde.settings.contact.name
    for name in sorted({letter.name, contact, *partners}, key=len, reverse=True):
        rest = rest.replace(name, " ") if name else rest
    for person in (*ronde.aios, *ronde.haos):
        if " " in person.name and re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", rest):
            yield f"text, {person.code}"
