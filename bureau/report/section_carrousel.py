"""The afternoon as a grid: turns by tables, and who sits where."""

from __future__ import annotations

from bureau.report.content import Paragraph, Picture, Section
from bureau.report.discretion import SMALLEST_WHOLE, Discretion
from bureau.report.given import ReportInput
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.times import clock, long_date
from koppelronde.press.drawing import Drawing, Room
from koppelronde.press.picture_grid import EMPTY, MOST_IN_A_MAP, Cell, grid_sheets


def carrousel(given: ReportInput, told: Discretion) -> Section | None:
    """Nothing without a timetable, or with more tables than a picture holds.

    An anonymous grid numbers tables and people by lot.
    """
    plan, lang = given.timetable, told.lang
    if plan is None or not plan.turns:
        return None
    tables = sorted({meeting.table for meeting in plan.meetings})
    names = told.numbered([str(table) for table in tables], "carrousel tables")
    if told.anonymous:
        tables = sorted(tables, key=lambda table: int(names[str(table)]))
    if len(tables) > MOST_IN_A_MAP:
        return None
    moves = plan.mover
    walkers = [m.aios if moves is Side.AIOS else m.hao for m in plan.meetings]
    if told.anonymous and min(len(set(walkers)), len(tables)) < SMALLEST_WHOLE:
        return None
    people = told.numbered(walkers, "carrousel people")
    made = {(c.aios, c.hao) for c in given.matching.couples}
    at = {(m.turn, m.table): m for m in sorted(plan.meetings, reverse=True)}
    pauses = {pause.after_turn for pause in plan.breaks}

    def cell(row: int, column: int) -> Cell:
        meeting = at.get((plan.turns[row].number, tables[column]))
        if meeting is None:
            return EMPTY
        who = meeting.aios if moves is Side.AIOS else meeting.hao
        outlined = not told.anonymous and (meeting.aios, meeting.hao) in made
        return Cell(people[who], 1, outlined)

    rows = [
        f"{turn.number}  {clock(turn.begin)}" + (" ·" if turn.number in pauses else "")
        for turn in plan.turns
    ]
    columns = [names[str(table)] for table in tables]

    def draw(room: Room) -> tuple[Drawing, ...]:
        return grid_sheets(rows, columns, cell, room)

    day = long_date(plan.turns[0].begin.date())
    walk = Text("de AIOS", "the trainee") if moves is Side.AIOS else Text("de HAO", "the trainer")
    says = Text(
        f"{day.nl[:1].upper()}{day.nl[1:]}. Rijen zijn gespreksrondes (· = daarna pauze), kolommen "
        f"tafels; in de cel staat {walk.nl} die er aanschuift, leeg is een vrije tafel.",
        f"{day.en}. Rows are turns (· = a break follows), columns tables; the cell holds {walk.en} "
        "who joins, empty is a free table.",
    )
    if told.anonymous:
        says += Text(" Tafels en mensen hebben een nummer door loting, alleen voor dit plaatje.",
                     " Tables and people have a number by lot, for this picture only.")  # fmt: skip
    elif made:
        says += Text(" Omlijnd: het eerste gesprek van wie later gekoppeld werden.",
                     " Outlined: the first meeting of those who were matched later.")  # fmt: skip
    title = Text("Bijlage: de carrousel", "Appendix: the carousel").say(lang)
    return Section("carrousel", title, (Paragraph(says.say(lang), small=True),
                                        Picture(title, draw, wide=len(tables) > 22)))  # fmt: skip
