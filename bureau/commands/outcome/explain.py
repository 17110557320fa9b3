"""``koppel explain``: why this couple, and why not another?"""

from __future__ import annotations

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text


@command(
    name="explain",
    help=t(
        "Waarom deze koppeling, en waarom niet iemand die hoger stond? Elke zin is gevonden door "
        "opnieuw te rekenen.\n\nVoorbeeld:  koppel explain A07",
        "Why this couple, and why nobody who stood higher? Each statement is found by solving "
        "again.\n\nExample:  koppel explain A07",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--full", is_flag=True,
              help=t("Met namen van anderen en hun voorkeur: alleen voor de coördinator.",
                     "With others' names and ranks: for the coordinator only."))  # fmt: skip
def explain(work: Work, code: str, full: bool) -> None:
    """One person's result in words."""
    from bureau.actions.outcome.explaining import explain_person

    with work.open_store() as store:
        made = explain_person(store, work.acting(), code=code, full=full)
    if made.trial and made.explanation is not None:
        work.say(Text("PROEF", "TRIAL"))
    for sentence in made.sentences:
        work.say(sentence)
    sentences = [work.worded(sentence) for sentence in made.sentences]
    work.tell(who=made.who, trial=made.trial, sentences=sentences)
    if made.explanation is not None and (full or work.as_json):
        shown = 3 if full else 2  # the third is the rank on the other's list
        partners = [list(partner[:shown]) for partner in made.explanation.partners]
        work.tell(partners=partners, always=made.explanation.always)
