"""Before matching: what in the lists is going to hurt, while people can still be asked.

Nothing here changes a list. What certainly leaves somebody without a place is BROKEN; the rest
is a NOTICE, for the coordinator to pass on or to leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, listed, same
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import GoalChoice
from koppelronde.domain.ronde import Koppelronde
from matching.engine.solve import solve
from matching.explain.matching_shortage import Shortage, shared_places, shortages
from matching.figures.list_oddities import NO_LIST_SAYS, handed_in, list_oddities, notice, people


def lists_findings(ronde: Koppelronde, facts: Facts) -> tuple[Finding, ...]:
    """Everything worth a telephone call before the lists are sealed, the gravest first."""
    found = [
        *_nobody_lists(ronde),
        *_year_places(ronde),
        *_certainly_unplaced(ronde, facts),
        *missing_lists(ronde),
        *_certain_exceptions(ronde, facts),
        *list_oddities(ronde),
    ]
    return tuple(sorted(found, key=lambda finding: finding.weight is not Weight.BROKEN))


def missing_lists(ronde: Koppelronde) -> Iterator[Finding]:
    """Per side who still has to hand in, what it means if they never do, and what cannot be said
    yet.
    """
    for side in (Side.AIOS, Side.HAO):
        everybody = people(ronde, side)
        missing = tuple(code for code in everybody if handed_in(ronde, code) is None)
        if not missing:
            continue
        who = listed(missing)
        noun = "AIOS" if side is Side.AIOS else ("HAO" if len(missing) == 1 else "HAO's")
        says = Text(
            f"{len(missing)} {noun} nog zonder voorkeurslijst: {who.nl}.",
            f"{len(missing)} {noun} have not handed in a list: {who.en}.",
        )
        says += NO_LIST_SAYS[ronde.procedure.left_off]
        if not _mostly_in(ronde, side):
            says += _NOT_YET_SAID[side.other]
        yield notice("list_missing", missing, says)


def _mostly_in(ronde: Koppelronde, side: Side) -> bool:
    """Whether more than half of that side handed in: who is on nobody's list can be said then."""
    everybody = people(ronde, side)
    return 2 * sum(handed_in(ronde, code) is not None for code in everybody) > len(everybody)


_NOT_YET_SAID: Final[Mapping[Side, Text]] = {
    Side.AIOS: Text(
        " Wie van de AIOS bij geen enkele HAO op de lijst staat, wordt pas gemeld als meer dan de "
        "helft van deze lijsten binnen is.",
        " Which trainees are on the list of no trainer is only reported once more than half of "
        "these lists are in.",
    ),
    Side.HAO: Text(
        " Wie van de HAO's bij geen enkele AIOS op de lijst staat, wordt pas gemeld als meer dan "
        "de helft van deze lijsten binnen is.",
        " Which trainers are on the list of no trainee is only reported once more than half of "
        "these lists are in.",
    ),
}


def _nobody_lists(ronde: Koppelronde) -> Iterator[Finding]:
    """Only where the other side handed in most of its lists: before that it says nothing."""
    for side in (Side.AIOS, Side.HAO):
        others = people(ronde, side.other)
        lists = [lijst for code in others if (lijst := handed_in(ronde, code)) is not None]
        if not _mostly_in(ronde, side.other):
            continue
        named = {partner for lijst in lists for partner, _number in lijst.entries}
        rule = "aios_on_no_list" if side is Side.AIOS else "hao_on_no_list"
        for code in people(ronde, side):
            if code in named:
                continue
            who = ronde.named(code)
            if side is Side.AIOS:
                yield notice(rule, (code,), Text(
                    f"{who.nl} staat bij geen enkele HAO op de lijst.",
                    f"{who.en} is on no trainer's list."))  # fmt: skip
            else:
                yield notice(rule, (code,), Text(
                    f"{who.nl} staat bij geen enkele AIOS op de lijst.",
                    f"{who.en} is on no trainee's list."))  # fmt: skip


