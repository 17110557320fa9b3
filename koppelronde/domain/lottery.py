"""The lot: numbers that nobody chose, the same on every machine; a notary can redo them by hand.

SHA-256 over the seed of the round and codes, with colons between them. On a command line:
``printf %s "seed:A07" | sha256sum``. Neither the order of rows in a spreadsheet nor the alphabet
decides anything. The carrousel, the visits and the matching draw by this one rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def lot(seed: str, *codes: str) -> str:
    """The number of a person (one code) or of a couple (two), as 64 hexadecimal digits."""
    return sha256(":".join((seed, *codes)).encode()).hexdigest()


def drawing_order(seed: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes in the order in which they choose: lowest number first."""
    return tuple(sorted(codes, key=lambda code: lot(seed, code)))
