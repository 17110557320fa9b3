"""The least walking between rooms, once it is known who meets whom.

Whoever stays seated gets a table in such a room, and turns are exchanged in such a way, that
people change rooms as seldom as possible on their way from one meeting to the next. That is a
graph partition: local search, by exchanging the tables of two people and the turns of a chain
(:mod:`carrousel.afternoon.schedule_grid`), until nothing helps. It is called proven only where it
reaches a bound that holds for any seating and any order of turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Final

from carrousel.afternoon.schedule_grid import IDLE, Board, IndexPair
from carrousel.afternoon.seating import Seats
from koppelronde.domain.outcomes.outcome_carrousel import Meeting, Table

STEPS: Final = 60_000
"""So many looks at somebody's afternoon; an exchange looks at everybody it touches."""


def room_changes(meetings: Iterable[Meeting], tables: Sequence[Table]) -> int:
    """How often people change rooms from one meeting to their next, everybody added up."""
    room = {table.number: table.room for table in tables}
    at: dict[str, list[tuple[int, str]]] = {}
    for meeting in meetings:
        for code in (meeting.aios, meeting.hao):
            at.setdefault(code, []).append((meeting.turn, room[meeting.table]))
    return sum(
        one != other for places in at.values() for (_, one), (_, other) in pairwise(sorted(places))
    )


def fewest_changes(
    seats: Seats, movers: Sequence[str], pairs: Sequence[IndexPair], tables: Sequence[Table]
) -> int:
    """A number that no seating at these tables and no order of turns can be under.

    Somebody who meets d people must go to as many rooms as d of their tables need, the largest
    rooms first and those of people with a fixed place in any case. Who has no fixed place and meets
    nobody who has one may have every meeting at home.
    """
    if seats.free:
        return 0
    room = {table.number: table.room for table in tables}
    size = Counter(room.values())
    met: dict[int, list[str]] = {}
    for i, j in pairs:
        met.setdefault(i, []).append(seats.stayers[j])
    total = 0
    for i, codes in met.items():
        if movers[i] not in seats.home:
            # Who shares a fixed table needs no second one.
            taken = {seats.home[code] for code in codes if code in seats.fixed}
            loose = sum(code not in seats.fixed for code in codes)
            total += _rooms_needed([room[table] for table in taken], loose, size) - 1
    return total


def _rooms_needed(taken: Sequence[str], people: int, size: Counter[str]) -> int:
    """``taken`` has the room of every table that is somebody's fixed place."""
    rooms = set(taken)
    space = sum(size[room] for room in rooms) - len(taken)
    for room, tables in sorted(size.items(), key=lambda item: -item[1]):
        if space >= people:
            break
        if room not in rooms:
            rooms.add(room)
            space += tables
    return max(1, len(rooms))


class Walk:
    """Who is in which room in every turn, while turns and tables are exchanged.

    ``room[stayer]`` is where each sits, ``fixed`` are stayers who may not change tables, and
    ``rooted`` gives the room of movers to whom others come.
    """

    def __init__(
        self,
        board: Board,
        room: Sequence[str],
        fixed: Sequence[int],
        rooted: dict[int, str],
        pauses: Callable[[Board, int], int],
    ) -> None:
        self.board, self.room, self.rooted = board, list(room), rooted
        self._pauses = pauses
        self._fixed = set(fixed)
        self._left = STEPS
        n = board.movers
        self._people = [p for p in range(n) if p not in rooted]
        self._people += range(n, n + len(room)) if rooted else ()
        self._own = {p: self._changes(p) for p in self._people}

    @property
    def total(self) -> int:
        """Changes of room of everybody."""
        return sum(self._own.values())

    def _changes(self, person: int) -> int:
        self._left -= 1
        n, changes, last = self.board.movers, 0, ""
        known = False
        for other in self.board.partner[person]:
            if other == IDLE:
                continue
            mover, stayer = (person, other) if person < n else (other, person)
            here = self.rooted.get(mover) or self.room[stayer - n]
            changes += known and here != last
            last, known = here, True
        return changes

    def _try(self, people: Iterable[int], slack: int) -> bool:
        """Whether what was changed is no worse by more than ``slack``; then it is kept."""
        new = {p: self._changes(p) for p in set(people) if p in self._own}
        if sum(new.values()) > sum(self._own[p] for p in new) + slack:
            return False
        self._own |= new
        return True

    def exchange_tables(self, least: int) -> None:
        """Two stayers change tables wherever that saves a walk, until it nowhere does."""
        loose = [j for j in range(len(self.room)) if j not in self._fixed]
        better = True
        while better and self.total > least and self._left > 0:
            better = False
            for a in loose:
                for b in loose:
                    if self.room[a] == self.room[b] or self._left <= 0:
                        continue
                    who = {*self._met(a), *self._met(b)}
                    before = self.total
                    self.room[a], self.room[b] = self.room[b], self.room[a]
                    if not self._try(who, 0):
                        self.room[a], self.room[b] = self.room[b], self.room[a]
                    better = better or self.total < before

    def _met(self, stayer: int) -> list[int]:
        who = self.board.movers + stayer
        return [who, *(p for p in self.board.partner[who] if p != IDLE)]

    def exchange_turns(self, dice: Random, least: int) -> None:
        """Exchange turns along chains; pauses stay as they are or become better."""
        board = self.board
        if board.turns < 2:
            return
        while self.total > least and self._left > 0:
            person = int(dice.random() * len(board.partner))
            first, second = (int(dice.random() * board.turns) for _ in range(2))
            self._left -= 1
            if first == second:
                continue
            chains = [component(board, person, first, second)]
            if dice.random() < 0.3:
                chains = _everybody(board, first, second)
            if any(chain is None for chain in chains):
                continue
            people = [p for chain in chains for p in chain or ()]
            pauses = sum(self._pauses(board, p) for p in people)
            exchange(board, people, first, second)
            fits = max(board.size[first], board.size[second]) <= board.tables
            kept = fits and sum(self._pauses(board, p) for p in people) <= pauses
            if not (kept and self._try(people, 0)):
                exchange(board, people, first, second)


