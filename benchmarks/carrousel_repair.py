"""An HAO leaves, two AIOS come late, a table breaks: seconds, changed places, made good.

Beside it: making the rest of the afternoon anew, which keeps little of what is on the cards.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from time import perf_counter

from bureau.fiction.round import fictional_round
from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_history, check_timetable
from carrousel.day.repair import repair_carrousel
from koppelronde.domain.findings import broken
from koppelronde.domain.outcomes.outcome_carrousel import DayEvent, DayEventKind
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.toml_file import load_procedure


def main() -> None:
    """Print one line per size."""
    made_at = datetime(2026, 12, 1, tzinfo=AMSTERDAM)
    procedure = load_procedure("maastricht")
    for n, m, turns in ((24, 30, 0), (24, 30, 10), (48, 60, 0), (48, 60, 12), (200, 250, 15)):
        ronde = fictional_round(procedure, aios=n, haos=m)
        ronde = replace(ronde, settings=replace(
            ronde.settings, numbers={"turns_max": turns} if turns else {}))  # fmt: skip
        plan = plan_carrousel(ronde, version=1, made_at=made_at)
        last = len(plan.turns)
        now = min(9, last // 2)
        codes = (ronde.haos[6].code, ronde.aios[2].code, ronde.aios[4].code, ronde.haos[10].code)
        events = (
            DayEvent(DayEventKind.ABSENT, codes[0], now, last),
            DayEvent(DayEventKind.LATE, codes[1], 1, now + 1),
            DayEvent(DayEventKind.LATE, codes[2], 1, now + 2),
            DayEvent(DayEventKind.SWAP_TABLE, codes[3], now, last),
        )
        start = perf_counter()
        repair = repair_carrousel(ronde, plan, events, now_turn=now, version=2, made_at=made_at)
        took = perf_counter() - start
        after = repair.timetable
        gone = replace(ronde, withdrawn=(codes[0],))
        anew = plan_carrousel(gone, version=2, made_at=made_at)
        kept = len(set(plan.meetings) & set(after.meetings))
        kept_anew = len({m for m in plan.meetings if m.turn >= now} & set(anew.meetings))
        rest = sum(1 for m in plan.meetings if m.turn >= now)
        wrong = broken(check_timetable(ronde, after)) + check_history(plan, after)
        made_good = next(stage for stage in after.stages if stage.name == "made_good")
        print(
            f"{n} x {m}, {last} turns: {took:.3f} s, {repair.changed_places} places changed, "
            f"{kept} of {len(plan.meetings)} meetings as they were, made good {made_good.value} "
            f"of at most {made_good.bound}, {len(after.catch_up)} offered afterwards, "
            f"{len(repair.told)} people told, {len(wrong)} broken rules; "
            f"planned anew would keep {kept_anew} of the {rest} that were still to come"
        )


if __name__ == "__main__":
    main()
