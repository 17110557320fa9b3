"""``koppel carrousel plan``: the timetable of the afternoon."""

from __future__ import annotations

import click

from bureau.commands.afternoon.group import carrousel
from bureau.commands.afternoon.timetable_words import show_timetable
from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text


@command(
    carrousel,
    name="plan",
    help=t(
        "Maak het rooster: iedereen ontmoet iedereen, of de beste keuze als dat niet past.\n\n"
        "Voorbeeld:  koppel carrousel plan",
        "Make the timetable: everybody meets everybody, or the best choice if that won't fit.\n\n"
        "Example:  koppel carrousel plan",
    ),
)
@click.option("--afresh", is_flag=True,
              help=t("Ook als daarmee verloren gaat wat op de dag zelf is bijgestuurd.",
                     "Even where repairs made on the day itself are lost."))  # fmt: skip
def plan(work: Work, afresh: bool) -> None:
    """Plan, check with the independent checker, save."""
    from bureau.actions.meeting.afternoon import plan_afternoon
    from bureau.commands.door.progress import progress_line

    title = Text("Rooster maken", "Making the timetable")
    with work.open_store() as store, progress_line(work, title, at_once=False) as tick:
        made = plan_afternoon(store, work.acting(), afresh=afresh, progress=tick)
    show_timetable(work, made.ronde, made.timetable)
    work.say(
        Text(
            "Nu:  koppel carrousel print  en  koppel carrousel bell",
            "Next:  koppel carrousel print  and  koppel carrousel bell",
        )
    )
    work.tell(timetable=made.timetable)
