"""From a board to a plan: where the pauses lie, who sits where, and what it all comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carrousel.afternoon.compact import fewest_holes, holes_of
from carrousel.afternoon.goals import stage
from carrousel.afternoon.guests import Guests
from carrousel.afternoon.lottery import dice, seed_of
from carrousel.afternoon.pauses import idle_after_idle, spread_pauses, unavoidable
from carrousel.afternoon.schedule_grid import Board
from carrousel.afternoon.shortage import too_few_meetings
from carrousel.afternoon.sides import Sides
from carrousel.afternoon.timetable import Planned, meetings_of
from carrousel.afternoon.walking import fewest_changes, less_walking, room_changes
from carrousel.afternoon.wishes import musts_not_granted
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.ronde import Koppelronde, Pauses


def finished(
    ronde: Koppelronde,
    guests: Guests,
    sides: Sides,
    board: Board,
    stages: tuple[Stage, ...],
    turns_here: Mapping[str, int],
    here: Sequence[int] = (),
) -> Planned:
    """The couples and turns of a board as meetings at tables.

    First the pauses as the round wishes them, then the least walking between rooms. ``turns_here``
    is in how many of the available turns everybody is there, ``here`` in which of the board's:
    on the board itself somebody who shares a table is there only when it is theirs.
    """
    here = here or board.here
    lot = dice(seed_of(ronde), "pauses")
    compact = ronde.settings.pauses is Pauses.COMPACT
    holes, seats = 0, sides.seats
    if not _bound_to_turns(sides):
        if compact:
            _, holes = fewest_holes(board, lot)
        else:
            spread_pauses(board, lot)
        kept = holes_of if compact else Board.idle_pairs
        seats = less_walking(board, seats, sides.movers, dice(seed_of(ronde), "rooms"), kept)
    grid = board.grid()
    meetings = tuple(meetings_of(grid, sides.movers, seats, sides.side))
    stages = (*stages, _holes(board, here, holes) if compact else _pauses(board, here))
    if len({table.room for table in seats.tables}) > 1:
        pairs = [(cell.mover, cell.stayer) for cell in grid.cells()]
        stages = (*stages, rooms_stage(
            room_changes(meetings, seats.tables),
            fewest_changes(seats, sides.movers, pairs, seats.tables),
        ))  # fmt: skip
    met = frozenset((meeting.aios, meeting.hao) for meeting in meetings)
    return Planned(
        turns=board.turns,
        seats=seats,
        meetings=meetings,
        stages=stages,
        findings=(
            *musts_not_granted(ronde, met),
            *too_few_meetings(ronde, guests, met, turns_here),
        ),
    )


def _bound_to_turns(sides: Sides) -> bool:
    """Who shares a table and is away at somebody's fixed place leaves it to the other just then."""
    home = [sides.seats.home[code] for code in sides.stayers if code in sides.seats.home]
    return bool(sides.rooted()) and len(set(home)) < len(home)


def rooms_stage(changes: int, least: int) -> Stage:
    """How often people change rooms in all."""
    return stage("room_changes", "Wisselingen van zaal, samen", "Changes of room in all",
                 "changes", changes, least, most=False, proven=False)  # fmt: skip


def _pauses(board: Board, here: Sequence[int]) -> Stage:
    busy = [mask ^ free for mask, free in zip(board.here, board.free, strict=True)]
    return stage(
        "idle_after_idle", "Pauze na pauze, bij deze gesprekken",
        "Idle turns after an idle turn, for these meetings", "turns",
        idle_after_idle(busy, here), unavoidable(busy, here), most=False, proven=False,
    )  # fmt: skip


def _holes(board: Board, here: Sequence[int], least: int) -> Stage:
    """Where a table is shared the bound is about one way to share it, and proves nothing."""
    return stage(
        "holes", "Wachtrondes tussen iemands eerste en laatste gesprek, bij deze gesprekken",
        "Idle turns between somebody's first and last meeting, for these meetings", "turns",
        sum(holes_of(board, person) for person in range(len(board.partner))),
        least if list(here) == board.here else 0, most=False, proven=False,
    )  # fmt: skip
