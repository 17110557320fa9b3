"""A column that is wrong on nearly every line is one mistake; two such columns were swapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bureau.workbook.files.cells import column_letters
from bureau.workbook.rows.desk import Desk
from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Text

_ENOUGH: Final = 4
"""In fewer cells each is told by itself."""
_NEARLY_ALL: Final = 0.8
_ABOUT_ONE_LINE: Final = frozenset({"doubled_code", "doubled_list", "doubled_choice", "empty"})
"""What concerns two lines, or says of each line something else."""


def folded_columns(desk: Desk, mistakes: Sequence[Mistake]) -> list[Mistake]:
    """The same mistakes, with each column that is wrong from top to bottom as one of them."""
    columns: dict[tuple[str, str, str, str], list[Mistake]] = {}
    for mistake in mistakes:
        letters = re.match("[A-Z]+", mistake.cell)
        if letters and mistake.kind not in _ABOUT_ONE_LINE:
            key = (mistake.file, mistake.sheet, letters[0], mistake.kind)
            columns.setdefault(key, []).append(mistake)
    whole = {
        key: its
        for key, its in columns.items()
        if len(its) >= max(_ENOUGH, _NEARLY_ALL * desk.lines.get(key[:2], 0))
    }
    said: dict[Mistake, Mistake] = {}
    for sheet in dict.fromkeys(key[:2] for key in whole):
        bad = {key: its for key, its in whole.items() if key[:2] == sheet}
        one = _swapped(desk, sheet, bad) if len({key[2] for key in bad}) == 2 else None
        for key, its in bad.items():
            folded = one or _one_of(desk, key[2], its)
            said |= dict.fromkeys(its, folded)
    return list(dict.fromkeys(said.get(mistake, mistake) for mistake in mistakes))


def _swapped(
    desk: Desk, sheet: tuple[str, str], bad: dict[tuple[str, str, str, str], list[Mistake]]
) -> Mistake:
    """Two columns are wrong on every line: most likely each holds what belongs in the other."""
    first, second = sorted({key[2] for key in bad}, key=lambda letters: (len(letters), letters))
    names = [_heading(desk, sheet, letters) for letters in (first, second)]
    every = [mistake for its in bad.values() for mistake in its]
    head = every[0]
    return replace(
        head,
        expected=Text(
            f"kolommen met wat hun kop zegt; '{names[0]}' ({first}) en '{names[1]}' ({second}) "
            f"zijn op {len(every)} plaatsen fout: zijn deze twee verwisseld?",
            f"columns with what their heading says; '{names[0]}' ({first}) and '{names[1]}' "
            f"({second}) are wrong in {len(every)} places: were these two swapped?",
        ),
        suggestion="",
        kind="columns_swapped",
        also=tuple((mistake.sheet, mistake.cell) for mistake in every[1:]),
    )


def _one_of(desk: Desk, letters: str, its: Sequence[Mistake]) -> Mistake:
    head, rest = its[0], its[1:]
    name = _heading(desk, (head.file, head.sheet), letters)
    return replace(
        head,
        expected=head.expected
        + Text(
            f"; zo staat het op {len(its)} plaatsen in kolom '{name}' ({letters}), tot en met "
            f"{rest[-1].cell}",
            f"; so it is in {len(its)} places of column '{name}' ({letters}), down to "
            f"{rest[-1].cell}",
        ),
        also=tuple((mistake.sheet, mistake.cell) for mistake in rest),
    )


def _heading(desk: Desk, sheet: tuple[str, str], letters: str) -> str:
    headings = desk.headings.get(sheet, {})
    return next((h for column, h in headings.items() if column_letters(column) == letters), letters)
