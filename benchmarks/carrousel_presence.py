"""A quarter of the people late, early or away for a turn: how near the flow bound, how fast."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from random import Random
from time import perf_counter

from bureau.fiction.round import fictional_round
from carrousel.afternoon.plan import plan_carrousel
from carrousel.check.judge import check_timetable
from koppelronde.domain.findings import broken
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import CarrouselWish, MeetingWish, Presence
from koppelronde.domain.times import AMSTERDAM
from koppelronde.procedure.toml_file import load_procedure


def main() -> None:
    """Print one line per size and kind of day."""
    made_at = datetime(2026, 12, 1, tzinfo=AMSTERDAM)
    procedure = load_procedure("maastricht")
    for n, m, turns in ((24, 30, 10), (24, 30, 0), (48, 60, 12), (48, 60, 0), (200, 250, 15)):
        dice = Random(3)
        ronde = fictional_round(procedure, aios=n, haos=m)
        wishes = {
            CarrouselWish(a.code, h.code, Side.AIOS, MeetingWish.LIKE)
            for a in ronde.aios for h in dice.sample(ronde.haos, 10)
        }  # fmt: skip
        people = [person.code for person in (*ronde.aios, *ronde.haos)]
        presences = []
        for code in dice.sample(people, len(people) // 4):
            minutes = 8 * dice.randrange(1, 5)
            hours = (time(13, minutes), None) if dice.random() < 0.5 else (None, time(14, minutes))
            presences.append(Presence(code, *hours))
        ronde = replace(
            ronde,
            presences=tuple(presences),
            carrousel_wishes=tuple(wishes),
            settings=replace(
                ronde.settings, numbers={"turns_max": turns} if turns else {},
                breaks_at=(time(13, 48),),
            ),
        )  # fmt: skip
        start = perf_counter()
        plan = plan_carrousel(ronde, version=1, made_at=made_at)
        took = perf_counter() - start
        stage = next(stage for stage in plan.stages if stage.name == "meetings")
        like = next(stage for stage in plan.stages if stage.name == "like_granted")
        idle = next(stage for stage in plan.stages if stage.name == "idle_after_idle")
        print(
            f"{n} x {m}, {len(plan.turns)} turns: {stage.value} of at most {stage.bound} meetings, "
            f"{like.value} of {like.bound} wishes, idle after idle {idle.value} (bound "
            f"{idle.bound}), {took:.3f} s, {len(broken(check_timetable(ronde, plan)))} broken rules"
        )


if __name__ == "__main__":
    main()
