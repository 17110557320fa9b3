"""What a timetable says it reached, counted again from its meetings alone.

Part of the checker: shares no code with the engine. The bounds need a proof and are not counted
here; a value beyond its own bound, or a proof of another value than the bound, is found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from carrousel.check.rules import away_turns, present, says, who_meets
from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome_carrousel import Timetable
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde, MeetingWish


def goals_are_true(ronde: Koppelronde, timetable: Timetable) -> Iterator[Finding]:
    for stage in timetable.stages:
        count = _COUNTED.get(stage.name)
        value = stage.value if count is None else count(ronde, timetable)
        if value != stage.value:
            yield says(
                "carrousel_goals",
                (),
                f"'{stage.says.nl}' is {value}, niet {stage.value}",
                f"'{stage.says.en}' is {value}, not {stage.value}",
            )
        beyond = stage.value > stage.bound if stage.most else stage.value < stage.bound
        if beyond or (stage.proven and stage.value != stage.bound):
            yield says(
                "carrousel_goals",
                (),
                f"'{stage.says.nl}' is {stage.value} bij een grens van {stage.bound}",
                f"'{stage.says.en}' is {stage.value} with a bound of {stage.bound}",
            )


def _meetings(ronde: Koppelronde, timetable: Timetable) -> int:
    del ronde
    return len(timetable.meetings)


def _turns(ronde: Koppelronde, timetable: Timetable) -> int:
    del ronde
    return len(timetable.turns)


def _granted(kind: MeetingWish) -> Callable[[Koppelronde, Timetable], int]:
    def count(ronde: Koppelronde, timetable: Timetable) -> int:
        met = {who_meets(meeting) for meeting in timetable.meetings}
        return sum(
            1 if kind is MeetingWish.MUST else wish.points or 1
            for wish in set(ronde.carrousel_wishes)
            if wish.wish is kind and (wish.aios, wish.hao) in met
        )

    return count


def _met_before(ronde: Koppelronde, timetable: Timetable) -> int:
    before = set(ronde.met_before)
    return sum(who_meets(meeting) in before for meeting in timetable.meetings)


def _difference(of_movers: bool) -> Callable[[Koppelronde, Timetable], int]:
    def count(ronde: Koppelronde, timetable: Timetable) -> int:
        aios = (timetable.mover is Side.AIOS) == of_movers
        number = Counter(m.aios if aios else m.hao for m in timetable.meetings)
        here = set(present(ronde))
        people = [p.code for p in (ronde.aios if aios else ronde.haos) if p.code in here]
        had = [number[code] for code in people]
        return max(had, default=0) - min(had, default=0)

    return count


def _busy(timetable: Timetable) -> dict[str, set[int]]:
    busy: dict[str, set[int]] = defaultdict(set)
    for meeting in timetable.meetings:
        for code in who_meets(meeting):
            busy[code].add(meeting.turn)
    return busy


def _idle_after_idle(ronde: Koppelronde, timetable: Timetable) -> int:
    busy, away = _busy(timetable), away_turns(ronde, timetable)
    turns = [turn.number for turn in timetable.turns]
    idle = {
        code: {turn for turn in turns if turn not in busy[code] | away.get(code, set())}
        for code in present(ronde)
    }
    return sum(1 for mine in idle.values() for one, two in pairwise(turns) if {one, two} <= mine)


def _longest_idle(ronde: Koppelronde, timetable: Timetable) -> int:
    busy, longest = _busy(timetable), 0
    for code in present(ronde):
        run = 0
        for turn in timetable.turns:
            run = 0 if turn.number in busy[code] else run + 1
            longest = max(longest, run)
    return longest


def _holes(ronde: Koppelronde, timetable: Timetable) -> int:
    del ronde
    return sum(max(mine) - min(mine) + 1 - len(mine) for mine in _busy(timetable).values())


def _room_changes(ronde: Koppelronde, timetable: Timetable) -> int:
    del ronde
    room = {table.number: table.room for table in timetable.tables}
    walked: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for meeting in timetable.meetings:
        for code in who_meets(meeting):
            walked[code].append((meeting.turn, room.get(meeting.table, "")))
    return sum(
        one[1] != two[1] for places in walked.values() for one, two in pairwise(sorted(places))
    )


_COUNTED: Mapping[str, Callable[[Koppelronde, Timetable], int]] = {
    "must_granted": _granted(MeetingWish.MUST),
    "meetings": _meetings,
    "spread_movers": _difference(of_movers=True),
    "spread_stayers": _difference(of_movers=False),
    "rather_not": _granted(MeetingWish.RATHER_NOT),
    "like_granted": _granted(MeetingWish.LIKE),
    "met_before": _met_before,
    "turns": _turns,
    "idle_after_idle": _idle_after_idle,
    "idle_in_a_row": _longest_idle,
    "holes": _holes,
    "room_changes": _room_changes,
}
