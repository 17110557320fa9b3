"""The steps of the demonstration: which commands, in which order, for the phases of a procedure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from bureau.commands.door.frame import Work
from koppelronde.domain.acts import Act
from koppelronde.domain.language import Text
from koppelronde.domain.lists import list_in_order
from koppelronde.domain.outcome_calls import Call
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde

Step = tuple[Text, Callable[[], dict[str, Any]]]

FIRST_LOOKS: Final = (
    (Text("roosters-aios.pdf", "rosters-aios.pdf"),
     Text("een rooster per aios", "a roster for each trainee")),
    (Text("wandkaart-a3.pdf", "wall-chart-a3.pdf"),
     Text("wie zit waar, voor aan de muur", "who sits where, for the wall")),
    (Text("bel.html", "bell.html"),
     Text("de klok voor de beamer", "the clock for the beamer")),
    (Text("bezoeken-aios.pdf", "visits-aios.pdf"),
     Text("wie bij wie op gesprek gaat", "who goes to see whom")),
    (Text("bellijst.pdf", "call-list.pdf"),
     Text("wie u belt en wat u zegt", "whom you call and what you say")),
    (Text("uitslag.pdf", "results.pdf"),
     Text("de uitslag, met plaatjes", "the results, with pictures")),
    (Text("uitslag.xlsx", "results.xlsx"),
     Text("dezelfde uitslag voor Excel", "the same for Excel")),
    (Text("verslag.html", "report.html"),
     Text("het verslag voor de evaluatie", "the report for the evaluation")),
)  # fmt: skip


def steps_of(work: Work, fiction: Koppelronde, seed: str, *, procedure: str) -> list[Step]:
    """All steps for this procedure, each a sentence and what it does.

    ``procedure`` is its name or the path of its file, as ``koppel new`` takes it.
    """
    has = fiction.procedure.has
    steps = _beginning(work, fiction, procedure)
    if has(PhaseKind.SELECT):
        steps += _select(work)
    if has(PhaseKind.LISTS_BEFORE):
        steps += _lists_before(work, fiction)
    if has(PhaseKind.CARROUSEL):
        steps += _carrousel(work)
    if has(PhaseKind.SHORTLIST):
        steps += _shortlist(work)
    if has(PhaseKind.VISITS):
        steps += _visits(work)
    calls = has(PhaseKind.CALLS)
    return steps + _lists(work, fiction) + _result(work, seed, calls=calls)


def run(work: Work, made: click.Command, **options: Any) -> dict[str, Any]:
    """Give a command as a coordinator would; what it would say comes back as data."""
    inner = replace(work, answer={})
    function = made.callback
    assert function is not None
    function.__wrapped__(inner, **options)  # type: ignore[attr-defined]  # set by functools.wraps
    return inner.answer


def _said(answer: dict[str, Any], nl: str, en: str, work: Work) -> dict[str, Any]:
    return {**answer, "said": Text(nl, en).say(work.lang)}


def _book(work: Work, name: str, ronde: Koppelronde, *, settings: bool = False) -> Path:
    """A spreadsheet of one part of the round, as a coordinator keeps it."""
    from bureau.store.copies.exports import write_file
    from bureau.workbook.out.exporting import round_sheets
    from bureau.workbook.out.writing import sheets_workbook

    path = work.path(name)
    sheets = [sheet for sheet in round_sheets(ronde) if settings or sheet.name != "Ronde"]
    with work.open_store() as store:
        what = Text(f"verzonnen {name}", f"invented {name}")
        store.note_papers(path, (), by=work.by, what=what, act=Act.EXPORTED)
    write_file(path, sheets_workbook(ronde.name, sheets))
    return path


def _beginning(work: Work, fiction: Koppelronde, procedure: str) -> list[Step]:
    from bureau.commands.beginning.intake import import_
    from bureau.commands.beginning.rounds import new

    people = replace(fiction, visit_wishes=(), lists_before=())
    wishes = replace(
        Koppelronde(name=fiction.name, procedure=fiction.procedure),
        visit_wishes=fiction.visit_wishes,
    )

    def begin() -> dict[str, Any]:
        from datetime import datetime, time

        first = fiction.settings.start_date
        start = None if first is None else datetime.combine(first, time())
        answer = run(work, new, name=fiction.name, procedure=procedure, start=start)
        return _said(answer, "begonnen", "started", work)

    def read() -> dict[str, Any]:
        files = [_book(work, "deelnemers.xlsx", people, settings=True)]
        if fiction.visit_wishes:
            files.append(_book(work, "wensen.xlsx", wishes))
        answer = run(work, import_, files=tuple(files), dry_run=False)
        return {**answer, "said": answer["summary"], "files": files}

    return [
        (Text("Ronde beginnen, werkmap maken", "Start the round, make the workbook"), begin),
        (Text("Werkbladen inlezen", "Read the spreadsheets"), read),
    ]


def _select(work: Work) -> list[Step]:
    from bureau.commands.candidates.choosing import select

    def chosen() -> dict[str, Any]:
        selection = run(work, select, invite=True, also=())["selection"]
        invited, not_now = len(selection.invited), len(selection.passed_over)
        return _said({}, f"{invited} uitgenodigd, {not_now} nu niet",
                     f"{invited} invited, {not_now} not now", work)  # fmt: skip

    return [(Text("HAO's uitnodigen, wie het langst wacht eerst",
                  "Invite trainers, longest waiting first"), chosen)]  # fmt: skip


def _lists_before(work: Work, fiction: Koppelronde) -> list[Step]:
    from bureau.commands.beginning.intake import import_

    def read() -> dict[str, Any]:
        with work.open_store() as store:
            away = set(store.load().withdrawn)
        bare = Koppelronde(name=fiction.name, procedure=fiction.procedure)
        lists = tuple(
            list_in_order(x.owner, x.side, tuple(code for code, _ in x.entries if code not in away))
            for x in fiction.lists_before
        )
        files = [_book(work, "voorkeuren-vooraf.xlsx", replace(bare, lists_before=lists))]
        answer = run(work, import_, files=tuple(files), dry_run=False)
        return _said({**answer, "files": files}, f"{len(lists)} lijsten", f"{len(lists)} lists",
                     work)  # fmt: skip

    return [(Text("Aios zetten opleiders op volgorde", "Trainees rank the trainers"), read)]


def _carrousel(work: Work) -> list[Step]:
    from bureau.commands.afternoon.papers import bell, print_
    from bureau.commands.afternoon.planning import plan

    def planned() -> dict[str, Any]:
        timetable = run(work, plan, afresh=False)["timetable"]
        turns, meetings = len(timetable.turns), len(timetable.meetings)
        return _said({}, f"{turns} rondes, {meetings} gesprekken",
                     f"{turns} turns, {meetings} meetings", work)  # fmt: skip

    def printed() -> dict[str, Any]:
        answer = run(work, print_, only=(), for_code=None, per_meeting=False)
        number = len(answer["files"])
        return _said(answer, f"{number} bestanden", f"{number} files", work)

    return [
        (Text("Carrousel plannen", "Plan the carousel"), planned),
        (Text("Roosters, borden, wandkaart en agenda's", "Rosters, signs, wall chart, calendars"),
         printed),
        (Text("Belpagina voor de beamer", "Bell page for the beamer"), lambda: run(work, bell)),
    ]  # fmt: skip


def _visits(work: Work) -> list[Step]:
    from bureau.commands.visits.planning import calendars, plan, print_

    def planned() -> dict[str, Any]:
        number = len(run(work, plan, afresh=False)["calendar"].visits)
        return _said({}, f"{number} bezoeken", f"{number} visits", work)

    def handed() -> dict[str, Any]:
        answer = run(work, calendars, changes=False, form="file")
        answer["files"] += run(work, print_, only=(), for_code=None)["files"]
        number = len(answer["files"])
        return _said(answer, f"{number} bestanden", f"{number} files", work)

    return [
        (Text("Praktijkbezoeken plannen", "Plan the practice visits"), planned),
        (Text("Agenda's en bezoeklijsten", "Calendars and visit lists"), handed),
    ]


def _lists(work: Work, fiction: Koppelronde) -> list[Step]:
    from bureau.commands.beginning.intake import import_

    def read() -> dict[str, Any]:
        from bureau.actions.kept import load_documents
        from bureau.fiction.lists import fictional_lists, fictional_outcomes
        from koppelronde.domain.facts import met_couples

        with work.open_store() as store:
            ronde = store.load()
            documents = load_documents(store, ronde)
        outcomes = () if documents.calendar is None else fictional_outcomes(documents.calendar)
        met = replace(ronde, visit_outcomes=outcomes)
        couples = met_couples(met)
        if documents.calendar is None and documents.timetable is not None:
            couples = frozenset((m.aios, m.hao) for m in documents.timetable.meetings)
            met = replace(met, met_before=tuple(sorted(couples)))
        both = fictional_lists(met, couples)
        bare = Koppelronde(name=ronde.name, procedure=ronde.procedure)
        files = []
        if outcomes:
            files.append(
                _book(work, "bezoekuitkomsten.xlsx", replace(bare, visit_outcomes=outcomes))
            )
        lists = replace(bare, lists_aios=both.lists_aios, lists_hao=both.lists_hao)
        files.append(_book(work, "voorkeurslijsten.xlsx", lists))
        answer = run(work, import_, files=tuple(files), dry_run=False)
        return {**answer, "said": answer["summary"], "files": files}

    return [(Text("Uitkomsten en voorkeurslijsten inlezen", "Read outcomes and lists"), read)]


def _result(work: Work, seed: str, *, calls: bool) -> list[Step]:
    from bureau.commands.calling.telephone import list_, record
    from bureau.commands.outcome.evaluation import report
    from bureau.commands.outcome.match import match
    from bureau.commands.outcome.result import results
    from bureau.commands.outcome.seal import seal

    open_calls: list[Call] = []

    def sealed() -> dict[str, Any]:
        run(work, seal, seed=None, draw=False, broken_for=None)
        answer = run(work, seal, seed=seed, draw=False, broken_for=None)
        return {"said": answer["input_hash"][:8]}

    def matched() -> dict[str, Any]:
        answer = run(work, match, trial=False, compare=False)
        number = len(answer["matching"].couples)
        return _said(answer, f"{number} koppels, bewezen", f"{number} couples, proven", work)

    def listed() -> dict[str, Any]:
        answer = run(work, list_, who=())
        open_calls.extend(answer["calls"].open)
        number = len(open_calls)
        return _said(answer, f"{number} te bellen", f"{number} to call", work)

    def called() -> dict[str, Any]:
        waiting = [call for call in open_calls if call.partner]
        for call in waiting:
            run(work, record, code=call.who, outcome="accepted", partner=call.partner, note="")
        return _said({}, f"{len(waiting)} gesprekken, iedereen akkoord",
                     f"{len(waiting)} calls, everybody agrees", work)  # fmt: skip

    def results_out() -> dict[str, Any]:
        answer = run(work, results, announce=False, despite="")
        answer["files"] += run(work, report, anonymous=False)["files"]
        number = len(answer["files"])
        return _said(answer, f"{number} bestanden", f"{number} files", work)

    calling: list[Step] = [
        (Text("Bellijst", "Call list"), listed),
        (Text("Bellen (verzonnen: iedereen zegt ja)", "Calling (invented: all say yes)"), called),
    ]
    return [
        (Text("Lijsten afsluiten, lot vastleggen", "Seal the lists, fix the seed"), sealed),
        (Text("Koppelen, met bewijs", "Match, with proof"), matched),
        *(calling if calls else []),
        (Text("Uitslag: overzicht, xlsx en brieven", "Results: overview, XLSX, letters"),
         results_out),
    ]  # fmt: skip


def _shortlist(work: Work) -> list[Step]:
    from bureau.commands.candidates.choosing import shortlist

    def assigned() -> dict[str, Any]:
        answer = run(work, shortlist)
        number = len(answer["shortlist"].interviews)
        return _said(answer, f"{number} gesprekken", f"{number} interviews", work)

    return [(Text("Kandidaten verdelen", "Assign the candidates"), assigned)]
