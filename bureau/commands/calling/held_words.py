"""The rest of a result held while somebody is placed or falls away by hand: solved, kept, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bureau.commands.door.frame import Work
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.actions.kept import KeptResult
    from bureau.store.handle import Store
    from koppelronde.domain.ronde import Koppelronde
    from matching.settle.held import Held


def keep_held(
    work: Work, store: Store, after: Koppelronde, kept: KeptResult, *, version: int, reason: str,
    by: str, what: Text,
) -> tuple[Held, KeptResult]:  # fmt: skip
    """Solve with everybody held, prove it, keep it with the round in one transaction."""
    from bureau.actions.kept import CALL_LIST, RESULT, call_records_of
    from bureau.actions.solving import keep_solution
    from bureau.commands.calling.call_words import list_of_calls
    from matching.settle.held import hold_the_rest

    held = hold_the_rest(after, kept.matching)
    current = keep_solution(
        after, held.facts, held.solution, trial=kept.matching.trial, made_at=work.now()
    )
    records = call_records_of(store)
    store.copy_before("settle")
    with store.transaction(expect_version=version, by=by, reason=reason, what=what) as change:
        change.save(after)
        change.put_document(RESULT, current)
        change.put_document(CALL_LIST, list_of_calls(after, current, records))
    return held, current


def show_changes(work: Work, ronde: Koppelronde, held: Held, following: str) -> None:
    """Who lost or got a partner, how many are without, and the command for now."""
    for move in held.moves:
        then, now = (", ".join(codes) or "–" for codes in (move.before, move.after))
        work.say(f"  {move.who} {ronde.name_of(move.who)}: {then} → {now}")
    left = sum(1 for aios in held.facts.aios if aios not in {a for a, _ in held.solution.pairs})
    if left:
        work.say(Text(f"{left} aios zonder plaats. Wat er kan:  koppel settle",
                      f"{left} trainees without a place. What is possible:  koppel settle")
        )  # fmt: skip
    if following and not (left and following == "koppel settle"):
        work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
