"""Taking away by sheet what was handed in by mistake: a list, a veto, a wish."""

from __future__ import annotations

from typing import Final

from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import Kind
from bureau.workbook.rows.reading import Line
from koppelronde.domain.language import Text

WITHDRAWN: Final = "ingetrokken"
"""What a coordinator writes in the place of a list, a ground or a wish."""
_WORDS: Final = frozenset({WITHDRAWN, "intrekken", "teruggetrokken", "withdrawn"})


def says_withdrawn(shown: str) -> bool:
    """Whether that cell takes something away."""
    return folded(shown) in _WORDS


def withdraws(line: Line, key: str) -> bool:
    """Whether the cell under that heading takes away what the line is about."""
    return any(says_withdrawn(cell.shown) for _, cell in line.cells(key))


def take_away(line: Line, kind: Kind, whose: str, *, known: bool) -> None:
    """Count the line and say what it takes away; where nothing is there, that is said instead."""
    tally = line.desk.tally(kind)
    if known:
        tally.stored += 1
        text = f"{kind.value}, {whose}"
        line.desk.taken_away.append(Text(f"{text}: ingetrokken", f"{text}: withdrawn"))
        return
    tally.ignored += 1
    why = Text("er is niets om in te trekken", "there is nothing to withdraw")
    line.desk.skip(line.found.sheet, line.place().rpartition(" ")[2], whose, why)
