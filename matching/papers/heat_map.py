"""The preferences of both sides as a map: dark is high on both lists."""

from __future__ import annotations

from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Matching
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.drawing import Room
from koppelronde.press.drawing_paper import place
from koppelronde.press.house_style import A4, HEAD_SIZE, MUTED, SMALL, landscape, mm
from koppelronde.press.page import Paper
from koppelronde.press.picture_grid import MOST_IN_A_MAP, Cell, grid_sheets
from matching.goals.partners import pairs_of


def subtitle(paper: Paper, text: Text) -> None:
    paper.need(14 * mm)
    paper.y -= 2 * mm
    paper.write(paper.left, paper.y - HEAD_SIZE, text.say(paper.lang), size=HEAD_SIZE, bold=True)
    paper.y -= 8 * mm


def heat(paper: Paper, ronde: Koppelronde, facts: Facts, matching: Matching) -> None:
    """The worse of both ranks of every possible couple: dark is high on both lists.

    Not where it would take page after page: the workbook holds all couples.
    """
    rows = list(facts.aios)
    columns = [places.hao for places in facts.haos]
    if not rows or not columns or max(len(rows), len(columns)) > MOST_IN_A_MAP:
        return
    worse = {(c.aios, c.hao): max(c.rank_by_aios, c.rank_by_hao) for c in facts.couples}
    for couple in matching.couples:
        if couple.worse_rank is not None:
            worse[couple.aios, couple.hao] = couple.worse_rank
    paper.size = landscape(A4) if len(columns) > 24 else A4
    paper.new_page()
    subtitle(paper, Text("Voorkeuren van beide kanten", "Preferences of both sides"))
    paper.paragraph(
        Text("Het getal is de slechtste van beide plaatsen op de lijsten; donker is hoog bij "
             "allebei, leeg is niet mogelijk. Omlijnd zijn de koppelingen.",
             "The number is the worse of both places on the lists; dark is high with both, empty "
             "is not possible. The matches are outlined."),
        size=SMALL, colour=MUTED,
    )  # fmt: skip
    top = ronde.number("top_ranks")
    made = pairs_of(matching)

    def cell(row: int, column: int) -> Cell:
        pair = (rows[row], columns[column])
        rank = worse.get(pair)
        return Cell("" if rank is None else str(rank), shade_of(rank, top), pair in made)

    for sheet in grid_sheets(rows, columns, cell, Room(paper.width, paper.y - paper.bottom)):
        place(paper, sheet)


def shade_of(rank: int | None, top: int) -> int:
    """0 to 4: 4 for a first choice of both, 1 beyond the top ranks, 0 for no couple."""
    if rank is None:
        return 0
    if rank > top:
        return 1
    return 4 - (rank - 1) * 3 // max(top, 1)
