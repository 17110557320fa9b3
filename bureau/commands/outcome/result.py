"""``koppel results``: the overview, the lists and the letters; and making the result public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import bar, show_findings, show_table
from koppelronde.domain.counted import FILES, counted
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from koppelronde.domain.procedure import PhaseKind

if TYPE_CHECKING:
    from bureau.actions.kept import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.outcome import Matching
    from koppelronde.domain.outcome_calls import CallList
    from koppelronde.domain.ronde import Koppelronde
    from matching.figures.statistics import RoundStatistics


@command(
    name="results",
    help=t(
        "De uitslag: overzicht op het scherm, in xlsx en pdf, en een brief per persoon. Met "
        "--announce maakt u hem op uw naam bekend.\n\n"
        'Voorbeeld:  koppel results   en dan   koppel results --announce --by "J. Jansen"',
        "The results: an overview on screen, as XLSX and PDF, and a letter for each person. "
        "With --announce you make it public in your name.\n\n"
        'Example:  koppel results   and then   koppel results --announce --by "J. Jansen"',
    ),
)
@click.option("--announce", is_flag=True, help=t("Maak bekend.", "Make public."))
@click.option("--despite", default="", metavar=t("REDEN", "REASON"),
              help=t("Ga door ondanks een waarschuwing, met reden.",
                     "Go on in spite of a warning, with a reason."))  # fmt: skip
def results(work: Work, announce: bool, despite: str) -> None:
    """Write the overview and the letters; announce when asked."""
    from bureau.actions.kept import (
        call_records_of,
        calls_to_report,
        result_of,
    )
    from bureau.commands.door.next_step import next_command
    from matching.figures.statistics import round_statistics

    with work.open_store() as store:
        ronde = store.load()
        kept = result_of(store, ronde)
        listed = calls_to_report(store, ronde)
        records = call_records_of(store)
        numbers = round_statistics(ronde, kept.matching, listed, records)
        files = _write(work, store, ronde, kept, numbers)
        _show(work, ronde, kept.matching, numbers)
        if announce:
            _announce(work, store, ronde, kept, listed, despite)
        following = "" if kept.matching.trial else next_command(store, ronde)
    overview = next(file for file in files if file.endswith(t("uitslag.pdf", "results.pdf")))
    work.say(counted(len(files), FILES, f"{{}}; het overzicht: {overview}",
                     f"{{}}; the overview: {overview}"))  # fmt: skip
    if following:
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    work.tell(matching=kept.matching, statistics=numbers, files=files, announced=announce)


def _write(
    work: Work, store: Store, ronde: Koppelronde, kept: KeptResult, numbers: RoundStatistics,
) -> list[str]:  # fmt: skip
    from bureau.actions.kept import results_on_paper
    from bureau.commands.door.hand_out import hand_out
    from bureau.workbook.out.writing import sheets_workbook
    from koppelronde.domain.facts import couple_facts
    from koppelronde.press.templates import templates_in
    from matching.figures.figure_tables import result_sheets
    from matching.papers import ReportOptions, letters_pdf, overview_pdf

    options = ReportOptions(made_at=work.now(), lang=work.lang)
    codes = [p.code for p in (*ronde.aios, *ronde.haos) if p.code not in ronde.withdrawn]
    letters = letters_pdf(ronde, kept.matching, codes, templates_in("letters", work.lang), options)
    sheets = result_sheets(ronde, kept.matching, numbers, work.lang)
    overview = t("uitslag", "results")
    papers = {
        f"{overview}.pdf": overview_pdf(
            ronde, couple_facts(ronde), kept.matching, numbers, options
        ),
        f"{overview}.xlsx": sheets_workbook(ronde.name, sheets),
        f"{t('brieven', 'letters')}.pdf": letters,
    }
    if kept.file:  # its proof, also after telephone calls
        papers[f"uitslag-{kept.matching.result_hash[:8]}.json"] = kept.file.encode("utf-8")
    return hand_out(work, store, ronde, overview, papers, results_on_paper(kept.matching))


def _show(work: Work, ronde: Koppelronde, matching: Matching, numbers: RoundStatistics) -> None:
    from bureau.commands.outcome.match import show_matching

    if work.as_json:
        return
    show_matching(work, ronde, matching)
    for side in (numbers.aios, numbers.hao):
        most = max((number for _, number in side.profile), default=1)
        title = t("Plaats op de lijst van de", "Rank on the list of the")
        show_table(
            f"{title} {'aios' if side.side.value == 'aios' else 'HAO'}", ("", "", ""),
            [(rank, bar(number, most), number) for rank, number in side.profile]
            + ([(t("niet op de lijst", "off the list"), bar(side.left_off, most), side.left_off)]
               if side.left_off else []),
        )  # fmt: skip
        for share in side.shares:
            work.say(f"  {share.number} / {share.out_of}  {share.says.say(work.lang)}")


def _announce(
    work: Work, store: Store, ronde: Koppelronde, kept: KeptResult, listed: CallList | None,
    despite: str,
) -> None:  # fmt: skip
    from bureau.actions.kept import ANNOUNCEMENT, Announcement, load_documents
    from bureau.actions.order import remedy_now
    from bureau.actions.solving import plausible

    if kept.matching.trial:
        raise OutOfOrder(
            Text("Een proef wordt niet bekendgemaakt.", "A trial is not announced."),
            remedy_now(store, ronde),
        )
    if load_documents(store, ronde).announced:
        raise OutOfOrder(
            Text("Deze uitslag is al bekendgemaakt.", "This result is announced already."),
            remedy_now(store, ronde),
        )
    calls = ronde.procedure.has(PhaseKind.CALLS)
    if calls and listed is None:
        raise OutOfOrder(
            Text("Er is nog geen bellijst gemaakt.", "There is no call list yet."),
            Text("Doe eerst:  koppel calls", "First:  koppel calls"),
        )
    if calls and listed is not None and listed.open:
        waiting = ", ".join(call.who for call in listed.open)
        raise OutOfOrder(
            Text(f"Nog niet afgerond met bellen: {waiting}.", f"Calls still open: {waiting}."),
            Text("Leg ze vast:  koppel calls record CODE accepted  (of refused). Wie geen "
                 "koppeling heeft en dat weet, is ook accepted.",
                 "Record them:  koppel calls record CODE accepted  (or refused). Who is in no "
                 "couple and knows it is accepted too."),
        )  # fmt: skip
    doubts = plausible(ronde, kept.matching)
    if doubts and not despite:
        show_findings(doubts, work.lang, err=True)
        raise OutOfOrder(
            Text("Er klopt misschien iets niet; er is niets bekendgemaakt.",
                 "Something may be wrong; nothing was announced."),
            Text('Is het toch goed:  koppel results --announce --despite "reden"',
                 'If it is right after all:  koppel results --announce --despite "reason"'),
        )  # fmt: skip
    store.copy_before("announce")
    mark = kept.matching.result_hash
    with store.transaction(
        expect_version=ronde.version, by=work.by, reason=despite,
        what=Text(f"uitslag {mark[:8]} bekendgemaakt", f"result {mark[:8]} announced"),
    ) as change:  # fmt: skip
        change.put_document(ANNOUNCEMENT, Announcement(result_hash=mark, by=work.by))
    work.say(Text(f"Uitslag {mark[:8]} is bekendgemaakt door {work.by}.",
                  f"Result {mark[:8]} was announced by {work.by}."))  # fmt: skip
