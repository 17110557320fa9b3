"""Before matching: what in the lists is going to hurt, while people can still be asked.

Nothing here changes a list. What certainly leaves somebody without a place is BROKEN; the rest
is a NOTICE, for the coordinator to pass on or to leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from koppelronde.facts import Facts, met_couples
from koppelronde.findings import Finding, Weight
from koppelronde.language import Text, count, listed, same
from koppelronde.lists import Voorkeurslijst
from koppelronde.people import Side
from koppelronde.procedure import GoalChoice
from koppelronde.ronde import Koppelronde
from matching.engine import solve
from matching.shortage import shortage_said, shortages


def lists_findings(ronde: Koppelronde, facts: Facts) -> tuple[Finding, ...]:
    """Everything worth a telephone call before the lists are sealed, the gravest first."""
    found = [
        *_nobody_lists(ronde),
        *_year_places(ronde),
        *_certainly_unplaced(ronde, facts),
        *_missing(ronde),
        *_certain_exceptions(ronde, facts),
        *_short(ronde),
        *_many_equal(ronde),
        *_one_sided(ronde),
        *_not_met(ronde),
    ]
    return tuple(sorted(found, key=lambda finding: finding.weight is not Weight.BROKEN))


def _people(ronde: Koppelronde, side: Side) -> list[str]:
    gone = set(ronde.withdrawn)
    group = ronde.aios if side is Side.AIOS else ronde.haos
    return [person.code for person in group if person.code not in gone]


def _list(ronde: Koppelronde, code: str) -> Voorkeurslijst | None:
    lijst = ronde.list_of.get(code)
    return lijst if lijst is not None and lijst.entries else None


def _notice(rule: str, who: tuple[str, ...], says: Text) -> Finding:
    return Finding(rule, who, says, Weight.NOTICE)


def _missing(ronde: Koppelronde) -> Iterator[Finding]:
    for side in (Side.AIOS, Side.HAO):
        missing = tuple(code for code in _people(ronde, side) if _list(ronde, code) is None)
        if missing:
            who = listed(missing)
            noun = "AIOS" if side is Side.AIOS else ("HAO" if len(missing) == 1 else "HAO's")
            yield _notice(
                "list_missing",
                missing,
                Text(
                    f"{len(missing)} {noun} nog zonder voorkeurslijst: {who.nl}.",
                    f"{len(missing)} {noun} have not handed in a list: {who.en}.",
                ),
            )


def _nobody_lists(ronde: Koppelronde) -> Iterator[Finding]:
    """Only where the other side handed in most of its lists: before that it says nothing."""
    for side in (Side.AIOS, Side.HAO):
        others = _people(ronde, side.other)
        lists = [lijst for code in others if (lijst := _list(ronde, code)) is not None]
        if 2 * len(lists) <= len(others):
            continue
        named = {partner for lijst in lists for partner, _number in lijst.entries}
        rule = "aios_on_no_list" if side is Side.AIOS else "hao_on_no_list"
        for code in _people(ronde, side):
            if code in named:
                continue
            who = ronde.named(code)
            if side is Side.AIOS:
                yield _notice(rule, (code,), Text(
                    f"{who.nl} staat bij geen enkele HAO op de lijst.",
                    f"{who.en} is on the list of no HAO."))  # fmt: skip
            else:
                yield _notice(rule, (code,), Text(
                    f"{who.nl} staat bij geen enkele AIOS op de lijst.",
                    f"{who.en} is on the list of no AIOS."))  # fmt: skip


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
            yield Finding(
                "too_few_places",
                (),
                Text(
                    f"Jaar {said.nl}: {need} AIOS, maar {places} plaatsen bij HAO's die dat jaar "
                    f"begeleiden; {lack.nl} te weinig.",
                    f"Year {said.en}: {need} trainees, but {places} places with trainers who "
                    f"supervise it; {lack.en} too few.",
                ),
            )


def _certainly_unplaced(ronde: Koppelronde, facts: Facts) -> Iterator[Finding]:
    """The smallest groups that do not fit, whatever else is chosen."""
    placed = GoalChoice(name="placed", source="controle vooraf")
    best = solve(facts, (placed,), seed="", kernels="light", lottery=False)
    for shortage in shortages(facts, frozenset(best.pairs)):
        free = [places.hao for places in facts.haos if places.hao not in shortage.haos]
        hint = same("")
        if free:
            some = listed(free[:8])
            more = " …" if len(free) > 8 else ""
            hint = Text(f" Andere HAO's: {some.nl}{more}.", f" Other trainers: {some.en}{more}.")
        number = len(shortage.unplaced)
        if shortage.haos:
            head = Text(
                f"Hoe er ook gekoppeld wordt, {number} van hen blijft over: ",
                f"Whatever is chosen, {number} of them will be left over: ",
            )
            says = head + _shared(shortage_said(shortage)) + hint
        else:
            says = shortage_said(shortage) + hint
        yield Finding("certainly_unplaced", shortage.aios, says)


def _shared(said: Text) -> Text:
    """The part of a shortage's sentence that names the group, not who is left over."""
    return Text(said.nl.split(": ", 1)[1], said.en.split(": ", 1)[1])


