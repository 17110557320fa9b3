"""``koppel visits`` when something happens: a practice drops out, somebody ill, one place more."""

from __future__ import annotations

from datetime import datetime

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.progress import progress_line
from bureau.commands.visits.visit_words import say_happened
from bureau.commands.visits.visits_group import visits
from koppelronde.domain.language import Text

_DAY = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
_PREVIEW = click.option(
    "--preview", is_flag=True,
    help=t("Alleen laten zien wat voor wie verschuift.", "Only show what moves for whom."),
)  # fmt: skip
_TITLE = Text("Opnieuw plannen", "Planning again")


@command(
    visits,
    name="drop-out",
    help=t(
        "Een praktijk valt uit: haar opleiders doen niet meer mee, haar bezoeken vervallen, en wie "
        "daardoor te weinig heeft krijgt een ander bezoek.\n\n"
        "Voorbeeld:  koppel visits drop-out P11 --reason verbouwing --preview",
        "A practice drops out: its trainers take no part any more, its visits are off, and who has "
        "too few by that gets another visit.\n\n"
        "Example:  koppel visits drop-out P11 --reason rebuilding --preview",
    ),
)
@click.argument("praktijk", metavar=t("PRAKTIJK", "PRACTICE"))
@click.option("--reason", required=True, help=t("Waarom.", "Why."))
@_PREVIEW
def drop_out(work: Work, praktijk: str, reason: str, preview: bool) -> None:
    """A practice takes no part any more."""
    from bureau.actions.meeting.events import drop_practice

    with work.open_store() as store, progress_line(work, _TITLE, at_once=False) as tick:
        made = drop_practice(
            store, work.acting(), praktijk=praktijk, reason=reason, preview=preview, progress=tick
        )
    say_happened(work, made, Text("Vastgelegd: deze praktijk doet niet meer mee.",
                                        "Recorded: this practice takes no part any more.")
    )  # fmt: skip


@command(
    visits,
    name="ill",
    help=t(
        "Iemand is ziek of weg: geplande bezoeken in die dagen verschuiven, afspraken worden "
        "genoemd. Zonder --until een week.\n\n"
        "Voorbeeld:  koppel visits ill A03 --from 2027-01-11 --preview",
        "Somebody is ill or away: planned visits in those days move, appointments are named. "
        "Without --until a week.\n\n"
        "Example:  koppel visits ill A03 --from 2027-01-11 --preview",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--from", "first", type=_DAY, required=True, metavar=t("DATUM", "DATE"))
@click.option("--until", "last", type=_DAY, default=None, metavar=t("DATUM", "DATE"))
@_PREVIEW
def ill(work: Work, code: str, first: datetime, last: datetime | None, preview: bool) -> None:
    """Somebody is away for some days."""
    from bureau.actions.meeting.events import report_ill

    with work.open_store() as store, progress_line(work, _TITLE, at_once=False) as tick:
        made = report_ill(
            store, work.acting(), code=code, first=first.date(),
            last=None if last is None else last.date(), preview=preview, progress=tick,
        )  # fmt: skip
    say_happened(work, made, Text("Vastgelegd.", "Recorded."))


@command(
    visits,
    name="second-aios",
    help=t(
        "Een opleider neemt een tweede aios (of met --places een ander aantal).\n\n"
        "Voorbeeld:  koppel visits second-aios H07",
        "A trainer takes a second trainee (or another number with --places).\n\n"
        "Example:  koppel visits second-aios H07",
    ),
)
@click.argument("hao", metavar="HAO")
@click.option("--places", type=click.IntRange(min=1), default=2, show_default=True,
              help=t("Hoeveel aios.", "How many trainees."))  # fmt: skip
@_PREVIEW
def second_aios(work: Work, hao: str, places: int, preview: bool) -> None:
    """A trainer has one place more."""
    from bureau.actions.meeting.events import take_more_aios

    with work.open_store() as store, progress_line(work, _TITLE, at_once=False) as tick:
        made = take_more_aios(
            store, work.acting(), hao=hao, places=places, preview=preview, progress=tick
        )
    say_happened(work, made, Text("Vastgelegd.", "Recorded."))
