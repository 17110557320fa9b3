"""Every text that a user reads exists in Dutch and in English, side by side.

The two stand next to each other in the code so that neither can be forgotten and a reader sees
at once what the program says. There is no catalogue to compile. See docs/decisions/0003.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Lang = Literal["nl", "en"]
LANGS: Final[tuple[Lang, ...]] = ("nl", "en")
DEFAULT_LANG: Final[Lang] = "nl"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One sentence or label in both languages."""

    nl: str
    en: str

    def say(self, lang: Lang) -> str:
        """The text in that language."""
        return self.nl if lang == "nl" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.nl + other.nl, self.en + other.en)


def same(text: str) -> Text:
    """A name, code or number that reads the same in both languages."""
    return Text(text, text)


def joined(texts: list[Text] | tuple[Text, ...], separator: str = " ") -> Text:
    """Several texts after one another."""
    return Text(separator.join(t.nl for t in texts), separator.join(t.en for t in texts))


def listed(items: list[str] | tuple[str, ...]) -> Text:
    """``A, B en C`` / ``A, B and C``."""
    if len(items) < 2:
        return same("".join(items))
    head, last = ", ".join(items[:-1]), items[-1]
    return Text(f"{head} en {last}", f"{head} and {last}")


def count(number: int, one: Text, many: Text) -> Text:
    """``1 bezoek`` / ``5 bezoeken``."""
    noun = one if number == 1 else many
    return Text(f"{number} {noun.nl}", f"{number} {noun.en}")
