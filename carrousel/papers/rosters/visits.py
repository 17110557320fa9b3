"""Visit lists: for a practice who comes when, for an AIOS where to be when and how to get there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from carrousel.papers.rosters.options import PaperOptions, imprint
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.outcomes.outcome_visits import Visit, VisitCalendar, VisitStatus
from koppelronde.domain.people import Aios, Place, Praktijk
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.times import Weekday, clock, short_date
from koppelronde.press.house_style import (
    ACCENT,
    BODY,
    HEAD_SIZE,
    INK,
    LEADING,
    MUTED,
    NAME_SIZE,
    SMALL,
    mm,
)
from koppelronde.press.page import Paper
from koppelronde.press.table import Column, Row, draw_table, fit_columns

OF_AIOS: Final = Text("Praktijkbezoeken", "Practice visits")
OF_PRAKTIJK: Final = Text("Bezoeken aan de praktijk", "Visits to the practice")
STATUS: Final = {
    VisitStatus.PLANNED: Text("gepland", "planned"),
    VisitStatus.AGREED: Text("afgesproken", "agreed"),
    VisitStatus.DONE: Text("geweest", "done"),
    VisitStatus.CANCELLED: Text("vervallen", "cancelled"),
    VisitStatus.NO_SHOW: Text("niet gekomen", "did not come"),
}
DAY_OFF: Final = Text("je vrije dag", "your day off")
_RECEIVES: Final = Text("Ontvangt", "Receives")
ESTIMATED: Final = Text("geschat", "estimated")
UNKNOWN: Final = Text("onbekend", "unknown")


def full_address(place: Place) -> str:
    """``Markt 3, 6211 CK Maastricht``."""
    line = " ".join(part for part in (place.postcode, place.town) if part)
    return ", ".join(part for part in (place.address, line) if part)


def trainers_said(haos: Sequence[str]) -> Text:
    """The label above one name, or above several."""
    one, several = Text("Opleider", "Trainer"), Text("Opleiders", "Trainers")
    return one if len(haos) == 1 else several


def travel_said(ronde: Koppelronde, visit: Visit) -> Text:
    """``35 min`` as given, ``35 min (geschat)`` by coordinates, or unknown; never zero for that."""
    aios, praktijk = ronde.aios_by_code.get(visit.aios), ronde.praktijk_by_code.get(visit.praktijk)
    travel = ronde.travel_to_praktijk(aios, praktijk) if aios and praktijk else None
    minutes = visit.travel_minutes if visit.travel_minutes is not None else None
    if travel is not None:
        minutes = travel.minutes
    if minutes is None:
        return UNKNOWN
    if travel is None or not travel.estimated:
        return Text(f"{minutes} min", f"{minutes} min")
    return Text(f"{minutes} min ({ESTIMATED.nl})", f"{minutes} min ({ESTIMATED.en})")


def in_order(visits: Sequence[Visit]) -> list[Visit]:
    """By moment, then by code."""
    return sorted(visits, key=lambda v: (v.begin.timestamp(), v.praktijk, v.aios))


def _moment(visit: Visit, lang: Lang) -> tuple[str, str]:
    hours = f"{clock(visit.begin)}–{clock(visit.end)}"
    return short_date(visit.begin.date()).say(lang), hours


def visit_lists_of_aios(
    ronde: Koppelronde, calendar: VisitCalendar, codes: Sequence[str], options: PaperOptions
) -> bytes:
    """A page per AIOS: when, which practice, who receives, address, travel, phone."""
    stamp = imprint(OF_AIOS, ronde, calendar.version, calendar.made_at, options)
    paper = Paper(stamp, options.lang)
    for code in codes:
        aios = ronde.aios_by_code[code]
        visits = in_order([visit for visit in calendar.visits if visit.aios == code])
        paper.new_part()
        _head(paper, aios.name, OF_AIOS, _contact(ronde))
        for visit in visits:
            praktijk = ronde.praktijk_by_code.get(visit.praktijk, Praktijk(code=visit.praktijk))
            _block(paper, ronde, visit, praktijk)
        _without_moment(paper, ronde, [p for a, p in calendar.without_moment if a == code])
    return paper.pdf()


def _block(paper: Paper, ronde: Koppelronde, visit: Visit, praktijk: Praktijk) -> None:
    lang = paper.lang
    day, hours = _moment(visit, lang)
    haos = ronde.hosts_of(visit.aios, visit.praktijk, visit.present)
    facts = [
        (trainers_said(haos), ", ".join(ronde.name_of(code) for code in haos)),
        (Text("Adres", "Address"), full_address(praktijk.place)),
        (Text("Reistijd", "Travel"), _travel_line(ronde, visit).say(lang)),
        (Text("Contact", "Contact"), _reach(ronde, praktijk, haos)),
    ]
    facts = [(label, value) for label, value in facts if value]
    paper.need((len(facts) + 2) * BODY * LEADING * 1.25 + 6 * mm)
    gone = visit.status in (VisitStatus.CANCELLED, VisitStatus.NO_SHOW)
    colour = MUTED if gone else INK
    x, top = paper.left + 38 * mm, paper.y
    paper.write(paper.left, top - HEAD_SIZE, day, size=HEAD_SIZE, bold=True, colour=colour,
                width=36 * mm)  # fmt: skip
    paper.write(paper.left, top - HEAD_SIZE - 5 * mm, hours, size=HEAD_SIZE, colour=colour)
    below = top - HEAD_SIZE - 5 * mm
    for mark in _marks(ronde, visit):
        below -= 5 * mm
        paper.write(paper.left, below, mark.say(lang), colour=ACCENT)
    y = paper.write_lines(x, top, praktijk.name or praktijk.code, paper.right - x,
                          size=HEAD_SIZE, bold=True, colour=colour, lines_max=2)  # fmt: skip
    y -= 0.6 * mm
    for label, value in facts:
        paper.write(x, y - BODY, label.say(lang), colour=MUTED)
        y = paper.write_lines(x + 20 * mm, y, value, paper.right - x - 20 * mm, lines_max=2)
    paper.y = min(y, below, top - HEAD_SIZE - 10 * mm) - 2.2 * mm
    paper.line(paper.left, paper.y, paper.right, paper.y)
    paper.y -= 2.6 * mm


def _marks(ronde: Koppelronde, visit: Visit) -> list[Text]:
    """What stands below the moment: how the visit is, and that the AIOS is free that day."""
    marks = [] if visit.status is VisitStatus.PLANNED else [STATUS[visit.status]]
    aios = ronde.aios_by_code.get(visit.aios)
    coming = visit.status in (VisitStatus.PLANNED, VisitStatus.AGREED)
    works = aios.work_days if aios is not None else frozenset()
    if coming and works and Weekday(visit.begin.weekday()) not in works:
        marks.append(DAY_OFF)
    return marks


def _reach(ronde: Koppelronde, praktijk: Praktijk, haos: Sequence[str]) -> str:
    """The practice's number and address; without a number that of who receives."""
    own = [phone for code in haos for phone in ronde.hao_by_code[code].phones[:1]]
    phone = praktijk.phone or " / ".join(dict.fromkeys(own))
    return " · ".join(part for part in (phone, praktijk.email) if part)


