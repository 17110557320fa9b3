"""The wall chart on A3: who sits at which table in which turn, and which AIOS goes where.

Where the columns do not fit at a readable size they go over several sheets; each repeats the
times, says which sheet it is, and has a dashed line up to which it is glued on the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from carrousel.afternoon.person_day import DayBook
from carrousel.papers.rosters.options import PaperOptions, imprint
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.times import clock
from koppelronde.press.glyphs import SMALLEST, text_width, wrapped
from koppelronde.press.house_style import (
    A3,
    ACCENT,
    HAIRLINE,
    HEAD_SIZE,
    INK,
    LEADING,
    MUTED,
    RULE,
    SMALL,
    TINT,
    ZEBRA,
    landscape,
    mm,
)
from koppelronde.press.page import Paper

WALL: Final = Text("Wandkaart koppelcarrousel", "Wall chart, carousel")
TIMES: Final = 35 * mm
"""Width of the column with turn number and time."""
CELL_MOST: Final = 11.0
"""Points: the largest text in a cell."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the chart: a turn, or a break when ``turn`` is 0."""

    label: str
    turn: int


@dataclass(frozen=True, slots=True)
class _Chart:
    title: Text
    heads: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[int, int], str]
    """(turn, column) → text; nobody there = absent."""
    bold: bool


def wall_chart(book: DayBook, options: PaperOptions) -> bytes:
    """Both charts, each over as many sheets of A3 as it takes."""
    plan = book.timetable
    stamp = imprint(WALL, book.ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang, landscape(A3), 14 * mm)
    mover = book.timetable.mover
    # At free tables everybody walks.
    walk = (mover,) if set(book.people_of(mover.other)) <= set(book.home) else (mover, mover.other)
    for chart in (_by_table(book), *(_by_person(book, side) for side in walk)):
        _draw(paper, book, chart)
    return paper.pdf()


def _by_table(book: DayBook) -> _Chart:
    tables = sorted(book.table)
    column = {number: at for at, number in enumerate(tables)}
    seated = {code for code, _ in book.timetable.home}
    cells = {}
    for meeting in book.timetable.meetings:
        guests = [code for code in (meeting.aios, meeting.hao) if code not in seated]
        # Where nobody owns the table both are guests; two with a place meet at the mover's.
        shown = guests or [meeting.hao if book.timetable.mover is Side.AIOS else meeting.aios]
        names = [book.short_names.get(code, code) for code in shown]
        cells[meeting.turn, column[meeting.table]] = " – ".join(names)
    heads = [", ".join(book.ronde.name_of(c) for c in book.at_home.get(t, ())) for t in tables]
    return _Chart(
        Text("Wie zit waar: per tafel", "Who sits where: by table"),
        tuple((str(number), name) for number, name in zip(tables, heads, strict=True)),
        cells,
        bold=False,
    )


def _by_person(book: DayBook, mover: Side) -> _Chart:
    codes = book.people_of(mover)
    column = {code: at for at, code in enumerate(codes)}
    cells = {}
    for meeting in book.timetable.meetings:
        who = meeting.aios if mover is Side.AIOS else meeting.hao
        if who in column:
            cells[meeting.turn, column[who]] = str(meeting.table)
    who_moves = Text("AIOS", "trainee") if mover is Side.AIOS else Text("opleider", "trainer")
    return _Chart(
        Text(f"Naar welke tafel: per {who_moves.nl}", f"To which table: by {who_moves.en}"),
        tuple((code, book.ronde.name_of(code)) for code in codes),
        cells,
        bold=True,
    )


def _lines(book: DayBook, lang_break: str) -> list[_Line]:
    plan = book.timetable
    timed = [
        (t.begin.timestamp(), _Line(f"{t.number}   {clock(t.begin)}–{clock(t.end)}", t.number))
        for t in plan.turns
    ]
    timed += [
        (b.begin.timestamp(), _Line(f"{lang_break}   {clock(b.begin)}–{clock(b.end)}", 0))
        for b in plan.breaks
    ]
    return [line for _, line in sorted(timed, key=lambda item: item[0])]


