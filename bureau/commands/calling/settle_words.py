"""What is still open, and what settling by hand changed, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bureau.commands.door.frame import Work, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.language import Text
from koppelronde.domain.ronde import AgreementKind

if TYPE_CHECKING:
    from bureau.actions.outcome.settling import HeldResult
    from koppelronde.domain.ronde import Koppelronde
    from matching.settle.moves import Way
    from matching.settle.settlement import Settlement


def show_changes(work: Work, result: HeldResult, following: str) -> None:
    """Who lost or got a partner, how many are without, and the command for now."""
    for move in result.moves:
        then, now = (", ".join(codes) or "–" for codes in (move.before, move.after))
        work.say(f"  {move.who} {result.after.name_of(move.who)}: {then} → {now}")
    left = result.without_place
    if left:
        work.say(Text(f"{left} aios zonder plaats. Wat er kan:  koppel settle",
                      f"{left} trainees without a place. What is possible:  koppel settle")
        )  # fmt: skip
    if following and not (left and following == "koppel settle"):
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))


def show_open(work: Work, ronde: Koppelronde, state: Settlement) -> None:
    show_findings(state.findings, work.lang)
    if not state.aios:
        work.say(Text("Iedere aios heeft een plaats.", "Every trainee has a place."))
    for left in state.aios:
        work.say(f"{left.aios} {ronde.name_of(left.aios)}")
        if left.options:
            show_table(
                t("kan nog terecht bij", "could still go to"),
                ("HAO", "", t("ontmoet", "met"), t("rang aios", "rank aios"),
                 t("rang HAO", "rank HAO"), t("reis", "travel")),
                [(o.hao, ronde.name_of(o.hao), t("ja", "yes") if o.met else t("nee", "no"),
                  "–" if o.rank_by_aios is None else o.rank_by_aios,
                  "–" if o.rank_by_hao is None else o.rank_by_hao,
                  "?" if o.travel_minutes is None else f"{o.travel_minutes} min")
                 for o in left.options],
            )  # fmt: skip
        else:
            work.say(Text("  Geen vrije plaats die past.", "  No free place that fits."))
        for refused in left.refused:
            work.say(Text(f"  niet bij {refused.hao}: ", f"  not with {refused.hao}: ")
                     + refused.why)  # fmt: skip
        for way in left.ways:
            work.say(Text("  of: ", "  or: ") + way.says)
            work.say(f"      {_as_command(way)}")
    show_table(
        t("Vrije plaatsen", "Free places"),
        ("HAO", "", t("plaatsen", "places"), t("dagen zonder aios", "days without a trainee"),
         t("voor wie", "for whom")),
        [(h.hao, ronde.name_of(h.hao), h.places, h.waiting_days,
          ", ".join(o.aios for o in h.options) or "–")
         for h in state.haos],
    )  # fmt: skip
    if state.agreed:
        show_table(
            t("Afgesproken", "Agreed"),
            ("AIOS", "HAO", "", t("reden", "reason"), t("door", "by")),
            [(a.aios, a.hao, _KINDS[a.kind].say(work.lang), a.reason, a.by)
             for a in state.agreed],
        )  # fmt: skip
    if state.aios:
        work.say(
            Text('Plaatsen:  koppel settle place AIOS HAO --reason "…" --and "tweede naam"',
                 'Place:  koppel settle place AIOS HAO --reason "…" --and "second name"')
        )  # fmt: skip


_KINDS: Final = {
    AgreementKind.LOCKED: Text("vast", "fixed"),
    AgreementKind.OUT: Text("kan niet meer", "is out"),
}


def _as_command(way: Way) -> str:
    first, *rest = way.moves
    others = " ".join(f"--move {move.aios}:{move.hao_after}" for move in rest)
    return f'koppel settle place {first.aios} {first.hao_after} {others} --reason "…" --and "…"'
