"""How an act that takes long tells its door where it is."""

from __future__ import annotations

from collections.abc import Callable

from koppelronde.domain.language import Text

Tick = Callable[[int, int, Text], None]
"""How many steps are done, how many there are (0 = unknown), and what is being done."""


def nobody_looks(done: int, total: int, says: Text) -> None:
    """For a door that does not show it."""
    del done, total, says
