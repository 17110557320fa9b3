"""The call list, an answer and who moves for it, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work, t
from bureau.commands.door.show import show_table
from koppelronde.domain.counted import PEOPLE, counted
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept_records import KeptResult
    from bureau.actions.outcome.calls import Answered
    from koppelronde.domain.outcomes.outcome_calls import CallList
    from koppelronde.domain.ronde import Koppelronde
    from matching.calls.rematch import Move


def say_recorded(work: Work, made: Answered) -> None:
    """Who moves by this answer, and the list as it is now."""
    if made.solved_again:
        show_moves(work, made.before, made.moves)
    show_calls(work, made.after, made.kept, made.calls)
    if made.only_told:
        code = made.record.who
        work.say(Text(f"{code} weet dat er nog geen koppeling is. Komt er een:  "
                      f"koppel calls record {code} --with CODE accepted",
                      f"{code} knows that there is no couple yet. If there is one:  "
                      f"koppel calls record {code} --with CODE accepted"))  # fmt: skip


def show_calls(work: Work, ronde: Koppelronde, kept: KeptResult, listed: CallList) -> None:
    """The list on the terminal."""
    from bureau.actions.outcome.calls import OUTCOMES
    from matching.calls.scripts import REASON_SAYS

    if work.as_json:
        return
    if kept.matching.trial:
        work.say(Text("PROEF: bel hierover niemand.", "TRIAL: call nobody about this."))
    if not listed.calls:
        work.say(Text("Niemand hoeft gebeld te worden.", "Nobody needs to be called."))
        return
    rows = []
    for call in listed.calls:
        person = ronde.person(call.who)
        phones = ", ".join(person.phones) if person is not None else ""
        no = call.if_refused
        rows.append(
            (
                call.who, ronde.name_of(call.who), phones,
                f"{ronde.name_of(call.partner)} ({call.partner})" if call.partner else "–",
                "–" if call.own_rank is None else call.own_rank,
                "; ".join(REASON_SAYS[reason].say(work.lang) for reason in call.reasons),
                ", ".join(a.partner for a in call.alternatives) if call.in_advance else "…",
                "" if no is None else f"{no.partner or '–'} ({len(no.others_moved)})",
                "" if call.outcome is None else OUTCOMES[call.outcome].say(work.lang),
            )
        )  # fmt: skip
    show_table(
        t("Bellijst", "Call list"),
        ("", t("wie", "who"), t("telefoon", "phone"), t("met", "with"), t("rang", "rank"),
         t("waarom", "why"), t("anders", "else"), t("bij nee", "if no"),
         t("uitkomst", "outcome")),
        rows,
    )  # fmt: skip
    if any(call.if_refused is not None for call in listed.calls):
        work.say(Text("Bij nee: wie het dan wordt (hoeveel anderen dan verschuiven).",
                      "If no: who it would be (how many others would move)."))  # fmt: skip
    if not all(call.in_advance for call in listed.calls):
        work.say(Text("… wordt uitgerekend wanneer u gaat bellen:  koppel calls list --who CODE",
                      "… is worked out when you call:  koppel calls list --who CODE"))  # fmt: skip
    open_calls = len(listed.open)
    work.say(Text(f"{open_calls} van {len(listed.calls)} nog te bellen.",
                  f"{open_calls} of {len(listed.calls)} still to call."))  # fmt: skip


def show_moves(work: Work, ronde: Koppelronde, moves: tuple[Move, ...]) -> None:
    """Who gets another partner, before and after."""
    if not moves:
        work.say(Text("Niemand verschuift.", "Nobody moves."))
        return
    work.say(counted(len(moves), PEOPLE, "{} [krijgt|krijgen] iemand anders:",
                     "{} [gets|get] somebody else:"))  # fmt: skip
    for move in moves:
        then, now = (", ".join(codes) or "–" for codes in (move.before, move.after))
        told = t("  (was al gebeld)", "  (had been told)") if move.told else ""
        work.say(f"  {move.who} {ronde.name_of(move.who)}: {then} → {now}{told}")
