"""Everybody meets everybody: the closed form, with the tables and rooms of the round."""

from __future__ import annotations

import itertools

from carrousel.afternoon.grid import idle_in_a_row
from carrousel.afternoon.guests import Guests, Pair, why_not
from carrousel.afternoon.lottery import seed_of
from carrousel.afternoon.rotation import Rotation, rotate
from carrousel.afternoon.seating import Seats, seat_stayers
from carrousel.afternoon.timetable import Planned, meetings_of, pair_of, stage
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, listed
from koppelronde.domain.lottery import drawing_order
from koppelronde.domain.outcome import Stage
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import RULES


def full_round(ronde: Koppelronde, guests: Guests, turns_available: int) -> Planned | None:
    """Everybody meets everybody once; None when the turns or the tables do not allow it.

    With rooms the walk between them is as short as possible when the turns for it are there and
    nobody has to wait longer for it.
    """
    side = ronde.mover
    movers = drawing_order(seed_of(ronde), guests.of(side))
    stayers = guests.of(side.other)
    rooms = len({table.room for table in ronde.settings.tables})
    choices = [_seated(ronde, guests, movers, stayers, n) for n in sorted({1, rooms or 1})]
    found = [c for c in choices if c is not None and c[0].turns <= turns_available]
    if not found:
        return None
    rotation, seats, in_rooms = min(
        found, key=lambda c: (idle_in_a_row(c[0].grid), not c[2], c[0].turns)
    )
    return _record(ronde, guests, rotation, seats, movers, in_rooms)


def _seated(
    ronde: Koppelronde,
    guests: Guests,
    movers: tuple[str, ...],
    stayers: tuple[str, ...],
    rooms: int,
) -> tuple[Rotation, Seats, bool] | None:
    rotation = rotate(len(movers), len(stayers), rooms)
    per_room = [0] * rooms
    for place in rotation.places:
        per_room[place // rotation.room_size] += 1
    seats = seat_stayers(
        ronde.settings.tables, stayers, movers, guests.presences, per_room if rooms > 1 else ()
    )
    return None if seats is None else (rotation, seats, rooms > 1)


def _record(
    ronde: Koppelronde,
    guests: Guests,
    rotation: Rotation,
    seats: Seats,
    movers: tuple[str, ...],
    in_rooms: bool,
) -> Planned:
    side = ronde.mover
    index = {pair_of(movers[i], seats.stayers[j], side): (i, j)
             for i in range(len(movers)) for j in range(len(seats.stayers))
             } if guests.vetoed else {}  # fmt: skip
    grid = rotation.grid.without(frozenset(index[pair] for pair in guests.vetoed))
    number = len(movers) * len(seats.stayers) - len(guests.vetoed)
    idle, fewest = idle_in_a_row(grid), min(len(movers), len(seats.stayers))
    stages = [
        stage(
            "meetings", "Gesprekken", "Meetings", "meetings", number, number, most=True, proven=True
        ),
        stage(
            "turns", "Gespreksrondes", "Turns", "turns", rotation.turns,
            max(len(movers), len(seats.stayers)), most=False, proven=False,
        ),
        stage(
            "idle_in_a_row", "Langste reeks pauzes achter elkaar", "Longest run of pauses",
            "turns", idle, -(-(rotation.turns - fewest) // (fewest + 1)), most=False, proven=False,
        ),
    ]  # fmt: skip
    if len(seats.rooms) > 1:
        stages.append(_room_stage(rotation, seats, in_rooms))
    return Planned(
        turns=rotation.turns,
        seats=seats,
        meetings=tuple(meetings_of(grid, movers, seats, side)),
        stages=tuple(stages),
        findings=(*_vetoed_notice(guests), *_ineligible_notices(ronde, guests)),
    )


def _room_stage(rotation: Rotation, seats: Seats, in_rooms: bool) -> Stage:
    rooms = [seats.room_of(seats.home[code]) for code in seats.stayers]
    most = 0
    for mover in range(rotation.grid.movers):
        walk = [rooms[row[mover]] for row in rotation.grid.rows if row[mover] >= 0]
        most = max(most, sum(a != b for a, b in itertools.pairwise(walk)))
    return stage(
        "room_changes", "Meeste wisselingen van zaal voor één persoon",
        "Most changes of room for one person", "changes", most, len(set(rooms)) - 1,
        most=False, proven=in_rooms and most == len(set(rooms)) - 1,
    )  # fmt: skip


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
