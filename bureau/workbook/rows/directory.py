"""Who is meant: codes as people type them, or a name or address where only one person has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum
from typing import Final, NamedTuple

from bureau.workbook.files.characters import folded, latin_look, same_letters
from bureau.workbook.values.single import Unreadable
from koppelronde.domain.language import Text, listed
from koppelronde.domain.people import Aios, Hao, Praktijk
from koppelronde.domain.ronde import Koppelronde


class Who(StrEnum):
    """The three things that have a code."""

    AIOS = "AIOS"
    HAO = "HAO"
    PRAKTIJK = "praktijk"


_NOUN: Final = {
    Who.AIOS: Text("de code van een aios", "the code of a trainee"),
    Who.HAO: Text("de code van een opleider", "the code of a trainer"),
    Who.PRAKTIJK: Text("de code van een praktijk", "the code of a practice"),
}
_A: Final = {
    Who.AIOS: Text("een aios", "a trainee"),
    Who.HAO: Text("een opleider", "a trainer"),
    Who.PRAKTIJK: Text("een praktijk", "a practice"),
}
UNKNOWN: Final[Mapping[str, Who]] = {f"unknown_{who.name.lower()}": who for who in Who}
"""The kind of mistake when nobody has a code, by the sort that was asked for."""
_MOST_SEARCHES: Final = 500
"""Looking for the nearest name costs time; after so many mistakes nobody reads them."""
CODE: Final = re.compile(
    r"[A-Za-z0-9À-ÖØ-öø-ÿ](?:[A-Za-z0-9À-ÖØ-öø-ÿ ._-]{0,18}"
    r"[A-Za-z0-9À-ÖØ-öø-ÿ])?"
)
"""A code: letters and digits, at most 20 signs; it also names files."""


class _Entry(NamedTuple):
    who: Who
    code: str


class Directory:
    """All codes and names of a round; :meth:`find` reads a reference."""

    def __init__(self, ronde: Koppelronde) -> None:
        self._codes: dict[str, _Entry] = {}
        self._loose: dict[tuple[Who, str], set[str]] = {}
        self._names: dict[tuple[Who, str], set[str]] = {}
        self._searches = 0
        self._said: dict[_Entry, set[str]] = {}
        self._refused: dict[tuple[Who, str], str] = {}
        self._mentioned: set[tuple[Who, str]] = set()
        self.stands: dict[tuple[Who, str], tuple[str, str, str]] = {}
        """File, sheet and cell where this import gives somebody their code."""
        self.nameless: dict[Who, list[str]] = {who: [] for who in Who}
        """Where on the sheets about people a line stands whose code says nothing."""
        everybody: tuple[Aios | Hao | Praktijk, ...] = (
            *ronde.aios,
            *ronde.haos,
            *ronde.praktijken,
        )
        for person in everybody:
            self.add(person)

    def add(self, person: Aios | Hao | Praktijk) -> None:
        """Know this person or practice by code, name and address."""
        who = (
            Who.AIOS
            if isinstance(person, Aios)
            else Who.HAO
            if isinstance(person, Hao)
            else Who.PRAKTIJK
        )
        entry = _Entry(who, person.code)
        self._codes.setdefault(same_letters(person.code), entry)
        self._loose.setdefault((who, loose(person.code)), set()).add(person.code)
        names: tuple[str, ...]
        if isinstance(person, Praktijk):
            names = (person.name,)
        else:
            last = " ".join(part for part in (person.infix, person.surname) if part)
            names = (
                person.name,
                person.sort_name,
                f"{last} {person.first_name}",
                last,
                person.surname,
                *person.emails,
            )
        for name in names:
            if folded(name) and name != person.code:
                self._names.setdefault((who, folded(name)), set()).add(person.code)
                self._said.setdefault(entry, set()).add(folded(name))

    def add_refused(self, who: Who, written: str, place: str) -> None:
        """Know what stands where a code should: whoever refers to it makes no mistake of their own.

        Of ``A04*`` and ``A04 (nieuw)`` also the part that looks like a code.
        """
        plain = latin_look(" ".join(written.split()))
        core = re.match(r"[A-Za-z]{0,6}[ ._-]?[0-9]{1,6}", plain)
        forms = [form for form in (plain, core[0] if core else "") if form]
        if any(self.owner(form) for form in forms) or not forms:
            self.nameless[who].append(place)
        for form in forms:
            self._refused.setdefault((who, loose(form)), form)

    def unmentioned(self, who: Who, codes: Iterable[str]) -> list[str]:
        """Those of these codes that nobody referred to yet."""
        return sorted(code for code in codes if (who, code) not in self._mentioned)

    def codes(self, who: Who) -> list[str]:
        """All codes of that sort, sorted."""
        return sorted(entry.code for entry in self._codes.values() if entry.who is who)

    def owner(self, code: str) -> tuple[Who, str] | None:
        """Who already has exactly this code, whatever sort they are."""
        return self._codes.get(same_letters(code))

    def existing(self, who: Who, code: str) -> str | None:
        """The code under which the round already knows this one, with tolerance where clear."""
        exact = self._codes.get(same_letters(code))
        if exact is not None:
            return exact.code if exact.who is who else None
        near = self._loose.get((who, loose(code)), set())
        return next(iter(near)) if len(near) == 1 else None

    def find(self, text: str, who: Who) -> str:
        """The code meant by what somebody typed; Unreadable with the nearest known otherwise."""
        plain = " ".join(text.split())
        code = self._resolved(plain, who)
        if code is None:
            code = self._refused.get((who, loose(plain)))
        if code is None:
            raise self._refusal(plain, who)
        self._mentioned.add((who, code))
        return code

    def knows(self, text: str, who: Who) -> bool:
        """Whether this text refers to one of them."""
        try:
            return self._resolved(" ".join(text.split()), who) is not None
        except Unreadable:
            return False

    def _resolved(self, plain: str, who: Who) -> str | None:
        return self.existing(who, plain) or self._by_name(plain, who) or self._with_name(plain, who)

    def _by_name(self, text: str, who: Who) -> str | None:
        codes = self._names.get((who, folded(text)), set())
        if len(codes) > 1:
            raise Unreadable(
                "ambiguous_name",
                _NOUN[who]
                + Text("; deze naam hebben ", "; this name belongs to ")
                + listed(sorted(codes)),
            )
        return next(iter(codes)) if codes else None

    def _with_name(self, text: str, who: Who) -> str | None:
        """``A01 Joris van der Yıldız`` or ``Mulder (H03)``: code and name must agree."""
        pair = re.fullmatch(r"(.+?)\s*(?:\s[-–:]\s|[,:(]\s*|\s)\s*(.+?)\)?", text)
        behind = re.fullmatch(r"(.+?)\s*\(\s*([^()]+)\s*\)", text)
        for code_text, name in (
            (pair[1], pair[2]) if pair else ("", ""),
            (behind[2], behind[1]) if behind else ("", ""),
        ):
            code = self.existing(who, code_text) if code_text else None
            if code is None:
                continue
            if any(
                folded(name) and folded(name) in said
                for said in self._said.get(_Entry(who, code), ())
            ):
                return code
            raise Unreadable(
                "code_and_name",
                Text(
                    f"een code met de naam die erbij hoort; {code} heet anders",
                    f"a code with its own name; {code} is called otherwise",
                ),
                code,
            )
        return None

    def _refusal(self, text: str, who: Who) -> Unreadable:
        """Why nobody is meant by this text, with the nearest known."""
        expected = _NOUN[who]
        plain = latin_look(text)
        if plain != text and self.knows(plain, who):
            return Unreadable(
                "look_alike",
                expected
                + Text(
                    "; hier staat een letter uit een ander schrift die er net zo uitziet",
                    "; this has a letter of another script that looks the same",
                ),
                self.find(plain, who),
            )
        for other in Who:
            if other is not who and (self.existing(other, text) or self._by_name(text, other)):
                return Unreadable(
                    "wrong_sort",
                    expected + Text(f" ({text} is {_A[other].nl})", f" ({text} is {_A[other].en})"),
                )
        near = self._loose.get((who, loose(text)), set())
        if len(near) > 1:
            return Unreadable("ambiguous_code", expected + Text(": ", ": ") + listed(sorted(near)))
        return Unreadable(f"unknown_{who.name.lower()}", expected, self._nearest(text, who))

    def _nearest(self, text: str, who: Who) -> str:
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            return ""
        codes = {same_letters(code): code for code in self.codes(who)}
        hits = get_close_matches(same_letters(text), codes, n=20, cutoff=0.6)
        if hits:
            likeness = {c: SequenceMatcher(None, same_letters(text), c).ratio() for c in hits}
            equal = [code for code in hits if likeness[code] == max(likeness.values())]
            return codes[min(equal, key=lambda code: (_apart(code, text), code))]
        names = {
            name: sorted(found)[0]
            for (sort, name), found in sorted(self._names.items())
            if sort is who and len(found) == 1
        }
        close = get_close_matches(folded(text), names, n=1, cutoff=0.8)
        return names[close[0]] if close else ""


def loose(code: str) -> str:
    """``a1``, ``A-01`` and ``A 001`` are one and the same, as are ``1`` and ``001``."""
    plain = re.sub(r"[\s._-]", "", same_letters(code))
    found = re.fullmatch(r"([^\d]*)0*(\d+)([^\d]*)", plain)
    return f"{found[1]}{found[2]}{found[3]}" if found else plain


def _apart(code: str, text: str) -> int:
    """How far the numbers in two codes lie apart."""
    first, second = (int("0" + re.sub(r"[^0-9]", "", word)[:9]) for word in (code, text))
    return abs(first - second)


def several(texts: Iterable[str]) -> str:
    """A few codes for a sentence."""
    shown = sorted(texts)
    return ", ".join(shown[:5]) + (" …" if len(shown) > 5 else "")
