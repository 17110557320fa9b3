"""Where a lot comes from: the public draw that a seal names, and what was drawn.

The lot of a round is the SHA-256 of the mark of its seal and of what was drawn, with a colon
between them (``printf %s "mark:426135" | sha256sum``). The mark stands on paper before the draw,
so nobody can choose the lot to fit the lists, nor the lists to fit the lot: docs/notary.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from koppelronde.domain.language import Text

THROWS: Final = 6
"""The fewest throws of a die. More makes no difference to anybody's chances, six cannot be guessed
in time by whoever still could change a list."""


class DrawWay(StrEnum):
    """How a lot is drawn."""

    DICE = "dice"
    """Dice thrown where others look on, at least THROWS times."""
    PUBLIC = "public"
    """A public draw of a date after the seal: a lottery, figures of a stock exchange."""
    PROGRAM = "program"
    """The program draws 128 random bits."""


WAYS: Final = {
    DrawWay.DICE: Text("dobbelstenen", "dice"),
    DrawWay.PUBLIC: Text("openbare trekking", "public draw"),
    DrawWay.PROGRAM: Text("getrokken door het programma", "drawn by the program"),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """The draw that a seal names. ``source`` and ``day`` are those of a public draw."""

    way: DrawWay = DrawWay.DICE
    source: str = ""
    day: date | None = None

    @property
    def said(self) -> Text:
        """``dobbelstenen``; ``openbare trekking Lotto van 12-12-2026``."""
        if self.way is not DrawWay.PUBLIC:
            return WAYS[self.way]
        on = "" if self.day is None else f"{self.day:%d-%m-%Y}"
        return WAYS[self.way] + Text(f" {self.source} van {on}", f" {self.source} of {on}")


DICE_THROWN: Final = Drawing()
"""What a seal names where nothing else is said."""


def lot_of(mark: str, drawn: str) -> str:
    """The lot: 64 hexadecimal digits."""
    return sha256(f"{mark}:{drawn}".encode()).hexdigest()


def spelt(way: DrawWay, drawn: str) -> str | None:
    """The one way to write what was drawn; None for what cannot be a draw of that kind.

    Dice: the throws without anything between them, ``426135``. A public draw: its words and
    numbers in order, small letters, one space between them. The program: 32 hexadecimal digits.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", drawn).casefold())
    if way is DrawWay.PUBLIC:
        return " ".join(words) or None
    joined = "".join(words)
    right = f"[1-6]{{{THROWS},}}" if way is DrawWay.DICE else "[0-9a-f]{32}"
    return joined if re.fullmatch(right, joined) else None
