"""``koppel visits status``: where everybody stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_table
from bureau.commands.visits.visits_group import visits
from koppelronde.domain.language import Text, count

if TYPE_CHECKING:
    from bureau.actions.meeting.visits import VisitsNow


@command(
    visits,
    name="status",
    help=t(
        "Per aios en praktijk: gepland, geweest, open; wie onder het minimum zit.\n\n"
        "Voorbeeld:  koppel visits status",
        "For each trainee and practice: planned, done, open; who is under the minimum.\n\n"
        "Example:  koppel visits status",
    ),
)
def status(work: Work) -> None:
    """Where everybody stands today."""
    from bureau.actions.meeting.visits import look_at_visits

    with work.open_store() as store:
        found = look_at_visits(store, work.acting())
    if not work.as_json:
        _show_tables(work, found)
    left = found.state.days_left
    days = count(left, Text("dag", "day"), Text("dagen", "days"))
    work.say(Text(f"Nog {days.nl} om bezoeken te doen.", f"{days.en} left for visits."))
    for aios, praktijk in found.state.overdue:
        work.say(Text(f"  Uitkomst nog onbekend: {aios} bij {praktijk}",
                      f"  Outcome not recorded: {aios} at {praktijk}"))  # fmt: skip
    work.tell(status=found.state)


def _show_tables(work: Work, found: VisitsNow) -> None:
    ronde, name = found.ronde, Text("naam", "name")
    heads = (Text("", ""), name, Text("geweest", "done"), Text("afgesproken", "agreed"),
             Text("gepland", "planned"), Text("minimum", "minimum"),
             Text("tekort", "short"))  # fmt: skip
    show_table(
        Text("Aios", "Trainees").say(work.lang),
        [head.say(work.lang) for head in heads],
        [(a.aios, ronde.name_of(a.aios), a.done, a.agreed, a.planned, a.minimum, a.short or "")
         for a in found.state.aios],
    )  # fmt: skip
    caps = (Text("", ""), name, Text("bezoeken", "visits"), Text("maximum", "maximum"))
    show_table(
        Text("Praktijken", "Practices").say(work.lang),
        [head.say(work.lang) for head in caps],
        [(p.praktijk, ronde.name_of(p.praktijk), p.used, "–" if p.cap is None else p.cap)
         for p in found.state.praktijken],
    )  # fmt: skip
