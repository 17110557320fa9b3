"""Letters as people mean them: NFC, trimmed, without invisible characters; tricks are named."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bureau.workbook.files.cells import Problem
from bureau.workbook.files.encodings import broken
from koppelronde.domain.language import Text

LONGEST_TEXT: Final = 200
"""Characters in one field; longer words make a page or a table unreadable and slow to draw."""
LONGEST_SERIES: Final = 600
"""Characters in a cell that holds several values (visit moments, absences)."""

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
    "|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])"
)
_HYPHENS: Final = str.maketrans("\u2010\u2011\u2212\uff0d", "----")
_MISREAD: Final = re.compile(
    "[\u00c2-\u00c5\u00e2][\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_GUARD: Final = re.compile(r"'(?=[=+\-@\t\r]|[0-9][0-9 ()./:,-]*$)")
"""An apostrophe that keeps a spreadsheet from taking a text for a formula or a number."""
_EXCEL_TEXT: Final = re.compile(r'="([^"]*)"')
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_ERRORS: Final = frozenset(
    "#REF! #N/A #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA "
    "#VERW! #N/B #WAARDE! #DEEL/0! #NAAM? #LEEG! #GETAL! #OVERLOOP! #####".split()
)
_LOOK_ALIKES: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеоросухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο０１２３４５６７８９ＡＨＰ",
    "ABESIJKMHOPCTYXaeopocyxijsABEZHIKMNOPTYXo0123456789AHP",
)

FORMULA_ERROR: Final = Problem(
    "formula_error",
    Text(
        "een waarde; deze formule geeft een fout. Verbeter hem of typ de waarde",
        "a value; this formula gives an error. Correct it or type the value",
    ),
)
CONTROL_CHARACTER: Final = Problem(
    "control_character",
    Text(
        "leesbare tekst; in deze cel staat een onzichtbaar stuurteken. Typ de tekst opnieuw",
        "readable text; this cell holds an invisible control character. Type the text again",
    ),
)

TOO_LONG: Final = Problem(
    "too_long",
    Text(
        f"hoogstens {LONGEST_SERIES} tekens; dit zijn er meer dan {10 * LONGEST_SERIES}",
        f"at most {LONGEST_SERIES} characters; these are more than {10 * LONGEST_SERIES}",
    ),
)


def excel_unescaped(text: str) -> str:
    """``_x000D_`` as Excel stores characters that XML does not allow."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def clean(text: str) -> tuple[str, Problem | None]:
    """The text as meant, and what is wrong with it.

    Takes off the apostrophe or ``="…"`` that programs put around text so that a spreadsheet does
    not take it for a formula or a number, and characters that nobody can see.
    """
    if len(text) > 10 * LONGEST_SERIES:  # no field needs so much, and some readers are slow
        return text[:LONGEST_TEXT].strip() + "\u2026", TOO_LONG
    if _CONTROL.search(text):
        shown = _CONTROL.sub("\ufffd", unicodedata.normalize("NFC", text)).strip()
        return shown, CONTROL_CHARACTER
    plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\r\n", "\n")
    plain = plain.translate(_HYPHENS)
    lines = [" ".join(line.split()) for line in plain.replace("\x85", "\n").splitlines()]
    plain = "\n".join(line for line in lines if line)
    wrapped = _EXCEL_TEXT.fullmatch(plain)
    if wrapped:
        plain = wrapped[1].strip()
    elif _GUARD.match(plain):
        plain = plain[1:].strip()
    return plain, FORMULA_ERROR if plain.upper() in _ERRORS else None


def misread(text: str) -> str:
    """``Chloë`` for ``ChloÃ«``, what is left of UTF-8 that was read as Windows text; else empty."""
    if not _MISREAD.search(text):
        return ""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


_LOST: Final = re.compile(r"\S*(?:\ufffd|[^\W\d_]\?(?=[^\W\d_]))\S*")


def lost_letters(text: str) -> str:
    """The first word in which a program put a sign for a letter that it did not know; else empty.

    ``Ren\ufffd``, ``M?ller``, and ``RenŽ`` for René; a web address may well hold a question mark.
    """
    found = _LOST.search(text)
    if found and "://" not in found[0] and not found[0].startswith("www."):
        return found[0]
    return "" if misread(text) else broken(text)


def folded(text: str) -> str:
    """For comparing what people typed: case, accents, spaces and punctuation fall away."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in parts if c.isalnum())


def same_letters(text: str) -> str:
    """For comparing codes and addresses: NFC, trimmed, without case; accents do count."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def latin_look(text: str) -> str:
    """The text with Cyrillic, Greek and wide letters replaced by the Latin ones they resemble."""
    return text.translate(_LOOK_ALIKES)


def mixed_scripts(text: str) -> bool:
    """Whether one word holds both Latin letters and look-alikes from another script."""
    return any(
        latin_look(word) != word
        and any(c.isascii() and c.isalpha() for c in latin_look(word))
        and any(c.isascii() and c.isalnum() for c in word)
        for word in text.split()
    )
