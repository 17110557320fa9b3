"""A letter to one person: a template filled in for one code, with the attachments of that code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.outcomes.outcome_visits import HandedOut, Visit, VisitCalendar, VisitStatus
from koppelronde.domain.people import Aios, Hao
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import AMSTERDAM, clock, long_date, short_date
from koppelronde.press.templates import fill, template
from koppelronde.procedure.deadlines import deadlines


class MailKind(StrEnum):
    """What can be mailed."""

    INVITATION = "invitation"
    ROSTER = "roster"
    VISITS = "visits"
    VISITS_CHANGED = "visits_changed"
    LISTS_BEFORE = "lists_before"
    LISTS = "lists"
    REMINDER = "reminder"
    REMINDER_BEFORE = "reminder_before"
    REMINDER_PROFILES = "reminder_profiles"
    RESULT = "result"


_INSTITUTE: Final = Text("de huisartsopleiding", "the GP training institute")
"""Where the round names no institute: a procedure is not a sender."""
UNKNOWN: Final = Text("nog niet bekend", "not yet known")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter. ``method`` is set for a calendar."""

    name: str
    media: str
    content: bytes
    method: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address of one person."""

    code: str
    name: str
    address: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


def letters(
    kind: MailKind,
    ronde: Koppelronde,
    fields: Mapping[str, Mapping[str, str]],
    attachments: Mapping[str, tuple[Attachment, ...]],
    lang: Lang,
) -> tuple[tuple[Letter, ...], tuple[Mistake, ...]]:
    """One letter for every address of every code in ``fields``, sorted by code.

    ``template`` among somebody's fields names another text than that of the kind. The second
    result names everybody who has no address: they are phoned instead.
    """
    made, without = [], []
    for code in sorted(fields):
        text = template("mail", fields[code].get("template", kind.value), lang)
        head, _, body = text.partition("\n\n")
        subject = head.partition(": ")[2]
        person = ronde.person(code)
        if person is None or not person.emails:
            without.append(
                Mistake("", "", "", code, Text("een e-mailadres", "an e-mail address"), "", "mail")
            )
            continue
        values = {**general_fields(ronde, lang), **person_fields(person), **fields[code]}
        made += [
            Letter(code, person.name, address, fill(subject, values), fill(body, values) + "\n",
                   attachments.get(code, ()))
            for address in person.emails
        ]  # fmt: skip
    return tuple(made), tuple(without)


def person_fields(person: Aios | Hao) -> dict[str, str]:
    """What a template may say about the reader."""
    return {"name": person.name, "code": person.code}


def general_fields(ronde: Koppelronde, lang: Lang) -> dict[str, str]:
    """What a template may say about the round."""
    settings = ronde.settings
    days = {d.kind: d.day for d in deadlines(ronde.procedure, settings)}

    reach = [way for way in (settings.contact.email, settings.contact.phone) if way]

    def day(value: date | None) -> str:
        return (long_date(value) if value is not None else UNKNOWN).say(lang)

    def by(value: date | None) -> str:
        if value is None:
            return Text("zo snel mogelijk", "as soon as you can").say(lang)
        said = long_date(value)
        return Text(f"uiterlijk {said.nl}", f"by {said.en}").say(lang)

    return {
        "round": ronde.name,
        "institute": settings.institute or _INSTITUTE.say(lang),
        "contact_name": settings.contact.name or settings.institute or _INSTITUTE.say(lang),
        "contact_line": " · ".join(reach),
        "contact_reach": Text(" of ", " or ").say(lang).join(reversed(reach)),
        "carrousel_day": day(settings.carrousel_date),
        "carrousel_location": settings.carrousel_location or UNKNOWN.say(lang),
        "profiles_by": by(days.get(PhaseKind.PROFILES)),
        "lists_before_by": by(days.get(PhaseKind.LISTS_BEFORE)),
        "lists_by": by(days.get(PhaseKind.LISTS, settings.lists_deadline)),
        "candidates": str(ronde.number("candidates_each")),
        "dates": _dates(ronde, lang),
    }


def _dates(ronde: Koppelronde, lang: Lang) -> str:
    until = Text("tot en met", "until").say(lang)
    lines = []
    for deadline in deadlines(ronde.procedure, ronde.settings):
        if deadline.kind not in _OF_PARTICIPANTS:
            continue
        last = short_date(deadline.day).say(lang)
        span = f"{short_date(deadline.first).say(lang)} {until} {last}" if deadline.first else last
        if deadline.kind is PhaseKind.CARROUSEL:
            span += _when_and_where(ronde, lang)
        elif deadline.kind in _HANDED_IN:
            span = Text("uiterlijk ", "by ").say(lang) + span
        lines.append(f"- {deadline.title.say(lang)}: {span}")
    return "\n".join(lines) or Text("De data volgen nog.", "The dates will follow.").say(lang)


_HANDED_IN: Final = frozenset({PhaseKind.PROFILES, PhaseKind.LISTS_BEFORE, PhaseKind.LISTS})
_OF_PARTICIPANTS: Final = _HANDED_IN | {PhaseKind.CARROUSEL, PhaseKind.VISITS, PhaseKind.RESULTS}
"""The phases in which those who take part do or hear something; the rest is the office's."""


