"""The reminder that a team sends to a chosen few: the overview says what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Reminder:
    subject: Text = Text("Herinnering: koppelronde {round}", "Reminder: matching round {round}")
    body: Text = Text(
        "Beste {name},\n\nVoor de koppelronde {round} wachten we nog op iets van jou. Log in op "
        "het portaal: op je overzicht staat wat er nog moet gebeuren en tot wanneer.\n\nHeb je "
        "dat net gedaan, dan hoef je niets meer te doen.",
        "Dear {name},\n\nFor the matching round {round} we are still waiting for something from "
        "you. Log in to the portal: your overview says what is left to do and until when.\n\nIf "
        "you have just done it, there is nothing left to do.",
    )


REMINDER: Final = _Reminder()
