"""What the goals leave open: all optimal matchings at once, and the lottery among them.

A couple is *tight* when its dual slack is zero; every optimal matching consists of tight couples
and uses up the places that have a price. The ways from one optimum to another are the cycles of
a graph: an AIOS can go to a tight HAO, an HAO can let somebody go, a place with no price may
become free or be taken. So the couples that are never in doubt, and who could still have what,
are read off from paths in that graph (:meth:`Face.way_between`, strongly connected parts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from koppelronde.domain.lottery import drawing_order, lot
from matching.engine.flow.strong_parts import strong_parts
from matching.engine.lottery import worth
from matching.engine.network import NONE, Network
from matching.engine.prices import DualBook, shifts_of


@dataclass(slots=True)
class Face:
    """The optimal matchings, seen from one of them.

    Nodes are the AIOS, then the HAOs, then the limited practices, then ``out``: being without a
    place, or a place being empty. ``open_[x]`` says that the place limit (or, for an AIOS,
    having a place at all) of node x has no price and is not shut.
    """

    network: Network
    chosen: list[int]
    tight_of: list[list[int]]
    tight_at: list[list[int]]
    open_: list[bool]
    used: list[int]
    book: DualBook
    seated: list[list[int]] = field(init=False)
    room: list[int] = field(init=False)
    up: list[int] = field(init=False)
    below: list[list[int]] = field(init=False)
    out: int = field(init=False)
    left_out: list[int] = field(init=False)
    part: list[int] = field(init=False)

    def __post_init__(self) -> None:
        network, n = self.network, len(self.network.aios)
        first_praktijk = n + len(network.haos)
        self.out = first_praktijk + len(network.praktijken)
        self.left_out = [a for a, couple in enumerate(self.chosen) if couple == NONE]
        self.part = []
        self.up = [self.out] * (self.out + 1)
        self.room = [1] * n + network.room_hao + network.room_praktijk + [0]
        self.below = [[] for _ in range(self.out + 1)]
        for hao, praktijk in enumerate(network.parent):
            if praktijk != NONE:
                self.up[n + hao] = first_praktijk + praktijk
        for node in range(n, self.out):
            self.below[self.up[node]].append(node)
        self.seated = [[] for _ in network.haos]
        for aios, couple in enumerate(self.chosen):
            if couple != NONE:
                self.seated[network.head[couple]].append(aios)

    # ── the graph ────────────────────────────────────────────────────────────────────────────

    def steps(self, node: int) -> Iterator[int]:
        """Where one can go from here without leaving the optimum."""
        n, network = len(self.network.aios), self.network
        if node < n:
            own = self.chosen[node]
            for couple in self.tight_of[node]:
                if couple != own:
                    yield n + network.head[couple]
            if own != NONE:
                # A way out of the own place and straight back changes nothing, but it keeps
                # both ends of a couple at the same height.
                yield n + network.head[own]
                if self.open_[node]:
                    yield self.out
            return
        if node == self.out:
            for aios in self.left_out:
                if self.chosen[aios] == NONE and self.open_[aios]:
                    yield aios
        elif node < n + len(network.haos):
            yield from self.seated[node - n]
        for low in self.below[node]:
            if self.open_[low] and self.used[low]:
                yield low
        if node != self.out and self.open_[node] and self.used[node] < self.room[node]:
            yield self.up[node]

    def components(self) -> list[int]:
        """The strongly connected part of every node, numbered so that steps go to lower ones."""
        return strong_parts([list(self.steps(node)) for node in range(self.out + 1)])

    # ── what is no longer in doubt ───────────────────────────────────────────────────────────

    def settle(self) -> list[bool]:
        """Drop every tight couple that is in no optimum; say which AIOS have only one outcome.

        The proof stands in the free bits of the prices, which count for no goal: heights that
        rise along every step between two parts. It makes the lottery small.
        """
        self.part = part = self.components()
        zero = part[self.out]
        for node, mine in enumerate(part[: self.out]):
            self.book.goals[node] += zero - mine
        n, head = len(self.network.aios), self.network.head
        for aios in range(n):
            self.tight_of[aios] = [
                couple
                for couple in self.tight_of[aios]
                if part[n + head[couple]] == part[aios] or couple == self.chosen[aios]
            ]
        self.tight_at = [
            [couple for couple in couples if part[self.network.tail[couple]] == part[n + hao]]
            for hao, couples in enumerate(self.tight_at)
        ]
        for node in range(self.out):
            self.open_[node] &= part[node] == part[self.up[node]]
        return [not self.open_[aios] and len(self.tight_of[aios]) <= 1 for aios in range(n)]

    # ── the lottery ──────────────────────────────────────────────────────────────────────────

    def draw(self, seed: str, own_ranks: Sequence[int]) -> None:
        """Let everybody choose in the order of their lots; afterwards one matching is left.

        ``own_ranks[c]`` is the rank that the AIOS of couple c gave. First round: own rank.
        Second round: lot of the couple. Each choice is a digit of the worths in the lottery.
        """
        haos, head = self.network.haos, self.network.head
        by_code = {
            code: aios
            for aios, code in enumerate(self.network.aios)
            if len(self.tight_of[aios]) > (0 if self.open_[aios] else 1)
        }
        order = [(code, by_code[code]) for code in drawing_order(seed, by_code)]
        choices: list[tuple[int, dict[int, int]]] = []
        for _, aios in order:
            mine = self.tight_of[aios]
            ranks = worth([own_ranks[couple] for couple in mine])
            choices.append((aios, dict(zip(mine, ranks, strict=True))))
        for code, aios in order:
            mine = self.tight_of[aios]
            keys = worth([lot(seed, code, haos[head[couple]]) for couple in mine])
            choices.append((aios, dict(zip(mine, keys, strict=True))))
        shifts = shifts_of([len(worths) for _, worths in choices], 1)
        for shift, (aios, worths) in zip(shifts, choices, strict=True):
            self._choose(shift, aios, worths)

    def _choose(self, shift: int, aios: int, worth: dict[int, int]) -> None:
        """Give this AIOS the best couple that is still possible, and keep it so."""
        n, head = len(self.network.aios), self.network.head
        own = self.chosen[aios]
        now = worth[own] if own != NONE else 0
        wanted = sorted(
            (couple for couple in self.tight_of[aios] if worth[couple] > now),
            key=lambda couple: -worth[couple],
        )
        out_of_reach: set[int] = set()
        for couple in wanted:
            if n + head[couple] in out_of_reach:
                continue
            way = self._way(n + head[couple], aios, out_of_reach)
            if way is not None:
                self._go(aios, couple, way)
                now = worth[couple]
                break
        height = worth[wanted[0]] - now + 1 if wanted else 1
        self._shut(shift, aios, now, out_of_reach, height)
        for couple in self.tight_of[aios]:
            if worth[couple] != now:
                self.tight_at[head[couple]].remove(couple)
        self.tight_of[aios] = [c for c in self.tight_of[aios] if worth[c] == now]
        if now:
            self.open_[aios] = False

    def _way(self, start: int, goal: int, seen: set[int]) -> list[int] | None:
        """The nodes from start to goal; None, with all that can be reached in ``seen``."""
        came: dict[int, int] = {start: start}
        stack = [start]
        while stack:
            node = stack.pop()
            for following in self.steps(node):
                if following == goal:
                    way = [goal, node]
                    while node != start:
                        node = came[node]
                        way.append(node)
                    return way[::-1]
                if following not in came and following not in seen:
                    came[following] = node
                    stack.append(following)
        seen.update(came)
        return None

    def _go(self, aios: int, couple: int, way: list[int]) -> None:
        """Move everybody on the cycle one place further."""
        n, network = len(self.network.aios), self.network
        before = self.chosen[:]
        moves = [(aios, couple)]
        for node, following in pairwise(way):
            if node < n:
                if following == self.out:
                    moves.append((node, NONE))
                else:
                    to = following - n
                    moves.append(
                        (node, next(c for c in self.tight_of[node] if network.head[c] == to))
                    )
            elif following >= n:
                # Places: one more in use upwards, one less downwards.
                if following == self.up[node]:
                    self.used[node] += 1
                else:
                    self.used[following] -= 1
        for mover, _ in moves:
            if before[mover] != NONE:
                self.seated[network.head[before[mover]]].remove(mover)
        for mover, place in moves:
            self.chosen[mover] = place
            if place == NONE:
                self.left_out.append(mover)
            else:
                self.seated[network.head[place]].append(mover)

    def _shut(self, shift: int, aios: int, now: int, beyond: set[int], height: int) -> None:
        """Write the proof that nobody in ``beyond`` can make way, and close the ways into it.

        Without anybody beyond, the proof is that this AIOS gains what the choice is worth.
        """
        n, lots = len(self.network.aios), self.book.lots
        lots[aios] -= now << shift
        if not beyond:
            return
        if self.out in beyond:
            mine = self.part[self.out]
            for node, part in enumerate(self.part):
                if part == mine and node not in beyond:
                    lots[node] -= height << shift
        else:
            for node in beyond:
                lots[node] += height << shift
        for node in beyond:
            if n <= node < n + len(self.network.haos):
                hao = node - n
                for couple in self.tight_at[hao]:
                    if self.network.tail[couple] not in beyond:
                        self.tight_of[self.network.tail[couple]].remove(couple)
                self.tight_at[hao] = [
                    c for c in self.tight_at[hao] if self.network.tail[c] in beyond
                ]
            if node != self.out and self.up[node] not in beyond:
                self.open_[node] = False
            for low in self.below[node]:
                if low not in beyond:
                    self.open_[low] = False
        if self.out in beyond:
            for other in range(n):
                self.open_[other] &= other in beyond


def face_of(
    network: Network,
    chosen: list[int],
    slack: Sequence[int],
    book: DualBook,
) -> Face:
    """The face of an optimum: ``slack[c]`` is zero for couples that some optimum may hold.

    The book already holds the heights for all goals: a place with a price is not open.
    """
    n, first_praktijk = len(network.aios), len(network.aios) + len(network.haos)
    tight_of: list[list[int]] = [[] for _ in network.aios]
    tight_at: list[list[int]] = [[] for _ in network.haos]
    for couple, left in enumerate(slack):
        if not left:
            tight_of[network.tail[couple]].append(couple)
            tight_at[network.head[couple]].append(couple)
    used = [0] * (first_praktijk + len(network.praktijken) + 1)
    for couple in chosen:
        if couple != NONE:
            hao = network.head[couple]
            used[n + hao] += 1
            if network.parent[hao] != NONE:
                used[first_praktijk + network.parent[hao]] += 1
    open_ = [not price for price in book.goal_prices()]
    return Face(network, chosen[:], tight_of, tight_at, open_, used, book)
