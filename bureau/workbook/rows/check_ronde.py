"""Dates and times of the sheet Ronde that contradict each other."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise

from bureau.workbook.files.cells import address
from bureau.workbook.files.characters import folded
from bureau.workbook.layout.recognising import Found
from bureau.workbook.layout.ronde_facts import FACTS
from bureau.workbook.rows.desk import Desk
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import Settings
from koppelronde.domain.times import local_moment


def check_settings(desk: Desk, found: Found, settings: Settings) -> None:
    """Dates and times that contradict each other, pointed at in this sheet."""

    def at(key: str) -> tuple[str, str]:
        for row in found.lines:
            label = row.cells.get(found.columns["label"][0])
            names = {folded(name) for name in FACTS[key].names}
            if label is not None and folded(label.shown) in names:
                column = found.columns["value"][0]
                shown = row.cells[column].shown if column in row.cells else ""
                return address(row.number, column), shown
        return address(found.header.number, found.columns["value"][0]), ""

    def wrong(key: str, nl: str, en: str, kind: str) -> None:
        desk.wrong(found.sheet, *at(key), Text(nl, en), kind)

    s = settings
    if s.visits_from and s.visits_until and s.visits_until < s.visits_from:
        wrong(
            "visits_until",
            f"een dag na het begin ({s.visits_from:%d-%m-%Y})",
            f"a day after the beginning ({s.visits_from:%d-%m-%Y})",
            "period_reversed",
        )
    reversed_end = bool(
        s.carrousel_begin and s.carrousel_end and s.carrousel_end <= s.carrousel_begin
    )
    if reversed_end:
        wrong(
            "carrousel_end",
            f"een tijd na het begin ({s.carrousel_begin:%H:%M})",
            f"a time after the beginning ({s.carrousel_begin:%H:%M})",
            "period_reversed",
        )
    for pause in s.breaks_at if not reversed_end else ():
        if (s.carrousel_begin and pause < s.carrousel_begin) or (
            s.carrousel_end and pause >= s.carrousel_end
        ):
            wrong(
                "breaks_at",
                "tijden tussen begin en eind van de carrousel",
                "times between begin and end of the carousel",
                "break_outside",
            )
            break
    if s.carrousel_date:
        times: list[tuple[str, time]] = [
            (k, t)
            for k, t in (("carrousel_begin", s.carrousel_begin), ("carrousel_end", s.carrousel_end))
            if t
        ]
        for key, moment in (*times, *(("breaks_at", pause) for pause in s.breaks_at)):
            try:
                local_moment(s.carrousel_date, moment)
            except ValueError:
                wrong(
                    key,
                    "een tijd die bestaat: die nacht gaat de klok een uur vooruit",
                    "a time that exists: the clock goes forward that night",
                    "no_such_time",
                )
    _notice_order(desk, s)


def _notice_order(desk: Desk, s: Settings) -> None:
    steps: list[tuple[str, date | None]] = [
        ("Carrousel", s.carrousel_date),
        ("Bezoeken van", s.visits_from),
        ("Bezoeken tot en met", s.visits_until),
        ("Lijsten inleveren", s.lists_deadline),
        ("Uitslag", s.results_date),
        ("Start stage", s.start_date),
    ]
    given = [(name, day) for name, day in steps if day is not None]
    for (first, before), (second, after) in pairwise(given):
        if after < before:
            desk.notices.append(
                Text(
                    f"{second} ({after:%d-%m-%Y}) ligt voor {first} ({before:%d-%m-%Y}).",
                    f"{second} ({after:%d-%m-%Y}) lies before {first} ({before:%d-%m-%Y}).",
                )
            )
