"""What the coordinator reads about a shortlist: how it is spread, and why none exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from koppelronde.domain.errors import NoPlanExists
from koppelronde.domain.facts import listed_without_part
from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text, count, joined, listed
from koppelronde.domain.people import Side
from koppelronde.domain.procedure import PhaseKind
from koppelronde.domain.ronde import Koppelronde
from koppelronde.domain.rules import RULE_NAMES
from matching.shortlist.candidate_flow import Pair
from matching.shortlist.feasible import Choices, Crowd, Possible, Room

_HAOS = (Text("HAO", "trainer"), Text("HAO's", "trainers"))


def why_not(possible: Possible, aios: str) -> Text:
    """``3 wegens jaar, 2 wegens HDS``: which rules keep this AIOS from how many HAOs."""
    rules = Counter(out.why.rule for out in possible.excluded if out.aios == aios)
    if not rules:
        return Text("geen regel sluit HAO's uit", "no rule excludes trainers")
    return joined(
        [
            Text(f"{number} wegens {RULE_NAMES[rule].nl}", f"{number} for {RULE_NAMES[rule].en}")
            for rule, number in sorted(rules.items())
        ],
        ", ",
    )


def too_few_candidates(
    ronde: Koppelronde, possible: Possible, choices: Choices, each: int
) -> NoPlanExists:
    """Some AIOS cannot have so many interviews, whatever the others get."""
    short = {aios: haos for aios, haos in sorted(choices.items()) if len(haos) < each}
    reasons = []
    for aios, haos in short.items():
        who, where = ronde.named(aios), listed(haos)
        why = why_not(possible, aios)
        number = count(len(haos), *_HAOS)
        reasons.append(
            Text(
                f"{who.nl} kan maar bij {number.nl} terecht"
                + (f" ({where.nl})" if haos else "") + f"; uitgesloten: {why.nl}.",
                f"{who.en} can go to only {number.en}"
                + (f" ({where.en})" if haos else "") + f"; excluded: {why.en}.",
            )
        )  # fmt: skip
    fewest = min(len(haos) for haos in short.values())
    years = sorted({ronde.aios_by_code[aios].year for aios in short})
    said_years = listed([str(year) for year in years])
    remedies = [
        Text(
            f"Vraag een HAO erbij die jaar {said_years.nl} begeleidt en bij deze AIOS past.",
            f"Ask one more trainer who supervises year {said_years.en} and fits these trainees.",
        )
    ]
    if fewest:
        remedies.append(
            Text(
                f"Geef iedereen {fewest} kandidaten ('Kandidaten per AIOS' op blad Ronde).",
                f"Give everybody {fewest} candidates ('Kandidaten per AIOS' on sheet Ronde).",
            )
        )
    return NoPlanExists(
        Text(
            f"Niet iedere AIOS kan {each} kandidaten krijgen.",
            f"Not every trainee can have {each} candidates.",
        ),
        tuple(reasons),
        tuple(remedies),
    )


def too_few_places(ronde: Koppelronde, group: Crowd, everybody: int, room: Room) -> NoPlanExists:
    """Some AIOS together have too few places: no interviews can ever place them all."""
    more = len(group.aios) - group.places
    need = count(more, Text("plaats", "place"), Text("plaatsen", "places"))
    return NoPlanExists(
        Text(
            "Niet iedere AIOS kan geplaatst worden, welke gesprekken er ook zijn.",
            "Not every trainee can be placed, whatever the interviews.",
        ),
        (crowd_said(ronde, group),),
        (
            Text(
                f"Vraag {need.nl} erbij die bij deze AIOS passen.",
                f"Ask for {need.en} more that fit these trainees.",
            ),
        )
        if len(group.aios) < everybody
        else (
            Text(
                f"Vraag {need.nl} erbij: er zijn {everybody} AIOS en "
                f"{room.together(room.places)} plaatsen.",
                f"Ask for {need.en} more: there are {everybody} trainees and "
                f"{room.together(room.places)} places.",
            ),
        ),
    )


def crowd_said(ronde: Koppelronde, group: Crowd) -> Text:
    """``Deze 4 AIOS kunnen samen alleen bij 3 HAO's terecht (3 plaatsen): …``."""
    who, where = listed(group.aios), listed(group.haos)
    years = sorted({ronde.aios_by_code[aios].year for aios in group.aios})
    said_years = listed([str(year) for year in years])
    trainers = count(len(group.haos), *_HAOS)
    places = count(group.places, Text("plaats", "place"), Text("plaatsen", "places"))
    if not group.haos:
        return Text(
            f"{who.nl} (jaar {said_years.nl}) kan bij geen enkele HAO terecht.",
            f"{who.en} (year {said_years.en}) can go to no trainer at all.",
        )
    number = len(group.aios)
    return Text(
        f"{'Deze AIOS kan' if number == 1 else f'Deze {number} AIOS kunnen samen'} alleen bij "
        f"{trainers.nl} terecht ({places.nl}): {who.nl} (jaar {said_years.nl}) bij {where.nl}.",
        f"{'This trainee can' if number == 1 else f'These {number} trainees can together'} go "
        f"only to {trainers.en} ({places.en}): {who.en} (year {said_years.en}) to {where.en}.",
    )


def visit_caps(ronde: Koppelronde) -> dict[str, int]:
    """How many visits a practice receives at most, where it or the procedure says so."""
    if not ronde.procedure.has(PhaseKind.VISITS):
        return {}
    general = ronde.number("practice_cap")
    caps = {}
    for praktijk in ronde.praktijken:
        stated = [cap for cap in (praktijk.max_visits, general or None) if cap is not None]
        if stated:
            caps[praktijk.code] = min(stated)
    return caps


