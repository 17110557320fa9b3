"""Who could not be placed, and the reason as a shortage: these people share too few places.

The witness is Hall's: P. Hall, "On Representatives of Subsets", Journal of the London
Mathematical Society 10 (1935). It is read off the result by alternating paths: start from the
unplaced AIOS, go to every HAO possible for them, from a full HAO to the AIOS who hold its places,
and on. If no free place is met, the people passed and the places passed are the shortage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.language import Text, count, listed
from matching.goals.partners import Pair, Standing

NAMED_UP_TO: Final = 8
"""A larger group is given by its size alone: its codes would not be read."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """``unplaced`` are left over because all of ``aios`` together fit only at ``haos``.

    ``places`` is how many places those HAOs have for them (a practice's limit and places held by
    couples agreed by hand are taken off). When ``proven`` is False a free place could be reached,
    and it was an earlier goal of the procedure that kept these people out.
    """

    unplaced: tuple[str, ...]
    aios: tuple[str, ...]
    haos: tuple[str, ...]
    places: int
    proven: bool = True


def shortages(facts: Facts, pairs: frozenset[Pair]) -> tuple[Shortage, ...]:
    """A shortage for every group of unplaced AIOS whose places overlap, sorted by code."""
    standing = Standing(facts, pairs)
    groups: list[tuple[set[str], _Reached]] = []
    for code in facts.aios:
        if standing.partners[code]:
            continue
        mine = _reach(standing, code)
        unplaced = {code}
        for other in [group for group in groups if group[1].haos & mine.haos]:
            groups.remove(other)
            unplaced |= other[0]
            mine = mine.joined(other[1])
        groups.append((unplaced, mine))
    return tuple(
        sorted(
            (
                Shortage(
                    tuple(sorted(unplaced)),
                    tuple(sorted(reached.aios)),
                    tuple(sorted(reached.haos)),
                    len(reached.aios) - len(unplaced),
                    not reached.free,
                )
                for unplaced, reached in groups
            ),
            key=lambda shortage: shortage.unplaced,
        )
    )


@dataclass(frozen=True, slots=True)
class _Reached:
    aios: frozenset[str]
    haos: frozenset[str]
    free: bool

    def joined(self, other: _Reached) -> _Reached:
        return _Reached(self.aios | other.aios, self.haos | other.haos, self.free or other.free)


def _reach(standing: Standing, start: str) -> _Reached:
    """Everybody on an alternating path from an unplaced AIOS."""
    facts = standing.facts
    locked = {aios for aios, _hao in facts.locked}
    possible: dict[str, list[str]] = {code: [] for code in facts.aios}
    for couple in facts.couples:
        possible[couple.aios].append(couple.hao)
    haos_of: dict[str, list[str]] = {}
    for places in facts.haos:
        haos_of.setdefault(places.praktijk, []).append(places.hao)
    aios, haos, free, todo = {start}, set[str](), False, [start]
    while todo:
        for hao in possible[todo.pop()]:
            if hao in haos:
                continue
            haos.add(hao)
            if standing.free_places(hao):
                free = True
            for source in _who_could_make_room(standing, hao, haos_of):
                for holder in standing.partners[source]:
                    if holder not in aios and holder not in locked:
                        aios.add(holder)
                        todo.append(holder)
    return _Reached(frozenset(aios), frozenset(haos), free)


def _who_could_make_room(
    standing: Standing, hao: str, haos_of: dict[str, list[str]]
) -> tuple[str, ...]:
    """HAOs whose AIOS could leave to make room here: its own, or colleagues' where only the
    practice's limit stands in the way."""
    places = standing.places_of[hao]
    if len(standing.partners[hao]) >= places.places or not places.praktijk:
        return (hao,)
    return tuple(haos_of[places.praktijk])


def shortage_said(shortage: Shortage) -> Text:
    """The shortage as one sentence for the coordinator, with codes."""
    who = listed(shortage.unplaced)
    number = len(shortage.unplaced)
    verb = Text("is", "is") if number == 1 else Text("zijn", "are")
    start = Text(f"{who.nl} {verb.nl} niet geplaatst: ", f"{who.en} {verb.en} not placed: ")
    if not shortage.haos:
        return start + Text(
            "er is geen enkele HAO met wie een koppeling mogelijk is.",
            "there is no HAO with whom a couple is possible.",
        )
    if not shortage.proven:
        return start + Text(
            "er is wel plaats, maar een eerder doel van de procedure gaat voor.",
            "there is a place, but an earlier goal of the procedure comes first.",
        )
    return start + shared_places(shortage)


def shared_places(shortage: Shortage) -> Text:
    """``deze 4 AIOS kunnen samen alleen bij 3 HAO's terecht (3 plaatsen): A01, … – H02, …``."""
    people, haos = len(shortage.aios), len(shortage.haos)
    places = count(shortage.places, Text("plaats", "place"), Text("plaatsen", "places"))
    at = count(haos, Text("HAO", "HAO"), Text("HAO's", "HAOs"))
    who, where = listed(shortage.aios), listed(shortage.haos)
    if people == 1:
        first = Text("deze AIOS kan alleen", "this AIOS can go only")
    else:
        first = Text(
            f"deze {people} AIOS kunnen samen alleen", f"these {people} AIOS can together go only"
        )
    if people > NAMED_UP_TO:
        return Text(f"{first.nl} bij {at.nl} terecht ({places.nl}).",
                    f"{first.en} to {at.en} ({places.en}).")  # fmt: skip
    return Text(
        f"{first.nl} bij {at.nl} terecht ({places.nl}): {who.nl} bij {where.nl}.",
        f"{first.en} to {at.en} ({places.en}): {who.en} to {where.en}.",
    )


def shortage_as_reason(shortage: Shortage, *, full: bool) -> Text:
    """The reason as a sentence of its own; with everybody's codes only in ``full``."""
    if full and shortage.haos and shortage.proven:
        said = shared_places(shortage)
    else:
        said = shortage_for_person(shortage) + Text(".", ".")
    return Text(said.nl[0].upper() + said.nl[1:], said.en[0].upper() + said.en[1:])


def shortage_for_person(shortage: Shortage) -> Text:
    """The reason without anybody's code, to be said on the telephone (no full stop)."""
    if not shortage.haos:
        return Text(
            "er was geen opleider met wie een koppeling mogelijk is",
            "there was no trainer with whom a match is possible",
        )
    if not shortage.proven:
        return Text(
            "bij de plaatsen die voor jou mogelijk waren, ging het belang van de hele groep voor",
            "for the places that were possible for you the interest of the whole group came first",
        )
    if len(shortage.aios) == 1:
        return Text(
            "de plaatsen die voor jou mogelijk waren, zijn al vergeven",
            "the places that were possible for you are taken",
        )
    others = count(len(shortage.aios) - 1, Text("ander", "other"), Text("anderen", "others"))
    seats = count(shortage.places, Text("plaats", "place"), Text("plaatsen", "places"))
    was = Text("was", "was") if shortage.places == 1 else Text("waren", "were")
    return Text(
        f"voor jou en {others.nl} samen {was.nl} er maar {seats.nl}",
        f"for you and {others.en} together there {was.en} only {seats.en}",
    )
