"""A carrousel timetable made elsewhere, read as a record so that our checker can judge it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from koppelronde.domain.errors import InputMistakes, Mistake
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.workbook.files.cells import Cell, PlainSheet, Row
    from koppelronde.domain.outcomes.outcome_carrousel import Meeting, Timetable
    from koppelronde.domain.ronde import Koppelronde

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "turn": ("ronde", "beurt", "turn", "round", "gespreksronde"),
    "table": ("tafel", "table"),
    "aios": ("aios", "trainee"),
    "hao": ("hao", "opleider", "huisartsopleider", "trainer"),
}


def read_timetable(
    ronde: Koppelronde, name: str, content: bytes, *, made_at: datetime
) -> Timetable:
    """The meetings of a sheet with columns Ronde, Tafel, AIOS, HAO (a line for each meeting).

    The turns are those of the round's own settings. InputMistakes with every cell that cannot be
    understood; what the plan gets wrong is for the checker to say.
    """
    from bureau.workbook.files.opening import open_file
    from carrousel.afternoon.guests import guests_of
    from carrousel.afternoon.timetable import missed_by
    from carrousel.afternoon.turns import hours_of, lay_out
    from koppelronde.domain.outcomes.outcome_carrousel import Table, Timetable
    from koppelronde.domain.people import Side

    opened = open_file(name, content)
    mistakes = list(opened.mistakes)
    meetings: list[Meeting] = []
    for sheet in opened.sheets:
        columns, rows = _header(sheet)
        if columns:
            meetings += [m for row in rows if (m := _meeting(sheet, row, columns, mistakes))]
    if not meetings and not mistakes:
        expected = Text("een blad met kolommen Ronde, Tafel, AIOS, HAO",
                        "a sheet with columns Turn, Table, AIOS, HAO")  # fmt: skip
        mistakes.append(Mistake(name, "", "", "", expected, "", "foreign_plan"))
    if mistakes:
        raise InputMistakes(tuple(mistakes))
    hours = hours_of(ronde)
    day = lay_out(hours, _turns_of(meetings, len(lay_out(hours).turns)))
    mover = ronde.mover
    seats = {(m.hao if mover is Side.AIOS else m.aios): m.table for m in sorted(meetings)}
    return Timetable(
        version=0, made_at=made_at, mover=mover, turns=day.turns, breaks=day.breaks,
        tables=tuple(Table(table) for table in sorted({m.table for m in meetings})),
        home=tuple(sorted(seats.items())), meetings=tuple(sorted(meetings)),
        missed=missed_by(guests_of(ronde), meetings),
    )  # fmt: skip


def _turns_of(meetings: Sequence[Meeting], fit: int) -> int:
    """How many turns this plan has; one far number after those that fit is a slip of the pen."""
    used = sorted({meeting.turn for meeting in meetings})
    while len(used) > 1 and used[-1] > max(fit, used[-2] + 1):
        used.pop()
    return used[-1]


def _header(sheet: PlainSheet) -> tuple[dict[str, int], tuple[Row, ...]]:
    for position, row in enumerate(sheet.rows):
        words = {column: cell.shown.strip().casefold() for column, cell in row.cells.items()}
        found = {
            key: column
            for key, names in HEADERS.items()
            for column, word in words.items()
            if word in names
        }
        if len(found) == len(HEADERS):
            return found, sheet.rows[position + 1 :]
    return {}, ()


def _meeting(
    sheet: PlainSheet, row: Row, columns: dict[str, int], mistakes: list[Mistake]
) -> Meeting | None:
    from bureau.workbook.files.cells import address
    from koppelronde.domain.outcomes.outcome_carrousel import Meeting

    read = {key: _shown(row.cells.get(column)) for key, column in columns.items()}
    if not any(read.values()):
        return None
    wrong = False
    for key, column in columns.items():
        value = read[key]
        number = key in ("turn", "table")
        if value and (not number or (value.isascii() and value.isdigit())):
            continue
        wrong = True
        expected = (
            Text("een heel getal", "a whole number") if number else Text("een code", "a code")
        )
        mistakes.append(
            Mistake(sheet.file, sheet.name, address(row.number, column), value, expected, "",
                    "foreign_plan")
        )  # fmt: skip
    if wrong:
        return None
    return Meeting(int(read["turn"]), int(read["table"]), read["aios"], read["hao"])


def _shown(cell: Cell | None) -> str:
    return "" if cell is None else cell.shown.strip().removesuffix(".0")
