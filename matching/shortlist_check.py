"""Is this shortlist what it says? Recomputed from the round alone, without the engine's code.

Everything hard is a broken rule when it does not hold: so many candidates for every AIOS, no
couple that a rule forbids, the witness a complete matching inside the interviews, every reported
value equal to the recomputed one, and the HAOs whose loss is said to be borne really borne. That
HAOs could be spread more evenly is a notice: a procedure may want something else first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from koppelronde.facts import waiting_days
from koppelronde.findings import Finding, Weight
from koppelronde.language import Text
from koppelronde.lists import Voorkeurslijst
from koppelronde.outcome import Shortlist, Stage
from koppelronde.people import Side
from koppelronde.ronde import AgreementKind, Koppelronde
from koppelronde.rules import refusal

_Pair = tuple[str, str]


def check_shortlist(ronde: Koppelronde, shortlist: Shortlist) -> tuple[Finding, ...]:
    """Everything that is wrong with these interviews, and what could be more even."""
    pairs = [(couple.aios, couple.hao) for couple in shortlist.interviews]
    if shortlist.groups:
        return (
            *_groups(ronde, pairs, shortlist.groups),
            *_rules(ronde, pairs),
            *_witness(ronde, pairs, [(couple.aios, couple.hao) for couple in shortlist.witness]),
            *_losses(ronde, pairs, shortlist),
        )
    return (
        *_people(ronde, pairs),
        *_rules(ronde, pairs),
        *_witness(ronde, pairs, [(couple.aios, couple.hao) for couple in shortlist.witness]),
        *_values(ronde, pairs, shortlist),
        *_losses(ronde, pairs, shortlist),
        *_evenness(ronde, pairs),
    )


def _wrong(rule: str, who: tuple[str, ...], nl: str, en: str) -> Finding:
    return Finding(rule, tuple(sorted(who)), Text(nl, en))


def _locked(ronde: Koppelronde) -> dict[str, str]:
    return {a.aios: a.hao for a in ronde.agreements if a.kind is AgreementKind.LOCKED}


def _waiting_for_place(ronde: Koppelronde) -> list[str]:
    gone, locked = set(ronde.withdrawn), _locked(ronde)
    return [p.code for p in ronde.aios if p.code not in gone and p.code not in locked]


def _places(ronde: Koppelronde) -> dict[str, int]:
    taken = Counter(_locked(ronde).values())
    gone = set(ronde.withdrawn)
    return {h.code: h.places - taken[h.code] for h in ronde.haos if h.code not in gone}


def _limits(ronde: Koppelronde) -> dict[str, int]:
    """Places per practice where a limit counts, less those taken already."""
    if not ronde.procedure.applies("praktijk_places"):
        return {}
    taken = Counter(
        ronde.hao_by_code[hao].praktijk
        for hao in _locked(ronde).values()
        if hao in ronde.hao_by_code
    )
    return {p.code: p.places - taken[p.code] for p in ronde.praktijken if p.places is not None}


def _people(ronde: Koppelronde, pairs: list[_Pair]) -> Iterator[Finding]:
    each, numbers = ronde.number("candidates_each"), Counter(aios for aios, _ in pairs)
    expected = set(_waiting_for_place(ronde))
    for aios in sorted(expected | set(numbers)):
        wanted = each if aios in expected else 0
        if numbers[aios] != wanted:
            yield _wrong(
                "candidates_each",
                (aios,),
                f"{aios} heeft {numbers[aios]} kandidaten in plaats van {wanted}.",
                f"{aios} has {numbers[aios]} candidates instead of {wanted}.",
            )
    for (aios, hao), number in sorted(Counter(pairs).items()):
        if number > 1:
            yield _wrong(
                "double",
                (aios, hao),
                f"{aios} en {hao} staan {number} keer op de lijst.",
                f"{aios} and {hao} are listed {number} times.",
            )


def _groups(
    ronde: Koppelronde, pairs: list[_Pair], groups: tuple[tuple[str, ...], ...]
) -> Iterator[Finding]:
    """Everybody in exactly one group, and in it everybody meets everybody who may."""
    expected = {*_waiting_for_place(ronde), *(h for h, n in _places(ronde).items() if n > 0)}
    seen = Counter(code for group in groups for code in group)
    for code in sorted(expected | set(seen)):
        if seen[code] != (code in expected):
            yield _wrong(
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
        and _forbidden(ronde, aios, hao) is None
    }
    for aios, hao in sorted(wanted ^ set(pairs)):
        yield _wrong(
            "group",
            (aios, hao),
            f"{aios} en {hao} {'zitten' if (aios, hao) in wanted else 'zitten niet'} in één groep.",
            f"{aios} and {hao} are {'' if (aios, hao) in wanted else 'not '}in one group.",
        )


def _forbidden(ronde: Koppelronde, aios_code: str, hao_code: str) -> Text | None:
    """Why these two may not meet for an interview, or None."""
    aios, hao = ronde.aios_by_code.get(aios_code), ronde.hao_by_code.get(hao_code)
    if aios is None or hao is None or {aios_code, hao_code} & set(ronde.withdrawn):
        return Text("een van beiden doet niet mee", "one of the two takes no part")
    if any(
        (a.aios, a.hao, a.kind) == (aios_code, hao_code, AgreementKind.OUT)
        for a in ronde.agreements
    ):
        return Text("deze koppeling is afgesproken uitgesloten", "this couple is out by agreement")
    if _places(ronde)[hao_code] < 1:
        return Text("er is geen plaats vrij", "no place is free")
    names = tuple(choice.name for choice in ronde.procedure.rules)
    why = refusal(names, aios, hao, ronde.veto_by_couple.get((aios_code, hao_code)))
    return None if why is None else why.says


def _rules(ronde: Koppelronde, pairs: list[_Pair]) -> Iterator[Finding]:
    for aios, hao in sorted(set(pairs)):
        why = _forbidden(ronde, aios, hao)
        if why is not None:
            yield _wrong(
                "forbidden",
                (aios, hao),
                f"{aios} en {hao} mogen geen kandidaten zijn: {why.nl}.",
                f"{aios} and {hao} may not be candidates: {why.en}.",
            )


def _witness(ronde: Koppelronde, pairs: list[_Pair], witness: list[_Pair]) -> Iterator[Finding]:
    inside = set(pairs)
    for aios, hao in sorted(set(witness) - inside):
        yield _wrong(
            "complete",
            (aios, hao),
            f"De koppeling als bewijs bevat {aios} met {hao}, maar dat is geen gesprek.",
            f"The matching given as proof holds {aios} with {hao}, which is no interview.",
        )
    placed, places = Counter(aios for aios, _ in witness), _places(ronde)
    for aios in _waiting_for_place(ronde):
        if placed[aios] != 1:
            yield _wrong(
                "complete",
                (aios,),
                f"De koppeling als bewijs plaatst {aios} {placed[aios]} keer.",
                f"The matching given as proof places {aios} {placed[aios]} times.",
            )
    filled = Counter(hao for _, hao in witness)
    for hao, number in sorted(filled.items()):
        limit = places.get(hao, 0)
        if number > limit:
            yield _wrong(
                "places",
                (hao,),
                f"De koppeling als bewijs geeft {hao} {number} AIOS bij {limit} plaatsen.",
                f"The matching given as proof gives {hao} {number} trainees for {limit} places.",
            )
    at = Counter(ronde.hao_by_code[hao].praktijk for _, hao in witness if hao in ronde.hao_by_code)
    for praktijk, limit in sorted(_limits(ronde).items()):
        number = at[praktijk]
        if number > limit:
            yield _wrong(
                "praktijk_places",
                (praktijk,),
                f"De koppeling als bewijs geeft {praktijk} {number} AIOS bij {limit} plaatsen.",
                f"The matching given as proof gives {praktijk} {number} trainees for {limit}.",
            )


# ── values ───────────────────────────────────────────────────────────────────────────────────


def _rank(ronde: Koppelronde, lijst: Voorkeurslijst | None, partner: str) -> int | None:
    if lijst is None:
        return None
    ranks = lijst.ranks(ronde.procedure.ties)
    left_off = lijst.left_off_rank(ronde.procedure.ties, ronde.procedure.left_off)
    return ranks.get(partner, left_off)


def _ranks(ronde: Koppelronde, pairs: list[_Pair]) -> dict[_Pair, tuple[int, int]]:
    by_aios = {x.owner: x for x in ronde.lists_before if x.side is Side.AIOS}
    by_hao = {x.owner: x for x in ronde.lists_before if x.side is Side.HAO}
    return {
        (aios, hao): (
            _rank(ronde, by_aios.get(aios), hao) or 1,
            _rank(ronde, by_hao.get(hao), aios) or 0,
        )
        for aios, hao in pairs
    }


def _values(ronde: Koppelronde, pairs: list[_Pair], shortlist: Shortlist) -> Iterator[Finding]:
    known = [
        pair for pair in pairs if pair[0] in ronde.aios_by_code and pair[1] in ronde.hao_by_code
    ]
    ranks, places = _ranks(ronde, known), _places(ronde)
    squares = 0
    for hao, number in Counter(hao for _, hao in known).items():
        low, more = divmod(number, max(1, places.get(hao, 1)))
        squares += more * (low + 1) ** 2 + (max(1, places.get(hao, 1)) - more) * low**2
    profile = Counter(max(both) for both in ranks.values())
    values = {
        "even_candidates": squares,
        "waiting": sum(waiting_days(ronde.hao_by_code[hao], ronde) for _, hao in known),
        "rank_sum": sum(sum(both) for both in ranks.values()),
    }
    for stage in shortlist.stages:
        found = values.get(stage.name)
        if stage.name == "worst_ranks":
            found = profile[_rank_meant(stage)]
        if found is not None and found != stage.value:
            yield _wrong(
                "stage_value",
                (),
                f"'{stage.says.nl}' is {found}, niet {stage.value}.",
                f"'{stage.says.en}' is {found}, not {stage.value}.",
            )
    reported = [_rank_meant(stage) for stage in shortlist.stages if stage.name == "worst_ranks"]
    meant = next((g for g in ronde.procedure.shortlist_goals if g.name == "worst_ranks"), None)
    if meant is None or "to" in meant.parameters:
        return
    for rank in sorted(set(profile) - set(reported)):
        if rank >= meant.parameters.get("from", 2):
            yield _wrong(
                "stage_value",
                (),
                f"Er zijn {profile[rank]} gesprekken op plaats {rank}; dat staat er niet bij.",
                f"There are {profile[rank]} interviews on rank {rank}, which is not reported.",
            )


def _rank_meant(stage: Stage) -> int:
    """The rank at the end of ``interviews on rank 7``."""
    return int(stage.says.nl.rsplit(" ", 1)[-1])


# ── losses ───────────────────────────────────────────────────────────────────────────────────


def _losses(ronde: Koppelronde, pairs: list[_Pair], shortlist: Shortlist) -> Iterator[Finding]:
    said = next((s.value for s in shortlist.stages if s.name == "survives_a_loss"), None)
    if said is None:
        return
    borne = sum(
        not_lost for hao, places in _places(ronde).items()
        if places > 0 and (not_lost := everybody_fits(ronde, pairs, missing=hao))
    )  # fmt: skip
    if borne != said:
        yield _wrong(
            "survives_a_loss",
            (),
            f"Het verlies van {borne} HAO's is te dragen, niet van {said}.",
            f"The loss of {borne} trainers can be borne, not of {said}.",
        )


def everybody_fits(ronde: Koppelronde, pairs: list[_Pair], missing: str = "") -> bool:
    """Whether a complete matching exists in these couples, also without ``missing``.

    A plain maximum flow (Ford and Fulkerson 1956), one unit at a time.
    """
    places, limits = _places(ronde), _limits(ronde)
    room: dict[tuple[str, str], int] = {}
    everybody = _waiting_for_place(ronde)
    for aios in everybody:
        room["from", "a" + aios] = 1
    for aios, hao in pairs:
        if hao == missing or hao not in places:
            continue
        praktijk = ronde.hao_by_code[hao].praktijk
        room["a" + aios, "h" + hao] = 1
        room["h" + hao, "p" + praktijk] = places[hao]
        room["p" + praktijk, "to"] = limits.get(praktijk, len(everybody))
    after: dict[str, set[str]] = {}
    for tail, head in list(room):
        after.setdefault(tail, set()).add(head)
        after.setdefault(head, set()).add(tail)
    for _ in everybody:
        came = {"from": ""}
        queue = ["from"]
        for node in queue:
            for other in after.get(node, ()):
                if other not in came and room.get((node, other), 0) > 0:
                    came[other] = node
                    queue.append(other)
        if "to" not in came:
            return False
        node = "to"
        while node != "from":
            before = came[node]
            room[before, node] = room.get((before, node), 0) - 1
            room[node, before] = room.get((node, before), 0) + 1
            node = before
    return True


# ── evenness ─────────────────────────────────────────────────────────────────────────────────


def _evenness(ronde: Koppelronde, pairs: list[_Pair]) -> Iterator[Finding]:
    """An HAO from whom a chain of exchanges could bring a candidate to one with two fewer.

    On such sets no single exchange left means most even (Frank and Murota 2022).
    """
    if _limits(ronde):
        return
    inside, places = set(pairs), {hao: n for hao, n in _places(ronde).items() if n > 0}
    numbers = Counter(hao for _, hao in pairs)
    allowed = {
        (aios, hao)
        for aios in _waiting_for_place(ronde)
        for hao in places
        if _forbidden(ronde, aios, hao) is None
    }
    for busy in sorted(places):
        reach = [busy]
        for hao in reach:
            for aios in sorted(a for a, h in inside if h == hao):
                reach += [
                    other for other in sorted(places)
                    if other not in reach and (aios, other) in allowed - inside
                ]  # fmt: skip
        for quiet in reach:
            gives = -(-numbers[busy] // places[busy])
            takes = -(-(numbers[quiet] + 1) // places[quiet])
            if numbers[busy] and gives > takes:
                yield Finding(
                    "even_candidates",
                    tuple(sorted((busy, quiet))),
                    Text(
                        f"{busy} kan een kandidaat afstaan aan {quiet} ({numbers[busy]} tegen "
                        f"{numbers[quiet]}).",
                        f"{busy} could give a candidate to {quiet} ({numbers[busy]} against "
                        f"{numbers[quiet]}).",
                    ),
                    Weight.NOTICE,
                )
                break
