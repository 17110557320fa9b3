"""``koppel match --compare``: the same round under several orders of goals, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, t
from bureau.commands.door.show import show_table
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde


def show_comparison(work: Work, store: Store, ronde: Koppelronde, seed: str) -> None:
    """Solve them all, show the table, write the XLSX and the picture."""
    from bureau.commands.door.hand_out import hand_out
    from bureau.workbook.out.writing import sheets_workbook
    from koppelronde.domain.facts import couple_facts
    from matching.explain.compare import compare
    from matching.figures.figure_tables import compare_sheets
    from matching.papers import ReportOptions, comparison_pdf

    compared = compare(ronde, couple_facts(ronde), seed=seed)
    sheets = compare_sheets(ronde, compared, work.lang)
    if not work.as_json:
        orders, *measured = zip(*sheets[0].rows, strict=True)
        rows = zip(sheets[0].headers[1:], measured, strict=True)
        show_table(sheets[0].name, ("", *orders), [(what, *values) for what, values in rows])
    name = t("vergelijking", "comparison")
    options = ReportOptions(made_at=work.now(), lang=work.lang)
    papers = {
        f"{name}.xlsx": sheets_workbook(name, sheets),
        f"{name}.pdf": comparison_pdf(ronde, compared, options),
    }
    done = Text("doelen vergeleken", "goals compared")
    files = hand_out(work, store, ronde, name, papers, done)
    work.say(Text(f"Ook in {files[0]}", f"Also in {files[0]}"))
    work.tell(compared=compared, files=files)
