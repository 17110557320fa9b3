"""``koppel visits`` as they go: agreed by phone, held, called off, nobody came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import findings_data, show_findings
from bureau.commands.visits.visits_group import visits
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.meeting.visit_changes import VisitChanged


@command(
    visits,
    name="record",
    help=t(
        "Leg een afspraak vast die aan de telefoon is gemaakt.\n\n"
        "Voorbeeld:  koppel visits record A03 P11 --on 2027-01-07T14:00",
        "Record an appointment that was made by phone.\n\n"
        "Example:  koppel visits record A03 P11 --on 2027-01-07T14:00",
    ),
)
@click.argument("aios", metavar="AIOS")
@click.argument("praktijk", metavar=t("PRAKTIJK", "PRACTICE"))
@click.option("--on", "moment", required=True, metavar="JJJJ-MM-DDTuu:mm",
              type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
                                   "%d-%m-%Y %H:%M"]))  # fmt: skip
@click.option("--agreed", is_flag=True, default=True, hidden=True)
def record(work: Work, aios: str, praktijk: str, moment: datetime, agreed: bool) -> None:
    """An agreed moment takes the place of the planned one and is locked."""
    from bureau.actions.meeting.visit_changes import agree_visit

    del agreed
    with work.open_store() as store:
        changed = agree_visit(store, work.acting(), aios=aios, praktijk=praktijk, begin=moment)
    _say_changed(work, changed)


def _status_command(name: str, function: str, nl: str, en: str) -> None:
    @command(
        visits,
        name=name,
        help=t(
            f"{nl}\n\nVoorbeeld:  koppel visits {name} A03 P11",
            f"{en}\n\nExample:  koppel visits {name} A03 P11",
        ),
    )
    @click.argument("aios", metavar="AIOS")
    @click.argument("praktijk", metavar=t("PRAKTIJK", "PRACTICE"))
    def change(work: Work, aios: str, praktijk: str) -> None:
        from bureau.actions.meeting import visit_changes

        act: Callable[..., VisitChanged] = getattr(visit_changes, function)
        with work.open_store() as store:
            changed = act(store, work.acting(), aios=aios, praktijk=praktijk)
        _say_changed(work, changed)


_status_command("cancel", "cancel_visit", "Het bezoek gaat niet door.", "The visit is off.")
_status_command("done", "mark_visit_done", "Het bezoek is geweest.", "The visit took place.")
_status_command("no-show", "mark_no_show", "De aios is niet gekomen.", "The trainee did not come.")


def _say_changed(work: Work, changed: VisitChanged) -> None:
    work.say(Text("Vastgelegd.", "Recorded."))
    if changed.findings and not work.as_json:
        work.say(Text("Let op, dit klopt niet met de regels:", "Mind, this breaks rules:"))
        show_findings(changed.findings, work.lang)
    work.say(Text("Wie moet het weten:  koppel visits calendars --changes",
                  "Who must know:  koppel visits calendars --changes"))  # fmt: skip
    work.tell(calendar=changed.calendar, findings=findings_data(changed.findings, work.lang))
