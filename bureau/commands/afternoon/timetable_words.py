"""What is said of a timetable: the afternoon in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from bureau.commands.door.show import show_findings, show_stages
from koppelronde.domain.language import Text, count
from koppelronde.domain.times import clock, long_date

if TYPE_CHECKING:
    from koppelronde.domain.outcomes.outcome_carrousel import Timetable
    from koppelronde.domain.ronde import Koppelronde


def show_timetable(work: Work, ronde: Koppelronde, timetable: Timetable) -> None:
    """How many turns and meetings, the breaks, the goals, and what is not right."""
    first, last = timetable.turns[0], timetable.turns[-1]
    day = long_date(first.begin.date())
    work.say(
        Text(
            f"Rooster {timetable.version}: {len(timetable.turns)} rondes van "
            f"{ronde.number('turn_minutes')} minuten, {clock(first.begin)}–{clock(last.end)} "
            f"op {day.nl}; {len(timetable.meetings)} gesprekken.",
            f"Timetable {timetable.version}: {len(timetable.turns)} turns of "
            f"{ronde.number('turn_minutes')} minutes, {clock(first.begin)}–{clock(last.end)} "
            f"on {day.en}; {len(timetable.meetings)} meetings.",
        )
    )
    for pause in timetable.breaks:
        work.say(Text(f"  pauze {clock(pause.begin)}–{clock(pause.end)}",
                      f"  break {clock(pause.begin)}–{clock(pause.end)}"))  # fmt: skip
    if not work.as_json:
        if timetable.stages:
            show_stages(timetable.stages, work.lang)
        show_findings(timetable.findings, work.lang)
    if timetable.missed:
        missed = count(len(timetable.missed), Text("combinatie heeft", "pair does"),
                       Text("combinaties hebben", "pairs do"))  # fmt: skip
        work.say(Text(f"{missed.nl} geen gesprek.", f"{missed.en} not meet."))