def component(board: Board, person: int, first: int, second: int) -> list[int] | None:
    """Everybody linked to somebody by meetings in the two turns; None if one is not there."""
    both = 1 << first | 1 << second
    people, seen = [person], {person}
    for who in people:
        busy = [board.partner[who][turn] for turn in (first, second)]
        if busy == [IDLE, IDLE]:
            continue
        if board.here[who] & both != both:
            return None
        for other in busy:
            if other != IDLE and other not in seen:
                seen.add(other)
                people.append(other)
    return people


def _everybody(board: Board, first: int, second: int) -> list[list[int] | None]:
    """All such chains of two turns that can be exchanged."""
    chains: list[list[int] | None] = []
    seen: set[int] = set()
    for person in range(len(board.partner)):
        if person in seen:
            continue
        chain = component(board, person, first, second)
        if chain is not None:
            chains.append(chain)
            seen.update(chain)
    return chains


def exchange(board: Board, people: Iterable[int], first: int, second: int) -> None:
    """Exchange two turns of whole chains."""
    for who in people:
        row = board.partner[who]
        if (row[first] == IDLE) != (row[second] == IDLE):
            board.free[who] ^= 1 << first | 1 << second
            if who < board.movers:
                more = 1 if row[first] == IDLE else -1
                board.size[first] += more
                board.size[second] -= more
        row[first], row[second] = row[second], row[first]


def less_walking(
    board: Board,
    seats: Seats,
    movers: Sequence[str],
    dice: Random,
    pauses: Callable[[Board, int], int] = Board.idle_pairs,
) -> Seats:
    """Exchange tables and turns (of the board, in place) so that people change rooms less.

    What ``pauses`` counts of each person never becomes more in all.
    """
    room_of = {table.number: table.room for table in seats.tables}
    if seats.free or len(set(room_of.values())) < 2:
        return seats
    rooms = [room_of[seats.home[code]] for code in seats.stayers]
    fixed = [j for j, code in enumerate(seats.stayers) if code in seats.fixed]
    rooted = {i: room_of[seats.home[code]] for i, code in enumerate(movers) if code in seats.home}
    pairs = [(cell.mover, cell.stayer) for cell in board.cells()]
    least = fewest_changes(seats, movers, pairs, seats.tables)
    walk = Walk(board, rooms, fixed, rooted, pauses)
    walk.exchange_tables(least)
    walk.exchange_turns(dice, least)
    return replace(seats, home={**seats.home, **_seated(seats, walk.room, room_of)})


def _seated(seats: Seats, rooms: Sequence[str], room_of: dict[int, str]) -> dict[str, int]:
    """A table in their room for each stayer; who may stay where they were does."""
    home = {
        code: seats.home[code]
        for code, room in zip(seats.stayers, rooms, strict=True)
        if room_of[seats.home[code]] == room
    }
    free = [seats.home[code] for code in seats.stayers if code not in home]
    for code, room in zip(seats.stayers, rooms, strict=True):
        if code not in home:
            home[code] = next(table for table in free if room_of[table] == room)
            free.remove(home[code])
    return home
