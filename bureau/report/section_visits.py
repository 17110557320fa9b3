"""The practice visits: how full every practice was, against what it allows."""

from __future__ import annotations

from dataclasses import replace

from bureau.report.content import Block, Paragraph, Picture, Section, Table
from bureau.report.discretion import Discretion, Part
from bureau.report.given import ReportInput
from carrousel.visits.status import PraktijkVisits, visit_status
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome_visits import VisitCalendar, VisitStatus
from koppelronde.domain.times import AMSTERDAM
from koppelronde.press.drawing import Drawing, Key, Room, legend
from koppelronde.press.picture_bars import Bar, bars_sheets


def visits(given: ReportInput, told: Discretion) -> Section | None:
    """Nothing where no visit was planned or recorded."""
    ronde, lang = given.ronde, told.lang
    if given.calendar is None and not ronde.visit_outcomes:
        return None
    if ronde.settings.visits_from is None or ronde.settings.visits_until is None:
        return None
    today = (given.matching.made_at or given.made_at).astimezone(AMSTERDAM).date()
    status = visit_status(ronde, _with_outcomes(given), today)
    short = sum(person.open > 0 for person in status.aios)
    least = ronde.number("visits_min")
    said = Text("AIOS die het afgesproken aantal bezoeken aflegden",
                "trainees who made the agreed number of visits")  # fmt: skip
    enough = told.share(len(status.aios) - short, len(status.aios))
    rows: list[tuple[str, str]] = []
    if least:
        rows.append((said.say(lang) + f" ({least})", enough))
    rows += told.parts(_bands(status.praktijken))
    heads = (Text("Bezoeken", "Visits"), Text("aantal", "number"))
    blocks: list[Block] = [Table(tuple(h.say(lang) for h in heads), tuple(rows))]
    if not told.anonymous:
        blocks += _load(given, status.praktijken, told)
    title = Text("De praktijkbezoeken", "The practice visits")
    return Section("bezoeken", title.say(lang), tuple(blocks))


def _with_outcomes(given: ReportInput) -> VisitCalendar | None:
    """The calendar, in which a visit has the outcome that was recorded for it since."""
    if given.calendar is None:
        return None
    known = {(o.aios, o.praktijk): o.status for o in given.ronde.visit_outcomes}
    open_ones = (VisitStatus.PLANNED, VisitStatus.AGREED)
    return replace(
        given.calendar,
        visits=tuple(
            replace(visit, status=known.get((visit.aios, visit.praktijk), visit.status))
            if visit.status in open_ones
            else visit
            for visit in given.calendar.visits
        ),
    )


def _bands(praktijken: tuple[PraktijkVisits, ...]) -> list[Part]:
    """Practices by how full they were; together they are all practices."""
    nobody = sum(not p.used for p in praktijken)
    full = sum(p.used > 0 and p.room == 0 for p in praktijken)
    return [
        Part(Text("praktijken waar niemand kwam", "practices that nobody visited"), nobody),
        Part(Text("praktijken met bezoek en ruimte over", "practices with visits and room left"),
             len(praktijken) - nobody - full),
        Part(Text("praktijken die vol zaten", "practices that were full"), full),
    ]  # fmt: skip


def _load(
    given: ReportInput, praktijken: tuple[PraktijkVisits, ...], told: Discretion
) -> list[Block]:
    bars = [
        Bar(f"{p.praktijk}  {given.ronde.name_of(p.praktijk)}", p.done,
            f"{p.used}" if p.cap is None else f"{p.used} / {p.cap}",
            more=p.used - p.done, cap=p.cap)
        for p in praktijken
    ]  # fmt: skip

    def draw(room: Room) -> tuple[Drawing, ...]:
        return bars_sheets(bars, room, columns=1 if len(bars) <= 30 else 2)

    keys = (
        Key(Text("geweest", "done").say(told.lang), "accent"),
        Key(Text("gepland of afgesproken", "planned or agreed").say(told.lang), "s2"),
        Key(Text("grens van de praktijk", "limit of the practice").say(told.lang), None, "ink",
            "line"),
    )  # fmt: skip
    about = Text("Bezoeken per praktijk, tegen de grens van die praktijk.",
                 "Visits per practice, against the limit of that practice.")  # fmt: skip
    says = about.say(told.lang)
    return [Paragraph(says, small=True), Picture(says, draw, legend(keys, 480))]
