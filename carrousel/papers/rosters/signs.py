"""What stands on and hangs beside the tables: folded table signs, and the tables of each room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, sqrt
from typing import Final

from carrousel.afternoon.person_day import DayBook
from carrousel.papers.rosters.options import PaperOptions, imprint
from carrousel.papers.rosters.personal import practice_of
from koppelronde.domain.language import Text, count
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Side
from koppelronde.press.glyphs import SMALLEST, fitted, text_width
from koppelronde.press.house_style import (
    A4,
    ACCENT,
    BODY,
    LEADING,
    MUTED,
    RULE,
    SMALL,
    TINT,
    WHITE,
    landscape,
    mm,
)
from koppelronde.press.page import Paper

SIGNS: Final = Text("Tafelborden", "Table signs")
FLOOR: Final = Text("Overzicht van de tafels", "Tables per room")
FOOT: Final = 6.5 * mm
"""The footer of a sign stands at the very edge, where it rests on the table."""


def table_signs(book: DayBook, tables: Sequence[int], options: PaperOptions) -> bytes:
    """One A4 per table, to fold along the middle: it reads from both sides."""
    plan = book.timetable
    stamp = imprint(SIGNS, book.ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang, landscape(A4), margin=FOOT)
    width, height = paper.size
    for number in tables:
        paper.new_part()
        for x in (0.0, width - 8 * mm):
            paper.line(x, height / 2, x + 8 * mm, height / 2, dashed=True)
        _face(paper, book, number)
        with paper.turned(-1, 0, 0, -1, width, height):
            _face(paper, book, number)
    return paper.pdf()


def _face(paper: Paper, book: DayBook, number: int) -> None:
    """The lower half of the sheet."""
    table = book.table.get(number, Table(number))
    bottom, top = 14 * mm, paper.size[1] / 2 - 12 * mm
    left, right = 20 * mm, paper.size[0] - 20 * mm
    block = 62 * mm
    paper.box(left, bottom, block, top - bottom, fill=ACCENT)
    label = Text("tafel", "table").say(paper.lang)
    paper.write(left + block / 2, top - 10 * mm, label, size=16, colour=WHITE, align="centre")
    digits = str(number)
    size = min(120.0, (block - 8 * mm) / text_width(digits, 1, True))
    middle = (bottom + top - 8 * mm) / 2
    paper.write(left + block / 2, middle - size * 0.36, digits, size=size, bold=True,
                colour=WHITE, align="centre")  # fmt: skip
    x, room = left + block + 12 * mm, right - left - block - 12 * mm
    lines: list[tuple[str, float, bool]] = []
    for code in book.at_home.get(number, ()):
        lines.append((book.ronde.name_of(code), 34.0, True))
        practice = practice_of(book, code)
        if practice:
            lines.append((practice, 18.0, False))
    where = "online" if table.online else table.room
    _stack(paper, x, room, bottom, top - (12 * mm if where else 0), lines)
    if where:
        paper.write(right, top - 6 * mm, where, size=14, colour=MUTED, align="right", width=room)


def _stack(
    paper: Paper, x: float, room: float, bottom: float, top: float,
    lines: Sequence[tuple[str, float, bool]],
) -> None:  # fmt: skip
    """Names and practices, as large as fits, centred between bottom and top."""
    scale = 1.0
    while True:
        laid = []
        for text, size, bold in lines:
            largest = max(SMALLEST, size * scale)
            least = max(SMALLEST, largest * 0.8)
            laid.append((*fitted(text, room, largest, bold, least, 3), bold))
        height = sum(len(rows) * size * LEADING for size, rows, _ in laid)
        if height <= top - bottom or scale < 0.2:
            break
        scale *= 0.92
    y = (top + bottom + height) / 2
    for size, rows, bold in laid:
        for row in rows:
            paper.write(x, y - size, row, size=size, bold=bold)
            y -= size * LEADING


def floor_overview(book: DayBook, options: PaperOptions) -> bytes:
    """A page per room: its tables in walking order (snakewise), who sits there, the way to walk."""
    plan = book.timetable
    stamp = imprint(FLOOR, book.ronde, plan.version, plan.made_at, options)
    paper = Paper(stamp, options.lang, landscape(A4))
    rooms = sorted({"" if table.online else table.room for table in plan.tables})
    online = [table for table in plan.tables if table.online]
    for room in rooms:
        tables = [t for t in plan.tables if t.room == room and not t.online]
        if tables:
            _room(paper, book, room, sorted(tables, key=lambda t: (t.position, t.number)))
    if online:
        _room(paper, book, "Online", sorted(online, key=lambda t: t.number))
    return paper.pdf()


def _room(paper: Paper, book: DayBook, room: str, tables: Sequence[Table]) -> None:
    paper.new_page()
    name = room or book.ronde.settings.carrousel_location
    title = Text("Tafels", "Tables")
    paper.heading(Text(f"{title.nl} · {name}", f"{title.en} · {name}") if name else title)
    paper.paragraph(_way(book, tables), colour=MUTED)
    across = min(8, max(1, ceil(sqrt(len(tables) * 1.6))))
    down = ceil(len(tables) / across)
    gap = 6 * mm
    width = (paper.width - gap * (across - 1)) / across
    height = min(34 * mm, (paper.y - paper.bottom - gap * (down - 1)) / down)
    for at, table in enumerate(tables):
        row, column = divmod(at, across)
        seen = column if row % 2 == 0 else across - 1 - column
        x, y = paper.left + seen * (width + gap), paper.y - (row + 1) * height - row * gap
        paper.box(x, y, width, height, fill=TINT, stroke=RULE)
        _table_box(paper, book, table, x, y, width, height)
        if at + 1 < len(tables):
            last = column == across - 1
            arrow = "↓" if last else "→" if row % 2 == 0 else "←"
            ax = x + width / 2 if last else x + width + gap / 2 if row % 2 == 0 else x - gap / 2
            ay = y - gap / 2 - 4 if last else y + height / 2 - 4
            paper.write(ax, ay, arrow, size=12, colour=ACCENT, align="centre")


def _way(book: DayBook, tables: Sequence[Table]) -> Text:
    """How people go round this room: one table on each time, where that is so in this plan."""
    number = count(len(tables), Text("tafel", "table"), Text("tafels", "tables"))
    at = {table.number: place for place, table in enumerate(tables)}
    walks = book.timetable.mover is Side.AIOS
    seen: dict[str, list[tuple[int, int]]] = {}
    for meeting in book.timetable.meetings:
        seen.setdefault(meeting.aios if walks else meeting.hao, []).append(
            (meeting.turn, meeting.table)
        )
    steps = [
        (at[one], at[two])
        for visits in seen.values()
        for (_, one), (_, two) in pairwise(sorted(visits))
        if one in at and two in at
    ]
    if steps and all(two == (one + 1) % len(tables) for one, two in steps):
        return Text(
            f"{number.nl}. Loop je rond? Volg de pijlen: na elk gesprek een tafel verder.",
            f"{number.en}. Do you walk? Follow the arrows: one table on after each meeting.",
        )
    return Text(
        f"{number.nl}. De pijlen wijzen de volgorde van de tafels; naar welke tafel je gaat, staat "
        "op je kaart.",
        f"{number.en}. The arrows show the order of the tables; which one you go to is on your "
        "card.",
    )


def _table_box(
    paper: Paper, book: DayBook, table: Table, x: float, y: float, width: float, height: float
) -> None:
    paper.write(
        x + 2 * mm, y + height - 6 * mm, str(table.number), size=16, bold=True, colour=ACCENT
    )
    top = y + height - 7.2 * mm
    for code in book.at_home.get(table.number, ()):
        size, lines = fitted(book.ronde.name_of(code), width - 4 * mm, BODY, True, SMALLEST, 2)
        room = max(1, int((top - y) / (size * LEADING)))
        if len(lines) > room:  # the number tells which table it is; the sign has the whole name
            lines = (*lines[: room - 1], lines[room - 1][:-1] + "…")
        for line in lines:
            paper.write(x + 2 * mm, top - size, line, size=size, bold=True)
            top -= size * LEADING
        hao = book.ronde.hao_by_code.get(code)
        praktijk = book.ronde.praktijk_by_code.get(hao.praktijk) if hao is not None else None
        if praktijk is not None and top - y > 11:
            town = praktijk.place.town or praktijk.name
            paper.write(
                x + 2 * mm, top - SMALL, town, size=SMALL, colour=MUTED, width=width - 4 * mm
            )
            top -= SMALL * LEADING
