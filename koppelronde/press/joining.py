"""Arabic letters joined, Hebrew points on their letters, in the order in which they are read.

The drawing library puts letter after letter, so each Arabic letter has to be given in the form
that its neighbours ask for. Unicode has those forms as characters of their own, with what they
stand for: the tables here are made from its data (Unicode 15, 9.2: cursive joining, R1 to R7).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

_LAM: Final = "\u0644"
_FORMS: Final = ("isolated", "final", "initial", "medial")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The shown form of each letter, or of lam with an alef, by its place in a joined run."""
    forms: dict[str, dict[str, str]] = {}
    for number in (*range(0xFB50, 0xFDC8), *range(0xFE70, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(number)).split() or [""]
        meant = "".join(chr(int(letter, 16)) for letter in letters)
        known = form.strip("<>") in _FORMS and not meant.startswith(" ")
        if known and (len(meant) == 1 or (len(meant) == 2 and meant[0] == _LAM)):
            forms.setdefault(meant, {}).setdefault(form.strip("<>"), chr(number))
    return {meant: its for meant, its in forms.items() if len(meant) == 1 or "final" in its}


@cache
def _pointed() -> dict[str, str]:
    """Hebrew letters that have their point in them, by letter and point."""
    pairs = {}
    for number in range(0xFB1D, 0xFB4F):
        letters = unicodedata.decomposition(chr(number)).split()
        if len(letters) == 2 and not letters[0].startswith("<"):
            pairs["".join(chr(int(letter, 16)) for letter in letters)] = chr(number)
    return pairs


def joined(text: str, has: Callable[[str], bool]) -> str:
    """The text with its Arabic and Hebrew letters as they are seen; ``has`` says what a font has.

    A form that the font lacks leaves the letter as it is. Any other text comes back unchanged.
    """
    if not any("\u0590" <= letter <= "\u08ff" for letter in text):
        return text
    return _arabic(_hebrew(text, has), has)


def _hebrew(text: str, has: Callable[[str], bool]) -> str:
    out: list[str] = []
    base = -1
    for letter in text:
        pair = _pointed().get(out[base] + letter, "") if base >= 0 else ""
        if pair and has(pair):  # the point of a letter may come behind another mark
            out[base] = pair
            continue
        out.append(letter)
        if not unicodedata.combining(letter):
            base = len(out) - 1
    return "".join(out)


def _arabic(text: str, has: Callable[[str], bool]) -> str:
    forms = _forms()
    letters = [at for at, letter in enumerate(text) if not unicodedata.combining(letter)]
    out = list(text)
    joins = False  # whether the letter before reaches to this one
    skip = -1
    for place, at in enumerate(letters):
        if at == skip:
            continue
        letter = text[at]
        after = letters[place + 1] if place + 1 < len(letters) else None
        both = letter + (text[after] if after is not None else "")
        if len(both) == 2 and both in forms:
            shown = forms[both].get("final" if joins else "isolated", "")
            if shown and has(shown) and after is not None:
                out[at], out[after], skip, joins = shown, "", after, False
                continue
        its = forms.get(letter, {})
        reached = joins and "final" in its
        following = forms.get(text[after], {}) if after is not None else {}
        reaches = "initial" in its and "final" in following
        form = ("medial" if reaches else "final") if reached else "initial" if reaches else ""
        shown = its.get(form, letter)
        out[at] = shown if has(shown) else letter
        joins = reaches
    return "".join(out)
