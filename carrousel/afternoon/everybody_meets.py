"""Everybody meets everybody: the closed form, with the tables and rooms of the round.

Exactly as many turns as the most meetings of anybody: nobody can do with fewer (and not with
fewer than the tables allow). Without vetoes that is the larger side, and the ring of
:mod:`carrousel.afternoon.rotation` reaches it; where vetoes leave everybody fewer, a colouring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from carrousel.afternoon.colouring import colour, fewest_turns
from carrousel.afternoon.finish import finished, rooms_stage
from carrousel.afternoon.goals import stage, turns_stage
from carrousel.afternoon.guests import Guests, Pair, why_not
from carrousel.afternoon.rotation import Rotation, rotate
from carrousel.afternoon.schedule_grid import Grid, board_of, idle_in_a_row
from carrousel.afternoon.seating import Seats, fewest_rooms, seat_stayers
from carrousel.afternoon.selection import IndexPair
from carrousel.afternoon.sides import Sides
from carrousel.afternoon.timetable import Planned, meetings_of
from carrousel.afternoon.walking import fewest_changes, room_changes
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, listed
from koppelronde.domain.outcomes.outcome import Stage
from koppelronde.domain.ronde import Koppelronde, Pauses
from koppelronde.domain.rules import RULES


def full_round(
    ronde: Koppelronde, guests: Guests, sides: Sides, turns_available: int
) -> Planned | None:
    """Everybody meets everybody once; None when the turns do not allow it.

    In rooms the ring goes from one to the next, when the turns for it are there and nobody has to
    wait longer for it.
    """
    n, m = len(sides.movers), len(sides.stayers)
    never = sides.at(guests.vetoed)
    pairs = [(i, j) for i in range(n) for j in range(m) if (i, j) not in never] if never else ()
    longest = fewest_turns(n, m, pairs, 0) if never else max(n, m)
    number = n * m - len(never)
    least = max(longest, -(-number // sides.seats.at_once))
    if least > turns_available or not number:
        return None
    findings = (*_vetoed_notice(guests), *_ineligible_notices(ronde, guests))
    spread = ronde.settings.pauses is Pauses.SPREAD
    if spread and not sides.seats.free:
        found = _by_ring(ronde, guests, sides, turns_available, least)
        if found is not None:
            return replace(found, findings=findings)
    pairs = pairs or [(i, j) for i in range(n) for j in range(m)]
    if least == max(n, m) and not sides.seats.free:
        rotation = rotate(n, m)
        board = board_of(n, m, least, rotation.grid.without(never).cells())
    else:
        board = colour(n, m, least, pairs, sides.seats.at_once)
    stages = (_all_meet(number), turns_stage(least, least))
    planned = finished(ronde, guests, sides, board, stages, {})
    return replace(planned, findings=(*findings, *planned.findings))


def _all_meet(number: int) -> Stage:
    return stage("meetings", "Gesprekken", "Meetings", "meetings", number, number,
                 most=True, proven=True)  # fmt: skip


def _by_ring(
    ronde: Koppelronde, guests: Guests, sides: Sides, available: int, least: int
) -> Planned | None:
    """The closed form in one room, or in as few rooms as hold everybody; else None."""
    n, m = len(sides.movers), len(sides.stayers)
    one = rotate(n, m)
    if len(sides.seats.rooms) < 2:
        grid = one.grid.without(sides.at(guests.vetoed))
        return _record(sides, grid, sides.seats, least) if one.turns == least else None
    rooms = fewest_rooms(ronde.settings.tables, sides.stayers, guests.presences)
    if len(rooms) < 2 or sides.rooted():
        return None
    rotation = rotate(n, m, len(rooms))
    if rotation.turns > available or idle_in_a_row(rotation.grid) > idle_in_a_row(one.grid):
        return None
    seats = _seated(ronde, guests, sides, rotation, rooms)
    if seats is None:
        return None
    grid = rotation.grid.without(sides.at(guests.vetoed))
    return _record(sides, grid, seats, least)


def _seated(
    ronde: Koppelronde, guests: Guests, sides: Sides, rotation: Rotation, rooms: Sequence[str]
) -> Seats | None:
    per_room = [0] * len(rooms)
    for place in rotation.places:
        per_room[place // rotation.room_size] += 1
    wanted = dict(zip(rooms, per_room, strict=True))
    return seat_stayers(
        ronde.settings.tables, sides.stayers, sides.movers, guests.presences, wanted
    )


def _record(sides: Sides, grid: Grid, seats: Seats, least: int) -> Planned:
    meetings = tuple(meetings_of(grid, sides.movers, seats, sides.side))
    had = Counter(code for meeting in meetings for code in (meeting.aios, meeting.hao))
    turns = grid.turns
    # Somebody with d meetings has d + 1 gaps for the rest of the turns.
    fewest = min(had[code] for code in (*sides.movers, *sides.stayers))
    stages = [
        _all_meet(len(meetings)),
        turns_stage(turns, least),
        stage("idle_in_a_row", "Langste reeks pauzes achter elkaar", "Longest run of pauses",
              "turns", idle_in_a_row(grid), -(-(turns - fewest) // (fewest + 1)),
              most=False, proven=False),
    ]  # fmt: skip
    if len(seats.rooms) > 1:
        pairs: list[IndexPair] = [(cell.mover, cell.stayer) for cell in grid.cells()]
        stages.append(rooms_stage(
            room_changes(meetings, seats.tables),
            fewest_changes(seats, sides.movers, pairs, seats.tables),
        ))  # fmt: skip
    return Planned(turns=turns, seats=seats, meetings=meetings, stages=tuple(stages))


def _vetoed_notice(guests: Guests) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "carrousel_veto_pause",
            pair,
            Text(
                f"{pair[0]} en {pair[1]} ontmoeten elkaar niet (veto of afgewezen): "
                "beiden hebben dan een pauze.",
                f"{pair[0]} and {pair[1]} do not meet (veto or refused): both pause then.",
            ),
            Weight.NOTICE,
        )
        for pair in sorted(guests.vetoed)
    )


def _ineligible_notices(ronde: Koppelronde, guests: Guests) -> tuple[Finding, ...]:
    """One notice for each rule, so that a year's worth of couples is one line."""
    by_rule: dict[str, list[Pair]] = {}
    for pair in sorted(guests.ineligible):
        why = why_not(ronde, pair)
        if why is not None:
            by_rule.setdefault(why.rule, []).append(pair)
    findings = []
    for rule, pairs in sorted(by_rule.items()):
        shown = listed([f"{aios}-{hao}" for aios, hao in pairs[:6]])
        more = len(pairs) - 6
        tail = Text(f" en nog {more}", f" and {more} more") if more > 0 else Text("", "")
        findings.append(
            Finding(
                "carrousel_ineligible",
                tuple(sorted({code for pair in pairs for code in pair})),
                Text(
                    f"Iedereen ontmoet iedereen, ook wie niet gekoppeld kan worden: "
                    f"{shown.nl}{tail.nl}. {RULES[rule].says.nl}",
                    f"Everybody meets everybody, also who cannot be coupled: "
                    f"{shown.en}{tail.en}. {RULES[rule].says.en}",
                ),
                Weight.NOTICE,
            )
        )
    return tuple(findings)
