"""Cohorts for the matching benchmarks: as many AIOS as HAOs, each AIOS ranks some of them.

*carousel*: talks by rotation, so every HAO met as many. *popular*: skewed towards some HAOs, whose
lists get long. 15 % of neighbours on a list are tied, 1 % of the couples is vetoed.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

from koppelronde.domain.facts import Facts, Places, PossibleCouple

Lists = list[list[int]]


def wanted(size: int, names: int, kind: str, seed: int = 1) -> Lists:
    """For each AIOS the HAOs in order of preference."""
    rng = Random(f"{kind}/{size}/{names}/{seed}")
    skew = list(accumulate(1 / (1 + n) ** 0.5 for n in range(size)))
    lists: Lists = []
    for aios in range(size):
        if kind == "carousel":
            chosen = list({(aios + 7 * turn) % size: None for turn in range(min(names, size))})
            rng.shuffle(chosen)
        else:
            seen: dict[int, None] = {}
            while len(seen) < min(names, size):
                seen[rng.choices(range(size), cum_weights=skew)[0]] = None
            chosen = list(seen)
        lists.append(chosen)
    return lists


def answered(lists: Lists, seed: int = 1) -> Lists:
    """For each HAO everybody who ranked it, in the HAO's own order."""
    rng = Random(f"hao/{len(lists)}/{seed}")
    back: Lists = [[] for _ in lists]
    for aios, chosen in enumerate(lists):
        for hao in chosen:
            back[hao].append(aios)
    for who in back:
        rng.shuffle(who)
    return back


def facts_of(lists: Lists, back: Lists, seed: int = 1) -> Facts:
    """The lists as facts, with ties, a few vetoes, travel and working days."""
    rng = Random(f"facts/{len(lists)}/{seed}")

    def ranks(owner: int, partners: list[int]) -> dict[tuple[int, int], int]:
        rank, found = 1, {}
        for place, partner in enumerate(partners, 1):
            rank = rank if rng.random() < 0.15 else place
            found[owner, partner] = rank
        return found

    aios = [f"A{n:05}" for n in range(len(lists))]
    haos = [f"H{n:05}" for n in range(len(lists))]
    by_hao = [{a: rank for (_, a), rank in ranks(hao, who).items()} for hao, who in enumerate(back)]
    couples = [
        PossibleCouple(
            aios[a],
            haos[h],
            rank,
            by_hao[h][a],
            travel_minutes=rng.randint(5, 100),
            shared_days=rng.randint(1, 4),
        )
        for a, chosen in enumerate(lists)
        for (_, h), rank in ranks(a, chosen).items()
        if rng.random() > 0.01
    ]
    couples.sort(key=lambda couple: couple[:2])
    return Facts(
        aios=tuple(aios),
        haos=tuple(Places(code, 1, "", rng.randint(0, 900)) for code in haos),
        couples=tuple(couples),
    )


def cohort(size: int, names: int, kind: str, seed: int = 1) -> Facts:
    """Lists and answers as facts."""
    lists = wanted(size, names, kind, seed)
    return facts_of(lists, answered(lists, seed), seed)
