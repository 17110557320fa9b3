"""Not everybody is there all the time: late, early, away for some turns, sharing a table.

The flow with the numbers of meetings that people can still have gives the choice of couples and
a bound that nothing can beat. Times come from chains; a couple without a time is cut and the
choice made again, because another choice of the same value may have times. What is left after
that is for the exact solver, which chooses couples and turns at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from carrousel.away import turns_away
from carrousel.board import Board, IndexPair, board_of
from carrousel.exact_choice import choose_exactly
from carrousel.grid import Cell
from carrousel.guests import Guests
from carrousel.lot import dice, seed_of
from carrousel.pauses import spread_pauses
from carrousel.progress import Progress, Tell
from carrousel.selection import Question, Selection, choose, measured
from carrousel.some import Known, Sides, pause_stage, question_of, selection_stages, written
from carrousel.times import place, place_by_chains
from carrousel.timetable import Planned
from koppelronde.errors import NoPlanExists
from koppelronde.findings import Finding, Weight
from koppelronde.language import Text
from koppelronde.outcome import Turn
from koppelronde.ronde import Koppelronde

ROUNDS = 12
MORE_TURNS = 4
"""So many turns more than the flow needs, when chains find no times in fewer."""
_SAYS = Text("koppels en rondes kiezen", "choosing couples and turns")


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
    asking = _Asking(ronde, guests, sides, available)
    bound = asking.bound(len(available))
    fewest = _fewest_turns(asking, len(available), bound)
    best: _Found | None = None
    for turns in range(fewest, min(fewest + MORE_TURNS, len(available)) + 1):
        found = _search(asking, turns, bound, seed_of(ronde), tell)
        if best is None or found.values < best.values:
            best = found
        if found.values == bound.values():
            break
    assert best is not None, "there is at least one turn"
    known = _proven_by(best.values, bound.values())
    if best.values != bound.values():
        for turns in sorted({fewest, min(fewest + 1, len(available)), len(available)}):
            best, known = _improved(asking, turns, bound, best, tell)
            if known.proven == len(best.values):
                break
    board = best.board
    spread_pauses(board, dice(seed_of(ronde), "pauses"))
    choice = measured(best.question, [(cell.mover, cell.stayer) for cell in board.cells()])
    planned = written(
        ronde,
        sides,
        board,
        (*selection_stages(asking.question(len(available)), choice, sides, known),
         pause_stage(board)),
    )  # fmt: skip
    return replace(planned, findings=(*planned.findings, *_sharing_notices(sides)))


class _Asking:
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A board that keeps the rules, and what it is worth."""

    board: Board
    question: Question
    values: tuple[int, ...]


def _fewest_turns(asking: _Asking, available: int, bound: Selection) -> int:
    """The fewest turns in which the flow says that all goals can be as good as in all of them."""
    low, high = 1, available
    while low < high:
        middle = (low + high) // 2
        try:
            enough = asking.bound(middle).values() == bound.values()
        except NoPlanExists:
            enough = False
        low, high = (low, middle) if enough else (middle + 1, high)
    return low


def _proven_by(values: tuple[int, ...], bound: tuple[int, ...]) -> Known:
    """Goals that equal what the flow allows, from the first."""
    for goal, (value, best) in enumerate(zip(values, bound, strict=True)):
        if value != best:
            return Known(goal, best)
    return Known(len(values))


