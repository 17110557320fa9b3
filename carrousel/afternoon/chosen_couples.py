"""Fewer turns than people: choose whom, then when, then where."""

from __future__ import annotations

from carrousel.afternoon.colouring import colour, fewest_turns
from carrousel.afternoon.finish import finished
from carrousel.afternoon.goals import selection_stages, turns_stage
from carrousel.afternoon.guests import Guests
from carrousel.afternoon.selection import choose
from carrousel.afternoon.shortage import must_fit
from carrousel.afternoon.sides import Sides, nobody_may_talk, question_of
from carrousel.afternoon.timetable import Planned
from koppelronde.domain.ronde import Koppelronde


def some_round(ronde: Koppelronde, guests: Guests, sides: Sides, turns_available: int) -> Planned:
    """The best couples by the ordered goals, in provably as few turns as they allow.

    Every choice that is best has the same numbers of meetings, sorted (least majorised), so no
    other choice can do with fewer turns. Raises NoPlanExists when a fixed number cannot fit.
    """
    must_fit(ronde, guests, turns_available)
    question = question_of(ronde, guests, sides, turns_available)
    selection = choose(question)
    if not selection.pairs:
        raise nobody_may_talk()
    n, m, at_once = len(sides.movers), len(sides.stayers), sides.seats.at_once
    turns = fewest_turns(n, m, selection.pairs, at_once)
    board = colour(n, m, turns, selection.pairs, at_once)
    stages = (*selection_stages(ronde, question, selection), turns_stage(turns, turns))
    here = dict.fromkeys((*guests.aios, *guests.haos), turns_available)
    return finished(ronde, guests, sides, board, stages, here)
