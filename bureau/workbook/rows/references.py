"""What several sheets refer to: a practice by its own code or its trainer's; whose wish it is."""

from __future__ import annotations

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import folded
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side


def praktijk_of(line: Line, draft: Draft) -> str:
    """The practice of a line, by its own code or that of one of its trainers."""
    if line.cells("praktijk"):
        return line.get("praktijk", lambda cell: practice_in(cell, draft), "")
    if line.cells("hao"):
        hao = line.get("hao", lambda cell: draft.directory.find(cell.shown, Who.HAO), "")
        known = draft.haos.get(hao)
        if known is not None and known.praktijk:
            return known.praktijk
        if known is not None:  # of one whose own line is refused nothing more is said
            line.wrong_at(
                "hao",
                Text(
                    f"een opleider met een praktijk; van {hao} is er geen bekend",
                    f"a trainer with a practice; {hao} has none",
                ),
                "no_practice",
            )
        return ""
    line.wrong_at(
        "praktijk" if line.has("praktijk") else "hao",
        Text("de code van een praktijk", "the code of a practice"),
        "empty",
    )
    return ""


def practice_in(cell: Cell, draft: Draft) -> str:
    try:
        return draft.directory.find(cell.shown, Who.PRAKTIJK)
    except Unreadable as bad:
        if draft.directory.knows(cell.shown, Who.HAO):
            hao = draft.haos.get(draft.directory.find(cell.shown, Who.HAO))
            if hao is not None and hao.praktijk:
                return hao.praktijk
        raise bad from None


def read_side(cell: Cell) -> Side:
    """Whose wish this is: AIOS, or HAO or practice."""
    word = folded(cell.shown)
    if word in ("aios", "deaios", "haio", "haios", "a", "trainee", "trainees"):
        return Side.AIOS
    if word in ("hao", "haos", "dehaos", "opleider", "opleiders", "deopleiders", "praktijk",
                "h", "p", "trainer", "trainers"):  # fmt: skip
        return Side.HAO
    raise Unreadable("side", Text("AIOS of HAO", "AIOS or HAO"))
