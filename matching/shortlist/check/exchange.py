"""What else would be possible with these interviews: without one HAO, or spread more evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from koppelronde.domain.findings import Finding, Weight
from koppelronde.domain.language import Text
from koppelronde.domain.outcomes.outcome import Shortlist
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.check.round import (
    Pair,
    forbidden,
    places_free,
    practice_limits,
    waiting_for_place,
    wrong,
)


def losses_right(ronde: Koppelronde, pairs: list[Pair], shortlist: Shortlist) -> Iterator[Finding]:
    """Whether as many HAOs can be missed as the shortlist says."""
    said = next((s.value for s in shortlist.stages if s.name == "survives_a_loss"), None)
    if said is None:
        return
    borne = sum(
        not_lost for hao, places in places_free(ronde).items()
        if places > 0 and (not_lost := everybody_fits(ronde, pairs, missing=hao))
    )  # fmt: skip
    if borne != said:
        yield wrong(
            "survives_a_loss",
            (),
            f"Het verlies van {borne} HAO's is te dragen, niet van {said}.",
            f"The loss of {borne} trainers can be borne, not of {said}.",
        )


def everybody_fits(ronde: Koppelronde, pairs: list[Pair], missing: str = "") -> bool:
    """Whether a complete matching exists in these couples, also without ``missing``.

    A plain maximum flow (Ford and Fulkerson 1956), one unit at a time.
    """
    places, limits = places_free(ronde), practice_limits(ronde)
    room: dict[tuple[str, str], int] = {}
    everybody = waiting_for_place(ronde)
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


def could_be_more_even(ronde: Koppelronde, pairs: list[Pair]) -> Iterator[Finding]:
    """An HAO from whom a chain of exchanges could bring a candidate to one with two fewer.

    On such sets no single exchange left means most even (Frank and Murota 2022).
    """
    if practice_limits(ronde):
        return
    inside, places = set(pairs), {hao: n for hao, n in places_free(ronde).items() if n > 0}
    numbers = Counter(hao for _, hao in pairs)
    allowed = {
        (aios, hao)
        for aios in waiting_for_place(ronde)
        for hao in places
        if forbidden(ronde, aios, hao) is None
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
