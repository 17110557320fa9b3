"""What stands in somebody's calendar for the afternoon: one block, or every conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from carrousel.afternoon.person_day import DayBook, DayPart, PartKind
from carrousel.calendars.appointment import Appointment, stable_uid
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_visits import CalendarKind
from koppelronde.domain.times import clock

CARROUSEL: Final = Text("Koppelcarrousel", "Carousel")
ALARM_MINUTES: Final = 30


def day_entries(
    book: DayBook, codes: Sequence[str], per_meeting: bool, lang: Lang
) -> list[Appointment]:
    """The entries of these people, one alarm each: half an hour before they begin."""
    entries: list[Appointment] = []
    for code in codes:
        entries += _meetings(book, code, lang) if per_meeting else _block(book, code, lang)
    return entries


def _block(book: DayBook, code: str, lang: Lang) -> list[Appointment]:
    there = [part for part in book.day_of(code) if part.kind is not PartKind.AWAY]
    talks = [part for part in there if part.kind is PartKind.TALK]
    if not talks and code not in book.home:
        return []
    begin = min((p.begin for p in there if p.kind is not PartKind.BREAK), default=book.begin)
    end = max((p.end for p in there if p.kind is not PartKind.BREAK), default=book.end)
    summary = CARROUSEL.say(lang)
    if code in book.home:
        table = Text(f"tafel {book.home[code]}", f"table {book.home[code]}").say(lang)
        summary = f"{summary} · {table}"
    lines = [_line(book, part, lang) for part in there]
    lines += ["", *_contact(book, lang)]
    return [
        Appointment(
            uid=stable_uid(book.ronde, "carrousel", code),
            kind=CalendarKind.CARROUSEL,
            owner=code,
            with_whom="",
            begin=begin,
            end=end,
            summary=summary,
            location=_location(book, book.home.get(code, 0), lang),
            description="\n".join(lines).strip(),
            alarm_minutes=ALARM_MINUTES,
        )
    ]


def _line(book: DayBook, part: DayPart, lang: Lang) -> str:
    time = f"{clock(part.begin)}–{clock(part.end)}"
    if part.kind is PartKind.BREAK:
        return f"{time} {Text('pauze', 'break').say(lang)}"
    if part.kind is PartKind.FREE:
        return f"{time} {Text('vrij', 'free').say(lang)}"
    partner = book.ronde.name_of(part.partner).replace("\n", " ")
    return f"{time} {book.where(part.table).say(lang)} – {partner}"


def _meetings(book: DayBook, code: str, lang: Lang) -> list[Appointment]:
    entries: list[Appointment] = []
    met: dict[str, int] = {}
    for part in book.day_of(code):
        if part.kind is not PartKind.TALK:
            continue
        again = met[part.partner] = met.get(part.partner, 0) + 1
        couple = sorted((code, part.partner))
        turn = Text(
            f"Ronde {part.turn} · tafel {part.table}", f"Turn {part.turn} · table {part.table}"
        )
        entries.append(
            Appointment(
                uid=stable_uid(book.ronde, "meeting", *couple, code, *(["again"] * (again - 1))),
                kind=CalendarKind.CARROUSEL,
                owner=code,
                with_whom=part.partner,
                begin=part.begin,
                end=part.end,
                summary=f"{turn.say(lang)} · {book.ronde.name_of(part.partner)}",
                location=_location(book, part.table, lang),
                description="\n".join(_contact(book, lang)),
                alarm_minutes=ALARM_MINUTES if not entries else None,
            )
        )
    return entries


def _location(book: DayBook, table: int, lang: Lang) -> str:
    place = book.ronde.settings.carrousel_location
    seat = book.where(table).say(lang) if table else ""
    seat = seat[:1].upper() + seat[1:]
    return ", ".join(part for part in (seat, place) if part)


def _contact(book: DayBook, lang: Lang) -> list[str]:
    contact = book.ronde.settings.contact
    reach = " · ".join(part for part in (contact.name, contact.phone) if part)
    return (
        [f"{Text('Contact op de dag', 'Contact on the day').say(lang)}: {reach}"] if reach else []
    )
