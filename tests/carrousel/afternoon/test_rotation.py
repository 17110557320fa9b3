"""Everybody meets everybody exactly once, in as few turns as there can be."""

from __future__ import annotations

from itertools import pairwise

import pytest

from carrousel.afternoon.rotation import rotate, turns_needed
from carrousel.afternoon.schedule_grid import IDLE, idle_in_a_row


@pytest.mark.parametrize("movers", range(1, 14))
@pytest.mark.parametrize("stayers", range(1, 14))
def test_every_couple_meets_once_and_nobody_is_in_two_places(movers: int, stayers: int) -> None:
    for rooms in (1, 2, 3):
        grid = rotate(movers, stayers, rooms).grid
        couples = [(cell.mover, cell.stayer) for cell in grid.cells()]
        assert sorted(couples) == [(i, j) for i in range(movers) for j in range(stayers)]
        for row in grid.rows:
            seated = [stayer for stayer in row if stayer != IDLE]
            assert len(seated) == len(set(seated))


@pytest.mark.parametrize(("movers", "stayers"), [(24, 30), (30, 24), (48, 55), (7, 7), (1, 9)])
def test_it_takes_exactly_as_many_turns_as_the_larger_side_has_people(
    movers: int, stayers: int
) -> None:
    assert rotate(movers, stayers).turns == max(movers, stayers)


@pytest.mark.parametrize("movers", range(1, 25))
@pytest.mark.parametrize("stayers", [12, 17, 24])
def test_nobody_is_idle_twice_running_where_pauses_are_not_the_majority(
    movers: int, stayers: int
) -> None:
    few, many = sorted((movers, stayers))
    if 2 * few >= many:
        assert idle_in_a_row(rotate(movers, stayers).grid) <= 1


@pytest.mark.parametrize(("movers", "stayers", "rooms"), [(24, 30, 2), (20, 30, 3), (48, 56, 4)])
def test_with_rooms_everybody_changes_rooms_one_time_less_than_there_are_rooms(
    movers: int, stayers: int, rooms: int
) -> None:
    rotation = rotate(movers, stayers, rooms)
    assert rotation.turns == turns_needed(movers, stayers, rooms) <= max(movers, stayers) + rooms
    for mover in range(movers):
        walk = [
            rotation.places[row[mover]] // rotation.room_size
            for row in rotation.grid.rows
            if row[mover] != IDLE
        ]
        assert sum(a != b for a, b in pairwise(walk)) == rooms - 1


def test_a_thousand_people_on_both_sides_need_no_pause() -> None:
    rotation = rotate(1000, 1000)
    met = bytearray(1000 * 1000)
    for cell in rotation.grid.cells():
        met[cell.mover * 1000 + cell.stayer] += 1
    assert rotation.turns == 1000
    assert set(met) == {1}


def test_no_people_no_turns() -> None:
    assert rotate(0, 5).turns == 0
