"""``koppel carrousel print`` and ``bell``: what hangs on the wall, lies on tables, rings."""

from __future__ import annotations

import click

from bureau.commands.afternoon.group import carrousel
from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.hand_out import hand_out_papers
from koppelronde.domain.language import Text


@command(
    carrousel,
    name="print",
    help=t(
        "Maak de papieren: kaarten, tafelborden, wandkaart, lijsten; en een agenda per "
        "persoon.\n\nVoorbeeld:  koppel carrousel print --only cards --for A07",
        "Make the papers: cards, table signs, wall chart, lists; and a calendar per person.\n\n"
        "Example:  koppel carrousel print --only cards --for A07",
    ),
)
@click.option("--only", multiple=True, metavar=t("SOORT", "KIND"),
              help=t("Eén soort papier (mag vaker).",
                     "One kind of paper (repeatable)."))  # fmt: skip
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze persoon.", "Only for this person."))  # fmt: skip
@click.option("--per-meeting", is_flag=True,
              help=t("Agenda met een afspraak per gesprek.",
                     "Calendar with an event for each meeting."))  # fmt: skip
def print_(work: Work, only: tuple[str, ...], for_code: str | None, per_meeting: bool) -> None:
    """Write the papers and the calendars."""
    from bureau.actions.meeting.afternoon import make_afternoon_papers
    from bureau.commands.door.kinds import chosen
    from carrousel.papers.rosters import CarrouselPaper

    kinds = [chosen(CarrouselPaper, word) for word in only]
    with work.open_store() as store:
        papers = make_afternoon_papers(
            store, work.acting(), only=kinds, for_code=for_code, per_meeting=per_meeting,
            lang=work.lang,
        )  # fmt: skip
        files = hand_out_papers(work, store, papers)
    pdfs, folder = sum(name.endswith(".pdf") for name in files), work.path(files[0]).parent
    agendas = sum(name.endswith(".ics") for name in files)
    work.say(Text(f"{pdfs} pdf's en {agendas} agenda's in {folder}",
                  f"{pdfs} PDFs and {agendas} calendars in {folder}"))  # fmt: skip
    for name in files:
        if name.endswith((".pdf", ".xlsx")):
            work.say(f"  {name}")
    work.tell(files=files)


@command(
    carrousel,
    name="bell",
    help=t(
        "Maak de pagina voor de beamer: aftellen, bel, wie zit waar. Werkt zonder internet.\n\n"
        "Voorbeeld:  koppel carrousel bell",
        "Make the page for the projector: countdown, bell, who sits where. Works offline.\n\n"
        "Example:  koppel carrousel bell",
    ),
)
def bell(work: Work) -> None:
    """Write the bell page."""
    from bureau.actions.meeting.afternoon import make_bell_page

    with work.open_store() as store:
        papers = make_bell_page(store, work.acting(), lang=work.lang)
        files = hand_out_papers(work, store, papers)
    work.say(Text(f"Open dit bestand op de laptop bij de beamer: {files[0]}",
                  f"Open this file on the laptop at the projector: {files[0]}"))  # fmt: skip
    work.tell(files=files)
