"""The proof: one whole number per stage for every AIOS, HAO and limited practice.

Read as vectors, compared stage by stage like words in a dictionary, they satisfy:

* gain of the AIOS + price of the HAO + price of its practice >= what the couple is worth, for
  every possible couple, with equality for every couple that is made;
* no vector is below zero, and one above zero belongs to somebody whose places are all used.

Whatever couples one makes, together they are worth at most the sum of the vectors over the
places; the couples made reach it. So nothing is better (complementary slackness).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from matching.network import NONE, Network

SETTLED = "settled"
"""Name of the stage that counts nothing: its duals show which couples are no longer in doubt."""


class StageDuals(NamedTuple):
    """The duals of one stage by code; whoever is not named has 0.

    ``stage`` is the name of a goal stage, SETTLED, ``rank:A07`` or ``key:A07``.
    """

    stage: str
    aios: Mapping[str, int]
    haos: Mapping[str, int]
    praktijken: Mapping[str, int]


@dataclass(slots=True)
class DualBook:
    """Collects node heights stage by stage and writes them down as duals.

    ``side[x]`` is 0 while the price of node x is still zero, 1 once it is positive (its places
    are used in every optimum), -1 once the way through it is shut (no place is used in any).
    Nodes are numbered as in :class:`matching.face.Face`: AIOS, HAOs, limited practices, out.
    """

    network: Network
    side: list[int]
    stages: list[StageDuals] = field(default_factory=list)

    def write(self, stage: str, height: Mapping[int, int]) -> None:
        """Heights (0 where not given, and at "out") become prices of places.

        The price of an AIOS is minus the height; of an HAO or practice the height above what
        lies over it. A price that would turn out negative belongs to a way that is shut: 0.
        """
        network = self.network
        n = len(network.aios)
        first_praktijk = n + len(network.haos)
        touched = set(height)
        if any(node >= first_praktijk for node in height):
            touched |= {n + h for h, p in enumerate(network.parent) if first_praktijk + p in height}
        priced: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
        for node in sorted(touched):
            price = height.get(node, 0)
            if node < n:
                where, code, price = 0, network.aios[node], -price
            elif node < first_praktijk:
                where, code = 1, network.haos[node - n]
                if network.parent[node - n] != NONE:
                    price -= height.get(first_praktijk + network.parent[node - n], 0)
            else:
                where, code = 2, network.praktijken[node - first_praktijk]
            if price and not self.side[node]:
                self.side[node] = 1 if price > 0 else -1
            if price and self.side[node] > 0:
                priced[where][code] = price
        self.stages.append(StageDuals(stage, *priced))


def empty_book(network: Network) -> DualBook:
    """A book in which nothing has a price yet."""
    return DualBook(
        network, [0] * (len(network.aios) + len(network.haos) + len(network.praktijken) + 1)
    )