def _draw(paper: Paper, book: DayBook, chart: _Chart) -> None:
    lines = _lines(book, Text("Pauze", "Break").say(paper.lang))
    wide = max((text_width(text, SMALLEST, chart.bold) for text in chart.cells.values()), default=0)
    least = max(wide + 2.2 * mm, 6.6 * mm)
    room = paper.width - TIMES
    across = max(1, int(room // least))
    sheets = max(1, ceil(len(chart.heads) / across))
    across = max(1, ceil(len(chart.heads) / sheets))
    head = _head_height(chart, room / across)
    free = paper.top - paper.bottom - 14 * mm - head
    down = max(1, int(free // (4.1 * mm)))
    stacks = max(1, ceil(len(lines) / down))
    down = max(1, ceil(len(lines) / stacks))
    for stack in range(stacks):
        for sheet in range(sheets):
            paper.new_page()
            part = (stack * sheets + sheet + 1, stacks * sheets)
            columns = range(sheet * across, min((sheet + 1) * across, len(chart.heads)))
            rows = lines[stack * down : (stack + 1) * down]
            width = min(30 * mm, room / across)
            _sheet(paper, chart, rows, columns, part, head, width, (sheet > 0, sheet + 1 < sheets))


def _head_height(chart: _Chart, width: float) -> float:
    """High enough for every name, turned a quarter, in the lines that fit; 90 mm at most."""
    fit = max(1, int((width - 1) // (SMALLEST * 1.1)))
    longest = max((text_width(name, SMALLEST) for _, name in chart.heads), default=0)
    height = min(46 * mm, longest + 8 * mm)
    while height < 90 * mm:
        room = height - 8 * mm
        if all(len(wrapped(name, room, SMALLEST)) <= fit for _, name in chart.heads):
            break
        height += 4 * mm
    return height


def _sheet(
    paper: Paper, chart: _Chart, lines: Sequence[_Line], columns: range,
    part: tuple[int, int], head: float, width: float, neighbours: tuple[bool, bool],
) -> None:  # fmt: skip
    lang, left = paper.lang, paper.left + TIMES
    title = chart.title.say(lang)
    if part[1] > 1:
        first, last = chart.heads[columns.start][0], chart.heads[columns.stop - 1][0]
        title += Text(f"  ·  blad {part[0]} van {part[1]}: {first} – {last}",
                      f"  ·  sheet {part[0]} of {part[1]}: {first} – {last}").say(lang)  # fmt: skip
    paper.write(paper.left, paper.top - 14, title, size=14, bold=True)
    top = paper.top - 14 * mm
    end = left + width * len(columns)
    for at, column in enumerate(columns):
        number, name = chart.heads[column]
        _head(paper, left + at * width, top, width, head, number, name)
    y = top - head
    height = min(7.5 * mm, (y - paper.bottom) / max(len(lines), 1))
    cell = _cell_size(chart, width, height)
    for shaded, line in enumerate(lines):
        if not line.turn:
            paper.box(paper.left, y - height, end - paper.left, height, fill=TINT)
        elif shaded % 2:
            paper.box(paper.left, y - height, end - paper.left, height, fill=ZEBRA)
        base = y - height / 2 - SMALL * 0.36
        paper.write(
            paper.left + 1 * mm, base, line.label, size=SMALL, bold=True, width=TIMES - 2 * mm
        )
        for at, column in enumerate(columns):
            if line.turn:
                text = chart.cells.get((line.turn, column), "")
                paper.write(left + (at + 0.5) * width, y - height / 2 - cell * 0.36, text or "–",
                            size=cell, bold=chart.bold and bool(text), align="centre",
                            colour=INK if text else RULE)  # fmt: skip
        y -= height
        paper.line(paper.left, y, end, y)
    for at in range(len(columns) + 1):
        paper.line(left + at * width, top - head, left + at * width, y, thickness=HAIRLINE)
    _glue(paper, neighbours, part[0], left, end, y)


def _cell_size(chart: _Chart, width: float, height: float) -> float:
    """One size for all cells of a chart: as large as the longest text allows."""
    longest = max((text_width(text, 1, chart.bold) for text in chart.cells.values()), default=1)
    fits = min(CELL_MOST, (width - 1.6 * mm) / max(longest, 0.1), height / LEADING)
    return max(SMALLEST, int(fits * 2) / 2)


def _head(
    paper: Paper, x: float, top: float, width: float, height: float, number: str, name: str
) -> None:
    size = max(SMALLEST, min(HEAD_SIZE, (width - 1 * mm) / max(text_width(number, 1, True), 0.1)))
    paper.write(x + width / 2, top - size, number, size=size, bold=True, colour=ACCENT,
                align="centre")  # fmt: skip
    rows = list(wrapped(name, height - 8 * mm, SMALL))
    fit = max(1, int((width - 1) // (SMALL * 1.1)))
    if len(rows) > fit:  # the number stands above; the whole name is on the other papers
        rows = [*rows[: fit - 1], rows[fit - 1][:-1] + "…"]
    # turned a quarter: reads from below, close to its column
    with paper.turned(0, 1, -1, 0, x + width / 2, top - height + 1.5 * mm):
        y = (len(rows) - 1) * SMALL * 1.1 / 2 - SMALL * 0.36
        for row in rows:
            paper.write(0, y, row, size=SMALL, colour=MUTED)
            y -= SMALL * 1.1


def _glue(
    paper: Paper, neighbours: tuple[bool, bool], sheet: int, left: float, end: float, y: float
) -> None:
    """Overlap marks: what comes left of the dashed line lies under the sheet before."""
    before, after = neighbours
    low = max(paper.bottom, y)
    if after:
        paper.line(end, paper.top - 12.5 * mm, end, low, colour=INK, dashed=True, thickness=0.8)
        says = Text(f"hier blad {sheet + 1} opplakken ▸", f"glue sheet {sheet + 1} here ▸")
        paper.write(end, paper.top - 11 * mm, says.say(paper.lang), size=SMALL, align="right")
    if before:
        paper.line(left, paper.top - 12.5 * mm, left, low, colour=INK, dashed=True, thickness=0.8)
        says = Text(f"◂ afknippen tot de streep, plakken op blad {sheet - 1}",
                    f"◂ cut along the line, glue on sheet {sheet - 1}")  # fmt: skip
        paper.write(left + 1 * mm, paper.top - 11 * mm, says.say(paper.lang), size=SMALL)
