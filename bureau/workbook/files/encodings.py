"""Which letters do the bytes of a CSV file mean, when it is not Unicode?

Excel on Windows writes cp1252; older programs and other countries write something else, and read
as cp1252 every accented letter of theirs comes out wrong: René becomes RenŽ. So the text must
look like words: accents on letters where languages written here put them, and no signs inside
words. One other encoding that does look so is taken and said; in doubt the file is refused.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LETTER: Final = r"[^\W\d_]"
_VOWEL: Final = "[aeiouáéíóú]"
_HARD: Final = "[bcdfghjklmnpqrstvwxz]"
_PARTICLE: Final = "(?!de|van|den|der|ten|ter|te|in|het|el|al|la|le)"
_LOW_SIGNS: Final = "\u0192\u201a\u201e\u2020\u2021\u02c6\u2030\u2039\u203a\u2022\u02dc\u2122"
"""What the low half of a DOS or Macintosh alphabet becomes in cp1252."""
_HIGH_SIGNS: Final = (
    "\u00a1-\u00a9\u00ac\u00ae\u00af\u00b1-\u00b3\u00b5\u00b6"
    "\u00b8\u00b9\u00bc-\u00bf\u00d7\u00f7\u20ac"
)
_BROKEN: Final = re.compile(
    "|".join(
        (
            # a sign for a letter: Ren‚, Wa³êsa, £ukasz
            rf"(?<=[^\W\d_])[{_LOW_SIGNS}]",
            rf"[{_LOW_SIGNS}](?={_LETTER}{{2}})",
            rf"(?<=[a-z])[{_HIGH_SIGNS}]",
            rf"[{_HIGH_SIGNS}](?=[a-z])",
            # a capital or a quote that no hand puts there: RenŽ, MŸller, MšLLER, Zo‘, J”rg
            r"[a-zß-ÿ][ŠŽŒŸ]",
            r"[A-Za-z][ŠŽŒŸ](?=[a-z])",
            r"[A-Z][šžœÿ](?=[A-Z])",
            r"(?<=[a-z])[\u2018\u201c]",
            r"\u201d(?=[a-z])",
            # no vowel near it: Bjšrn
            rf"(?<![aeiouyáäéëíïóöúü])[šž](?={_HARD})|oš(?=[pr])|\bŠ(?={_HARD}{{2}})",
        )
    )
)
_NOT_WESTERN: Final = re.compile(
    "|".join(
        (
            # letters of one alphabet in the place of Turkish, Polish, Czech or Croatian ones
            "[ðÐþÞýÝ\u0081\u008d\u008f\u0090\u009d\ufffd]",
            rf"(?i:{_VOWEL}[øæå]|[øæå]{_VOWEL})|[øæ]\b|OÓ",
            r"\bÈ|[aeouáéíóú]è|è[aeiouáéíóú]|iè\b|ù(?=[a-z])",
            "ñ(?![aeiouyáéíóúöü])|ê(?=[bcdgks])|õ(?!e)|ã(?![eo])|œ(?![ui])|[aeiou]á\\b",
            r"[\u0080-\u00ff]{3}|[A-Z]{2}[à-ÿ]",
            # a space, a dash or dots for a letter: S nchez, Mu–oz, …zdemir
            rf"\u00a0{_PARTICLE}[a-z]|[a-z][\u2013\u2014]{_PARTICLE}[a-z]|\u2026(?=[a-z])",
            rf"{_LETTER}{{3}}\u2019(?![sS]\b)(?={_LETTER})",
        )
    )
)
_NOT_EASTERN: Final = re.compile(
    rf"[\u0080-\u009f\ufffdţŢ]|[^\x00-\x7f]{{3}}|{_HARD}ř{_HARD}|[öüı][a-z]*đ|đ[a-z]*[öüı]"
)
_TURKISH: Final = re.compile("[şŞğĞİ]")
_WORD: Final = re.compile(r"[^\s;,\t|\"]*[^\x00-\x7f][^\s;,\t|\"]*")
_ALPHABETS: Final = (
    ("mac_roman", "Macintosh"),
    ("cp850", "DOS (cp850)"),
    ("cp1250", "Windows (cp1250)"),
    ("cp1254", "Windows (cp1254)"),
)
_TOO_EXOTIC: Final = re.compile(
    "[^\u0000-\u017f\u0218-\u021b\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2122]"
)


class Letters(NamedTuple):
    """The text of a file. ``odd`` is the first word that no reading makes likely, else empty.

    ``alphabet`` is the name of the one that was taken, and ``shown`` some words to look at.
    """

    text: str
    alphabet: str = ""
    shown: tuple[str, ...] = ()
    odd: str = ""
    meant: tuple[str, ...] = ()


def letters_of(content: bytes) -> Letters:
    """The text that these bytes most likely are, or the first word that leaves it in doubt."""
    windows = content.decode("cp1252", errors="replace")
    odd = _first_odd(windows)
    if not odd:
        return Letters(windows, "Windows (cp1252)", _words(windows))
    readings: dict[str, str] = {}
    for codec, name in _ALPHABETS:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if text != windows and text not in readings.values() and _likely(text, codec):
            readings[name] = text
    if len(readings) == 1:
        [(name, text)] = readings.items()
        return Letters(text, name, _words(text))
    at = windows.index(odd)
    meant = tuple(dict.fromkeys(text[at : at + len(odd)] for text in readings.values()))
    return Letters(windows, odd=odd, meant=meant)


def broken(text: str) -> str:
    """The first word with a sign or capital where only an accented letter can have been."""
    return next((word for word in _WORD.findall(text) if _BROKEN.search(word)), "")


def _first_odd(windows: str) -> str:
    for word in _WORD.findall(windows):
        if _BROKEN.search(word) or _NOT_WESTERN.search(word):
            return str(word)
    return ""


def _likely(text: str, codec: str) -> bool:
    """Whether every word could be a name in that alphabet."""
    against = [_TOO_EXOTIC, _BROKEN, _NOT_EASTERN if codec == "cp1250" else _NOT_WESTERN]
    words = _WORD.findall(text)
    if codec == "cp1254" and not any(_TURKISH.search(word) for word in words):
        return False
    return not any(sign.search(word) for word in words for sign in against)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(text)))[:5]
