"""One code that nobody has, mentioned in twenty cells, is one mistake with twenty places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bureau.workbook.files.characters import same_letters
from bureau.workbook.layout.columns import Kind
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import UNKNOWN, Directory, Who
from bureau.workbook.rows.folding_columns import folded_columns
from koppelronde.domain.errors import Mistake
from koppelronde.domain.language import Text, count

_PLACES: Final = 40
"""So many cells are named one by one; of more the number is said."""
_CERTAIN: Final = 3
"""In fewer cells than these the slip may as well be on the lists."""
_SHEETS: Final = {Who.AIOS: Kind.AIOS, Who.HAO: Kind.HAO, Who.PRAKTIJK: Kind.PRAKTIJKEN}


def folded_unknowns(
    desk: Desk, directory: Directory, fresh: Mapping[Kind, set[str]]
) -> list[Mistake]:
    """All mistakes in their order; the same unknown code in one file once, with its places.

    Of people whose own sheet was not read at all nothing is said: that sheet's mistake is.
    ``fresh`` are the codes that stand on the sheets about people and practices of this import.
    One of those that nobody mentions may well be the unknown one, written wrongly there.
    """
    unread = {m for m in desk.unknown if _SHEETS[UNKNOWN[m.kind]] in desk.unread}
    groups: dict[tuple[str, str, str], list[Mistake]] = {}
    for mistake, code in desk.unknown.items():
        groups.setdefault((mistake.file, mistake.kind, same_letters(code)), []).append(mistake)
    first: dict[Mistake, Mistake] = {}
    for kind, who in UNKNOWN.items():
        its = [together for (_, sort, _), together in groups.items() if sort == kind]
        whole = _one_slip(desk, its, directory, who, fresh)
        first |= {} if whole is None else dict.fromkeys((m for group in its for m in group), whole)
    for (_, kind, _), together in groups.items():
        if together[0] in first:
            continue
        code = desk.unknown[together[0]]
        said = _meant(_said(together, code), code, directory, UNKNOWN[kind], fresh)
        first |= dict.fromkeys(together, said)
    left = [mistake for mistake in desk.mistakes if mistake not in unread]
    kept = list(dict.fromkeys(first.get(mistake, mistake) for mistake in left))
    return folded_columns(desk, kept)


def _one_slip(
    desk: Desk, groups: list[list[Mistake]], directory: Directory, who: Who,
    fresh: Mapping[Kind, set[str]],
) -> Mistake | None:  # fmt: skip
    """The mistake on the participants' sheet behind all of these; None where that is not plain.

    Plain is: one code that nobody has, in several cells, and one new code that nobody mentions.
    """
    cells = [mistake for together in groups for mistake in together]
    codes = {same_letters(desk.unknown[mistake]) for mistake in cells}
    never = directory.unmentioned(who, fresh.get(_SHEETS[who], ()))
    alone = len(codes) == 1 and len(never) == 1 and not directory.nameless[who]
    if not alone or len(cells) < _CERTAIN or (who, never[0]) not in directory.stands:
        return None
    code = desk.unknown[cells[0]]
    file, sheet, cell = directory.stands[who, never[0]]
    expected = Text(
        f"een code die de andere bladen ook noemen: {code} staat in {len(cells)} cellen "
        f"({_places(cells)}) en {never[0]} nergens",
        f"a code that the other sheets mention too: {code} is in {len(cells)} cells "
        f"({_places(cells)}) and {never[0]} nowhere",
    )
    also = _elsewhere(cells)
    return Mistake(file, sheet, cell, never[0], expected, code, "code_nobody_mentions", also)


def _places(mistakes: list[Mistake], sheet: str = "") -> str:
    places = []
    for mistake in mistakes[:_PLACES]:
        places.append(mistake.cell if mistake.sheet == sheet else f"{mistake.sheet} {mistake.cell}")
        sheet = mistake.sheet
    more = len(mistakes) - _PLACES
    return ", ".join(places) + (f" (+{more})" if more > 0 else "")


def _said(together: list[Mistake], code: str) -> Mistake:
    """The first of them, with where the others stand."""
    head, rest = together[0], together[1:]
    if not rest:
        return head
    where = _places(rest, head.sheet)
    more = count(len(rest), Text("andere cel", "other cell"), Text("andere cellen", "other cells"))
    also = Text(
        f"; '{code}' staat ook in {more.nl} ({where})",
        f"; '{code}' is also in {more.en} ({where})",
    )
    return replace(head, expected=head.expected + also, also=_elsewhere(rest))


def _elsewhere(rest: Sequence[Mistake]) -> tuple[tuple[str, str], ...]:
    return tuple((mistake.sheet, mistake.cell) for mistake in rest)


def _meant(
    said: Mistake, code: str, directory: Directory, who: Who, fresh: Mapping[Kind, set[str]]
) -> Mistake:
    """With the line of the participants that this may be about, where there is just one."""
    nameless = directory.nameless[who]
    never = directory.unmentioned(who, fresh.get(_SHEETS[who], ()))
    if len(nameless) == 1:
        hint = Text(
            f". Hoort {code} bij de regel van {nameless[0]}, waar geen eigen code staat?",
            f". Does {code} belong to the line of {nameless[0]}, which has no code of its own?",
        )
        return replace(said, expected=said.expected + hint, suggestion="")
    if len(never) == 1 and not nameless:
        hint = Text(
            f". Geen ander blad noemt {never[0]}: moet dat op het blad met de deelnemers "
            f"{code} zijn?",
            f". No other sheet mentions {never[0]}: should it be {code} on the participants' "
            "sheet?",
        )
        return replace(said, expected=said.expected + hint, suggestion=never[0])
    return said
