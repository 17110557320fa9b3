"""The sheet Bezoekuitkomsten: what became of each visit."""

from __future__ import annotations

from datetime import date
from typing import Final

from bureau.workbook.files.cells import Cell
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.columns import Kind
from bureau.workbook.layout.recognising import Found
from bureau.workbook.rows.desk import Desk
from bureau.workbook.rows.directory import Who
from bureau.workbook.rows.draft import Draft
from bureau.workbook.rows.reading import Line, lines
from bureau.workbook.rows.references import praktijk_of
from bureau.workbook.values.dates import read_date
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitStatus
from koppelronde.domain.ronde import VisitOutcome

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
