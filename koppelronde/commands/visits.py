"""``koppel visits``: who goes to see which practice and when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koppelronde.commands.frame import Work, command, t
from koppelronde.commands.show import show_findings, show_table
from koppelronde.language import Text

if TYPE_CHECKING:
    from koppelronde.outcome import VisitCalendar
    from koppelronde.ronde import Koppelronde
    from koppelronde.store.handle import Store


@click.group(
    name="visits",
    help=t(
        "Praktijkbezoeken.\n\nVoorbeeld:  koppel visits plan",
        "Practice visits.\n\nExample:  koppel visits plan",
    ),
    subcommand_metavar=t("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGUMENTS]..."),
)
def visits() -> None:
    """Visits to practices."""


@command(
    visits,
    name="plan",
    help=t(
        "Plan de bezoeken: ieder zijn minimum, binnen de grens van elke praktijk, op momenten "
        "die kunnen. Wat al is afgesproken blijft staan.\n\nVoorbeeld:  koppel visits plan",
        "Plan the visits: everybody their minimum, within each practice's cap, at moments that "
        "work. What was agreed stays.\n\nExample:  koppel visits plan",
    ),
)
def plan(work: Work) -> None:
    """Plan, check with the independent checker, save."""
    from carrousel.visits import plan_visits
    from koppelronde.commands.documents import CALENDAR, TIMETABLE, newest
    from koppelronde.commands.progress import progress_line
    from koppelronde.outcome import Timetable, VisitCalendar

    with work.open_store() as store:
        ronde = store.load()
        timetable = newest(store, TIMETABLE, Timetable)
        previous = newest(store, CALENDAR, VisitCalendar)
        version = 1 if previous is None else previous.version + 1
        with progress_line(work, Text("Bezoeken plannen", "Planning the visits")) as tick:
            calendar = plan_visits(
                ronde, missed=() if timetable is None else timetable.missed, previous=previous,
                version=version, made_at=work.now(), progress=lambda text: tick(0, 0, text),
            )  # fmt: skip
        what = Text(f"bezoekplan {version}", f"visit plan {version}")
        save_calendar(work, store, ronde, calendar, what)
    show_calendar(work, ronde, calendar)
    work.say(Text("Nu:  koppel visits calendars", "Next:  koppel visits calendars"))
    work.tell(calendar=calendar)


def save_calendar(
    work: Work, store: Store, ronde: Koppelronde, calendar: VisitCalendar, what: Text
) -> None:
    """Keep a calendar that the independent checker accepts.

    A plan of ours that breaks a rule is a bug of ours. Too few visits for somebody, where no more
    are possible, is a finding of the plan itself.
    """
    from carrousel.visit_check import check_visits
    from koppelronde.commands.documents import CALENDAR
    from koppelronde.findings import broken

    known = {(f.rule, f.who) for f in calendar.findings}
    wrong = [f for f in broken(check_visits(ronde, calendar)) if (f.rule, f.who) not in known]
    if wrong:
        raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
    with store.transaction(expect_version=ronde.version, by=work.by, what=what) as change:
        change.put_document(CALENDAR, calendar)


def show_calendar(work: Work, ronde: Koppelronde, calendar: VisitCalendar) -> None:
    """The plan in a few lines: how many, the goals, what is wrong."""
    if work.as_json:
        return
    people = {visit.aios for visit in calendar.visits}
    practices = {visit.praktijk for visit in calendar.visits}
    work.say(
        Text(
            f"Bezoekplan {calendar.version}: {len(calendar.visits)} bezoeken van {len(people)} "
            f"aios aan {len(practices)} praktijken.",
            f"Visit plan {calendar.version}: {len(calendar.visits)} visits by {len(people)} "
            f"trainees to {len(practices)} practices.",
        )
    )
    show_table(
        "",
        (t("doel", "goal"), t("waarde", "value"), t("grens", "bound"), t("bewezen", "proven")),
        [
            (s.says.say(work.lang), s.value, s.bound, t("ja", "yes") if s.proven else "–")
            for s in calendar.stages
        ],
    )
    for aios, praktijk in calendar.without_moment:
        work.say(Text(f"  Geen moment gevonden: {aios} bij {praktijk}",
                      f"  No moment found: {aios} at {praktijk}"))  # fmt: skip
    show_findings(calendar.findings, work.lang)
