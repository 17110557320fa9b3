"""The group ``koppel carrousel``."""

from __future__ import annotations

from bureau.commands.door.frame import CommandGroup, t

carrousel = CommandGroup(
    "carrousel",
    help=t(
        "De koppelcarrousel.\n\nVoorbeeld:  koppel carrousel plan",
        "The carousel afternoon.\n\nExample:  koppel carrousel plan",
    ),
)
