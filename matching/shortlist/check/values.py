"""The values of a shortlist's goals, recomputed from the lists handed in before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from koppelronde.domain.facts import waiting_days
from koppelronde.domain.findings import Finding
from koppelronde.domain.lists import Voorkeurslijst
from koppelronde.domain.outcomes.outcome import Shortlist, Stage
from koppelronde.domain.people import Side
from koppelronde.domain.ronde import Koppelronde
from matching.shortlist.check.round import Pair, places_free, wrong


def _rank(ronde: Koppelronde, lijst: Voorkeurslijst | None, partner: str) -> int | None:
    if lijst is None:
        return None
    ranks = lijst.ranks(ronde.procedure.ties)
    left_off = lijst.left_off_rank(ronde.procedure.ties, ronde.procedure.left_off)
    return ranks.get(partner, left_off)


def _ranks(ronde: Koppelronde, pairs: list[Pair]) -> dict[Pair, tuple[int, int]]:
    by_aios = {x.owner: x for x in ronde.lists_before if x.side is Side.AIOS}
    by_hao = {x.owner: x for x in ronde.lists_before if x.side is Side.HAO}
    return {
        (aios, hao): (
            _rank(ronde, by_aios.get(aios), hao) or 1,
            _rank(ronde, by_hao.get(hao), aios) or 0,
        )
        for aios, hao in pairs
    }


def values_right(ronde: Koppelronde, pairs: list[Pair], shortlist: Shortlist) -> Iterator[Finding]:
    """Every reported value that is not the recomputed one."""
    known = [
        pair for pair in pairs if pair[0] in ronde.aios_by_code and pair[1] in ronde.hao_by_code
    ]
    ranks, places = _ranks(ronde, known), places_free(ronde)
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
            yield wrong(
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
            yield wrong(
                "stage_value",
                (),
                f"Er zijn {profile[rank]} gesprekken op plaats {rank}; dat staat er niet bij.",
                f"There are {profile[rank]} interviews on rank {rank}, which is not reported.",
            )


def _rank_meant(stage: Stage) -> int:
    """The rank at the end of ``interviews on rank 7``."""
    return int(stage.says.nl.rsplit(" ", 1)[-1])
