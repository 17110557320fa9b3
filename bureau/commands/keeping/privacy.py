"""``koppel person`` and ``purge``: what is held about somebody, and erasing it."""

from __future__ import annotations

from datetime import datetime

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text


@command(
    name="person",
    help=t(
        "Alles wat over iemand bewaard wordt (inzageverzoek).\n\nVoorbeeld:  koppel person A07",
        "Everything held about somebody (subject access).\n\nExample:  koppel person A07",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--export", is_flag=True, help=t("Schrijf het naar een bestand.",
                                               "Write it to a file."))  # fmt: skip
def person(work: Work, code: str, export: bool) -> None:
    """One person's own data."""
    from bureau.actions.keeping import show_person
    from bureau.commands.door.hand_out import hand_out_papers

    with work.open_store() as store:
        found = show_person(store, work.acting(), code=code)
        if export:
            files = hand_out_papers(work, store, found.papers)
            work.say(Text(f"Geschreven: {files[0]}", f"Written: {files[0]}"))
            work.tell(files=files)
        else:
            work.say(found.text)
    work.tell(person=found.held)


@command(
    name="purge",
    help=t(
        "Wis wat volgens de termijnen van de procedure weg moet: in de opslag, in kopieën en in "
        "alle gemaakte bestanden.\n\nVoorbeeld:  koppel purge --date 2027-06-01",
        "Erase what the procedure's terms say must go: in the store, in copies and in all that "
        "was written.\n\nExample:  koppel purge --date 2027-06-01",
    ),
)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), default=None,
              metavar=t("DATUM", "DATE"),
              help=t("Alsof het deze dag is (standaard: vandaag).",
                     "As if it were this day (default: today)."))  # fmt: skip
@click.option("--person", "code", default=None, metavar="CODE",
              help=t("Wis nu deze ene persoon, op verzoek (AVG art. 17).",
                     "Erase this one person now, on request (GDPR art. 17)."))  # fmt: skip
@click.option("--reason", default="", metavar=t("REDEN", "REASON"),
              help=t("Waarom (nodig bij --person).", "Why (needed with --person)."))  # fmt: skip
def purge(work: Work, day: datetime | None, code: str | None, reason: str) -> None:
    """Erase by the terms, or one person."""
    from bureau.commands.keeping.erase_words import erase_by_the_terms, erase_one_person

    if code is not None:
        erase_one_person(work, code, reason)
    else:
        erase_by_the_terms(work, work.now().date() if day is None else day.date())
