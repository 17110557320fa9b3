"""The result file: what went in, what came out, and the proof, in one canonical JSON.

Format: docs/result-file.md. Keys are sorted, there are no spaces, text is UTF-8: the same result
is the same bytes everywhere. ``matching/proof/verify_match.py`` checks a file and shares no code
with this module. The file holds ranks: it is for the coordinator and for who audits, never for all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from koppelronde.domain.facts import Facts
from koppelronde.domain.outcome import Stage
from koppelronde.domain.procedure import GoalChoice
from matching.engine.prices import Prices
from matching.engine.solve import Solution, proved
from matching.goals.policy import stages_for

FORMAT: Final = "koppelcarrousel-match-1"


def canonical(data: object) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8 as it is written."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _sha(data: object) -> str:
    return sha256(canonical(data)).hexdigest()


def sealed_input(
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    *,
    rules: tuple[str, ...] = (),
    keep: frozenset[tuple[str, str]] = frozenset(),
    stages: tuple[Stage, ...] | None = None,
) -> dict[str, Any]:
    """Everything that decides the result, but for the seed.

    ``stages`` of a solution of the same facts and goals save naming them again.
    """
    names = [stage.name for stage in stages or stages_for(goals, facts, keep)]
    numbered = [(goal, number) for goal, _, number in (name.partition(":") for name in names)]
    places = {f"praktijk {h.praktijk}": len(facts.aios) for h in facts.haos}  # room for all
    places |= {f"praktijk {code}": limit for code, limit in facts.praktijk_places.items()}
    return {
        "aios": sorted(facts.aios),
        "praktijk": {h.hao: f"praktijk {h.praktijk}" for h in facts.haos},
        "places": places | {f"hao {h.hao}": h.places for h in facts.haos},
        "couples": _couples(facts, keep),
        "unknown_travel": max((c.travel_minutes or 0 for c in facts.couples), default=0),
        "excluded": sorted([e.aios, e.hao, e.why.rule] for e in facts.excluded),
        "locked": sorted([aios, hao] for aios, hao in facts.locked),
        "rules": list(rules),
        "goals": [[goal, int(number) if number else None] for goal, number in numbered],
    }


def _couples(facts: Facts, keep: frozenset[tuple[str, str]]) -> list[list[Any]]:
    """One row per couple, by code; agreed by hand but not possible otherwise: zeros only."""
    waited = {places.hao: places.waiting_days for places in facts.haos}
    rows: list[list[Any]] = [
        [a, h, own, other, travel, days, waited[h], int((a, h) in keep), int(by_a), int(by_h)]
        for a, h, own, other, by_a, by_h, travel, days in facts.couples
    ]
    possible = {(couple.aios, couple.hao) for couple in facts.couples}
    rows += ([*pair, 0, 0, 0, 0, 0, 0, 0, 0] for pair in set(facts.locked) - possible)
    return sorted(rows)  # by code: every couple stands there once


def input_hash(
    facts: Facts,
    goals: tuple[GoalChoice, ...],
    *,
    rules: tuple[str, ...] = (),
    keep: frozenset[tuple[str, str]] = frozenset(),
) -> str:
    """SHA-256 of the sealed input; it can be published before the seed is drawn."""
    return _sha(sealed_input(facts, goals, rules=rules, keep=keep))


def result_file(facts: Facts, solution: Solution, *, rules: tuple[str, ...] = ()) -> bytes:
    """The result file of a solution of these facts, proved where it was not yet.

    ValueError for a solution without its lottery (a what-if), which is no result.
    """
    if not solution.drawn:
        raise ValueError("a solution without its lottery is no result")
    proof = proved(facts, solution).proof
    assert proof is not None  # it was drawn, and now it is proved
    given = sealed_input(
        facts, solution.goals, rules=rules, keep=solution.keep, stages=solution.stages
    )
    # Keys are sorted: what stands before the input, the input, and what stands after it.
    before = {"couples": [list(pair) for pair in solution.pairs], "format": FORMAT}
    sealed = canonical(given)
    after = {
        "input_hash": sha256(sealed).hexdigest(),
        "prices": [_written(prices) for prices in proof],
        "seed": solution.seed,
        "stages": [stage.value for stage in solution.stages],
    }
    first, last = canonical(before)[:-1], b'"input":' + sealed + b"," + canonical(after)[1:]
    mark = sha256(first + b"," + last).hexdigest()  # of the file without it
    return first + f',"hash":"{mark}",'.encode() + last


def _written(prices: Prices) -> dict[str, str]:
    """Hexadecimal, because decimals of that length are slow and refused by many readers."""
    return {
        f"{kind} {code}": f"{price:x}"
        for kind, part in zip(("aios", "hao", "praktijk"), prices, strict=True)
        for code, price in part.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFile:
    """What a reader needs of a result file; ``data`` is all of it."""

    couples: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, int], ...]
    seed: str
    input_hash: str
    result_hash: str
    data: Mapping[str, Any]


def read_result_file(content: bytes) -> ResultFile:
    """The parts of a result file; ValueError when it is not one. Proves nothing: verify it."""
    data = json.loads(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"not a result file of format {FORMAT}")
    return ResultFile(
        couples=tuple((aios, hao) for aios, hao in data["couples"]),
        stages=tuple(
            (goal if number is None else f"{goal}:{number}", value)
            for (goal, number), value in zip(data["input"]["goals"], data["stages"], strict=True)
        ),
        seed=data["seed"],
        input_hash=data["input_hash"],
        result_hash=data["hash"],
        data=data,
    )
