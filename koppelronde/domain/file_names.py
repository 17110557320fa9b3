"""Names of files: a kind and codes, never a person's name, and never a way out of the folder.

Whatever is a code can name a file, on every system and in every export: this is the one place
where a code, or a round, becomes part of a file's name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*")
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)
"""Names that Windows keeps for its devices, whatever ending follows."""
_LONGEST: Final = 40


def file_stem(*codes: str) -> str:
    """``A01-P03``: letters and digits of ASCII, dashes and underscores; other codes, other stem.

    A code with any other sign keeps what can be kept, and a few digits that tell it from codes
    that look like it: ``AIOS 1`` becomes ``AIOS_1_`` and eight hexadecimal digits.
    """
    given = [code for code in codes if code]
    stem = "-".join(_of_one(code) for code in given)
    if len(given) > 1 and any("-" in code for code in given):
        return f"{stem}-{_digits(given)}"  # A-1 with P, or A with 1-P
    return stem


def slug(name: str) -> str:
    """A round's name as a file name: ``Maart 2027`` → ``maart-2027``."""
    plain = re.sub(r"[^a-z0-9]+", "-", _ascii(name).lower()).strip("-")[:60].strip("-") or "ronde"
    return f"{plain}-ronde" if _RESERVED.fullmatch(plain) else plain


def _of_one(code: str) -> str:
    if len(code) <= _LONGEST and _PLAIN.fullmatch(code) and not _RESERVED.fullmatch(code):
        return code
    kept = re.sub(r"[^A-Za-z0-9-]+", "_", _ascii(code)).strip("_-")[:_LONGEST] or "code"
    return f"{kept}_{_digits([code])}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _digits(codes: list[str]) -> str:
    """The same for the same codes, whatever their case and way of composing letters."""
    same = "\0".join(unicodedata.normalize("NFC", code.casefold()) for code in codes)
    return hashlib.sha256(same.encode()).hexdigest()[:8]
