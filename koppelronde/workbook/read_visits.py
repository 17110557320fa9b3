"""The sheets Bezoekwensen, Bezoekuitkomsten and Reistijden."""

from __future__ import annotations

from datetime import date
from typing import Final

from koppelronde.language import Text
from koppelronde.outcome import VisitStatus
from koppelronde.people import Side
from koppelronde.ronde import VisitOutcome, VisitWish
from koppelronde.workbook.cells import Cell, address
from koppelronde.workbook.characters import folded
from koppelronde.workbook.columns import Kind
from koppelronde.workbook.directory import Who
from koppelronde.workbook.draft import Draft
from koppelronde.workbook.read_lists import choices
from koppelronde.workbook.reading import Desk, Line, lines
from koppelronde.workbook.recognising import Found, Shape
from koppelronde.workbook.values import Unreadable, read_whole
from koppelronde.workbook.values_dates import read_date

STATUS_WORDS: Final = {
    VisitStatus.PLANNED: ("gepland", "ingepland", "planned", "voorgesteld"),
    VisitStatus.AGREED: ("afgesproken", "bevestigd", "agreed", "confirmed", "akkoord"),
    VisitStatus.DONE: (
        "geweest",
        "bezocht",
        "gedaan",
        "doorgegaan",
        "afgerond",
        "done",
        "ja",
        "is geweest",
        "voltooid",
        "visited",
    ),
    VisitStatus.CANCELLED: (
        "geannuleerd",
        "afgezegd",
        "vervallen",
        "cancelled",
        "canceled",
        "gaat niet door",
        "niet doorgegaan",
        "ingetrokken",
    ),
    VisitStatus.NO_SHOW: (
        "niet verschenen",
        "niet geweest",
        "no show",
        "no-show",
        "niet gekomen",
        "afwezig",
        "noshow",
    ),
}
"""The first word of each is the one in the template."""
_STATUS: Final = {folded(word): status for status, words in STATUS_WORDS.items() for word in words}


def read_status(cell: Cell) -> VisitStatus:
    """What became of a visit."""
    status = _STATUS.get(folded(cell.shown))
    if status is None:
        words = " / ".join(words[0] for words in STATUS_WORDS.values())
        raise Unreadable("status", Text(words, f"one of: {words}"))
    return status


def praktijk_of(line: Line, draft: Draft) -> str:
    """The practice of a line, by its own code or that of one of its trainers."""
    if line.cells("praktijk"):
        return line.get("praktijk", lambda cell: _practice(cell, draft), "")
    if line.cells("hao"):
        hao = line.get("hao", lambda cell: draft.directory.find(cell.shown, Who.HAO), "")
        known = draft.haos.get(hao)
        if known is not None and known.praktijk:
            return known.praktijk
        if hao:
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


def _practice(cell: Cell, draft: Draft) -> str:
    try:
        return draft.directory.find(cell.shown, Who.PRAKTIJK)
    except Unreadable as bad:
        if draft.directory.knows(cell.shown, Who.HAO):
            hao = draft.haos.get(draft.directory.find(cell.shown, Who.HAO))
            if hao is not None and hao.praktijk:
                return hao.praktijk
        raise bad from None


def read_wishes(desk: Desk, found: Found, draft: Draft) -> None:
    """Wishes for visits, wide or long; an owner's wishes replace the earlier ones."""
    wishes: dict[tuple[str, str], dict[str, VisitWish]] = {}
    of_owner: dict[tuple[str, str], list[Line]] = {}
    key = next(key for key in ("aios", "praktijk", "hao") if key in found.columns)
    tally = desk.tally(Kind.BEZOEKWENSEN)
    for line in lines(desk, found, Kind.BEZOEKWENSEN, key):
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
        new = tuple(sorted(wishes.get(owner, {}).values()))
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


Wishes = dict[tuple[str, str], dict[str, VisitWish]]


