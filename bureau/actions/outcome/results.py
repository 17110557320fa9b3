"""The result: its figures, papers and letters, and making it public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bureau.actions.kept import (
    ANNOUNCEMENT,
    about_result,
    call_records_of,
    calls_to_report,
    load_documents,
    proof_name,
    proofs_before,
    result_of,
    results_on_paper,
)
from bureau.actions.kept_records import Announcement
from bureau.actions.order import remedy_now
from bureau.actions.papers import Papers
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act
from koppelronde.domain.errors import OutOfOrder, WrongUse
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome_calls import CallList
    from koppelronde.domain.ronde import Koppelronde
    from matching.figures.statistics import RoundStatistics


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOverview:
    """The result in force (a trial where there is no other) and its figures.

    ``proofs_before`` are the files of the results that it follows, by name.
    """

    ronde: Koppelronde
    kept: KeptResult
    statistics: RoundStatistics
    announced: bool
    proofs_before: Mapping[str, bytes]


def overview(store: Store, by: By) -> ResultOverview:
    """The newest result with its figures; OutOfOrder while there is none."""
    from matching.figures.statistics import round_statistics

    del by  # looking leaves no trace
    ronde = store.load()
    kept = result_of(store, ronde)
    numbers = round_statistics(
        ronde, kept.matching, calls_to_report(store, ronde), call_records_of(store)
    )
    announced = load_documents(store, ronde).announced
    return ResultOverview(
        ronde=ronde, kept=kept, statistics=numbers, announced=announced,
        proofs_before=proofs_before(store, kept),
    )  # fmt: skip


def result_papers(made: ResultOverview, by: By, *, lang: Lang) -> Papers:
    """The overview as PDF and XLSX, a letter for everybody who takes part, and the proof."""
    from bureau.workbook.out.writing import sheets_workbook
    from koppelronde.domain.facts import couple_facts
    from koppelronde.press.templates import templates_in
    from matching.figures.figure_tables import result_sheets
    from matching.papers import ReportOptions, letters_pdf, overview_pdf

    ronde, kept = made.ronde, made.kept
    options = ReportOptions(made_at=by.at, lang=lang)
    codes = [p.code for p in (*ronde.aios, *ronde.haos) if p.code not in ronde.withdrawn]
    letters = letters_pdf(ronde, kept.matching, codes, templates_in("letters", lang), options)
    sheets = result_sheets(ronde, kept.matching, made.statistics, lang)
    name = Text("uitslag", "results").say(lang)
    files = {
        f"{name}.pdf": overview_pdf(
            ronde, couple_facts(ronde), kept.matching, made.statistics, options
        ),
        f"{name}.xlsx": sheets_workbook(ronde.name, sheets),
        f"{Text('brieven', 'letters').say(lang)}.pdf": letters,
    }
    if kept.file:  # its proof, also after telephone calls
        files[proof_name(kept.matching.result_hash)] = kept.file.encode("utf-8")
        aside = Text("eerder", "earlier").say(lang)
        files |= {f"{aside}/{old}": file for old, file in made.proofs_before.items()}
    return Papers(
        ronde=ronde, folder=name, what=results_on_paper(kept.matching), files=files,
        about=about_result(kept.matching),
    )  # fmt: skip


class Doubtful(OutOfOrder):
    """Something about the result may be wrong; ``findings`` say what."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            Text("Er klopt misschien iets niet; er is niets bekendgemaakt.",
                 "Something may be wrong; nothing was announced."),
            Text("Is het toch goed:  ", "If it is right after all:  ")
            + Step(Do.ANNOUNCE_DESPITE).said,
        )  # fmt: skip
        self.findings = findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A result that is public now, and in whose names."""

    result_hash: str
    by: str
    and_by: str = ""


def check_announceable(store: Store, by: By, *, despite: str = "") -> None:
    """OutOfOrder while this result cannot be announced; Doubtful where it needs a second look."""
    from bureau.actions.outcome.solving import plausible

    del by  # looking leaves no trace
    ronde = store.load()
    kept = result_of(store, ronde)
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
    if ronde.procedure.has(PhaseKind.CALLS):
        _calls_finished(calls_to_report(store, ronde))
    doubts = plausible(ronde, kept.matching)
    if doubts and not despite:
        raise Doubtful(doubts)


def _calls_finished(listed: CallList | None) -> None:
    if listed is None:
        raise OutOfOrder(
            Text("Er is nog geen bellijst gemaakt.", "There is no call list yet."),
            Text("Doe eerst:  ", "First:  ") + Step(Do.CALLS).said,
        )
    if listed.open:
        waiting = ", ".join(call.who for call in listed.open)
        raise OutOfOrder(
            Text(f"Nog niet iedereen is gebeld: {waiting}.", f"Calls still open: {waiting}."),
            Text("Leg ze vast:  ", "Record them:  ")
            + Step(Do.RECORD_CALL).said
            + Text("  (of refused). Weet iemand zonder koppeling dat? Leg dan ook accepted vast.",
                   "  (or refused). Who is in no couple and knows it is accepted too."),
        )  # fmt: skip


def announce(
    store: Store,
    by: By,
    *,
    and_by: str = "",
    despite: str = "",
    expect_version: int | None = None,
) -> Announced:
    """Make the result in force public, in one name or in those of two teams (``and_by``).

    ``despite`` is the reason to go on where something looks wrong. OutOfOrder for a trial, for
    what is public already and while calls are open; WrongUse for two times the same name.
    """
    if and_by and _spelt(and_by) == _spelt(by.name):
        raise WrongUse(
            Text("Bekendmaken met twee namen vraagt twee verschillende mensen.",
                 "Announcing in two names needs two different people."),
        )  # fmt: skip
    check_announceable(store, by, despite=despite)
    ronde = store.load()
    matching = result_of(store, ronde).matching
    mark = matching.result_hash
    store.copy_before("announce")
    with store.transaction(
        expect_version=ronde.version if expect_version is None else expect_version,
        by=replace(by, name=f"{by.name}; {and_by}") if and_by else by, reason=despite,
        act=Act.ANNOUNCED, subject=about_result(matching),
        what=Text(f"uitslag {mark[:8]} bekendgemaakt", f"result {mark[:8]} announced"),
    ) as change:  # fmt: skip
        change.put_document(ANNOUNCEMENT, Announcement(result_hash=mark, by=by.name, and_by=and_by))
    return Announced(result_hash=mark, by=by.name, and_by=and_by)


def _spelt(name: str) -> str:
    return " ".join(name.split()).casefold()
