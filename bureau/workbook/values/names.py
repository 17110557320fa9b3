"""A name in one cell falls apart into first name, infix and surname."""

from __future__ import annotations

import re
from typing import Final

_INFIX: Final = frozenset(
    "van de der den het 't ten ter te la le el al von zu du d' in op aan uit over bij da".split()
)


_TITLES: Final = re.compile(
    r"^(?:(?:dhr|de heer|mw|mevr|mevrouw|dr|drs|prof|ir|mr)\b\.?\s+)+(?=\S)", re.IGNORECASE
)


def split_name(whole: str) -> tuple[str, str, str]:
    """First name, infix and surname of ``Joris van der Yıldız`` or ``Yıldız, Joris van der``.

    Two doctors in one name stay together as the surname.
    """
    whole = _TITLES.sub("", whole)
    if re.search(r"\s(?:en|&|/|and)\s|&|/", whole):
        return "", "", whole
    if "," in whole:
        surname, _, rest = whole.partition(",")
        words = rest.split()
        tail = next((n for n, word in enumerate(words) if word.casefold() in _INFIX), len(words))
        return " ".join(words[:tail]), " ".join(words[tail:]), surname.strip()
    words = whole.split()
    if len(words) < 2:
        return "", "", whole
    first = next((n for n, word in enumerate(words) if n and word.casefold() in _INFIX), 1)
    last = first
    while last < len(words) - 1 and words[last].casefold() in _INFIX:
        last += 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])
