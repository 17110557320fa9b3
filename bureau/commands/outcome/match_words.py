"""A result on the terminal: couples, goals and who is left; orders of goals side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Text
from koppelronde.domain.lottery_said import lottery_said

if TYPE_CHECKING:
    from bureau.actions.outcome.matching import Matched, OrdersCompared
    from bureau.store.handle import Store
    from koppelronde.domain.outcomes.outcome import Matching
    from koppelronde.domain.ronde import Koppelronde


def say_made(work: Work, made: Matched, files: list[str], following: str) -> None:
    """The result that was just made, where its proof is, and what comes next."""
    matching = made.kept.matching
    show_matching(work, made.ronde, matching)
    if files:
        work.say(Text(f"Bewijs: {files[0]}  (controle: koppel verify {files[0]})",
                      f"Proof: {files[0]}  (check: koppel verify {files[0]})"))  # fmt: skip
    work.say(Text("Dit was een proef.", "This was a trial.") if matching.trial else
             Text(f"Nu:  {following}", f"Next:  {following}"))  # fmt: skip
    work.tell(matching=matching, files=files)


def show_matching(work: Work, ronde: Koppelronde, matching: Matching) -> None:
    """Couples, stages and who is left, on the terminal."""
    if work.as_json:
        return
    title = t("PROEF", "TRIAL") if matching.trial else t("Uitslag", "Result")
    show_table(
        f"{title} {matching.result_hash[:8]}",
        ("AIOS", "", "HAO", "", t("voorkeur aios", "rank trainee"),
         t("voorkeur HAO", "rank trainer"),
         t("reis", "travel"), t("dagen samen", "shared days")),
        [
            (c.aios, ronde.name_of(c.aios), c.hao, ronde.name_of(c.hao),
             _rank(c.rank_by_aios, c.listed_by_aios), _rank(c.rank_by_hao, c.listed_by_hao),
             "?" if c.travel_minutes is None else f"{c.travel_minutes} min",
             "?" if c.shared_days is None else c.shared_days)
            for c in matching.couples
        ],
    )  # fmt: skip
    if any(not (c.listed_by_aios and c.listed_by_hao) for c in matching.couples):
        work.say(Text("Een getal tussen haakjes: niet genoemd, telt als die voorkeur.",
                      "A number in brackets: not named, counts as that rank."))  # fmt: skip
        work.say()
    show_table(
        t("Doelen, in volgorde", "Goals, in order"),
        (t("doel", "goal"), t("waarde", "value"), t("best mogelijk", "best possible"), ""),
        [
            (s.says.say(work.lang), s.value, s.bound, t("bewezen", "proven") if s.proven else "")
            for s in matching.stages
        ],
    )
    if matching.unplaced:
        names = ", ".join(f"{ronde.name_of(code)} ({code})" for code in matching.unplaced)
        work.say(Text(f"Zonder plaats: {names}", f"Without a place: {names}"))
    lottery = None if matching.trial else lottery_said(ronde)
    if lottery is not None:
        work.say(lottery)
    show_findings(matching.findings, work.lang)


def _rank(rank: int | None, listed: bool) -> str:
    if rank is None:
        return "–"
    return str(rank) if listed else f"({rank})"


def show_comparison(work: Work, store: Store, made: OrdersCompared) -> None:
    """The table of all orders of goals, and where its XLSX and picture are."""
    from bureau.commands.door.hand_out import hand_out_papers

    if not work.as_json:
        table = made.sheets[0]
        orders, *measured = zip(*table.rows, strict=True)
        rows = zip(table.headers[1:], measured, strict=True)
        show_table(table.name, ("", *orders), [(what, *values) for what, values in rows])
    files = hand_out_papers(work, store, made.papers)
    work.say(Text(f"Ook in {files[0]}", f"Also in {files[0]}"))
    work.tell(compared=made.compared, files=files)
