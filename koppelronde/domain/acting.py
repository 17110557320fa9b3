"""Who acts, when, and through which door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class By:
    """The person who does something, for the journal.

    ``at`` is the moment with its time zone, given by the door: no act reads a clock. ``via`` is the
    door: ``koppel`` for the command line, ``portaal`` for the web, ``import`` for a workbook.
    """

    name: str
    at: datetime
    via: str = "koppel"
