"""What a telephone dials for a number as people write it (RFC 3966, without ``tel:``)."""

from __future__ import annotations

import re
from typing import Final

_EXTENSION: Final = re.compile(
    r"[\s,;]*(?:toestelnummer|toestel|tst|extension|ext|intern|x)\.?\s*[:=]?\s*([0-9]{1,6})\s*$",
    re.IGNORECASE,
)
_TRUNK: Final = re.compile(r"(?<=[0-9])[\s.-]*\(\s*0\s*\)")
"""The zero of ``+31 (0)6``: dialled inside the country alone."""
_TWO: Final = re.compile(r"[;/|\n]|\s(?:of|en|or|and)\s")
_SHORTEST: Final = 8
"""Digits of a whole number with its area."""


def dialled(phone: str) -> str:
    """``+31612345678`` for ``+31 (0)6 12345678``, ``0433612345;ext=12`` for ``… tst. 12``.

    ``00`` in front is the way to another country and becomes ``+``. Of two numbers in one text the
    first is meant. Empty where there is no number.
    """
    first, *second = _TWO.split(phone.strip(), maxsplit=1)
    if second and len(re.sub("[^0-9]", "", first)) < _SHORTEST:
        first = phone  # 0470/12.34.56 is one number
    found = _EXTENSION.search(first) or _EXTENSION.search(phone)
    extension = found[1] if found else ""
    number = _EXTENSION.sub("", first)
    abroad = re.match(r"[\s(]*(?:\+|00)", number) is not None
    if abroad:
        number = _TRUNK.sub("", number)
    digits = "".join(c for c in number if c in "0123456789")
    if abroad:
        digits = "+" + (digits.removeprefix("00") if "+" not in number else digits)
        digits = re.sub(r"^\+310", "+31", digits)  # no Dutch number begins with 0 from abroad
    if not digits.strip("+"):
        return ""
    return f"{digits};ext={extension}" if extension else digits
