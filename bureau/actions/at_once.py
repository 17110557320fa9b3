"""Several people at once: whoever clashes with nobody need not type anything again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from koppelronde.domain.errors import KoppelError, SavedMeanwhile

T = TypeVar("T")

TIMES: Final = 40
"""So often it is tried: of twenty people who save at once each waits for nineteen at most."""


def keep_at_once(
    work_out: Callable[[], T], keep: Callable[[T], None], clashes: Callable[[T, T], bool]
) -> T:
    """Work something out and keep it; where somebody saved in between, work it out anew.

    ``clashes`` says of what was worked out first and now whether the other's change is about the
    same thing: then, and where it cannot be done any more, SavedMeanwhile says who was first.
    """
    first = made = work_out()
    for left in reversed(range(TIMES)):
        try:
            keep(made)
        except SavedMeanwhile as meanwhile:
            made = _anew(work_out, meanwhile)
            if not left or clashes(first, made):
                raise
        else:
            return made
    raise AssertionError("the last try either kept it or raised")


def _anew(work_out: Callable[[], T], meanwhile: SavedMeanwhile) -> T:
    try:
        return work_out()
    except KoppelError:
        raise meanwhile from None
