"""Papers for the desk at the door: attendance list, badges, and the timekeeper's bell schedule."""

from __future__ import annotations

from functools import partial
from typing import Final

from carrousel.afternoon.person_day import DayBook
from carrousel.papers.rosters.options import PaperOptions, imprint
from carrousel.papers.rosters.personal import AIOS, HAO, day_facts, practice_of
from koppelronde.domain.language import Text
from koppelronde.domain.people import Aios, Hao, Side
from koppelronde.domain.times import clock, later, long_date, minutes_between
from koppelronde.press.glyphs import SMALLEST, fitted
from koppelronde.press.house_style import ACCENT, BODY, HEAD_SIZE, LEADING, MUTED, mm
from koppelronde.press.page import Paper
from koppelronde.press.table import PAD, TICK, Column, Row, draw_table, fit_columns, fitting_height

ATTENDANCE: Final = Text("Presentielijst koppelcarrousel", "Attendance list, carousel")
BADGES: Final = Text("Badges", "Badges")
BELL: Final = Text("Belschema", "Bell schedule")
LABEL: Final = (99.1 * mm, 67.7 * mm)
"""A common sheet of eight labels on A4 (two across, four down), as L7165 and its relatives."""
LABEL_LEFT: Final = 4.65 * mm
LABEL_TOP: Final = 13.1 * mm
LABEL_STEP: Final = 101.6 * mm
LABEL_FOOT: Final = 6.5 * mm


def attendance_list(book: DayBook, options: PaperOptions) -> bytes:
    """Both sides by surname, a box to tick, the first table and a number to phone."""
    plan = book.timetable
    stamp = imprint(ATTENDANCE, book.ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang)
    for side, title in ((Side.AIOS, AIOS), (Side.HAO, HAO)):
        people = _by_surname(book, side)
        if not people:
            continue
        paper.new_page()
        number = len(people)
        paper.heading(Text(f"{ATTENDANCE.nl}: {title.nl}", f"{ATTENDANCE.en}: {title.en}"))
        day = long_date(book.begin.date())
        paper.paragraph(
            Text(f"{day.nl}, vanaf {clock(book.begin)} · {number} mensen",
                 f"{day.en}, from {clock(book.begin)} · {number} people"),
            colour=MUTED,
        )  # fmt: skip
        columns = [
            Column(Text("Aanwezig", "Present"), fixed=20 * mm, align="centre"),
            Column(Text("Naam", "Name"), fixed=60 * mm, bold=True),
            Column(Text("Code", "Code"), fixed=20 * mm),
            Column(Text("Eerste tafel", "First table"), fixed=32 * mm),
            *([Column(Text("Praktijk", "Practice"), fixed=58 * mm)] if side is Side.HAO else []),
            Column(Text("Telefoon", "Phone"), fixed=34 * mm),
            Column(Text("Opmerking", "Remark"), share=1),
        ]
        rows = []
        for person in people:
            practice = (practice_of(book, person.code),) if side is Side.HAO else ()
            cells = (TICK, person.sort_name, person.code, _first_table(book, person.code))
            rows.append(Row((*cells, *practice, " / ".join(person.phones), "")))
        columns = fit_columns(paper, columns, rows, SMALLEST, rest=22 * mm)
        again = Text(f"{title.nl} – vervolg", f"{title.en} – continued")
        draw_table(paper, columns, rows, size=SMALLEST, least_height=6.6 * mm,
                   overleaf=partial(paper.heading, again, HEAD_SIZE))  # fmt: skip
    return paper.pdf()


def _by_surname(book: DayBook, side: Side) -> list[Aios | Hao]:
    people = [book.ronde.person(code) for code in book.people_of(side)]
    known = [person for person in people if person is not None]
    return sorted(known, key=lambda person: person.alphabetical)


def _first_table(book: DayBook, code: str) -> str:
    if code in book.home:
        return book.short_table(book.home[code])
    for part in book.day_of(code):
        if part.table:
            return f"{book.short_table(part.table)} ({clock(part.begin)})"
    return "–"


