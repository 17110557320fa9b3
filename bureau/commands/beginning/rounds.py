"""``koppel new`` and ``koppel rounds``: a new round, and which rounds there are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Text
from koppelronde.domain.times import short_date

if TYPE_CHECKING:
    from bureau.actions.begin import Begun


@command(
    name="new",
    help=t(
        "Begin een ronde en maak de werkmap (.xlsx) om in te vullen.\n\n"
        'Voorbeeld:  koppel new "Maart 2027" --procedure maastricht --start 2027-03-01',
        "Start a round and write the workbook (.xlsx) to fill in.\n\n"
        'Example:  koppel new "March 2027" --procedure maastricht --start 2027-03-01',
    ),
)
@click.argument("name", metavar=t("NAAM", "NAME"))
@click.option("--procedure", "-p", required=True, metavar="P",
              help=t("Naam van de procedure, of een .toml-bestand.",
                     "Name of the procedure, or a .toml file."))  # fmt: skip
@click.option("--start", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), default=None,
              metavar=t("DATUM", "DATE"),
              help=t("Start van de stage; hieruit volgen de data.",
                     "Start of the placement; the dates follow from it."))  # fmt: skip
def new(work: Work, name: str, procedure: str, start: datetime | None) -> None:
    """Make a round in the store and the workbook beside it."""
    from bureau.actions.begin import begin_round, round_name
    from bureau.commands.beginning.procedures import find_procedure
    from bureau.store.copies.exports import write_file

    name = round_name(name)
    chosen = find_procedure(procedure)
    with work.open_store(create=True) as store:
        begun = begin_round(
            store, work.acting(), name=name, procedure=chosen,
            start=None if start is None else start.date(), lang=work.lang,
        )  # fmt: skip
    for file, content in begun.files.items():
        write_file(work.path(file), content)
    _say_begun(work, begun)


def _say_begun(work: Work, begun: Begun) -> None:
    ronde, procedure = begun.ronde, begun.ronde.procedure
    work.say(Text(f"Ronde '{ronde.name}' is begonnen ({procedure.name}).",
                  f"Round '{ronde.name}' has started ({procedure.name})."))  # fmt: skip
    if begun.deadlines and not work.as_json:
        heads = (Text("wat", "what"), Text("vanaf", "from"), Text("uiterlijk", "by"))
        show_table("", [head.say(work.lang) for head in heads],
                   [(d.title.say(work.lang), short_date(d.first).say(work.lang) if d.first else "",
                     short_date(d.day).say(work.lang)) for d in begun.deadlines])  # fmt: skip
        show_findings(begun.findings, work.lang)
    if begun.calendar:
        work.say(Text(f"De data staan ook in {begun.calendar}, voor uw agenda.",
                      f"The dates are also in {begun.calendar}, for your calendar."))  # fmt: skip
    work.say(Text(f"Vul nu {begun.workbook} in en lees het in met:  koppel import {begun.workbook}",
                  f"Now fill in {begun.workbook} and read it:  koppel import {begun.workbook}")
    )  # fmt: skip
    work.tell(round=ronde.name, procedure=procedure.code,
              files=[str(work.path(file)) for file in begun.files],
              deadlines=[{"kind": d.kind.value, "day": d.day.isoformat()}
                         for d in begun.deadlines],
              findings=[f.says.say(work.lang) for f in begun.findings])  # fmt: skip


@command(
    name="rounds",
    help=t(
        "Toon de rondes in deze map; met --use kiest u de huidige.\n\n"
        'Voorbeeld:  koppel rounds --use "Maart 2027"',
        "Show the rounds in this folder; --use chooses the current one.\n\n"
        'Example:  koppel rounds --use "March 2027"',
    ),
)
@click.option("--use", default=None, metavar=t("NAAM", "NAME"))
def rounds(work: Work, use: str | None) -> None:
    """List the rounds, or choose one."""
    from bureau.actions.begin import choose_round, known_rounds

    with work.open_store() as store:
        by = work.acting()
        found = known_rounds(store) if use is None else choose_round(store, by, name=use)
    if not work.as_json:
        heads = (Text("", ""), Text("ronde", "round"), Text("procedure", "procedure"),
                 Text("start", "start"), Text("bewaard door", "saved by"))  # fmt: skip
        show_table("", [head.say(work.lang) for head in heads],
                   [("→" if r.name == found.current else "", r.name, r.procedure, r.start_date,
                     r.saved_by)
                    for r in found.rounds])  # fmt: skip
    work.tell(current=found.current, rounds=[r.name for r in found.rounds])
