"""``koppel mail``: one message per person; drafts by default, real sending only when asked."""

from __future__ import annotations

from typing import Final

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.mail_words import say_result, show_letters, warn_not_chosen
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

KINDS: Final = ("invitation", "roster", "visits", "lists", "reminder", "result")


@command(
    name="mail",
    help=t(
        "Maak voor iedereen een bericht: uitnodiging, rooster, bezoeken, de vraag om een lijst, "
        "een herinnering voor wie nog iets moet inleveren, of de uitslag. "
        "U krijgt een map met concepten (.eml) en een lijst; versturen gebeurt alleen met "
        "--send.\n\nVoorbeeld:  koppel mail roster   of   koppel mail reminder --send",
        "Make a message for everybody: invitation, roster, visits, the request for a list, a "
        "reminder for those who have yet to hand something in, or the result. You get a "
        "folder of drafts (.eml) and a list; sending happens only with --send.\n\n"
        "Example:  koppel mail roster   or   koppel mail reminder --send",
    ),
)
@click.argument("what", type=click.Choice(KINDS), metavar="|".join(KINDS))
@click.option("--for", "for_code", default=None, metavar="CODE",
              help=t("Alleen voor deze persoon.", "Only for this person."))  # fmt: skip
@click.option(
    "--changed",
    is_flag=True,
    help=t(
        "Bij result: alleen wie sinds de vorige bekendmaking iemand anders heeft.",
        "With result: only those whose partner changed since the last announcement.",
    ),
)
@click.option("--to-me", default=None, metavar="ADRES",
              help=t("Proef: alles naar dit ene adres.",
                     "A trial: everything to this one address."))  # fmt: skip
@click.option("--send", is_flag=True, help=t("Verstuur echt.", "Really send."))
def mail(
    work: Work, what: str, for_code: str | None, changed: bool, to_me: str | None, send: bool
) -> None:
    """Build, read back, write drafts; send when asked."""
    from bureau.actions.letters import writing
    from bureau.commands.door.hand_out import hand_out_papers
    from bureau.commands.mail_sending import send_letters

    if changed and what != "result":
        says = "--changed hoort bij  koppel mail result", "--changed goes with  koppel mail result"
        raise WrongUse(Text(*says))
    with work.open_store() as store:
        warn_not_chosen(work, store, what)
        written = writing.write_letters(
            store, work.acting(), what=writing.Mail(what), lang=work.lang, code=for_code,
            changed=changed, trial_to=to_me,
        )  # fmt: skip
        papers = writing.hand_over(store, work.acting(), written=written)
        paths = hand_out_papers(work, store, papers)
        if not work.as_json:
            show_letters(work, written)
        number = send_letters(work, store, written) if send else 0
    say_result(work, written, paths)
    work.tell(files=paths, sent=number, about=written.kind.value,
              without_address=list(written.without_address))  # fmt: skip
