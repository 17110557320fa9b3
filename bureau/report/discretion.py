"""How much a report tells: everything, or only what no single person can be read from.

In an anonymous report no group of one to four people is shown. Three means, each for its kind:

- parts that add up (outcomes of calls, ranks) are merged until every part holds five or more,
  so that none can be had by subtraction;
- any other number is given as a class of five (``15 t/m 19 van 24``), so that two numbers cannot
  be subtracted from each other either; nobody (0) and all are given as they are;
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
"""The smallest group that an anonymous report shows."""
FEW: Final = Text("minder dan 5", "fewer than 5")
HIDDEN: Final = Text("te klein om te tonen", "too few to show")


class Part(NamedTuple):
    """One part of a whole. ``number`` is None where the whole is too small to show.

    ``label`` may be a rank; ranks that are merged become ``3 t/m 6``.
    """

    label: Text
    number: int | None


@dataclass(frozen=True, slots=True)
class Discretion:
    """What may be told. ``key`` is the whole result hash, used for the numbering only."""

    anonymous: bool
    lang: Lang
    key: str

    def count(self, number: int) -> str:
        """A number of people or couples, without a whole that it is part of."""
        if not self.anonymous or not number:
            return str(number)
        if number < LEAST:
            return FEW.say(self.lang)
        low = number // LEAST * LEAST
        return self._range(low, low + LEAST - 1)

    def size(self, number: int) -> str:
        """The size of the whole group, which everybody knows; hidden below five."""
        return FEW.say(self.lang) if self.anonymous and 0 < number < LEAST else str(number)

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
        """The same without the whole: neither the part nor the rest may be one to four people."""
        if not self.anonymous:
            return str(number)
        if 0 < out_of < LEAST:
            return HIDDEN.say(self.lang)
        rest = out_of - number
        if number == 0 or rest <= 0:
            return str(number)
        if out_of < 2 * LEAST:
            return HIDDEN.say(self.lang)
        if number < LEAST:
            return FEW.say(self.lang)
        if rest < LEAST:
            return self._range(out_of - LEAST + 1, out_of - 1)
        low = number // LEAST * LEAST
        return self._range(low, min(low + LEAST - 1, out_of - LEAST))

    def mean(self, value: float | None, of: int) -> str:
        """An average with one decimal; hidden where it is of fewer than five."""
        if value is None:
            return "–"
        if self.anonymous and of < LEAST:
            return HIDDEN.say(self.lang)
        return decimal(value, self.lang)

    def parts(self, parts: Sequence[Part], apart: int | None = None) -> tuple[Part, ...]:
        """The parts of a whole in their order, neighbours merged where the report is anonymous.

        ``apart`` is the index of the first part that is kept apart from those before it, where
        both hold enough people.
        """
        if not self.anonymous:
            return tuple(parts)
        first, rest = list(parts[:apart]), list(parts[apart:] if apart is not None else [])
        sums = [sum(part.number or 0 for part in half) for half in (first, rest)]
        if all(total == 0 or total >= LEAST for total in sums):
            return (*_merged(first), *_merged(rest))
        return _merged([*first, *rest])

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


def decimal(value: float, lang: Lang) -> str:
    """``2,4`` / ``2.4``."""
    shown = f"{value:.1f}"
    return shown.replace(".", ",") if lang == "nl" else shown


def _merged(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbours together until each holds five; nobody is no group and is left out."""
    whole = [part for part in parts if part.number]
    done: list[list[Part]] = []
    held: list[Part] = []
    for part in whole:
        held.append(part)
        if _total(held) >= LEAST:
            done.append(held)
            held = []
    if held and done:
        done[-1] += held
    elif held:
        return (Part(_together(held), None),)
    return tuple(Part(_together(group), _total(group)) for group in done)


def _total(parts: list[Part]) -> int:
    return sum(part.number or 0 for part in parts)


def _together(parts: list[Part]) -> Text:
    first, last = parts[0].label, parts[-1].label
    ranks = [part.label for part in parts if part.label.nl.isdigit()]
    said = [part.label for part in parts if not part.label.nl.isdigit()]
    if len(parts) == 1:
        return first
    if len(ranks) > 1:
        first, last = ranks[0], ranks[-1]
        span = Text(f"{first.nl} t/m {last.nl}", f"{first.en} to {last.en}")
        said = [span, *said]
    else:
        said = [*ranks, *said]
    return Text(" of ".join(text.nl for text in said), " or ".join(text.en for text in said))