def _travel_line(ronde: Koppelronde, visit: Visit) -> Text:
    said = travel_said(ronde, visit)
    if said == UNKNOWN:
        return said
    return Text(f"{said.nl}, enkele reis van huis", f"{said.en}, one way from home")


def visit_lists_of_praktijk(
    ronde: Koppelronde, calendar: VisitCalendar, codes: Sequence[str], options: PaperOptions
) -> bytes:
    """A page per practice: who comes when, phone, mail, travel; room for a note, no ranks."""
    stamp = imprint(OF_PRAKTIJK, ronde, calendar.version, calendar.made_at, options)
    paper = Paper(stamp, options.lang)
    for code in codes:
        praktijk = ronde.praktijk_by_code[code]
        visits = in_order([visit for visit in calendar.visits if visit.praktijk == code])
        trainers = ronde.haos_of_praktijk.get(code, ())
        haos = ", ".join(hao.name for hao in trainers)
        several = len(trainers) > 1 and bool(ronde.interviews)
        told = any(visit.status is not VisitStatus.PLANNED for visit in visits)
        paper.new_part()
        _head(paper, praktijk.name or code, OF_PRAKTIJK, _contact(ronde),
              (trainers_said([hao.code for hao in trainers]), haos), (Text("Adres", "Address"),
                                                      full_address(praktijk.place)))  # fmt: skip
        columns = [
            Column(Text("Dag", "Day"), fixed=30 * mm),
            Column(Text("Tijd", "Time"), fixed=30 * mm),
            Column(Text("AIOS", "Trainee (AIOS)"), fixed=55 * mm, bold=True),
            # A number and an address, each on a line of its own where both are too long for one.
            Column(Text("Telefoon en e-mail", "Phone and e-mail"), fixed=74 * mm),
            *([Column(_RECEIVES, fixed=40 * mm)] if several else []),
            *([Column(Text("Stand", "Status"), fixed=26 * mm)] if told else []),
            Column(Text("Notitie", "Note"), share=1),
        ]
        rows = []
        for visit in visits:
            aios = ronde.aios_by_code.get(visit.aios, Aios(code=visit.aios))
            reach = "  ".join(part for part in (*aios.phones, *aios.emails) if part)
            status = [STATUS[visit.status].say(paper.lang)] if told else []
            gone = visit.status in (VisitStatus.CANCELLED, VisitStatus.NO_SHOW)
            who = ronde.hosts_of(visit.aios, code, visit.present)
            hosts = [", ".join(ronde.name_of(hao) for hao in who)] if several else []
            rows.append(
                Row((*_moment(visit, paper.lang), aios.name, reach, *hosts, *status, ""),
                    pale=gone)
            )  # fmt: skip
        if rows:
            columns = fit_columns(paper, columns, rows, SMALL, rest=14 * mm)
            draw_table(paper, columns, rows, size=SMALL, least_height=9 * mm)
            paper.y -= 4 * mm
        else:
            paper.paragraph(Text("Er zijn geen bezoeken gepland.", "No visits are planned."))
        _without_moment(paper, ronde, [a for a, p in calendar.without_moment if p == code])
    return paper.pdf()


