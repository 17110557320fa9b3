"""The group ``koppel visits``."""

from __future__ import annotations

from bureau.commands.door.frame import CommandGroup, t

visits = CommandGroup(
    "visits",
    help=t(
        "Praktijkbezoeken.\n\nVoorbeeld:  koppel visits plan",
        "Practice visits.\n\nExample:  koppel visits plan",
    ),
)
