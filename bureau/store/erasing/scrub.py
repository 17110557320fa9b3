"""Taking one person out of texts: where something is about them, and wherever their name stands.

Codes stay: they are how a result, a timetable and a calendar that others have can still be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from bureau.store.codec import JsonData
from koppelronde.domain.people import Place, Praktijk
from koppelronde.domain.ronde import Koppelronde

GONE: Final = "–"
"""What stands where a name stood."""

NAMING: Final = (
    "aios", "hao", "praktijk", "who", "code", "present", "couple", "owner", "with_whom", "partner",
    "first", "second",
)  # fmt: skip
"""Keys by which an object of a document names whom it is about."""

FREE: Final = frozenset(
    "note notes summary location subject description reason to address name email phone text body "
    "title".split()
)
"""Keys that hold words or addresses; all others hold codes, numbers, days or marks."""


def own_praktijk(ronde: Koppelronde, code: str) -> Praktijk | None:
    """The practice where that HAO is the only one: its address and number are theirs."""
    hao = ronde.hao_by_code.get(code)
    if hao is None or [h.code for h in ronde.haos_of_praktijk.get(hao.praktijk, ())] != [code]:
        return None
    return ronde.praktijk_by_code.get(hao.praktijk)


def identifying(ronde: Koppelronde, code: str) -> re.Pattern[str] | None:
    """The words by which somebody is known, longest first; None where nothing is known."""
    person = ronde.person(code)
    if person is None:
        return None
    praktijk = own_praktijk(ronde, code)
    whole = " ".join(w for w in (person.first_name, person.infix, person.surname) if w)
    last = " ".join(w for w in (person.infix, person.surname) if w)
    words = [whole, last, person.surname, *person.emails, *person.phones]
    places: list[Place | None] = [
        getattr(person, "home", None), None if praktijk is None else praktijk.place
    ]  # fmt: skip
    words += [word for place in places if place for word in (place.address, place.postcode)]
    if praktijk is not None:
        words += [praktijk.name, praktijk.phone, praktijk.email]
    found = sorted({word for word in words if len(word) > 1}, key=lambda word: (-len(word), word))
    if not found:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in found), re.IGNORECASE)


def scrubbed(data: JsonData, codes: Iterable[str], names: re.Pattern[str] | None) -> JsonData:
    """The same data: of what is about these codes no free words, and these names nowhere."""
    about = frozenset(codes)

    def walk(value: Any, key: str, mine: bool) -> Any:
        if isinstance(value, dict):
            named = mine or any(_names(value.get(name), about) for name in NAMING)
            return {name: walk(item, name, named) for name, item in value.items()}
        if isinstance(value, list):
            return [walk(item, key, mine) for item in value]
        if isinstance(value, str):
            if mine and key in FREE:
                return ""
            return value if names is None else names.sub(GONE, value)
        return value

    return walk(data, "", False)


def _names(value: Any, about: frozenset[str]) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, str) and item in about for item in value)
    return isinstance(value, str) and value in about