def _year_places(ronde: Koppelronde) -> Iterator[Finding]:
    """For every set of years: do the HAOs who supervise any of them have places enough?"""
    gone = set(ronde.withdrawn)
    people = Counter(person.year for person in ronde.aios if person.code not in gone)
    haos = [hao for hao in ronde.haos if hao.code not in gone]
    short: list[set[int]] = []
    years = sorted(people)
    for size in range(1, len(years) + 1):
        for chosen in combinations(years, size):
            if any(smaller <= set(chosen) for smaller in short):
                continue
            need = sum(people[year] for year in chosen)
            places = sum(hao.places for hao in haos if hao.supervises & set(chosen))
            if places >= need:
                continue
            short.append(set(chosen))
            said = listed([str(year) for year in chosen])
            lack = count(need - places, Text("plaats", "place"), Text("plaatsen", "places"))
            miss = "ontbreekt" if need - places == 1 else "ontbreken"
            yield Finding(
                "too_few_places",
                (),
                Text(
                    f"Jaar {said.nl}: {need} AIOS, maar {places} plaatsen bij HAO's die dat jaar "
                    f"begeleiden; er {miss} {lack.nl}.",
                    f"Year {said.en}: {need} trainees, but {places} places with trainers who "
                    f"supervise it; {lack.en} missing.",
                ),
            )


def _certainly_unplaced(ronde: Koppelronde, facts: Facts) -> Iterator[Finding]:
    """The smallest groups that do not fit, whatever else is chosen."""
    placed = GoalChoice(name="placed", source="controle vooraf")
    best = solve(facts, (placed,), seed="", kernels="one", lottery=False)
    forbidden = {(excluded.aios, excluded.hao) for excluded in facts.excluded}
    for shortage in shortages(facts, frozenset(best.pairs)):
        free = [
            places.hao
            for places in facts.haos
            if places.hao not in shortage.haos
            and any((code, places.hao) not in forbidden for code in shortage.aios)
        ]
        hint = same("")
        if free:
            some = listed(free[:8])
            more = " …" if len(free) > 8 else ""
            hint = Text(f" Andere HAO's: {some.nl}{more}.", f" Other trainers: {some.en}{more}.")
        number = len(shortage.unplaced)
        if shortage.haos:
            head = Text(
                f"Hoe er ook gekoppeld wordt, {'blijft' if number == 1 else 'blijven'} er {number} "
                "van hen over: ",
                f"Whatever is chosen, {number} of them will be left over: ",
            )
            says = head + shared_places(shortage) + hint
        else:
            says = _nobody_possible(shortage) + hint
        yield Finding("certainly_unplaced", shortage.aios, says)


def _nobody_possible(shortage: Shortage) -> Text:
    who = listed(shortage.unplaced)
    can = "kan" if len(shortage.unplaced) == 1 else "kunnen"
    return Text(
        f"{who.nl} {can} niet geplaatst worden: er is geen enkele HAO met wie een koppeling "
        "mogelijk is.",
        f"{who.en} cannot be placed: there is no trainer with whom a match is possible.",
    )


def _certain_exceptions(ronde: Koppelronde, facts: Facts) -> Iterator[Finding]:
    """Whose every possible couple is one of which somebody is telephoned first."""
    top = ronde.number("top_ranks")
    possible: Counter[str] = Counter()
    good: Counter[str] = Counter()
    # A list that is not in yet leaves nobody off.
    waited_for = {
        code
        for side in (Side.AIOS, Side.HAO)
        for code in people(ronde, side)
        if handed_in(ronde, code) is None
    }
    for couple in facts.couples:
        both = (couple.listed_by_aios or couple.aios in waited_for) and (
            couple.listed_by_hao or couple.hao in waited_for
        )
        within = both and max(couple.rank_by_aios, couple.rank_by_hao) <= top
        for code in (couple.aios, couple.hao):
            possible[code] += 1
            good[code] += within
    for code in (*facts.aios, *(places.hao for places in facts.haos)):
        if possible[code] and not good[code]:
            who = ronde.named(code)
            yield notice("certain_exception", (code,), Text(
                f"Voor {who.nl} is geen koppeling mogelijk waarin beiden elkaar voorkeur 1 t/m "
                f"{top} gaven. Wordt het toch een koppeling, dan is dat een uitzondering.",
                f"For {who.en} no match is possible in which both named each other within the "
                f"first {top}. Any match is an exception."))  # fmt: skip
