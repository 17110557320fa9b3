"""``koppel carrousel`` on the day itself: somebody is away or late, a table breaks."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

import click

from bureau.commands.afternoon.group import carrousel
from bureau.commands.afternoon.repair_words import show_repair
from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.meeting.day import Adjusted
    from bureau.store.handle import Store


class ClockTime(click.ParamType[time]):
    """``14:24`` or ``14.24``."""

    name = "uu:mm"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> time:
        if isinstance(value, time):
            return value
        text = str(value).replace(".", ":")
        try:
            return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  (a time of day)
        except ValueError:
            self.fail(t(f"'{value}' is geen tijd; geef bijvoorbeeld 14:24.",
                        f"'{value}' is not a time; give for instance 14:24."))  # fmt: skip


@command(
    carrousel,
    name="absent",
    help=t(
        "Iemand is er niet (meer): de resterende gesprekken worden hersteld met zo weinig "
        "mogelijk wisselingen.\n\nVoorbeeld:  koppel carrousel absent H07 --from 14:24",
        "Somebody is not there (any more): the remaining turns are repaired with as few changes "
        "as possible.\n\nExample:  koppel carrousel absent H07 --from 14:24",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--from", "since", type=ClockTime(), required=True, metavar="uu:mm")
@click.option("--until", type=ClockTime(), default=None, metavar="uu:mm")
def absent(work: Work, code: str, since: time, until: time | None) -> None:
    """Away from a moment on, for the rest of the day or until a later moment."""
    from bureau.actions.meeting.day import report_absent

    with work.open_store() as store:
        adjusted = report_absent(store, work.acting(), code=code, since=since, until=until)
        _say_adjusted(work, store, adjusted)


@command(
    carrousel,
    name="late",
    help=t(
        "Iemand komt later.\n\nVoorbeeld:  koppel carrousel late A03 --until 13:40",
        "Somebody comes later.\n\nExample:  koppel carrousel late A03 --until 13:40",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--until", type=ClockTime(), required=True, metavar="uu:mm",
              help=t("Vanaf dan is hij of zij er.", "From then on they are there."))  # fmt: skip
@click.option("--now", "at", type=ClockTime(), default=None, metavar="uu:mm",
              help=t("Hoe laat het nu is (standaard: voor de eerste ronde).",
                     "What time it is now (default: before the first turn)."))  # fmt: skip
def late(work: Work, code: str, until: time, at: time | None) -> None:
    """Not there until a moment."""
    from bureau.actions.meeting.day import report_late

    with work.open_store() as store:
        adjusted = report_late(store, work.acting(), code=code, until=until, now=at)
        _say_adjusted(work, store, adjusted)


@command(
    carrousel,
    name="swap-table",
    help=t(
        "Een tafel kan niet worden gebruikt. De persoon die daar zit, verhuist naar een "
        "vrije tafel of ruilt.\n\nVoorbeeld:  koppel carrousel swap-table H07 --to 12 --from 14:24",
        "A table cannot be used. Whoever sits there moves to a free one, or swaps.\n\n"
        "Example:  koppel carrousel swap-table H07 --to 12 --from 14:24",
    ),
)
@click.argument("code", metavar=t("CODE|TAFEL", "CODE|TABLE"))
@click.option("--from", "since", type=ClockTime(), required=True, metavar="uu:mm")
@click.option("--to", "table", type=int, default=0, metavar="NR",
              help=t("Naar deze tafel (standaard: een vrije).",
                     "To this table (default: a free one)."))  # fmt: skip
def swap_table(work: Work, code: str, since: time, table: int) -> None:
    """Another table for somebody who stays seated."""
    from bureau.actions.meeting.day import move_from_table

    with work.open_store() as store:
        adjusted = move_from_table(store, work.acting(), code=code, since=since, table=table)
        _say_adjusted(work, store, adjusted)


def _say_adjusted(work: Work, store: Store, adjusted: Adjusted) -> None:
    """New cards for those touched, the wall chart and the bell page; and what to tell them."""
    from bureau.actions.meeting.day import make_repair_papers
    from bureau.commands.door.hand_out import hand_out_papers

    repair = adjusted.repair
    files = hand_out_papers(work, store, make_repair_papers(adjusted, lang=work.lang))
    show_repair(work, adjusted.ronde, repair)
    where = work.path(files[0]).parent
    work.say(Text(f"Nieuwe kaarten, wandkaart en belpagina: {where}",
                  f"New cards, wall chart and bell page: {where}"))  # fmt: skip
    work.tell(timetable=repair.timetable, told=list(repair.told),
              changed_places=repair.changed_places, files=files)  # fmt: skip
