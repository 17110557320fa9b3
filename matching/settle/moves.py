"""Freeing a place: who would have to move so that one more AIOS fits, the fewest others touched.

An alternating path through the couples as they are: the AIOS takes a place, who sat there takes
another, until a free place is met (C. Berge, "Two Theorems in Graph Theory", 1957). Among paths
with equally few moved: the fewest couples that never met, then the fewest beyond ``top_ranks``,
then the lowest sum of ranks. Where a couple fell through, the path ends at that free place, so
swaps are found too.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from koppelronde.domain.language import Text, listed
from matching.settle.board import Board

_Cost = tuple[int, int, int, int]
_NEVER_RANKED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One AIOS goes to another HAO. Ranks are None where somebody is on no list.

    ``hao_before`` is None for the AIOS who had no place. The ranks by the HAO are those that the
    new HAO gives to this AIOS, and to the one who leaves her (None when a place was free).
    """

    aios: str
    hao_before: str | None
    hao_after: str
    met: bool
    own_rank_before: int | None
    own_rank_after: int | None
    leaves_hao: str | None
    hao_rank_before: int | None
    hao_rank_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Moves that together give one more AIOS a place.

    ``others`` are the AIOS and HAOs touched besides the first AIOS and the HAO she goes to, and
    besides the HAO whose free place is filled.
    """

    moves: tuple[Move, ...]
    others: tuple[str, ...]
    never_met: int
    says: Text


def ways_to_a_place(board: Board, aios: str) -> tuple[Way, ...]:
    """For every full HAO possible for this AIOS: the best way to free a place there.

    Best first. An HAO for whom no way exists is left out; so are free places, which need none.
    """
    found: list[tuple[_Cost, tuple[tuple[str, str], ...]]] = []
    for hao in board.haos:
        if not board.possible(aios, hao) or board.free_places(hao):
            continue
        first = _cost(board, aios, hao)
        path = _best_path(board, aios, hao)
        if path is not None:
            cost, steps = path
            found.append((_plus(cost, (0, *first[1:])), ((aios, hao), *steps)))
    return tuple(_way(board, steps) for _, steps in sorted(found))


def _cost(board: Board, aios: str, hao: str) -> _Cost:
    """What one move adds: one moved, never met, beyond the top ranks, sum of both ranks."""
    ranks = [board.rank(aios, hao, by=aios), board.rank(aios, hao, by=hao)]
    known = [_NEVER_RANKED if rank is None else rank for rank in ranks]
    beyond = max(known) > board.ronde.number("top_ranks")
    return (1, int((aios, hao) not in board.met), int(beyond), sum(known))


def _best_path(
    board: Board, newcomer: str, start: str
) -> tuple[_Cost, tuple[tuple[str, str], ...]] | None:
    """The cheapest moves of others that make room for one more at ``start``.

    Nodes are HAOs and practices. At an HAO somebody who sits there may leave; an HAO with a place
    of her own only needs room in the practice, and there anybody of the practice may leave.
    Where a free place is known, no search goes on to what would take more moves.
    """
    zero: _Cost = (0, 0, 0, 0)
    free = [hao for hao in board.haos if board.free_places(hao)]
    full = [hao for hao in board.haos if not board.free_places(hao)]
    known: _Cost | None = None
    heap: list[tuple[_Cost, tuple[tuple[str, str], ...], bool, str]] = [(zero, (), False, start)]
    done: set[tuple[bool, str]] = set()
    while heap:
        cost, steps, at_praktijk, here = heappop(heap)
        if (at_praktijk, here) in done:
            continue
        done.add((at_praktijk, here))
        if not at_praktijk and board.has_room(here):
            heappush(heap, (cost, steps, True, board.praktijk(here) or here))
        if at_praktijk:
            if board.praktijk_has_room(here):
                return cost, steps
            leaving = [a for a, h in sorted(board.partner.items()) if board.praktijk(h) == here]
        else:
            leaving = list(board.seated[here])
        moved = {aios for aios, _ in steps}
        for aios in leaving:
            if aios in board.fixed or aios in moved or aios == newcomer:
                continue
            for haos, moves in ((free, cost[0] + 1), (full, cost[0] + 2)):
                if known is not None and (moves, 0, 0, 0) > known:
                    continue
                for hao in haos:
                    if hao == board.partner[aios] or (False, hao) in done:
                        continue
                    if board.possible(aios, hao):
                        total = _plus(cost, _cost(board, aios, hao))
                        heappush(heap, (total, (*steps, (aios, hao)), False, hao))
                        if haos is free and (known is None or total < known):
                            known = total
    return None


def _plus(one: _Cost, other: _Cost) -> _Cost:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])


def _way(board: Board, steps: tuple[tuple[str, str], ...]) -> Way:
    moves = []
    moved_from = {board.partner[aios]: aios for aios, _ in steps[1:]}
    for aios, hao in steps:
        before = board.partner.get(aios)
        leaver = moved_from.get(hao)
        moves.append(
            Move(
                aios=aios,
                hao_before=before,
                hao_after=hao,
                met=(aios, hao) in board.met,
                own_rank_before=None if before is None else board.rank(aios, before, by=aios),
                own_rank_after=board.rank(aios, hao, by=aios),
                leaves_hao=leaver,
                hao_rank_before=None if leaver is None else board.rank(leaver, hao, by=hao),
                hao_rank_after=board.rank(aios, hao, by=hao),
            )
        )
    never_met = sum(not move.met for move in moves)
    others = {move.aios for move in moves[1:]} | {move.hao_after for move in moves[1:-1]}
    return Way(
        moves=tuple(moves), others=tuple(sorted(others)), never_met=never_met, says=_said(moves)
    )


def _said(moves: list[Move]) -> Text:
    parts = []
    for move in moves[1:]:
        before, after = _rank(move.own_rank_before), _rank(move.own_rank_after)
        parts.append(
            Text(
                f"{move.aios} van {move.hao_before} ({before.nl}) naar {move.hao_after} "
                f"({after.nl}{'' if move.met else ', nooit ontmoet'})",
                f"{move.aios} from {move.hao_before} ({before.en}) to {move.hao_after} "
                f"({after.en}{'' if move.met else ', never met'})",
            )
        )
    first = moves[0]
    rank = _rank(first.own_rank_after)
    verb = "gaat" if len(parts) == 1 else "gaan"
    chain = Text(listed([p.nl for p in parts]).nl, listed([p.en for p in parts]).en)
    return Text(
        f"{first.aios} kan naar {first.hao_after} ({rank.nl}) als {chain.nl} {verb}.",
        f"{first.aios} can go to {first.hao_after} ({rank.en}) if moved: {chain.en}.",
    )


def _rank(rank: int | None) -> Text:
    if rank is None:
        return Text("niet op de lijst", "not listed")
    return Text(f"plaats {rank}", f"rank {rank}")
