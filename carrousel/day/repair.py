"""On the day: somebody leaves, comes late, a table breaks. The rest of the afternoon, repaired.

What has been held stays. Then, in this order: nobody meets twice; as few (person, turn) places
change as possible, so nothing changes but what has to; as many couples as possible that lost
their turn get another one, in pauses that both have anyway. For who is left there are slots
after the last turn, in as few extra turns as possible (König).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from carrousel.afternoon.away import turns_away
from carrousel.afternoon.colouring import colour, fewest_turns
from carrousel.afternoon.goals import stage
from carrousel.afternoon.guests import Pair, guests_of
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.timetable import missed_by
from carrousel.afternoon.turns import extra_turns
from carrousel.day.idle_turns import fill_pauses
from carrousel.day.tables import moved_tables
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from koppelronde.domain.lottery import lot
from koppelronde.domain.outcome import Couple
from koppelronde.domain.outcome_carrousel import (
    DayEvent,
    DayEventKind,
    Meeting,
    PlaceChange,
    Repair,
    Timetable,
    Told,
    Turn,
)
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde


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
    away = turns_away(ronde, timetable.turns, _merged(timetable.events, events))
    held = [m for m in timetable.meetings if not _falls_out(m, away)]
    fallen = [m for m in timetable.meetings if _falls_out(m, away)]
    moved = moved_tables(ronde, timetable, held, events, now_turn)
    kept, known = moved.meetings, _merged(timetable.events, moved.events)
    met = {(m.aios, m.hao) for m in kept}
    lost = {(c.aios, c.hao) for c in timetable.lost} | {(m.aios, m.hao) for m in fallen}
    seed = seed_of(ronde)
    fit = lost - met - _barred(ronde, timetable)
    open_couples = sorted(fit, key=lambda pair: (lot(seed, *pair), pair))
    now = replace(
        timetable, tables=moved.tables, home=moved.home, meetings=tuple(kept), events=known,
        findings=(*timetable.findings, *moved.findings),
    )  # fmt: skip
    options = {pair: _options(now, pair, away, now_turn) for pair in open_couples}
    filled = fill_pauses(open_couples, options)
    made_good = _at_free_tables(now, filled.turn_of)
    meetings = tuple(sorted([*kept, *made_good]))
    still = [p for p in open_couples if p not in {(m.aios, m.hao) for m in made_good}]
    catch_up, extra = _catch_up(now, still, away)
    changed = _forced_places(timetable, kept, away, now_turn)
    after = replace(
        now,
        version=version,
        made_at=made_at,
        meetings=meetings,
        missed=missed_by(guests_of(ronde), meetings),
        lost=tuple(Couple(*pair) for pair in sorted(still)),
        catch_up=catch_up,
        catch_up_turns=_extra(ronde, timetable, extra),
        held_until=max(timetable.held_until, now_turn - 1),
        stages=(
            stage("changed_places", "Veranderde plaatsen (persoon en ronde)",
                  "Changed places (person and turn)", "places", changed, changed,
                  most=False, proven=True),
            stage("made_good", "Vervallen gesprekken die alsnog lukken",
                  "Lost conversations made good", "meetings", len(made_good), filled.bound,
                  most=True, proven=False),
            stage("catch_up_turns", "Extra rondes na afloop om de rest in te halen",
                  "Extra turns afterwards to catch up", "turns", extra, extra,
                  most=False, proven=True),
        ),
    )  # fmt: skip
    return Repair(
        timetable=after, told=_told(timetable, after, away, now_turn), changed_places=changed
    )


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


def _options(now: Timetable, pair: Pair, away: Mapping[str, frozenset[int]], now_turn: int) -> int:
    """The turns in which both pause and a table is free, as a mask by turn number."""
    busy = {m.turn for m in now.meetings if m.aios in pair or m.hao in pair}
    mask = 0
    for turn in range(now_turn, len(now.turns) + 1):
        if turn in busy or turn in away[pair[0]] or turn in away[pair[1]]:
            continue
        if _free_table(now, pair, turn, now.meetings):
            mask |= 1 << turn
    return mask


def _free_table(now: Timetable, pair: Pair, turn: int, others: Sequence[Meeting]) -> int:
    """The stayer's own table, or the mover's when that one has a fixed place; 0 if it is taken."""
    home = dict(now.home)
    mover, stayer = pair if now.mover is Side.AIOS else (pair[1], pair[0])
    table = home.get(mover) or home.get(stayer, 0)
    return 0 if any(m.turn == turn and m.table == table for m in others) else table


def _at_free_tables(now: Timetable, turn_of: Mapping[Pair, int]) -> list[Meeting]:
    """The new meetings; two who share a table cannot both use it, then the second stays lost."""
    made: list[Meeting] = []
    for pair, turn in turn_of.items():
        table = _free_table(now, pair, turn, [*now.meetings, *made])
        if table:
            made.append(Meeting(turn, table, *pair))
    return made


def _catch_up(
    now: Timetable, couples: Sequence[Pair], away: Mapping[str, frozenset[int]]
) -> tuple[tuple[Meeting, ...], int]:
    """Turns after the last one for who is still there then, as few as possible."""
    last = len(now.turns)
    there = [pair for pair in couples if last not in away[pair[0]] and last not in away[pair[1]]]
    aios = sorted({pair[0] for pair in there})
    haos = sorted({pair[1] for pair in there})
    pairs = [(aios.index(a), haos.index(h)) for a, h in there]
    extra = fewest_turns(len(aios), len(haos), pairs, 0)
    meetings: list[Meeting] = []
    if pairs:
        for cell in colour(len(aios), len(haos), extra, pairs).cells():
            pair = (aios[cell.mover], haos[cell.stayer])
            turn = last + 1 + cell.turn
            table = _free_table(now, pair, turn, meetings) or _any_table(now, turn, meetings)
            if table:
                meetings.append(Meeting(turn, table, *pair))
    return tuple(sorted(meetings)), extra


def _any_table(now: Timetable, turn: int, meetings: Sequence[Meeting]) -> int:
    taken = {m.table for m in meetings if m.turn == turn}
    return next((t.number for t in now.tables if t.number not in taken), 0)


def _extra(ronde: Koppelronde, timetable: Timetable, number: int) -> tuple[Turn, ...]:
    return extra_turns(
        timetable.turns, number, ronde.number("turn_minutes"), ronde.number("changeover_minutes")
    )


def _places(meetings: Sequence[Meeting]) -> dict[tuple[str, int], tuple[str, int]]:
    places: dict[tuple[str, int], tuple[str, int]] = {}
    for meeting in meetings:
        places[meeting.aios, meeting.turn] = (meeting.hao, meeting.table)
        places[meeting.hao, meeting.turn] = (meeting.aios, meeting.table)
    return places


def _forced_places(
    before: Timetable,
    kept: Sequence[Meeting],
    away: Mapping[str, frozenset[int]],
    now_turn: int,
) -> int:
    """Places with a conversation that is taken away or moved, of people who are there."""
    after = _places(kept)
    return sum(
        1
        for (code, turn), place in _places(before.meetings).items()
        if turn >= now_turn and turn not in away[code] and after.get((code, turn)) != place
    )


def _told(
    before: Timetable,
    after: Timetable,
    away: Mapping[str, frozenset[int]],
    now_turn: int,
) -> tuple[Told, ...]:
    """Everybody whose coming turns look different, except in turns in which they are away."""
    old, new = _places(before.meetings), _places(after.meetings)
    changes: dict[str, list[PlaceChange]] = {}
    for code, turn in sorted(old.keys() | new.keys()):
        was, becomes = old.get((code, turn), ("", 0)), new.get((code, turn), ("", 0))
        if turn >= now_turn and was != becomes and turn not in away[code]:
            changes.setdefault(code, []).append(PlaceChange(turn, *was, *becomes))
    return tuple(Told(code, tuple(mine)) for code, mine in sorted(changes.items()))
