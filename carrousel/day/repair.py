"""On the day: somebody leaves, comes late, a table breaks. The rest of the afternoon, repaired.

What has been held stays. Then, in this order: nobody meets twice; as few (person, turn) places
change as possible, so nothing changes but what has to; as many couples as possible that lost
their turn get another one, in pauses that both have anyway. Where the round wishes most
conversations first, the coming turns are planned anew, and then as few places change as possible.
For who is left there are slots after the last turn, in as few extra turns as possible, and who
lost a turn hears who else is free then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from carrousel.afternoon.goals import stage
from carrousel.afternoon.guests import Pair, guests_of, turns_away
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.timetable import missed_by
from carrousel.afternoon.turns import extra_turns
from carrousel.day.catch_up import catch_up, offers
from carrousel.day.idle_turns import fill_pauses
from carrousel.day.most_talks import most_talks
from carrousel.day.places import at_once, changed_places, table_for, whom_to_tell
from carrousel.day.tables import moved_tables
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import lot
from koppelronde.domain.outcomes.outcome import Couple, Stage
from koppelronde.domain.outcomes.outcome_carrousel import (
    DayEvent,
    DayEventKind,
    Meeting,
    Repair,
    Timetable,
    Turn,
)
from koppelronde.domain.ronde import Koppelronde, OnTheDay


def repair_carrousel(
    ronde: Koppelronde,
    timetable: Timetable,
    events: Sequence[DayEvent],
    *,
    now_turn: int,
    version: int,
    made_at: datetime,
) -> Repair:
    """The timetable after these events, and who must be told what.

    ``now_turn`` is the first turn that has not begun; one past the last when all have. What an
    earlier repair took as held stays held. An event may reach back: somebody who turned out not
    to be there did not hold those conversations. A new event about somebody replaces the earlier
    one of the same kind. Raises WrongUse for a code or turn that does not exist.
    """
    _check(timetable, events, now_turn, ronde)
    now_turn = max(now_turn, timetable.held_until + 1)
    free_tables, guests = ronde.number("free_tables"), guests_of(ronde)
    away = turns_away(ronde, timetable.turns, _merged(timetable.events, events))
    held = [m for m in timetable.meetings if not _falls_out(m, away)]
    fallen = [m for m in timetable.meetings if _falls_out(m, away)]
    moved = moved_tables(ronde, timetable, held, events, now_turn)
    kept, known = moved.meetings, _merged(timetable.events, moved.events)
    met = {(m.aios, m.hao) for m in kept}
    lost = {(c.aios, c.hao) for c in timetable.lost} | {(m.aios, m.hao) for m in fallen}
    seed, never = seed_of(ronde), _barred(ronde, timetable)
    open_couples = sorted(lost - met - never, key=lambda pair: (lot(seed, *pair), pair))
    now = replace(
        timetable, tables=moved.tables, home=moved.home, meetings=tuple(kept), events=known,
        findings=(*timetable.findings, *moved.findings), catch_up=(), offers=(),
    )  # fmt: skip
    options = {p: _options(now, p, away, now_turn, free_tables) for p in open_couples}
    filled = fill_pauses(open_couples, options)
    made_good = _at_free_tables(now, filled.turn_of, free_tables)
    stages: tuple[Stage, ...] = (_made_good(len(made_good), filled.bound),)
    meetings = tuple(sorted([*kept, *made_good]))
    least = changed_places(timetable, kept, away, now_turn)
    if ronde.settings.on_the_day is OnTheDay.MOST_TALKS:
        coming = [m for m in meetings if m.turn >= now_turn]
        past = [m for m in meetings if m.turn < now_turn]
        gone = {(m.aios, m.hao) for m in past} | never
        may = [(a, h) for a in guests.aios for h in guests.haos if (a, h) not in gone]
        each = ronde.number("meetings_each")
        found = most_talks(now, may, away, now_turn, coming, free_tables, each)
        meetings = tuple(sorted([*past, *found.meetings]))
        stages = (_talks(len(found.meetings), found.most),)
        planned = sum(m.turn >= now_turn for m in kept)
        least += 2 * (planned - found.kept) if stages[0].proven else 0
    spoken = {(m.aios, m.hao) for m in meetings}
    still = [pair for pair in open_couples if pair not in spoken]
    now = replace(now, meetings=meetings)
    later, extra = catch_up(now, still, away, free_tables)
    now = replace(now, catch_up=later)
    changed = changed_places(timetable, meetings, away, now_turn)
    after = replace(
        now,
        version=version,
        made_at=made_at,
        missed=missed_by(guests, meetings),
        lost=tuple(Couple(*pair) for pair in sorted(still)),
        catch_up_turns=_extra(ronde, timetable, extra),
        held_until=max(timetable.held_until, now_turn - 1),
        offers=offers(now, guests, fallen, {*never, *lost}, away, now_turn, free_tables),
        stages=(*_in_order(ronde, _changed(changed, least), stages), _extra_turns(extra)),
    )
    return Repair(
        timetable=after,
        told=whom_to_tell(timetable, after, away, now_turn),
        changed_places=changed,
    )


def _in_order(ronde: Koppelronde, changed: Stage, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """What the round puts first comes first."""
    if ronde.settings.on_the_day is OnTheDay.MOST_TALKS:
        return (*stages, changed)
    return (changed, *stages)


def _changed(changed: int, least: int) -> Stage:
    """The least is what falls out or moves by itself, and what more conversations ask for."""
    return stage("changed_places", "Veranderde plaatsen (persoon en ronde)",
                 "Changed places (person and turn)", "places", changed, least,
                 most=False, proven=False)  # fmt: skip


def _made_good(made: int, most: int) -> Stage:
    return stage("made_good", "Vervallen gesprekken die alsnog lukken, in ieders pauzes",
                 "Lost conversations made good, in everybody's pauses", "meetings", made, most,
                 most=True, proven=False)  # fmt: skip


def _talks(number: int, most: int) -> Stage:
    return stage("talks", "Gesprekken die nog komen", "Conversations still to come", "meetings",
                 number, most, most=True, proven=False)  # fmt: skip


def _extra_turns(extra: int) -> Stage:
    return stage("catch_up_turns", "Extra rondes na afloop om de rest in te halen",
                 "Extra turns afterwards to catch up", "turns", extra, extra,
                 most=False, proven=True)  # fmt: skip


def _barred(ronde: Koppelronde, timetable: Timetable) -> frozenset[Pair]:
    """Couples that are not made good: a veto came, or in a selection a rule is against them."""
    guests = guests_of(ronde)
    lost = set(timetable.lost)
    everybody = all(couple in lost for couple in missed_by(guests, timetable.meetings))
    return guests.vetoed if everybody else guests.vetoed | guests.ineligible


def _check(
    timetable: Timetable, events: Sequence[DayEvent], now_turn: int, ronde: Koppelronde
) -> None:
    last = len(timetable.turns)
    if not 1 <= now_turn <= last + 1:
        raise WrongUse(
            Text(f"Ronde {now_turn} bestaat niet.", f"There is no turn {now_turn}."),
            Text(f"Kies 1 tot en met {last + 1}.", f"Choose 1 to {last + 1}."),
        )
    for event in events:
        if ronde.person(event.who) is None:
            raise WrongUse(Text(f"{event.who} is onbekend.", f"{event.who} is unknown."))
        if event.kind is DayEventKind.SWAP_TABLE and event.who not in dict(timetable.home):
            raise WrongUse(
                Text(f"{event.who} loopt rond en heeft geen eigen tafel.",
                     f"{event.who} walks around and has no table."),
                Text("Geef de code van wie aan de tafel zit.",
                     "Give the code of who sits at the table."),
            )  # fmt: skip
        if not 1 <= event.first <= event.last <= last:
            raise WrongUse(
                Text(
                    f"Ronde {event.first} tot {event.last} bestaat niet.",
                    f"There are no turns {event.first} to {event.last}.",
                )
            )


def _merged(before: Sequence[DayEvent], new: Sequence[DayEvent]) -> tuple[DayEvent, ...]:
    """The newest word about somebody counts; every exchange of tables counts."""
    replaced = {(event.kind, event.who) for event in new} - {
        (DayEventKind.SWAP_TABLE, event.who) for event in new
    }
    kept = [event for event in before if (event.kind, event.who) not in replaced]
    return tuple(sorted({*kept, *new}))


def _falls_out(meeting: Meeting, away: Mapping[str, frozenset[int]]) -> bool:
    return meeting.turn in away[meeting.aios] or meeting.turn in away[meeting.hao]


def _options(
    now: Timetable,
    pair: Pair,
    away: Mapping[str, frozenset[int]],
    now_turn: int,
    free_tables: int,
) -> int:
    """The turns in which both pause and a table is free, as a mask by turn number."""
    busy = {m.turn for m in now.meetings if m.aios in pair or m.hao in pair}
    mask = 0
    for turn in range(now_turn, len(now.turns) + 1):
        if turn in busy or turn in away[pair[0]] or turn in away[pair[1]]:
            continue
        if sum(m.turn == turn for m in now.meetings) >= at_once(now, free_tables):
            continue
        if table_for(now, pair, turn, now.meetings):
            mask |= 1 << turn
    return mask


def _at_free_tables(now: Timetable, turn_of: Mapping[Pair, int], free_tables: int) -> list[Meeting]:
    """The new meetings; two who share a table cannot both use it, then the second stays lost."""
    made: list[Meeting] = []
    for pair, turn in turn_of.items():
        here = [m for m in (*now.meetings, *made) if m.turn == turn]
        table = table_for(now, pair, turn, here)
        if table and len(here) < at_once(now, free_tables):
            made.append(Meeting(turn, table, *pair))
    return made


def _extra(ronde: Koppelronde, timetable: Timetable, number: int) -> tuple[Turn, ...]:
    return extra_turns(
        timetable.turns, number, ronde.number("turn_minutes"), ronde.number("changeover_minutes")
    )