def badges(book: DayBook, codes: tuple[str, ...], options: PaperOptions) -> bytes:
    """Eight labels on a sheet of A4; large name, role, practice, and the fixed table."""
    plan = book.timetable
    stamp = imprint(BADGES, book.ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang, margin=LABEL_FOOT)  # below the last row of labels
    for at, code in enumerate(codes):
        place = at % 8
        if place == 0:
            paper.new_page()
            _cut_marks(paper)
        x = LABEL_LEFT + (place % 2) * LABEL_STEP
        top = paper.size[1] - LABEL_TOP - (place // 2) * LABEL[1]
        _badge(paper, book, code, x, top)
    return paper.pdf()


def _cut_marks(paper: Paper) -> None:
    """Short lines in the margins, for who prints on plain paper and cuts."""
    width, height = paper.size
    short, top = 3 * mm, height - LABEL_TOP
    for row in range(5):
        y = top - row * LABEL[1]
        for x in (0.5 * mm, width - 0.5 * mm - short):
            paper.line(x, y, x + short, y, colour=MUTED)
    for column in range(2):
        left = LABEL_LEFT + column * LABEL_STEP
        for x in (left, left + LABEL[0]):
            for y in (top + 1 * mm, top - 4 * LABEL[1] - 1 * mm - short):
                paper.line(x, y, x, y + short, colour=MUTED)


def _badge(paper: Paper, book: DayBook, code: str, x: float, top: float) -> None:
    lang = paper.lang
    room = LABEL[0] - 16 * mm
    role = AIOS if code in book.ronde.aios_by_code else HAO
    paper.write(x + 8 * mm, top - 11 * mm, role.say(lang), size=11, colour=ACCENT, width=room * 0.7)
    paper.write(x + LABEL[0] - 8 * mm, top - 11 * mm, code, size=11, colour=MUTED, align="right")
    paper.line(x + 8 * mm, top - 14 * mm, x + LABEL[0] - 8 * mm, top - 14 * mm, colour=ACCENT,
               thickness=1.2)  # fmt: skip
    size, lines = fitted(book.ronde.name_of(code), room, 28, True, 15, 2)
    if len(lines) * size * LEADING > 32 * mm:
        size, lines = fitted(book.ronde.name_of(code), room, 15, True, SMALLEST, 3)
    y = top - 17 * mm
    for line in lines:
        paper.write(x + 8 * mm, y - size, line, size=size, bold=True)
        y -= size * LEADING
    practice = practice_of(book, code)
    if practice:
        y = paper.write_lines(x + 8 * mm, y - 1 * mm, practice, room, size=11, lines_max=2)
    foot = top - LABEL[1] + 7 * mm
    if code in book.home and y > foot + 12:
        where = book.where(book.home[code]).say(lang)
        paper.write(x + 8 * mm, foot, where, size=11, colour=MUTED, width=room)


def bell_schedule(book: DayBook, options: PaperOptions) -> bytes:
    """For the timekeeper: every bell, the warning before it, and a box to tick."""
    plan, ronde = book.timetable, book.ronde
    stamp = imprint(BELL, ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang)
    paper.new_page()
    paper.heading(BELL)
    for label, value in day_facts(book, ""):
        paper.write(paper.left, paper.y - BODY, label.say(paper.lang), colour=MUTED)
        paper.y = paper.write_lines(paper.left + 22 * mm, paper.y, value.say(paper.lang),
                                    paper.width - 22 * mm, lines_max=2)  # fmt: skip
    paper.y -= 3 * mm
    warning = ronde.number("warning_minutes")
    columns = [
        Column(Text("Gedaan", "Done"), fixed=16 * mm, align="centre"),
        Column(Text("Ronde", "Turn"), fixed=18 * mm, bold=True),
        Column(Text("Bel: begin", "Bell: begin"), fixed=26 * mm),
        Column(Text("Waarschuwing", "Warning"), fixed=30 * mm),
        Column(Text("Bel: einde", "Bell: end"), fixed=26 * mm),
        Column(Text("Gesprekken", "Talks"), fixed=26 * mm),
        Column(Text("Notitie", "Note"), share=1),
    ]
    seated = {turn.number: 0 for turn in plan.turns}
    for meeting in plan.meetings:
        seated[meeting.turn] = seated.get(meeting.turn, 0) + 1
    timed: list[tuple[float, Row]] = []
    for turn in plan.turns:
        soon = clock(later(turn.end, -warning)) if warning else "–"
        cells = (TICK, str(turn.number), clock(turn.begin), soon, clock(turn.end),
                 str(seated[turn.number]), "")  # fmt: skip
        timed.append((turn.begin.timestamp(), Row(cells)))
    for pause in plan.breaks:
        minutes = minutes_between(pause.begin, pause.end)
        hours = f"{clock(pause.begin)}–{clock(pause.end)}"
        said = Text(f"{hours}   Pauze, {minutes} minuten", f"{hours}   Break, {minutes} minutes")
        timed.append((pause.begin.timestamp(), Row((said.say(paper.lang),), span=True)))
    rows = [row for _, row in sorted(timed, key=lambda item: item[0])]
    least = fitting_height(paper, columns, rows, BODY, PAD, 5.2 * mm, 9 * mm)
    draw_table(paper, columns, rows, least_height=least)
    return paper.pdf()
