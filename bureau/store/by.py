"""Who saves: a whole :class:`By`, or a name, which then acts now at the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from koppelronde.domain.acting import By
from koppelronde.domain.plain_text import without_commands


def by_of(by: By | str, clock: Callable[[], datetime]) -> By:
    """The record; the clock gives the moment to a bare name. No sign in it commands a terminal."""
    by = by if isinstance(by, By) else By(by, clock())
    return replace(by, name=without_commands(by.name))
