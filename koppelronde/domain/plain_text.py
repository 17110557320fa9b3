"""Text that a terminal, a journal and a page can take: no signs that are commands."""

from __future__ import annotations

import re
from typing import Final

_BLANKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_COMMANDS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_STAND_IN: Final = "\N{REPLACEMENT CHARACTER}"


def without_commands(text: str, *, lines: bool = False) -> str:
    """The text with a stand-in for every sign that could command a terminal or turn text round.

    Escape and the other control characters of ISO 6429 (C0, C1 and delete), and those of Unicode
    that change the direction of writing. Line ends and tabs become a space; with ``lines`` they
    stay, for text of several lines.
    """
    if lines:
        return "\n".join(
            "\t".join(without_commands(cell) for cell in line.split("\t"))
            for line in text.split("\n")
        )
    return _COMMANDS.sub(_STAND_IN, _BLANKS.sub(" ", text))
