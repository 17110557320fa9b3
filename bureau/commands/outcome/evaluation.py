"""``koppel report``: the whole round as one page and one PDF, for an evaluation or a board."""

from __future__ import annotations

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text


@command(
    name="report",
    help=t(
        "Schrijf het verslag van de ronde: getallen, fasen, plaatjes, gesprekken en wat een "
        "andere keuze had gekost, als één HTML-bestand en één PDF. Met --anonymous kan niemand "
        "erin herkend worden: zonder namen, codes en kaart, en geen groep kleiner dan vijf.\n\n"
        "Voorbeeld:  koppel report --anonymous",
        "Write the report of the round: numbers, phases, pictures, calls and what another choice "
        "would have cost, as one HTML file and one PDF. With --anonymous nobody can be "
        "recognised: no names, codes or map, and no group smaller than five.\n\n"
        "Example:  koppel report --anonymous",
    ),
)
@click.option("--anonymous", is_flag=True,
              help=t("Zonder personen, om samen te bekijken.",
                     "Without people, to look at together."))  # fmt: skip
def report(work: Work, anonymous: bool) -> None:
    """Compare the orders of goals, build the report once, write it twice."""
    from bureau.actions.outcome.report import write_report
    from bureau.commands.door.hand_out import hand_out_papers
    from bureau.commands.door.progress import progress_line

    with work.open_store() as store:
        with progress_line(work, Text("Andere keuzes doorrekenen", "Computing other choices")):
            made = write_report(store, work.acting(), lang=work.lang, anonymous=anonymous)
        files = hand_out_papers(work, store, made.papers)
    if not anonymous:
        work.say(Text("Alleen voor uzelf; voor anderen:  koppel report --anonymous",
                      "For you only; for others:  koppel report --anonymous"))  # fmt: skip
    for file in files:
        work.say(file)
    work.tell(files=files, anonymous=anonymous)
