"""What a reader of a sheet does not see on the screen, named: hidden, calculated, merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bureau.workbook.files.cells import address, column_letters
from bureau.workbook.files.xlsx_parts import Attributes
from koppelronde.domain.counted import FORMULAS, HIDDEN_LINES, counted
from koppelronde.domain.language import Text

_NAMED: Final = 20
"""So many are named one by one; of more the number is said."""


def unseen(
    rows: Sequence[int],
    columns: Sequence[str],
    formulas: int,
    merges: Sequence[tuple[int, int, int, int]],
) -> list[Text]:
    """A sentence for each kind: hidden rows and columns, formulas, cells merged over lines."""
    notes = []
    if rows:
        said = spans(rows)
        notes.append(
            counted(
                len(rows),
                HIDDEN_LINES,
                f"{{}} [is|zijn] meegelezen: {said}.",
                f"{{}} [was|were] read too: {said}.",
            )
        )
    if formulas:
        notes.append(
            counted(
                formulas,
                FORMULAS,
                "van {} is de laatst berekende waarde gelezen.",
                "of {} the last calculated value was read.",
            )
        )
    if columns:
        which = ", ".join(columns)
        notes.append(
            Text(
                f"verborgen kolommen zijn meegelezen: {which}.",
                f"hidden columns were read too: {which}.",
            )
        )
    merged = [
        f"{address(top, left)}:{address(bottom, right)}"
        for top, left, bottom, right in merges
        if bottom > top
    ]
    if merged:
        some = _some(merged)
        notes.append(
            Text(
                f"samengevoegde cellen: de waarde telt voor elke regel van de groep ({some}).",
                f"merged cells: the value counts for each line of the group ({some}).",
            )
        )
    return notes


def spans(numbers: Sequence[int]) -> str:
    """``4, 7-9`` for 4, 7, 8 and 9."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return _some([f"{p[0]}-{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts])


def said_columns(attributes: Attributes) -> str:
    """``E`` or ``E-G``: the columns that a ``col`` element is about."""
    ends = [attributes.get(end, "") for end in ("min", "max")]
    if not all(end.isascii() and end.isdigit() and len(end) < 6 for end in ends):
        return "?"
    first, last = (column_letters(int(end)) for end in ends)
    return first if first == last else f"{first}-{last}"


def _some(said: Sequence[str]) -> str:
    more = len(said) - _NAMED
    return ", ".join(said[:_NAMED]) + (f" (+{more})" if more > 0 else "")
