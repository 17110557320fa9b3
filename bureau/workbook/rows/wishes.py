"""The sheet Bezoekwensen, wide or long, from trainees and from practices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bureau.workbook.files.cells import address
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.list_shapes import NOTHING, choices, in_order
from bureau.workbook.layout.recognising import Found, Shape
from bureau.workbook.rows.carrousel import read_points
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.rows.references import practice_in, praktijk_of, read_side
from bureau.workbook.rows.withdrawn import says_withdrawn, take_away, withdraws
from bureau.workbook.values.single import read_whole, read_yes_no
from koppelronde.domain.language import Text
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import VisitWish


def read_wishes(desk: Desk, found: Found, draft: Draft) -> None:
    """Wishes for visits, wide or long; an owner's wishes replace the earlier ones."""
    wishes: dict[tuple[str, str], dict[str, VisitWish]] = {}
    of_owner: dict[tuple[str, str], list[Line]] = {}
    key = next(key for key in ("aios", "code", "praktijk", "hao") if key in found.columns)
    tally = desk.tally(Kind.BEZOEKWENSEN)
    for line in lines(desk, found, Kind.BEZOEKWENSEN, key):
        if _withdrawn(line, key, draft):
            continue
        if found.shape is Shape.WIDE:
            owner = _wide_wishes(line, key, draft, wishes)
            if owner is not None and owner in of_owner:
                line.wrong_at(
                    key,
                    Text(
                        f"één regel van {owner[1]}; er staat er ook een in "
                        f"{of_owner[owner][0].place()}",
                        f"one line of {owner[1]}; there is another in {of_owner[owner][0].place()}",
                    ),
                    "doubled_list",
                )
        else:
            owner = _long_wish(line, draft, wishes)
        if owner is None:
            tally.refused += 1
        else:
            of_owner.setdefault(owner, []).append(line)
    for owner, its in sorted(of_owner.items()):
        new = _ranked(wishes.get(owner, {}).values())
        marred = sum(line.marred for line in its)
        tally.refused += marred
        if not new and not marred:
            tally.ignored += len(its)
            for line in its:
                desk.skip(
                    found.sheet,
                    address(line.row.number, 1),
                    owner[1],
                    Text("geen wensen ingevuld", "no wishes filled in"),
                )
            continue
        draft.touch(Kind.BEZOEKWENSEN, owner[1])
        if new == draft.wishes.get(owner):
            tally.unchanged += len(its) - marred
        else:
            tally.stored += len(its) - marred
        draft.wishes[owner] = new


def _withdrawn(line: Line, key: str, draft: Draft) -> bool:
    """Whether the line takes away all that its owner wished."""
    cells = [
        line.row.cells[column].shown for column in line.found.series if column in line.row.cells
    ]
    if not any(says_withdrawn(shown) for shown in cells) and not withdraws(line, "rank"):
        return False
    if key in ("aios", "code"):
        code = line.get(key, lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
        owner = (Side.AIOS.value, code)
    else:
        code = praktijk_of(line, draft)
        owner = (Side.HAO.value, code)
    if code:
        known = draft.wishes.pop(owner, None) is not None
        take_away(line, Kind.BEZOEKWENSEN, code, known=known)
        draft.touch(Kind.BEZOEKWENSEN, code)
    else:
        line.desk.tally(Kind.BEZOEKWENSEN).refused += 1
    return True


Wishes = dict[tuple[str, str], dict[str, VisitWish]]


def _wide_wishes(line: Line, key: str, draft: Draft, wishes: Wishes) -> tuple[str, str] | None:
    if key in ("aios", "code"):
        code = line.get(key, lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
        owner, side = (Side.AIOS.value, code), Side.AIOS
    else:
        code = praktijk_of(line, draft)
        owner, side = (Side.HAO.value, code), Side.HAO
    if not code:
        return None
    for column, rank in sorted(line.found.series.items(), key=lambda item: item[1]):
        cell = line.row.cells.get(column)
        if cell is None or cell.shown.casefold() in NOTHING:
            continue
        who = Who.PRAKTIJK if side is Side.AIOS else Who.AIOS
        if line.found.ordered:
            for place, partner in in_order(line, column, cell, draft, who):
                couple = (code, partner) if side is Side.AIOS else (partner, code)
                _add_wish(line, column, owner, partner, VisitWish(*couple, place, side), wishes)
            continue
        if side is Side.AIOS and not draft.directory.knows(cell.shown, who):
            single = (
                line.read(column, cell, lambda c: practice_in(c, draft), "")
                if (draft.directory.knows(cell.shown, Who.HAO))
                else None
            )
            partners = choices(line, column, cell, draft, who) if single is None else [single]
        else:
            partners = choices(line, column, cell, draft, who)
        for partner in partners:
            couple = (code, partner) if side is Side.AIOS else (partner, code)
            _add_wish(line, column, owner, partner, VisitWish(*couple, rank, side), wishes)
    return owner


def _add_wish(
    line: Line, column: int, owner: tuple[str, str], partner: str, wish: VisitWish, wishes: Wishes
) -> None:
    its = wishes.setdefault(owner, {})
    if partner in its:
        line.wrong(
            column,
            line.row.cells[column].shown,
            Text(
                f"elke code één keer; {partner} staat al op plaats {its[partner].rank}",
                f"each code once; {partner} already is on place {its[partner].rank}",
            ),
            "doubled_choice",
        )
    elif partner:
        its[partner] = wish


def _long_wish(line: Line, draft: Draft, wishes: Wishes) -> tuple[str, str] | None:
    aios = line.get("aios", lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
    praktijk = praktijk_of(line, draft)
    rank = line.get("rank", lambda cell: read_whole(cell, 1, 99), 0)
    points = line.get("points", read_points, 0)
    must = line.get("must", read_yes_no, False)
    if not any(line.cells(key) for key in ("rank", "points", "must")):
        line.wrong_at(
            "rank" if line.has("rank") else "points",
            Text("een rang (1 = liefst) of punten", "a rank (1 = most wanted) or points"),
            "empty",
        )
    side = line.get("by", read_side, Side.AIOS)
    if line.marred or not (aios and praktijk):
        return None
    owner = (side.value, aios if side is Side.AIOS else praktijk)
    partner = praktijk if side is Side.AIOS else aios
    column = line.found.columns["praktijk" if line.cells("praktijk") else "hao"][0]
    wish = VisitWish(aios, praktijk, rank, side, points, must)
    _add_wish(line, column, owner, partner, wish, wishes)
    return owner


def _ranked(wishes: Iterable[VisitWish]) -> tuple[VisitWish, ...]:
    """With a rank for each that came without: by its points, what must be first of all."""
    given = tuple(wishes)

    def worth(wish: VisitWish) -> tuple[bool, int]:
        return wish.must and not wish.points, wish.points

    return tuple(
        sorted(
            wish
            if wish.rank
            else replace(wish, rank=1 + sum(worth(other) > worth(wish) for other in given))
            for wish in given
        )
    )
