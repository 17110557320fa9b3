"""Who saves: a whole :class:`By`, or a name, which then acts now at the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from koppelronde.domain.acting import By


def by_of(by: By | str, clock: Callable[[], datetime]) -> By:
    """The record; the clock gives the moment to a bare name."""
    return by if isinstance(by, By) else By(by, clock())
