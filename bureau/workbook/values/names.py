"""A name in one cell falls apart into first name, infix and surname."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_INFIX: Final = frozenset(
    "van de der den het 't ten ter te la le el al von zu du d' in op aan uit over bij da do "
    "dos das des di del della af vande vander vanden ’t ’s 's bin ben ibn".split()
)
_DUTCH: Final = frozenset("van de der den het 't ten ter te in op vande vander vanden ’t".split())
"""These begin a surname also with a capital; ``Do Thi Mai`` has a first name of her own."""
_BEFORE: Final = re.compile(
    r"^(?:(?:dhr|de heer|dokter|mw|mevr|mevrouw|dr|drs|prof|ir|ing|mr)\b\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"(?:[\s,]+(?:M[Ss]c|B[Ss]c|msc|bsc|MD|PhD|LLM|MPH|MHA)\b\.?)+$")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+|[A-ZÀ-Þ]{1,3}")


class SplitName(NamedTuple):
    """The three parts; ``certain`` is False where they could be meant otherwise."""

    first_name: str
    infix: str
    surname: str
    certain: bool = True


def split_name(whole: str) -> SplitName:
    """First name, infix and surname of ``Joris van der Yıldız`` or ``Yıldız, Joris van der``.

    The infix may stand anywhere: ``Vries, de, Jan``, ``Vries de, Jan``, ``Boer (de), Jan``,
    ``Vries, de Jan``. Titles stay out of the name. Two doctors in one name stay together as the
    surname.
    """
    plain = _BEHIND.sub("", _BEFORE.sub("", whole))
    if re.search(r"\s(?:en|&|/|and)\s|&|/", plain):
        return SplitName("", "", plain)
    loose = re.search(r"\(([^()]*)\)", plain)
    between = loose[1].split() if loose and _all_infix(loose[1].split()) else []
    if loose and between:
        plain = " ".join((plain[: loose.start()] + plain[loose.end() :]).split())
        plain = re.sub(r"\s+,", ",", plain)
    parts = [_BEFORE.sub("", part.strip()).split() for part in plain.split(",") if part.strip()]
    surname, *rest = parts or [[]]
    if not rest:
        found = _in_order(surname)
        if not between:
            return found
        return found._replace(infix=" ".join(between), certain=False)
    return _turned_round(surname, rest, between)


def _turned_round(surname: list[str], rest: list[list[str]], between: list[str]) -> SplitName:
    """``Vries, Jan de`` in all its forms: particles of any part before the first name count."""
    infix = list(between)
    words = [word for part in rest for word in part]
    plain = len(rest) == 1 and not between
    while len(surname) > 1 and _is_infix(surname[-1]):
        infix.insert(0, surname.pop())
        plain = False
    lead = 0
    while lead < len(surname) - 1 and _is_infix(surname[lead]):
        lead += 1
    head, surname = surname[:lead], surname[lead:]
    first = [word for word in words if not _is_infix(word)]
    own = [word for word in words if _is_infix(word)]
    if own and words[-len(own) :] != own:
        plain = False
    return SplitName(" ".join(first), " ".join([*head, *infix, *own]), " ".join(surname), plain)


def _in_order(words: list[str]) -> SplitName:
    """``Joris van der Yıldız``, ``van Dijk``, ``de Vries J.``."""
    lead = 0
    while lead < len(words) - 1 and (
        words[lead] in _INFIX
        or words[lead].casefold() in _DUTCH
        or (lead and _is_infix(words[lead]))
    ):
        lead += 1
    if lead:
        return _without_first(words[:lead], words[lead:])
    if len(words) < 2:
        return SplitName("", "", " ".join(words))
    if _INITIALS.fullmatch(words[-1]) and "." in words[-1]:  # Jansen J.
        return SplitName(words[-1], "", " ".join(words[:-1]), certain=False)
    first = next((n for n, word in enumerate(words) if _is_infix(word)), 0)
    last = first
    while last < len(words) - 1 and _is_infix(words[last]):
        last += 1
    if first and last > first:
        return SplitName(" ".join(words[:first]), " ".join(words[first:last]),
                         " ".join(words[last:]))  # fmt: skip
    if first:  # Vries de
        return SplitName("", words[-1], " ".join(words[:-1]), certain=False)
    begin = 1
    while begin < len(words) - 1 and "." in words[begin]:  # J. P. Jansen
        begin += 1
    return SplitName(" ".join(words[:begin]), "", " ".join(words[begin:]), len(words) <= begin + 1)


def _without_first(infix: list[str], words: list[str]) -> SplitName:
    """``van Dijk`` has no first name; of ``de Vries J.`` and ``van Dijk Jan`` it stands behind."""
    if len(words) > 1 and (len(words) == 2 or _INITIALS.fullmatch(words[-1])):
        return SplitName(words[-1], " ".join(infix), " ".join(words[:-1]), certain=False)
    return SplitName("", " ".join(infix), " ".join(words), len(words) == 1)


def _is_infix(word: str) -> bool:
    return word.casefold() in _INFIX


def _all_infix(words: list[str]) -> bool:
    return bool(words) and all(_is_infix(word) for word in words)
