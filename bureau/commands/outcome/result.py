"""``koppel results``: the overview, the lists and the letters; and making the result public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import bar, show_findings, show_table
from koppelronde.domain.counted import FILES, counted
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome import Matching
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
    from bureau.actions.outcome.results import overview, result_papers
    from bureau.commands.door.hand_out import hand_out_papers
    from bureau.commands.door.next_step import next_command

    with work.open_store() as store:
        if announce:
            _look_first(work, store, despite)
        made = overview(store, work.acting())
        papers = result_papers(made, work.acting(), lang=work.lang)
        files = hand_out_papers(work, store, papers)
        _show(work, made.ronde, made.kept.matching, made.statistics)
        if announce:
            _announce(work, store, despite)
        following = "" if made.kept.matching.trial else next_command(store, made.ronde)
    sheet = next(file for file in files if file.endswith(t("uitslag.pdf", "results.pdf")))
    work.say(counted(len(files), FILES, f"{{}}; het overzicht: {sheet}",
                     f"{{}}; the overview: {sheet}"))  # fmt: skip
    if following:
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    work.tell(matching=made.kept.matching, statistics=made.statistics, files=files,
              announced=announce)  # fmt: skip


def _show(work: Work, ronde: Koppelronde, matching: Matching, numbers: RoundStatistics) -> None:
    from bureau.commands.outcome.match_words import show_matching

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


def _look_first(work: Work, store: Store, despite: str) -> None:
    """What stands in the way is said before anything is printed; what looks wrong is shown."""
    from bureau.actions.outcome.results import Doubtful, check_announceable

    try:
        check_announceable(store, work.acting(), despite=despite)
    except Doubtful as doubtful:
        show_findings(doubtful.findings, work.lang, err=True)
        raise


def _announce(work: Work, store: Store, despite: str) -> None:
    from bureau.actions.outcome.results import announce

    done = announce(store, work.acting(), despite=despite)
    mark = done.result_hash[:8]
    work.say(Text(f"Uitslag {mark} is bekendgemaakt door {done.by}.",
                  f"Result {mark} was announced by {done.by}."))  # fmt: skip
