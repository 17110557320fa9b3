"""The personal roster: time – table – with whom, and room for a note. On A4, or as an A5 card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from carrousel.afternoon.person_day import DayBook, DayPart, PartKind
from carrousel.papers.rosters.options import PaperOptions, imprint
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.people import Hao
from koppelronde.domain.times import clock, long_date, minutes_between
from koppelronde.press.glyphs import SMALLEST, shortened, text_width
from koppelronde.press.house_style import (
    A4,
    A5,
    ACCENT,
    BODY,
    HEAD_SIZE,
    MARGIN,
    MUTED,
    NAME_SIZE,
    SMALL,
    mm,
)
from koppelronde.press.page import Paper
from koppelronde.press.table import (
    PAD,
    Column,
    Row,
    column_widths,
    draw_table,
    fit_columns,
    fits_page,
    fitting_height,
)

CARD_MARGIN: Final = 10 * mm
TITLE: Final = Text("Persoonlijk rooster koppelcarrousel", "Personal roster, carousel")
AIOS: Final = Text("AIOS", "Trainee (AIOS)")
HAO: Final = Text("Huisartsopleider", "Trainer (HAO)")
FREE: Final = Text("– vrij –", "– free –")
AWAY: Final = Text("– niet aanwezig –", "– not present –")
PRACTICE_AT: Final = 3
"""The column of the practice on the A4 of an AIOS."""
CATCH_UP: Final = Text("inhaalgesprek", "catching up")


def rosters_a4(book: DayBook, codes: Sequence[str], options: PaperOptions) -> bytes:
    """A page (or more) for each of these people."""
    return _rosters(book, codes, options, card=False).pdf()


def cards_a5(book: DayBook, codes: Sequence[str], options: PaperOptions) -> bytes:
    """A card of A5 for each of these people, two on a sheet of A4 with cut marks."""
    return _rosters(book, codes, options, card=True).two_up().pdf()


def _rosters(book: DayBook, codes: Sequence[str], options: PaperOptions, card: bool) -> Paper:
    plan = book.timetable
    stamp = imprint(TITLE, book.ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang, A5 if card else A4, CARD_MARGIN if card else MARGIN)
    for code in codes:
        paper.new_part()
        _head(paper, book, code, card)
        _table(paper, book, code, card)
    return paper


def who_is(book: DayBook, code: str) -> Text:
    """``Huisartsopleider · Huisartsengroep Echt Noord, Echt`` / ``AIOS``."""
    person = book.ronde.person(code)
    if not isinstance(person, Hao):
        return AIOS
    where = practice_of(book, code)
    return Text(f"{HAO.nl} · {where}", f"{HAO.en} · {where}") if where else HAO


def practice_of(book: DayBook, code: str) -> str:
    """``Huisartsengroep Echt Noord, Echt`` of an HAO; empty for an AIOS."""
    hao = book.ronde.hao_by_code.get(code)
    praktijk = book.ronde.praktijk_by_code.get(hao.praktijk) if hao is not None else None
    if praktijk is None:
        return ""
    town = praktijk.place.town
    named = praktijk.name or praktijk.code
    return named if not town or town.casefold() in named.casefold() else f"{named}, {town}"


def day_facts(book: DayBook, code: str) -> list[tuple[Text, Text]]:
    """Label and value of what somebody must know of the afternoon."""
    settings, contact = book.ronde.settings, book.ronde.settings.contact
    day = long_date(book.begin.date())
    hours = f", {clock(book.begin)}–{clock(book.end)}"
    facts = [(Text("Wanneer", "When"), Text(day.nl + hours, day.en + hours))]
    if settings.carrousel_location:
        place = settings.carrousel_location
        facts.append((Text("Waar", "Where"), Text(place, place)))
    if code in book.home:
        facts.append((Text("Vaste tafel", "Own table"), _capital(book.where(book.home[code]))))
    if contact.name or contact.phone:
        reach = " · ".join(part for part in (contact.name, contact.phone) if part)
        facts.append((Text("Contact", "Contact"), Text(reach, reach)))
    return facts


def _capital(text: Text) -> Text:
    return Text(text.nl[:1].upper() + text.nl[1:], text.en[:1].upper() + text.en[1:])


def _head(paper: Paper, book: DayBook, code: str, card: bool) -> None:
    name = book.ronde.name_of(code)
    size = 16.0 if card else NAME_SIZE
    paper.y = paper.write_lines(
        paper.left, paper.y + 1 * mm, name, paper.width, size=size, bold=True, lines_max=1
    )
    paper.y = paper.write_lines(
        paper.left, paper.y - 0.5 * mm, who_is(book, code).say(paper.lang), paper.width,
        size=BODY if card else HEAD_SIZE, colour=ACCENT, lines_max=2,
    )  # fmt: skip
    paper.y -= 1.2 * mm
    paper.line(paper.left, paper.y, paper.right, paper.y, colour=ACCENT, thickness=1.2)
    paper.y -= 1.4 * mm if card else 2.2 * mm
    size = SMALL if card else BODY
    facts = day_facts(book, code)
    labels = max(text_width(label.say(paper.lang), size) for label, _ in facts) + 4 * mm
    for label, value in facts:
        paper.write(paper.left, paper.y - size, label.say(paper.lang), size=size, colour=MUTED)
        paper.y = paper.write_lines(
            paper.left + labels, paper.y, value.say(paper.lang), paper.width - labels, size=size,
            lines_max=2,
        )  # fmt: skip
    paper.y -= 1.6 * mm if card else 2.4 * mm


def _table(paper: Paper, book: DayBook, code: str, card: bool) -> None:
    lang = paper.lang
    is_aios = code in book.ronde.aios_by_code
    with_practice = is_aios and not card
    parts = book.day_of(code)
    size = SMALLEST if card else 9.0
    rows = [_row(book, part, lang, 5 if with_practice else 4, with_practice) for part in parts]
    for meeting in book.afterwards(code):
        partner = book.ronde.name_of(meeting.hao if is_aios else meeting.aios)
        cells = ("…", str(meeting.table or ""), f"{partner} ({CATCH_UP.say(lang)})")
        rows.append(Row(_padded(cells, 5 if with_practice else 4)))
    columns = _columns(rows, size, paper, card, with_practice)
    lowest, highest = (4.25 * mm, 7 * mm) if card else (4.6 * mm, 9 * mm)
    air = 0.3 * mm if card else PAD / 2
    if with_practice:
        rows = _on_one_page(paper, columns, rows, size, air, lowest)
    least = fitting_height(paper, columns, rows, size, air, lowest, highest)

    def overleaf() -> None:
        name = book.ronde.name_of(code)
        again = Text(f"{name} – vervolg", f"{name} – continued").say(lang)
        paper.y = paper.write_lines(
            paper.left, paper.y, again, paper.width, size=HEAD_SIZE, bold=True
        )
        paper.y -= 1.5 * mm

    draw_table(paper, columns, rows, size=size, least_height=least, air=air, overleaf=overleaf)


def _on_one_page(
    paper: Paper, columns: Sequence[Column], rows: list[Row], size: float, air: float,
    lowest: float,
) -> list[Row]:  # fmt: skip
    """Practices on one line each where that alone brings the day onto one page.

    The whole name of a practice is on its table sign; the name of a person is never cut.
    """
    if fits_page(paper, columns, rows, size, air, lowest):
        return rows
    width = column_widths(columns, paper.width)[PRACTICE_AT] - 2 * PAD
    short = [
        row if row.span else replace(row, cells=(
            *row.cells[:PRACTICE_AT],
            shortened(row.cells[PRACTICE_AT], width, SMALLEST),
            *row.cells[PRACTICE_AT + 1 :],
        ))
        for row in rows
    ]  # fmt: skip
    return short if fits_page(paper, columns, short, size, air, lowest) else rows


def _columns(
    rows: Sequence[Row], size: float, paper: Paper, card: bool, with_practice: bool
) -> list[Column]:
    columns = [
        Column(Text("Tijd", "Time"), fixed=30 * mm),
        Column(Text("Tafel", "Table"), fixed=30 * mm, bold=True),
        Column(Text("Met wie", "With whom"), fixed=(62 if card else 55) * mm, bold=True),
        *([Column(Text("Praktijk", "Practice"), fixed=80 * mm)] if with_practice else []),
        Column(Text("Notitie", "Note"), share=1),
    ]
    return fit_columns(paper, columns, rows, size, rest=(20 if card else 22) * mm)


def _row(book: DayBook, part: DayPart, lang: Lang, width: int, with_practice: bool) -> Row:
    time = f"{clock(part.begin)}–{clock(part.end)}"
    if part.kind is PartKind.BREAK:
        minutes = minutes_between(part.begin, part.end)
        pause = Text(f"{time}   Pauze, {minutes} minuten", f"{time}   Break, {minutes} minutes")
        return Row((pause.say(lang),), span=True)
    if part.kind is not PartKind.TALK:
        label = FREE if part.kind is PartKind.FREE else AWAY
        if not part.partner:
            return Row(_padded((time, "", label.say(lang)), width), pale=True)
        name, table = book.ronde.name_of(part.partner), book.short_table(part.table)
        free = Text(
            f"vrij; kan naar tafel {table}: {name}", f"free; can go to table {table}: {name}"
        )
        return Row(_padded((time, "", free.say(lang)), width), pale=True)
    partner = book.ronde.name_of(part.partner)
    if part.catch_up:
        partner = f"{partner} ({CATCH_UP.say(lang)})"
    cells: tuple[str, ...] = (time, book.short_table(part.table), partner)
    if with_practice:
        cells = (*cells, practice_of(book, part.partner))
    return Row(_padded(cells, width))


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
