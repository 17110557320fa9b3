"""The lot: an order of people that nobody chose, the same on every machine.

SHA-256 over the round's seed and the code, so that neither the order of rows in a spreadsheet
nor the alphabet decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from random import Random

from koppelronde.domain.ronde import Koppelronde


def seed_of(ronde: Koppelronde) -> str:
    """The sealed lottery seed when there is one, else the name of the round."""
    return ronde.sealed.seed if ronde.sealed and ronde.sealed.seed else ronde.name


def drawn(seed: str, *codes: str) -> bytes:
    """The lot of these codes in this round."""
    return sha256("\0".join((seed, *codes)).encode()).digest()


def in_drawn_order(seed: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes in the order of their lots."""
    return tuple(sorted(codes, key=lambda code: (drawn(seed, code), code)))


def dice(seed: str, purpose: str) -> Random:
    """A generator for a search; only its ``random()`` is used, whose sequence Python promises."""
    return Random(drawn(seed, purpose).hex())
