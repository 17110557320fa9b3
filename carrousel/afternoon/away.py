"""In which turns somebody is not there: as reported beforehand, and as it went on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import time

from koppelronde.domain.outcome_carrousel import DayEvent, DayEventKind, Turn
from koppelronde.domain.ronde import Koppelronde, Presence
from koppelronde.domain.times import AMSTERDAM, local_moment


def turns_away(
    ronde: Koppelronde, turns: Sequence[Turn], events: Sequence[DayEvent] = ()
) -> Mapping[str, frozenset[int]]:
    """Numbers of the turns that somebody misses; nothing for who is there all the time."""
    away: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for presence in ronde.presences:
        away[presence.code] |= missed_turns(presence, turns)
    for event in events:
        if event.kind is not DayEventKind.SWAP_TABLE:
            away[event.who] |= frozenset(range(event.first, event.last + 1))
    return away


def missed_turns(presence: Presence, turns: Sequence[Turn]) -> frozenset[int]:
    """Turns that do not lie wholly within the hours somebody is there."""
    return frozenset(
        turn.number
        for turn in turns
        if (presence.begin and turn.begin.timestamp() < _same_day(turn, presence.begin))
        or (presence.end and turn.end.timestamp() > _same_day(turn, presence.end))
        or any(
            turn.begin.timestamp() < _same_day(turn, back)
            and turn.end.timestamp() > _same_day(turn, gone)
            for gone, back in presence.away
        )
    )


def _same_day(turn: Turn, at: time) -> float:
    return local_moment(turn.begin.astimezone(AMSTERDAM).date(), at).timestamp()
