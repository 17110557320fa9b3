"""How much a report tells: everything, or only what no single person can be read from.

In an anonymous report nothing is told of a whole of fewer than ten people, and of a larger whole:

- ranks stand in classes with fixed edges (1, 2 up to what counts as a match, further), never in
  classes that follow the data: those would tell the worst rank, and so who was last;
- every number is given as a class of five (``15 t/m 19 van 24``), also the parts of a whole, so
  that none can be had by subtraction; nobody and all are no classes of their own;
- no average is given: even rounded it can be multiplied back into a sum, and beside the classes
  it then says how many had the worst rank;
- people are numbered by lot, per picture, so that two pictures cannot be laid side by side.

The lot is SHA-256 of the whole result hash, the picture and the code. Only twelve of the hash's
64 characters are ever printed, so a reader cannot draw it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from koppelronde.domain.language import Lang, Text

LEAST: Final = 5
"""The smallest group inside a whole that an anonymous report shows."""
SMALLEST_WHOLE: Final = 10
"""The smallest whole of which an anonymous report tells anything."""
FEW: Final = Text("minder dan 5", "fewer than 5")
SMALL: Final = Text("minder dan 10", "fewer than 10")
HIDDEN: Final = Text("te klein om te tonen", "too few to show")


class Part(NamedTuple):
    """One part of a whole, with how many it holds."""

    label: Text
    number: int


@dataclass(frozen=True, slots=True)
class Discretion:
    """What may be told. ``key`` is the whole result hash, used for the numbering only."""

    anonymous: bool
    lang: Lang
    key: str

    def count(self, number: int) -> str:
        """A number of people or couples, without a whole that it is part of."""
        if not self.anonymous:
            return str(number)
        return self._class(number, LEAST)

    def size(self, number: int) -> str:
        """The size of the whole group, which everybody knows; hidden below ten."""
        hidden = self.anonymous and 0 < number < SMALLEST_WHOLE
        return SMALL.say(self.lang) if hidden else str(number)

    def share(self, number: int, out_of: int) -> str:
        """``18 van 24 (75%)``; anonymous ``15 t/m 19 van 24``."""
        shown = self.part_of(number, out_of)
        if shown == HIDDEN.say(self.lang):
            return shown
        shown += Text(f" van {out_of}", f" of {out_of}").say(self.lang)
        if self.anonymous or not out_of:
            return shown
        return f"{shown} ({(200 * number + out_of) // (2 * out_of)}%)"

    def part_of(self, number: int, out_of: int) -> str:
        """The same without the whole: neither the part nor the rest may be few people."""
        if not self.anonymous:
            return str(number)
        if 0 < out_of < SMALLEST_WHOLE:
            return HIDDEN.say(self.lang)
        if not out_of:
            return "0"
        if number < LEAST:
            return FEW.say(self.lang)
        if out_of - number < LEAST:
            return self._range(out_of - LEAST + 1, out_of)
        low = number // LEAST * LEAST
        return self._range(low, min(low + LEAST - 1, out_of - LEAST))

    def of_couples(self, number: int, couples: int) -> str:
        """A number of couples; anonymous without their whole.

        How many couples there are, beside the known number of trainees, is how many are left over.
        """
        if not self.anonymous:
            return self.share(number, couples)
        return HIDDEN.say(self.lang) if couples < SMALLEST_WHOLE else self.count(number)

    def parts(self, parts: Sequence[Part]) -> tuple[tuple[str, str], ...]:
        """Each part of a whole with its number in words; all hidden where the whole is small.

        The classes are wider where all parts at the top of theirs would just add up to the whole:
        then those words would mean one thing only.
        """
        whole = sum(part.number for part in parts)
        if not self.anonymous:
            return tuple((p.label.say(self.lang), str(p.number)) for p in parts)
        if whole < SMALLEST_WHOLE:
            return tuple((p.label.say(self.lang), HIDDEN.say(self.lang)) for p in parts)
        width = next(w for w in (LEAST, LEAST + 1, LEAST + 2) if (whole + len(parts)) % w)
        return tuple((p.label.say(self.lang), self._class(p.number, width)) for p in parts)

    def _class(self, number: int, width: int) -> str:
        low = number // width * width
        if not low:
            return Text(f"minder dan {width}", f"fewer than {width}").say(self.lang)
        return self._range(low, low + width - 1)

    def numbered(self, codes: Iterable[str], picture: str) -> dict[str, str]:
        """What each code is called in that picture: itself, or a number drawn by lot."""
        ordered = sorted(set(codes))
        if not self.anonymous:
            return {code: code for code in ordered}

        def lot(code: str) -> bytes:
            return hashlib.sha256(f"{self.key}\n{picture}\n{code}".encode()).digest()

        drawn = sorted(ordered, key=lot)
        return {code: str(number) for number, code in enumerate(drawn, 1)}

    def _range(self, low: int, high: int) -> str:
        if low == high:
            return str(low)
        return f"{low} {Text('t/m', 'to').say(self.lang)} {high}"


def mean_said(value: float | None, lang: Lang) -> str:
    """An average with one decimal, a dash where there is none."""
    return "–" if value is None else decimal(value, lang)


def decimal(value: float, lang: Lang) -> str:
    """``2,4`` / ``2.4``."""
    shown = f"{value:.1f}"
    return shown.replace(".", ",") if lang == "nl" else shown