def _contact(ronde: Koppelronde) -> tuple[Text, str]:
    contact = ronde.settings.contact
    reach = " · ".join(part for part in (contact.name, contact.phone, contact.email) if part)
    return Text("Contact", "Contact"), reach


def _head(paper: Paper, name: str, kind: Text, *facts: tuple[Text, str]) -> None:
    paper.y = paper.write_lines(
        paper.left, paper.y + 1 * mm, name, paper.width, size=NAME_SIZE, bold=True
    )
    paper.write(paper.left, paper.y - HEAD_SIZE - 0.5 * mm, kind.say(paper.lang), size=HEAD_SIZE,
                colour=ACCENT)  # fmt: skip
    paper.y -= HEAD_SIZE * LEADING + 2 * mm
    paper.line(paper.left, paper.y, paper.right, paper.y, colour=ACCENT, thickness=1.2)
    paper.y -= 2.2 * mm
    for label, value in facts:
        if value:
            paper.write(paper.left, paper.y - BODY, label.say(paper.lang), colour=MUTED)
            paper.y = paper.write_lines(paper.left + 22 * mm, paper.y, value,
                                        paper.width - 22 * mm, lines_max=2)  # fmt: skip
    paper.y -= 3 * mm


def _without_moment(paper: Paper, ronde: Koppelronde, codes: Sequence[str]) -> None:
    if not codes:
        return
    names = ", ".join(ronde.name_of(code) for code in sorted(codes))
    paper.paragraph(
        Text(f"Hiervoor is nog geen dag en tijd. Spreek die zelf samen af: {names}.",
             f"There is no day and time for this yet. Please agree one together: {names}."),
        bold=True, colour=ACCENT,
    )  # fmt: skip
