"""Is this result allowed, and are its figures right? Recounted from the facts, without an engine.

Shares no code with the kernels, the stages or the certificate: every goal is counted here a
second time, from its sentence in docs/formulation-matching.md. Whether something better exists
is not asked here; the result file proves that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from koppelronde.domain.facts import Facts, PossibleCouple
from koppelronde.domain.findings import Finding, broken
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import MatchedCouple, Matching
from koppelronde.domain.procedure import GoalChoice
from matching.proof.recount import goal_values

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the value of every stage as counted here, in order of the goals."""

    findings: tuple[Finding, ...]
    values: tuple[tuple[str, int], ...]

    @property
    def sound(self) -> bool:
        """Nothing that forbids using the result."""
        return not broken(self.findings)


def check_matching(
    matching: Matching,
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    keep: frozenset[Pair] = frozenset(),
) -> Checked:
    """All findings about a result, sorted, and its goal values recounted.

    ``keep`` are the couples that the goal *fewest_moved* counts.
    """
    values = tuple(goal_values(matching, facts, goals, keep))
    findings = [
        *_people(matching, facts),
        *_couples(matching, facts),
        *_places(matching, facts),
        *_apart(matching, facts),
        *_figures(matching, values),
    ]
    return Checked(tuple(sorted(findings, key=lambda f: (f.rule, f.who, f.says))), values)


def _people(matching: Matching, facts: Facts) -> Iterator[Finding]:
    placed = Counter(couple.aios for couple in matching.couples)
    known_haos = {places.hao for places in facts.haos}
    for aios, times in placed.items():
        if aios not in facts.aios:
            yield _finding(
                "takes_part", (aios,), f"{aios} doet niet mee.", f"{aios} takes no part."
            )
        if times > 1:
            yield _finding(
                "one_place",
                (aios,),
                f"{aios} is {times} keer gekoppeld.",
                f"{aios} is coupled {times} times.",
            )
    for hao in {couple.hao for couple in matching.couples} - known_haos:
        yield _finding("takes_part", (hao,), f"{hao} doet niet mee.", f"{hao} takes no part.")
    without = {aios for aios in facts.aios if aios not in placed}
    for aios in without ^ set(matching.unplaced):
        yield _finding(
            "unplaced",
            (aios,),
            f"{aios} staat ten onrechte wel of niet bij wie geen plaats heeft.",
            f"{aios} is wrongly on or off the list of who has no place.",
        )


def _couples(matching: Matching, facts: Facts) -> Iterator[Finding]:
    possible = {(couple.aios, couple.hao): couple for couple in facts.couples}
    why = {(excluded.aios, excluded.hao): excluded.why for excluded in facts.excluded}
    locked = set(facts.locked)
    for made in matching.couples:
        pair = (made.aios, made.hao)
        if pair in locked:
            continue
        if pair in why:
            reason = why[pair]
            yield Finding(
                reason.rule,
                pair,
                Text(f"{made.aios} bij {made.hao} mag niet: ", f"{made.aios} with {made.hao}: ")
                + reason.says,
            )
        elif pair not in possible:
            yield _finding(
                "possible",
                pair,
                f"{made.aios} en {made.hao} hebben elkaar niet ontmoet en niet opgeschreven.",
                f"{made.aios} and {made.hao} neither met nor listed each other.",
            )
    for made in matching.couples:
        pair = (made.aios, made.hao)
        if pair in possible and not _same_numbers(made, possible[pair]):
            yield _finding(
                "as_handed_in",
                pair,
                f"De cijfers bij {made.aios} en {made.hao} zijn niet die van de invoer.",
                f"The figures of {made.aios} and {made.hao} are not those of the input.",
            )
    for aios, hao in locked - {(made.aios, made.hao) for made in matching.couples}:
        yield _finding(
            "locked",
            (aios, hao),
            f"{aios} en {hao} stonden vast en zijn niet gekoppeld.",
            f"{aios} and {hao} were fixed and are not coupled.",
        )


def _same_numbers(made: MatchedCouple, given: PossibleCouple) -> bool:
    return (
        made.rank_by_aios == given.rank_by_aios
        and made.rank_by_hao == given.rank_by_hao
        and made.listed_by_aios == given.listed_by_aios
        and made.listed_by_hao == given.listed_by_hao
        and made.travel_minutes == given.travel_minutes
        and made.shared_days == given.shared_days
    )


def _places(matching: Matching, facts: Facts) -> Iterator[Finding]:
    taken = Counter(couple.hao for couple in matching.couples)
    free = dict(matching.open_haos)
    in_praktijk: Counter[str] = Counter()
    for places in facts.haos:
        number = taken[places.hao]
        in_praktijk[places.praktijk] += number
        if number > places.places:
            yield _finding(
                "places",
                (places.hao,),
                f"{places.hao} heeft {number} AIOS op {places.places} plaatsen.",
                f"{places.hao} has {number} trainees on {places.places} places.",
            )
        if free.pop(places.hao, 0) != max(0, places.places - number):
            yield _finding(
                "open_places",
                (places.hao,),
                f"Het aantal open plaatsen bij {places.hao} klopt niet.",
                f"The number of free places with {places.hao} is wrong.",
            )
    for hao in free:
        yield _finding("takes_part", (hao,), f"{hao} doet niet mee.", f"{hao} takes no part.")
    for praktijk, limit in facts.praktijk_places.items():
        if in_praktijk[praktijk] > limit:
            yield _finding(
                "praktijk_places",
                (praktijk,),
                f"Praktijk {praktijk} heeft {in_praktijk[praktijk]} AIOS op {limit} plaatsen.",
                f"Practice {praktijk} has {in_praktijk[praktijk]} trainees on {limit} places.",
            )


def _apart(matching: Matching, facts: Facts) -> Iterator[Finding]:
    praktijk = {places.hao: places.praktijk or places.hao for places in facts.haos}
    where = {couple.aios: praktijk.get(couple.hao) for couple in matching.couples}
    for one, other in facts.apart:
        if one in where and where[one] == where.get(other):
            yield _finding(
                "apart",
                (one, other),
                f"{one} en {other} mogen niet bij dezelfde praktijk.",
                f"{one} and {other} may not be at the same practice.",
            )


def _figures(matching: Matching, values: tuple[tuple[str, int], ...]) -> Iterator[Finding]:
    said = tuple((stage.name, stage.value) for stage in matching.stages)
    if [name for name, _ in said] != [name for name, _ in values]:
        yield _finding(
            "goals",
            (),
            "De doelen van de uitslag zijn niet die van de procedure.",
            "The goals of the result are not those of the procedure.",
        )
        return
    for (name, value), (_, counted) in zip(said, values, strict=True):
        if value != counted:
            yield _finding(
                "goal_value",
                (),
                f"Doel {name}: de uitslag zegt {value}, nageteld {counted}.",
                f"Goal {name}: the result says {value}, counted {counted}.",
            )


def _finding(rule: str, who: tuple[str, ...], nl: str, en: str) -> Finding:
    return Finding(rule, who, Text(nl, en))
