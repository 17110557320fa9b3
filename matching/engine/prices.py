"""The proof: prices for every AIOS, HAO and limited practice, as whole numbers of any size.

First for the goals. All stages of a couple are packed into one integer, the first stage in the
highest digits (:func:`shifts_of`); the lowest 32 bits stay free. The prices satisfy:

* AIOS + HAO + practice >= what the couple is worth, for every possible couple;
* no price is below zero, and the prices of all places together are what the result is worth.

Whatever couples one makes, together they are worth at most their prices, so at most the prices of
all places; the result is worth just that. So nothing is better (weak duality). What is as good
consists of couples worth exactly their prices: the free bits make that no more couples than the
optima need. Then the same once more for the lottery, over these couples only; places with a price
for the goals are in use in all that is as good, so their second price may be below zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from matching.engine.network import NONE, Network

FREE_BITS: Final = 32
"""The lowest bits of a worth in the goals; there prices show which couples are not in doubt."""


class Prices(NamedTuple):
    """Prices by code; whoever is not named has 0."""

    aios: Mapping[str, int]
    haos: Mapping[str, int]
    praktijken: Mapping[str, int]


Proof = tuple[Prices, Prices]
"""The prices for the goals and for the lottery."""


def shifts_of(largest: Sequence[int], people: int, free: int = 0) -> list[int]:
    """Where the digit of each stage begins, the first stage highest; ``free`` bits stay below.

    ``largest`` is the most that a couple counts in each stage. A digit has room for 32 times
    what so many people can count together. For the proof twice is enough; shortest paths, from
    which a result of the flow kernel gets its prices, stay within 17 times.
    """
    shifts, shift = [0] * len(largest), free
    for stage in reversed(range(len(largest))):
        shifts[stage] = shift
        shift += (32 * people * largest[stage]).bit_length()
    return shifts


@dataclass(slots=True)
class DualBook:
    """Heights of the nodes, from which prices are read.

    Nodes are numbered as in :class:`matching.engine.optimal_face.Face`: AIOS, HAOs, limited
    practices, out. The price of an AIOS is minus its height; of an HAO or practice its height
    above what lies over it. A price that would turn out negative belongs to a place that no
    optimum uses: 0.
    """

    network: Network
    goals: list[int]
    lots: list[int]

    def goal_prices(self) -> list[int]:
        """The price of every node for the goals, negative where no optimum uses it."""
        return self._prices(self.goals)

    def proof(self) -> Proof:
        """Both sets of prices by code; a node without room has none."""
        network = self.network
        room = [*map(int, network.free), *network.room_hao, *network.room_praktijk]
        goals = [price if left else 0 for price, left in zip(self.goal_prices(), room, strict=True)]
        lots = [
            price if goal > 0 else max(0, price) if goal == 0 and left else 0
            for price, goal, left in zip(self._prices(self.lots), goals, room, strict=True)
        ]
        return self._by_code([max(0, price) for price in goals]), self._by_code(lots)

    def _prices(self, heights: list[int]) -> list[int]:
        n, first_praktijk = len(self.network.aios), len(self.network.aios) + len(self.network.haos)
        prices = [-height for height in heights[:n]] + heights[n:]
        for hao, praktijk in enumerate(self.network.parent):
            if praktijk != NONE:
                prices[n + hao] -= heights[first_praktijk + praktijk]
        return prices

    def _by_code(self, prices: list[int]) -> Prices:
        network, parts, start = self.network, [], 0
        for codes in (network.aios, network.haos, network.praktijken):
            own = prices[start : start + len(codes)]
            parts.append({code: price for code, price in zip(codes, own, strict=True) if price})
            start += len(codes)
        return Prices(*parts)


def book_of(network: Network, goals: list[int]) -> DualBook:
    """A book with these heights for the goals, and nothing yet for the lottery."""
    return DualBook(network, goals, [0] * len(goals))
