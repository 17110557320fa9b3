"""Number formats of an .xlsx file: which numbers are dates or times, and how zeros are shown."""

from __future__ import annotations

import math
import re
from datetime import datetime, time, timedelta
from typing import Final, Literal, NamedTuple

from bureau.workbook.files.xlsx_parts import Attributes, XlsxParts

Look = Literal["number", "date", "time", "both"]
_BUILT_IN: Final[dict[int, Look]] = {
    **dict.fromkeys((14, 15, 16, 17), "date"),
    22: "both",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "time"),
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "date"),
}
_LATEST_SERIAL: Final = 2_958_466
"""Day after 31-12-9999."""


class NumberFormat(NamedTuple):
    """What a format makes of a number; ``zeros`` is the least number of digits shown."""

    look: Look = "number"
    zeros: int = 0
    pattern: tuple[str, ...] = ()
    struck: bool = False

    def shown(self, whole: int) -> str:
        """A whole number as Excel shows it, with the signs that the format puts between."""
        if not self.pattern:
            return str(whole).zfill(self.zeros)
        digits = list(str(abs(whole)))
        places = [n for n, sign in enumerate(self.pattern) if sign in ("0", "#")]
        out = list(self.pattern)
        for n in reversed(places):
            last = n == places[0]
            out[n] = "".join(digits) if last else digits.pop() if digits else ""
            if not out[n] and self.pattern[n] == "0":
                out[n] = "0"
        return ("-" if whole < 0 else "") + "".join(out).replace("\0", "")


class Styles(NamedTuple):
    """The formats in the order in which cells refer to them; ``struck`` by number of font."""

    formats: tuple[NumberFormat, ...] = ()
    from_1904: bool = False

    def of(self, style: str) -> NumberFormat:
        """The format of a cell's style number; plain for a number that does not exist."""
        number = int(style) if style.isascii() and style.isdigit() else 0
        return self.formats[number] if number < len(self.formats) else NumberFormat()

    def moment(self, serial: float, look: Look) -> datetime | time | None:
        """The date or time that Excel shows for this number; None outside its calendar."""
        if not math.isfinite(serial) or not 0 <= serial < _LATEST_SERIAL:
            return None
        seconds = round(serial % 1 * 86_400)
        if look == "time" or serial < 1:
            clock = time(*divmod(seconds % 86_400 // 60, 60), seconds % 60)
            return clock if look != "date" else None
        base = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        moment = base + timedelta(days=math.floor(serial), seconds=seconds)
        return datetime.combine(moment, time()) if look == "date" else moment


def read_styles(parts: XlsxParts, part: str, from_1904: bool) -> Styles:
    """The number formats of the workbook."""
    codes: dict[str, str] = {}
    used: list[tuple[str, str]] = []
    struck: list[bool] = []
    inside = ""

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag in ("cellXfs", "fonts", "dxfs"):
            inside = tag
        elif tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and inside == "fonts":
            struck.append(False)
        elif tag == "strike" and inside == "fonts" and struck:
            struck[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "xf" and inside == "cellXfs":
            used.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def end(tag: str) -> None:
        nonlocal inside
        if tag == inside:
            inside = ""

    if part and part in parts:
        parts.walk(part, start, end)
    crossed = {str(n) for n, through in enumerate(struck) if through}
    return Styles(
        tuple(
            _format(number, codes.get(number))._replace(struck=font in crossed)
            for number, font in used
        ),
        from_1904,
    )


def _format(number: str, code: str | None) -> NumberFormat:
    if code is None:
        built_in = int(number) if number.isascii() and number.isdigit() else 0
        return NumberFormat(_BUILT_IN.get(built_in, "number"))
    plain = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code.split(";")[0].lower())
    elapsed = bool(re.search(r"\[(h+|m+|s+)\]", plain))
    plain = re.sub(r"\[[^\]]*\]", "", plain)
    if "general" in plain or "standaard" in plain:
        return NumberFormat()
    day = bool(re.search(r"[dyj]", plain))
    clock = elapsed or bool(re.search(r"[hsu]", plain))
    if not day and not clock and "m" in plain:
        day = True
    if day or clock:
        return NumberFormat("both" if day and clock else "date" if day else "time")
    zeros = len(plain) if plain and set(plain) == {"0"} else 0
    return NumberFormat("number", zeros, _pattern(code.split(";")[0]))


_SIGN: Final = re.compile(r'"([^"]*)"|\\(.)|([0#])|([-+/():! ])|(.)', re.DOTALL)


def _pattern(code: str) -> tuple[str, ...]:
    """The signs of a format that puts text before or between the digits (``"A"00``); else none.

    Text behind the last digit is a unit (``0 "min"``) and no part of the value.
    """
    signs: list[str] = []
    for quoted, escaped, digit, plain, other in _SIGN.findall(code):
        if other:  # a decimal point, a percentage, a colour: not a whole number as it stands
            return ()
        signs.append(digit or f"\0{quoted or escaped or plain}")
    places = [n for n, sign in enumerate(signs) if sign in ("0", "#")]
    if not places:
        return ()
    signs = signs[: places[-1] + 1]
    if len(signs) == len(places):
        return ()
    return tuple(signs)
