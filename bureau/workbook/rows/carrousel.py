"""The sheets of the carrousel: Carrouselwensen, Aanwezigheid and Tafels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import lines
from bureau.workbook.rows.references import read_side
from bureau.workbook.rows.withdrawn import take_away, withdraws
from bureau.workbook.values.dates import read_time, read_time_ranges
from bureau.workbook.values.single import Unreadable, bounded, read_text, read_whole, read_yes_no
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_carrousel import Table
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, MeetingWish, Presence

MOST_POINTS: Final = 100
WISH_WORDS: Final = {
    MeetingWish.MUST: ("moet", "must", "zeker", "verplicht", "moeten"),
    MeetingWish.LIKE: ("graag", "like", "liefst", "ja", "wel"),
    MeetingWish.RATHER_NOT: ("liever niet", "rather not", "nee", "niet", "rather_not"),
}
"""The first word of each is the one in the template."""
_WISHES: Final = {folded(word): wish for wish, words in WISH_WORDS.items() for word in words}


def read_wish(cell: Cell) -> MeetingWish:
    """moet, graag or liever niet."""
    wish = _WISHES.get(folded(cell.shown))
    if wish is None:
        raise Unreadable(
            "wish",
            Text(
                "moet, graag of liever niet",
                "moet (must), graag (like) or liever niet (rather not)",
            ),
        )
    return wish


def read_points(cell: Cell) -> int:
    """How much a wish is worth."""
    return read_whole(cell, 1, MOST_POINTS)


def read_carrousel_wishes(desk: Desk, found: Found, draft: Draft) -> None:
    """Who wants to talk to whom; whose wish it is, is the AIOS unless the column Door says so."""
    tally = desk.tally(Kind.CARROUSELWENSEN)
    seen: dict[tuple[str, str, str], str] = {}
    for line in lines(desk, found, Kind.CARROUSELWENSEN, "aios"):
        aios = line.get("aios", lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
        hao = line.get("hao", lambda cell: draft.directory.find(cell.shown, Who.HAO), "")
        points = line.get("points", read_points, 0)
        for key in ("hao", "wish"):
            if not line.cells(key) and not (key == "wish" and line.cells("points")):
                line.wrong_at(
                    key,
                    Text(
                        "een code" if key == "hao" else "een wens",
                        "a code" if key == "hao" else "a wish",
                    ),
                    "empty",
                )

        def side(cell: Cell, codes: tuple[str, str] = (aios, hao)) -> Side:
            shown = folded(cell.shown)
            return (
                Side.AIOS
                if shown == folded(codes[0])
                else Side.HAO
                if shown == folded(codes[1])
                else read_side(cell)
            )

        by = line.get("by", side, Side.AIOS)
        if aios and hao and withdraws(line, "wish"):
            known = draft.carrousel.pop((by.value, aios, hao), None) is not None
            take_away(line, Kind.CARROUSELWENSEN, f"{aios}–{hao}", known=known)
            continue
        wish = line.get("wish", read_wish, MeetingWish.LIKE)
        key3 = (by.value, aios, hao)
        if key3 in seen and not line.marred:
            line.wrong_at(
                "aios",
                Text(
                    f"elke wens één keer; deze staat ook in {seen[key3]}",
                    f"each wish once; this is also in {seen[key3]}",
                ),
                "doubled_wish",
            )
        if line.marred:
            tally.refused += 1
            continue
        seen[key3] = line.place()
        new = CarrouselWish(aios, hao, by, wish, points)
        tally.unchanged += draft.carrousel.get(key3) == new
        tally.stored += draft.carrousel.get(key3) != new
        draft.carrousel[key3] = new


def read_presence(desk: Desk, found: Found, draft: Draft) -> None:
    """Who is there only part of the afternoon, online, or at a fixed table."""
    tally = desk.tally(Kind.AANWEZIGHEID)
    seen: dict[str, str] = {}
    for line in lines(desk, found, Kind.AANWEZIGHEID, "code"):

        def anybody(cell: Cell) -> str:
            return draft.directory.find(cell.shown, _who_is_meant(cell.shown, desk, draft))

        code = line.get("code", anybody, "")
        begin, end = line.get("begin", read_time, None), line.get("end", read_time, None)
        if begin is not None and end is not None and end <= begin:
            line.wrong_at(
                "end",
                Text("een tijd na het begin", "a time after the beginning"),
                "period_reversed",
            )
        away = line.get("away", bounded(read_time_ranges), ())
        table = line.get("table", lambda cell: read_whole(cell, 1, 999), 0)
        online = line.get("online", read_yes_no, False)
        if code in seen:
            line.wrong_at(
                "code",
                Text(
                    f"elke code één keer; {code} staat ook in {seen[code]}",
                    f"each code once; {code} is also in {seen[code]}",
                ),
                "doubled_code",
            )
        if line.marred or not code:
            tally.refused += 1
            continue
        seen[code] = line.place()
        new = Presence(code, begin, end, table, online, away)
        old = draft.presences.pop(code, None)
        said = new != Presence(code)  # a line with nothing but a code: there all afternoon
        tally.unchanged += new == (old or Presence(code))
        tally.stored += new != (old or Presence(code))
        if said:
            draft.presences[code] = new
        draft.touch(Kind.AANWEZIGHEID, code)


def _who_is_meant(text: str, desk: Desk, draft: Draft) -> Who:
    """Of somebody unknown the first letter says whether a trainee or a trainer is meant."""
    sides = {Who.AIOS: Kind.AIOS, Who.HAO: Kind.HAO}
    known = draft.directory
    letter = text[:1].upper()
    signs: tuple[Callable[[Who], bool], ...] = (
        lambda who: known.knows(text, who),
        lambda who: any(code.startswith(letter) for code in known.codes(who)),
        lambda who: sides[who] in desk.unread,
    )
    for sign in signs:
        for who in sides:
            if sign(who):
                return who
    return Who.HAO


def read_tables(desk: Desk, found: Found, draft: Draft) -> None:
    """The tables, by number; those the sheet does not name stay as they were."""
    tally = desk.tally(Kind.TAFELS)
    tables = {table.number: table for table in draft.settings.tables}
    seen: set[int] = set()
    for line in lines(desk, found, Kind.TAFELS, "number"):

        def reader(cell: Cell) -> int:
            shown = cell.shown.casefold().removeprefix("tafel").strip()
            return read_whole(Cell(shown, shown), 1, 999)

        number = line.get("number", reader, 0)
        room = line.get("room", read_text, "")
        position = line.get("position", lambda cell: read_whole(cell, 0, 999), 0)
        fixed = line.get("fixed", read_yes_no, False)
        online = line.get("online", read_yes_no, False)
        if number in seen:
            line.wrong_at("number", Text("elke tafel één keer", "each table once"), "doubled_table")
        if line.marred:
            tally.refused += 1
            continue
        seen.add(number)
        new = Table(number, room, position, fixed, online)
        tally.unchanged += tables.get(number) == new
        tally.stored += tables.get(number) != new
        tables[number] = new
    ordered = tuple(table for _, table in sorted(tables.items()))
    draft.settings = replace(draft.settings, tables=ordered)
