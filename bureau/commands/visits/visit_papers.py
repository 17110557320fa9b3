"""``koppel visits calendars`` and ``print``: what AIOS and practices get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.hand_out import hand_out_papers
from bureau.commands.door.show import show_table
from bureau.commands.visits.visits_group import visits
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.meeting.visits import VisitCalendars


@command(
    visits,
    name="calendars",
    help=t(
        "Maak de agenda's (.ics) per aios en per praktijk. Met --changes alleen wat veranderd is "
        "sinds u ze het laatst uitdeelde; met --form invitation één uitnodiging per bezoek, om "
        "te mailen.\n\nVoorbeeld:  koppel visits calendars --changes",
        "Make the calendars (.ics) for each trainee and practice. With --changes only what "
        "changed since you last handed them out; with --form invitation one invitation for each "
        "visit, to mail.\n\nExample:  koppel visits calendars --changes",
    ),
)
@click.option("--changes", is_flag=True, help=t("Alleen wat veranderd is.", "Only what changed."))
@click.option("--form", type=click.Choice(["file", "invitation", "feed"]), default="file")
def calendars(work: Work, changes: bool, form: str) -> None:
    """Write calendars and remember what was handed out."""
    from bureau.actions.meeting.visits import make_visit_calendars
    from carrousel.calendars import Form

    with work.open_store() as store:
        made = make_visit_calendars(
            store, work.acting(), form=Form(form), changes_only=changes, lang=work.lang
        )
        files = hand_out_papers(work, store, made.papers, also_none=True)
    if not work.as_json and changes:
        _show_changes(work, made)
    work.say(Text(f"{len(files)} agenda's, {len(made.changes)} wijzigingen.",
                  f"{len(files)} calendars, {len(made.changes)} changes."))  # fmt: skip
    for code in made.without_address:
        work.say(Text(f"  {code} heeft geen e-mailadres.", f"  {code} has no e-mail address."))
    work.tell(files=files, changes=list(made.changes), without_address=list(made.without_address))


def _show_changes(work: Work, made: VisitCalendars) -> None:
    heads = (Text("wie", "who"), Text("", ""), Text("wat", "what"), Text("was", "was"),
             Text("wordt", "becomes"))  # fmt: skip
    show_table(
        Text("Wie krijgt wat", "Who gets what").say(work.lang),
        [head.say(work.lang) for head in heads],
        [
            (c.owner, made.papers.ronde.name_of(c.owner), c.summary,
             "" if c.was_begin is None else f"{c.was_begin:%d-%m-%Y %H:%M}",
             f"{c.begin:%d-%m-%Y %H:%M}")
            for c in made.changes
        ],
    )  # fmt: skip


@command(
    visits,
    name="print",
    help=t(
        "Maak de bezoeklijsten per aios en per praktijk.\n\n"
        "Voorbeeld:  koppel visits print --for P11",
        "Make the visit lists for each trainee and practice.\n\n"
        "Example:  koppel visits print --for P11",
    ),
)
@click.option("--only", multiple=True, metavar=t("SOORT", "KIND"),
              help=t("aios of praktijken.", "aios or praktijken."))  # fmt: skip
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze aios, HAO of praktijk.",
                     "Only for this trainee, trainer or practice."))  # fmt: skip
def print_(work: Work, only: tuple[str, ...], for_code: str | None) -> None:
    """Write the visit lists."""
    from bureau.actions.meeting.visits import make_visit_lists
    from bureau.commands.door.kinds import chosen
    from carrousel.papers.rosters import VisitPaper

    kinds = [chosen(VisitPaper, word) for word in only]
    with work.open_store() as store:
        papers = make_visit_lists(
            store, work.acting(), only=kinds, for_code=for_code, lang=work.lang
        )
        files = hand_out_papers(work, store, papers)
    for name in files:
        work.say(name)
    work.tell(files=files)
