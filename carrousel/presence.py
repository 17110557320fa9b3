"""Not everybody is there all the time: late, early, away for some turns, sharing a table.

The flow with the numbers of meetings that people can still have gives the choice of couples and
a bound that nothing can beat. Times come from chains; a couple without a time is cut and the
choice made again, because another choice of the same value may have times. What is left after
that is for the exact solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from carrousel.away import turns_away
from carrousel.board import Board, IndexPair
from carrousel.exact_times import place_exactly
from carrousel.guests import Guests
from carrousel.lot import dice, seed_of
from carrousel.pauses import spread_pauses
from carrousel.progress import Progress, Tell
from carrousel.selection import Question, Selection, choose, measured
from carrousel.some import Sides, pause_stage, question_of, selection_stages, written
from carrousel.times import place, place_by_chains
from carrousel.timetable import Planned
from koppelronde.findings import Finding, Weight
from koppelronde.language import Text
from koppelronde.outcome import Turn
from koppelronde.ronde import Koppelronde

ROUNDS = 12
_SAYS = Text("koppels en rondes kiezen", "choosing couples and turns")


def limited(guests: Guests) -> bool:
    """Whether anybody's hours or a shared table limit the plan."""
    tables = Counter(p.table for p in guests.presences.values() if p.table)
    return any(p.begin or p.end for p in guests.presences.values()) or any(
        number > 1 for number in tables.values()
    )


def turns_wanted(ronde: Koppelronde, guests: Guests, sides: Sides, turns: Sequence[Turn]) -> int:
    """As many turns as everybody needs to meet everybody, or to have their fixed number.

    Somebody who comes late can still reach a fixed number when there are a few turns more, so
    then the fewest turns are taken in which the flow says that everybody can.
    """
    each = ronde.number("meetings_each")
    if not each:
        return min(len(turns), max(len(guests.aios), len(guests.haos)))
    needed = max(each, -(-each * len(guests.aios) // len(guests.haos)))
    best, most = len(turns), -1
    for number in range(min(needed, len(turns)), len(turns) + 1):
        here = _presence(ronde, sides, turns[:number])
        question = _asked(question_of(ronde, guests, sides, number), here, sides, number)
        possible = choose(question).meetings
        if possible > most:
            best, most = number, possible
        if most == each * len(guests.aios):
            break
    return best


def present_round(
    ronde: Koppelronde, guests: Guests, sides: Sides, turns: Sequence[Turn], tell: Tell
) -> Planned:
    """The best plan found in these turns, with the bound of every goal."""
    number = len(turns)
    everybody = _presence(ronde, sides, turns)
    here = _shared(sides, everybody, number)
    asked = _asked(question_of(ronde, guests, sides, number), everybody, sides, number)
    bound = choose(replace(asked, shared=_tables_shared(sides, everybody)))
    question = _asked(question_of(ronde, guests, sides, number), here, sides, number)
    board = _search(question, bound, here, sides, number, seed_of(ronde), tell)
    spread_pauses(board, dice(seed_of(ronde), "pauses"))
    found = measured(question, [(cell.mover, cell.stayer) for cell in board.cells()])
    planned = written(
        ronde,
        sides,
        board,
        (*selection_stages(question, found, sides, bound), pause_stage(board)),
    )
    return replace(planned, findings=(*planned.findings, *_sharing_notices(sides)))


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


def _search(
    question: Question,
    bound: Selection,
    here: Sequence[int],
    sides: Sides,
    turns: int,
    seed: str,
    tell: Tell,
) -> Board:
    """Choose, give times, cut what got none, choose again; the best of all attempts."""
    n, m, tables = len(sides.movers), len(sides.stayers), len(sides.seats.tables)
    cut: frozenset[IndexPair] = frozenset()
    best: Board | None = None
    value: tuple[int, ...] = ()
    for attempt in range(ROUNDS):
        selection = choose(replace(question, forbidden=question.forbidden | cut))
        board = Board(n, m, turns, here, tables)
        left = place_by_chains(board, selection.pairs, dice(seed, f"times {attempt}"))
        if left:
            _fill(board, question)
        found = measured(question, [(cell.mover, cell.stayer) for cell in board.cells()])
        if best is None or found.values() < value:
            best, value = board, found.values()
            tell(Progress(_SAYS, found.meetings, bound.meetings))
        if not left or value <= bound.values():
            break
        cut |= frozenset(left)
    assert best is not None
    if -value[0] < bound.meetings:
        best = place_exactly(best, _open_couples(best, question), tell)
        tell(Progress(_SAYS, sum(best.size), bound.meetings))
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
