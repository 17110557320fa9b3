"""What is left after a repair: a slot after the last turn, or somebody else who is free as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from carrousel.afternoon.colouring import colour, fewest_turns
from carrousel.afternoon.guests import Guests, Pair
from carrousel.day.idle_turns import fill_pauses
from carrousel.day.places import any_table, at_once, table_for
from koppelronde.domain.outcomes.outcome_carrousel import Meeting, Timetable
from koppelronde.domain.people import Side


def catch_up(
    now: Timetable, couples: Sequence[Pair], away: Mapping[str, frozenset[int]], free_tables: int
) -> tuple[tuple[Meeting, ...], int]:
    """Turns after the last one for who is still there then, as few as possible (König).

    No fewer can do than the busiest person's number, nor than the tables ask for.
    """
    last = len(now.turns)
    there = [pair for pair in couples if last not in away[pair[0]] and last not in away[pair[1]]]
    aios = sorted({pair[0] for pair in there})
    haos = sorted({pair[1] for pair in there})
    pairs = [(aios.index(a), haos.index(h)) for a, h in there]
    tables = at_once(now, free_tables)
    extra = fewest_turns(len(aios), len(haos), pairs, tables)
    meetings: list[Meeting] = []
    if pairs:
        cells = sorted(colour(len(aios), len(haos), extra, pairs, tables).cells())
        for cell in cells:
            pair, turn = (aios[cell.mover], haos[cell.stayer]), last + 1 + cell.turn
            if table := table_for(now, pair, turn, meetings):
                meetings.append(Meeting(turn, table, *pair))
        # Who could not have their own table gets what is left.
        for cell in cells:
            pair, turn = (aios[cell.mover], haos[cell.stayer]), last + 1 + cell.turn
            if pair not in {(m.aios, m.hao) for m in meetings}:
                table = any_table(now, [m.table for m in meetings if m.turn == turn])
                meetings.append(Meeting(turn, table, *pair))
    return tuple(sorted(meetings)), extra


def offers(
    now: Timetable,
    guests: Guests,
    fallen: Collection[Meeting],
    never: Collection[Pair],
    away: Mapping[str, frozenset[int]],
    now_turn: int,
    free_tables: int,
) -> tuple[Meeting, ...]:
    """Whom somebody can go to who walks and lost a conversation: people who pause then too.

    Nobody's plan changes by it: both are free, they have not met and are not going to. As many as
    can be; an offer is not planned and nobody has to take it.
    """
    busy = {(code, m.turn) for m in now.meetings for code in (m.aios, m.hao)}
    most = at_once(now, free_tables)
    full = {
        turn for turn, number in Counter(m.turn for m in now.meetings).items() if number >= most
    }
    meet = {(m.aios, m.hao) for m in (*now.meetings, *now.catch_up)} | set(never)
    walks = now.mover is Side.AIOS
    options: dict[Pair, int] = {}
    for lost in fallen:
        who = lost.aios if walks else lost.hao
        if lost.turn < now_turn or lost.turn in full or lost.turn in away[who]:
            continue
        if (who, lost.turn) in busy:
            continue
        for other in guests.of(now.mover.other):
            pair = (who, other) if walks else (other, who)
            if pair in meet or lost.turn in away[other] or (other, lost.turn) in busy:
                continue
            if table_for(now, pair, lost.turn, now.meetings):
                options[pair] = options.get(pair, 0) | 1 << lost.turn
    made: list[Meeting] = []
    for pair, turn in sorted(fill_pauses(sorted(options), options).turn_of.items()):
        if table := table_for(now, pair, turn, (*now.meetings, *made)):
            made.append(Meeting(turn, table, *pair))
    return tuple(sorted(made))