def _certain_exceptions(ronde: Koppelronde, facts: Facts) -> Iterator[Finding]:
    top = ronde.number("top_ranks")
    possible: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for couple in facts.couples:
        possible[couple.aios] += 1
        good[couple.aios] += max(couple.rank_by_aios, couple.rank_by_hao) <= top
    for code in facts.aios:
        if possible[code] and not good[code]:
            who = ronde.named(code)
            yield _notice("certain_exception", (code,), Text(
                f"{who.nl} wordt zeker een uitzondering: bij niemand staan beiden elkaar bij de "
                f"eerste {top}.",
                f"{who.en} will certainly be an exception: with nobody both stand within the "
                f"first {top}."))  # fmt: skip


def _short(ronde: Koppelronde) -> Iterator[Finding]:
    """Fewer names than the top ranks, although more people were met."""
    top = ronde.number("top_ranks")
    met = Counter(code for couple in met_couples(ronde) for code in couple)
    for code in (*_people(ronde, Side.AIOS), *_people(ronde, Side.HAO)):
        lijst = _list(ronde, code)
        if lijst is None or len(lijst.entries) >= min(top, max(met[code], 1)):
            continue
        who = ronde.named(code)
        names = count(len(lijst.entries), Text("naam", "name"), Text("namen", "names"))
        yield _notice("short_list", (code,), Text(
            f"{who.nl} noemt {names.nl}, maar heeft {met[code]} mensen ontmoet. Een korte lijst "
            "helpt niet: wie er niet op staat, telt als de eerstvolgende plaats.",
            f"{who.en} gives {names.en}, but met {met[code]} people. A short list does not "
            "help: who is not on it counts as the next place."))  # fmt: skip


def _many_equal(ronde: Koppelronde) -> Iterator[Finding]:
    for code in (*_people(ronde, Side.AIOS), *_people(ronde, Side.HAO)):
        lijst = _list(ronde, code)
        if lijst is None or len(lijst.entries) < 4:
            continue
        _number, most = Counter(number for _p, number in lijst.entries).most_common(1)[0]
        if 2 * most > len(lijst.entries):
            who = ronde.named(code)
            yield _notice("many_equal", (code,), Text(
                f"{who.nl} zet {most} van de {len(lijst.entries)} namen gelijk.",
                f"{who.en} puts {most} of {len(lijst.entries)} names equal."))  # fmt: skip


def _one_sided(ronde: Koppelronde) -> Iterator[Finding]:
    """Somebody is named, and did hand in a list, but does not name back."""
    for code in (*_people(ronde, Side.AIOS), *_people(ronde, Side.HAO)):
        lijst = _list(ronde, code)
        if lijst is None:
            continue
        silent = []
        for partner, _number in lijst.entries:
            back = _list(ronde, partner)
            if back is not None and code not in dict(back.entries):
                silent.append(partner)
        if silent:
            who, them = ronde.named(code), listed(sorted(silent))
            yield _notice("one_sided", (code, *sorted(silent)), Text(
                f"{who.nl} noemt {them.nl}, maar staat daar niet op de lijst.",
                f"{who.en} names {them.en}, but is not on the list there."))  # fmt: skip


def _not_met(ronde: Koppelronde) -> Iterator[Finding]:
    met = met_couples(ronde)
    if not met:
        return
    for code in (*_people(ronde, Side.AIOS), *_people(ronde, Side.HAO)):
        lijst = _list(ronde, code)
        strangers = []
        for partner, _number in lijst.entries if lijst is not None else ():
            pair = (code, partner) if code in ronde.aios_by_code else (partner, code)
            if pair not in met:
                strangers.append(partner)
        if strangers:
            who, them = ronde.named(code), listed(sorted(strangers))
            yield _notice("not_met", (code, *sorted(strangers)), Text(
                f"{who.nl} noemt {them.nl}; van een ontmoeting is niets vastgelegd.",
                f"{who.en} names {them.en}; no meeting is recorded."))  # fmt: skip
