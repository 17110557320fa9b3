"""The words of the frame and of every state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.language import Text


@dataclass(frozen=True, slots=True)
class _Words:
    skip: Text = Text("Naar de inhoud", "To the content")
    turn: Text = Text("Nu aan de beurt:", "Now:")
    until: Text = Text("tot en met", "until")
    pages: Text = Text("Pagina's", "Pages")
    overview: Text = Text("Overzicht", "Overview")
    help: Text = Text("Hulp van je eigen team", "Help of your own team")
    help_label: Text = Text("Hulp", "Help")
    log_out: Text = Text("Uitloggen", "Log out")
    demo: Text = Text("Demo: iemand anders worden, mails bekijken", "Demo: become somebody, mails")
    to_home: Text = Text("Naar je overzicht", "To your overview")
    logged_in_as: Text = Text("Je bent ingelogd als", "You are logged in as")
    switch: Text = Text(
        "Hoort de link bij iemand anders, log dan eerst uit.",
        "If the link belongs to somebody else, log out first.",
    )
    number: Text = Text("Nummer van de storing:", "Number of the disturbance:")


WORDS: Final = _Words()
