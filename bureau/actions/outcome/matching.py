"""From sealed lists to a proven result; trials, other orders of goals, and a file looked into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bureau.actions.papers import Papers
from bureau.actions.progress import Tick
from koppelronde.domain.acting import By
from koppelronde.domain.acts import Act, Subject
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Lang, Text
from koppelronde.domain.steps import Do, Step

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde
    from matching.explain.compared import Compared
    from matching.figures.figure_tables import SheetRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The result that was kept, and the file that proves it (no papers for a trial)."""

    ronde: Koppelronde
    kept: KeptResult
    proof: Papers


def match(
    store: Store,
    by: By,
    *,
    trial: bool = False,
    lang: Lang = "nl",
    progress: Tick | None = None,
    expect_version: int | None = None,
) -> Matched:
    """Solve with both kernels, have the proof verified, and keep the result with its call list.

    A trial is always possible, does not count, and hides no real result. OutOfOrder before the
    lists are sealed and the lot is drawn, and where a result counts already.
    """
    from bureau.actions.kept import CALL_LIST, RESULT, TRIAL, about_result, put_result, real_result
    from bureau.actions.order import lists_first
    from bureau.actions.outcome import solving
    from bureau.actions.outcome.call_listing import list_of_calls
    from bureau.actions.outcome.sealing import seed_for
    from bureau.actions.outcome.since_seal import put_answers, settled_since
    from bureau.actions.taking_up import lists_up_to_date

    ronde = lists_up_to_date(store, by, expect_version=expect_version)
    lists_first(store, ronde)
    if real_result(store, ronde) is not None and not trial:
        raise OutOfOrder(
            Text("Er is al gekoppeld.", "The matching was made already."), _going_on(store, ronde)
        )
    seed = seed_for(ronde, trial=trial)
    settled = settled_since(store, ronde)
    kept = solving.solve_round(
        ronde, seed, trial=trial, made_at=by.at, answers=settled.answers, progress=progress
    )
    what = _made(kept)
    with store.transaction(
        expect_version=ronde.version, by=by, what=what, act=Act.TRIED if trial else Act.MATCHED,
        subject=about_result(kept.matching),
    ) as change:  # fmt: skip
        if trial:
            change.put_document(RESULT, kept, key=TRIAL)
        else:
            put_result(change, kept)
            put_answers(change, ronde, settled)
            change.put_document(CALL_LIST, list_of_calls(ronde, kept, ()))
    return Matched(ronde=ronde, kept=kept, proof=_proofs(store, ronde, kept, what, lang))


def _made(kept: KeptResult) -> Text:
    kind = Text("proef", "trial") if kept.matching.trial else Text("uitslag", "result")
    mark = kept.matching.result_hash[:8]
    return kind + Text(f" {mark}", f" {mark}")


def _proofs(store: Store, ronde: Koppelronde, kept: KeptResult, what: Text, lang: Lang) -> Papers:
    """The proof of this result, and in a folder beside it those of every earlier one."""
    from bureau.actions.kept import proof_name, proofs_of, result_mark

    folder, files = Text("bewijs", "proof").say(lang), {}
    if kept.file:
        name, aside = proof_name(kept.matching.result_hash), Text("eerder", "earlier").say(lang)
        files = {f"{aside}/{old}": file for old, file in proofs_of(store).items() if old != name}
        files[name] = kept.file.encode()
    return Papers(
        ronde=ronde, folder=folder, what=what, files=files,
        about=Subject(kind="proof", version=result_mark(kept.matching)), act=Act.EXPORTED,
    )  # fmt: skip


def _going_on(store: Store, ronde: Koppelronde) -> Text:
    """What comes next, and how to begin again as long as the result is nobody's yet."""
    from bureau.actions.kept import load_documents
    from bureau.actions.order import remedy_now

    documents = load_documents(store, ronde)
    following = remedy_now(store, ronde) or Text("", "")
    if documents.announced or documents.announced_before:
        return following
    only = Text("   Opnieuw beginnen kan alleen zo:  ",
                "   Starting again is only possible so:  ")  # fmt: skip
    return following + only + Step(Do.BREAK_SEAL).said


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersCompared:
    """The same round under several orders of goals, as records, tables and papers."""

    ronde: Koppelronde
    compared: tuple[Compared, ...]
    sheets: tuple[SheetRows, ...]
    papers: Papers


def compare_orders(store: Store, by: By, *, lang: Lang = "nl") -> OrdersCompared:
    """Solve the round under each order of goals; possible any time, changes nothing."""
    from bureau.actions.order import lists_first
    from bureau.actions.outcome.sealing import seed_for
    from bureau.workbook.out.writing import sheets_workbook
    from koppelronde.domain.facts import couple_facts
    from matching.explain.compare import compare
    from matching.figures.figure_tables import compare_sheets
    from matching.papers import ReportOptions, comparison_pdf

    ronde = store.load()
    lists_first(store, ronde)
    drawn = ronde.sealed is not None and bool(ronde.sealed.seed)
    compared = compare(ronde, couple_facts(ronde), seed=seed_for(ronde, trial=not drawn))
    sheets = compare_sheets(ronde, compared, lang)
    name = Text("vergelijking", "comparison").say(lang)
    options = ReportOptions(made_at=by.at, lang=lang)
    files = {
        f"{name}.xlsx": sheets_workbook(name, sheets),
        f"{name}.pdf": comparison_pdf(ronde, compared, options),
    }
    what = Text("doelen vergeleken", "goals compared")
    return OrdersCompared(
        ronde=ronde, compared=compared, sheets=tuple(sheets),
        papers=Papers(
            ronde=ronde, folder=name, what=what, files=files, about=Subject(kind="comparison")
        ),
    )  # fmt: skip
