"""What is odd about one list: too short, mostly equal, one-sided, about somebody never met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from koppelronde.domain.counted import PEOPLE
from koppelronde.domain.facts import met_couples
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, listed
from koppelronde.domain.lists import LeftOffReading, Voorkeurslijst
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde

LEFT_OFF_SAYS: Final[Mapping[LeftOffReading, Text]] = {
    LeftOffReading.NEXT_RANK: Text(
        "Een korte lijst helpt niet: wie er niet op staat, telt als de eerstvolgende plaats.",
        "A short list does not help: who is not on it counts as the next place.",
    ),
    LeftOffReading.SHARED_LAST: Text(
        "Wie er niet op staat, deelt de laatste plaats.",
        "Who is not on it shares the last place.",
    ),
    LeftOffReading.IMPOSSIBLE: Text(
        "Met wie er niet op staat, is geen koppeling mogelijk.",
        "With who is not on it no match is possible.",
    ),
}

_NO_PREFERENCE: Final = Text(
    " Wie niets inlevert, heeft geen voorkeur: iedereen telt als plaats 1.",
    " Whoever hands in nothing has no preference: everybody counts as place 1.",
)
NO_LIST_SAYS: Final[Mapping[LeftOffReading, Text]] = {
    LeftOffReading.NEXT_RANK: _NO_PREFERENCE,
    LeftOffReading.SHARED_LAST: _NO_PREFERENCE,
    LeftOffReading.IMPOSSIBLE: Text(
        " Wie niets inlevert, heeft geen voorkeur en sluit ook niemand uit: iedereen telt als "
        "plaats 1.",
        " Whoever hands in nothing has no preference and excludes nobody either: everybody counts "
        "as place 1.",
    ),
}
"""What becomes of somebody who never hands in a list."""


def list_oddities(ronde: Koppelronde) -> Iterator[Finding]:
    """All of them, kind by kind; each is a NOTICE."""
    yield from _short(ronde)
    yield from _many_equal(ronde)
    yield from _one_sided(ronde)
    yield from _not_met(ronde)


def people(ronde: Koppelronde, side: Side) -> list[str]:
    """Codes of everybody of that side who still takes part."""
    gone = set(ronde.withdrawn)
    group = ronde.aios if side is Side.AIOS else ronde.haos
    return [person.code for person in group if person.code not in gone]


def handed_in(ronde: Koppelronde, code: str) -> Voorkeurslijst | None:
    """Somebody's list, unless there is none or it is empty."""
    lijst = ronde.list_of.get(code)
    return lijst if lijst is not None and lijst.entries else None


def notice(rule: str, who: tuple[str, ...], says: Text) -> Finding:
    """Something that is allowed and that somebody should know."""
    return Finding(rule, who, says, Weight.NOTICE)


def _short(ronde: Koppelronde) -> Iterator[Finding]:
    """Fewer names than the top ranks, although more people were met."""
    top = ronde.number("top_ranks")
    met = Counter(code for couple in met_couples(ronde) for code in couple)
    for code in (*people(ronde, Side.AIOS), *people(ronde, Side.HAO)):
        lijst = handed_in(ronde, code)
        if lijst is None or len(lijst.entries) >= min(top, max(met[code], 1)):
            continue
        who = ronde.named(code)
        names = count(len(lijst.entries), Text("naam", "name"), Text("namen", "names"))
        people_met = count(met[code], *PEOPLE)
        left_off = LEFT_OFF_SAYS[ronde.procedure.left_off]
        yield notice("short_list", (code,), Text(
            f"{who.nl} noemt {names.nl}, maar heeft {people_met.nl} ontmoet. {left_off.nl}",
            f"{who.en} gives {names.en}, but met {people_met.en}. {left_off.en}"))  # fmt: skip


def _many_equal(ronde: Koppelronde) -> Iterator[Finding]:
    for code in (*people(ronde, Side.AIOS), *people(ronde, Side.HAO)):
        lijst = handed_in(ronde, code)
        if lijst is None or len(lijst.entries) < 4:
            continue
        _number, most = Counter(number for _p, number in lijst.entries).most_common(1)[0]
        if 2 * most > len(lijst.entries):
            who = ronde.named(code)
            yield notice("many_equal", (code,), Text(
                f"{who.nl} zet {most} van de {len(lijst.entries)} namen gelijk.",
                f"{who.en} puts {most} of {len(lijst.entries)} names equal."))  # fmt: skip


def _one_sided(ronde: Koppelronde) -> Iterator[Finding]:
    """Somebody is named, and did hand in a list, but does not name back."""
    for code in (*people(ronde, Side.AIOS), *people(ronde, Side.HAO)):
        lijst = handed_in(ronde, code)
        if lijst is None:
            continue
        silent = []
        for partner, _number in lijst.entries:
            back = handed_in(ronde, partner)
            if back is not None and code not in dict(back.entries):
                silent.append(partner)
        if silent:
            who, them = ronde.named(code), listed(sorted(silent))
            yield notice("one_sided", (code, *sorted(silent)), Text(
                f"{who.nl} noemt {them.nl}, maar staat daar niet op de lijst.",
                f"{who.en} names {them.en}, but is not on the list there."))  # fmt: skip


def _not_met(ronde: Koppelronde) -> Iterator[Finding]:
    """Where meetings are recorded: who is on a list without one. To be listed counts as met."""
    met = met_couples(ronde)
    if not met:
        return
    visits = ronde.procedure.has(PhaseKind.VISITS)
    what = Text("bezoek", "visit") if visits else Text("gesprek", "meeting")
    for code in (*people(ronde, Side.AIOS), *people(ronde, Side.HAO)):
        lijst = handed_in(ronde, code)
        strangers = []
        for partner, _number in lijst.entries if lijst is not None else ():
            pair = (code, partner) if code in ronde.aios_by_code else (partner, code)
            if pair not in met:
                strangers.append(partner)
        if strangers:
            who, them = ronde.named(code), listed(sorted(strangers))
            yield notice("not_met", (code, *sorted(strangers)), Text(
                f"{who.nl} noemt {them.nl}; van een {what.nl} is niets vastgelegd. Wie op een "
                "lijst staat, telt als ontmoet: klopt dat hier?",
                f"{who.en} names {them.en}; no {what.en} is recorded. Who stands on a list "
                "counts as met: is that right here?"))  # fmt: skip