def _wide_wishes(line: Line, key: str, draft: Draft, wishes: Wishes) -> tuple[str, str] | None:
    if key == "aios":
        code = line.get("aios", lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
        owner, side = (Side.AIOS.value, code), Side.AIOS
    else:
        code = praktijk_of(line, draft)
        owner, side = (Side.HAO.value, code), Side.HAO
    if not code:
        return None
    for column, rank in sorted(line.found.series.items(), key=lambda item: item[1]):
        cell = line.row.cells.get(column)
        if cell is None or cell.shown in ("-", "–"):
            continue
        who = Who.PRAKTIJK if side is Side.AIOS else Who.AIOS
        if side is Side.AIOS and not draft.directory.knows(cell.shown, who):
            single = (
                line.read(column, cell, lambda c: _practice(c, draft), "")
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
    if not line.cells("rank"):
        line.wrong_at("rank", Text("een rang, 1 = liefste", "a rank, 1 = dearest"), "empty")
    side = line.get("by", read_side, Side.AIOS)
    if not (aios and praktijk and rank):
        return None
    owner = (side.value, aios if side is Side.AIOS else praktijk)
    partner = praktijk if side is Side.AIOS else aios
    column = line.found.columns["praktijk" if line.cells("praktijk") else "hao"][0]
    _add_wish(line, column, owner, partner, VisitWish(aios, praktijk, rank, side), wishes)
    return owner


def read_side(cell: Cell) -> Side:
    """Whose wish this is: AIOS, or HAO or practice."""
    word = folded(cell.shown)
    if word in ("aios", "haio", "a", "trainee"):
        return Side.AIOS
    if word in ("hao", "opleider", "praktijk", "h", "p", "trainer"):
        return Side.HAO
    raise Unreadable("side", Text("AIOS of HAO", "AIOS or HAO"))


def read_outcomes(desk: Desk, found: Found, draft: Draft) -> None:
    """What became of visits; what the sheet says of a couple replaces what was known of it."""
    fresh: dict[tuple[str, str], dict[date | None, VisitOutcome]] = {}
    rows: dict[tuple[str, str], list[Line]] = {}
    tally = desk.tally(Kind.BEZOEKUITKOMSTEN)
    for line in lines(desk, found, Kind.BEZOEKUITKOMSTEN, "aios"):
        aios = line.get("aios", lambda cell: draft.directory.find(cell.shown, Who.AIOS), "")
        praktijk = praktijk_of(line, draft)
        day = line.get("day", read_date, None)
        if not line.cells("status"):
            line.wrong_at("status", Text("een status, bijvoorbeeld geweest", "a status"), "empty")
        status = line.get("status", read_status, VisitStatus.PLANNED)
        couple = (aios, praktijk)
        if aios and praktijk and day in fresh.get(couple, {}):
            line.wrong_at(
                "aios",
                Text(
                    f"dit bezoek één keer; het staat ook in {rows[couple][0].place()}",
                    f"this visit once; it is also in {rows[couple][0].place()}",
                ),
                "doubled_visit",
            )
        if line.marred or not aios or not praktijk:
            tally.refused += 1
            continue
        fresh.setdefault(couple, {})[day] = VisitOutcome(aios, praktijk, day, status)
        rows.setdefault(couple, []).append(line)
        _notice_outside(desk, line, day, draft)
    for couple, outcomes in sorted(fresh.items()):
        new = tuple(sorted(outcomes.values(), key=lambda o: (str(o.day or ""), o.status)))
        same = new == draft.outcomes.get(couple)
        tally.unchanged += len(rows[couple]) if same else 0
        tally.stored += 0 if same else len(rows[couple])
        draft.outcomes[couple] = new
        draft.touch(Kind.BEZOEKUITKOMSTEN, f"{couple[0]} {couple[1]}")


def _notice_outside(desk: Desk, line: Line, day: date | None, draft: Draft) -> None:
    s = draft.settings
    if day is not None and (
        (s.visits_from and day < s.visits_from) or (s.visits_until and day > s.visits_until)
    ):
        desk.notices.append(
            Text(
                f"{line.place()}: {day:%d-%m-%Y} valt buiten de bezoekperiode.",
                f"{line.place()}: {day:%d-%m-%Y} is outside the period of visits.",
            )
        )


_SORTS: Final = {"aios": Who.AIOS, "praktijk": Who.PRAKTIJK, "hao": Who.HAO}


def read_travel(desk: Desk, found: Found, draft: Draft) -> None:
    """Given minutes, one way; an empty cell is unknown and never zero."""
    tally = desk.tally(Kind.REISTIJDEN)
    seen: dict[tuple[str, str], str] = {}
    if found.shape is Shape.MATRIX:
        _travel_matrix(desk, found, draft)
        return
    first = "aios" if "aios" in found.columns else "from"
    second = next(key for key in ("praktijk", "hao", "to") if key in found.columns)
    for line in lines(desk, found, Kind.REISTIJDEN, first):
        start = line.get(first, lambda cell: _anybody(cell, draft, _SORTS.get(first)), "")
        end = line.get(second, lambda cell: _anybody(cell, draft, _SORTS.get(second)), "")
        if not line.cells(second):
            line.wrong_at(second, Text("een code", "a code"), "empty")
        minutes = line.get("minutes", read_minutes, None)
        if (start, end) in seen and not line.marred:
            line.wrong_at(
                first,
                Text(
                    f"elk paar één keer; dit staat ook in {seen[start, end]}",
                    f"each pair once; this is also in {seen[start, end]}",
                ),
                "doubled_pair",
            )
        if line.marred:
            tally.refused += 1
        elif minutes is None:
            tally.ignored += 1
            desk.skip(
                found.sheet,
                address(line.row.number, 1),
                f"{start} {end}",
                Text("geen minuten: reistijd onbekend", "no minutes: travel unknown"),
            )
        else:
            seen[start, end] = line.place()
            tally.unchanged += draft.travel.get((start, end)) == minutes
            tally.stored += draft.travel.get((start, end)) != minutes
            draft.travel[start, end] = minutes


def _travel_matrix(desk: Desk, found: Found, draft: Draft) -> None:
    header = Line(desk, found, found.header)
    key = next(iter(found.columns))
    ends = {
        column: header.read(
            column, found.header.cells[column], lambda cell: _anybody(cell, draft, None), ""
        )
        for column in found.series
    }
    tally = desk.tally(Kind.REISTIJDEN)
    for line in lines(desk, found, Kind.REISTIJDEN, key):
        start = line.get(key, lambda cell: _anybody(cell, draft, None), "")
        before = dict(draft.travel)
        for column, end in ends.items():
            cell = line.row.cells.get(column)
            if cell is not None and start and end and cell.shown not in ("-", "–", "?"):
                minutes = line.read(column, cell, read_minutes, None)
                if minutes is not None:
                    draft.travel[start, end] = minutes
        tally.refused += line.marred
        tally.unchanged += not line.marred and before == draft.travel
        tally.stored += not line.marred and before != draft.travel


def read_minutes(cell: Cell) -> int | None:
    """Whole minutes of one way; ``?`` is unknown."""
    if cell.shown.strip() in ("?", "onbekend", "-"):
        return None
    plain = cell.shown.casefold().replace("minuten", "").replace("min", "").strip(" .")
    return (
        read_whole(Cell(plain, plain), 1, 600)
        if isinstance(cell.value, str)
        else read_whole(cell, 1, 600)
    )


def _anybody(cell: Cell, draft: Draft, who: Who | None) -> str:
    if who is not None:
        return draft.directory.find(cell.shown, who)
    for sort in Who:
        if draft.directory.knows(cell.shown, sort):
            return draft.directory.find(cell.shown, sort)
    return draft.directory.find(cell.shown, Who.PRAKTIJK)
