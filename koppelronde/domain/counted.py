"""So many of something, in words: ``1 bezoek``, ``5 bezoeken``."""

from __future__ import annotations

import re
from typing import Final

from koppelronde.domain.language import Text, count

AIOS: Final = (Text("aios", "trainee"), Text("aios", "trainees"))
HAOS: Final = (Text("HAO", "trainer"), Text("HAO's", "trainers"))
PEOPLE: Final = (Text("mens", "person"), Text("mensen", "people"))
PRACTICES: Final = (Text("praktijk", "practice"), Text("praktijken", "practices"))
VISITS: Final = (Text("bezoek", "visit"), Text("bezoeken", "visits"))
MEETINGS: Final = (Text("gesprek", "meeting"), Text("gesprekken", "meetings"))
INTERVIEWS: Final = (Text("gesprek", "interview"), Text("gesprekken", "interviews"))
TURNS: Final = (Text("ronde", "turn"), Text("rondes", "turns"))
NEW_LISTS: Final = (Text("nieuwe lijst", "new list"), Text("nieuwe lijsten", "new lists"))
COUPLES: Final = (Text("koppel", "couple"), Text("koppels", "couples"))
FILES: Final = (Text("bestand", "file"), Text("bestanden", "files"))
DRAFTS: Final = (Text("concept", "draft"), Text("concepten", "drafts"))
MESSAGES: Final = (Text("bericht", "message"), Text("berichten", "messages"))
LINES: Final = (Text("regel", "row"), Text("regels", "rows"))
HIDDEN_LINES: Final = (
    Text("verborgen of weggefilterde regel", "hidden or filtered row"),
    Text("verborgen of weggefilterde regels", "hidden or filtered rows"),
)
FORMULAS: Final = (Text("formule", "formula"), Text("formules", "formulas"))

_VERB: Final = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def counted(number: int, noun: tuple[Text, Text], nl: str = "{}", en: str = "{}") -> Text:
    """A sentence about so many: ``{}`` is the number with its noun, ``[krijgt|krijgen]`` a verb.

    Names of people may not be in these sentences: a bracket in them would be taken for a verb.
    """
    how_many = count(number, *noun)
    return Text(_bent(nl, number, how_many.nl), _bent(en, number, how_many.en))


def _bent(sentence: str, number: int, how_many: str) -> str:
    said = _VERB.sub(lambda found: found[1 if number == 1 else 2], sentence)
    return said.replace("{}", how_many)
