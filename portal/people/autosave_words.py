"""What the script that saves by itself says; it has no words of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from koppelronde.domain.language import Text
from portal.templatetags.portal import say

WORDS: Final = {
    "saving": Text("Bewaren …", "Saving …"),
    "offline": Text(
        "Nog niet bewaard bij ons: je bent even zonder verbinding. Wat je typte staat op dit "
        "apparaat en gaat vanzelf mee.",
        "Not saved with us yet: you are without a connection. What you typed is on this device "
        "and goes along by itself.",
    ),
    "logged_out": Text(
        "Je bent uitgelogd. Wat hier staat blijft staan. Log in op een nieuw tabblad en typ dan "
        "verder; het wordt daarna bewaard.",
        "You were logged out. What stands here stays. Log in on a new tab and go on typing; it is "
        "saved then.",
    ),
    "log_in": Text("Inloggen", "Log in"),
    "mine": Text("Bewaar wat hier staat", "Save what stands here"),
    "theirs": Text("Toon wat er bewaard is", "Show what is saved"),
    "trouble": Text(
        "Nog niet bewaard: het portaal antwoordt niet goed. We proberen het zo weer.",
        "Not saved yet: the portal does not answer well. We try again in a moment.",
    ),
}


@dataclass(frozen=True, slots=True)
class Autosave:
    """For a template: ``{{ autosave.json }}``."""

    @property
    def json(self) -> str:
        """Every sentence in the language of the page, and where to log in."""
        said = {name: say(text) for name, text in WORDS.items()}
        return json.dumps(said | {"login": reverse("account_login")})


AUTOSAVE: Final = Autosave()
