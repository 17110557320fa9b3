"""Rounds for the engine's tests, made from a random generator, and their answer by enumeration."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

from koppelronde.domain.facts import Facts, Places, PossibleCouple
from koppelronde.domain.lottery import lot
from koppelronde.domain.procedure import GoalChoice
from koppelronde.procedure.toml_file import load_procedure

Pair = tuple[str, str]


def goal(name: str, **parameters: int) -> GoalChoice:
    """A goal with its numbers."""
    return GoalChoice(name=name, source="test", parameters=parameters)


def maastricht() -> tuple[GoalChoice, ...]:
    """The goals of the procedure that comes with the program."""
    return load_procedure("maastricht").goals


ORDERS: tuple[tuple[GoalChoice, ...], ...] = (
    maastricht(),
    (goal("placed"), goal("lottery")),
    (goal("both_within", rank=2),),
    (goal("rank_sum"),),
    (goal("placed"), goal("rank_sum"), goal("evenness")),
    (goal("shared_days"), goal("own_worst_rank"), goal("travel_sum")),
    (
        goal("placed"),
        goal("over_travel_limit", minutes=60),
        goal("worst_ranks", to=3),
        goal("waiting"),
    ),
    (goal("placed"), goal("worst_ranks", **{"from": 4, "to": 4}), goal("worst_ranks", to=2)),
)
"""Orders of goals that lean on quite different things, one of them on nothing but the lottery."""


def random_facts(rng: Random, aios: int, haos: int, *, dense: float = 0.7, worst: int = 5) -> Facts:
    """A round with ties, unknown travel, HAOs with no or several places, limited practices."""
    a_codes, h_codes = [f"A{n:02}" for n in range(aios)], [f"H{n:02}" for n in range(haos)]
    places = tuple(
        Places(
            code,
            rng.choice([0, 1, 1, 1, 2, 3]),
            rng.choice(["P1", "P2", "P3"]),
            rng.choice([0, 100, 200]),
        )
        for code in h_codes
    )
    couples = tuple(
        PossibleCouple(
            a,
            h,
            rng.randint(1, worst),
            rng.randint(1, worst),
            travel_minutes=rng.choice([None, 10, 70, 80]),
            shared_days=rng.choice([None, 1, 2, 3]),
        )
        for a, h in product(a_codes, h_codes)
        if rng.random() < dense
    )
    limits = {code: rng.randint(0, 3) for code in ("P1", "P2") if rng.random() < 0.5}
    return Facts(aios=tuple(a_codes), haos=places, couples=couples, praktijk_places=limits)


def cohort(size: int, names: int, seed: int = 1) -> Facts:
    """As many AIOS as HAOs; each AIOS ranks some names, popular ones often; HAOs rank theirs."""
    rng = Random(f"{size}/{names}/{seed}")
    popularity = [1 / (1 + n) ** 0.5 for n in range(size)]
    wanted: list[list[int]] = []
    for _ in range(size):
        chosen: dict[int, None] = {}
        while len(chosen) < min(names, size):
            chosen[rng.choices(range(size), popularity)[0]] = None
        wanted.append(list(chosen))
    applicants: list[list[int]] = [[] for _ in range(size)]
    for aios, chosen_haos in enumerate(wanted):
        for hao in chosen_haos:
            applicants[hao].append(aios)
    rank_by_hao: dict[tuple[int, int], int] = {}
    for hao, who in enumerate(applicants):
        rng.shuffle(who)
        shared = 1
        for place, aios in enumerate(who, 1):
            shared = shared if rng.random() < 0.15 else place
            rank_by_hao[aios, hao] = shared
    couples = []
    for aios, chosen_haos in enumerate(wanted):
        shared = 1
        for place, hao in enumerate(chosen_haos, 1):
            shared = shared if rng.random() < 0.15 else place
            couples.append(
                PossibleCouple(
                    f"A{aios:05}",
                    f"H{hao:05}",
                    shared,
                    rank_by_hao[aios, hao],
                    travel_minutes=rng.randint(5, 100),
                    shared_days=rng.randint(0, 5),
                )
            )
    return Facts(
        aios=tuple(f"A{n:05}" for n in range(size)),
        haos=tuple(Places(f"H{n:05}", 1, "", rng.randint(0, 900)) for n in range(size)),
        couples=tuple(sorted(couples, key=lambda couple: couple[:2])),
    )


# ── the answer without any engine ────────────────────────────────────────────────────────────


def counted(facts: Facts, goals: tuple[GoalChoice, ...], made: list[PossibleCouple]) -> list[int]:
    """Every stage of a result, counted from the sentences, the larger the better."""
    ranks = [max(c.rank_by_aios, c.rank_by_hao) for c in made]
    highest = max((max(c.rank_by_aios, c.rank_by_hao) for c in facts.couples), default=0)
    own = max((c.rank_by_aios for c in facts.couples), default=0)
    longest = max((c.travel_minutes or 0 for c in facts.couples), default=0)
    waited = {places.hao: places.waiting_days for places in facts.haos}
    found: list[int] = []
    for choice in goals:
        given = choice.parameters
        if choice.name == "placed":
            found.append(len(made))
        elif choice.name == "both_within":
            found.append(sum(rank <= given["rank"] for rank in ranks))
        elif choice.name == "worst_ranks":
            top = min(given.get("to", highest), highest)
            found += [-ranks.count(r) for r in range(top, given.get("from", 1) - 1, -1)]
        elif choice.name == "own_worst_rank":
            mine = [c.rank_by_aios for c in made]
            found += [-mine.count(rank) for rank in range(own, 1, -1)]
        elif choice.name == "rank_sum":
            found.append(-sum(c.rank_by_aios + c.rank_by_hao for c in made))
        elif choice.name == "evenness":
            found.append(-sum((c.rank_by_aios - c.rank_by_hao) ** 2 for c in made))
        elif choice.name == "over_travel_limit":
            found.append(-sum((c.travel_minutes or 0) > given["minutes"] for c in made))
        elif choice.name == "travel_sum":
            found.append(
                -sum(longest if c.travel_minutes is None else c.travel_minutes for c in made)
            )
        elif choice.name == "shared_days":
            found.append(sum(c.shared_days or 0 for c in made))
        elif choice.name == "waiting":
            found.append(sum(waited[c.hao] for c in made))
    return found


def by_enumeration(
    facts: Facts, goals: tuple[GoalChoice, ...], seed: str
) -> tuple[list[int], tuple[Pair, ...]]:
    """The best result of all there are: every stage's value, and who is coupled to whom."""
    room = {places.hao: places.places for places in facts.haos}
    praktijk = {places.hao: places.praktijk for places in facts.haos}
    choices = [[None, *(c for c in facts.couples if c.aios == code)] for code in facts.aios]
    order = sorted(facts.aios, key=lambda code: lot(seed, code))
    best: tuple[list[int], list[float], list[str]] | None = None
    people: tuple[Pair, ...] = ()
    for combination in product(*choices):
        made = [couple for couple in combination if couple is not None]
        used = Counter(couple.hao for couple in made)
        at = Counter(praktijk[couple.hao] for couple in made)
        if any(number > room[hao] for hao, number in used.items()):
            continue
        if any(at[code] > limit for code, limit in facts.praktijk_places.items()):
            continue
        if not set(facts.locked) <= {(c.aios, c.hao) for c in made}:
            continue
        mine = {couple.aios: couple for couple in made}
        where = {couple.aios: praktijk[couple.hao] for couple in made}
        if any(where.get(one, one) == where.get(other, other) for one, other in facts.apart):
            continue
        ranks = [mine[a].rank_by_aios if a in mine else float("inf") for a in order]
        keys = [lot(seed, a, mine[a].hao) if a in mine else "z" for a in order]
        key = ([-value for value in counted(facts, goals, made)], ranks, keys)
        if best is None or key < best:
            best, people = key, tuple((c.aios, c.hao) for c in made)
    assert best is not None
    return [-value for value in best[0]], people
