"""Is this shortlist what it says? Recomputed from the round alone, without the engine's code.

Everything hard is a broken rule when it does not hold: so many candidates for every AIOS, no
couple that a rule forbids, the witness a complete matching inside the interviews, every reported
value equal to the recomputed one, and the HAOs whose loss is said to be borne really borne. That
HAOs could be spread more evenly is a notice: a procedure may want something else first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from koppelronde.domain.findings import Finding
from koppelronde.domain.outcomes.outcome import Shortlist
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.check.exchange import could_be_more_even, losses_right
from matching.shortlist.check.round import (
    Pair,
    forbidden,
    places_free,
    practice_limits,
    waiting_for_place,
    wrong,
)
from matching.shortlist.check.values import values_right


def check_shortlist(ronde: Koppelronde, shortlist: Shortlist) -> tuple[Finding, ...]:
    """Everything that is wrong with these interviews, and what could be more even."""
    pairs = [(couple.aios, couple.hao) for couple in shortlist.interviews]
    if shortlist.groups:
        return (
            *_groups(ronde, pairs, shortlist.groups),
            *_rules(ronde, pairs),
            *_witness(ronde, pairs, [(couple.aios, couple.hao) for couple in shortlist.witness]),
            *losses_right(ronde, pairs, shortlist),
        )
    return (
        *_people(ronde, pairs),
        *_rules(ronde, pairs),
        *_witness(ronde, pairs, [(couple.aios, couple.hao) for couple in shortlist.witness]),
        *values_right(ronde, pairs, shortlist),
        *losses_right(ronde, pairs, shortlist),
        *could_be_more_even(ronde, pairs),
    )


def _people(ronde: Koppelronde, pairs: list[Pair]) -> Iterator[Finding]:
    each, numbers = ronde.number("candidates_each"), Counter(aios for aios, _ in pairs)
    expected = set(waiting_for_place(ronde))
    for aios in sorted(expected | set(numbers)):
        wanted = each if aios in expected else 0
        if numbers[aios] != wanted:
            yield wrong(
                "candidates_each",
                (aios,),
                f"{aios} heeft {numbers[aios]} kandidaten in plaats van {wanted}.",
                f"{aios} has {numbers[aios]} candidates instead of {wanted}.",
            )
    for (aios, hao), number in sorted(Counter(pairs).items()):
        if number > 1:
            yield wrong(
                "double",
                (aios, hao),
                f"{aios} en {hao} staan {number} keer op de lijst.",
                f"{aios} and {hao} are listed {number} times.",
            )


def _groups(
    ronde: Koppelronde, pairs: list[Pair], groups: tuple[tuple[str, ...], ...]
) -> Iterator[Finding]:
    """Everybody in exactly one group, and in it everybody meets everybody who may."""
    expected = {*waiting_for_place(ronde), *(h for h, n in places_free(ronde).items() if n > 0)}
    seen = Counter(code for group in groups for code in group)
    for code in sorted(expected | set(seen)):
        if seen[code] != (code in expected):
            yield wrong(
                "group",
                (code,),
                f"{code} zit in {seen[code]} groepen in plaats van {int(code in expected)}.",
                f"{code} is in {seen[code]} groups instead of {int(code in expected)}.",
            )
    wanted = {
        (aios, hao)
        for group in groups
        for aios in group
        for hao in group
        if aios in ronde.aios_by_code
        and hao in ronde.hao_by_code
        and forbidden(ronde, aios, hao) is None
    }
    for aios, hao in sorted(wanted ^ set(pairs)):
        yield wrong(
            "group",
            (aios, hao),
            f"{aios} en {hao} {'zitten' if (aios, hao) in wanted else 'zitten niet'} in één groep.",
            f"{aios} and {hao} are {'' if (aios, hao) in wanted else 'not '}in one group.",
        )


def _rules(ronde: Koppelronde, pairs: list[Pair]) -> Iterator[Finding]:
    for aios, hao in sorted(set(pairs)):
        why = forbidden(ronde, aios, hao)
        if why is not None:
            yield wrong(
                "forbidden",
                (aios, hao),
                f"{aios} en {hao} mogen geen kandidaten zijn: {why.nl}.",
                f"{aios} and {hao} may not be candidates: {why.en}.",
            )


def _witness(ronde: Koppelronde, pairs: list[Pair], witness: list[Pair]) -> Iterator[Finding]:
    inside = set(pairs)
    for aios, hao in sorted(set(witness) - inside):
        yield wrong(
            "complete",
            (aios, hao),
            f"De koppeling als bewijs bevat {aios} met {hao}, maar dat is geen gesprek.",
            f"The matching given as proof holds {aios} with {hao}, which is no interview.",
        )
    placed, places = Counter(aios for aios, _ in witness), places_free(ronde)
    for aios in waiting_for_place(ronde):
        if placed[aios] != 1:
            yield wrong(
                "complete",
                (aios,),
                f"De koppeling als bewijs plaatst {aios} {placed[aios]} keer.",
                f"The matching given as proof places {aios} {placed[aios]} times.",
            )
    filled = Counter(hao for _, hao in witness)
    for hao, number in sorted(filled.items()):
        limit = places.get(hao, 0)
        if number > limit:
            yield wrong(
                "places",
                (hao,),
                f"De koppeling als bewijs geeft {hao} {number} AIOS bij {limit} plaatsen.",
                f"The matching given as proof gives {hao} {number} trainees for {limit} places.",
            )
    at = Counter(ronde.hao_by_code[hao].praktijk for _, hao in witness if hao in ronde.hao_by_code)
    for praktijk, limit in sorted(practice_limits(ronde).items()):
        number = at[praktijk]
        if number > limit:
            yield wrong(
                "praktijk_places",
                (praktijk,),
                f"De koppeling als bewijs geeft {praktijk} {number} AIOS bij {limit} plaatsen.",
                f"The matching given as proof gives {praktijk} {number} trainees for {limit}.",
            )