def _visited_too_often(ronde: Koppelronde, pairs: frozenset[Pair]) -> Iterator[Finding]:
    """Practices with more visitors than they allow; two trainers are visited in one visit."""
    visitors: dict[str, set[str]] = {}
    for aios, hao in sorted(pairs):
        visitors.setdefault(ronde.hao_by_code[hao].praktijk, set()).add(aios)
    for praktijk, cap in sorted(visit_caps(ronde).items()):
        number = len(visitors.get(praktijk, ()))
        if number > cap:
            yield Finding(
                "max_visits",
                (praktijk,),
                Text(
                    f"Praktijk {praktijk} krijgt {number} bezoekers en wil er hoogstens {cap}.",
                    f"Practice {praktijk} gets {number} visitors and wants no more than {cap}.",
                ),
                Weight.NOTICE,
            )


def said_of_interviews(
    ronde: Koppelronde, possible: Possible, each: int, pairs: frozenset[Pair]
) -> tuple[Finding, ...]:
    """How many candidates the HAOs get, who gets none or more than planned, who gave no list."""
    numbers = dict.fromkeys(sorted(possible.room.places), 0)
    for _, hao in sorted(pairs):
        numbers[hao] += 1
    found = [_spread(numbers)]
    found += _without(possible, numbers)
    found += _beyond(possible.room, each, numbers)
    found += _visited_too_often(ronde, pairs)
    handed = {lijst.owner for lijst in ronde.lists_before if lijst.side is Side.AIOS}
    missing = tuple(aios for aios in sorted(possible.choices) if aios not in handed)
    if missing:
        who = listed(missing)
        found.append(
            Finding(
                "list_missing",
                missing,
                Text(
                    f"Geen lijst van {who.nl}: iedere HAO telt daar als even goed.",
                    f"No list from {who.en}: every trainer counts as equally good there.",
                ),
                Weight.NOTICE,
            )
        )
    return tuple(found)


def _spread(numbers: dict[str, int]) -> Finding:
    tally = Counter(numbers.values())
    parts = []
    for number in sorted(tally, reverse=True):
        who = count(tally[number], *_HAOS)
        got = count(number, Text("kandidaat", "candidate"), Text("kandidaten", "candidates"))
        verb = "krijgt" if tally[number] == 1 else "krijgen"
        parts.append(Text(f"{who.nl} {verb} {got.nl}", f"{who.en} with {got.en}"))
    said = joined(parts, ", ")
    return Finding("even_candidates", (), Text(f"{said.nl}.", f"{said.en}."), Weight.NOTICE)


def _without(possible: Possible, numbers: dict[str, int]) -> Iterator[Finding]:
    wanted = {hao for haos in possible.choices.values() for hao in haos}
    for hao, number in numbers.items():
        if number:
            continue
        if not possible.room.places[hao]:
            why = Text("er is geen plaats vrij", "no place is free")
        elif hao not in wanted:
            why = Text("geen AIOS van deze ronde past daar", "no trainee of this round fits there")
        else:
            why = Text(
                "er zijn meer plaatsen dan gesprekken te verdelen",
                "there are more places than interviews to hand out",
            )
        yield Finding(
            "no_candidates",
            (hao,),
            Text(
                f"{hao} krijgt geen kandidaten: {why.nl}.", f"{hao} gets no candidates: {why.en}."
            ),
            Weight.NOTICE,
        )


def _beyond(room: Room, each: int, numbers: dict[str, int]) -> Iterator[Finding]:
    for hao, number in numbers.items():
        if number > each * room.places[hao]:
            yield Finding(
                "candidates_each",
                (hao,),
                Text(
                    f"{hao} krijgt {number} kandidaten, meer dan {each} per plaats: voor wie daar "
                    "past is te weinig andere keus.",
                    f"{hao} gets {number} candidates, more than {each} per place: those who fit "
                    "there have too little other choice.",
                ),
                Weight.NOTICE,
            )


def why_not_hao(possible: Possible, hao: str) -> Text:
    """Why no AIOS of this round can go to this HAO."""
    if not possible.room.places[hao]:
        return Text("heeft geen plaats vrij", "has no place free")
    rules = Counter(out.why.rule for out in possible.excluded if out.hao == hao)
    said = joined(
        [
            Text(f"{number} wegens {RULE_NAMES[rule].nl}", f"{number} for {RULE_NAMES[rule].en}")
            for rule, number in sorted(rules.items())
        ],
        ", ",
    )
    return Text(
        f"geen AIOS van deze ronde past hier (uitgesloten: {said.nl})",
        f"no trainee of this round fits here (excluded: {said.en})",
    )


def said_of_not_invited(ronde: Koppelronde) -> list[Finding]:
    """Rankings that name trainers who take no part: those choices count for nothing."""
    return [
        Finding(
            "shortlist_not_invited",
            (partner, *owners),
            Text(
                f"{ronde.named(partner).nl} staat op {len(owners)} lijsten, maar is niet "
                f"uitgenodigd of doet niet meer mee: bij {listed(owners).nl} telt dat niet mee.",
                f"{ronde.named(partner).en} is on {len(owners)} lists, but was not invited or "
                f"takes no part any more: with {listed(owners).en} that does not count.",
            )
            if len(owners) > 1
            else Text(
                f"{ronde.named(partner).nl} staat op de lijst van {owners[0]}, maar is niet "
                "uitgenodigd of doet niet meer mee: dat telt niet mee.",
                f"{ronde.named(partner).en} is on the list of {owners[0]}, but was not invited or "
                "takes no part any more: that does not count.",
            ),
            Weight.NOTICE,
        )
        for partner, owners in listed_without_part(ronde).items()
    ]
