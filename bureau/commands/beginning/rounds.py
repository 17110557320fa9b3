"""``koppel new``, ``rounds``, ``status``: which rounds there are, where the current one stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, active_language, command, t
from bureau.commands.door.show import bar, show_findings, show_table
from bureau.commands.door.step_words import command_for
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.file_names import slug
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from koppelronde.procedure.standing import PhaseStanding


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
def new(work: Work, name: str, procedure: str, start: object) -> None:
    """Make a round in the store and the workbook beside it."""
    from datetime import datetime

    from bureau.commands.beginning.procedures import find_procedure
    from bureau.store.copies.exports import write_file
    from bureau.workbook.layout.template import template_workbook
    from koppelronde.domain.ronde import Koppelronde, Settings
    from koppelronde.domain.times import short_date
    from koppelronde.procedure.deadlines import awkward, deadlines

    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise WrongUse(
            Text("Een ronde heeft een naam nodig.", "A round needs a name."),
            Text('Bijvoorbeeld:  koppel new "Maart 2027"', 'For example:  koppel new "March 2027"'),
        )  # fmt: skip
    chosen = find_procedure(procedure)
    first = start.date() if isinstance(start, datetime) else None
    ronde = Koppelronde(name=name, procedure=chosen, settings=Settings(start_date=first))
    with work.open_store(create=True) as store:
        store.new_round(ronde, by=work.by)
    workbook = work.path(f"{slug(name)}-{t('werkmap', 'workbook')}.xlsx")
    write_file(workbook, template_workbook(chosen, name, work.lang))
    work.say(Text(f"Ronde '{name}' is begonnen ({chosen.name}).",
                  f"Round '{name}' has started ({chosen.name})."))  # fmt: skip
    dates = deadlines(chosen, ronde.settings)
    findings = awkward(chosen, ronde.settings)
    if dates and not work.as_json:
        show_table("", (t("wat", "what"), t("vanaf", "from"), t("uiterlijk", "by")),
                   [(d.title.say(work.lang), short_date(d.first).say(work.lang) if d.first else "",
                     short_date(d.day).say(work.lang)) for d in dates])  # fmt: skip
        show_findings(findings, work.lang)
    files = [str(workbook)]
    if dates:
        from carrousel.calendars import deadline_calendar

        calendar = work.path(f"{slug(name)}-{t('data', 'dates')}.ics")
        entries = deadline_calendar(ronde, dates, work.now(), handed_out={}, lang=work.lang)
        write_file(calendar, next(iter(entries.files.values())))
        files.append(str(calendar))
        work.say(Text(f"De data staan ook in {calendar.name}, voor uw agenda.",
                      f"The dates are also in {calendar.name}, for your calendar."))  # fmt: skip
    work.say(
        Text(
            f"Vul nu {workbook.name} in en lees het in met:  koppel import {workbook.name}",
            f"Now fill in {workbook.name} and read it:  koppel import {workbook.name}",
        )
    )
    work.tell(round=name, procedure=chosen.code, files=files,
              deadlines=[{"kind": d.kind.value, "day": d.day.isoformat()} for d in dates],
              findings=[f.says.say(work.lang) for f in findings])  # fmt: skip


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
    with work.open_store() as store:
        if use is not None:
            store.set_current(use)
        known, current = store.rounds(), store.current()
    if not work.as_json:
        show_table("", ("", t("ronde", "round"), "procedure", "start",
                        t("bewaard door", "saved by")),
                   [("→" if r.name == current else "", r.name, r.procedure, r.start_date,
                     r.saved_by)
                    for r in known])  # fmt: skip
    work.tell(current=current, rounds=[r.name for r in known])


@command(
    name="status",
    help=t(
        "Wat is klaar, wat ontbreekt en van wie, welke datum nadert en wat volgt?\n\n"
        "Voorbeeld:  koppel status",
        "What is done, what is missing and from whom, which date is near, and what comes next?\n\n"
        "Example:  koppel status",
    ),
)
def status(work: Work) -> None:
    """The phases of the procedure with what is done."""
    from bureau.actions.kept import load_documents
    from koppelronde.domain.times import short_date
    from koppelronde.procedure.deadlines import awkward
    from koppelronde.procedure.standing import next_step, standing

    with work.open_store() as store:
        ronde = store.load()
        documents = load_documents(store, ronde)
        erased = store.erased_by_term()
    phases = standing(ronde, documents)
    step = None if erased is not None else next_step(phases)
    today = work.now().date()
    if erased is not None:
        work.say(Text(f"{ronde.name} is afgerond: {erased.what.nl} op "
                      f"{short_date(erased.at.date()).nl}. Er is niets meer te doen.",
                      f"{ronde.name} is closed: {erased.what.en} on "
                      f"{short_date(erased.at.date()).en}. Nothing is left to do."))  # fmt: skip
    elif not work.as_json:
        rows = [
            (bar(p.done, p.total, 10), p.title.say(work.lang), p.says.say(work.lang),
             _days_left(p.deadline, today, short_date(p.deadline).say(work.lang)
                        if p.deadline else ""))
            for p in phases
        ]  # fmt: skip
        show_table(
            f"{ronde.name} · {ronde.procedure.name}",
            ("", t("fase", "phase"), t("stand", "standing"), t("datum", "date")),
            rows,
        )
        for phase in phases:
            if phase.missing and step is not None and phase.kind is step.kind:
                who = _some(phase.missing)
                work.say(Text(f"{phase.title.nl}, nog open: {who}.",
                              f"{phase.title.en}, still open: {who}."))  # fmt: skip
        show_findings(awkward(ronde.procedure, ronde.settings), work.lang)
    if step is not None and step.next_step is not None:
        work.say(Text("Volgende stap:  ", "Next step:  ") + step.next_step.said)
    elif erased is None:
        work.say(Text("Alles is gedaan. Voor de evaluatie:  koppel report --anonymous  en  "
                      "koppel account",
                      "Everything is done. For the evaluation:  koppel report --anonymous  and  "
                      "koppel account"))  # fmt: skip
    work.tell(
        round=ronde.name,
        procedure=ronde.procedure.code,
        round_version=ronde.version,
        phases=[
            {"kind": p.kind.value, "done": p.done, "total": p.total, "missing": list(p.missing),
             "says": p.says.say(work.lang), "next": _typed(p),
             "deadline": p.deadline.isoformat() if p.deadline else None}
            for p in phases
        ],
        next=None if step is None else _typed(step),
    )  # fmt: skip


def _typed(phase: PhaseStanding) -> str:
    return "" if phase.next_step is None else command_for(phase.next_step, active_language())


def _some(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:20])
    return shown if len(codes) <= 20 else f"{shown} … (+{len(codes) - 20})"


def _days_left(deadline: date | None, today: date, said: str) -> str:
    if deadline is None:
        return ""
    left = (deadline - today).days
    if left < 0:
        return t(f"{said} (voorbij)", f"{said} (past)")
    if left == 0:
        return t(f"{said} (vandaag)", f"{said} (today)")
    return t(f"{said} (nog {left} d)", f"{said} ({left} d left)") if left <= 21 else said
