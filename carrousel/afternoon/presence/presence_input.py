"""The question when people come and go: who is there in which turn, and what that leaves.

Everybody has a mask of turns; who share a table share its turns. With few enough turns a couple
has none in common, and then it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carrousel.afternoon.guests import Guests, turns_away
from carrousel.afternoon.schedule_grid import Cell
from carrousel.afternoon.selection import Question, Selection, choose
from carrousel.afternoon.sides import Sides, question_of
from koppelronde.domain.outcomes.outcome_carrousel import Turn
from koppelronde.domain.ronde import Koppelronde


class Asking:
    """The question for any number of turns, with and without who sits at a shared table when."""

    def __init__(
        self, ronde: Koppelronde, guests: Guests, sides: Sides, available: Sequence[Turn]
    ) -> None:
        self._ronde, self._guests, self.sides = ronde, guests, sides
        self._available = available
        self.most = len(available)

    def here(self, turns: int) -> list[int]:
        """A mask of turns per person, movers first."""
        return _presence(self._ronde, self.sides, self._available[:turns])

    def question(self, turns: int) -> Question:
        """Who share a table share the turns of it."""
        here = self.here(turns)
        plain = question_of(self._ronde, self._guests, self.sides, turns)
        return replace(
            _asked(plain, here, self.sides, turns), shared=_tables_shared(self.sides, here)
        )

    def divided(self, turns: int) -> tuple[Question, list[int]]:
        """The same with the turns of a shared table given to one of them each."""
        here = _shared(self.sides, self.here(turns), turns)
        plain = question_of(self._ronde, self._guests, self.sides, turns)
        return _asked(plain, here, self.sides, turns), here

    def bound(self, turns: int) -> Selection:
        """What nothing in so many turns can beat."""
        return choose(self.question(turns))

    def allows(self, turns: int, values: tuple[int, ...]) -> bool:
        """Whether the flow leaves it open that so many turns are as good as these values."""
        return self.bound(turns).values() <= values


def _presence(ronde: Koppelronde, sides: Sides, turns: Sequence[Turn]) -> list[int]:
    """A mask of turns per person, movers first."""
    away = turns_away(ronde, turns)
    return [
        sum(1 << t for t, turn in enumerate(turns) if turn.number not in away[code])
        for code in (*sides.movers, *sides.stayers)
    ]


def _sharers(sides: Sides) -> list[tuple[int, ...]]:
    """Stayers who have one table between them."""
    at: dict[int, list[int]] = {}
    for j, code in enumerate(sides.stayers):
        if code in sides.seats.home:
            at.setdefault(sides.seats.home[code], []).append(j)
    return [tuple(stayers) for _, stayers in sorted(at.items()) if len(stayers) > 1]


def _tables_shared(sides: Sides, here: Sequence[int]) -> tuple[tuple[tuple[int, ...], int], ...]:
    """With the number of meetings there can be, those at the place of who cannot move included."""
    found, rooted = [], sorted(sides.rooted())
    for stayers in _sharers(sides):
        together = elsewhere = 0
        for j in stayers:
            mine = here[len(sides.movers) + j]
            together |= mine
            elsewhere += sum(bool(mine & here[i]) for i in rooted)
        found.append((stayers, together.bit_count() + elsewhere))
    return tuple(found)


def _shared(sides: Sides, here: Sequence[int], turns: int) -> list[int]:
    """Who shares a table is there in turn: in every turn the one who had fewest so far."""
    masks = list(here)
    n = len(sides.movers)
    for stayers in _sharers(sides):
        sharers = [n + j for j in stayers]
        had = dict.fromkeys(sharers, 0)
        last = -1
        for turn in range(turns):
            there = [p for p in sharers if here[p] >> turn & 1]
            if not there:
                continue
            left = {p: (here[p] >> turn).bit_count() for p in there}
            mine = min(there, key=lambda p: (had[p], p == last, left[p], p))
            had[mine] += 1
            last = mine
            for p in there:
                if p != mine:
                    masks[p] &= ~(1 << turn)
    return masks


def owners(sides: Sides, here: Sequence[int], cells: Sequence[Cell], turns: int) -> list[int]:
    """Everybody's turns, those of a shared table given to who has a conversation there."""
    n = len(sides.movers)
    masks = _shared(sides, here, turns)
    for stayers in _sharers(sides):
        for cell in cells:
            if cell.stayer in stayers and cell.mover not in sides.rooted():
                for j in stayers:
                    masks[n + j] &= ~(1 << cell.turn)
                masks[n + cell.stayer] |= 1 << cell.turn
    return masks


def _asked(question: Question, here: Sequence[int], sides: Sides, turns: int) -> Question:
    """The question with what people's hours leave of it."""
    n, m = len(sides.movers), len(sides.stayers)
    most = 0
    for turn in range(turns):
        movers = sum(mask >> turn & 1 for mask in here[:n])
        most += min(movers, sum(mask >> turn & 1 for mask in here[n:]), sides.seats.at_once)
    partial = [p for p in range(n + m) if here[p] != (1 << turns) - 1]
    never = {
        (i, j)
        for p in partial
        for i, j in ([(p, j) for j in range(m)] if p < n else [(i, p - n) for i in range(n)])
        if not here[i] & here[n + j]
    }
    return replace(
        question,
        mover_caps=tuple(min(c, here[i].bit_count()) for i, c in enumerate(question.mover_caps)),
        stayer_caps=tuple(
            min(c, here[n + j].bit_count()) for j, c in enumerate(question.stayer_caps)
        ),
        total=min(question.total, most),
        forbidden=question.forbidden | never,
    )