def _improved(
    asking: _Asking, turns: int, bound: Selection, best: _Found, tell: Tell
) -> tuple[_Found, Known]:
    """By the exact solver, when the model is not too large for it."""
    here, question = asking.here(turns), asking.question(turns)
    tables = len(asking.sides.seats.tables)
    start = list(best.board.cells()) if best.board.turns <= turns else []
    exact = choose_exactly(question, here, turns, tables, start, bound.values(), tell)
    known = _proven_by(best.values, bound.values())
    if exact is None:
        return best, known
    pairs = [(cell.mover, cell.stayer) for cell in exact.cells]
    values = measured(question, pairs).values()
    found = best
    if values < best.values:
        masks = _owners(asking.sides, here, exact.cells, turns)
        n, m = len(question.mover_caps), len(question.stayer_caps)
        found = _Found(board_of(n, m, turns, exact.cells, masks, tables), question, values)
    known = _proven_by(found.values, bound.values())
    if turns == asking.most and values == found.values and exact.proven > known.proven:
        known = Known(exact.proven, exact.bound)
    return found, known


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
        at.setdefault(sides.seats.home[code], []).append(j)
    return [tuple(stayers) for _, stayers in sorted(at.items()) if len(stayers) > 1]


def _tables_shared(sides: Sides, here: Sequence[int]) -> tuple[tuple[tuple[int, ...], int], ...]:
    """With the number of turns in which at least one of them is there."""
    found = []
    for stayers in _sharers(sides):
        together = 0
        for j in stayers:
            together |= here[len(sides.movers) + j]
        found.append((stayers, together.bit_count()))
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


def _owners(sides: Sides, here: Sequence[int], cells: Sequence[Cell], turns: int) -> list[int]:
    """Everybody's turns, those of a shared table given to who has a conversation there."""
    n = len(sides.movers)
    masks = _shared(sides, here, turns)
    for stayers in _sharers(sides):
        for cell in cells:
            if cell.stayer in stayers:
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
        most += min(movers, sum(mask >> turn & 1 for mask in here[n:]), len(sides.seats.tables))
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


def _search(asking: _Asking, turns: int, bound: Selection, seed: str, tell: Tell) -> _Found:
    """Choose, give times, cut what got none, choose again; the best of all attempts."""
    question, here = asking.divided(turns)
    n, m = len(question.mover_caps), len(question.stayer_caps)
    cut: frozenset[IndexPair] = frozenset()
    best: _Found | None = None
    for attempt in range(ROUNDS):
        selection = choose(replace(question, forbidden=question.forbidden | cut))
        board = Board(n, m, turns, here, len(asking.sides.seats.tables))
        left = place_by_chains(board, selection.pairs, dice(seed, f"times {attempt}"))
        if left:
            _fill(board, question)
        values = measured(question, [(cell.mover, cell.stayer) for cell in board.cells()]).values()
        if best is None or values < best.values:
            best = _Found(board, question, values)
            tell(Progress(_SAYS, -values[0], bound.meetings))
        if not left or values <= bound.values():
            break
        cut |= frozenset(left)
    assert best is not None
    return best


def _open_couples(board: Board, question: Question) -> list[IndexPair]:
    """Allowed couples without a meeting of whom both could have one more."""
    n = board.movers
    met = {(cell.mover, cell.stayer) for cell in board.cells()}
    number = [len([p for p in row if p >= 0]) for row in board.partner]
    return [
        (i, j)
        for i, cap in enumerate(question.mover_caps)
        if number[i] < cap
        for j, other_cap in enumerate(question.stayer_caps)
        if number[n + j] < other_cap and (i, j) not in met and (i, j) not in question.forbidden
    ]


def _fill(board: Board, question: Question) -> None:
    """Use what is idle on both sides for couples that were not chosen, best wishes first."""
    nothing = (0, 0, 0, 0)

    def cost(pair: IndexPair) -> tuple[int, ...]:
        worth = question.worth.get(pair)
        return worth.cost if worth else nothing

    for pair in sorted(_open_couples(board, question), key=lambda pair: (cost(pair), pair)):
        number = [len([p for p in board.partner[who] if p >= 0])
                  for who in (pair[0], board.movers + pair[1])]  # fmt: skip
        caps = (question.mover_caps[pair[0]], question.stayer_caps[pair[1]])
        if number[0] < caps[0] and number[1] < caps[1] and sum(board.size) < question.total:
            place(board, *pair)


def _sharing_notices(sides: Sides) -> tuple[Finding, ...]:
    at: dict[int, list[str]] = {}
    for code in sides.stayers:
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