def _when_and_where(ronde: Koppelronde, lang: Lang) -> str:
    begin, end = ronde.settings.carrousel_begin, ronde.settings.carrousel_end
    hours = f"{begin:%H:%M}–{end:%H:%M}" if begin and end else ""
    if begin and not end:
        hours = Text(f"vanaf {begin:%H:%M}", f"from {begin:%H:%M}").say(lang)
    return "".join(f", {part}" for part in (hours, ronde.settings.carrousel_location) if part)


def roster_fields(timetable: Timetable) -> dict[str, str]:
    """When the afternoon begins and ends."""
    first: datetime = timetable.turns[0].begin
    last: datetime = timetable.turns[-1].end
    return {"carrousel_begin": clock(first), "carrousel_end": clock(last)}


def visits_of(ronde: Koppelronde, calendar: VisitCalendar, code: str, lang: Lang) -> str:
    """The visits of an AIOS, or those that a HAO's practice receives, one a line."""
    hao = ronde.hao_by_code.get(code)
    lines = []
    for visit in sorted(calendar.visits, key=lambda v: (v.begin, v.aios, v.praktijk)):
        mine = visit.aios == code if hao is None else visit.praktijk == hao.praktijk
        if mine and visit.status not in (VisitStatus.CANCELLED, VisitStatus.NO_SHOW):
            whom = ronde.name_of(visit.praktijk if hao is None else visit.aios)
            day = short_date(visit.begin.date()).say(lang)
            line = f"- {day} {clock(visit.begin)}–{clock(visit.end)}: {whom}"
            lines.append(line + _host_said(ronde, visit, code, lang))
    return "\n".join(lines)


def _host_said(ronde: Koppelronde, visit: Visit, reader: str, lang: Lang) -> str:
    """With whom the interview is, where it was assigned to one of several at the practice."""
    hosts = ronde.hosts_of(visit.aios, visit.praktijk)
    if len(ronde.haos_of_praktijk.get(visit.praktijk, ())) < 2 or not ronde.interviews:
        return ""
    you = Text("jou", "you").say(lang)
    names = ", ".join(you if code == reader else ronde.name_of(code) for code in hosts)
    return Text(f" (bij {names})", f" (with {names})").say(lang)


def change_said(entry: HandedOut, known: bool, lang: Lang) -> str:
    """``- vervallen: do 10-12-2026 13:00, Praktijkbezoek …``: one entry that is not as it was."""
    what = Text("gewijzigd", "changed") if known else Text("nieuw", "new")
    if entry.cancelled:
        what = Text("vervallen", "cancelled")
    begin = entry.begin.astimezone(AMSTERDAM)
    title = entry.summary
    for mark in ("GEANNULEERD: ", "CANCELLED: "):
        title = title.removeprefix(mark)
    day = short_date(begin.date()).say(lang)
    return f"- {what.say(lang)}: {day} {clock(begin)}, {' '.join(title.split())}"


def choices_of(ronde: Koppelronde, partners: Iterable[str], lang: Lang) -> str:
    """The people somebody ranks, one a line; of a trainer also where, and the training plan."""
    lines = []
    for partner in partners:
        hao = ronde.hao_by_code.get(partner)
        line = f"- {partner} {ronde.name_of(partner)}"
        if hao is not None:
            praktijk = ronde.praktijk_by_code.get(hao.praktijk)
            where = [] if praktijk is None else [praktijk.name, praktijk.place.town]
            line += "".join(f", {part}" for part in where if part)
            if hao.leerwerkplan:
                plan = Text("leerwerkplan", "training plan").say(lang)
                line += f"\n  {plan}: {hao.leerwerkplan}"
        lines.append(line)
    return "\n".join(lines)


def result_of(ronde: Koppelronde, matching: Matching, code: str) -> Text:
    """The reader's own result in one sentence; never a rank of anybody."""
    partners = [ronde.name_of(partner) for partner in matching.partner_of(code)]
    if not partners and code in ronde.hao_by_code:
        return Text(
            "Bij jou is deze keer geen aios geplaatst. We begrijpen dat dit tegenvalt. De uitslag "
            "zegt niets over jou als opleider of over je praktijk.",
            "No trainee has been placed with you this time. We understand that this is "
            "disappointing. The result says nothing about you as a trainer or about your practice.",
        )
    if not partners:
        return Text(
            "Voor jou is nog geen koppeling gevonden. We begrijpen dat dit tegenvalt. We hebben je "
            "hierover gebeld of bellen je zo snel mogelijk, en zoeken verder naar een plaats.",
            "No match has been found for you yet. We understand that this is disappointing. We "
            "have phoned you about this or will do so as soon as we can, and go on looking.",
        )
    names = " en ".join(partners), " and ".join(partners)
    return Text(f"Je bent gekoppeld aan {names[0]}.", f"You are matched with {names[1]}.")
