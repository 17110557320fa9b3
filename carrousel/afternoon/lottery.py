"""What the lot of a round is drawn from before there is a sealed seed, and dice for a search."""

from __future__ import annotations

from random import Random

from koppelronde.domain.lottery import lot
from koppelronde.domain.ronde import Koppelronde


def seed_of(ronde: Koppelronde) -> str:
    """The sealed lottery seed when there is one, else the name of the round."""
    return ronde.sealed.seed if ronde.sealed and ronde.sealed.seed else ronde.name


def dice(seed: str, purpose: str) -> Random:
    """A generator for a search; only its ``random()`` is used, whose sequence Python promises."""
    return Random(lot(seed, purpose))
