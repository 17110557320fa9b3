"""Not everybody is there all the time: late, early, away for some turns, sharing a table.

The flow with the numbers of meetings that people can still have gives the choice of couples and
a bound that nothing can beat. Times come from chains; a couple without a time is cut and the
choice made again, because another choice of the same value may have times. What is left after
that is for the exact solver, which chooses couples and turns at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from carrousel.afternoon.finish import finished
from carrousel.afternoon.goals import selection_stages, turns_stage
from carrousel.afternoon.guests import Guests
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.presence.presence_input import Asking
from carrousel.afternoon.presence.search import Found, improved, in_fewest_turns, proven_by, search
from carrousel.afternoon.selection import Selection, measured
from carrousel.afternoon.shortage import must_fit, turns_for
from carrousel.afternoon.sides import Sides, nobody_may_talk
from carrousel.afternoon.timetable import Planned
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcomes.outcome_carrousel import Turn
from koppelronde.domain.ronde import Koppelronde
from koppelronde.progress import Tell

MORE_TURNS = 4
"""So many turns more than the flow needs, when chains find no times in fewer."""


def limited(guests: Guests) -> bool:
    """Whether anybody's hours or a shared table limit the plan."""
    tables = Counter(p.table for p in guests.presences.values() if p.table)
    return any(p.begin or p.end or p.away for p in guests.presences.values()) or any(
        number > 1 for number in tables.values()
    )


def present_round(
    ronde: Koppelronde, guests: Guests, sides: Sides, available: Sequence[Turn], tell: Tell
) -> Planned:
    """The best plan found in the turns there are, in few of them, with the bound of every goal."""
    must_fit(ronde, guests, len(available))
    asking = Asking(ronde, guests, sides, available)
    bound = asking.bound(len(available))
    if not bound.pairs:
        raise nobody_may_talk()
    fewest = _fewest_turns(asking, len(available), bound)
    best: Found | None = None
    for turns in range(fewest, min(fewest + MORE_TURNS, len(available)) + 1):
        found = search(asking, turns, bound, seed_of(ronde), tell)
        if best is None or found.values < best.values:
            best = found
        if found.values == bound.values():
            break
    assert best is not None, "there is at least one turn"
    known = proven_by(best.values, bound.values())
    if best.values != bound.values():
        for turns in sorted({fewest, min(fewest + 1, len(available)), len(available)}):
            best, known = improved(asking, turns, bound, best, tell)
            if known.proven == len(best.values):
                break
    best, least = in_fewest_turns(asking, best)
    board = best.board
    choice = measured(best.question, [(cell.mover, cell.stayer) for cell in board.cells()])
    stages = (
        *selection_stages(ronde, asking.question(len(available)), choice, known),
        turns_stage(board.turns, least, comparable=known.proven == len(best.values)),
    )
    everybody = (*sides.movers, *sides.stayers)
    there = [mask.bit_count() for mask in asking.here(len(available))]
    planned = finished(
        ronde, guests, sides, board, stages, dict(zip(everybody, there, strict=True)),
        asking.here(board.turns),
    )  # fmt: skip
    return replace(
        planned,
        findings=(
            *planned.findings,
            *_sharing_notices(sides),
            *_waiting_for(ronde, guests, asking, board.turns),
        ),
    )


def _fewest_turns(asking: Asking, available: int, bound: Selection) -> int:
    """The fewest turns in which the flow says that all goals can be as good as in all of them."""
    low, high = 1, available
    while low < high:
        middle = (low + high) // 2
        enough = asking.allows(middle, bound.values())
        low, high = (low, middle) if enough else (middle + 1, high)
    return low


def _waiting_for(
    ronde: Koppelronde, guests: Guests, asking: Asking, turns: int
) -> tuple[Finding, ...]:
    """A notice where a fixed number of meetings lasts long because somebody comes late."""
    each = ronde.number("meetings_each")
    if not each:
        return ()
    enough = turns_for(ronde, each, guests)
    late = sorted(
        code
        for code, mask in zip(
            (*asking.sides.movers, *asking.sides.stayers), asking.here(asking.most), strict=True
        )
        if not mask & ((1 << enough) - 1)
    )
    if turns <= enough + MORE_TURNS or not late:
        return ()
    who = listed(late)
    return (
        Finding(
            "carrousel_waiting",
            tuple(late),
            Text(
                f"De middag duurt {turns} gespreksrondes, omdat {who.nl} later "
                f"{'komt' if len(late) == 1 else 'komen'}; voor {each} gesprekken per aios zijn "
                f"{enough} rondes anders genoeg.",
                f"The afternoon lasts {turns} turns because {who.en} "
                f"{'comes' if len(late) == 1 else 'come'} later; {enough} turns are otherwise "
                f"enough for {each} meetings per trainee.",
            ),
            Weight.NOTICE,
        ),
    )


def _sharing_notices(sides: Sides) -> tuple[Finding, ...]:
    at: dict[int, list[str]] = {}
    for code in sides.stayers:
        if code in sides.seats.home:
            at.setdefault(sides.seats.home[code], []).append(code)
    return tuple(
        Finding(
            "carrousel_shared_table",
            tuple(codes),
            Text(
                f"{' en '.join(codes)} delen tafel {table} en zitten er om de beurt.",
                f"{' and '.join(codes)} share table {table} and sit there in turn.",
            ),
            Weight.NOTICE,
        )
        for table, codes in sorted(at.items())
        if len(codes) > 1
    )
