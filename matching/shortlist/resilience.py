"""What if one HAO drops out after the interviews: can everybody still be placed?

First on everything the rules allow: where no complete matching without an HAO exists at all, no
shortlist can help, and the people who make it impossible are named. Then on the interviews: an
HAO whose loss they do not bear gives a *gap*: AIOS who need at least one interview elsewhere.

With at most ``each`` candidates per place, interviews always hold a complete matching: give every
interview the share 1/``each``; then every AIOS has 1, every HAO at most its places and every
practice at most its limit, and a fractional matching in a bipartite graph always has a whole one
beside it (G. Birkhoff 1946; A. Schrijver, *Combinatorial Optimization*, 2003, 18.1). So it is
only where people cannot be spread that far that a gap without any loss can occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, listed
from matching.shortlist.candidate_flow import Pair
from matching.shortlist.feasible import Choices, Crowd, Reach, Room, crowd, place


@dataclass(frozen=True, slots=True)
class Gap:
    """At least one of ``aios`` needs an interview with an HAO outside ``haos``."""

    aios: frozenset[str]
    haos: frozenset[str]


def choices_of(aios: Iterable[str], pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """The HAOs of every AIOS in these couples, by code."""
    found: dict[str, list[str]] = {code: [] for code in aios}
    for trainee, hao in sorted(pairs):
        found[trainee].append(hao)
    return {code: tuple(haos) for code, haos in found.items()}


def losses_not_borne(choices: Choices, room: Room) -> dict[str, Reach]:
    """The HAOs without whom not everybody fits any more, each with what was searched.

    ``choices`` must hold a complete matching.
    """
    where, _ = place(choices, room)
    found: dict[str, Reach] = {}
    for hao in sorted(set(where.values())):
        reach = without(choices, room, where, hao)
        if reach is not None:
            found[hao] = reach
    return found


def without(choices: Choices, room: Room, where: Mapping[str, str], hao: str) -> Reach | None:
    """None when everybody still fits without that HAO, starting from a complete matching."""
    kept = {aios: other for aios, other in where.items() if other != hao}
    return place(choices, room.without(hao), kept)[1]


def first_gap(
    aios: tuple[str, ...], pairs: frozenset[Pair], room: Room, bearable: tuple[str, ...]
) -> Gap | None:
    """A gap in these interviews: without any loss, or with the loss of a ``bearable`` HAO."""
    choices = choices_of(aios, pairs)
    where, reach = place(choices, room)
    if reach is not None:
        return Gap(reach.aios, reach.haos)
    in_use = set(where.values())
    for hao in bearable:
        if hao in in_use and (reach := without(choices, room, where, hao)) is not None:
            return Gap(reach.aios, reach.haos | {hao})
    return None


def shortage_without(choices: Choices, room: Room, hao: str) -> Crowd:
    """Who is too many for too few places when that HAO drops out, as small as possible."""
    left = room.without(hao)
    if left.together(left.places) < len(choices):
        everybody = tuple(sorted(choices))
        haos = tuple(code for code, places in sorted(left.places.items()) if places)
        return Crowd(everybody, haos, left.together(left.places))
    found = crowd(choices, left)
    if found is None:
        raise ValueError(f"everybody fits without {hao}")
    return Crowd(found.aios, tuple(code for code in found.haos if code != hao), found.places)


def losses_said(losses: Mapping[str, Crowd], everybody: int) -> tuple[Finding, ...]:
    """A sentence for every group of HAOs whose loss makes the same people too many.

    Where too few places are left for ``everybody``, no names are needed.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for hao, shortage in sorted(losses.items()):
        groups.setdefault(shortage.aios, []).append(hao)
    found = []
    for aios, haos in sorted(groups.items()):
        places = losses[haos[0]].places
        left = count(places, Text("plaats", "place"), Text("plaatsen", "places"))
        if len(haos) == 1:
            start = Text(f"Als {haos[0]} uitvalt", f"If {haos[0]} drops out")
        else:
            names = listed(haos)
            start = Text(f"Als een van {names.nl} uitvalt", f"If one of {names.en} drops out")
        who = listed(aios)
        if len(aios) == 1:
            rest = Text(
                f"kan {who.nl} nergens anders meer terecht.", f"{who.en} can go nowhere else."
            )
        elif len(aios) == everybody:
            rest = Text(
                f"zijn er voor alle {everybody} AIOS samen nog maar {left.nl}.",
                f"all {everybody} trainees together have only {left.en} left.",
            )
        else:
            rest = Text(
                f"zijn er voor {len(aios)} AIOS samen nog {left.nl}: {who.nl}.",
                f"{len(aios)} trainees together have {left.en} left: {who.en}.",
            )
        found.append(
            Finding(
                "survives_a_loss",
                tuple(sorted((*haos, *aios))),
                Text(f"{start.nl}, {rest.nl}", f"{start.en}, {rest.en}"),
                Weight.NOTICE,
            )
        )
    return tuple(found)
