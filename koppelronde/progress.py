"""How a long search tells where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from koppelronde.domain.language import Text


class Progress(NamedTuple):
    """What is being done, the best value so far and the best that could be possible."""

    says: Text
    value: int
    bound: int


Tell = Callable[[Progress], None]


def nobody_listens(progress: Progress) -> None:
    """For who does not ask."""
    del progress
